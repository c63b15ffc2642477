"""Tables for people: as wide as they are when piped, to the width of a terminal otherwise."""

import csv
import io
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from talion.cli.support.output import console, echo, plain, say
from talion.cli.support.suggestions import Choice

if TYPE_CHECKING:
    from rich.table import Table

_ENDLESS = 100_000
_GAP = 3  # characters between two columns


F = TypeVar("F", bound=Callable[..., object])


def format_options(words: str) -> Callable[[F], F]:
    """Return what gives a command the options `--format` and `--json`.

    >>> options = click.command()(format_options("How.")(lambda form, as_json: None)).params
    >>> [option.opts for option in options]
    [['--format'], ['--json']]
    """

    def given(command: F) -> F:
        as_json = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
        form = click.option(
            "--format",
            "form",
            type=Choice(["table", "csv", "json"]),
            default="table",
            show_default=True,
            help=words,
        )
        return form(as_json(command))

    return given


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under column names as CSV.

    >>> print_csv(("who", "count"), [("Peru", 2), ("Chile, Cuba", None)])
    who,count
    Peru,2
    "Chile, Cuba",
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    click.echo(out.getvalue().rstrip("\n"))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Collection[str] = ()
) -> None:
    """Print rows under column names; `right` names the columns that are numbers.

    Piped, a row is one line, however wide. In a terminal too narrow for the words of a row, each
    row is printed as a record, a line for each column.

    >>> print_table(("who", "count"), [("Peru", 2), ("Cuba", 10)], right=("count",))
    who    count
    ────────────
    Peru       2
    Cuba      10
    """
    cells = [["" if cell is None else plain(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        from rich.console import Console

        echo(Console(width=_ENDLESS, highlight=False), _table(columns, cells, right))
    elif _least_width(columns, cells) > console().width:
        _print_records(columns, cells)
    else:
        console().print(_table(columns, cells, right))


def _table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[str]
) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        justify: Literal["left", "right"] = "right" if column in right else "left"
        table.add_column(column, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _least_width(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the width below which a table would break words."""
    widest = (
        max(len(word) for cell in (name, *cells) for word in cell.split() or [""])
        for name, *cells in zip(columns, *rows, strict=True)
    )
    return sum(width + _GAP for width in widest)


def _print_records(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print each row as a line for each of its columns that is not empty."""
    width = max(map(len, columns))
    for row in rows:
        say()
        for column, cell in zip(columns, row, strict=True):
            if cell:
                say(f"{column:{width}}  {cell}", hang=width + 2)
    say()
