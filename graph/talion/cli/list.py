"""`talion list`: the incidents, actors or articles of the graph, filtered."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from talion.cli.support.filters import date_option
from talion.cli.support.output import limit_option, note, print_json
from talion.cli.support.stores import reading
from talion.cli.support.suggestions import Choice
from talion.cli.support.tables import format_options, print_csv, print_table
from talion.cli.support.wording import counted
from talion.errors import UsageError
from talion.exchange.table_writing import ENDINGS, Cell, as_file
from talion.model.actor import ActorKind
from talion.model.incident import Status
from talion.reciprocity.listing import (
    ActorRow,
    ArticleRow,
    IncidentRow,
    ListFilter,
    list_actors,
    list_articles,
    list_incidents,
)
from talion.store import View
from talion.store.atomic_write import save


class Listed(StrEnum):
    """What can be listed."""

    INCIDENTS = "incidents"
    ACTORS = "actors"
    ARTICLES = "articles"


Rows = Sequence[IncidentRow | ActorRow | ArticleRow]


@click.command("list")
@click.argument("what", type=Choice([w.value for w in Listed]), default=Listed.INCIDENTS.value)
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    help="Only incidents between A and B; an organization stands for its members.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Only incidents of this type; repeatable.",
)
@click.option(
    "--status", type=Choice([s.value for s in Status]), help="Only incidents of this status."
)
@date_option("--since", "Leave out what is surely before this date; of articles, published.")
@date_option("--until", "Leave out what is surely after this date; of articles, published.")
@click.option("--reviewed/--unreviewed", default=None, help="Checked by a person, or not.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=Choice([k.value for k in ActorKind]),
    help="Actors of this kind; repeatable.",
)
@click.option(
    "--min-confidence",
    "confidence",
    type=click.FloatRange(0, 1),
    help="Only incidents read with at least this confidence; reviewed ones are certain.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the whole list there, as .csv, .xlsx, .parquet or .json.",
)
@limit_option(50)
@format_options("How to print the list.")
@click.pass_context
def list_(
    ctx: click.Context,
    /,
    what: str,
    kinds: tuple[str, ...],
    output: Path | None,
    limit: int,
    form: str,
    as_json: bool,
    **filters: Any,
) -> None:
    """List incidents, actors or articles of the graph.

    Incidents are in the order of their dates, actors in that of their number of incidents. What is
    asked of incidents selects the actors that take part in them, and the articles that report
    them.

    \b
    Examples:
      talion list
      talion list incidents --between NATO Russia --type expulsion --since 2021
      talion list actors --kind agency
      talion list actors --between NATO Russia --type expulsion --since 2021
      talion list articles --unreviewed --json
      talion list incidents --since 2021 -o incidents.xlsx
    """
    listed = Listed(what)
    if kinds and listed is not Listed.ACTORS:
        raise UsageError(f"--kind does not apply to {listed}")
    given = {name: value for name, value in filters.items() if value not in (None, ())}
    status = {"status": Status(given["status"])} if "status" in given else {}
    asked = ListFilter(**given | status)
    with reading(ctx).view() as view:
        rows = _rows(view, listed, asked, kinds)
    if output is not None:
        save(output, _content(listed, rows, output))
        note(f"{counted(len(rows), listed.value.removesuffix('s'))} written to {output}")
        return
    shown = rows[: limit or None]
    if as_json or form == "json":
        print_json({listed.value: [asdict(row) for row in shown], "total": len(rows)})
    elif form == "csv":
        if shown:
            print_csv(*_columns(shown))
    else:
        _print(listed, shown, len(rows))


def _rows(view: View, listed: Listed, asked: ListFilter, kinds: tuple[str, ...]) -> Rows:
    if listed is Listed.ACTORS:
        return list_actors(view, map(ActorKind, kinds), asked)
    if listed is Listed.ARTICLES:
        return list_articles(view, asked)
    return list_incidents(view, asked)


def _cells(row: IncidentRow | ActorRow | ArticleRow) -> dict[str, object]:
    """Return a row as plain cells by column."""
    cells = asdict(row)
    if isinstance(row, ActorRow):
        cells["state"] = row.state.name if row.state else None
    cells["id"] = cells.pop("id")  # long, so last
    if isinstance(row, IncidentRow):
        for side in ("agents", "targets"):
            cells[side] = ", ".join(actor.name for actor in getattr(row, side))
        cells["type"] = row.type.replace("_", " ")
        cells["reviewed"] = "yes" if row.reviewed else "no"
        sure = cells.pop("confidence")
        cells["confidence"] = "certain" if sure is None else f"{sure:.2f}"
        cells["id"] = cells.pop("id")
    return cells


def _columns(rows: Rows) -> tuple[list[str], list[list[object]]]:
    """Return the names of the columns, and the cells of each row."""
    cells = [_cells(row) for row in rows]
    return list(cells[0]), [list(c.values()) for c in cells]


def _content(listed: Listed, rows: Rows, output: Path) -> bytes | str:
    """Return a list in the form that the ending of a file means."""
    ending = output.suffix.casefold()
    if ending == ".json":
        told = {listed.value: [asdict(row) for row in rows], "total": len(rows)}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if ending not in ENDINGS:
        raise UsageError(f"{output}: write .csv, .xlsx, .parquet or .json")
    columns, cells = _columns(rows) if rows else ([], [])
    plain = [dict(zip(columns, map(_plain, each), strict=True)) for each in cells]
    return as_file(ending, listed.value, columns, plain)


def _plain(cell: object) -> Cell:
    return cell if cell is None or isinstance(cell, int | float) else str(cell)


def _print(listed: Listed, rows: Rows, total: int) -> None:
    if not rows:
        note(f"no {listed} of that kind")
        return
    columns, cells = _columns(rows)
    titles = [name.replace("_", " ") for name in columns]
    right = {title for n, title in enumerate(titles) if any(isinstance(c[n], int) for c in cells)}
    print_table(titles, cells, right=right)
    if len(rows) < total:
        note(f"{len(rows)} of {total} {listed}; --limit 0 lists all")
