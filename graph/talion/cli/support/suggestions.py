"""The nearest known names where a name is unknown: of a command, or an option's value."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem


def did_you_mean(name: str, known: Iterable[str], offered: Mapping[str, str] | None = None) -> str:
    """Return `; did you mean 'chains'?`, or nothing where no known name is similar.

    `offered` maps known names to what is offered in their place, such as a former name to the
    present one.

    >>> did_you_mean("chian", ["chains", "ledger"])
    "; did you mean 'chains'?"
    """
    from talion.store.lookup import nearest

    found = dict.fromkeys((offered or {}).get(word, word) for word in nearest(name, known))
    return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""


class Choice(click.Choice[str]):
    """A closed set of values; an unknown one is answered with the nearest and the whole set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value as it stands in the set.

        >>> Choice(("local", "spark")).convert("spark", None, None)
        'spark'
        """
        if value not in self.choices:
            hint = did_you_mean(str(value), self.choices)
            self.fail(f"'{value}' is none of {', '.join(self.choices)}{hint}", param, ctx)
        return super().convert(value, param, ctx)


class RegisteredName(click.ParamType[str]):
    """The name of something registered, such as a format; looked up when the option is used."""

    name = "choice"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names that are known now: `[trig|graphml]`.

        >>> RegisteredName(lambda: ("trig", "graphml")).get_metavar(click.Option(["--format"]))
        '[trig|graphml]'
        """
        return f"[{'|'.join(self._names())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name; fail with the nearest and all of them.

        >>> RegisteredName(lambda: ("trig", "graphml")).convert("trig", None, None)
        'trig'
        """
        known = list(self._names())
        if value not in known:
            hint = did_you_mean(str(value), known)
            self.fail(f"'{value}' is none of {', '.join(known)}{hint}", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin as the word does.

        >>> names = RegisteredName(lambda: ("trig", "graphml"))
        >>> context = click.Context(click.Command("export"))
        >>> found = names.shell_complete(context, click.Option(["--format"]), "g")
        >>> [item.value for item in found]
        ['graphml']
        """
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]
