"""The actors that a name of a spreadsheet may mean, each with a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.state_names import part_and_whole
from talion.events.states.code_systems import systems_of_code
from talion.events.states.dated_names import party_named
from talion.events.states.name_forms import name_forms
from talion.model.gazetteer import NameUse, fold
from talion.store.lookup import exactly_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.model.actor import Actor
    from talion.model.date import Date
    from talion.model.gazetteer import Gazetteer

#: Scores of 100 by how the actor is named.
_USES = {
    NameUse.NAME: 100.0,
    NameUse.CODE: 98.0,
    NameUse.DEMONYM: 92.0,
    NameUse.CAPITAL: 80.0,
    NameUse.METONYM: 80.0,
}
_IDENTIFIER, _WRITTEN_FORM, _PART, _OTHER_SYSTEM = 100.0, 95.0, 75.0, 92.0
#: An actor that has ended, where no date is asked for; one that did not exist at the date.
_PAST, _NOT_THEN = 10.0, 40.0
#: From this score on a candidate may be a match, if the next is this far behind.
SURE, AHEAD = 90.0, 8.0
#: Names less similar than this, of 100, are no candidates; a similar name never is a match.
_LEAST_LIKE, _LIKE_SHARE, _SIMILAR = 70.0, 0.85, 20


@dataclass(frozen=True, slots=True)
class NamedActorCandidate:
    """An actor that a name may mean.

    `score` is out of 100; `named` tells whether the words are a name of the actor, `alike` how
    similar they are to its most similar name, out of 100.
    """

    actor: Actor
    score: float
    named: bool
    alike: float


def candidates(known: Gazetteer, name: str, at: Date | None = None) -> list[NamedActorCandidate]:
    """Return the actors that a name may mean as of a date, the best first.

    All names, codes and identifiers count that `talion actor` knows, the forms in which tables
    write states, and similar names (rapidfuzz's ratio). What codes of other systems mean is a
    candidate too, so that AUS, Australia in ISO 3166 and Austria in Correlates of War, is no match.

    >>> from talion.store.reference import gazetteer
    >>> [c.actor.id for c in candidates(gazetteer(), "Iran, Islamic Republic of")][:1]
    ['iran']
    >>> [(c.actor.id, c.score) for c in candidates(gazetteer(), "AUS")][:2]
    [('australia', 98.0), ('austria', 92.0)]
    """
    found: dict[str, NamedActorCandidate] = {}
    for actor, score, named in _scored(known, name, at):
        score -= _lost_by_time(actor, at)
        if actor.id not in found or found[actor.id].score < score:
            found[actor.id] = NamedActorCandidate(actor, score, named, 100.0 if named else score)
    for actor, alike in _similar(known, name):
        if actor.id not in found:
            score = alike * _LIKE_SHARE - _lost_by_time(actor, at)
            found[actor.id] = NamedActorCandidate(actor, score, named=False, alike=alike)
    return sorted(found.values(), key=lambda c: (-c.score, c.actor.id))


def _scored(known: Gazetteer, name: str, at: Date | None) -> Iterator[tuple[Actor, float, bool]]:
    """Yield each actor that the words stand for in some way."""
    senses = known.find(name)
    for sense in senses:
        yield sense.actor, _USES[sense.use], True
    actor = exactly_named(known, name)
    if actor is not None and all(sense.actor.id != actor.id for sense in senses):
        yield actor, _IDENTIFIER, True
    day = at.earliest if at else None
    if not senses and (party := _written_so(known, name, at)):
        yield party, _WRITTEN_FORM if _is_whole(known, name, party) else _PART, True
    for state in systems_of_code(name, day).values():
        if found := known.actor(state):
            yield found, _OTHER_SYSTEM, True


def _written_so(known: Gazetteer, name: str, at: Date | None) -> Actor | None:
    """Return the state or organization that a name in a form of tables means."""
    party = party_named(name, at.earliest if at else None)
    return known.actor(party, at) or known.actor(party) if party else None


def _is_whole(known: Gazetteer, name: str, actor: Actor) -> bool:
    """Whether a name is a form of the actor's own, not that of a part: `Police (France)`."""
    parts = part_and_whole(name) or ()
    forms = (form for form in name_forms(name) if form not in parts)
    return any(sense.actor is actor for form in forms for sense in known.find(form))


def _lost_by_time(actor: Actor, at: Date | None) -> float:
    if at is None:
        return 0.0 if actor.until is None else _PAST
    return 0.0 if actor.exists(at) else _NOT_THEN


def _similar(known: Gazetteer, name: str) -> Iterator[tuple[Actor, float]]:
    """Yield actors with similar names, and how similar they are, out of 100."""
    from rapidfuzz import fuzz, process

    plain = fold(name)
    if len(plain) < 4:
        return
    near = process.extract(
        plain, known.names(), scorer=fuzz.ratio, limit=_SIMILAR, score_cutoff=_LEAST_LIKE
    )
    for word, alike, _ in near:
        for sense in known.find(word):
            yield sense.actor, alike


def begun(known: Gazetteer, prefix: str) -> list[Actor]:
    """Return the actors with a name, or a word of one, that begins with some letters.

    Those called exactly so come first, then those whose whole name begins so.

    >>> from talion.store.reference import gazetteer
    >>> [actor.id for actor in begun(gazetteer(), "Nether")]
    ['netherlands', 'caribbean-netherlands']
    """
    plain = fold(prefix)
    if not plain:
        return []
    ranks: dict[str, tuple[int, str]] = {}
    for word in known.names():
        if word.startswith(plain) or f" {plain}" in word:
            for sense in known.find(word):
                place = (_rank(sense.actor, word, plain), sense.actor.name)
                ranks[sense.actor.id] = min(place, ranks.get(sense.actor.id, place))
    exact = exactly_named(known, prefix)
    if exact is not None:
        ranks[exact.id] = (-1, exact.name)
    ordered = sorted(ranks, key=lambda ident: (ranks[ident], ident))
    return [actor for ident in ordered if (actor := known.by_id(ident))]


def _rank(actor: Actor, word: str, plain: str) -> int:
    """Return how plainly a name begins with some letters: its label does, a word of it, another."""
    label = fold(actor.name)
    if word == plain or label.startswith(plain):
        return 0 if word == plain else 1
    return 2 if f" {plain}" in label else 3
