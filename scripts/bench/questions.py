"""How long the ready-made questions, the rules and the shapes take on a large graph.

Copies the seeds' graph many times over (its articles, reports and incidents under new names, the
reference data once) and prints, for each question and rule, its rows and its time; then the time
of all questions on one copy beside rdflib's own engine, and that of holding ten copies against
the shapes.

    python scripts/bench/questions.py [COPIES]
"""

import re
import sys
import time
from collections.abc import Callable

from pyoxigraph import QueryBoolean, RdfFormat, Store, serialize
from rdflib import Graph
from talion.build import build
from talion.resources import ontology_folder
from talion.store import Store as Kept
from talion.store.query import evaluate
from talion.store.questions import questions
from talion.store.validation import violations

_COPIED = re.compile(r"(/id/(?:report|claim|article|office|incident|decision|graph/article)/)")


def seeds() -> list[str]:
    """Return the seeds' graph as lines of N-Quads."""
    kept = Kept.memory()
    build(kept)
    with kept.view() as view:
        written = serialize(view.database(), format=RdfFormat.N_QUADS)
    assert written is not None
    return written.decode().splitlines()


def copies(lines: list[str], count: int) -> Store:
    """Return a store of so many copies, the first under its own names."""
    reference = [line for line in lines if "/id/graph/actors>" in line]
    story = [line for line in lines if "/id/graph/actors>" not in line]
    everything = reference + story
    for n in range(1, count):
        everything += [_COPIED.sub(rf"\g<1>x{n}-", line) for line in story]
    store = Store()
    store.bulk_load("\n".join(everything).encode(), format=RdfFormat.N_QUADS)
    store.optimize()
    return store


def timed(job: Callable[[], int]) -> tuple[int, float]:
    begun = time.perf_counter()
    return job(), time.perf_counter() - begun


def rows(store: Store, text: str) -> int:
    found = evaluate(store, text)
    assert not isinstance(found, QueryBoolean)
    return sum(1 for _ in found)


def against_rdflib(store: Store) -> tuple[float, float]:
    """Return the time of all questions in Oxigraph and in rdflib's engine."""
    flat = Graph()
    triples = {quad.triple for quad in store}
    flat.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    texts = [question.text for question in questions()]
    ours = timed(lambda: sum(rows(store, text) for text in texts))[1]
    theirs = timed(lambda: sum(len(flat.query(text)) for text in texts))[1]
    return ours, theirs


def main(count: int) -> None:
    lines = seeds()
    large = copies(lines, count)
    print(f"{count} copies, {len(large):,} statements")
    texts = [(q.name, q.text) for q in questions()]
    texts += [(f"rules/{f.name}", f.read_text("utf-8")) for f in ontology_folder("rules", ".rq")]
    for name, text in texts:
        found, seconds = timed(lambda text=text: rows(large, text))  # type: ignore[misc]
        print(f"{name:28}{found:>8} rows {seconds:8.2f} s")
    ours, theirs = against_rdflib(copies(lines, 1))
    print(
        f"one copy, all questions: {ours:.3f} s; rdflib {theirs:.2f} s; ratio {theirs / ours:.0f}"
    )
    ten = copies(lines, 10)
    broken, seconds = timed(lambda: len(violations(ten)))
    print(f"shapes over {len(ten):,} statements: {broken} violations, {seconds:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
