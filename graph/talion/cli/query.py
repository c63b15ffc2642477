"""`talion query`: SPARQL, or a ready-made question."""

import re

import click
from pyoxigraph import QueryTriples

from talion.cli.support.output import note, print_json, say
from talion.cli.support.stores import reading
from talion.cli.support.tables import format_options, print_csv, print_table
from talion.cli.support.time_limit import with_limit
from talion.cli.support.wording import counted
from talion.errors import InputError, UsageError
from talion.store import Table, View
from talion.store.bounded_read import read_bytes, read_stdin
from talion.store.date_comparison import compared_dates
from talion.store.query import shorten, table, turtle
from talion.store.questions import ask, question, questions

_LONGEST = 1_000_000  # bytes
_SPARQL = re.compile(
    r"\b(select|ask|construct|describe|insert|delete|prefix|base)\b", re.IGNORECASE
)


def _text(given: str, values: dict[str, str], view: View) -> str:
    """Return the query behind an argument: a file, a question's name, or SPARQL itself."""
    if given.endswith((".rq", ".sparql")) or (
        "/" in given and "\n" not in given and "{" not in given
    ):
        return _decoded(read_bytes(given, _LONGEST), given)
    if _SPARQL.search(given) or "{" in given:
        return given
    return ask(view, question(given), values)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(name, "cannot be read: is not text in UTF-8") from error


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [q.name for q in questions() if q.name.startswith(incomplete)]


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for entry in given:
        name, equals, value = entry.partition("=")
        if not equals:
            raise UsageError(f"'{entry}' is not of the form NAME=VALUE")
        values[name] = value
    return values


@click.command()
@click.argument(
    "what", required=False, metavar="[QUESTION|SPARQL|FILE|-]", shell_complete=_complete
)
@click.option(
    "-p",
    "--param",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the question.",
)
@click.option("--show", is_flag=True, help="Print the query instead of running it.")
@format_options("How to print the answer.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="End the query when it takes longer.",
)
@click.pass_context
def query(
    ctx: click.Context,
    what: str | None,
    param: tuple[str, ...],
    show: bool,
    form: str,
    as_json: bool,
    time_limit: float | None,
) -> None:
    """Ask the graph a ready-made question by name, or in SPARQL.

    Without an argument, lists the ready-made questions. What several graphs state may be found once
    for each of them: count with COUNT(DISTINCT ?x).

    \b
    Examples:
      talion query
      talion query who-expelled-whom
      talion query ledger -p one=Netherlands -p other=Russia
      talion query 'SELECT ?a ?b { ?a tal:expelled ?b }'
      talion query --json - < question.rq
      talion query --time-limit 10 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }'
    """
    form = "json" if as_json else form
    if what is None:
        _print_questions(form)
        return
    # text that comes on standard input is read before the clock runs
    what = _decoded(read_stdin(_LONGEST), "standard input") if what == "-" else what
    with_limit(lambda: _ask(ctx, what, param, form, show=show), time_limit)


def _ask(ctx: click.Context, what: str, param: tuple[str, ...], form: str, *, show: bool) -> None:
    """Run a query, or a question, and print the answer."""
    with reading(ctx).view() as view:
        text = _text(what, _parameters(param), view)
        if show:
            click.echo(text)
            return
        if text != what:
            _note_defaults(what, param)
        answer = view.query(text)
        if dates := compared_dates(text):
            note(
                f"{', '.join(dates)}: a date in EDTF cannot be compared in SPARQL; compare"
                " tal:earliest and tal:latest, the first and the last day that it may be"
            )
        if isinstance(answer, QueryTriples):
            click.echo(turtle(answer), nl=False)
            return
        _print_answer(table(answer), form)


def _note_defaults(what: str, given: tuple[str, ...]) -> None:
    """Say which default values a question was asked with, and how to give others."""
    names = {entry.partition("=")[0] for entry in given}
    for each in questions():
        left = [p for p in each.parameters if p.name not in names]
        if each.name == what and left:
            shown = ", ".join(f"{p.name}={p.default.partition(':')[2]}" for p in left)
            note(f"asked with {shown}; for another value: -p {left[0].name}=…")


def _print_answer(found: Table, form: str) -> None:
    if form == "json":
        print_json(found.records())
    elif form == "csv":
        print_csv(found.variables, found.rows)
    else:
        numbers = {
            name
            for i, name in enumerate(found.variables)
            if any(isinstance(row[i], int | float) for row in found.rows)
        }
        rows = ([shorten(cell) for cell in row] for row in found.rows)
        print_table(found.variables, rows, right=numbers)
        note(counted(len(found.rows), "row"))


def _print_questions(form: str) -> None:
    known = list(questions())
    if form == "json":
        print_json(
            [
                {
                    "name": q.name,
                    "title": q.title,
                    "description": q.description,
                    "parameters": [
                        {"name": p.name, "default": p.default, "meaning": p.meaning}
                        for p in q.parameters
                    ],
                }
                for q in known
            ]
        )
        return
    width = max(len(q.name) for q in known)
    for q in known:
        say(f"{q.name:{width}}  {q.title}", hang=width + 2)
        for p in q.parameters:
            value = p.default.partition(":")[2]
            say(f"{'':{width}}  -p {p.name}={value}  ({p.meaning})", dim=True)
