"""What a fine-tuned encoder brings: triggers, sides and confidence fitted with its predictions.

    python scripts/fit_sides_with_encoder.py --lexicon out/earlier.ttl A.json B.json
    options: --without triggers|sides|confidence (may be repeated), --data DIR (default ../shared)

A.json and B.json are the predictions that `fit_encoder.py` wrote for the half of the articles that
it was not fitted to; without any, the figures are those of the extractor as it is. As in
`fit_sides.py`, figures are cross-validated and nothing is written.

The probability of a type is the mean of that by the learned weights and that by the encoder. Sides
and confidence get features for the encoder's probability of the type, and of each candidate as
agent and as target: the sum over the places where it stands, a place that stands for several
counting by the share of names in common.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from types import ModuleType
from typing import Any

from annotated_texts import FOLDS, ROOT, TABLES, sentences, texts
from encoder_texts import KINDS, key
from fit_sides import earlier_lexicon, examples, fit_confidence, fit_sides, rated, report
from fit_triggers import fold_models
from talion.extract import analysis
from talion.extract.analysis import Judgement
from talion.extract.entities.noun_phrases import Party
from talion.extract.extractor import read
from talion.extract.incidents import confidence, mention_builder
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.sides import choice
from talion.extract.sides.choice import SideChoice, SideOptions
from talion.extract.sides.document import Document
from talion.extract.sides.model import SideModel
from talion.extract.sides.places import Unnamed
from talion.extract.text.parse import Parse
from talion.extract.triggers import learned_triggers
from talion.extract.triggers.candidate_words import CandidateWords, NamedTokens
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.learned_triggers import with_learned
from talion.extract.triggers.lexicon import lexicon
from talion.extract.triggers.trigger_model import TriggerModel

#: Some places, and for agents and for targets the probability of unknown, of elsewhere, of each.
Pointed = tuple[Sequence[int], Sequence[float], Sequence[float]]
#: For agents and for targets the probabilities of some parties, of unknown and of elsewhere.
Shares = list[tuple[list[float], float, float]] | None
NUMBER = {kind: n for n, kind in enumerate(KINDS)}
PARTS = ("triggers", "sides", "confidence")
#: Probabilities that divide the likely from the unlikely; log-odds that divide directions.
ABOVE, ODDS = (0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95), (-4, -2, -1, 0, 1, 2, 4)
NONE_BELOW, ELSEWHERE_ABOVE = (0.02, 0.1, 0.5, 0.9), (0.1, 0.3, 0.6)
#: What is added to both sides of an odds, and how near to 0 and 1 a probability comes.
FLOOR, EDGE, EDGE_OF_SIDES = 1e-4, 0.005, 0.01


@dataclass(slots=True)
class Encoded:
    """The encoder's predictions for a text.

    `kinds` are the probabilities of types by word; `sides` those of unknown, elsewhere and each
    place in turn, for agents and for targets, by word and type; `parties` who stands where.
    """

    kinds: Mapping[int, Sequence[float]]
    sides: Mapping[tuple[int, str], Pointed]
    parties: dict[int, Party] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Encoded:
        """Return the predictions of a text as `fit_encoder.py` writes them."""
        sides = {(i, KINDS[kind]): (at, *each) for i, kind, at, *each in told["sides"]}
        return cls({int(i): kinds for i, (kinds, _) in told["words"].items()}, sides)

    def chance(self, i: int, kind: str) -> float:
        """Return the probability that a word reports an incident of a type."""
        return self.kinds[i][NUMBER[kind]] if i in self.kinds else 0.0

    def at(self, i: int, kinds: Sequence[str]) -> Pointed | None:
        """Return what is predicted for a word as a trigger of the first of some types."""
        return next((self.sides[i, k] for k in kinds if (i, k) in self.sides), None)

    def of_parties(
        self, i: int, kinds: Sequence[str], parties: Sequence[Collection[str]]
    ) -> Shares:
        """Return for agents and for targets the probability of some parties, unknown, elsewhere."""
        found = self.at(i, kinds)
        if found is None:
            return None
        places, *tables = found
        made = []
        for unknown, elsewhere, *shares in tables:
            sums = [0.0] * len(parties)
            for place, share in zip(places, shares, strict=True):
                here = _names(self.parties.get(place, Party()))
                for n, names in enumerate(parties):
                    sums[n] += share * _overlap(here, set(names))
            made.append((sums, unknown, elsewhere))
        return made


def _names(party: Party) -> set[str]:
    return set(party.states) or set(party.others)


def _overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


class Readings:
    """The predictions by text, those of the text that is being read, and what they are used for."""

    def __init__(self, files: Sequence[Path], without: Collection[str]) -> None:
        self.known: dict[str, Encoded] = {}
        for file in files:
            found = json.loads(file.read_text(encoding="utf-8"))
            self.known |= {name: Encoded.of(told) for name, told in found.items()}
        self.uses = frozenset(PARTS) - set(without)
        self.current: Encoded | None = None

    def begin(self, parse: Parse) -> None:
        """Take up the predictions of a text."""
        self.current = self.known.get(key(parse.words))

    def used(self, part: str) -> Encoded | None:
        """Return the predictions of the text, if a part of the extractor is to use them."""
        return self.current if part in self.uses else None


def swap(module: ModuleType | type, name: str, value: object) -> None:
    """Put something else in the place of a function of a module, for the rest of the run."""
    setattr(module, name, value)


def put_triggers(readings: Readings) -> None:
    """Take the mean of both probabilities as that of a trigger."""

    class Mixed(TriggerModel):
        """Learned weights, mixed with the predictions for the word that is asked for."""

        word = -1

        def chances(self, features: Any) -> dict[str, float]:
            learned = TriggerModel.chances(self, features)
            encoded = readings.used("triggers")
            if encoded is None or Mixed.word not in encoded.kinds:
                return learned
            return {k: (p + encoded.chance(Mixed.word, k)) / 2 for k, p in learned.items()}

    class Words(CandidateWords):
        """Candidates that say which of them is asked for."""

        def features(self, i: int) -> list[str]:
            Mixed.word = i
            return super().features(i)

    def mixed(
        parse: Parse,
        triggers: list[Trigger],
        named: NamedTokens,
        model: TriggerModel,
        least: float,
        kinds: frozenset[str],
    ) -> list[Trigger]:
        readings.begin(parse)
        both = Mixed(model.types, model.rows, model.weights)
        return with_learned(parse, triggers, named, both, least, kinds)

    swap(learned_triggers, "CandidateWords", Words)
    swap(analysis, "with_learned", mixed)


def above(name: str, share: float) -> list[str]:
    return [f"{name} above {c}" for c in ABOVE if share > c]


def put_sides(readings: Readings) -> None:
    """Give the choice of sides features for the probability of each candidate."""
    latest: list[tuple[SideOptions, Shares]] = []

    def shares(options: SideOptions) -> Shares:
        encoded, reading = readings.used("sides"), options.reading
        if encoded is None:
            return None
        if not latest or latest[0][0] is not options:
            kinds = (reading.type, reading.trigger.type)
            parties = [_names(c.party) for c in options.candidates]
            latest[:] = [(options, encoded.of_parties(reading.trigger.i, kinds, parties))]
        return latest[0][1]

    def of_side(number: int, plain: Callable[[SideOptions], list[Collection[str]]]) -> object:
        def described(options: SideOptions) -> list[Collection[str]]:
            rows, found = plain(options), shares(options)
            if found is None:
                return rows
            sums, unknown, elsewhere = found[number]
            top = max([EDGE_OF_SIDES, *sums])
            made: list[Collection[str]] = [
                [*row, *above("encoder", p), *(["encoder first"] if p == top else [])]
                for row, p in zip(rows[:-1], sums, strict=True)
            ]
            none = [*above("encoder none", unknown), *above("encoder other", elsewhere)]
            return [*made, [*rows[-1], *none]]

        return described

    plain_pairs, plain_nothing = SideOptions.together, SideOptions.nothing

    def together(options: SideOptions) -> list[list[str]]:
        rows, found = plain_pairs(options), shares(options)
        if found is None:
            return rows
        (a, *_), (t, *_) = found
        for pair, row in zip(options.pairs, rows, strict=True):
            if pair.agent is not None and pair.target is not None:
                so, turned = a[pair.agent] * t[pair.target], a[pair.target] * t[pair.agent]
                odds = log((so + FLOOR) / (turned + FLOOR))
                row += [f"encoder odds above {c}" for c in ODDS if odds > c]
        return rows

    def nothing(options: SideOptions) -> list[str]:
        row, encoded, found = plain_nothing(options), readings.used("sides"), shares(options)
        trigger = options.reading.trigger
        if encoded is None or trigger.i not in encoded.kinds:
            return row
        likeliest = max(encoded.chance(trigger.i, k) for k in (options.reading.type, trigger.type))
        row += above("reject encoder", likeliest)
        none = encoded.kinds[trigger.i][0]
        row += [f"reject encoder none below {c}" for c in NONE_BELOW if none < c]
        elsewhere = max((e for _, _, e in found), default=0.0) if found else 0.0
        return row + [f"reject encoder other above {c}" for c in ELSEWHERE_ABOVE if elsewhere > c]

    swap(SideOptions, "agents", of_side(0, SideOptions.agents))
    swap(SideOptions, "targets", of_side(1, SideOptions.targets))
    swap(SideOptions, "together", together)
    swap(SideOptions, "nothing", nothing)
    plain_choices = choice.choose_all

    def choose_all(document: Document, model: SideModel) -> dict[Trigger, SideChoice]:
        stand(document)
        return plain_choices(document, model)

    def stand(document: Document) -> None:
        if readings.current is not None and not readings.current.parties:
            for sentence in range(len(document.context.parse.bounds)):
                for place in document.places(sentence):
                    if place.use != Unnamed.GROUP:
                        readings.current.parties.setdefault(place.head, place.party)

    plain_options = SideOptions.of

    def of(document: Document, reading: Any) -> SideOptions:
        stand(document)
        return plain_options(document, reading)

    swap(SideOptions, "of", of)
    swap(mention_builder, "choose_all", choose_all)


def put_confidence(readings: Readings) -> None:
    """Give confidence the log-odds of type and sides by the encoder."""
    plain = confidence.features

    def described(incident: EventCluster, incidents: Sequence[EventCluster]) -> dict[str, float]:
        found, encoded = plain(incident, incidents), readings.used("confidence")
        if encoded is None:
            return found
        words = [m.trigger.i for m in incident.mentions if m.trigger.i in encoded.kinds]
        kind = log_odds(max((encoded.chance(i, incident.type) for i in words), default=0.0), EDGE)
        none = min((encoded.kinds[i][0] for i in words), default=1.0)
        found |= {"encoder type": kind, "encoder none": log_odds(none, EDGE)}
        found["encoder type learned"] = kind * found["learned trigger"]
        right, turned = _directions(incident, encoded)
        found["encoder unseen"] = float(right is None)
        found["encoder sides"] = log_odds(right, EDGE_OF_SIDES) if right is not None else 0.0
        found["encoder exchanged"] = log_odds(turned, EDGE_OF_SIDES) if right is not None else 0.0
        return found

    swap(confidence, "features", described)


def _directions(incident: EventCluster, encoded: Encoded) -> tuple[float | None, float]:
    """Return the probability of the sides of an incident, none if unseen, and of them exchanged."""
    sides = (set(incident.agents.names), set(incident.targets.names))
    most = [0.0] * 3
    seen = False
    for mention in incident.mentions:
        trigger = mention.trigger
        kinds = (incident.type, trigger.type)
        found = next(
            (encoded.sides[trigger.i, k] for k in kinds if (trigger.i, k) in encoded.sides), None
        )
        if found is None:
            continue
        seen = True
        places, *tables = found
        shares = [[_share(encoded, places, t, names) for names in sides] for t in tables]
        here = (shares[0][0], shares[1][1], shares[0][1] * shares[1][0])
        most = [max(pair) for pair in zip(most, here, strict=True)]
    return (most[0] * most[1] if seen else None), most[2]


def _share(
    encoded: Encoded, places: Sequence[int], table: Sequence[float], names: set[str]
) -> float:
    """Return the probability of a side: of all places that it stands at, or of unknown."""
    if not names:
        return table[0]
    stands = [
        bool(set(encoded.parties[at].names) & names) if at in encoded.parties else False
        for at in places
    ]
    return sum(p for p, here in zip(table[2:], stands, strict=True) if here)


def log_odds(p: float, edge: float) -> float:
    p = min(max(p, edge), 1 - edge)
    return log(p / (1 - p))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("predictions", type=Path, nargs="*")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--lexicon", type=Path)
    parser.add_argument("--without", choices=PARTS, action="append", default=[])
    arguments = parser.parse_args()
    words = lexicon() if arguments.lexicon is None else earlier_lexicon(arguments.lexicon)
    articles = list(texts(arguments.data))
    triggered = fold_models([*articles, *sentences(*TABLES)])
    readings = Readings(arguments.predictions, arguments.without)
    put_triggers(readings)
    put_sides(readings)
    put_confidence(readings)
    known = [*articles, *sentences(TABLES[0])]
    made = {t: list(examples(t, "", triggered[t.fold], words)) for t in known}
    folds = range(FOLDS)
    models = [fit_sides([e for t in known if t.fold != f for e in made[t]]) for f in folds]
    rows = {t: list(rated(t, triggered[t.fold], models[t.fold], words)) for t in articles}
    sure = [fit_confidence({t: r for t, r in rows.items() if t.fold != f}) for f in folds]
    found = defaultdict(list)
    for text in articles:
        judgement = Judgement(triggered[text.fold], models[text.fold], sure[text.fold], words=words)
        findings = read(text.article, text.prepared, text.doc, judgement).findings
        found[text.of].append((text, findings))
    for name, pairs in found.items():
        report(name, pairs)


if __name__ == "__main__":
    main()
