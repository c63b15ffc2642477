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
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import click
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat
from pyoxigraph import Store as Database
from talion.model.actor import Actor, ActorKind, slug
from talion.model.incident import IncidentType
from talion.resources import ontology_file
from talion.store import Store
from talion.store.bulk_load import EventRow, load
from talion.store.index import Index
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
    """Return the incident type of an ICEWS relation, or that of its CAMEO root."""
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
        """Return the id of an actor; sub-state ones get the number of the copy into their names."""
        if name in self.known:
            return self.known[name]
        part = _SUB_STATE.fullmatch(name)
        state = self.known.get(part[2]) if part else None
        full = f"{name} {copy}" if copy else name
        ident = slug(full)
        if ident not in self.made:
            kind = ActorKind.AGENCY if state else ActorKind.ORGANIZATION
            self.made[ident] = Actor(ident, full, kind, state=state)
        return ident


def _rows(table: Path) -> list[dict[str, str]]:
    with gzip.open(table, "rt", encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda r: r["date"])


def _acts(rows: list[dict[str, str]], number: int, actors: Actors) -> Iterator[EventRow]:
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
            yield EventRow(ident, kind, agent, target, date, line, f"icews-{date}")
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


# --- the app


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, int]]:
    """Give the address and process of the app over a store, when it answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    program = Path(sys.executable).with_name("talion")
    limit = ("--time-limit", "600")
    command = [str(program), "--store", str(folder), "serve", "--port", port, *limit]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            begun = time.perf_counter()
            while not _answers(f"http://127.0.0.1:{port}/api/summary"):
                time.sleep(0.1)
            click.echo(f"the app answers after {time.perf_counter() - begun:.1f} s")
            yield f"127.0.0.1:{port}", server.pid
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        urlopen(address).close()
    except OSError:
        return False
    return True


class Client:
    """One kept connection, as a browser has."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address, timeout=900)

    def get(self, path: str) -> bytes:
        """Return the body of an answer."""
        self._connection.request("GET", path)
        return self._read()

    def ask(self, text: str) -> bytes:
        """Return the answer to a query in SPARQL, as JSON."""
        headers = {
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json, text/turtle",
        }
        self._connection.request("POST", "/sparql", text.encode(), headers)
        return self._read()

    def _read(self) -> bytes:
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise click.ClickException(f"{answer.status}: {body[:200].decode()}")
        return body


def _work(process: int) -> float:
    """Return the seconds of work of a process so far (Linux; elsewhere 0)."""
    file = Path(f"/proc/{process}/stat")
    if not file.is_file():
        return 0.0
    fields = file.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _say(what: str, call: Callable[[], object], process: int, more: str = "") -> None:
    """Time a request after one that is not counted; its work tells more on a busy machine."""
    call()
    taken = []
    worked = _work(process)
    for _ in range(RUNS):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    work = (_work(process) - worked) / RUNS * 1000
    middle, worst = statistics.median(taken) * 1000, max(taken) * 1000
    times = f"median {middle:6.1f} ms  longest {worst:6.1f} ms  work {work:6.1f} ms"
    click.echo(f"{what:44} {times}  {more}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def app(folder: Path) -> None:
    """Time search and the busiest actor's neighbourhood over HTTP."""
    with _serving(folder) as (address, process):
        client = Client(address)
        summary = json.loads(client.get("/api/summary"))
        click.echo(f"{summary['incidents']:,} incidents, {summary['actors']:,} actors")
        for words in ("china", "russia expul", "citizen protest", "con", "foreign affairs iran"):
            path = f"/api/search?{urlencode({'q': words})}"
            found = json.loads(client.get(path))
            totals = ", ".join(
                f"{found[k]['total']}{'+' if found[k]['capped'] else ''} {k}"
                for k in ("actors", "incidents", "quotes")
            )
            _say(f"search '{words}'", partial(client.get, path), process, totals)
        busiest = _busiest(folder)
        for more in ({}, {"from": "2000-01-01", "to": "2009-12-31"}, {"type": "threat"}):
            path = f"/api/neighbourhood?{urlencode({'actor': busiest, **more})}"
            capped = json.loads(client.get(path))["capped"]
            shown = "{partners[shown]} of {partners[total]} partners, {incidents[shown]} of"
            shown = (shown + " {incidents[total]} incidents").format(**capped)
            what = f"neighbourhood of {busiest} {' '.join(more.values())}"
            _say(what, partial(client.get, path), process, shown)
        for what, path in (
            ("a slice of time", "/api/incidents?from=2005-03-01&to=2005-03-31"),
            ("counts of ten years", "/api/counts?from=2000-01-01&to=2009-12-31"),
            (f"counts of {busiest}", f"/api/counts?actor={busiest}"),
            ("timeline of all", "/api/timeline"),
            (f"timeline of {busiest}", f"/api/timeline?actor={busiest}"),
            ("the page", "/"),
        ):
            _say(what, partial(client.get, path), process)


def _busiest(folder: Path) -> str:
    reading = Store.open(folder).engine.read()
    assert reading.folder is not None
    index = Index(reading.folder.with_suffix(".index"))
    (found,) = index.busiest(1)
    index.close()
    reading.close()
    return found


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--runs", default=9, show_default=True)
@click.option("--longest", default=20.0, show_default=True, help="Pass over slower questions.")
def sparql(folder: Path, runs: int, longest: float) -> None:
    """Time the ready-made questions through the endpoint beside bare pyoxigraph, in turns.

    Twice: asked anew (a comment makes each a new text) and asked again, which the app remembers.
    """
    sums = {"bare": 0.0, "anew": 0.0, "again": 0.0}
    with _serving(folder) as (address, _), Store.open(folder).view() as view:
        client, database = Client(address), view.database()
        for question in questions():
            begun = time.perf_counter()
            _bare(database, question.text)
            if time.perf_counter() - begun > longest:
                click.echo(f"{question.name:24} over {longest:g} s in bare pyoxigraph, left out")
                continue
            client.ask(question.text)
            spent: dict[str, list[float]] = {name: [] for name in sums}
            for run in range(runs):
                spent["bare"] += _once(partial(_bare, database, question.text))
                spent["anew"] += _once(partial(client.ask, f"{question.text}\n# {run}"))
                spent["again"] += _once(partial(client.ask, question.text))
            told = {name: statistics.median(times) * 1000 for name, times in spent.items()}
            sums = {name: sums[name] + told[name] for name in sums}
            click.echo(f"{question.name:24} {_compared(told)}")
    click.echo(f"{'together':24} {_compared(sums)}")


def _compared(told: dict[str, float]) -> str:
    times = "  ".join(f"{name} {value:9.2f} ms" for name, value in told.items())
    anew, again = told["anew"] / told["bare"], told["again"] / told["bare"]
    return f"{times}  ratio anew {anew:5.2f}, again {again:5.2f}"


def _once(call: Callable[[], object]) -> list[float]:
    begun = time.perf_counter()
    call()
    return [time.perf_counter() - begun]


def _bare(database: Database, text: str) -> bytes | None:
    """Return the answer to a query in JSON, by pyoxigraph alone."""
    answer = database.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
    form = RdfFormat.TURTLE if isinstance(answer, QueryTriples) else QueryResultsFormat.JSON
    return answer.serialize(format=form)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
