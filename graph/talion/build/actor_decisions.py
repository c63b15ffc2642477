"""Decisions that people take about actors: merged, told apart, renamed, of another kind.

They are recorded beside those about reports and outlast whatever is built or added later. What
articles were read as saying is kept, so that each can be withdrawn.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from talion.build.decisions import record_retired
from talion.build.resolution import decisions_by_people, resolve_reports
from talion.errors import ActorDecisionError, InvalidGraphError, UnknownError
from talion.model.actor import Actor, ActorKind, slug
from talion.model.decision import Decider, Decision, DecisionKind, Subject
from talion.model.gazetteer import Gazetteer
from talion.model.identities import Identities, other_actor
from talion.store import Store, View
from talion.store.id_lookup import find_article
from talion.store.iris import iri
from talion.store.lookup import exactly_named, find_actor, id_in, named_actor
from talion.store.reference import gazetteer
from talion.vocabulary import PREFIXES

_KINDS_ALIKE = frozenset({ActorKind.ORGANIZATION, ActorKind.AGENCY})


def merge_actors(
    store: Store, first: str, second: str, reason: str, *, force: bool = False
) -> Actor:
    """Decide that two actors are one, and return it as it is now.

    The second stays, unless only the first is one of the reference data. The id and the names of
    the other find it from now on; incidents keep their ids. Raises UnknownError for an unknown
    actor, ActorDecisionError where they are one already, and, unless `force` is given, where they
    are of different kinds or both of the reference data; nothing is then changed.

    >>> from talion.build import build
    >>> store = Store.memory()
    >>> _ = build(store)
    >>> merge_actors(store, "Zakharova", "Kirill Logvinov", "an example").id
    'kirill-logvinov'
    >>> with store.view() as view:
    ...     find_actor(view, "actor:maria-zakharova").name
    'Kirill Logvinov'
    """
    with store.view() as view:
        known, identities = Gazetteer(view.actors()), Identities.by(view.decisions())
        one, other = (named_actor(known, name, identities) for name in (first, second))
        apart = [
            d
            for d in view.decisions()
            if d.about is Subject.ACTOR
            and d.kind is DecisionKind.SPLIT
            and {d.first, other_actor(d.first, d.second)} == {one.id, other.id}
        ]
    if apart:  # the later word: what was told apart is one again
        return _taken(store, (), apart[0].first, without=apart)
    shipped = [gazetteer().by_id(actor.id) is not None for actor in (one, other)]
    if one.id == other.id:
        raise ActorDecisionError(first, f"is the same as '{second}' already")
    if not force and not _alike(one, other):
        why = f"is of another kind than '{second}' ({one.kind} and {other.kind})"
        raise ActorDecisionError(first, f"{why}; merge them anyway with --force")
    if not force and all(shipped):
        why = f"and '{second}' are two actors of the reference data"
        raise ActorDecisionError(first, f"{why}; merge them anyway with --force")
    gone, stays = (other, one) if shipped == [True, False] else (one, other)
    return _taken(store, [_decision(DecisionKind.MERGE, gone.id, stays.id, reason)], stays.id)


def split_actor(store: Store, actor: str, article: str, reason: str) -> Actor:
    """Decide that an article means another actor by the name of one; return that other.

    Raises UnknownError for an unknown actor or article, ActorDecisionError where the article does
    not mention it.
    """
    with store.view() as view:
        found = find_actor(view, actor)
        article = find_article(view, article)
        decision = _decision(DecisionKind.SPLIT, found.id, article, reason)
        if not _mentions(view, found, article):
            raise ActorDecisionError(actor, f"is not mentioned in the article '{article}'")
    return _taken(store, [decision], other_actor(found.id, article))


def rename_actor(store: Store, actor: str, name: str, reason: str) -> Actor:
    """Decide what an actor is called, and return it; its former name still finds it.

    Raises UnknownError for an unknown actor, ActorDecisionError for a name that is empty or
    another actor's.
    """
    name = " ".join(name.split())
    with store.view() as view:
        found = find_actor(view, actor)
        if not name:
            raise ActorDecisionError(actor, "the name is empty")
        for other in (a for a in view.actors() if a.name == name and a.id != found.id):
            raise ActorDecisionError(
                actor, f"cannot be called '{name}', as actor:{other.id} is; merge them instead"
            )
    return _taken(store, [_decision(DecisionKind.RENAME, found.id, name, reason)], found.id)


def retype_actor(store: Store, actor: str, kind: ActorKind, reason: str) -> Actor:
    """Decide what kind an actor is of, and return it.

    Raises UnknownError for an unknown actor, ActorDecisionError for one of the reference data.
    """
    with store.view() as view:
        found = find_actor(view, actor)
    if gazetteer().by_id(found.id) is not None:
        raise ActorDecisionError(actor, "is an actor of the reference data, which says its kind")
    return _taken(store, [_decision(DecisionKind.RETYPE, found.id, kind.value, reason)], found.id)


def withdraw_about_actor(store: Store, actor: str, what: str) -> tuple[Decision, ...]:
    """Withdraw what people decided about an actor, and return the withdrawn decisions.

    `what` is the other actor of a merge, the article of a split, or else the kind of decision
    (`rename`, `retype`). Raises ActorDecisionError where nothing of that was decided.

    >>> from talion.build import build
    >>> store = Store.memory()
    >>> _ = build(store)
    >>> _ = rename_actor(store, "Zakharova", "M. Zakharova", "as he is known")
    >>> [gone.second for gone in withdraw_about_actor(store, "Zakharova", "rename")]
    ['M. Zakharova']
    """
    with store.writer() as writer, store.view() as before:
        existing = decisions_by_people(before)
        wanted = _Meant.of(before, actor, what)
        gone = [d for d in existing if wanted.is_meant(d)]
        if not gone:
            raise ActorDecisionError(actor, f"and '{what}': no person decided anything about them")
        resolve_reports(writer, [d for d in existing if d not in gone])
    return tuple(gone)


def names_actor(view: View, reference: str) -> bool:
    """Whether something that a person names is an actor: by its prefix, or by a name.

    >>> names_actor(view, "actor:russia"), names_actor(view, "2020-12-dutchreview#e1")
    (True, False)
    """
    if reference.strip().strip("<>").startswith(("actor:", PREFIXES["actor"])):
        return True
    try:
        find_actor(view, reference)
    except UnknownError:
        return False
    return True


def is_merged(view: View, actor: str, other: str) -> bool:
    """Whether a person merged one of two actors into the other.

    >>> is_merged(view, "Maria Zakharova", "Kirill Logvinov")
    False
    """
    wanted = _Meant.of(view, actor, other)
    return any(d.kind is DecisionKind.MERGE and wanted.is_meant(d) for d in view.decisions())


@dataclass(frozen=True, slots=True)
class _Meant:
    """Which decisions are meant by an actor and another thing: the ids that each may stand for."""

    actors: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, view: View, actor: str, what: str) -> "_Meant":
        return cls(_ids(view, actor), _ids(view, what) | {what})

    def is_meant(self, decision: Decision) -> bool:
        if decision.about is not Subject.ACTOR:
            return False
        if decision.kind in (DecisionKind.RENAME, DecisionKind.RETYPE):
            told = {decision.kind.value, decision.second}
            return decision.first in self.actors and not told.isdisjoint(self.others)
        ends = decision.first, decision.second
        return any(
            one in self.actors and other in self.others for one, other in (ends, reversed(ends))
        )


def _ids(view: View, name: str) -> frozenset[str]:
    """Return the ids that a name may stand for: its own, and that of the actor it finds."""
    own = id_in(name, "actor")
    found = {own, slug(own)} if own else set()
    shipped = exactly_named(gazetteer(), name)  # by the name that it had before it was merged
    if shipped is not None:
        found.add(shipped.id)
    with suppress(UnknownError):
        found.add(named_actor(Gazetteer(view.actors()), name).id)
    return frozenset(found)


def _decision(kind: DecisionKind, actor: str, what: str, reason: str) -> Decision:
    return Decision(kind, actor, what, Decider.PERSON, reason, about=Subject.ACTOR)


def _alike(one: Actor, other: Actor) -> bool:
    return one.kind == other.kind or _KINDS_ALIKE.issuperset((one.kind, other.kind))


def _mentions(view: View, actor: Actor, article: str) -> bool:
    ends = iri("article", article), iri("actor", actor.id)
    rows = view.select(f"ASK {{ {ends[0]} tal:mentions {ends[1]} }}")
    return rows.rows == (("true",),)


def _taken(
    store: Store, taken: Iterable[Decision], actor: str, *, without: Collection[Decision] = ()
) -> Actor:
    """Record decisions, drop others, resolve again, and return an actor as it is then."""
    new = {d.id: d for d in taken}
    try:
        with store.writer() as writer, store.view() as before:
            earlier = (d for d in decisions_by_people(before) if d not in without)
            kept = [d for d in earlier if d.id not in new]
            resolve_reports(writer, [*kept, *new.values()])
            after = writer.view()
            record_retired(writer, before, after.incidents(), new.values())
            return after.actors([actor])[0]
    except InvalidGraphError as error:
        raise ActorDecisionError(actor, f"cannot be that: {error}") from error
