"""From the JSON of a reply to a proposal: what models write otherwise than asked is understood."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from talion.gate.folding import fold_text
from talion.gate.language_tables import language_table
from talion.gate.numbers_in_text import numbers_in
from talion.gate.proposal import (
    Proposal,
    ProposedActor,
    ProposedIncident,
    ProposedLink,
    ProposedSide,
)
from talion.gate.time_expressions import is_date, time_expressions
from talion.llm.codebook import codebook
from talion.model.actor import ActorKind
from talion.model.findings import LISTED_KINDS
from talion.model.incident import Status

#: Other names under which models give what was asked for, by the name that was asked for.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "incidents": ("events", "findings", "incident", "items", "results"),
    "links": ("relations", "relationships", "link"),
    "actors": ("parties", "speakers", "entities"),
    "same": ("coreference", "duplicates", "same_as"),
    "id": ("incident_id", "event_id"),
    "type": ("kind", "incident_type", "event_type", "link_type", "relation", "category"),
    "status": ("modality", "certainty"),
    "quote": ("evidence", "span", "text", "quotation", "verbatim", "quote_text", "act_quote"),
    "agents": ("agent", "sources", "source", "by", "actor", "perpetrators", "doer"),
    "targets": ("target", "against", "recipients", "victims", "to_whom"),
    "name": ("party", "value", "state", "country", "actor"),
    "from": ("source", "from_id", "source_id", "response", "later"),
    "to": ("target", "to_id", "target_id", "cause", "earlier", "antecedent"),
    "count": ("number", "n", "count_value"),
    "date": ("when", "day", "date_value"),
    "count_quote": ("count_span", "count_evidence"),
    "date_quote": ("date_span", "date_evidence", "when_quote"),
    "status_quote": ("status_span", "status_evidence", "hedge"),
    "gloss": ("translation", "english", "quote_english"),
    "kind": ("type", "actor_type"),
}
_NOTHING = frozenset({"", "null", "none", "n/a", "na", "unknown", "-", "not stated", "unspecified"})
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")
_OPEN = re.compile(r"-(?:XX|xx|00|\?\?|uu)\b.*$")


def proposal_of(data: Mapping[str, Any], prefix: str = "") -> Proposal:
    """Return what a reply proposes; ids get the prefix. What has no meaning at all is left out.

    >>> made = proposal_of({"incidents": [{
    ...     "type": "Staff Cap", "agent": "Peru", "targets": ["Chile"], "quote": "cut to ten",
    ...     "count": "20", "date": "March 2018", "status": "Reported"}]})
    >>> made.incidents[0].type, made.incidents[0].count, made.incidents[0].date
    ('staff_cap', 20, '2018-03')
    """
    incidents = [
        _incident(item, f"{prefix}{_ident(item, n)}")
        for n, item in enumerate(_items(data, "incidents"), 1)
    ]
    return Proposal(
        tuple(incidents),
        tuple(_links(data, prefix)),
        tuple(a for item in _items(data, "actors") if (a := _actor(item)) is not None),
    )


def same_groups(data: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of ids that a reply holds to be one incident.

    >>> same_groups({"same": [["e1", "e4"], ["e2"]]})
    (('e1', 'e4'),)
    """
    groups = _value(data, "same")
    if not isinstance(groups, list):
        return ()
    found = (
        tuple(str(i) for i in g if isinstance(i, str | int)) for g in groups if isinstance(g, list)
    )
    return tuple(group for group in found if len(group) > 1)


def _value(item: Mapping[str, Any], key: str) -> Any:
    """Return a value by its key or one that models use for it."""
    plain = {str(k).casefold().replace(" ", "_").replace("-", "_"): v for k, v in item.items()}
    for name in (key, *_KEYS.get(key, ())):
        if name in plain:
            return plain[name]
    return None


def _items(data: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    found = _value(data, key)
    if isinstance(found, Mapping):
        found = [
            {"id": name, **item} if isinstance(item, Mapping) and "id" not in item else item
            for name, item in found.items()
        ]
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, Mapping))


def _ident(item: Mapping[str, Any], number: int) -> str:
    found = _value(item, "id")
    return _as_ident(found) if isinstance(found, str | int) and str(found) else f"e{number}"


def _as_ident(value: object) -> str:
    text = re.sub(r"[^\w.-]", "", str(value))[:40] or "e"
    return f"e{text}" if text.isdigit() else text


def _text(item: Mapping[str, Any], key: str) -> str | None:
    """Return a text; None for nothing, or a word that means so."""
    value = _value(item, key)
    if isinstance(value, Mapping):
        value = _value(value, "quote") or _value(value, "name")
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    if not isinstance(value, str) or value.strip().casefold() in _NOTHING:
        return None
    return value.encode("utf-8", "replace").decode()


def _inner(item: Mapping[str, Any], key: str, part: str) -> tuple[Any, str | None]:
    """Return the value of a slot and its quote, given apart or as one object."""
    value = _value(item, key)
    quote = _text(item, f"{key}_quote")
    if isinstance(value, Mapping):
        quote = quote or _text(value, "quote")
        value = value.get("value", _value(value, part))
    return value, quote


def _incident(item: Mapping[str, Any], ident: str) -> ProposedIncident:
    count, count_quote = _inner(item, "count", "number")
    date, date_quote = _inner(item, "date", "day")
    status, status_quote = _inner(item, "status", "modality")
    return ProposedIncident(
        id=ident,
        type=_named(_text(item, "type"), {entry.name: entry.name for entry in codebook().types}),
        status=_named(
            status if isinstance(status, str) else None, {s.value: s.value for s in Status}
        )
        or Status.REPORTED.value,
        agents=_sides(_value(item, "agents")),
        targets=_sides(_value(item, "targets")),
        quote=_text(item, "quote") or "",
        count=_count(count),
        date=_date(date),
        count_quote=count_quote,
        date_quote=date_quote,
        status_quote=status_quote,
        gloss=_text(item, "gloss"),
    )


def _named(said: str | None, known: Mapping[str, str]) -> str:
    """Return the term that a model means, whatever its case and separators."""
    plain = re.sub(r"[\s/-]+", "_", (said or "").strip().casefold()).removeprefix("type:")
    return known.get(plain, plain)


def _sides(value: Any) -> tuple[ProposedSide, ...]:
    values = value if isinstance(value, list) else [value]
    made: list[ProposedSide] = []
    for each in values:
        if isinstance(each, str) and each.strip().casefold() not in _NOTHING:
            made.append(ProposedSide(each.strip()))
        elif isinstance(each, Mapping) and (name := _text(each, "name")):
            made.append(ProposedSide(name.strip(), _text(each, "quote")))
    return tuple(made)


def _count(value: Any) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) and abs(value) < 10**12 else None
    if not isinstance(value, str):
        return None
    found = numbers_in(fold_text(value), language_table("en"))
    return max(found) if found else None


def _date(value: Any) -> str | None:
    """Return an ISO date as precise as what a model wrote; what is none is kept to be refused."""
    if isinstance(value, int) and 1000 < value < 3000:
        return str(value)
    if not isinstance(value, str) or value.strip().casefold() in _NOTHING:
        return None
    text = _OPEN.sub("", value.strip())
    ends = (
        [_date(part) for part in text.split("/")]
        if re.search(r"\d{4}[^/\n]{0,12}/[^/\n]{0,12}\d{4}", text)
        else []
    )
    if len(ends) == 2 and ends[0] and ends[1]:
        return _common(ends[0], ends[1])
    if (found := _DATE.match(text)) is not None:
        made = "-".join(part.zfill(2) for part in found.groups() if part)
        return made if is_date(made) else value
    read = time_expressions(fold_text(text), "en", None)
    exact = sorted((d for each in read for d in each.dates), key=len, reverse=True)
    return exact[0] if exact else value


def _common(first: str, last: str) -> str | None:
    """Return the month or year that holds both ends of a span; None where it crosses a year."""
    for length in (10, 7, 4):
        if first[:length] == last[:length] and len(first) >= length:
            return first[:length]
    return None


def _links(data: Mapping[str, Any], prefix: str) -> Iterator[ProposedLink]:
    kinds = {entry.name: entry.name for entry in codebook().links}
    for item in _items(data, "links"):
        source, target = _value(item, "from"), _value(item, "to")
        if isinstance(source, str | int) and isinstance(target, str | int):
            yield ProposedLink(
                _named(_text(item, "type"), kinds),
                f"{prefix}{_as_ident(source)}",
                f"{prefix}{_as_ident(target)}",
                _text(item, "quote") or "",
            )


def _actor(item: Mapping[str, Any]) -> ProposedActor | None:
    name = _text(item, "name")
    kinds: Mapping[str, ActorKind] = {kind.value: kind for kind in LISTED_KINDS}
    kind = kinds.get((_text(item, "kind") or "").casefold())
    if name is None or kind is None:
        return None
    plain: Callable[[str], Any] = item.get
    state = plain("state")
    return ProposedActor(
        name,
        kind,
        _text(item, "quote"),
        _text(item, "office"),
        state if isinstance(state, str) else None,
    )
