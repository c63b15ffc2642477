#!/usr/bin/env python3
"""Compare what finds the types of incidents in sentences: grammar, spaCy's vectors, an encoder.

    python scripts/bench/encoder.py MODEL FOLDER ... [--layer 3] [--by affair] [--ridge 250]

MODEL is a folder with `model.safetensors` and `vocab.txt` of a BERT model in lower case, such as
all-MiniLM-L6-v2; it is run in NumPy. Each FOLDER holds `articles/NAME.txt` and `gold/NAME.json`.
Candidates are verbs, nouns and participles. A multinomial logistic regression says which type each
reports, if any; the trigger lexicon is one of its features. A type counts as found where the
sentence of an annotated quote has a candidate of it. Folds go by article, or by the pair of states
that most of its incidents are between.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import erf
from talion.extract.analysis import context_of, triggers_of
from talion.extract.encoder.windows import CLS, SEP
from talion.extract.encoder.word_pieces import WordPieces
from talion.extract.entities.context import Context
from talion.extract.lang import Pos, Tag
from talion.extract.text.cleaning import prepare
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import is_word, pipeline
from talion.ingest.articles import read_article
from talion.model.findings import Findings
from talion.store.reference import incident_types

Matrix = NDArray[np.float32]
FOLDS, RARE, LONGEST, BATCH = 5, 5, 160, 8
#: The value of a feature of the grammar that holds; vectors are scaled to variance 1.
HOLDS = 3.0
#: How much a word of a quote counts that was not taken for the trigger.
BESIDE = 0.3


class Encoder:
    """A BERT model in NumPy."""

    def __init__(self, folder: Path) -> None:
        data = (folder / "model.safetensors").read_bytes()
        (size,) = struct.unpack("<Q", data[:8])
        self.weights: dict[str, Matrix] = {}
        for name, entry in json.loads(data[8 : 8 + size]).items():
            if name != "__metadata__" and entry["dtype"] == "F32":
                first, last = (8 + size + at for at in entry["data_offsets"])
                values = np.frombuffer(data[first:last], np.float32)
                self.weights[name] = values.reshape(entry["shape"])
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.pieces = WordPieces(lines)
        self.heads = 12

    def vectors(self, sentences: Sequence[Sequence[str]], layer: int) -> Matrix:
        """Return a vector for each word of some sentences: the mean of those of its pieces."""
        pieces = [[self.pieces(w) for w in words] for words in sentences]
        starts = np.cumsum([0, *map(len, sentences)])
        made = np.zeros((int(starts[-1]), self.width), np.float32)
        order = sorted(range(len(pieces)), key=lambda n: sum(map(len, pieces[n])))
        for at in range(0, len(order), BATCH):
            group = order[at : at + BATCH]
            rows = [[i for word in pieces[n] for i in word][:LONGEST] for n in group]
            longest = max(map(len, rows)) + 2
            ids = np.zeros((len(group), longest), int)
            for k, row in enumerate(rows):
                ids[k, : len(row) + 2] = [CLS, *row, SEP]
            states = self._states(ids, layer)
            for k, n in enumerate(group):
                first = 1
                for w, word in enumerate(pieces[n]):
                    last = min(first + len(word), LONGEST + 1)
                    if last > first:
                        made[starts[n] + w] = states[k, first:last].mean(0)
                    first += len(word)
        return made

    @property
    def width(self) -> int:
        """The size of a vector."""
        return int(self.weights["embeddings.LayerNorm.weight"].shape[0])

    def _states(self, ids: NDArray[np.int_], layer: int) -> Matrix:
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        hidden = np.where(ids == 0, np.float32(-1e9), np.float32(0))[:, None, None, :]
        for n in range(layer):
            name = f"encoder.layer.{n}."
            query, key, value = (
                self._linear(x, f"{name}attention.self.{part}")
                .reshape(*ids.shape, self.heads, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) / np.float32(query.shape[-1] ** 0.5)
            raised = np.exp(scores + hidden - (scores + hidden).max(-1, keepdims=True))
            mixed = (raised / raised.sum(-1, keepdims=True)) @ value
            mixed = mixed.transpose(0, 2, 1, 3).reshape(x.shape)
            mixed = self._linear(mixed, f"{name}attention.output.dense")
            x = self._norm(x + mixed, f"{name}attention.output.LayerNorm")
            inner = self._linear(x, f"{name}intermediate.dense")
            inner = inner * (1 + erf(inner * np.float32(0.5**0.5))) / 2
            x = self._norm(
                x + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm"
            )
        return x

    def _linear(self, x: Matrix, name: str) -> Matrix:
        made: Matrix = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return made

    def _norm(self, x: Matrix, name: str) -> Matrix:
        apart = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(-1, keepdims=True) + np.float32(1e-12))
        made: Matrix = apart / spread * self.weights[f"{name}.weight"]
        return made + self.weights[f"{name}.bias"]


@dataclass
class Article:
    """The candidates of an article by token, the types that their sentences report, and labels."""

    key: str
    tokens: list[int]
    sentences: list[int]
    features: list[list[str]]
    gold: set[tuple[int, int]]
    types: set[int]
    labels: list[int]
    counts: list[float]
    triggers: set[tuple[int, int]]
    vectors: dict[str, Matrix] = field(default_factory=dict)


def articles(
    folders: Sequence[Path], by: str, encoder: Encoder, layer: int, numbers: dict[str, int]
) -> Iterator[Article]:
    for folder in folders:
        for path in sorted((folder / "articles").glob("*.txt")):
            known = folder / "gold" / f"{path.stem}.json"
            if not known.exists():
                continue
            gold = Findings.from_dict(json.loads(known.read_text(encoding="utf-8")))
            text = read_article(path).text
            prepared = prepare(text, is_word)
            doc = pipeline()(prepared.text)
            parse = Parse.of(doc)
            starts = [prepared.span(parse.offset[i], parse.end(i))[0] for i in range(len(parse))]
            quotes = [
                (numbers[f.type], {i for i, s in enumerate(starts) if at <= s < at + len(f.quote)})
                for f in gold.incidents
                if (at := text.find(f.quote)) >= 0
            ]
            made = labelled(context_of(parse, None), quotes, numbers)
            made.key = path.stem if by == "article" else affair(gold, path.stem)
            sentences = [parse.words[a:b] for a, b in parse.bounds]
            for name, table in (
                ("pipeline", np.asarray(doc.tensor, np.float32)),
                ("encoder", encoder.vectors(sentences, layer)),
            ):
                means = [table[a:b].mean(0) for a, b in parse.bounds]
                rows = [[table[i], means[parse.sentence[i]]] for i in made.tokens]
                made.vectors[name] = np.array([np.concatenate(r) for r in rows], np.float32)
            yield made


def affair(gold: Findings, otherwise: str) -> str:
    pairs = Counter(" ".join(sorted({*f.agents[:1], *f.targets[:1]})) for f in gold.incidents)
    return pairs.most_common(1)[0][0] if pairs else otherwise


def labelled(
    context: Context, quotes: list[tuple[int, set[int]]], numbers: dict[str, int]
) -> Article:
    """Return the candidates of a text; of a quote the trigger counts, or else its highest word."""
    parse = context.parse
    triggers: dict[int, set[int]] = defaultdict(set)
    for trigger in triggers_of(context):
        triggers[trigger.i].add(numbers[trigger.type])
    tokens = [i for i in range(len(parse)) if i in triggers or is_candidate(parse, i)]
    types = {t for t, _ in quotes}
    quoted = set[int]().union(*(inside for _, inside in quotes))
    labels, counts = dict.fromkeys(tokens, 0), {}
    for i in tokens:
        repeated = i not in quoted and triggers[i] & types
        counts[i] = BESIDE if i in quoted else 0.0 if repeated else 1.0
    for t, inside in quotes:
        here = [i for i in tokens if i in inside]
        top = [i for i in here if t in triggers[i]]
        top = top or [i for i in here if parse.head[i] not in here] or here
        if top:
            labels[top[0]], counts[top[0]] = t, 1.0
    gold = {(parse.sentence[min(inside)], t) for t, inside in quotes if inside}
    named = {k for m in context.mentions for k in range(m.start, m.end)}
    return Article(
        "", tokens, [parse.sentence[i] for i in tokens],
        [list(grammar(parse, i, triggers, named)) for i in tokens],
        gold, types, [labels[i] for i in tokens], [counts[i] for i in tokens],
        {(parse.sentence[i], t) for i, found in triggers.items() for t in found},
    )  # fmt: skip


def is_candidate(parse: Parse, i: int) -> bool:
    participle = parse.tag[i] in (Tag.PARTICIPLE, Tag.GERUND)
    return parse.pos[i] in (Pos.VERB, Pos.NOUN) or participle


def grammar(parse: Parse, i: int, triggers: dict[int, set[int]], named: set[int]) -> Iterator[str]:
    yield from ("always", f"pos {parse.pos[i]}", f"tag {parse.tag[i]}", f"dep {parse.dep[i]}")
    first, last = parse.bounds[parse.sentence[i]]
    yield f"names {min(3, len(named & set(range(first, last))))}"
    for child in parse.children[i]:
        below = [child, *parse.children[child]]
        yield f"child {parse.dep[child]}"
        if named & {*below, *(k for b in below for k in parse.children[b])}:
            yield f"name in {parse.dep[child]}"
    for t in triggers.get(i, ()):
        yield f"trigger {t}"
    for k in range(first, last):
        for t in triggers.get(k, ()):
            yield f"trigger {t} in the sentence"


def fit(x: Matrix, y: NDArray[np.int_], counts: Matrix, size: int, ridge: float) -> Matrix:
    """Return the weights of a multinomial logistic regression."""
    rows = np.arange(len(y))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.reshape(-1, size).astype(np.float32)
        chances = softmax(x @ w)
        value = -(counts * np.log(chances[rows, y] + 1e-9)).sum() + 0.5 * ridge * (w * w).sum()
        chances[rows, y] -= 1
        slope = x.T @ (chances * counts[:, None]) + np.float32(ridge) * w
        return float(value), slope.ravel().astype(np.float64)

    start = np.zeros(x.shape[1] * size)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 40}).x
    made: Matrix = found.reshape(-1, size).astype(np.float32)
    return made


def softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    made: Matrix = raised / raised.sum(1, keepdims=True)
    return made


def report(
    name: str, known: Sequence[Article], best: Sequence[dict[tuple[int, int], float]]
) -> None:
    """Print the highest F1 over all thresholds; of a type told elsewhere too, nothing is held."""
    total = sum(len(a.gold) for a in known)
    found = sorted(
        ((p, n, *key) for n, by in enumerate(best) for key, p in by.items()), reverse=True
    )
    right = wrong = 0
    top = (0.0, 0.0, 0.0)
    for k, (p, n, sentence, t) in enumerate(found):
        right += (sentence, t) in known[n].gold
        wrong += t not in known[n].types
        if right and (k + 1 == len(found) or found[k + 1][0] < p):
            precision, recall = right / (right + wrong), right / total
            top = max(top, (2 * precision * recall / (precision + recall), precision, recall))
    print(f"{name:30} P {top[1]:.3f} R {top[2]:.3f} F1 {top[0]:.3f}", flush=True)


def cross_validated(
    known: Sequence[Article], dense: Callable[[Article], Matrix], size: int, ridge: float
) -> list[dict[tuple[int, int], float]]:
    often = Counter(f for a in known for row in a.features for f in set(row))
    column = {f: n for n, f in enumerate(sorted(f for f, k in often.items() if k >= RARE))}
    tables = [dense(a) for a in known]
    whole = np.concatenate(tables)
    mean, spread = whole.mean(0), whole.std(0) + 1e-6
    inputs = []
    for article, table in zip(known, tables, strict=True):
        held = np.zeros((len(article.tokens), len(column)), np.float32)
        for n, row in enumerate(article.features):
            held[n, [column[f] for f in row if f in column]] = HOLDS
        inputs.append(np.concatenate([(table - mean) / spread, held], 1).astype(np.float32))
    folds = [hashlib.sha256(f"x{a.key}".encode()).digest()[0] % FOLDS for a in known]
    best: list[dict[tuple[int, int], float]] = [{} for _ in known]
    for fold in range(FOLDS):
        others = [n for n, f in enumerate(folds) if f != fold]
        y = np.concatenate([np.array(known[n].labels, int) for n in others])
        counts = np.concatenate([np.array(known[n].counts, np.float32) for n in others])
        used = counts > 0
        x = np.concatenate([inputs[n] for n in others])[used]
        weights = fit(x, y[used], counts[used], size, ridge)
        for n in (n for n, f in enumerate(folds) if f == fold):
            for sentence, row in zip(known[n].sentences, softmax(inputs[n] @ weights), strict=True):
                t = int(row[1:].argmax()) + 1
                best[n][sentence, t] = max(best[n].get((sentence, t), 0.0), float(row[t]))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--layer", type=int, default=3)
    parser.add_argument("--by", choices=("article", "affair"), default="affair")
    parser.add_argument("--ridge", type=float, default=250.0)
    args = parser.parse_args()
    numbers = {t.id: n for n, t in enumerate(incident_types(), 1)}
    known = list(articles(args.folders, args.by, Encoder(args.model), args.layer, numbers))
    print(f"{len(known)} articles, {sum(len(a.tokens) for a in known):,} candidates", flush=True)
    report("lexicon", known, [dict.fromkeys(a.triggers, 1.0) for a in known])
    for name, dense in (
        ("grammar and lexicon", lambda a: a.vectors["pipeline"][:, :0]),
        ("and vectors of the pipeline", lambda a: a.vectors["pipeline"]),
        ("and vectors of the encoder", lambda a: a.vectors["encoder"]),
    ):
        report(name, known, cross_validated(known, dense, len(numbers) + 1, args.ridge))


if __name__ == "__main__":
    main()
