"""Everything in a text that could be a side of an incident, with what speaks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from talion.extract.entities.coreference import speaker
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.places import Place, Unnamed
from talion.extract.lang import Dep
from talion.extract.rules import Reason, Rule
from talion.extract.sides.dependency_paths import path
from talion.extract.sides.document import Document, Reading
from talion.extract.sides.trigger_class import TriggerClass
from talion.extract.sides.word_class import word_class
from talion.extract.slots.agents import reporting_officials
from talion.extract.slots.role_filling import place_left
from talion.model.type_traits import SideName

#: How many sentences before that of the trigger are searched for sides, and how many after.
BEFORE, AFTER = 2, 1
#: How many of the states that a text names most are candidates anywhere in it.
MOST_NAMED = 3
#: A reading so many sentences away counts as near.
_NEAR = 2


_UNNAMED = frozenset(Unnamed)


@dataclass(slots=True)
class Candidate:
    """A party that could be a side: the features that describe how, and the rules behind them."""

    party: Party
    features: set[str] = field(default_factory=set)
    reasons: dict[SideName, Reason] = field(default_factory=dict)
    reason: Reason | None = None
    groups: tuple[Party, ...] = ()
    inside: bool = False

    def add(self, reason: Reason | None, *features: str) -> None:
        """Add features, and the reason that people are told unless a better one is known."""
        self.features.update(features)
        if self.reason is None:
            self.reason = reason


class CandidateFinder:
    """The candidates of one trigger, by what they name."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document, self.context = document, document.context
        self.reading, self.trigger = reading, reading.trigger
        self.kind = TriggerClass.of(self.context.parse, reading.trigger, reading.traits)
        self.known: dict[tuple[tuple[str, ...], tuple[str, ...]], Candidate] = {}

    def gather(self) -> list[Candidate]:
        """Return the candidates: those of the rules first, then by nearness."""
        self._rules()
        self._sentence()
        self._elsewhere()
        self._beside()
        for candidate in self.known.values():
            self._describe(candidate)
        return list(self.known.values())

    def _at(self, party: Party) -> Candidate:
        states = tuple(sorted(party.states))
        key = (states, () if states else tuple(sorted(party.others)))
        if key not in self.known:
            self.known[key] = Candidate(party)
        return self.known[key]

    def _rules(self) -> None:
        """Add what the grammar of the trigger's own clause says, and other readings of it."""
        roles = self.reading.roles
        if roles.agents and roles.agent_rule is not None:
            found = self._at(roles.agents)
            found.reasons[SideName.AGENT] = roles.agent_rule
            found.groups = tuple(roles.groups)
            name = roles.agent_rule.rule.name
            found.add(None, f"agent {name}", f"agent {name} {self.kind.traits}", "agent by rule")
        if roles.targets and roles.target_rule is not None:
            found = self._at(roles.targets)
            found.reasons[SideName.TARGET] = roles.target_rule
            name = f"{roles.target_rule.rule.name} {roles.target_rule.word}".strip()
            found.add(None, f"target {name}", f"target {name} {self.kind.traits}", "target by rule")
        i = self.trigger.i
        for party, rule, name in (
            (speaker(self.context, i), Rule.SPEAKER, "speaker"),
            (reporting_officials(self.context, i), Rule.OFFICIALS, "officials"),
            (place_left(self.context, self.trigger), Rule.PLACE, "place"),
            *self._counterparts(),
        ):
            if party.states:
                self._at(Party(party.states)).add(Reason(rule), name, f"{name} {self.kind.traits}")

    def _counterparts(self) -> Iterator[tuple[Party, Rule, str]]:
        """Yield the state that the passage speaks of beside the sides by rule, or most of all."""
        roles, i = self.reading.roles, self.trigger.i
        for party, name in ((roles.agents, "to agent"), (roles.targets, "to target")):
            if party.states:
                other = self.context.counterpart(party.states, i)
                yield Party(other), Rule.COUNTERPART, f"counterpart {name}"
        if not roles.agents.states and not roles.targets.states:
            yield Party(self.context.counterpart((), i)), Rule.COUNTERPART, "most named here"

    def _sentence(self) -> None:
        for place in self.document.places(self.context.parse.sentence[self.trigger.i]):
            found = self._at(place.party)
            found.inside = True
            found.groups = found.groups or place.groups
            found.add(Reason(Rule.IN_SENTENCE), *self._place_features(place))

    def _place_features(self, place: Place) -> list[str]:
        parse, i = self.context.parse, self.trigger.i
        kind = self.kind
        way = path(parse, i, place.head)
        before = "before" if place.head < i else "after"
        between = abs(place.head - i)
        far = "near" if between < 4 else "mid" if between < 12 else "far"
        of = word_class(self.context, place.head)
        standing = place.use if place.use in _UNNAMED else "named"
        return [
            f"path {way} {standing}",
            f"{kind.traits}: {way.split()[0]} {way.split()[-1]}",
            f"{kind.voice} {before} {place.use}",
            f"path {way}",
            f"path {kind.voice}: {way}",
            f"step {kind.voice}: {way.split()[0]}",
            f"last {kind.voice}: {way.split()[-1]}",
            f"{before} {far}",
            f"{before} {kind.voice}",
            f"{before} {kind.voice} {kind.traits}",
            f"use {place.use}",
            f"use {place.use} {way.split()[-1]}",
            f"of {of}",
            f"of {of} {kind.traits}",
            f"of {of} {before} {kind.voice}",
            *(["in an object"] if self._in_object(place.head) else []),
            *([f"in an object {kind.traits}"] if self._in_object(place.head) else []),
        ]

    def _in_object(self, head: int) -> bool:
        above = [head, *self.context.parse.ancestors(head)[:2]]
        return any(o in above for o in self.trigger.objects)

    def _elsewhere(self) -> None:
        here = self.context.parse.sentence[self.trigger.i]
        for step in range(-BEFORE, AFTER + 1):
            if step == 0 or not 0 <= here + step < len(self.context.parse.bounds):
                continue
            for place in self.document.places(here + step):
                dep = self.context.parse.dep[place.head]
                as_subject = dep in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
                role = "subject" if as_subject else "other"
                found = self._at(place.party)
                found.add(
                    Reason(Rule.NEAR_SENTENCE),
                    f"sentence {step}",
                    f"sentence {step} {role}",
                    f"sentence {step} of {word_class(self.context, place.head)}",
                )
        for state in self.document.heading(here):
            self._at(Party((state,))).add(Reason(Rule.HEADING), "heading")
        for state in self.document.most_named[:MOST_NAMED]:
            self._at(Party((state,))).add(Reason(Rule.MOST_NAMED))

    def _beside(self) -> None:
        """Add the sides of other triggers: who is punished has done what it is punished for.

        Those further off count only where they are of the same type and name parties known by then.
        """
        document, here = self.document, self.context.parse.sentence[self.trigger.i]
        far = document.sides_by_type.get(self.reading.type, {})
        self._far(side for side, (first, _) in far.items() if first < here - _NEAR)
        for sentence in range(here - _NEAR, here + _NEAR + 1):
            for other in document.in_sentence.get(sentence, ()):
                if other is not self.reading:
                    self._near(other, "here" if sentence == here else "near")
        self._far(side for side, (_, last) in far.items() if last > here + _NEAR)

    def _near(self, other: Reading, near: str) -> None:
        same = "like" if other.type == self.reading.type else other.nature
        for states, side in other.sides():
            self._of_other(states, f"{side} of {same} {near}")

    def _far(self, sides: Iterable[tuple[tuple[str, ...], str]]) -> None:
        known = self._states()
        for states, side in sides:
            if states in known:
                self._of_other(states, f"{side} of like far")

    def _of_other(self, states: tuple[str, ...], feature: str) -> None:
        features = feature, f"{feature} for {self.kind.traits}"
        self._at(Party(states)).add(Reason(Rule.OF_OTHER), *features)

    def _states(self) -> set[tuple[str, ...]]:
        return {c.party.states for c in self.known.values()}

    def _describe(self, candidate: Candidate) -> None:
        """Add what the whole text says of a candidate."""
        features = candidate.features
        states = candidate.party.states
        features.add("inside" if candidate.inside else "outside")
        if not states:
            features.add("persons only")
            features.add(f"persons only {self.kind.traits}")
            return
        rank = min(self.document.rank(s) for s in states)
        features.add(f"rank {rank}")
        features.add(f"rank {rank} {'inside' if candidate.inside else 'outside'}")
        features.add(f"several {len(states) > 1}")
        if set(states) & self.document.lead:
            features.add("in the lead")
        if not all(self.context.kinds.get(s) == "country" for s in states):
            features.add("organization")
            features.add(f"organization {self.kind.traits}")
        if candidate.party.others:
            features.add("with a name beside")
