"""The one way to print: tables and lines for people, JSON for programs, progress on stderr."""

import functools
import json
import os
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, TypeVar
from unicodedata import category

import click

from talion.errors import TalionWarning

F = TypeVar("F", bound=Callable[..., object])


def json_option(command: F) -> F:
    """Give a command the option `--json`.

    >>> [option.opts for option in click.command()(json_option(lambda as_json: None)).params]
    [['--json']]
    """
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(
        command
    )


def limit_option(default: int, words: str = "How many to show; 0 for all.") -> Callable[[F], F]:
    """Return what gives a command the option `--limit`.

    >>> [limit] = click.command()(limit_option(20)(lambda limit: None)).params
    >>> limit.opts, limit.default
    (['--limit'], 20)
    """
    kind = click.IntRange(0)
    return click.option("--limit", type=kind, default=default, show_default=True, help=words)


def plain(text: object) -> str:
    r"""Return a text as it may go to a terminal: no control characters, no overriding of direction.

    What an article says is shown, never obeyed: an escape sequence in it could move the cursor,
    and U+202E could turn a sentence round.

    >>> plain("two\x1b[2J envoys")
    'two\ufffd[2J envoys'
    """
    return "".join("\ufffd" if _moves(c) else c for c in str(text))


def _moves(c: str) -> bool:
    return c not in "\n\t" and (
        category(c) == "Cc" or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def say(text: object = "", *, bold: bool = False, dim: bool = False, hang: int = 0) -> None:
    """Print one line for people, wrapped to the width at hand and indented as it began.

    `hang` indents the lines after the first by so many characters more.

    >>> say("  Peru expelled two envoys")
      Peru expelled two envoys
    """
    for line in plain(text).split("\n"):
        indent = line[: len(line) - len(line.lstrip())] + " " * hang
        wrapped = textwrap.wrap(
            line, console().width, subsequent_indent=indent, break_on_hyphens=False
        )
        click.secho("\n".join(wrapped), bold=bold or None, dim=dim or None)


def show(*parts: object) -> None:
    """Print parts one below the other, without the blanks that pad lines out when piped.

    >>> show("Peru", "Chile")
    Peru
    Chile
    """
    out = console()
    if out.is_terminal:
        out.print(*parts, sep="\n")
        return
    echo(out, *parts)


def sentence(text: str) -> str:
    r"""Return a quotation on one line, in quotation marks.

    >>> sentence("Peru expelled\n  two envoys")
    '“Peru expelled two envoys”'
    """
    return f"“{' '.join(text.split())}”"


def picture_option(command: F) -> F:
    """Give a command the option `--picture`.

    >>> [option.opts for option in click.command()(picture_option(lambda picture: None)).params]
    [['--picture']]
    """
    return click.option(
        "--picture",
        metavar="FILE",
        type=click.Path(dir_okay=False),
        help="Also draw it there, as .svg or .png.",
    )(command)


def print_json(value: object) -> None:
    """Print one JSON value, readable, keys in the order given.

    >>> print_json({"incidents": 3})
    {
     "incidents": 3
    }
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    click.echo(text.encode("utf-8", "replace").decode())  # file names need not be UTF-8


@functools.cache
def console() -> Any:
    """Return the console for people: colour and width of the terminal, plain when piped.

    Piped text is 100 wide, or what COLUMNS says.

    >>> console().width  # piped, without COLUMNS
    100
    """
    from rich.console import Console

    piped = not sys.stdout.isatty()
    given = os.environ.get("COLUMNS", "")
    width = int(given) if given.isdecimal() and len(given) < 6 else 100
    return Console(highlight=False, soft_wrap=piped, width=width if piped else None)


def echo(out: Any, *parts: object) -> None:
    """Print parts on a console one below the other, without the blanks that pad lines out.

    >>> echo(console(), "Peru   ", "Chile")
    Peru
    Chile
    """
    with out.capture() as caught:
        out.print(*parts, sep="\n", soft_wrap=False)
    lines = [line.rstrip() for line in caught.get().splitlines()]
    click.echo("\n".join(lines))


def note(text: str) -> None:
    """Say one line on stderr: what happened, for people, apart from the result.

    >>> from contextlib import redirect_stderr
    >>> with redirect_stderr(sys.stdout):
    ...     note("two rows left out")
    two rows left out
    """
    click.echo(plain(text), err=True)


@contextmanager
def warnings_as_notes() -> Iterator[None]:
    """Say Talion's own warnings as notes while a command runs, each once; leave others to Python.

    >>> from contextlib import redirect_stderr
    >>> with redirect_stderr(sys.stdout), warnings_as_notes():
    ...     warnings.simplefilter("always")
    ...     for _ in range(2):
    ...         warnings.warn(TalionWarning("plain code is used"))
    plain code is used
    """
    with warnings.catch_warnings():
        usual = warnings.showwarning
        said: set[str] = set()

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, TalionWarning):
                if str(message) not in said:
                    note(str(message))
                said.add(str(message))
            else:
                usual(message, category, filename, lineno, file, line)

        warnings.showwarning = show
        yield


class Progress:
    """A bar on stderr for what takes over a second; silent when stderr is no terminal."""

    def __init__(self, label: str, total: int | None) -> None:
        self.label, self.total = label, total

    def __enter__(self) -> Callable[[int], None]:
        self._bar: Any = None
        if not sys.stderr.isatty():
            return lambda _: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.__enter__()
        task = self._bar.add_task(self.label, total=self.total)
        return lambda done: self._bar.update(task, completed=done)

    def __exit__(self, *exc: Any) -> None:
        if self._bar is not None:
            self._bar.__exit__(*exc)
