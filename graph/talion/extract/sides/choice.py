"""The choice of agent and target together, or of neither: what a trigger most likely reports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, inf
from typing import Self

from talion.extract.entities.noun_phrases import Party
from talion.extract.rules import Reason, Rule
from talion.extract.sides.document import Document, Reading
from talion.extract.sides.encoded_sides import EncodedSide, EncodedSides, encoded_sides
from talion.extract.sides.model import SideModel, total
from talion.extract.sides.pairs import (
    MOST,
    SidePair,
    none_features,
    pair_features,
    pairs,
    trigger_features,
)
from talion.extract.sides.side_candidates import Candidate, CandidateFinder
from talion.extract.sides.trigger_class import TriggerClass
from talion.extract.slots.agents import utterer_here
from talion.extract.slots.roles import Roles
from talion.extract.triggers.detection import Trigger
from talion.model.type_traits import DoneTo, SideName

#: How many times as probable as the same sides exchanged the sides must be, where the grammar of
#: the trigger's clause gives the agent beyond doubt, one side, or neither.
_ODDS_OF_SUBJECT, _ODDS_OF_ONE, _ODDS = 1.8, 2.8, 4.0
_BOTH = 2
#: Rules that leave no doubt who acts.
_CLEAR = frozenset(
    {
        Rule.SUBJECT,
        Rule.BY_PHRASE,
        Rule.ACCUSED,
        Rule.LIST_HEAD,
        Rule.NOUN_OF_DECISION,
        Rule.HELD_RESPONSIBLE,
        Rule.BLAMED,
        Rule.PRINCIPAL,
    }
)
#: Rules by which the subject of a clause is the agent.
_SUBJECTS = frozenset({Rule.SUBJECT, Rule.LIGHT_VERB_SUBJECT})


@dataclass(frozen=True, slots=True)
class SideChoice:
    """The sides that are most likely, and three probabilities.

    `right` is that of these sides, `exchanged` that of the same the other way round, `incident`
    that the trigger reports an incident of any sides. `directed` is whether it is clear enough
    which side acted on the other, `by_rule` how many sides are so by the grammar of the clause.
    """

    roles: Roles
    right: float
    incident: float
    exchanged: float = 0.0
    by_rule: int = 0
    directed: bool = True


@dataclass(frozen=True, slots=True)
class SideOptions:
    """What a trigger may report: pairs of candidates, or no incident; with the features of each."""

    document: Document
    reading: Reading
    kind: TriggerClass
    candidates: list[Candidate]
    pairs: list[SidePair]
    encoded: EncodedSides | None = None

    @classmethod
    def of(cls, document: Document, reading: Reading) -> Self:
        """Return the options of a trigger; there are no pairs where no party is near."""
        gathered = CandidateFinder(document, reading)
        candidates = gathered.gather()[:MOST]
        found = pairs(candidates)
        found = [p for p in found if _keeps_heads(candidates, p)] or found
        if reading.roles.unnamed:
            found = [p for p in found if p.agent is None]
        kinds, parties = (reading.type, reading.trigger.type), [c.party for c in candidates]
        encoded = encoded_sides(document.encoding, reading.trigger.i, kinds, parties)
        return cls(document, reading, gathered.kind, candidates, found, encoded)

    def agents(self) -> list[Collection[str]]:
        """Return the features of each candidate as the agent; the last are those of none."""
        none = none_features(self.kind, self.candidates, SideName.AGENT)
        return self._with(None if self.encoded is None else self.encoded.agent, none)

    def targets(self) -> list[Collection[str]]:
        """Return the features of each candidate as the target; the last are those of none."""
        none = none_features(self.kind, self.candidates, SideName.TARGET)
        return self._with(None if self.encoded is None else self.encoded.target, none)

    def _with(self, side: EncodedSide | None, none: list[str]) -> list[Collection[str]]:
        plain: list[Collection[str]] = [*(c.features for c in self.candidates), none]
        if side is None:
            return plain
        return [[*a, *b] for a, b in zip(plain, side.rows(), strict=True)]

    def together(self) -> list[list[str]]:
        """Return the features of each pair as a pair."""
        return [self._pair(p) for p in self.pairs]

    def _pair(self, pair: SidePair) -> list[str]:
        row = pair_features(self.document, self.reading, self.kind, *self.sides(pair))
        if self.encoded is not None and pair.agent is not None and pair.target is not None:
            row += self.encoded.pair(pair.agent, pair.target)
        return row

    def nothing(self) -> list[str]:
        """Return the features of the trigger's reporting no incident."""
        row = trigger_features(self.document, self.reading, self.kind)
        return row if self.encoded is None else [*row, *self.encoded.reject()]

    def sides(self, pair: SidePair) -> tuple[Candidate | None, Candidate | None]:
        """Return agent and target of a pair."""
        agent = None if pair.agent is None else self.candidates[pair.agent]
        return agent, None if pair.target is None else self.candidates[pair.target]

    def whole_sides(self, pair: SidePair) -> tuple[Candidate | None, Candidate | None]:
        """Return agent and target of a pair, each with those that are coordinated with it.

        Who is named beside others in one subject has the role that the subject has.
        """
        agent, target = self.sides(pair)
        whole = self._whole(agent, SideName.AGENT, beside=target)
        return whole, self._whole(target, SideName.TARGET, beside=whole)

    def _whole(
        self, chosen: Candidate | None, side: SideName, *, beside: Candidate | None
    ) -> Candidate | None:
        if chosen is None or not chosen.party.states:
            return chosen
        others = set() if beside is None else set(beside.party.states)
        for group in self.candidates:
            states = set(group.party.states)
            member = set(chosen.party.states) < states and not states & others
            if member and len(group.groups) > 1 and side in group.reasons:
                return group
        return chosen


def choose_all(document: Document, model: SideModel) -> dict[Trigger, SideChoice]:
    """Return the most likely sides of every trigger; those with no party near have none.

    >>> from talion.extract.sides.model import side_model
    >>> text = context("Two Cuban envoys were expelled by Peru.")
    >>> chosen = choose_all(Document(text, triggers(text)), side_model())
    >>> [(c.roles.agents.states, c.roles.targets.states) for c in chosen.values()]
    [(('Peru',), ('Cuba',))]
    """
    options = (SideOptions.of(document, reading) for reading in document.readings)
    return {o.reading.trigger: choose(o, model) for o in options if o.pairs}


def choose(options: SideOptions, model: SideModel) -> SideChoice:
    """Return the most likely of the pairs, by the weights of their features.

    >>> from talion.extract.sides.model import side_model
    >>> text = context("Peru expelled a Cuban envoy.")
    >>> document = Document(text, triggers(text))
    >>> choice = choose(SideOptions.of(document, document.readings[0]), side_model())
    >>> choice.right > 0.5, choice.directed
    (True, True)
    """
    agents = [total(model.agent, f) for f in options.agents()]
    targets = [total(model.target, f) for f in options.targets()]
    scores = [
        agents[-1 if p.agent is None else p.agent]
        + targets[-1 if p.target is None else p.target]
        + total(model.pair, features)
        for p, features in zip(options.pairs, options.together(), strict=True)
    ]
    told = _told(options)
    if told is not None:  # the clause leaves only whether it happened, and the other way round
        rest = [n for n, p in enumerate(options.pairs) if _turned(options, options.pairs[told], p)]
        scores = [s if n == told or n in rest else -inf for n, s in enumerate(scores)]
    shares = softmax([*scores, total(model.reject, options.nothing())])
    best = max(range(len(scores)), key=scores.__getitem__) if told is None else told
    chosen = options.pairs[best]
    exchanged = sum(shares[n] for n, p in enumerate(options.pairs) if _turned(options, chosen, p))
    by_rule = _by_rule(*options.sides(chosen))
    directed = shares[best] >= exchanged * _least_odds(*options.sides(chosen))
    roles = _roles(options, *options.whole_sides(chosen))
    return SideChoice(roles, shares[best], 1 - shares[-1], exchanged, by_rule, directed)


def _keeps_heads(candidates: Sequence[Candidate], pair: SidePair) -> bool:
    """Whether the head of the line of a list, where there is one, has the side that it tells."""
    for n, candidate in enumerate(candidates):
        for side, chosen in ((SideName.AGENT, pair.agent), (SideName.TARGET, pair.target)):
            reason = candidate.reasons.get(side)
            if reason is not None and reason.rule is Rule.LIST_HEAD and chosen != n:
                return False
    return True


def _told(options: SideOptions) -> int | None:
    """Return the pair that a clause names outright: its subject, by name, and its object."""
    for n, pair in enumerate(options.pairs):
        agent, target = options.sides(pair)
        if agent is None or target is None:
            continue
        doer, done_to = agent.reasons.get(SideName.AGENT), target.reasons.get(SideName.TARGET)
        if doer is None or done_to is None or doer.pronoun or done_to.rule is not Rule.OBJECT:
            continue
        if doer.rule in _SUBJECTS and agent.party.states and target.party.states:
            return n
    return None


def _by_rule(agent: Candidate | None, target: Candidate | None) -> int:
    """Return how many of two sides are so by the grammar of the clause."""
    by_agent = agent is not None and SideName.AGENT in agent.reasons
    return by_agent + (target is not None and SideName.TARGET in target.reasons)


def _least_odds(agent: Candidate | None, target: Candidate | None) -> float:
    by_rule = _by_rule(agent, target)
    reason = agent.reasons.get(SideName.AGENT) if agent is not None else None
    if by_rule == _BOTH or (reason is not None and reason.rule in _CLEAR):
        return _ODDS_OF_SUBJECT
    return _ODDS_OF_ONE if by_rule else _ODDS


def _turned(options: SideOptions, a: SidePair, b: SidePair) -> bool:
    """Whether two pairs name the same parties the other way round."""
    agent, target = options.sides(a)
    other_agent, other_target = options.sides(b)
    return _meet(agent, other_target) and _meet(target, other_agent)


def _meet(a: Candidate | None, b: Candidate | None) -> bool:
    if a is None or b is None:
        return a is b
    return a is b or bool(set(a.party.states) & set(b.party.states))


def softmax(scores: Sequence[float]) -> list[float]:
    """Return probabilities in proportion to the exponentials of some scores.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(scores)
    raised = [exp(s - top) for s in scores]
    whole = sum(raised)
    return [r / whole for r in raised]


def _roles(options: SideOptions, agent: Candidate | None, target: Candidate | None) -> Roles:
    reading, roles = options.reading, Roles()
    if agent is not None:
        roles.agents, roles.agent_rule = agent.party, _reason(options, agent, SideName.AGENT)
        roles.groups = list(agent.groups) if len(agent.groups) > 1 else []
    elif reading.roles.by_private_persons:
        roles.agent_rule = reading.roles.agent_rule
    if target is not None:
        roles.targets, roles.target_rule = target.party, _reason(options, target, SideName.TARGET)
        if reading.traits.done_to is DoneTo.PERSONS and target.party.states:
            roles.targets += Party((), reading.roles.targets.others)
    return roles


def _reason(options: SideOptions, candidate: Candidate, side: SideName) -> Reason | None:
    """Return why a candidate is on a side, in words that are true of the type and the sentence."""
    reason = candidate.reasons.get(side, candidate.reason)
    if reason is None:
        return None
    left = reason.rule in (Rule.PLACE_LEFT, Rule.COUNTRY_LEFT)
    if left and not options.reading.traits.removes:
        return Reason(Rule.PLACE)
    if reason.rule is Rule.SPEAKER:
        here = utterer_here(options.document.context, options.reading.trigger.i)
        if not set(here.names) & set(candidate.party.names):
            return Reason(Rule.SPEAKER_NEARBY)
    return reason
