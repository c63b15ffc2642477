"""What a reviewer types into a slot, as the codebook's value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from talion.errors import FindingsError
from talion.ingest.quotes import find_span
from talion.model.actor import ActorKind
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.date import Date
from talion.model.findings import LISTED_KINDS, Finding, Link, NamedActor
from talion.model.gazetteer import Gazetteer, NameUse, fold
from talion.model.incident import Status
from talion.model.slot_quotes import without_slot
from talion.store.lookup import nearest
from talion.store.reference import incident_types

#: The slots of an incident and of a link, as they are edited.
INCIDENT_SLOTS = ("type", "status", "agents", "targets", "count", "date", "quote")
LINK_SLOTS = ("type", "source", "target", "quote")

Actors = tuple[NamedActor, ...]
_Choice = TypeVar("_Choice", bound=str)


class Editor:
    """Values for the findings of one article; FindingsError for what the codebook forbids."""

    def __init__(self, article: Article, known: Gazetteer) -> None:
        self._text, self._known = article.text, known

    def incident(
        self, item: Finding, slot: str, text: str, actors: Actors, kinds: Mapping[str, str]
    ) -> tuple[Finding, Actors]:
        """Return an incident with one slot changed, and the actors with those it newly names.

        `kinds` gives the kinds of the unknown names.
        """
        text = text.strip()
        if slot == "type":
            item = replace(item, type=_one_of("type", text, [t.id for t in incident_types()]))
        elif slot == "status":
            item = replace(item, status=_one_of("status", text or Status.REPORTED, tuple(Status)))
        elif slot == "count":
            item = replace(item, count=_count(text))
        elif slot == "date":
            item = replace(item, date=_date(text))
        elif slot == "quote":
            item = replace(item, quote=self._quote(text))
        else:
            named = [self._named(name, kinds, actors) for name in names_in(text)]
            listed = {actor.name for actor in actors}
            actors = (*actors, *(n for n in dict.fromkeys(named) if n.name not in listed))
            names = tuple(dict.fromkeys(n.name for n in named))
            item = replace(item, agents=names) if slot == "agents" else replace(item, targets=names)
        return replace(item, slot_quotes=without_slot(item.slot_quotes, slot)), actors

    def link(self, item: Link, slot: str, text: str, ids: Sequence[str]) -> Link:
        """Return a link with one slot changed; its ends are among the ids."""
        text = text.strip()
        if slot == "type":
            return replace(item, type=_one_of("type", text, sorted(ClaimType)))
        if slot == "source":
            return replace(item, source=_one_of("from", text, ids))
        if slot == "target":
            return replace(item, target=_one_of("to", text, ids))
        return replace(item, quote=self._quote(text))

    def unknown_names(self, text: str, actors: Actors) -> list[str]:
        """Return those of a list of names that neither `actors` nor the gazetteer have."""
        listed = {actor.name for actor in actors}
        return [n for n in names_in(text) if n not in listed and not self._known.find(n)]

    def near_name(self, name: str, actors: Actors) -> str | None:
        """Return the usual name of the known actor whose name is most like an unknown one."""
        listed = {fold(actor.name): actor.name for actor in actors}
        for near in nearest(fold(name), {*listed, *self._known.names()}, 1):
            found = self._known.actor(near)
            return listed.get(near) or (found.name if found else None)
        return None

    def _named(self, name: str, kinds: Mapping[str, str], actors: Actors) -> NamedActor:
        """Return the actor of a name, by its usual name where it is known by another."""
        for actor in actors:
            if actor.name == name:
                return actor
        if name in kinds:
            return NamedActor(name, _one_of("kind", kinds[name], LISTED_KINDS))
        senses = self._known.find(name)
        if not senses:
            raise FindingsError(name, "this name is unknown; give its kind")
        usual = name if senses[0].use == NameUse.NAME else senses[0].actor.name
        kind = senses[0].actor.kind
        listed = next((a for a in actors if a.name == usual), None)
        return listed or NamedActor(usual, kind if kind in LISTED_KINDS else ActorKind.ORGANIZATION)

    def _quote(self, text: str) -> str:
        found = find_span(self._text, text)
        if found is None:
            raise FindingsError("quote", "the text does not contain these words")
        return found.text


def names_in(text: str) -> list[str]:
    """Return the names in a list separated by commas or semicolons; `-` is the empty list.

    >>> names_in("Peru, Chile; Cuba"), names_in("-")
    (['Peru', 'Chile', 'Cuba'], [])
    """
    if text.strip() in ("-", "none"):
        return []
    return [name.strip() for name in re.split(r"[,;]", text) if name.strip()]


def _one_of(slot: str, text: str, allowed: Sequence[_Choice]) -> _Choice:
    """Return the one allowed value that a text equals, or of which alone it is a prefix."""
    same = [value for value in allowed if value == text]
    found = same or [value for value in allowed if text and value.startswith(text)]
    if len(found) != 1:
        near = nearest(text, allowed, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        reason = f"'{text}' is not one of {', '.join(allowed)}{hint}"
        raise FindingsError(slot, reason, near[0] if near else None)
    return found[0]


def _count(text: str) -> int | None:
    if text in ("", "-", "none"):
        return None
    if not text.isdecimal():
        raise FindingsError("count", f"'{text}' is no number")
    return int(text)


def _date(text: str) -> str | None:
    if text in ("", "-", "none"):
        return None
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise FindingsError("date", f"'{text}' is not a date like 2018, 2018-03 or 2018-03-26")
    try:
        return str(Date(text))
    except ValueError:
        raise FindingsError("date", f"'{text}' is not in the calendar") from None
