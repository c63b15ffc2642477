"""Fine-tune an encoder to say which words report an incident, of which type, and of whom to whom.

    python scripts/fit_encoder.py WEIGHTS TEXTS --half A -o FOLDER
    options: --epochs 4, --rate 2e-4, --layers 4, --frozen 2, --seed 0

WEIGHTS is the `model.safetensors` of a BERT model such as all-MiniLM-L6-v2, TEXTS what
`encoder_texts.py` wrote. Fitted is to one half of the articles, or to all; the invented articles
and the sentences with marked words are in both halves. FOLDER gets the weights that were trained,
for `export_encoder.py`; how well types are found in the other half is printed. Needs torch and
safetensors, and of the package only what it needs itself (PYTHONPATH=graph).

Which candidate of an annotated quote reports the incident is not annotated: the likelihood is
summed over them, with a prior for those that the lexicon knows which falls from round to round.
In half of the texts other states stand in place of those named, so that no pair of states is
learned by heart.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from encoder_network import IncidentEncoder, Where
from encoder_windows import (
    Described,
    TextWindow,
    batches,
    exchanged,
    read_texts,
    sentences_between,
    windows,
)
from talion.extract.encoder.choices import ELSEWHERE, UNKNOWN
from talion.extract.encoder.distances import word_step
from torch import Tensor
from torch.nn import functional

DROPOUT, HEADS_RATE, EXCHANGED, WARM = 0.1, 1e-3, 0.5, 0.08
#: How much a word counts as silent that stands in a quote, and one of a sentence of the tables.
BESIDE, SENTENCE = 0.2, 0.6
#: From this probability on a word outside of quotes may report again what a quote reports.
RETOLD = 0.3
#: The prior of a word of a quote that the lexicon knows, in each round; of one that none governs.
PRIORS, LAST_PRIOR, HIGHEST = (3.0, 1.5), 0.7, 1.0
#: How much the sides of a trigger count that stands outside of quotes; and status.
UNQUOTED, STATUS = 0.25, 0.5


@dataclass(frozen=True, slots=True)
class Query:
    """A candidate word of a window of a batch, asked for the sides of a type.

    `incident` is the number of the annotated incident that it may report, -1 where it is outside
    of its quote.
    """

    window: int
    word: int
    kind: int
    incident: int = -1


@dataclass(slots=True)
class Read:
    """What the encoder makes of a batch: log-probabilities, and the row of each word."""

    batch: Sequence[TextWindow]
    starts: list[int]
    kinds: Tensor
    statuses: Tensor
    queries: list[Query]
    sides: list[Tensor]

    def row(self, query: Query) -> int:
        """Return the row of the word that a query asks about."""
        within: int = self.batch[query.window].candidates[query.word]
        return self.starts[query.window] + within


Asking = Callable[[Sequence[TextWindow], Sequence[int], Tensor], list[Query]]


def read(net: IncidentEncoder, batch: Sequence[TextWindow], asking: Asking, dropout: float) -> Read:
    """Run the encoder over a batch; `asking` says what sides are wanted."""
    longest = max(len(w.pieces) for w in batch)
    pieces = torch.tensor([[*w.pieces, *[0] * (longest - len(w.pieces))] for w in batch])
    with torch.autocast("cpu", torch.bfloat16):
        states, third = net.encode(pieces, dropout)
    window = torch.tensor([n for n, w in enumerate(batch) for _ in w.candidates])
    spans = torch.tensor([s for w in batch for s in w.candidate_spans])
    words = _mean(states, window, spans)
    both = torch.cat([words, _mean(third, window, spans)], 1)
    both = functional.dropout(both, 2 * dropout, net.training)
    kinds = functional.log_softmax(net.kinds(both), 1)
    starts = [0]
    for w in batch:
        starts.append(starts[-1] + len(w.candidates))
    queries = asking(batch, starts, kinds.detach().exp())
    made = Read(batch, starts, kinds, functional.log_softmax(net.statuses(both), 1), queries, [])
    if queries:
        width = max(1, *(len(w.places) for w in batch))
        rows = torch.tensor([made.row(q) for q in queries])
        asked = functional.dropout(words[rows], dropout, net.training)
        places = functional.dropout(_places(states, batch, width), dropout, net.training)
        wanted = torch.tensor([q.kind for q in queries])
        made.sides = net.sides(asked, wanted, places, _where(batch, queries, width))
    return made


def _mean(states: Tensor, window: Tensor, spans: Tensor) -> Tensor:
    """Return the mean of the first and the last piece of each word."""
    return (states[window, spans[:, 0]] + states[window, spans[:, 1]]) / 2


def _places(states: Tensor, batch: Sequence[TextWindow], width: int) -> Tensor:
    made = torch.zeros(len(batch), width, states.shape[-1])
    window = torch.tensor([n for n, w in enumerate(batch) for _ in w.places])
    if not len(window):
        return made
    column = torch.tensor([k for w in batch for k in range(len(w.places))])
    spans = torch.tensor([s for w in batch for s in w.place_spans])
    return made.index_put((window, column), _mean(states, window, spans))


def _where(batch: Sequence[TextWindow], queries: Sequence[Query], width: int) -> Where:
    far, apart = ([[0] * width for _ in queries] for _ in range(2))
    there = [[False] * width for _ in queries]
    for row, query in enumerate(queries):
        text = batch[query.window].text
        for number, column in batch[query.window].places.items():
            place = text["places"][number]
            far[row][column] = word_step(place - query.word)
            apart[row][column] = sentences_between(text, query.word, place)
            there[row][column] = True
    window = torch.tensor([q.window for q in queries])
    return Where(window, torch.tensor(far), torch.tensor(apart), torch.tensor(there))


def annotated(batch: Sequence[TextWindow], starts: Sequence[int], kinds: Tensor) -> list[Query]:
    """Ask for the sides of each candidate of a quote, and of triggers of its type elsewhere."""
    made = []
    for n, window in enumerate(batch):
        incidents = window.text["incidents"]
        quoted = {(i, g["type"]) for g in incidents for i in g["quoted"]}
        types = {g["type"] for g in incidents}
        for number, g in enumerate(incidents):
            here = [i for i in g["quoted"] if i in window.candidates]
            made += [Query(n, i, g["type"], number) for i in here]
        for i, kind in window.text["known"]:
            if kind in types and i in window.candidates and (i, kind) not in quoted:
                made.append(Query(n, i, kind))
    return made


def allowed(window: TextWindow, side: list[int] | None) -> list[int]:
    """Return the columns of a pointer that an annotated side allows."""
    if side is None:
        return [UNKNOWN]
    return [2 + window.places[n] for n in side if n in window.places] or [ELSEWHERE]


def loss_of(made: Read, epoch: int) -> tuple[Tensor, list[float]]:
    """Return the negative log-likelihood of a batch, and for the log its parts of annotated words.

    The parts are type, agent, target, how many incidents, silent words.
    """
    total, parts = torch.zeros(()), [0.0] * 5
    reporting = torch.zeros(len(made.kinds))
    for (window, number, *_), rows in _grouped(made.queries).items():
        incidents = made.batch[window].text["incidents"]
        if number < 0:
            total = total + UNQUOTED * _unquoted(made, rows[0], incidents)
            continue
        loss, shares, told = _quoted(made, rows, incidents[number], epoch)
        at = torch.tensor([made.row(made.queries[r]) for r in rows])
        reporting[at] = torch.maximum(reporting[at], shares)
        total = total + loss
        parts = [a + b for a, b in zip(parts, [*told, 1.0, 0.0], strict=True)]
    silent = -(_silent(made) * (1 - reporting) * made.kinds[:, 0]).sum()
    parts[-1] = float(silent.detach())
    return total + silent, parts


def _grouped(queries: Sequence[Query]) -> dict[tuple[int, ...], list[int]]:
    """Return the queries of each annotated incident; those outside of quotes each by itself."""
    made: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for row, q in enumerate(queries):
        key = (q.window, q.incident) if q.incident >= 0 else (q.window, -1, q.word, q.kind)
        made[key].append(row)
    return made


def _agreement(made: Read, rows: Tensor, incident: Described) -> list[Tensor]:
    """Return the log-probability that the sides of some queries are those of an incident."""
    window = made.batch[made.queries[int(rows[0])].window]
    return [
        table[rows][:, allowed(window, side)].logsumexp(1)
        for table, side in zip(made.sides, incident["sides"], strict=True)
    ]


def _quoted(
    made: Read, rows: Sequence[int], incident: Described, epoch: int
) -> tuple[Tensor, Tensor, list[float]]:
    """Return the loss of an incident, which word reports it, and the loss of its parts."""
    window = made.batch[made.queries[rows[0]].window]
    known = {tuple(pair) for pair in window.text["known"]}
    bonus = PRIORS[epoch] if epoch < len(PRIORS) else LAST_PRIOR
    prior = []
    for r in rows:
        word = made.queries[r].word
        governed = window.text["heads"][word] in window.candidates
        highest = HIGHEST if epoch == 0 and not governed else 0.0
        prior.append(bonus * ((word, incident["type"]) in known) + highest)
    before = functional.log_softmax(torch.tensor(prior), 0)
    at = torch.tensor([made.row(made.queries[r]) for r in rows])
    kind = made.kinds[at, incident["type"]]
    agent, target = _agreement(made, torch.tensor(rows), incident)
    shares = (before + kind + 0.5 * (agent + target)).detach().softmax(0)
    loss = -(before + kind + agent + target).logsumexp(0)
    loss = loss - STATUS * (shares * made.statuses[at, incident["status"]]).sum()
    return loss, shares, [-float((shares * part.detach()).sum()) for part in (kind, agent, target)]


def _unquoted(made: Read, row: int, incidents: Sequence[Described]) -> Tensor:
    """Return the loss of the sides of a trigger that may report any incident of its type."""
    of_type = [g for g in incidents if g["type"] == made.queries[row].kind]
    scores = [sum(_agreement(made, torch.tensor([row]), g)) for g in of_type]
    return math.log(len(scores)) - torch.cat(scores).logsumexp(0)


def _silent(made: Read) -> Tensor:
    """Return how much each word counts as one that reports nothing."""
    counts = torch.zeros(len(made.kinds))
    seen = made.kinds.detach().exp()
    for n, window in enumerate(made.batch):
        text, here = window.text, counts[made.starts[n] : made.starts[n + 1]]
        here[:] = SENTENCE if text["of"] == "sentences" else 1.0
        if text["marked"]:
            here[:] = BESIDE
        types = sorted({g["type"] for g in text["incidents"]})
        if types:
            here[seen[made.starts[n] : made.starts[n + 1], types].amax(1) > RETOLD] = BESIDE
        again = [i for i, kind in text["known"] if kind in types]
        for words, count in (
            (again, 0.0),
            ([i for g in text["incidents"] for i in g["quoted"]], BESIDE),
        ):
            here[[window.candidates[i] for i in words if i in window.candidates]] = count
    return counts


def train(
    net: IncidentEncoder,
    texts: Sequence[Described],
    states: dict[str, dict[str, list[int]]],
    arguments: argparse.Namespace,
) -> None:
    """Train for some epochs with AdamW, the rate rising at first and then falling to none."""
    chance = random.Random(arguments.seed)
    body, heads = net.trained()
    groups = [{"params": body, "lr": arguments.rate}, {"params": heads, "lr": HEADS_RATE}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = arguments.epochs * len(batches([w for t in texts for w in windows(t, t["pieces"])]))

    def rate(step: int) -> float:
        rising, falling = (step + 1) / (WARM * steps), max(0.02, 1 - step / steps)
        return float(min(1.0, rising) * falling)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    net.train()
    for epoch in range(arguments.epochs):
        begun, sums = time.process_time(), [0.0] * 5
        found = []
        for t in texts:
            other = t["states"] and chance.random() < EXCHANGED
            found += windows(t, exchanged(t, states, chance) if other else t["pieces"])
        for batch in batches(found, chance):
            loss, parts = loss_of(read(net, batch, annotated, DROPOUT), epoch)
            optimizer.zero_grad()
            (loss / 10).backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 5.0)
            optimizer.step()
            schedule.step()
            sums = [a + b for a, b in zip(sums, parts, strict=True)]
        names = ("type", "agent", "target")
        each = " ".join(f"{n} {s / sums[3]:.2f}" for n, s in zip(names, sums, strict=False))
        silent, spent = sums[4] / sums[3], time.process_time() - begun
        print(f"epoch {epoch}: {each} silent {silent:.2f} an incident, {spent:.0f} s", flush=True)


def predictions(net: IncidentEncoder, texts: Sequence[Described]) -> dict[str, dict[int, Tensor]]:
    """Return the probabilities of the types by text and word."""
    net.eval()
    found: dict[str, dict[int, Tensor]] = defaultdict(dict)
    with torch.no_grad():
        for batch in batches([w for t in texts for w in windows(t, t["pieces"])]):
            made = read(net, batch, lambda *_: [], 0.0)
            for n, window in enumerate(batch):
                here = found[window.text["key"]]
                here |= {
                    i: made.kinds[made.starts[n] + k].exp() for i, k in window.candidates.items()
                }
    return found


def report(found: dict[str, dict[int, Tensor]], texts: Sequence[Described]) -> str:
    """Return the best F1 and the average precision of types in sentences."""
    pairs, total = [], 0
    for text in texts:
        starts = [last for _, last in text["bounds"]]
        sentence = {i: sum(end <= i for end in starts) for i in text["candidates"]}
        gold = {(sentence[g["quoted"][0]], g["type"]) for g in text["incidents"] if g["quoted"]}
        types, best = {g["type"] for g in text["incidents"]}, dict[tuple[int, int], float]()
        for i, kinds in found[text["key"]].items():
            for kind, p in enumerate(kinds[1:].tolist(), 1):
                best[sentence[i], kind] = max(best.get((sentence[i], kind), 0.0), p)
        total += len(gold)
        pairs += [(p, k in gold) for k, p in best.items() if k in gold or k[1] not in types]
    right, top, precision = 0, 0.0, 0.0
    for n, (_, fits) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), 1):
        right += fits
        precision += fits * right / n / max(1, total)
        top = max(top, 2 * right / (n + total))
    return f"types in sentences: F1 {top:.3f}, average precision {precision:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--half", choices=("A", "B", "all"), default="all")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--frozen", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    types, states, texts = read_texts(arguments.texts)
    net = IncidentEncoder(arguments.weights, len(types), arguments.layers, arguments.frozen)

    def in_both(text: Described) -> bool:
        unsided = text["of"] == "sentences" and not text["incidents"]
        return text["marked"] or unsided or text["of"] == "invented"

    half = arguments.half
    train(net, [t for t in texts if half in ("all", t["half"]) or in_both(t)], states, arguments)
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), arguments.out / "weights.pt")
    others = [t for t in texts if half not in ("all", t["half"]) and not in_both(t)]
    found = predictions(net, others)
    for name in dict.fromkeys(t["of"] for t in others):
        print(name, report(found, [t for t in others if t["of"] == name]))


if __name__ == "__main__":
    main()
