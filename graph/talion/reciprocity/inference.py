"""Inferred responses among a store's incidents, by the reply model on the dated ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talion.hawkes.consistency import made_consistent
from talion.hawkes.from_table import infer_replies
from talion.model.claim import Basis
from talion.reciprocity.history import stated_antecedents
from talion.reciprocity.response import Response
from talion.reciprocity.stored_events import events_from_history, incidents_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talion.hawkes.reply_model import Model
    from talion.reciprocity.history import History

FEW_PERCENT = 0.01
"""Below that probability a candidate is noise."""


def inferred_responses(
    history: History, model: Model, least: float = FEW_PERCENT
) -> list[Response]:
    """Return the responses that the model infers among incidents, of at least that probability.

    An incident that responds to some incident of the other side with that probability responds to
    the likeliest. None are inferred of an incident whose antecedent is stated, be it in the history
    or outside, nor any that a stated one rules out: that an incident responds to its own response.
    An incident of several parties is a row a dyad to the model; of its responses to one incident
    the likeliest counts.

    >>> from talion.hawkes.reply_model import Model
    >>> found = inferred_responses(history, Model.default())
    >>> all(not response.stated and response.probability for response in found)
    True
    """
    stated = stated_antecedents(history)
    settled = stated.keys() | history.elsewhere.keys()
    best: dict[tuple[str, str], Response] = {}
    for response in _candidates(history, model, stated, least):
        pair = response.event, response.antecedent
        if response.event not in settled and (
            pair not in best or response.certainty > best[pair].certainty
        ):
            best[pair] = response
    return [best[pair] for pair in sorted(best)]


def with_inferred(history: History, model: Model, least: float = FEW_PERCENT) -> History:
    """Return a history with what the model infers added to the responses that it has.

    >>> from talion.hawkes.reply_model import Model
    >>> more = with_inferred(history, Model.default()).responses
    >>> more[: len(history.responses)] == history.responses, len(more) > len(history.responses)
    (True, True)
    """
    known = {(r.event, r.antecedent) for r in history.responses}
    inferred = inferred_responses(history, model, least)
    new = tuple(r for r in inferred if (r.event, r.antecedent) not in known)
    return replace(history, responses=history.responses + new)


def _candidates(
    history: History, model: Model, stated: Mapping[str, list[str]], least: float
) -> Iterator[Response]:
    """Yield by row what it may respond to; the likeliest if any response is likely enough."""
    events = events_from_history(history)
    if len(events) < 2:
        return
    incident = incidents_of_rows(events, history.events)
    found = made_consistent(infer_replies(model, events), incident, stated)
    for row, (rows, shares) in enumerate(zip(found.rows, found.shares, strict=True)):
        for nth, (other, share) in enumerate(zip(rows.tolist(), shares.tolist(), strict=True)):
            reply = round(float(found.reply[row]), 6) if nth == 0 else None
            if other >= 0 and max(share, reply or 0.0) >= least:
                event, antecedent = incident[row], incident[other]
                yield Response(event, antecedent, Basis.INFERRED, round(share, 6), reply=reply)
