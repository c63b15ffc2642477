"""The tables of an index that its filters read: publishers, sides, and who responded to whom."""

from collections.abc import Iterator
from typing import Any

from talion.model.actor import ActorKind
from talion.model.days import day_number
from talion.store import iris
from talion.store.view import View

#: Kinds of actors to which an act of their agencies and office holders is charged.
_STATES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)

TABLES = """
CREATE TABLE publisher (n INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE acts_for (actor INTEGER, state INTEGER);
CREATE TABLE membership (member INTEGER, bloc INTEGER, since INTEGER, until INTEGER);
CREATE TEMP TABLE published (incident TEXT, article TEXT);
CREATE TEMP TABLE issued (article TEXT PRIMARY KEY, publisher TEXT);
CREATE TEMP TABLE charged (actor TEXT, state TEXT);
CREATE TEMP TABLE member (member TEXT, bloc TEXT, since INTEGER, until INTEGER);
"""

#: Filled from the temporary tables once actors and incidents have numbers.
ORDERED = f"""
CREATE TEMP TABLE by_name AS SELECT DISTINCT n.n AS incident,
  coalesce(i.publisher, p.article) AS name FROM temp.published p
  JOIN number n ON n.id = p.incident LEFT JOIN temp.issued i ON i.article = p.article;
INSERT INTO publisher (name) SELECT name FROM temp.by_name GROUP BY 1 ORDER BY count(*) DESC, 1;
CREATE TEMP TABLE publisher_number AS SELECT name, n FROM publisher;
CREATE UNIQUE INDEX temp.publisher_name ON publisher_number (name);
CREATE TEMP TABLE published_by AS SELECT p.n AS publisher, b.incident FROM temp.by_name b
  JOIN temp.publisher_number p ON p.name = b.name;
INSERT INTO acts_for SELECT DISTINCT a.n, s.n FROM temp.charged c
  JOIN actor a ON a.id = c.actor JOIN actor s ON s.id = c.state
  WHERE s.kind IN ('{"', '".join(_STATES)}');
INSERT INTO membership SELECT a.n, b.n, m.since, m.until FROM temp.member m
  JOIN actor a ON a.id = m.member JOIN actor b ON b.id = m.bloc;
CREATE TEMP TABLE stands_for AS SELECT actor, state FROM acts_for
  UNION SELECT n, n FROM actor;
CREATE INDEX temp.stands ON stands_for (actor, state);
CREATE TEMP TABLE response AS SELECT l.answer, l.cause, l.inferred, l.chance,
  NOT EXISTS (SELECT 1 FROM temp.target t WHERE t.incident = l.cause) OR EXISTS (
    SELECT 1 FROM temp.target t JOIN temp.stands_for x ON x.actor = t.actor
    JOIN temp.agent g ON g.incident = l.answer JOIN temp.stands_for y ON y.actor = g.actor
    WHERE t.incident = l.cause AND x.state = y.state) AS theirs
  FROM temp.linked l;
"""

_ISSUED = """
SELECT ?article ?publisher WHERE { ?article a tal:Article ; dcterms:publisher ?publisher }
"""
_PUBLISHED = f"""
SELECT ?i ?article WHERE {{
  GRAPH {iris.DERIVED_GRAPH} {{ ?i tal:reportedBy ?r }}
  ?r tal:inArticle ?article }}
"""


def published(view: View) -> Iterator[tuple[str, str]]:
    """Yield the incidents with the articles that report them, by id."""
    for incident, article in view.select(_PUBLISHED).rows:
        yield iris.ident(str(incident), "incident"), iris.ident(str(article), "article")


def issued(view: View) -> Iterator[tuple[str, str]]:
    """Yield the articles that have a publisher, with it."""
    for article, publisher in view.select(_ISSUED).rows:
        yield iris.ident(str(article), "article"), str(publisher)


def charged(view: View) -> Iterator[tuple[str, str]]:
    """Yield the actors that act for another, and that one: agencies and holders of offices."""
    yield from ((a.id, a.state) for a in view.actors() if a.state)
    yield from ((office.person, office.state) for office in view.offices() if office.state)


def memberships(view: View) -> Iterator[tuple[str, str, int | None, int | None]]:
    """Yield members and organizations, with first and last day where they are known."""
    for actor in view.actors():
        for one in actor.memberships:
            since = None if one.since is None else day_number(one.since.earliest)
            until = None if one.until is None else day_number(one.until.latest)
            yield actor.id, one.organization, since, until


def rows_of(view: View) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Yield the statements that fill the temporary tables, with their rows."""
    yield "INSERT INTO published VALUES (?,?)", published(view)
    yield "INSERT OR IGNORE INTO issued VALUES (?,?)", issued(view)
    yield "INSERT INTO charged VALUES (?,?)", charged(view)
    yield "INSERT INTO member VALUES (?,?,?,?)", memberships(view)
