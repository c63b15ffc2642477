"""The app over a large store: loading, search, neighbourhoods, SPARQL (docs/benchmarks.md).

    python scripts/bench/web.py load DATA/icews14.csv.gz STORE [--incidents 1000000]
    python scripts/bench/web.py app STORE
    python scripts/bench/web.py sparql STORE

`load` makes a store of so many incidents from the events of 2014, repeated with shifted years and
renamed sub-state actors (states keep their names, so the busiest actor is as busy as it can be),
and times it beside bare pyoxigraph loading the same statements. `app` serves a store in a process
of its own and times search and the busiest actor's neighbourhood over HTTP; `sparql` times the
ready-made questions through the endpoint beside bare pyoxigraph.
"""

import csv
import gzip
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import click
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat
from pyoxigraph import Store as Database

from talion.model.actor import Actor, slug
from talion.model.incident import IncidentType
from talion.resources import ontology_file
from talion.store import Store
from talion.store.bulk import Act, load
from talion.store.questions import questions
from talion.store.reference import gazetteer, incident_types
from talion.vocabulary import PREFIXES

RUNS = 50
_SUB_STATE = re.compile(r"(.+) \(([^()]+)\)")


@click.group()
def main() -> None:
    """Time the app."""


# --- the store


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(ontology_file(name).read_text("utf-8").splitlines()))


@cache
def _codes() -> dict[str, str]:
    return {r["relation"]: r["cameo"] for r in _table("tables/icews_relations.csv")}


@cache
def _root_labels() -> dict[str, str]:
    return {r["code"]: r["name"] for r in _table("tables/cameo.csv")}


@cache
def _type(relation: str) -> str:
    """The incident type of an ICEWS relation, or that of its CAMEO root."""
    code = _codes().get(relation, "01")
    fits = [(c, t.id) for t in incident_types() for c in t.cameo if code.startswith(c)]
    return max(fits, key=lambda f: len(f[0]))[1] if fits else f"cameo-{code[:2]}"


def _root_types() -> list[IncidentType]:
    roots = sorted({c for c in _root_labels() if len(c) == 2})
    return [
        IncidentType(f"cameo-{c}", n.lower(), f"{n} (CAMEO {c}).", 0.1, None, cameo=(c,))
        for c in roots
        for n in (_root_labels()[c],)
    ]


class Actors:
    """The actors of a table by its names: states of the gazetteer, and what it does not know."""

    def __init__(self) -> None:
        self.known = {n: a.id for a in gazetteer() for n in (a.name, *a.names)}
        self.made: dict[str, Actor] = {}

    def __call__(self, name: str, copy: int) -> str:
        """The id of an actor; sub-state ones get the number of the copy into their names."""
        if name in self.known:
            return self.known[name]
        part = _SUB_STATE.fullmatch(name)
        state = self.known.get(part[2]) if part else None
        full = f"{name} {copy}" if copy else name
        ident = slug(full)
        if ident not in self.made:
            kind = "agency" if state else "organization"
            self.made[ident] = Actor(ident, full, kind, state=state)
        return ident


def _rows(table: Path) -> list[dict[str, str]]:
    with gzip.open(table, "rt", encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda r: r["date"])


def _acts(rows: list[dict[str, str]], number: int, actors: Actors) -> Iterator[Act]:
    done = copy = 0
    while True:
        year = str(2014 - copy)
        for place, row in enumerate(rows):
            if done == number:
                return
            done += 1
            agent, target = (actors(row[side], copy) for side in ("source", "target"))
            date = year + row["date"][4:]
            if date.endswith("02-29"):
                date = f"{year}-02-28"
            line = f"{date},{row['source']},{row['relation']},{row['target']}"
            kind = _type(row["relation"])
            ident = f"{date}-{kind}-{place}"
            yield Act(ident, kind, agent, target, date, line, f"icews-{date}")
        copy += 1


@main.command("load")
@click.argument("table", type=click.Path(path_type=Path, exists=True))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--incidents", default=1_000_000, show_default=True)
@click.option("--bare/--no-bare", default=True, help="Time bare pyoxigraph too.")
def load_(table: Path, folder: Path, incidents: int, bare: bool) -> None:
    """Make a store of many incidents, timed beside bare pyoxigraph."""
    rows, actors = _rows(table), Actors()
    for _ in _acts(rows, incidents, actors):
        pass
    begun = time.perf_counter()
    count = load(
        Store.create(folder),
        _acts(rows, incidents, actors),
        actors=actors.made.values(),
        types=_root_types(),
        publisher="ICEWS",
    )
    ours = time.perf_counter() - begun
    click.echo(f"{incidents:,} incidents, {count:,} statements: {ours:.1f} s")
    if not bare:
        return
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        dump = Path(place) / "all.nq"
        with Store.open(folder).view() as view:
            view.database().dump(str(dump), format=RdfFormat.N_QUADS)
        begun = time.perf_counter()
        database = Database(str(Path(place) / "bare"))
        database.bulk_load(path=str(dump), format=RdfFormat.N_QUADS, lenient=True)
        database.optimize()
        plain = time.perf_counter() - begun
        del database
    click.echo(f"bare pyoxigraph, from a file: {plain:.1f} s; ratio {ours / plain:.2f}")


if __name__ == "__main__":
    main()
