"""Findings as plain values for JSON.

An act is `{"id", "type", "label", "status", "agents", "targets", "count", "date", "severity",
"reports", "disputed", "evidence"}`; agents and targets are `{"id", "name"}`, evidence is a list of
`{"article", "publisher", "published", "quote", "start", "end"}`, of a report with `"report"`,
`"count"` and `"date"` as that article gives them. Acts of an event table have `"row"` (file and
line of the first report), and `"time"` where the table has no dates.

An answer is `{"source", "target", "basis", "probability", "p_reply", "run", "lag_days",
"evidence"}`: the act `source` answers the act `target`, with `probability` where that is inferred;
`p_reply` is that of its answering any act of the other side; `lag_days` is the least and the most
that the dates allow.

A chain is `{"length", "tit_for_tat", "basis", "probability", "severity", "sides", "steps"}`, a step
`{"acts", "answers", "alongside"}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.reciprocity.response import Lag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talion.reciprocity.chains import Chain, RankedChains, Step
    from talion.reciprocity.event import Event, Evidence
    from talion.reciprocity.history import History
    from talion.reciprocity.ledger import Ledger, SideTotals
    from talion.reciprocity.precedents import Precedents, Reaction
    from talion.reciprocity.response import Response
    from talion.reciprocity.significance import Excess
    from talion.reciprocity.unanswered import Unanswered
    from talion.reciprocity.waves import Wave

Plain = dict[str, Any]


def evidence(told: Evidence) -> Plain:
    """Return the words of an article."""
    shown: Plain = {
        "article": told.article,
        "publisher": told.publisher,
        "published": told.published,
        "quote": told.quote,
        "start": told.start,
        "end": told.end,
    }
    if told.report is not None:
        shown |= {"report": told.report, "count": told.count, "date": told.date}
    return shown


def actors(history: History, ids: Iterable[str]) -> list[Plain]:
    """Return actors by id and name."""
    return [{"id": i, "name": history.name(i)} for i in ids]


def event(history: History, it: Event) -> Plain:
    """Return an act."""
    shown: Plain = {
        "id": it.id,
        "type": it.type,
        "label": history.label(it.type),
        "status": it.status,
        "agents": actors(history, it.agents),
        "targets": actors(history, it.targets),
        "count": it.count,
        "date": it.date.edtf if it.date else None,
        "severity": it.severity,
        "reports": it.reports,
        "disputed": list(it.disputed),
        "evidence": [evidence(e) for e in it.evidence],
    }
    if it.row is not None:
        shown["row"] = it.row
    if it.date is None and it.time is not None:
        shown["time"] = it.time
    return shown


def lag(it: Lag | None) -> list[float] | None:
    """Return the least and the most days of a lag, whole where they are whole."""
    return None if it is None else [int(d) if d == int(d) else d for d in (it.least, it.most)]


def response(history: History, it: Response) -> Plain:
    """Return an answer."""
    cause, source = history.events.get(it.antecedent), history.events.get(it.event)
    return {
        "source": it.event,
        "target": it.antecedent,
        "basis": it.basis,
        "probability": None if it.probability is None else round(it.probability, 6),
        "p_reply": None if it.reply is None else round(it.reply, 6),
        "run": it.run,
        "lag_days": lag(Lag.between(cause, source)) if cause and source else None,
        "evidence": [evidence(e) for e in it.evidence],
    }


def chain(history: History, it: Chain) -> Plain:
    """Return a chain with its steps."""
    return {
        "length": len(it.steps),
        "tit_for_tat": it.tit_for_tat,
        "basis": it.basis,
        "probability": round(it.probability, 6),
        "severity": round(it.severity, 6),
        "sides": [actors(history, sorted(side)) for side in it.sides],
        "steps": [_step(history, s) for s in it.steps],
    }


def ledger(history: History, it: Ledger) -> Plain:
    """Return a ledger: entries in time order, an account a side, what was answered in number."""
    return {
        "sides": actors(history, [a.side.actor for a in it.totals]),
        "entries": [
            {
                "side": e.side,
                "act": event(history, e.event),
                "answers": [response(history, a) for a in e.antecedents],
                "answered_by": [a.event for a in e.responses],
            }
            for e in it.entries
        ],
        "accounts": [_account(a) for a in it.totals],
        "exchanges": [
            {
                "answer": e.event.id,
                "answers": [a.id for a in e.antecedents],
                "count": e.answer,
                "count_answered": e.causes,
                "in_kind": e.alike,
            }
            for e in it.exchanges
        ],
        "in_kind": it.in_kind,
        "symmetry": it.symmetry,
        "owes": it.owes.actor if it.owes else None,
    }


def wave(history: History, it: Wave) -> Plain:
    """Return a wave with its cause and the answers it got."""
    return {
        "target": actors(history, [it.target])[0],
        "states": actors(history, it.states),
        "count": it.count,
        "cause": event(history, it.antecedent) if it.antecedent else None,
        "caused_by": [response(history, a) for a in it.links],
        "acts": [event(history, a) for a in it.events],
        "answered": it.answered,
        "answers": [response(history, a) for a in it.responses],
        "expected_states": it.expected,
        "chance": it.chance,
    }


def unanswered(history: History, it: Unanswered) -> Plain:
    """Return an act without an answer, and how surely one would have come.

    Both are null where the act is known to a month or vaguer, with the reason.
    """
    expected, coming = it.expected, it.coming
    return {
        "act": event(history, it.event),
        "p_expected": None if expected is None else round(expected, 6),
        "p_coming": None if coming is None else round(coming, 6),
        "p_unanswered": round(it.unanswered, 6),
        "reason": "date too vague" if expected is None else None,
    }


def precedents(history: History, it: Precedents) -> Plain:
    """Return the precedents of an act with reasons and reactions, and what they let expect."""
    outcome = it.outcome
    return {
        "act": event(history, it.event),
        "reactions": [_reaction(history, r) for r in it.reactions],
        "precedents": [
            {
                "score": round(p.score, 6),
                "act": event(history, p.event),
                "reasons": [
                    {"kind": r.kind, "words": r.words, "weight": round(r.weight, 6)}
                    for r in p.reasons
                ],
                "reactions": [_reaction(history, r) for r in p.reactions],
            }
            for p in it.found
        ],
        "expected": None
        if outcome is None
        else {
            "precedents": outcome.precedents,
            "answered": round(outcome.answered, 6),
            "types": {kind: round(share, 6) for kind, share in outcome.types.items()},
            "median_delay_days": outcome.delay,
            "delays_days": [lag(d) for d in outcome.delays],
            "median_ratio": outcome.ratio,
        },
    }


def excess(it: Iterable[Excess]) -> list[Plain]:
    """Return how many chains were found and how many chance would give, by least length."""
    return [
        {
            "min_length": e.length,
            "found": e.found,
            "by_chance": round(e.mean, 6),
            "deviation": round(e.deviation, 6),
            "p": round(e.chance, 6),
        }
        for e in it
    ]


def _reaction(history: History, it: Reaction) -> Plain:
    return {
        "act": event(history, it.event),
        "answer": response(history, it.response),
        "lag_days": lag(it.lag),
        "ratio": it.ratio,
    }


def _account(it: SideTotals) -> Plain:
    return {
        "side": it.side.actor,
        "acts": it.events,
        "types": {
            kind: {"acts": t.events, "count": t.count, "counted": t.counted}
            for kind, t in it.by_type.items()
        },
        "answered": it.answered,
        "share_answered": it.share,
        "median_delay_days": it.delay,
        "delays_days": [lag(d) for d in it.delays],
        "alleged": it.alleged,
        "alleged_answered": it.alleged_answered,
        "planned": it.planned,
        "open": [a.id for a in it.open],
    }


def ranked_chains(history: History, it: RankedChains) -> Plain:
    """Return chains, and how many there are in all."""
    return {"total": it.total, "chains": [chain(history, c) for c in it.chains]}


def _step(history: History, it: Step) -> Plain:
    return {
        "acts": [event(history, a) for a in it.events],
        "answers": [response(history, a) for a in it.responses],
        "alongside": [event(history, a) for a in it.alongside],
    }
