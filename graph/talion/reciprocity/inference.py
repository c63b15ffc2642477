"""Inferred answers between a store's acts, by the reply model on its dated incidents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talion.reciprocity.acts import INFERRED, Answer
from talion.reciprocity.events.stored import events_from_annals
from talion.reciprocity.hawkes.events import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.reciprocity.annals import Annals
    from talion.reciprocity.hawkes.model import Model

_FEW = 0.01  # below that probability a candidate is noise


def inferred_answers(annals: Annals, model: Model, probability: float = _FEW) -> list[Answer]:
    """Return the answers that the model infers among acts, of that probability at least.

    Of an act whose cause is stated none are inferred. An act of several parties is a row a pair
    to the model; its answers to one act add up over the pairs no further than to the likeliest.
    """
    best: dict[tuple[str, str], float] = {}
    for source, target, share in _candidates(annals, model):
        best[source, target] = max(share, best.get((source, target), 0.0))
    stated = {a.source for a in annals.answers if a.stated}
    return [
        Answer(source, target, INFERRED, round(share, 6))
        for (source, target), share in sorted(best.items())
        if share >= probability and source not in stated and source != target
    ]


def with_inferred(annals: Annals, model: Model, probability: float = _FEW) -> Annals:
    """Return annals with what the model infers added to what stands in them."""
    known = {(a.source, a.target) for a in annals.answers}
    more = inferred_answers(annals, model, probability)
    new = tuple(a for a in more if (a.source, a.target) not in known)
    return replace(annals, answers=annals.answers + new)


def _candidates(annals: Annals, model: Model) -> Iterator[tuple[str, str, float]]:
    events = events_from_annals(annals)
    if len(events) < 2:
        return
    found = answers(model, events)
    incident = [str(i).partition("/")[0] for i in events.table["id"].to_pylist()]
    for row, (rows, shares) in enumerate(zip(found.rows, found.shares, strict=True)):
        for other, share in zip(rows.tolist(), shares.tolist(), strict=True):
            if other >= 0:
                yield incident[row], incident[other], share
