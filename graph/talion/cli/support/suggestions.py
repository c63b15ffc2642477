"""The nearest known names where a name is unknown: of a command, or an option's value."""

from collections.abc import Iterable, Mapping
from typing import Any

import click


def did_you_mean(name: str, known: Iterable[str], offered: Mapping[str, str] | None = None) -> str:
    """Return `; did you mean 'chains'?`, or nothing where no known name is similar.

    `offered` maps known names to what is offered in their place, such as a former name to the
    present one.
    """
    from talion.store.lookup import nearest

    found = dict.fromkeys((offered or {}).get(word, word) for word in nearest(name, known))
    return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""


class Choice(click.Choice[str]):
    """A closed set of values; an unknown one is answered with the nearest and the whole set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value as it stands in the set."""
        if value not in self.choices:
            hint = did_you_mean(str(value), self.choices)
            self.fail(f"'{value}' is none of {', '.join(self.choices)}{hint}", param, ctx)
        return super().convert(value, param, ctx)
