"""The tables of an index, and how they are filled from a graph."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions

from talion.model.claim import Basis
from talion.model.days import day_number
from talion.store import iris
from talion.store.index import facet_tables
from talion.store.index.columns import write_columns
from talion.store.view import View
from talion.vocabulary import TAL, Term

#: The number of the form that these tables have.
FORMAT = 4
_BATCH = 20_000

# Beginnings of three and four letters have lists of their own: those of many words that begin so
# would have to be merged for each search.
_TABLES = """
CREATE TABLE actor (n INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, acts INTEGER);
CREATE TABLE word (n INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE incident (n INTEGER PRIMARY KEY, id TEXT, type INTEGER, status INTEGER,
  first INTEGER, last INTEGER, confidence REAL);
CREATE TABLE act (agent INTEGER, target INTEGER, type INTEGER, first INTEGER, incident INTEGER,
  status INTEGER, last INTEGER);
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE VIRTUAL TABLE actor_words USING fts5(text, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE incident_words USING fts5(text, content='', detail='none',
  prefix='3 4', tokenize='unicode61');
CREATE VIRTUAL TABLE quote_words USING fts5(text, content='', detail='none',
  prefix='3 4', tokenize='unicode61');
CREATE TEMP TABLE raw (id TEXT PRIMARY KEY, type INTEGER, status INTEGER, first INTEGER,
  last INTEGER, label TEXT, confidence REAL);
CREATE TEMP TABLE side (incident TEXT, role INTEGER, actor TEXT);
CREATE TEMP TABLE said (incident TEXT, quote TEXT);
CREATE TEMP TABLE answer (answer TEXT, cause TEXT, inferred INTEGER, chance REAL);
CREATE TEMP TABLE verb (type INTEGER PRIMARY KEY, verb TEXT);
CREATE TEMP TABLE known (id TEXT PRIMARY KEY, name TEXT, kind TEXT, words TEXT);
"""

_ORDERED = """
INSERT INTO incident SELECT row_number() OVER (ORDER BY first, id), id, type, status, first, last,
  confidence FROM temp.raw ORDER BY first, id;
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
INSERT INTO act SELECT a.actor, t.actor, i.type, i.first, i.n, i.status, i.last FROM incident i
  LEFT JOIN temp.agent a ON a.incident = i.n LEFT JOIN temp.target t ON t.incident = i.n
  WHERE a.actor IS NOT NULL OR t.actor IS NOT NULL;
CREATE INDEX act_agent ON act (agent, first, last, type, target, incident, status);
CREATE INDEX act_target ON act (target, first, last, type, agent, incident, status);
CREATE TABLE pair AS SELECT agent, target, type, count(*) AS acts, min(first) AS first,
  max(first) AS last FROM act WHERE agent IS NOT NULL AND target IS NOT NULL
  GROUP BY agent, target, type;
CREATE INDEX pair_agent ON pair (agent, target, type, acts, first, last);
CREATE INDEX pair_target ON pair (target, agent, type, acts, first, last);
CREATE TABLE tally AS SELECT strftime('%Y-%m', first * 86400, 'unixepoch') AS month, first, last,
  type, status, count(*) AS incidents FROM incident GROUP BY first, last, type, status;
CREATE INDEX tally_first ON tally (first, last, type, status, incidents);
INSERT INTO meta SELECT 'longest', coalesce(max(last - first), 0) FROM incident;
CREATE TEMP TABLE linked AS SELECT a.n AS answer, c.n AS cause, inferred, chance
  FROM temp.answer JOIN number a ON a.id = answer.answer JOIN number c ON c.id = answer.cause;
CREATE TEMP TABLE surest AS SELECT answer, cause,
  max(CASE WHEN inferred THEN chance ELSE 1 END) AS chance FROM temp.linked GROUP BY 1, 2;
CREATE TABLE answered AS SELECT min(x.actor, y.actor) AS one, max(x.actor, y.actor) AS other,
  i.type AS type, j.type AS cause, sum(chance) AS acts FROM temp.surest l
  JOIN incident i ON i.n = l.answer JOIN incident j ON j.n = l.cause
  JOIN temp.agent x ON x.incident = l.answer JOIN temp.agent y ON y.incident = l.cause
  WHERE x.actor <> y.actor GROUP BY 1, 2, 3, 4;
INSERT INTO actor_words (rowid, text)
  SELECT actor.n, coalesce(known.words, actor.name) FROM actor LEFT JOIN temp.known USING (id);
INSERT INTO incident_words (rowid, text) SELECT n, label || char(10) || coalesce(verb, '')
  FROM temp.raw JOIN number USING (id) LEFT JOIN temp.verb USING (type) ORDER BY n;
INSERT INTO quote_words (rowid, text) SELECT number.n, group_concat(quote, char(10))
  FROM temp.said JOIN number ON number.id = said.incident GROUP BY number.n;
INSERT INTO incident_words (incident_words) VALUES ('optimize');
INSERT INTO quote_words (quote_words) VALUES ('optimize');
"""

_INCIDENTS = f"""
SELECT ?i ?type ?status ?first ?last ?label ?confidence WHERE {{ GRAPH {iris.DERIVED_GRAPH} {{
  ?i a tal:Incident ; tal:incidentType ?type ; tal:status ?status .
  OPTIONAL {{ ?i rdfs:label ?label }}
  OPTIONAL {{ ?i tal:earliest ?first }} OPTIONAL {{ ?i tal:latest ?last }}
  OPTIONAL {{ ?i tal:confidence ?confidence }} }} }}
"""
_ROLES = (TAL.agent, TAL.target)
_QUOTES = f"""
SELECT ?i ?q WHERE {{
  GRAPH {iris.DERIVED_GRAPH} {{ ?i tal:reportedBy ?r }}
  ?r tal:quote|tal:gloss ?q
}}
"""
_ANSWERS = """
SELECT ?answer ?cause ?basis ?probability ?confidence WHERE {
  ?claim a tal:Response ; tal:basis ?basis ; tal:source ?from ; tal:claimTarget ?to .
  OPTIONAL { ?claim tal:probability ?probability } OPTIONAL { ?claim tal:confidence ?confidence }
  FILTER NOT EXISTS { ?contradiction tal:contradicts ?claim }
  OPTIONAL { ?x tal:reportedBy ?from } OPTIONAL { ?y tal:reportedBy ?to }
  BIND (COALESCE(?x, ?from) AS ?answer) BIND (COALESCE(?y, ?to) AS ?cause) }
"""
_OTHER_NAMES = """
SELECT ?a ?name WHERE {
  ?a skos:altLabel|tal:demonym|tal:capital|tal:metonym|tal:iso2|tal:iso3 ?name }
"""


def whole(file: Path) -> bool:
    """Whether a file is a complete index of this format.

    >>> whole(Path("nowhere.index"))
    False
    """
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


def make(file: Path, view: View, tick: Callable[[int], None]) -> None:
    """Write the index of a graph; `tick` is called with the number of incidents read so far."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;"
            "PRAGMA temp_store=FILE;" + _TABLES + facet_tables.TABLES
        )
        connection.execute("BEGIN")
        _fill(connection, view, tick)
        connection.execute("COMMIT")
        connection.executescript(f"BEGIN; {_ORDERED} {facet_tables.ORDERED} COMMIT; ANALYZE;")
        write_columns(connection)
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, view: View, tick: Callable[[int], None]) -> None:
    words: dict[str, int] = {}

    def word(iri: str) -> int:
        return words.setdefault(iris.local(iri), len(words) + 1)

    rows = (
        (
            iris.ident(i, "incident"),
            word(kind),
            word(status),
            _day(first),
            _day(last),
            label or "",
            _share(confidence),
        )
        for i, kind, status, first, last, label, confidence in _solutions(view, _INCIDENTS)
    )
    _insert(connection, "INSERT OR IGNORE INTO raw VALUES (?,?,?,?,?,?,?)", rows, tick)
    for number, role in enumerate(_ROLES):
        sides = (
            (iris.ident(i, "incident"), number, iris.ident(a, "actor"))
            for i, a in _solutions(view, _parties(role))
        )
        _insert(connection, "INSERT INTO side VALUES (?,?,?)", sides)
    quotes = ((iris.ident(i, "incident"), q) for i, q in _solutions(view, _QUOTES))
    _insert(connection, "INSERT INTO said VALUES (?,?)", quotes)
    _insert(connection, "INSERT INTO answer VALUES (?,?,?,?)", _answers(view))
    _insert(connection, "INSERT OR IGNORE INTO known VALUES (?,?,?,?)", _known(view))
    connection.executemany("INSERT INTO word (id, n) VALUES (?,?)", words.items())
    verbs = ((words[t.id], word_of(t.verbs[0])) for t in view.types(words) if t.verbs)
    _insert(connection, "INSERT INTO verb VALUES (?,?)", verbs)
    for text, found in facet_tables.rows_of(view):
        _insert(connection, text, found)


def word_of(verb: str) -> str:
    """Return a trigger verb without the conditions that stand after it.

    >>> word_of("close +airspace")
    'close '
    """
    return re.sub(r"[<+-].*", "", verb)


def _share(text: str | None) -> float:
    """Return a probability; what has none is certain."""
    return 1.0 if text is None else float(text)


def _answers(view: View) -> Iterator[tuple[str, str, bool, float]]:
    """Yield the claims of responses: both incidents, whether inferred, how certain."""
    for answer, cause, basis, probability, confidence in _solutions(view, _ANSWERS):
        inferred = iris.local(basis) == Basis.INFERRED
        chance = _share(probability if inferred else confidence)
        yield iris.ident(answer, "incident"), iris.ident(cause, "incident"), inferred, chance


def _day(text: str | None) -> int | None:
    """Return the number of an ISO 8601 day; None for no day or a text that is none."""
    if text is not None:
        with suppress(ValueError):
            return day_number(date.fromisoformat(text))
    return None


def _parties(role: Term) -> str:
    """Return the query for the agents or the targets of all incidents."""
    incident = f"?i a {TAL.Incident.n3} ; {role.n3} ?a"
    return f"SELECT ?i ?a WHERE {{ GRAPH {iris.DERIVED_GRAPH} {{ {incident} }} }}"


def _known(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Yield the actors with all their names."""
    others: dict[str, list[str]] = {}
    for actor, name in _solutions(view, _OTHER_NAMES):
        others.setdefault(actor, []).append(name)
    for actor in view.actors():
        iri = iris.iri("actor", actor.id).value
        words = "\n".join([actor.name, *others.get(iri, ())])
        yield actor.id, actor.name, actor.kind.value, words


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
