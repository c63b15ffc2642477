"""What a page shows: the values of a graph, gathered for one reader.

`PageData` holds values of the model; `document` writes them as the JSON object that the page
reads (version `FORMAT`, described in docs/page-data.md). Keys that are null or empty are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from talion.model.actor import Actor, Office
from talion.model.article import Article
from talion.model.claim import Claim
from talion.model.incident import Incident, IncidentType, Report
from talion.model.note import Note
from talion.model.slot_quotes import SlotQuote, quotes_by_slot
from talion.render.passage import passage
from talion.render.type_families import group_of
from talion.store.read_overlaps import counts_of

#: The version of the JSON object; a page refuses a newer one.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class PageChain:
    """A chain of responses as the page lists it; a step is one or more incidents, by id."""

    id: str
    label: str
    steps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A ready-made question with its answer: a table, and the incidents and actors it names.

    A cell that is the id of an incident or an actor becomes a link to it.
    """

    id: str
    title: str
    description: str = ""
    sparql: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PageData:
    """All that a page shows; ids refer to each other as in the model.

    Articles carry their whole text here; the page gets only the passages around quotes.
    `contradictions` are claims of responses that the dates rule out. `overlaps` are pairs of
    incidents that may be one, `included` pairs of a part and a whole that it is counted in.
    `glosses` are machine translations of quotes into English, `slot_quotes` the words by which a
    reader filled slots, both by report. `notes` are what people noted. `blocs` are organizations
    that take part in nothing and have members among the actors.
    """

    actors: tuple[Actor, ...] = ()
    incidents: tuple[Incident, ...] = ()
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    articles: tuple[Article, ...] = ()
    types: tuple[IncidentType, ...] = ()
    offices: tuple[Office, ...] = ()
    chains: tuple[PageChain, ...] = ()
    questions: tuple[PageQuestion, ...] = ()
    title: str = "Talion"
    contradictions: tuple[Claim, ...] = ()
    overlaps: tuple[tuple[str, str], ...] = ()
    included: tuple[tuple[str, str], ...] = ()
    glosses: Mapping[str, str] = field(default_factory=dict)
    slot_quotes: Mapping[str, Sequence[SlotQuote]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    blocs: tuple[Actor, ...] = ()


def document(data: PageData) -> dict[str, Any]:
    """Return the JSON object of a page.

    >>> document(PageData(title="An empty page"))["incidents"]
    []
    """
    articles = {a.id: a for a in data.articles}
    shown = frozenset(a.id for a in (*data.actors, *data.blocs))
    told = {report.id: report for report in data.reports}
    return {
        "format": FORMAT,
        "title": data.title,
        "types": [_type(t) for t in data.types],
        "actors": [_actor(a, shown) for a in data.actors],
        "blocs": [_actor(a, shown) for a in data.blocs],
        "offices": [
            _row(person=o.person, role=o.role, state=o.state, article=o.article)
            for o in data.offices
        ],
        "articles": [
            _row(id=a.id, publisher=a.publisher, title=a.title, published=a.published, url=a.url)
            for a in data.articles
        ],
        "incidents": [_incident(i, told) for i in data.incidents],
        "reports": [_report(r, articles, data) for r in data.reports],
        "claims": [_claim(c, articles) for c in data.claims],
        "contradictions": [_claim(c, articles) for c in data.contradictions],
        "overlaps": [list(pair) for pair in data.overlaps],
        "included": [list(pair) for pair in data.included],
        "chains": [_row(id=c.id, label=c.label, steps=c.steps) for c in data.chains],
        "questions": [
            _row(
                id=q.id,
                title=q.title,
                description=q.description,
                sparql=q.sparql,
                columns=q.columns,
                rows=q.rows,
            )
            for q in data.questions
        ],
        "notes": note_rows(data.notes),
    }


def note_rows(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Return notes as the page reads them.

    >>> from talion.model.decision import Subject
    >>> note_rows([Note(Subject.ACTOR, "russia", "check", star=True)])
    [{'about': 'actor:russia', 'text': 'check', 'star': True}]
    """
    return [_row(about=n.ref, text=n.text, star=n.star or None) for n in notes]


def _row(**values: Any) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v is not None and v != () and v != ""}


def _type(kind: IncidentType) -> dict[str, Any]:
    return _row(
        id=kind.id,
        label=kind.label,
        definition=kind.definition,
        severity=kind.severity,
        group=group_of(kind),
        relation=kind.relation,
        verb=kind.verbs[0] if kind.verbs else None,
        counts=kind.traits.counts,
        removes=kind.traits.removes or None,
    )


def _actor(actor: Actor, shown: frozenset[str]) -> dict[str, Any]:
    groups = sorted({m.organization for m in actor.memberships if m.until is None} & shown)
    return _row(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        code=next((c for c in actor.codes if len(c) == 2), None),
        names=actor.names,
        state=actor.state,
        memberOf=tuple(groups),
        memberships=_memberships(actor, shown),
    )


def _memberships(actor: Actor, shown: frozenset[str]) -> tuple[Any, ...]:
    """Return organizations with first and last day of membership; empty where no date is known."""
    rows = tuple(
        (
            m.organization,
            m.since and m.since.earliest.isoformat(),
            m.until and m.until.latest.isoformat(),
        )
        for m in actor.memberships
        if m.organization in shown
    )
    return rows if any(since or until for _, since, until in rows) else ()


def _slots(thing: Incident | Report) -> dict[str, Any]:
    date = thing.date
    return _row(
        type=thing.type,
        status=thing.status,
        agents=thing.agents,
        targets=thing.targets,
        count=thing.count,
        date=date and date.edtf,
        earliest=date and date.earliest.isoformat(),
        latest=date and date.latest.isoformat(),
        confidence=thing.confidence,
    )


def _incident(incident: Incident, told: Mapping[str, Report]) -> dict[str, Any]:
    counts = counts_of(told[ident] for ident in incident.reports if ident in told)
    bounds = (counts[0], counts[-1]) if len(counts) > 1 else None
    return {
        "id": incident.id,
        **_slots(incident),
        **_row(counts=bounds, reports=incident.reports, disputed=incident.disputed),
    }


def _report(report: Report, articles: Mapping[str, Article], data: PageData) -> dict[str, Any]:
    found = passage(articles.get(report.article), report.quote)
    about = {"id": report.id, "article": report.article}
    words = quotes_by_slot(data.slot_quotes.get(report.id, ()))
    said = _row(gloss=data.glosses.get(report.id), by=words or None)
    return {**about, **_slots(report), **found, **said}


def _claim(claim: Claim, articles: Mapping[str, Article]) -> dict[str, Any]:
    row = _row(
        id=claim.id,
        type=claim.type,
        source=claim.source,
        target=claim.target,
        basis=claim.basis,
        article=claim.article,
        probability=claim.probability,
        run=claim.run,
        confidence=claim.confidence,
    )
    if claim.quote is not None:
        row |= passage(articles.get(claim.article or ""), claim.quote)
    return row


def activity(actors: Sequence[Actor], incidents: Iterable[Incident]) -> dict[str, int]:
    """Return how many incidents each actor takes part in, by id.

    >>> romania = next(actor for actor in view.actors() if actor.id == "romania")
    >>> activity([romania], view.incidents())
    {'romania': 1}
    """
    counts = {a.id: 0 for a in actors}
    for incident in incidents:
        for ident in {*incident.agents, *incident.targets} & counts.keys():
            counts[ident] += 1
    return counts
