"""Learn which words tell of an incident, and of which type, from annotated articles.

    python scripts/fit_triggers.py               fit and write the file of weights
    python scripts/fit_triggers.py --dry-run     print cross-validated figures only
    options: --data DIR (default ../shared)

Reads the articles and gold findings of DIR/evaluation (dev, fresh, composed, seeds) and DIR/cases,
with --invented also scripts/annotated_articles, and the two tables of sentences beside this script;
writes the file of weights beside graph/talion/extract/triggers/trigger_model.py.
Candidates are verbs, nouns and participles; in an annotated quote the candidate counts that the
weights of the round before find most probable (at first the one that the lexicon knows, else the
highest in the parse). The lexicon is no feature: what it knows and what is learned are weighed
against each other later, by `fit_sides.py`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from annotated_texts import FOLDS, ROOT, SENTENCES, TABLES, Text, sentences, texts
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from talion.extract.analysis import context_of, named_tokens
from talion.extract.text.parse import Parse
from talion.extract.triggers import trigger_model
from talion.extract.triggers.candidate_words import CandidateWords
from talion.extract.triggers.detection import find_triggers
from talion.extract.triggers.lexicon import lexicon
from talion.extract.triggers.trigger_model import TriggerModel
from talion.extract.triggers.word_families import word_families
from talion.model.gazetteer import NameUse
from talion.store.reference import incident_types

Floats = NDArray[np.float64]
RIDGE, ROUNDS = 2.0, 2
#: Smaller weights are left out.
PRUNE = 0.05
#: From this probability on a word outside of quotes may tell again of what a quote tells.
RETOLD = 0.3
#: In how many candidates a feature must occur, and in how many of an annotated quote.
LEAST, LEAST_IN_QUOTES = 3, 2
#: How much a word of a quote counts that was not taken for the trigger; the share of other words
#: that are drawn; how much a word of a sentence counts that reports nothing.
BESIDE, DRAWN, SILENT = 0.2, 0.2, 0.6
KINDS = ("", *(kind.id for kind in incident_types()))


@dataclass(slots=True, eq=False)
class Candidates:
    """The candidates of a text by token, their features, and the candidates in each quote."""

    text: Text
    tokens: list[int]
    features: list[list[str]]
    quotes: list[tuple[int, list[int]]]
    first: list[int]
    counts: Floats
    rows: csr_matrix | None = None

    def labels(self, chances: Floats | None) -> tuple[NDArray[np.int_], Floats]:
        """Return the type that each candidate tells of, and how much each counts."""
        labels, counts = np.zeros(len(self.tokens), int), self.counts.copy()
        if chances is not None and self.quotes:
            told = sorted({kind for kind, _ in self.quotes})
            again = chances[:, told].max(1) > RETOLD
            counts[again] = np.minimum(counts[again], BESIDE)
        for first, (kind, inside) in zip(self.first, self.quotes, strict=True):
            best = first if chances is None else inside[int(chances[inside, kind].argmax())]
            labels[best], counts[best] = kind, 1.0
        return labels, counts


def candidates(text: Text) -> Candidates:
    parse = Parse.of(text.doc)
    context = context_of(parse, text.published())
    words = CandidateWords(parse, named_tokens(context), word_families())
    nationals = frozenset(m.end - 1 for m in context.mentions if m.use == NameUse.DEMONYM)
    known = {(t.i, KINDS.index(t.type)) for t in find_triggers(parse, lexicon(), nationals)}
    tokens = sorted({*words.tokens(), *(i for i, _ in known)})
    place = {i: n for n, i in enumerate(tokens)}
    starts = [text.prepared.span(parse.offset[i], parse.end(i))[0] for i in range(len(parse))]
    quotes, first = [], []
    for number, finding in enumerate(text.gold.incidents):
        at, size = text.article.text.find(finding.quote), len(finding.quote)
        if number < len(text.marks):
            at, size = text.marks[number], 1
        inside = [i for i, s in enumerate(starts) if at <= s < at + size and i in place]
        if at >= 0 and inside:
            kind = KINDS.index(finding.type)
            top = [i for i in inside if (i, kind) in known]
            top = top or [i for i in inside if parse.head[i] not in inside] or inside
            quotes.append((kind, [place[i] for i in inside]))
            first.append(place[top[0]])
    kinds = {kind for kind, _ in quotes}
    retold = {place[i] for i, kind in known if kind in kinds}
    silent = SILENT if not text.marks else BESIDE
    counts = np.full(len(tokens), silent if text.of == SENTENCES else 1.0)
    if text.of != SENTENCES:
        counts[list(retold)] = 0.0
    if not text.marks:
        counts[list({n for _, inside in quotes for n in inside})] = BESIDE
    features = [words.features(i) for i in tokens]
    return Candidates(text, tokens, features, quotes, first, counts)


def columns(known: Sequence[Candidates]) -> dict[str, int]:
    """Return the features that occur often enough, in order."""
    often: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for text in known:
        inside = {n for _, members in text.quotes for n in members}
        for n, row in enumerate(text.features):
            often.update(set(row))
            quoted.update(set(row) if n in inside else ())
    kept = sorted(f for f, n in often.items() if n >= LEAST and quoted[f] >= LEAST_IN_QUOTES)
    return {f: n for n, f in enumerate(kept)}


def table(text: Candidates, column: dict[str, int]) -> csr_matrix:
    ends, places = [0], []
    for row in text.features:
        places += [column[f] for f in row if f in column]
        ends.append(len(places))
    shape = (len(text.tokens), len(column))
    return csr_matrix((np.ones(len(places)), places, ends), shape=shape)


def fit(x: csr_matrix, y: NDArray[np.int_], counts: Floats, start: Floats, steps: int) -> Floats:
    """Return the weights of a ridge-penalised multinomial logistic regression."""
    rows, turned = np.arange(len(y)), x.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(start.shape)
        shares = softmax(x @ weights)
        value = -(counts * np.log(shares[rows, y] + 1e-12)).sum() + RIDGE / 2 * (flat @ flat)
        shares[rows, y] -= 1
        slope = turned @ (shares * counts[:, None]) + RIDGE * weights
        return float(value), slope.ravel()

    options = {"maxiter": steps}
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options=options).x
    made: Floats = found.reshape(start.shape)
    return made


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    made: Floats = raised / raised.sum(1, keepdims=True)
    return made


def fitted(known: Sequence[Candidates], column: dict[str, int]) -> TriggerModel:
    """Return the model of some texts, in rounds that settle which word of a quote tells of it."""
    x = vstack([text.rows for text in known]).tocsr()
    ends = np.cumsum([len(text.tokens) for text in known])
    weights = np.zeros((len(column), len(KINDS)))
    draw = np.random.default_rng(0).random(x.shape[0]) < DRAWN
    chances: list[Floats | None] = [None] * len(known)
    for number in range(ROUNDS):
        told = [text.labels(p) for text, p in zip(known, chances, strict=True)]
        labels = np.concatenate([y for y, _ in told])
        counts = np.concatenate([w for _, w in told])
        used = (counts > 0) & ((labels > 0) | draw)
        weight = np.where(labels > 0, counts, counts / DRAWN)[used]
        weights = fit(x[used], labels[used], weight, weights, 20 if number < ROUNDS - 1 else 35)
        chances = [*np.split(softmax(x @ weights), ends[:-1])]
    return TriggerModel.of(KINDS, column, np.where(abs(weights) < PRUNE, 0.0, weights))


def gathered(known: Sequence[Text]) -> tuple[list[Candidates], dict[str, int]]:
    """Return the candidates of some texts, with their rows of features."""
    found = [candidates(text) for text in known]
    column = columns(found)
    for text in found:
        text.rows = table(text, column)
    return found, column


def fold_models(known: Sequence[Text]) -> list[TriggerModel]:
    """Return for each fold the model that is fitted to the texts of the others."""
    found, column = gathered(known)
    return [fitted([c for c in found if c.text.fold != f], column) for f in range(FOLDS)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--invented", action="store_true")
    arguments = parser.parse_args()
    known = [*texts(arguments.data, invented=arguments.invented), *sentences(*TABLES)]
    found, column = gathered(known)
    size = sum(len(c.tokens) for c in found)
    print(f"{len(found)} texts, {size} candidates, {len(column)} features", flush=True)
    if arguments.dry_run:
        return
    model = fitted(found, column)
    trigger_model.SHIPPED.write_text(model.to_json(), encoding="utf-8")
    print(f"{len(model.rows)} features kept")


if __name__ == "__main__":
    main()
