"""What a whole text says of its states: how often, where, and in which parts beside a trigger."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from talion.extract.encoder.encoded_text import EncodedText
from talion.extract.entities.context import Context
from talion.extract.entities.places import Place, places_in
from talion.extract.slots.announced_type import announced_type
from talion.extract.slots.role_filling import find_roles
from talion.extract.slots.roles import Roles
from talion.extract.triggers.detection import Trigger
from talion.model.type_traits import TypeTraits
from talion.store.reference import traits_of

#: The sentences that a reader sees first.
_LEAD = 2
#: How many sentences a heading that ends in a colon reaches.
_REACH = 12
_COLON = ":"

#: What changes the sides of a trigger.
Amendment = Callable[[Trigger, Roles], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger with the sides that the grammar of its clause gives it."""

    trigger: Trigger
    roles: Roles
    type: str

    @property
    def traits(self) -> TypeTraits:
        """How incidents of the type behave that it reports, which may be a threat."""
        return traits_of(self.type)

    @property
    def nature(self) -> str:
        """What its type is in the practice of states."""
        return self.traits.nature.value

    def sides(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the states of each side that names some, with the word for the side."""
        for party, side in ((self.roles.agents, "agent"), (self.roles.targets, "target")):
            if party.states:
                yield party.states, side


def _read(context: Context, trigger: Trigger, amend: Amendment | None) -> Reading:
    roles = find_roles(context, trigger)
    if amend is not None:
        amend(trigger, roles)
    return Reading(trigger, roles, announced_type(context.parse, trigger, roles))


class Document:
    """A text with the readings of all its triggers; `most_named` are its states, the first most.

    `amend` may change the sides of a trigger's clause by where it stands in the text; `encoding`
    is what the encoder makes of the text.
    """

    def __init__(
        self,
        context: Context,
        triggers: list[Trigger],
        amend: Amendment | None = None,
        encoding: EncodedText | None = None,
    ) -> None:
        self.context, self.encoding = context, encoding
        self.readings = [_read(context, t, amend) for t in triggers]
        #: The readings of each sentence; and of each type the sides that any has, with the first
        #: and the last sentence that has such a one.
        self.in_sentence: dict[int, list[Reading]] = defaultdict(list)
        self.sides_by_type: dict[str, dict[tuple[tuple[str, ...], str], tuple[int, int]]] = (
            defaultdict(dict)
        )
        for reading in self.readings:
            at = context.parse.sentence[reading.trigger.i]
            self.in_sentence[at].append(reading)
            ends = self.sides_by_type[reading.type]
            for side in reading.sides():
                first, last = ends.get(side, (at, at))
                ends[side] = min(first, at), max(last, at)
        named = context.frequency
        self.most_named = sorted(named, key=lambda s: (-named[s], s))
        self._ranks = {s: n for n, s in enumerate(self.most_named)}
        self._places: dict[int, list[Place]] = {}
        self._counterparts: dict[tuple[tuple[str, ...], int], tuple[str, ...]] = {}
        self._met = self._meetings()
        self.lead = {
            s
            for n in range(min(_LEAD, len(context.parse.bounds)))
            for p in self.places(n)
            for s in p.party.states
        }

    def places(self, sentence: int) -> list[Place]:
        """Return the places of a sentence, found once."""
        if sentence not in self._places:
            self._places[sentence] = places_in(self.context, sentence)
        return self._places[sentence]

    def counterpart(self, states: tuple[str, ...], i: int) -> tuple[str, ...]:
        """Return the other party that the passage around a token speaks of, found once."""
        key = (states, self.context.parse.sentence[i])
        if key not in self._counterparts:
            self._counterparts[key] = self.context.counterpart(states, i)
        return self._counterparts[key]

    def together(self, a: tuple[str, ...], b: tuple[str, ...]) -> int:
        """Return the place of two parties among those named in one sentence most often, from 0."""
        if not a or not b:
            return 9
        return self._met.get(frozenset((a[0], b[0])), 9)

    def _meetings(self) -> dict[frozenset[str], int]:
        """Return the pairs of states by the number of sentences that name both, the first most."""
        met: Counter[frozenset[str]] = Counter()
        by_sentence: dict[int, set[str]] = {}
        for mention in self.context.mentions:
            at = self.context.parse.sentence[mention.start]
            by_sentence.setdefault(at, set()).update(mention.states)
        for states in by_sentence.values():
            if len(states) < 9:
                met.update(frozenset(pair) for pair in combinations(sorted(states), 2))
        order = sorted(met, key=lambda pair: (-met[pair], sorted(pair)))
        return {pair: n for n, pair in enumerate(order)}

    def rank(self, state: str) -> int:
        """Return the place of a state among those that the text names, from 0; 3 at most."""
        return min(self._ranks.get(state, 3), 3)

    def heading(self, sentence: int) -> tuple[str, ...]:
        """Return the states of the last line before a sentence that ends in a colon."""
        parse = self.context.parse
        for n in range(sentence - 1, max(sentence - _REACH, -1), -1):
            first, last = parse.bounds[n]
            words = [w for w in parse.words[first:last] if w.strip()]
            if words and words[-1] == _COLON:
                return tuple(dict.fromkeys(s for p in self.places(n) for s in p.party.states))
        return ()
