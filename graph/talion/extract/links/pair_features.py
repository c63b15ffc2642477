"""What speaks for and against a link between two incidents of a text: features of the pair."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.lang import Dep, Word, causal_words, function_words, modifiers, nouns
from talion.extract.links.back_reference import refers_back
from talion.extract.links.candidate_link import LinkRule
from talion.extract.links.cues import Position, cues, found_in
from talion.extract.links.implicit_antecedents import is_responded_to
from talion.extract.links.pair import Pair, Sides, of_kinds, of_sides, sides_of
from talion.extract.text.parse import Parse, padded
from talion.model.claim import ClaimType

#: How far before the first of two mentions an opening wording may stand, in tokens.
_REACH = 12
#: Up to so many tokens two mentions of a sentence are near, up to so many not far.
_NEAR, _MID = 8, 20
#: The sizes of a text, by its incidents, and the number of incidents or candidates that is "many".
_SIZES, _MANY = (4, 8, 16), 4

#: How the features of words begin that can carry a link.
_CARRIERS = (
    "rule PRECEDENT",
    *(f"rule {rule.name}" for rule in LinkRule),
    *(f"{group} between" for group in causal_words.CARRYING_GROUPS),
    *(f"{group} opens" for group in causal_words.OPENING_GROUPS),
    "cue",
    "reason at",
    "antecedent refers back",
    "response refers back",
    "referred back to",
    "precedent cue",
    "antecedent is responded to",
    "deed named as reason",
)

Rules = Mapping[tuple[ClaimType, int, int], LinkRule]


class PairFeatures:
    """The features of the pairs of incidents of one text.

    `rules` says which rule, if any, found a link of a kind between two incidents, by their `id`.
    """

    def __init__(self, parse: Parse, incidents: Sequence[EventCluster], rules: Rules) -> None:
        self.parse, self.incidents, self.rules = parse, incidents, rules
        self.sentences = [padded(parse, *bounds) for bounds in parse.bounds]
        ordered = sorted(incidents, key=lambda i: i.first)
        self.ruled = {a for kind, a, _ in rules if kind == ClaimType.RESPONSE}
        self.answered = {b for kind, _, b in rules if kind == ClaimType.RESPONSE}
        self.order = {id(i): n for n, i in enumerate(ordered)}
        self.tokens = sorted((m.i, self.order[id(i)]) for i in incidents for m in i.mentions)
        self._provocations: dict[int, list[EventCluster]] = {}

    def of(self, pair: Pair) -> list[str]:
        """Return the features of a pair, by name."""
        found = ["always", *self._rule(pair), *of_sides(pair), *of_kinds(pair)]
        found += self._salience(pair)
        if pair.x.sentence == pair.y.sentence:
            found += self._within(pair)
        else:
            found += self._across(pair)
        return [*found, *self._cue(pair), *self._times(pair), *self._competition(pair)]

    def _rule(self, pair: Pair) -> Iterator[str]:
        ends = id(pair.response), id(pair.antecedent)
        if rule := self.rules.get((ClaimType.RESPONSE, *ends)):
            yield f"rule {rule.name}"
        else:
            if (ClaimType.RESPONSE, *reversed(ends)) in self.rules:
                yield "rule the other way"
            if ends[0] in self.ruled:
                yield f"rule for another antecedent, {pair.sides}"
                yield "rule for another antecedent"
            if ends[1] in self.answered:
                yield "rule for another response"
        if (ClaimType.PRECEDENT, *ends) in self.rules:
            yield "rule PRECEDENT"

    def _salience(self, pair: Pair) -> Iterator[str]:
        place, other = self.order[id(pair.antecedent)], self.order[id(pair.response)]
        yield f"antecedent {'leads' if place == 0 else 'before' if place < other else 'after'}"
        yield f"incidents {sum(len(self.incidents) >= size for size in _SIZES)}"
        if pair.x.i < pair.y.i:
            yield "response first"

    def _within(self, pair: Pair) -> Iterator[str]:
        parse, x, y = self.parse, pair.x, pair.y
        low, high = sorted((x.i, y.i))
        first = "response" if x.i < y.i else "antecedent"
        between = padded(parse, low + 1, high)
        yield "one sentence"
        yield f"one sentence, {first} first"
        yield f"one sentence, {pair.sides}"
        yield "near" if high - low < _NEAR else "mid" if high - low < _MID else "far"
        vague = x.is_anaphor or y.is_anaphor
        for group, wordings in causal_words.GROUPS.items():
            if vague and group == causal_words.WEAK_GROUP:
                continue  # "as announced by" and the like are near anaphors by chance
            if _has(between, wordings):
                yield f"{group} between, {first} first"
                if pair.sides in (Sides.MIRRORED, Sides.HIT, Sides.AGAINST_THE_AGENT):
                    yield f"{group} between, {first} first, other side"
        if y.i < x.i:
            before = padded(parse, max(parse.bounds[x.sentence][0], low - _REACH), low)
            for group in causal_words.OPENING_GROUPS:
                if _has(before, causal_words.GROUPS[group]):
                    yield f"{group} opens"
        yield from self._syntax(x.i, y.i)

    def _syntax(self, x: int, y: int) -> Iterator[str]:
        if x < y and x in self.parse.ancestors(y):
            yield "antecedent below"
        if y < x and y in self.parse.ancestors(x):
            yield "response below"
        if y in self.parse.conjuncts(x) or x in self.parse.conjuncts(y):
            yield "coordinated"

    def _across(self, pair: Pair) -> Iterator[str]:
        x, y = pair.x, pair.y
        apart = abs(x.sentence - y.sentence)
        distance = apart if apart < 4 else 4 if apart < 8 else 8
        yield f"{distance} sentences, {'response' if x.i < y.i else 'antecedent'} first"
        if apart <= 2:
            yield f"close, {pair.sides}"
        if refers_back(self.parse, x.sentence):
            yield "response refers back"
        there = self.sentences[y.sentence]
        if apart == 1 and y.i > x.i and refers_back(self.parse, y.sentence):
            yield "antecedent refers back"
            if _any(there, causal_words.BACK_REFERENCE_GROUPS):
                yield "antecedent refers back, cue"
        if _stem(there):
            yield "cue at antecedent"

    def _cue(self, pair: Pair) -> Iterator[str]:
        x, y = pair.x, pair.y
        here = self.sentences[x.sentence]
        if _stem(here):
            same = x.sentence == y.sentence
            yield "cue"
            yield f"cue, {pair.sides}"
            yield f"cue, antecedent {'here' if same else 'before' if y.i < x.i else 'after'}"
        if pair.x.sentence != pair.y.sentence and _reason(here):
            yield "reason at response"
            yield f"reason at response, {pair.sides}"
        if pair.x.sentence != pair.y.sentence and _reason(self.sentences[y.sentence]):
            yield "reason at antecedent"
            yield f"reason at antecedent, {pair.sides}"
        after = x.sentence + 1
        if (
            after < len(self.sentences)
            and refers_back(self.parse, after)
            and _any(self.sentences[after], causal_words.BACK_REFERENCE_GROUPS)
        ):
            yield "referred back to"
            yield f"referred back to, {pair.sides}"
        earlier = cues(ClaimType.PRECEDENT, Position.SENTENCE)
        if pair.response.type == pair.antecedent.type and any(c.text in here for c in earlier):
            yield "precedent cue"

    def _times(self, pair: Pair) -> Iterator[str]:
        """Yield what the words beside each mention say of its place in the order of events."""
        for mention, name in ((pair.x, "response"), (pair.y, "antecedent")):
            if is_responded_to(self.parse, mention.i):
                yield f"{name} is responded to"
                yield f"{name} is responded to, {pair.sides}"
            if self._earlier(mention):
                yield f"{name} told as earlier"

        if pair.antecedent.traits.is_deed and self._names_deed(pair):
            yield "deed named as reason"
            yield f"deed named as reason, {pair.sides}"

    def _names_deed(self, pair: Pair) -> bool:
        """Whether the sentence of a response gives the last deed before it as its reason."""
        parse, x = self.parse, pair.x
        first, last = parse.bounds[x.sentence]
        named = any(
            parse.lower[k] in function_words.REASON_PREPOSITIONS
            and any(
                parse.lemma[o] in nouns.ANAPHORIC_DEEDS
                and any(parse.lower[c] in function_words.DEFINITE for c in parse.children[o])
                for o in parse.kids(k, Dep.PREPOSITIONAL_OBJECT)
            )
            for k in range(first, last)
        )
        before = [c for c in self.incidents if c.traits.is_deed and c.first < x.i]
        return named and bool(before) and max(before, key=_last(x.i)) is pair.antecedent

    def _earlier(self, mention: EventMention) -> bool:
        """Whether a mention is told as what went before: "had expelled", "an earlier expulsion"."""
        parse, i = self.parse, mention.i
        had = any(
            parse.dep[c] == Dep.AUXILIARY and parse.lower[c] == Word.HAD for c in parse.children[i]
        )
        near = (i, *parse.children[i])
        return had or any(parse.lower[k] in modifiers.EARLIER for k in near)

    def _competition(self, pair: Pair) -> Iterator[str]:
        a, b = pair.response, pair.antecedent
        rivals = self._rivals(a)
        before = [c for c in rivals if c.first < a.first]
        if before and max(before, key=lambda c: c.first) is b:
            yield "last provocation before"
            if _stem(self.sentences[pair.x.sentence]):
                yield "last provocation before, cue"
        if any(c is b for c in rivals):
            yield f"provocations {min(len(rivals), _MANY)}"
        yield f"mentions between {self._between(pair)}"
        if self._before(pair.x.i, a) == self.order[id(b)]:
            yield "nearest before"

    def _rivals(self, response: EventCluster) -> list[EventCluster]:
        """Return the incidents that may have provoked one, found once."""
        key = id(response)
        if key not in self._provocations:
            self._provocations[key] = [
                c for c in self.incidents if c is not response and _provokes(c, response)
            ]
        return self._provocations[key]

    def _between(self, pair: Pair) -> int:
        """Return how many mentions of others stand between two; more than many count as many."""
        low, high = sorted((pair.x.i, pair.y.i))
        own = (self.order[id(pair.response)], self.order[id(pair.antecedent)])
        first, last = bisect_left(self.tokens, (low + 1,)), bisect_left(self.tokens, (high,))
        others = (k for k in range(first, last) if self.tokens[k][1] not in own)
        return sum(1 for _ in islice(others, _MANY))

    def _before(self, token: int, but: EventCluster) -> int | None:
        """Return the place of the incident mentioned last before a token, other than one."""
        for k in range(bisect_left(self.tokens, (token,)) - 1, -1, -1):
            if self.tokens[k][1] != self.order[id(but)]:
                return self.tokens[k][1]
        return None


def _last(token: int) -> Callable[[EventCluster], int]:
    """Return a function that gives the last mention of an incident before a token."""
    return lambda incident: max(m.i for m in incident.mentions if m.i < token)


def _provokes(antecedent: EventCluster, response: EventCluster) -> bool:
    return sides_of(response, antecedent) in (Sides.MIRRORED, Sides.HIT_BY_UNKNOWN)


def _has(text: str, wordings: Iterable[str]) -> bool:
    return any(f" {wording} " in text for wording in wordings)


def _any(text: str, groups: Iterable[str]) -> bool:
    return any(_has(text, causal_words.GROUPS[group]) for group in groups)


def _stem(text: str) -> bool:
    """Whether a sentence speaks of a response."""
    cued = found_in(text, cues(ClaimType.RESPONSE, Position.SENTENCE)) is not None
    return cued or any(f" {stem}" in f" {text}" for stem in causal_words.RESPONSE_STEMS)


def _reason(text: str) -> bool:
    return any(f" {wording}" in text for wording in causal_words.REASONS)


def carried(features: Iterable[str]) -> bool:
    """Whether any words of a text say that the incidents of a pair are linked.

    >>> carried(["always", "sides mirrored", "near"]), carried(["always", "cue"])
    (False, True)
    """
    return any(f.startswith(_CARRIERS) for f in features)
