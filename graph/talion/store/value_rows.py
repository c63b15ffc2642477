"""Values as rows of SQLite tables and back: a table for each kind, a column for each field."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from talion.model.actor import Actor, ActorKind, Membership, Office
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.decision import Decider, Decision, DecisionKind, Subject
from talion.model.incident import Incident, Report, Slot, Span, Status

_Value = TypeVar("_Value")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ValueKind(Generic[_Value]):
    """How the values of one kind are kept: the table, its columns, and both ways between them.

    The first column is the key.
    """

    table: str
    columns: tuple[str, ...]
    row: Callable[[_Value], Row]
    value: Callable[[Row], _Value]
    key: Callable[[_Value], str] = attrgetter("id")

    @property
    def schema(self) -> str:
        """The statement that makes the table."""
        key, *others = self.columns
        columns = ", ".join((f"{key} TEXT PRIMARY KEY", *others))
        return f"CREATE TABLE {self.table} ({columns}) WITHOUT ROWID"

    @property
    def insert(self) -> str:
        """The statement that writes a row; an error where one of the same key is there."""
        marks = ",".join("?" for _ in self.columns)
        return f"INSERT INTO {self.table} VALUES ({marks})"

    @property
    def select(self) -> str:
        """The statement that reads all rows."""
        return f"SELECT {', '.join(self.columns)} FROM {self.table}"


@lru_cache(maxsize=65536)
def _date(text: str | None) -> Date | None:
    return None if text is None else Date(text)


def _edtf(date: Date | None) -> str | None:
    return None if date is None else date.edtf


@lru_cache(maxsize=65536)
def _list(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


_STATUSES: Mapping[str, Status] = {status.value: status for status in Status}
_SLOTS: Mapping[str, Slot] = {slot.value: slot for slot in Slot}
_CLAIMS: Mapping[str, ClaimType] = {kind.value: kind for kind in ClaimType}
_BASES: Mapping[str, Basis] = {basis.value: basis for basis in Basis}
_DECISIONS: Mapping[str, DecisionKind] = {kind.value: kind for kind in DecisionKind}
_DECIDERS: Mapping[str, Decider] = {decider.value: decider for decider in Decider}


def _text(values: Sequence[str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _incident_row(it: Incident) -> Row:
    return (
        it.id,
        it.type,
        it.status.value,
        _text(it.agents),
        _text(it.targets),
        it.count,
        _edtf(it.date),
        _text(it.reports),
        _text(it.disputed),
        it.confidence,
    )


def _incident(row: Row) -> Incident:
    ident, kind, status, agents, targets, count, date, reports, disputed, sure = row
    return Incident(
        ident,
        kind,
        _STATUSES[status],
        _list(agents),
        _list(targets),
        count,
        _date(date),
        tuple(json.loads(reports)),
        tuple(_SLOTS[slot] for slot in _list(disputed)),
        sure,
    )


def _report_row(it: Report) -> Row:
    return (
        it.id,
        it.article,
        it.type,
        it.status.value,
        _text(it.agents),
        _text(it.targets),
        it.count,
        _edtf(it.date),
        *_span_row(it.quote),
        it.confidence,
    )


def _report(row: Row) -> Report:
    ident, article, kind, status, agents, targets, count, date, *quote, sure = row
    return Report(
        ident,
        article,
        kind,
        _STATUSES[status],
        _list(agents),
        _list(targets),
        count,
        _date(date),
        Span(*quote),
        sure,
    )


def _span_row(span: Span | None) -> Row:
    return (None, None, None) if span is None else (span.text, span.start, span.end)


def _claim_row(it: Claim) -> Row:
    what = (it.id, it.type.value, it.source, it.target, it.basis.value, it.article)
    return (*what, *_span_row(it.quote), it.probability, it.run, it.confidence)


def _claim(row: Row) -> Claim:
    ident, kind, source, target, basis, article, text, start, end, *rest = row
    quote = None if text is None else Span(text, start, end)
    what = ident, _CLAIMS[kind], source, target, _BASES[basis]
    return Claim(*what, article, quote, *rest)


def _office_row(named: tuple[str, Office]) -> Row:
    iri, it = named
    return iri, it.person, it.role, it.state, it.article, it.quote


def _publication_row(it: Article) -> Row:
    return it.id, it.publisher, it.title, it.published, it.url, it.language


def _publication(row: Row) -> Article:
    ident, *rest = row
    return Article(ident, "", *rest)


def _decision_row(named: tuple[str, Decision]) -> Row:
    iri, it = named
    what = iri, it.kind.value, it.first, it.second, it.by.value, it.reason, it.score
    return (*what, it.about.value, _text(it.retired))


def _decision(row: Row) -> tuple[str, Decision]:
    iri, kind, first, second, by, reason, score, about, retired = row
    what = _DECISIONS[kind], first, second, _DECIDERS[by], reason, score
    return iri, Decision(*what, Subject(about), _list(retired))


_NAMES = ("names", "demonyms", "capitals", "metonyms", "codes")


def _actor_row(it: Actor) -> Row:
    names = (it.names, it.demonyms, it.capitals, it.metonyms, it.codes)
    held = [(m.organization, _edtf(m.since), _edtf(m.until)) for m in it.memberships]
    return (
        it.id,
        it.name,
        it.kind.value,
        *map(_text, names),
        it.state,
        _edtf(it.since),
        _edtf(it.until),
        it.successor,
        json.dumps(held, ensure_ascii=False),
    )


def _actor(row: Row) -> Actor:
    ident, name, kind, *names, state, since, until, successor, held = row
    others, demonyms, capitals, metonyms, codes = map(_list, names)
    return Actor(
        ident,
        name,
        ActorKind(kind),
        others,
        demonyms,
        capitals,
        metonyms,
        codes,
        state,
        _date(since),
        _date(until),
        successor,
        tuple(
            Membership(ident, organization, _date(first), _date(last))
            for organization, first, last in json.loads(held)
        ),
    )


_SLOT_COLUMNS = ("type", "status", "agents", "targets", "count", "date")
_QUOTE = ("quote", "start", "ending")
INCIDENT: ValueKind[Incident] = ValueKind(
    "incident",
    ("id", *_SLOT_COLUMNS, "reports", "disputed", "confidence"),
    _incident_row,
    _incident,
)
REPORT: ValueKind[Report] = ValueKind(
    "report", ("id", "article", *_SLOT_COLUMNS, *_QUOTE, "confidence"), _report_row, _report
)
#: Claims as they stand: the ends of a stated one are reports.
CLAIM: ValueKind[Claim] = ValueKind(
    "claim",
    (
        *("id", "type", "source", "target", "basis", "article", *_QUOTE),
        *("probability", "run", "confidence"),
    ),
    _claim_row,
    _claim,
)
#: Offices with their IRIs; they have no other key.
OFFICE: ValueKind[tuple[str, Office]] = ValueKind(
    "office",
    ("iri", "person", "role", "state", "article", "quote"),
    _office_row,
    lambda row: (row[0], Office(*row[1:])),
    itemgetter(0),
)
#: Articles without their texts.
PUBLICATION: ValueKind[Article] = ValueKind(
    "publication",
    ("id", "publisher", "title", "published", "url", "language"),
    _publication_row,
    _publication,
)
#: Decisions with their IRIs; they have no other key.
DECISION: ValueKind[tuple[str, Decision]] = ValueKind(
    "decision",
    ("iri", "kind", "first", "second", "decider", "reason", "score", "about", "retired"),
    _decision_row,
    _decision,
    itemgetter(0),
)
ACTOR: ValueKind[Actor] = ValueKind(
    "actor",
    (
        *("id", "name", "kind", *_NAMES),
        *("state", "since", "until", "successor", "memberships"),
    ),
    _actor_row,
    _actor,
)
KINDS: tuple[ValueKind[Any], ...] = (
    INCIDENT,
    REPORT,
    CLAIM,
    OFFICE,
    PUBLICATION,
    DECISION,
    ACTOR,
)
