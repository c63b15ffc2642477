"""Writing what the reply model infers into a store, as the claims of a model run."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from talion.model.claim import Basis, Claim, ClaimType
from talion.reciprocity.inference import FEW_PERCENT, inferred_responses
from talion.reciprocity.stored_history import read_history
from talion.vocabulary import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from talion.hawkes.reply_model import Model
    from talion.store import Store

RUN = "reply-model"
"""The name of the model run whose claims a store holds."""


def write_inferred(store: Store, model: Model, least: float = FEW_PERCENT) -> tuple[int, int]:
    """Write what the model infers into a store, as claims of a model run.

    Returns the number of responses, and of the incidents that respond: one may respond to one of
    several. The claims replace those of an earlier run, have a graph of their own, and leave what
    sources state untouched.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.events.to_store import write_to_store
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.store import Store
    >>> first = {"id": "a", "time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> second = {"id": "b", "time": 17_602.0, "date": date(2018, 3, 12), "type": "expulsion"}
    >>> rows = [
    ...     {"source": "Norway", "target": "Russia", **first},
    ...     {"source": "Russia", "target": "Norway", **second},
    ... ]
    >>> own = Store.memory()
    >>> _ = write_to_store(own, EventTable.from_rows(rows), publisher="A table")
    >>> write_inferred(own, Model.default())
    (1, 1)
    >>> with own.view() as graph:
    ...     [(claim.source, claim.target, claim.run) for claim in graph.claims()]
    [('b', 'a', 'reply-model')]
    """
    with store.writer() as writer:
        with store.view() as before:  # nothing is written yet, and this state's values are kept
            history = read_history(before)
        found = inferred_responses(history, model, least)
        claims = [
            Claim(
                f"r{n}",
                ClaimType.RESPONSE,
                response.event,
                response.antecedent,
                Basis.INFERRED,
                probability=response.probability,
                run=RUN,
            )
            for n, response in enumerate(found, 1)
        ]
        writer.put_run(RUN, _description(model, least), claims)
    return len(found), len({response.event for response in found})


def _description(model: Model, least: float) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what is recorded of a run: what the model is, and its parameters as JSON."""
    yield DCTERMS.title.node, Literal("Who responds to whom, inferred by the reply model")
    facts = {**model.source, "least_probability": least, "parameters": digest(model)}
    yield DCTERMS.description.node, Literal(json.dumps(facts, sort_keys=True))


def digest(model: Model) -> str:
    """Return a short name of a model's parameters: equal parameters, equal name.

    >>> from dataclasses import replace
    >>> from talion.hawkes.reply_model import Model
    >>> model = Model.default()
    >>> digest(model) == digest(Model.default()), digest(model) == digest(replace(model, world=2.0))
    (True, False)
    """
    text = json.dumps(model.to_json(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
