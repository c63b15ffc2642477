"""What a large graph is browsed by: an index in SQLite, made once from the graph.

Searching words in a million incidents, counting what the busiest actor did by partner and type, or
drawing a histogram of one actor's years are scans in SPARQL and look-ups here. The index holds no
fact of its own; it is made anew for every state of the store, beside the files of that state where
they can be written to.

Actors are numbered by how much they do, incidents by date, so that the first rows found are those
one wants to see first.
"""

import os
import re
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions

from talion.store import names
from talion.store.view import View

FORMAT = 1
_EPOCH = date(1970, 1, 1)
_BATCH = 20_000

_TABLES = """
CREATE TABLE actor (n INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, acts INTEGER);
CREATE TABLE word (n INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE incident (n INTEGER PRIMARY KEY, id TEXT, type INTEGER, status INTEGER,
  first INTEGER, last INTEGER, label TEXT);
CREATE TABLE act (agent INTEGER, target INTEGER, type INTEGER, first INTEGER, incident INTEGER,
  status INTEGER);
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE VIRTUAL TABLE actor_words USING fts5(text, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE incident_words USING fts5(text, content='', detail='none',
  tokenize='unicode61');
CREATE VIRTUAL TABLE quote_words USING fts5(text, content='', detail='none',
  tokenize='unicode61');
CREATE TEMP TABLE raw (id TEXT PRIMARY KEY, type INTEGER, status INTEGER, first INTEGER,
  last INTEGER, label TEXT);
CREATE TEMP TABLE side (incident TEXT, role INTEGER, actor TEXT);
CREATE TEMP TABLE said (incident TEXT, quote TEXT);
CREATE TEMP TABLE known (id TEXT PRIMARY KEY, name TEXT, kind TEXT, words TEXT);
"""

_ORDERED = """
INSERT INTO incident SELECT row_number() OVER (ORDER BY first, id), id, type, status, first, last,
  label FROM temp.raw ORDER BY first, id;
CREATE TEMP TABLE number AS SELECT id, n FROM incident;
CREATE UNIQUE INDEX temp.by_id ON number (id);
INSERT INTO actor SELECT row_number() OVER (ORDER BY k.acts DESC, k.id), k.id, k.name, k.kind,
  k.acts FROM (
    SELECT s.id, coalesce(w.name, s.id) AS name, coalesce(w.kind, '') AS kind, s.acts FROM (
      SELECT actor AS id, count(DISTINCT incident) AS acts FROM temp.side GROUP BY actor
      UNION ALL SELECT id, 0 FROM temp.known WHERE id NOT IN (SELECT actor FROM temp.side)
    ) s LEFT JOIN temp.known w ON w.id = s.id) k ORDER BY 1;
CREATE UNIQUE INDEX actor_id ON actor (id);
CREATE TEMP TABLE agent AS SELECT number.n AS incident, actor.n AS actor FROM temp.side
  JOIN number ON number.id = side.incident JOIN actor ON actor.id = side.actor WHERE role = 0;
CREATE TEMP TABLE target AS SELECT number.n AS incident, actor.n AS actor FROM temp.side
  JOIN number ON number.id = side.incident JOIN actor ON actor.id = side.actor WHERE role = 1;
CREATE INDEX temp.agent_of ON agent (incident);
CREATE INDEX temp.target_of ON target (incident);
INSERT INTO act SELECT a.actor, t.actor, i.type, i.first, i.n, i.status FROM incident i
  LEFT JOIN temp.agent a ON a.incident = i.n LEFT JOIN temp.target t ON t.incident = i.n
  WHERE a.actor IS NOT NULL OR t.actor IS NOT NULL;
CREATE INDEX act_agent ON act (agent, first, type, target, incident, status);
CREATE INDEX act_target ON act (target, first, type, agent, incident, status);
CREATE TABLE pair AS SELECT agent, target, type, count(*) AS acts, min(first) AS first,
  max(first) AS last FROM act WHERE agent IS NOT NULL AND target IS NOT NULL
  GROUP BY agent, target, type;
CREATE INDEX pair_agent ON pair (agent, target, type, acts, first, last);
CREATE INDEX pair_target ON pair (target, agent, type, acts, first, last);
CREATE TABLE month AS SELECT strftime('%Y-%m', first * 86400, 'unixepoch') AS month, type,
  count(*) AS incidents FROM incident WHERE first IS NOT NULL GROUP BY 1, 2;
INSERT INTO actor_words (rowid, text)
  SELECT actor.n, coalesce(known.words, actor.name) FROM actor LEFT JOIN temp.known USING (id);
INSERT INTO incident_words (rowid, text) SELECT n, label FROM incident;
INSERT INTO quote_words (rowid, text) SELECT number.n, group_concat(quote, char(10))
  FROM temp.said JOIN number ON number.id = said.incident GROUP BY number.n;
INSERT INTO incident_words (incident_words) VALUES ('optimize');
INSERT INTO quote_words (quote_words) VALUES ('optimize');
"""

_INCIDENTS = f"""
SELECT ?i ?type ?status ?first ?last ?label WHERE {{ GRAPH {names.DERIVED_GRAPH} {{
  ?i a tal:Incident ; tal:incidentType ?type ; tal:status ?status .
  OPTIONAL {{ ?i rdfs:label ?label }}
  OPTIONAL {{ ?i tal:earliest ?first }} OPTIONAL {{ ?i tal:latest ?last }} }} }}
"""
_SIDES = "SELECT ?i ?a WHERE {{ GRAPH {graph} {{ ?i tal:{role} ?a }} }}"
_QUOTES = "SELECT ?i ?q WHERE {{ GRAPH {graph} {{ ?i tal:reportedBy ?r }} ?r tal:quote ?q }}"
_ACTORS = """
SELECT ?a ?class ?label WHERE {
  VALUES ?class { tal:Country tal:Organization tal:Agency tal:Person tal:Mission }
  ?a a ?class ; rdfs:label ?label }
"""
_OTHER_NAMES = """
SELECT ?a ?name WHERE {
  ?a skos:altLabel|tal:demonym|tal:capital|tal:metonym|tal:iso2|tal:iso3 ?name }
"""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which incidents count: of some types and statuses, between two days (of their earliest)."""

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def everything(self) -> bool:
        """Whether all count."""
        return not (self.types or self.statuses or self.first or self.last)


@dataclass(frozen=True, slots=True)
class Tie:
    """What one actor did to another, by type: how often, from and until when."""

    agent: str
    target: str
    type: str
    acts: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """Ids found, and how many there are in all; `capped` when counting stopped at a limit."""

    ids: tuple[str, ...]
    total: int
    capped: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An actor's ties to those it has most to do with, and its latest incidents.

    `partners` and `acts` count all that the slice holds, shown or not.
    """

    actor: str
    ties: tuple[Tie, ...]
    incidents: tuple[str, ...]
    partners: int
    shown: int
    acts: int


class Index:
    """An index open for reading, from any thread."""

    def __init__(self, file: Path, *, temporary: bool = False) -> None:
        self.file = file
        self._temporary = temporary
        self._local = threading.local()
        self._words: dict[str, int] = dict(self._rows("SELECT id, n FROM word"))
        self._names = {n: ident for ident, n in self._words.items()}

    @classmethod
    def of(
        cls, view: View, beside: Path | None, tick: Callable[[int], None] = lambda _: None
    ) -> "Index":
        """Return the index of a graph: the one in file `beside`, or a new one, there if possible.

        `tick` hears how many incidents are read.
        """
        if beside is not None and _whole(beside):
            return cls(beside)
        folder = beside.parent if beside and os.access(beside.parent, os.W_OK) else None
        handle, name = tempfile.mkstemp(".index", "talion-", folder)
        os.close(handle)
        made = Path(name)
        try:
            _make(made, view, tick)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        if folder is None or beside is None:
            return cls(made, temporary=True)
        made.replace(beside)
        return cls(beside)

    def close(self) -> None:
        """Let go of the file; one that was only for now is removed."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection
        if self._temporary:
            with suppress(OSError):
                self.file.unlink()

    def _rows(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self.file.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection.execute(text, values).fetchall()

    # --- what there is

    def summary(self) -> dict[str, Any]:
        """Return how much there is: incidents, actors that act, first and last day, by type."""
        whole = "SELECT count(*), min(first), max(last) FROM incident"
        ((incidents, first, last),) = self._rows(whole)
        ((actors,),) = self._rows("SELECT count(*) FROM actor WHERE acts > 0")
        types = self._rows("SELECT type, count(*) FROM incident GROUP BY 1 ORDER BY 2 DESC")
        return {
            "incidents": incidents,
            "actors": actors,
            "first": _iso(first),
            "last": _iso(last),
            "types": {self._names[n]: count for n, count in types},
        }

    def busiest(self, limit: int) -> list[str]:
        """Return the actors with the most incidents."""
        return [i for (i,) in self._rows("SELECT id FROM actor WHERE acts > 0 AND n <= ?", limit)]

    def ties_among(self, limit: int) -> list[Tie]:
        """Return what the busiest actors did to each other."""
        rows = self._rows(
            "SELECT a.id, t.id, p.type, p.acts, p.first, p.last FROM pair p JOIN actor a ON a.n ="
            " p.agent JOIN actor t ON t.n = p.target WHERE p.agent <= ? AND p.target <= ?",
            limit,
            limit,
        )
        return [self._tie(row) for row in rows]

    def latest_among(self, actors: int, limit: int) -> list[str]:
        """Return the latest incidents between the busiest actors, latest first."""
        rows = self._rows(
            "SELECT id FROM incident WHERE n IN (SELECT incident FROM act WHERE agent <= ? AND"
            " target <= ? AND agent <> target ORDER BY incident DESC LIMIT ?) ORDER BY n DESC",
            actors,
            actors,
            limit,
        )
        return [i for (i,) in rows]

    def _tie(self, row: Sequence[Any]) -> Tie:
        agent, target, kind, acts, first, last = row
        return Tie(agent, target, self._names[kind], acts, _day(first), _day(last))

    # --- words

    def search(self, words: str, limit: int, cap: int = 1000) -> dict[str, Found]:
        """Return the actors, incidents and quotes (by incident) with all the words.

        The last word may be the beginning of one. Actors come by activity, incidents latest first.
        """
        actor = _expression(words, shortest=1)
        text = _expression(words, shortest=3)
        if not actor:
            return {kind: Found((), 0, capped=False) for kind in ("actors", "incidents", "quotes")}
        return {
            "actors": self._actors(
                words, self._matches("actor", "actor_words", actor, "ASC", 200, cap), limit
            ),
            "incidents": self._matches("incident", "incident_words", text, "DESC", limit, cap),
            "quotes": self._matches("incident", "quote_words", text, "DESC", limit, cap),
        }

    def _actors(self, words: str, found: Found, limit: int) -> Found:
        """Return those found with the ones first whose very name the words are."""
        same = self._rows(
            "SELECT id FROM actor WHERE name = ? COLLATE NOCASE OR id = ?", words.strip(), words
        )
        first = [i for (i,) in same if i in found.ids]
        rest = [i for i in found.ids if i not in first]
        return Found((*first, *rest)[:limit], found.total, found.capped)

    def _matches(
        self, table: str, words: str, expression: str, order: str, limit: int, cap: int
    ) -> Found:
        rows = self._rows(
            f"SELECT rowid FROM {words} WHERE {words} MATCH ? ORDER BY rowid {order} LIMIT ?",
            expression,
            cap + 1,
        )
        numbers = [n for (n,) in rows[:limit]]
        ids = dict(
            self._rows(
                f"SELECT n, id FROM {table} WHERE n IN ({','.join('?' * len(numbers))})", *numbers
            )
        )
        found = tuple(ids[n] for n in numbers)
        return Found(found, min(len(rows), cap), capped=len(rows) > cap)

    # --- actors, incidents, time

    def neighbourhood(
        self, actor: str, which: Slice = Slice(), *, partners: int, incidents: int
    ) -> Neighbourhood | None:
        """Return those an actor has most to do with, and its latest incidents; None if unknown."""
        rows = self._rows("SELECT n FROM actor WHERE id = ?", actor)
        if not rows:
            return None
        number = rows[0][0]
        nearest, total_partners = self._nearest(number, which, partners)
        known = self._ids("actor", {*nearest, number})
        ties = {
            (row[0], row[1], row[2]): (known[row[0]], known[row[1]], *row[2:])
            for side in ("agent", "target")
            for row in self._ties(number, side, which, nearest)
        }
        latest, total = self._of_actor(number, which, incidents)
        return Neighbourhood(
            actor,
            tuple(self._tie(row) for _, row in sorted(ties.items())),
            latest,
            total_partners,
            len(nearest),
            total,
        )

    def _nearest(self, number: int, which: Slice, limit: int) -> tuple[list[int], int]:
        """Return the partners that an actor has most to do with, and how many it has."""
        where, values = self._where(which)
        table, acts = ("pair", "acts") if which.everything else ("act", "1")
        rows = self._rows(
            "SELECT other, sum(acts), count(*) OVER () FROM ("
            f" SELECT target AS other, {acts} AS acts FROM {table} WHERE agent = ?{where}"
            f" UNION ALL SELECT agent, {acts} FROM {table} WHERE target = ?{where})"
            " WHERE other IS NOT NULL AND other <> ? GROUP BY other ORDER BY 2 DESC, 1 LIMIT ?",
            number,
            *values,
            number,
            *values,
            number,
            limit,
        )
        return [other for other, _, _ in rows], rows[0][2] if rows else 0

    def _ties(
        self, number: int, side: str, which: Slice, partners: list[int]
    ) -> list[tuple[Any, ...]]:
        """Return what an actor did to (`agent`) or suffered from some partners and itself."""
        other = {"agent": "target", "target": "agent"}[side]
        some = f"{other} IN ({','.join('?' * (len(partners) + 1))})"
        if which.everything:
            return self._rows(
                "SELECT agent, target, type, acts, first, last FROM pair"
                f" WHERE {side} = ? AND {some}",
                number,
                number,
                *partners,
            )
        where, values = self._where(which)
        return self._rows(
            "SELECT agent, target, type, count(*), min(first), max(first) FROM act"
            f" WHERE {side} = ? AND {some}{where} GROUP BY agent, target, type",
            number,
            number,
            *partners,
            *values,
        )

    def _of_actor(self, number: int, which: Slice, limit: int) -> tuple[tuple[str, ...], int]:
        """Return an actor's latest incidents, and how many it has."""
        where, values = self._where(which)
        found: set[tuple[int, int]] = set()
        for side in ("agent", "target"):
            found.update(
                (incident, first if first is not None else -(1 << 40))
                for incident, first in self._rows(
                    f"SELECT DISTINCT incident, first FROM act WHERE {side} = ?{where}"
                    " ORDER BY first DESC, incident DESC LIMIT ?",
                    number,
                    *values,
                    limit,
                )
            )
        latest = [n for n, _ in sorted(found, key=lambda f: (-f[1], -f[0]))[:limit]]
        ids = self._ids("incident", set(latest))
        if which.everything:
            total = self._rows("SELECT acts FROM actor WHERE n = ?", number)[0][0]
        else:
            total = self._rows(
                f"SELECT count(*) FROM (SELECT incident FROM act WHERE agent = ?{where}"
                f" UNION SELECT incident FROM act WHERE target = ?{where})",
                number,
                *values,
                number,
                *values,
            )[0][0]
        return tuple(ids[n] for n in latest), total

    def incidents(self, which: Slice, limit: int, offset: int = 0, cap: int = 100_000) -> Found:
        """Return incidents, latest first."""
        where, values = self._where(Slice(which.types, which.statuses))
        values = [*self._span(which), *values]
        rows = self._rows(
            f"SELECT id FROM incident WHERE n BETWEEN ? AND ?{where}"
            " ORDER BY n DESC LIMIT ? OFFSET ?",
            *values,
            limit,
            offset,
        )
        count = f"SELECT 1 FROM incident WHERE n BETWEEN ? AND ?{where} LIMIT ?"
        ((total,),) = self._rows(f"SELECT count(*) FROM ({count})", *values, cap + 1)
        return Found(tuple(i for (i,) in rows), min(total, cap), capped=total > cap)

    def _span(self, which: Slice) -> tuple[int, int]:
        """Return the numbers between which the incidents of a slice of time lie.

        They are numbered by day, undated ones first, so both ends are found by halving.
        """
        ((highest,),) = self._rows("SELECT coalesce(max(n), 0) FROM incident")

        def before(day: int) -> int:
            """Return how many incidents lie before a day, undated ones among them."""
            low, high = 0, highest
            while low < high:
                middle = (low + high + 1) // 2
                ((first,),) = self._rows("SELECT first FROM incident WHERE n = ?", middle)
                low, high = (middle, high) if first is None or first < day else (low, middle - 1)
            return low

        if which.first is None and which.last is None:
            return 1, highest
        low = before((which.first - _EPOCH).days if which.first else -(1 << 40))
        high = before((which.last - _EPOCH).days + 1) if which.last else highest
        return low + 1, high

    def months(self, actor: str | None = None) -> dict[str, dict[str, int]]:
        """Return how many incidents each month has, by type: of all, or of one actor."""
        found: dict[str, dict[str, int]] = {}
        if actor is None:
            rows = self._rows("SELECT month, type, incidents FROM month ORDER BY month")
        else:
            rows = self._rows(
                "SELECT strftime('%Y-%m', first * 86400, 'unixepoch'), type, count(*) FROM ("
                " SELECT first, type, incident FROM act WHERE agent = (SELECT n FROM actor WHERE"
                " id = ?) UNION SELECT first, type, incident FROM act WHERE target = (SELECT n"
                " FROM actor WHERE id = ?)) WHERE first IS NOT NULL GROUP BY 1, 2 ORDER BY 1",
                actor,
                actor,
            )
        for month, kind, count in rows:
            found.setdefault(month, {})[self._names[kind]] = count
        return found

    def _where(self, which: Slice) -> tuple[str, list[int]]:
        """Return a slice as further conditions, and their values."""
        text, values = "", []
        for column, wanted in (("type", which.types), ("status", which.statuses)):
            if wanted:
                text += f" AND {column} IN ({','.join('?' * len(wanted))})"
                values += [self._words.get(word, -1) for word in wanted]
        if which.first is not None:
            text += " AND first >= ?"
            values.append((which.first - _EPOCH).days)
        if which.last is not None:
            text += " AND first <= ?"
            values.append((which.last - _EPOCH).days)
        return text, values

    def _ids(self, table: str, numbers: set[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        ordered = sorted(numbers)
        for start in range(0, len(ordered), 900):
            some = ordered[start : start + 900]
            marks = ",".join("?" * len(some))
            found.update(self._rows(f"SELECT n, id FROM {table} WHERE n IN ({marks})", *some))
        return found


def _expression(words: str, shortest: int) -> str:
    """Return an FTS5 expression: all words, the last one as a beginning if it is long enough."""
    tokens = re.findall(r"\w+", words)[:12]
    quoted = [f'"{token}"' for token in tokens]
    if quoted and len(tokens[-1]) >= shortest and not words[-1:].isspace():
        quoted[-1] += "*"
    return " ".join(quoted)


def _iso(number: int | None) -> str | None:
    day = _day(number)
    return day.isoformat() if day else None


def _day(number: int | None) -> date | None:
    return None if number is None else _EPOCH + timedelta(days=number)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    with suppress(ValueError):
        return (date.fromisoformat(text) - _EPOCH).days
    return None


def _whole(file: Path) -> bool:
    """Whether a file is an index made to its end, of this format."""
    if not file.is_file():
        return False
    with suppress(sqlite3.Error):
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        finally:
            connection.close()
        return bool(row) and row[0] == FORMAT
    return False


def _make(file: Path, view: View, tick: Callable[[int], None]) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;"
            "PRAGMA temp_store=FILE;" + _TABLES
        )
        connection.execute("BEGIN")
        _fill(connection, view, tick)
        connection.execute("COMMIT")
        connection.executescript(f"BEGIN; {_ORDERED} COMMIT; ANALYZE;")
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, view: View, tick: Callable[[int], None]) -> None:
    words: dict[str, int] = {}

    def word(iri: str) -> int:
        return words.setdefault(names.local(iri), len(words) + 1)

    rows = (
        (
            names.ident(i, "incident"),
            word(kind),
            word(status),
            _number(first),
            _number(last),
            label or "",
        )
        for i, kind, status, first, last, label in _solutions(view, _INCIDENTS)
    )
    _insert(connection, "INSERT OR IGNORE INTO raw VALUES (?,?,?,?,?,?)", rows, tick)
    for role, name in enumerate(("agent", "target")):
        sides = (
            (names.ident(i, "incident"), role, names.ident(a, "actor"))
            for i, a in _solutions(view, _SIDES.format(graph=names.DERIVED_GRAPH, role=name))
        )
        _insert(connection, "INSERT INTO side VALUES (?,?,?)", sides)
    quotes = (
        (names.ident(i, "incident"), q)
        for i, q in _solutions(view, _QUOTES.format(graph=names.DERIVED_GRAPH))
    )
    _insert(connection, "INSERT INTO said VALUES (?,?)", quotes)
    _insert(connection, "INSERT OR IGNORE INTO known VALUES (?,?,?,?)", _known(view))
    connection.executemany("INSERT INTO word (id, n) VALUES (?,?)", words.items())


def _known(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Yield the actors with all their names."""
    others: dict[str, list[str]] = {}
    for actor, name in _solutions(view, _OTHER_NAMES):
        others.setdefault(actor, []).append(name)
    for actor, kind, label in _solutions(view, _ACTORS):
        words = "\n".join([label, *others.get(actor, ())])
        yield names.ident(actor, "actor"), label, names.local(kind).casefold(), words


def _solutions(view: View, text: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a SELECT as text, an unbound cell as None."""
    rows = view.query(text)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        yield tuple(None if term is None else term.value for term in row)


def _insert(
    connection: sqlite3.Connection,
    text: str,
    rows: Iterator[tuple[Any, ...]],
    tick: Callable[[int], None] = lambda _: None,
) -> None:
    done = 0
    while batch := [row for _, row in zip(range(_BATCH), rows, strict=False)]:
        connection.executemany(text, batch)
        done += len(batch)
        tick(done)
