"""Inferred answers between a store's acts, by the reply model on its dated incidents."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from talion.hawkes.consistency import made_consistent
from talion.hawkes.from_table import answers
from talion.model.claim import Basis, Claim, ClaimType
from talion.reciprocity.history import read_history, stated_antecedents
from talion.reciprocity.response import Response
from talion.reciprocity.stored_events import events_from_history
from talion.vocabulary import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pyoxigraph import NamedNode

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.history import History
    from talion.store import Store

RUN = "reply-model"
"""The name of the model run whose claims stand in a store."""

_FEW = 0.01  # below that probability a candidate is noise


def inferred_answers(told: History, model: Model, least: float = _FEW) -> list[Response]:
    """Return the answers that the model infers among acts, of that probability at least.

    An act that answers some act of the other side with that probability answers the likeliest.
    Of an act whose cause is stated none are inferred, nor any that what is stated rules out: that
    an act answers one which answers it. An act of several parties is a row a pair to the model;
    of its answers to one act the likeliest counts.
    """
    stated = stated_antecedents(told)
    best: dict[tuple[str, str], Response] = {}
    for answer in _candidates(told, model, stated, least):
        pair = answer.event, answer.antecedent
        if answer.event not in stated and (
            pair not in best or answer.certainty > best[pair].certainty
        ):
            best[pair] = answer
    return [best[pair] for pair in sorted(best)]


def incidents_of_rows(events: EventTable, acts: Collection[str]) -> list[str]:
    """Return by row of a store's events the act, one of `acts`, that the row is a pair of."""
    return [_act_of(str(ident), acts) for ident in events.table["id"].to_pylist()]


def _act_of(row: str, acts: Collection[str]) -> str:
    """Return the act of a row; the ids of both actors may follow its own, and hold slashes too."""
    while row not in acts and "/" in row:
        row = row.rpartition("/")[0]
    return row


def with_inferred(told: History, model: Model, least: float = _FEW) -> History:
    """Return history with what the model infers added to what stands in them."""
    known = {(a.event, a.antecedent) for a in told.responses}
    more = inferred_answers(told, model, least)
    new = tuple(a for a in more if (a.event, a.antecedent) not in known)
    return replace(told, responses=told.responses + new)


def write_inferred(store: Store, model: Model, least: float = _FEW) -> tuple[int, int]:
    """Write what the model infers into a store, as claims of a model run.

    Returns how many answers, and of how many acts: one act may answer one of several.

    They take the place of those of an earlier run, lie in a graph of their own, and leave what
    sources state untouched.
    """
    with store.writer() as writer:
        found = inferred_answers(read_history(writer.view()), model, least)
        claims = [
            Claim(
                f"r{n}",
                ClaimType.RESPONSE,
                a.event,
                a.antecedent,
                Basis.INFERRED,
                None,
                None,
                a.probability,
                RUN,
            )
            for n, a in enumerate(found, 1)
        ]
        writer.put_run(RUN, _facts(model, least), claims)
    return len(found), len({a.event for a in found})


def _facts(model: Model, least: float) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what is said of a run: what the model is, and its parameters as JSON."""
    yield DCTERMS.title.node, Literal("Who answers whom, inferred by the reply model")
    told = {**model.source, "least_probability": least, "parameters": digest(model)}
    yield DCTERMS.description.node, Literal(json.dumps(told, sort_keys=True))


def digest(model: Model) -> str:
    """Return a short name of a model's parameters: equal parameters, equal name."""
    text = json.dumps(model.to_json(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _candidates(
    told: History, model: Model, stated: Mapping[str, list[str]], least: float
) -> Iterator[Response]:
    """Yield by row what it may answer; what it most probably answers if an answer is likely."""
    events = events_from_history(told)
    if len(events) < 2:
        return
    incident = incidents_of_rows(events, told.events)
    found = made_consistent(answers(model, events), incident, stated)
    for row, (rows, shares) in enumerate(zip(found.rows, found.shares, strict=True)):
        for nth, (other, share) in enumerate(zip(rows.tolist(), shares.tolist(), strict=True)):
            reply = round(float(found.reply[row]), 6) if nth == 0 else None
            if other >= 0 and max(share, reply or 0.0) >= least:
                source, target = incident[row], incident[other]
                yield Response(source, target, Basis.INFERRED, round(share, 6), reply=reply)
