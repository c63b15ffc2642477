"""Findings as plain values for JSON.

An event is `{"id", "type", "label", "status", "agents", "targets", "count", "date", "severity",
"reports", "disputed", "confidence", "evidence"}`; agents and targets are `{"id", "name"}`, evidence
is a list of `{"article", "publisher", "published", "quote", "start", "end"}`, and of a report also
`"report"`, `"count"`, `"date"` and `"confidence"` as that article gives them. Events of a table
have `"row"` (file and line of the first report), and `"time"` where the table has no dates.

A response is `{"response", "antecedent", "basis", "confidence", "probability", "p_reply", "run",
"lag_days", "evidence"}`: the event `response` responds to the event `antecedent`, with
`probability` where that is inferred; `p_reply` is the probability that it responds to any event of
the other side; `lag_days` is the least and the greatest lag that the dates allow.

`confidence` is how probable it is that a program read it right; null where a person or a table
vouches for it, or a model inferred it.

A chain is `{"length", "tit_for_tat", "basis", "probability", "severity", "sides", "steps"}`, a step
`{"events", "responses", "coordinated"}`. Its `probability` is that of its weakest link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.reciprocity.response import Lag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talion.model.overlaps import Total
    from talion.reciprocity.chain import Chain, Step
    from talion.reciprocity.chains import RankedChains
    from talion.reciprocity.event import Event, Evidence
    from talion.reciprocity.expectation import Expectation
    from talion.reciprocity.history import History
    from talion.reciprocity.ledger import Ledger
    from talion.reciprocity.precedent_similarity import Reaction
    from talion.reciprocity.precedents import Precedents
    from talion.reciprocity.response import Response
    from talion.reciprocity.side_totals import SideTotals
    from talion.reciprocity.significance import Excess
    from talion.reciprocity.unanswered import Unanswered
    from talion.reciprocity.waves import Wave

Plain = dict[str, Any]


def evidence(it: Evidence) -> Plain:
    """Return a passage of an article.

    >>> from talion.reciprocity.event import Evidence
    >>> evidence(Evidence("norway", "Norway expelled a diplomat", 0, 26))["quote"]
    'Norway expelled a diplomat'
    """
    shown: Plain = {
        "article": it.article,
        "publisher": it.publisher,
        "published": it.published,
        "quote": it.quote,
        "start": it.start,
        "end": it.end,
    }
    if it.report is not None:
        shown |= {"report": it.report, "count": it.count, "date": it.date}
        shown["confidence"] = it.confidence
    return shown


def actors(history: History, ids: Iterable[str]) -> list[Plain]:
    """Return actors by id and name.

    >>> actors(history, ["russia", "nato"])
    [{'id': 'russia', 'name': 'Russia'}, {'id': 'nato', 'name': 'NATO'}]
    """
    return [{"id": i, "name": history.name(i)} for i in ids]


def event(history: History, it: Event) -> Plain:
    """Return an event.

    >>> shown = event(history, history.events["2021-07-expulsion-russia-united-states"])
    >>> shown["label"], shown["agents"], shown["date"], shown["status"].value
    ('expulsion', [{'id': 'russia', 'name': 'Russia'}], '2021-07', 'reported')
    """
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
        "confidence": it.confidence,
        "evidence": [evidence(e) for e in it.evidence],
    }
    if it.row is not None:
        shown["row"] = it.row
    if it.date is None and it.time is not None:
        shown["time"] = it.time
    return shown


def lag(it: Lag | None) -> list[float] | None:
    """Return the least and the most days of a lag, whole where they are whole.

    >>> lag(Lag(3.0, 30.5)), lag(None)
    ([3, 30.5], None)
    """
    return None if it is None else [int(d) if d == int(d) else d for d in (it.least, it.most)]


def response(history: History, it: Response) -> Plain:
    """Return a response.

    >>> link = next(r for r in history.responses if r.event.startswith("2020-12-10-threat"))
    >>> shown = response(history, link)
    >>> shown["antecedent"], shown["basis"].value, shown["lag_days"]
    ('2020-12-10-expulsion-netherlands-russia', 'stated', [0, 0])
    """
    first, later = history.events.get(it.antecedent), history.events.get(it.event)
    return {
        "response": it.event,
        "antecedent": it.antecedent,
        "basis": it.basis,
        "confidence": it.confidence,
        "probability": None if it.probability is None else round(it.probability, 6),
        "p_reply": None if it.reply is None else round(it.reply, 6),
        "run": it.run,
        "lag_days": lag(Lag.between(first, later)) if first and later else None,
        "evidence": [evidence(e) for e in it.evidence],
    }


def chain(history: History, it: Chain) -> Plain:
    """Return a chain with its steps.

    >>> from talion.reciprocity.chains import chains
    >>> shown = chain(history, chains(history, limit=1).chains[0])
    >>> shown["length"], len(shown["steps"]), sorted(shown["steps"][0])
    (3, 3, ['coordinated', 'events', 'responses'])
    """
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
    """Return a ledger: entries in time order, the totals of each side, responses by number.

    >>> from talion.reciprocity.ledger import ledger as balance
    >>> from talion.reciprocity.party import sides
    >>> shown = ledger(history, balance(history, *sides(history, "Netherlands", "Russia")))
    >>> [side["id"] for side in shown["sides"]], len(shown["entries"]), shown["owes_response"]
    (['netherlands', 'russia'], 10, {'id': 'russia', 'name': 'Russia'})
    """
    return {
        "sides": actors(history, [a.side.actor for a in it.totals]),
        "entries": [
            {
                "side": e.side,
                "event": event(history, e.event),
                "antecedents": [response(history, a) for a in e.antecedents],
                "antecedents_not_listed": [response(history, a) for a in e.outside],
                "antecedent_elsewhere": e.elsewhere,
                "responses": [a.event for a in e.responses],
            }
            for e in it.entries
        ],
        "totals": [_totals(history, a) for a in it.totals],
        "exchanges": [
            {
                "response": e.event.id,
                "antecedents": [a.id for a in e.antecedents],
                "response_count": e.response_count,
                "antecedent_count": e.antecedent_count,
                "in_kind": e.alike,
            }
            for e in it.exchanges
        ],
        "in_kind": it.in_kind,
        "symmetry": it.symmetry,
        "owes_response": actors(history, [it.owes.actor])[0] if it.owes else None,
        "milder": it.milder,
    }


def total(it: Total) -> Plain:
    """Return what events add up to, at least and at most.

    At least `different` of at most `events`, in `reports`, are different ones. The counts of those
    that are `counted`, in `counting` reports, add up to a number between `at_least` and `up_to`;
    both are null where they count different things (persons, posts) and do not add up.

    >>> from talion.model.overlaps import Total
    >>> total(Total(3, 2, 4, counted=2, least=60, most=108, counting=2))["up_to"]
    108
    """
    return {
        "events": it.incidents,
        "different": it.different,
        "reports": it.reports,
        "counted": it.counted,
        "at_least": it.least if it.adds else None,
        "up_to": it.most if it.adds else None,
        "counting": it.counting,
    }


def wave(history: History, it: Wave) -> Plain:
    """Return a wave with its antecedent and the responses to it.

    >>> from talion.reciprocity.waves import waves
    >>> shown = wave(history, waves(history)[0])
    >>> shown["target"]["id"], [state["id"] for state in shown["states"]]
    ('russia', ['belgium', 'czech-republic', 'ireland', 'netherlands'])
    """
    return {
        "target": actors(history, [it.target])[0],
        "states": actors(history, it.states),
        "total": total(it.total),
        "antecedent": event(history, it.antecedent) if it.antecedent else None,
        "links": [response(history, a) for a in it.links],
        "events": [event(history, a) for a in it.events],
        "answered": it.answered,
        "responses": [response(history, a) for a in it.responses],
        "expected_states": it.expected,
        "p_value": it.chance,
    }


def unanswered(history: History, it: Unanswered) -> Plain:
    """Return an event without a response, and how probable one was by now and is from now on.

    Both are null where the event is dated to a month or more vaguely, with the reason.

    >>> from talion.reciprocity.unanswered import Unanswered
    >>> expulsion = history.events["2022-03-29-expulsion-belgium-russia"]
    >>> shown = unanswered(history, Unanswered.of(expulsion, 1.0, 1.5, 0.75))
    >>> shown["p_expected"], shown["p_coming"], shown["reason"]  # 1 − e⁻¹, 1 − e⁻½
    (0.632121, 0.393469, None)
    """
    expected, coming = it.expected, it.coming
    return {
        "event": event(history, it.event),
        "p_expected": None if expected is None else round(expected, 6),
        "p_coming": None if coming is None else round(coming, 6),
        "p_unanswered": round(it.unanswered, 6),
        "as_of": it.as_of.edtf if it.as_of else None,
        "reason": "date too vague" if expected is None else None,
    }


def precedents(history: History, it: Precedents) -> Plain:
    """Return the precedents of an event with reasons and responses, and the outlook they give.

    >>> from talion.reciprocity.precedents import precedents as similar
    >>> found = similar(history, "2020-12-10-expulsion-netherlands-russia", limit=1)
    >>> shown = precedents(history, found)
    >>> shown["precedents"][0]["event"]["id"], shown["expected"]["precedents"]
    ('2018-expulsion-netherlands-russia', 1)
    """
    outcome = it.outcome
    return {
        "event": event(history, it.event),
        "responses": [_reaction(history, r) for r in it.reactions],
        "precedents": [
            {
                "score": round(p.score, 6),
                "event": event(history, p.event),
                "reasons": [
                    {"kind": r.kind, "text": r.words, "weight": round(r.weight, 6)}
                    for r in p.reasons
                ],
                "responses": [_reaction(history, r) for r in p.reactions],
            }
            for p in it.found
        ],
        **_expectation(it.expectation),
        "expected": None
        if outcome is None
        else {
            "precedents": outcome.precedents,
            "share_answered": round(outcome.answered, 6),
            "types": {kind: round(share, 6) for kind, share in outcome.types.items()},
            "median_lag_days": outcome.delay,
            "lags_days": [lag(d) for d in outcome.delays],
            "median_ratio": outcome.ratio,
        },
    }


def _expectation(it: Expectation | None) -> Plain:
    """Return the probability of a response under the names that `unanswered` uses."""
    by_now, coming = (None, None) if it is None else (it.by_now, it.coming)
    return {
        "p_expected": None if by_now is None else round(by_now, 6),
        "p_coming": None if coming is None else round(coming, 6),
        "as_of": it.as_of.edtf if it and it.as_of else None,
    }


def excess(it: Iterable[Excess]) -> list[Plain]:
    """Return how many chains were observed and how many chance gives, by least length.

    >>> from talion.reciprocity.significance import Excess
    >>> excess([Excess(length=3, found=7, mean=2.5, deviation=1.0, chance=0.01)])
    [{'min_length': 3, 'observed': 7, 'mean': 2.5, 'standard_deviation': 1.0, 'p_value': 0.01}]
    """
    return [
        {
            "min_length": e.length,
            "observed": e.found,
            "mean": round(e.mean, 6),
            "standard_deviation": round(e.deviation, 6),
            "p_value": round(e.chance, 6),
        }
        for e in it
    ]


def _reaction(history: History, it: Reaction) -> Plain:
    return {
        "event": event(history, it.event),
        "link": response(history, it.response),
        "lag_days": lag(it.lag),
        "ratio": it.ratio,
    }


def _totals(history: History, it: SideTotals) -> Plain:
    return {
        "side": actors(history, [it.side.actor])[0],
        "events": it.events,
        "total": total(it.total),
        "types": {kind: total(each) for kind, each in it.by_type.items()},
        "answered": it.answered,
        "share_answered": it.share,
        "median_lag_days": it.delay,
        "lags_days": [lag(d) for d in it.delays],
        "alleged": it.alleged,
        "alleged_answered": it.alleged_answered,
        "prospective": it.planned,
        "unanswered": [a.id for a in it.open],
    }


def ranked_chains(history: History, it: RankedChains) -> Plain:
    """Return chains, and how many there are in all.

    >>> from talion.reciprocity.chains import chains
    >>> shown = ranked_chains(history, chains(history, limit=2))
    >>> len(shown["chains"]), shown["total"] > 2
    (2, True)
    """
    return {"total": it.total, "chains": [chain(history, c) for c in it.chains]}


def _step(history: History, it: Step) -> Plain:
    return {
        "events": [event(history, a) for a in it.events],
        "responses": [response(history, a) for a in it.responses],
        "coordinated": [event(history, a) for a in it.alongside],
    }
