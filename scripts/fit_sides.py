"""Learn how sides are chosen and how sure a finding is, from annotated articles.

    python scripts/fit_sides.py                  fit, cross-validate, write both files of weights
    python scripts/fit_sides.py --dry-run        print the cross-validated figures only
    options: --data DIR (default ../shared), --without PREFIX (leave out features: an ablation),
    --lexicon FILE (find triggers with the words of an earlier incident-types.ttl),
    --encoders FOLDER (encoders fitted to half of the articles each)

The lexicon was partly made with these articles in view, and is right more often in them than in new
ones. So that the weights do not trust it too much, what ships is fitted with that from before:

    git show 33ca454~1:ontology/incident-types.ttl > out/earlier.ttl
    python scripts/fit_sides.py --lexicon out/earlier.ttl --encoders out/encoder

The encoder, too, knows the articles that it was fitted to. FOLDER has those of `fit_encoder.py
--half A` and `--half B`, written by `export_encoder.py` as FOLDER/A and FOLDER/B: each reads the
articles of the other half. The constructed sentences, which both know, are without an encoder.

Reads the articles and gold findings of DIR/evaluation (dev, fresh, composed, seeds) and DIR/cases,
with --invented also scripts/annotated_articles, and scripts/side_sentences.tsv; writes
graph/talion/extract/sides/sides.json and graph/talion/extract/incidents/confidence.json.
Figures are cross-validated: each article is read with weights fitted to the other four fifths.
Parses are kept in out/parses, so that a second run takes about two minutes.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from annotated_texts import FOLDS, INVENTED, ROOT, SENTENCES, TABLES, Text, sentences, texts
from fit_triggers import fold_models
from pyoxigraph import Literal, RdfFormat
from pyoxigraph import parse as read_rdf
from talion.evaluation.actor_matching import FoldedParty, Roster
from talion.evaluation.scoring import compare, total
from talion.extract.analysis import (
    LEAST_CONFIDENCE,
    Judgement,
    analyse,
    context_of,
    encoded_triggers,
)
from talion.extract.encoder.encoder import Encoder
from talion.extract.extractor import read
from talion.extract.incidents import confidence
from talion.extract.incidents.distributive_reading import Distributor
from talion.extract.sides import model as sides_model
from talion.extract.sides.choice import SideOptions
from talion.extract.sides.conditional_logit import Example, fit
from talion.extract.sides.document import Document
from talion.extract.sides.model import SideModel, side_model
from talion.extract.text.parse import Parse
from talion.extract.triggers.lexicon import Lexicon, build, lexicon
from talion.model.actor import ActorKind
from talion.model.findings import Finding, Findings, NamedActor
from talion.store.facts import facts_of_quads
from talion.store.reference import LANGUAGE, incident_type
from talion.vocabulary import RDF, TAL, TYPES_NS

RIDGE, LEAST, PRUNE = 15.0, 10, 0.05
#: How much a mention counts whose sentence is not the one that the gold finding quotes.
UNQUOTED = 0.25
#: The share of a quote's words that stand in the sentence that it quotes.
QUOTED = 0.7
#: How much an incident of a set counts for the confidence where its texts are no real news: of what
#: is found in texts written for the purpose more is right than of what is found in the news.
AS_NEWS = {"composed": 0.1, "cases": 0.3, INVENTED: 0.0}
BLOCKS = ("agent", "target", "pair", "reject")
#: Weights of a confidence that leaves no incident out.
CERTAIN = {"always": 10.0}


def examples(text: Text, without: str, judgement: Judgement) -> Iterator[Example]:
    """Yield the options of each trigger of a text, with those that the gold supports."""
    parse = Parse.of(text.doc)
    context = context_of(parse, text.published())
    triggers, encoding = encoded_triggers(context, judgement, text.article.title or "")
    head = Distributor(context, triggers).head
    document = Document(context, triggers, head, None if text.of == SENTENCES else encoding)
    kinds = [NamedActor(n, ActorKind(k)) for n, k in context.kinds.items()]
    ours, theirs = Roster(kinds, text.gold.actors), Roster(text.gold.actors, kinds)
    for reading in document.readings:
        options = SideOptions.of(document, reading)
        sentence = _words(parse.sentence_text(parse.sentence[reading.trigger.i]))
        typed = [f for f in text.gold.incidents if f.type == reading.type]
        quoted = [f for f in typed if _share(_words(f.quote), sentence) >= QUOTED]
        right, weight = _right(options, quoted, ours, theirs), 1.0
        if not any(right):
            right = _right(options, typed, ours, theirs)
            weight = UNQUOTED if any(right) else 1.0
        yield _example(options, [*right, not any(right)], weight, without)


def _right(
    options: SideOptions, golds: Sequence[Finding], ours: Roster, theirs: Roster
) -> list[bool]:
    """Return which pairs agree best with one of some gold findings."""
    parties = [ours.party(c.party.names) for c in options.candidates]
    nobody = ours.party(())
    scores = [0.0] * len(options.pairs)
    for gold in golds:
        agents, targets = theirs.party(gold.agents), theirs.party(gold.targets)
        for n, pair in enumerate(options.pairs):
            agent = nobody if pair.agent is None else parties[pair.agent]
            target = nobody if pair.target is None else parties[pair.target]
            if agents.agrees(agent) and targets.agrees(target):
                scores[n] = max(scores[n], 1 + _like(agents, agent) + _like(targets, target))
    best = max(scores, default=0.0)
    return [best > 0 and s > best - 1e-9 for s in scores]


def _like(gold: FoldedParty, found: FoldedParty) -> float:
    return gold.share(found) if gold.everybody else 1.0


def _example(options: SideOptions, right: list[bool], weight: float, without: str) -> Example:
    def part(block: str, names: Sequence[str]) -> Mapping[str, float]:
        return {f"{block} {n}": 1.0 for n in names if not without or not n.startswith(without)}

    agents = [part("agent", sorted(f)) for f in options.agents()]
    targets = [part("target", sorted(f)) for f in options.targets()]
    rows = [
        (
            agents[-1 if p.agent is None else p.agent],
            targets[-1 if p.target is None else p.target],
            part("pair", f),
        )
        for p, f in zip(options.pairs, options.together(), strict=True)
    ]
    return Example([*rows, (part("reject", options.nothing()),)], right, weight)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _share(some: set[str], of: set[str]) -> float:
    return len(some & of) / max(1, len(some))


def fit_sides(chosen: Sequence[Example]) -> SideModel:
    weights = fit(chosen, ridge=RIDGE, least=LEAST, prune=PRUNE)
    blocks = {
        block: {
            name.removeprefix(f"{block} "): round(w, 2)
            for name, w in weights.items()
            if name.startswith(f"{block} ")
        }
        for block in BLOCKS
    }
    return SideModel(**blocks)


def rated(text: Text, judgement: Judgement) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the features of each incident found in a text and whether it is right."""
    found = read(text.article, text.prepared, text.doc, judgement).findings
    title = text.article.title or ""
    analysis = analyse(Parse.of(text.doc), text.published(), judgement, title)
    incidents = analysis.incidents
    ordered = sorted(incidents, key=lambda i: (i.first, i.agents.names))
    right = {f.id for _, f in compare(text.gold, found).matched}
    for incident, finding in zip(ordered, found.incidents, strict=True):
        yield confidence.features(incident, incidents, analysis.encoding), finding.id in right


def fit_confidence(
    rows: Mapping[Text, Sequence[tuple[dict[str, float], bool]]],
) -> dict[str, float]:
    """Return the weights of a logistic regression: an incident against an option of no features."""
    made = [
        Example([[features], []], [right, not right], AS_NEWS.get(text.of, 1.0))
        for text, found in rows.items()
        for features, right in found
    ]
    return {name: round(w, 3) for name, w in fit(made, ridge=1.0).items()}


def report(name: str, read_as: Sequence[tuple[Text, Findings]]) -> None:
    comparisons = [compare(text.gold, found) for text, found in read_as]
    summed = total(comparisons)
    pairs, exchanged = [], 0
    for (text, found), comparison in zip(read_as, comparisons, strict=True):
        right = {f.id for _, f in comparison.matched}
        pairs += [(f.confidence or 0.0, f.id in right) for f in found.incidents]
        exchanged += sum(_exchanged(text.gold, f) for f in found.incidents if f.id not in right)
    scores = " | ".join(
        f"{k} P {t.precision or 0:.3f} R {t.recall or 0:.3f} F {t.f1 or 0:.3f}"
        for k, t in (
            ("incidents", summed.incidents),
            ("core", summed.core),
            ("answers", summed.answers),
        )
    )
    print(
        f"{name:9} {scores} | exchanged {exchanged} | ECE {calibration_error(pairs):.3f}",
        flush=True,
    )


def _exchanged(gold: Findings, found: Finding) -> bool:
    same = [g for g in gold.incidents if g.type == found.type]
    agents, targets = set(found.agents), set(found.targets)
    right = any(agents & set(g.agents) and targets & set(g.targets) for g in same)
    return not right and any(agents & set(g.targets) and targets & set(g.agents) for g in same)


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error in ten bins (Naeini, Cooper and Hauskrecht 2015)."""
    sums: Counter[int] = Counter()
    gaps: dict[int, float] = {}
    for chance, right in pairs:
        place = min(9, int(chance * 10))
        sums[place] += 1
        gaps[place] = gaps.get(place, 0.0) + chance - right
    return sum(abs(g) for g in gaps.values()) / max(1, sums.total())


def earlier_lexicon(path: Path) -> Lexicon:
    """Return the lexicon of an earlier file of incident types, with the classes of words it has."""
    quads = [
        quad
        for quad in read_rdf(path.read_bytes(), format=RdfFormat.TURTLE)
        if not isinstance(quad.object, Literal) or quad.object.language in (None, LANGUAGE)
    ]
    facts = facts_of_quads(iter(quads))
    kinds = [
        incident_type(i, a) for i, a in facts.items() if TAL.IncidentType in a.get(RDF.type, ())
    ]
    classes = {name: set(words) for name, words in lexicon().classes.items()}
    earlier = {i: a[TAL.word] for i, a in facts.items() if TAL.word in a}
    for iri, words in earlier.items():
        classes[iri.removeprefix(f"{TYPES_NS}class/")] = set(words)
    return build(kinds, {name: frozenset(words) for name, words in classes.items()})


def half_encoders(folder: Path | None) -> dict[str, Encoder]:
    """Return the encoder for each half of the articles: the one fitted to the other."""
    if folder is None:
        return {}
    return {"A": Encoder.from_folder(folder / "B"), "B": Encoder.from_folder(folder / "A")}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--invented", action="store_true")
    parser.add_argument("--lexicon", type=Path)
    parser.add_argument("--without", default="")
    parser.add_argument("--encoders", type=Path)
    arguments = parser.parse_args()
    words = lexicon() if arguments.lexicon is None else earlier_lexicon(arguments.lexicon)
    articles = list(texts(arguments.data, invented=arguments.invented))
    triggered = fold_models([*articles, *sentences(*TABLES)])
    known = [*articles, *sentences(TABLES[0])]
    encoders = half_encoders(arguments.encoders)

    def judgement(
        text: Text, sides: SideModel, sure: Mapping[str, float], least: float
    ) -> Judgement:
        triggers, encoder = triggered[text.fold], encoders.get(text.half)
        return Judgement(triggers, sides, sure, least, words=words, encoder=encoder)

    made = {
        t: list(examples(t, arguments.without, judgement(t, side_model(), {}, 0.0))) for t in known
    }
    print(f"{len(known)} articles, {sum(map(len, made.values()))} triggers", flush=True)
    folds = range(FOLDS)
    models = [fit_sides([e for t in known if t.fold != f for e in made[t]]) for f in folds]
    rows = {
        t: list(rated(t, judgement(t, models[t.fold], CERTAIN, 0.0)))
        for t in known
        if t.of != SENTENCES
    }
    sure = [fit_confidence({t: r for t, r in rows.items() if t.fold != f}) for f in folds]
    found = []
    for text in known:
        by = judgement(text, models[text.fold], sure[text.fold], LEAST_CONFIDENCE)
        found.append((text, read(text.article, text.prepared, text.doc, by).findings))
    for name in dict.fromkeys(text.of for text in known):
        report(name, [pair for pair in found if pair[0].of == name])
    if not arguments.dry_run:
        whole = fit_sides([e for text in known for e in made[text]])
        sides_model.SHIPPED.write_text(whole.to_json(), encoding="utf-8")
        certain = dict(sorted(fit_confidence(rows).items()))
        confidence.SHIPPED.write_text(json.dumps(certain, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
