"""What was found in one article: the codebook's format, as values and as JSON."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from talion.errors import FindingsError
from talion.model.actor import ActorKind
from talion.model.claim import ClaimType
from talion.model.incident import Status
from talion.model.slot_quotes import SlotQuote, quotes_by_slot, read_quotes

#: The kinds of actors that the codebook lists.
LISTED_KINDS = (ActorKind.AGENCY, ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.PERSON)
_Choice = TypeVar("_Choice", bound=StrEnum)
_Item = TypeVar("_Item")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
#: The greatest number of persons or missions: what a column of an event table holds.
GREATEST_COUNT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor by the name that an article gives it, its usual English name, and its type.

    A person carries the office and the state that the article gives, with the words that say so.
    """

    name: str
    type: ActorKind
    office: str | None = None
    state: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One incident as one article reports it.

    `date` is ISO (`2018`, `2018-03`, `2018-03-26`) or None, `count` a number of persons or
    missions or None, `quote` a verbatim span of the article. `confidence` is the probability that
    type, agents and targets are right as a reader program sees it; None where a person vouches.
    `gloss` is a reader's translation of the quote into English, `slot_quotes` are the words that a
    reader quoted for sides, count, date and status.
    """

    id: str
    type: str
    status: Status
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    count: int | None
    date: str | None
    quote: str
    confidence: float | None = None
    gloss: str | None = None
    slot_quotes: tuple[SlotQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two incidents of one article, and the words that state it.

    `confidence` is how probable a reader program holds it, both incidents included; None where a
    person vouches.
    """

    type: ClaimType
    source: str
    target: str
    quote: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FindingsSource:
    """What some findings come from: reader, model, a hash of its instruction, its parameters."""

    reader: str
    model: str | None = None
    prompt: str | None = None
    parameters: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article: actors, incidents, links.

    `provenance` says which reader other than the built-in one found them.
    """

    article: str
    published: str | None
    actors: tuple[NamedActor, ...]
    incidents: tuple[Finding, ...]
    links: tuple[Link, ...]
    provenance: FindingsSource | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the codebook's JSON object."""
        return {
            "article": self.article,
            "published": self.published,
            **({} if self.provenance is None else {"provenance": _provenance(self.provenance)}),
            "actors": [_named(actor) for actor in self.actors],
            "incidents": [
                {
                    "id": i.id,
                    "type": i.type,
                    "status": i.status,
                    "agents": list(i.agents),
                    "targets": list(i.targets),
                    "count": i.count,
                    "date": i.date,
                    "quote": i.quote,
                    **({} if i.confidence is None else {"confidence": i.confidence}),
                    **({} if i.gloss is None else {"gloss": i.gloss}),
                    **({"quotes": quotes_by_slot(i.slot_quotes)} if i.slot_quotes else {}),
                }
                for i in self.incidents
            ],
            "links": [
                {
                    "type": k.type,
                    "from": k.source,
                    "to": k.target,
                    "quote": k.quote,
                    **({} if k.confidence is None else {"confidence": k.confidence}),
                }
                for k in self.links
            ],
        }

    @classmethod
    def from_dict(cls, data: Any, left_out: list[FindingsError] | None = None) -> "Findings":
        """Return the findings in the codebook's JSON object; FindingsError for anything else.

        With a list `left_out`, an actor, incident or link that the codebook does not allow is left
        out and its error goes there; what the whole object needs still raises.

        >>> empty = {"article": "a", "published": None, "actors": [], "incidents": [], "links": []}
        >>> Findings.from_dict(empty).to_dict() == empty
        True
        >>> Findings.from_dict({**empty, "published": "yesterday"})
        Traceback (most recent call last):
        talion.errors.FindingsError: the file: published 'yesterday' is not an ISO date
        """
        root = _JsonObject(data, "the file")
        incidents: dict[str, Finding] = {}

        def finding(item: _JsonObject) -> Finding:
            found = _finding(item)
            if found.id in incidents:
                raise FindingsError(f"incident {found.id}", "the id is given twice")
            incidents[found.id] = found
            return found

        actors = tuple(_allowed(root.items("actors"), _actor, left_out))
        every = tuple(_allowed(root.items("incidents"), finding, left_out))
        links = _allowed(root.items("links"), lambda item: _link(item, incidents), left_out)
        return cls(
            root.text("article"),
            root.date("published"),
            actors,
            every,
            tuple(links),
            _read_provenance(root.data.get("provenance")),
        )


def _allowed(
    items: Iterable[tuple[Any, str]],
    read: Callable[["_JsonObject"], _Item],
    left_out: list[FindingsError] | None,
) -> Iterator[_Item]:
    """Yield what is read of each item; an error is raised, or put into the list if there is one."""
    for item, place in items:
        try:
            yield read(_JsonObject(item, place))
        except FindingsError as error:
            if left_out is None:
                raise
            left_out.append(error)


def _provenance(source: FindingsSource) -> dict[str, str]:
    told = {"reader": source.reader, "model": source.model, "prompt": source.prompt}
    told["parameters"] = source.parameters
    return {name: value for name, value in told.items() if value is not None}


def _read_provenance(data: Any) -> FindingsSource | None:
    if data is None:
        return None
    item = _JsonObject(data, "the provenance")
    return FindingsSource(
        item.text("reader"), item.maybe("model"), item.maybe("prompt"), item.maybe("parameters")
    )


def _named(actor: NamedActor) -> dict[str, str]:
    extra = {"office": actor.office, "state": actor.state, "quote": actor.quote}
    return {"name": actor.name, "type": actor.type, **{k: v for k, v in extra.items() if v}}


class _JsonObject:
    """One JSON object and what it is called in an error."""

    def __init__(self, data: Any, place: str) -> None:
        if not isinstance(data, Mapping):
            raise FindingsError(place, "is not a JSON object")
        self.data, self.place = data, place

    def fail(self, reason: str) -> FindingsError:
        return FindingsError(self.place, reason)

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"'{key}' is missing or no text")
        return self._whole(key, value)

    def _whole(self, key: str, value: str) -> str:
        """Return a text unless it holds half a character, which can be written nowhere."""
        if _HALF_CHARACTER.search(value):
            raise self.fail(f"'{key}' holds a lone surrogate (\\ud800 to \\udfff)")
        return value

    def maybe(self, key: str) -> str | None:
        return None if self.data.get(key) is None else self.text(key)

    def one_of(self, key: str, allowed: Iterable[_Choice]) -> _Choice:
        text = self.text(key)
        known = {value.value: value for value in allowed}
        if text not in known:
            raise self.fail(f"{key} '{text}' is not one of {', '.join(sorted(known))}")
        return known[text]

    def names(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key)
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.fail(f"'{key}' is no list of names")
        return tuple(self._whole(key, name) for name in value)

    def date(self, key: str) -> str | None:
        value = self.maybe(key)
        if value is not None and not _DATE.fullmatch(value):
            raise self.fail(f"{key} '{value}' is not an ISO date")
        return value

    def count(self) -> int | None:
        value = self.data.get("count")
        if value is not None and (type(value) is not int or value < 0):
            raise self.fail(f"count {shown(value)} is neither a number nor null")
        if value is not None and value > GREATEST_COUNT:
            raise self.fail(f"count {shown(value)} is too large")
        return value

    def share(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.fail(f"{key} {shown(value)} is no number from 0 to 1")
        return float(value)

    def items(self, key: str) -> list[tuple[Any, str]]:
        value = self.data.get(key)
        if not isinstance(value, list):
            raise self.fail(f"'{key}' is missing or no list")
        return [(item, f"{key[:-1]} {n}") for n, item in enumerate(value, 1)]


def shown(value: object) -> str:
    """Return a value of JSON for an error: in ASCII, 80 characters at most.

    >>> shown("a" * 100)[:5], len(shown("a" * 100))
    ("'aaaa", 80)
    """
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _actor(item: _JsonObject) -> NamedActor:
    return NamedActor(
        item.text("name"),
        item.one_of("type", LISTED_KINDS),
        item.maybe("office"),
        item.maybe("state"),
        item.maybe("quote"),
    )


def _finding(item: _JsonObject) -> Finding:
    ident = item.text("id")
    item.place = f"incident {ident}"
    return Finding(
        id=ident,
        type=item.text("type"),
        status=item.one_of("status", Status),
        agents=item.names("agents"),
        targets=item.names("targets"),
        count=item.count(),
        date=item.date("date"),
        quote=item.text("quote"),
        confidence=item.share("confidence"),
        gloss=item.maybe("gloss"),
        slot_quotes=tuple(read_quotes(item.data.get("quotes"))),
    )


def _link(item: _JsonObject, ids: Collection[str]) -> Link:
    kind = item.one_of("type", ClaimType)
    for end in ("from", "to"):
        named = item.data.get(end)
        if not isinstance(named, str) or named not in ids:
            raise item.fail(f"its '{end}' names no incident: {shown(named)}")
    ends = item.data["from"], item.data["to"]
    return Link(kind, *ends, item.maybe("quote") or "", item.share("confidence"))
