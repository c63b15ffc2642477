"""Decisions that people take about reports: recorded, withdrawn, checked against the result.

A person's decision is never weighed: the resolver works around it. The functions on plain values
come first, those that change a store at the end.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from talion.build.partial_resolution import resolve_again
from talion.build.resolution import decisions_by_people, resolve_reports
from talion.errors import DecisionError
from talion.model.decision import Decider, Decision, DecisionKind
from talion.model.incident import Incident, Report
from talion.store import Store, View, Writer
from talion.store.id_lookup import find_incident, find_report
from talion.store.lookup import id_in


def with_decision(
    kind: DecisionKind,
    first: Collection[str],
    second: Collection[str],
    existing: Iterable[Decision],
    reason: str,
) -> list[Decision]:
    """Return people's decisions with one more: two sets of reports are one incident, or two.

    A merge joins the least report of each set and drops the splits between the sets. A split
    separates every report of one set from every report of the other and drops such merges.

    >>> merge = with_decision(DecisionKind.MERGE, ["a#e1"], ["b#e2"], [], "same expulsion")
    >>> [(d.kind.value, d.first, d.second) for d in merge]
    [('merge', 'a#e1', 'b#e2')]
    >>> split = with_decision(DecisionKind.SPLIT, ["a#e1"], ["b#e2"], merge, "a year apart")
    >>> [d.kind.value for d in split]
    ['split']
    """
    between = {frozenset(pair) for pair in product(first, second)}
    kept = [
        d
        for d in existing
        if d.by == Decider.PERSON
        and (d.kind is kind or frozenset((d.first, d.second)) not in between)
    ]
    merges = kind == DecisionKind.MERGE
    pairs = [(min(first), min(second))] if merges else sorted(product(first, second))
    new = [Decision(kind, min(pair), max(pair), Decider.PERSON, reason) for pair in pairs]
    return list({d.id: d for d in [*kept, *new]}.values())


def without_decisions(
    first: Collection[str], second: Collection[str], existing: Iterable[Decision]
) -> list[Decision]:
    """Return people's decisions without those between two sets of reports.

    >>> merge = with_decision(DecisionKind.MERGE, ["a#e1"], ["b#e2"], [], "same expulsion")
    >>> without_decisions(["a#e1"], ["b#e2"], merge)
    []
    """
    between = {frozenset(pair) for pair in product(first, second)}
    people = (d for d in existing if d.by == Decider.PERSON)
    return [d for d in people if frozenset((d.first, d.second)) not in between]


def violated(decisions: Iterable[Decision], incidents: Iterable[Incident]) -> Iterator[Decision]:
    """Yield the decisions that some incidents contradict, as far as both reports are in them.

    Splits always hold; a merge fails where a chain of merges would join what is split.

    >>> merge = with_decision(DecisionKind.MERGE, ["a#e1"], ["b#e2"], [], "same expulsion")
    >>> list(violated(merge, []))
    []
    """
    home = {report: incident.id for incident in incidents for report in incident.reports}
    for decision in decisions:
        first, second = home.get(decision.first), home.get(decision.second)
        merges = decision.kind == DecisionKind.MERGE
        if first and second and (first == second) != merges:
            yield decision


def decide(
    store: Store,
    kind: DecisionKind,
    first: str,
    second: str,
    reason: str,
    *,
    force: bool = False,
) -> tuple[Incident, ...]:
    """Record a person's decision that two things are one incident or two, and resolve again.

    `first` and `second` are ids of reports (`article#e1`) or of incidents, which stand for all
    their reports. The decision prevails over the resolver and over earlier decisions about the
    same reports. Returns the incidents that these reports now belong to. Raises UnknownError for
    an unknown id and DecisionError where the decision cannot hold, or where it would merge reports
    of different types or parties and `force` is not given; nothing is then changed.

    >>> from talion.build import build
    >>> store = Store.memory()
    >>> _ = build(store)
    >>> one, two = "2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"
    >>> len(decide(store, DecisionKind.SPLIT, one, two, "an example"))
    2
    >>> [decision.kind.value for decision in withdraw(store, one, two)]
    ['split']
    """
    with store.writer() as writer, store.view() as before:
        one, two = reports_of(before, first), reports_of(before, second)
        if kind == DecisionKind.SPLIT:  # a report is taken out of its incident
            one, two = (one - two, two) if one > two else (one, two - one)
        if not one or not two or one & two:
            raise DecisionError(first, second, "they are the same")
        if kind == DecisionKind.MERGE and not force:
            told = before.reports(one), before.reports(two)
            for why in _differences(*told, states_of(before)):
                raise DecisionError(first, second, f"{why}; merge them anyway with --force")
        decisions = with_decision(kind, one, two, before.decisions(), reason)
        incidents = list(resolved(writer, before, decisions).incidents())
        for broken in violated(decisions, incidents):
            raise DecisionError(
                first,
                second,
                f"an earlier {broken.kind} contradicts it; "
                f"withdraw that first: talion decisions --forget {broken.first} {broken.second}",
            )
        now = [i for i in incidents if not (one | two).isdisjoint(i.reports)]
        record_retired(writer, before, incidents, set(decisions).difference(before.decisions()))
    return tuple(now)


def withdraw(store: Store, first: str, second: str) -> tuple[Decision, ...]:
    """Withdraw what people decided between two reports or incidents, and resolve again.

    Returns the withdrawn decisions. Raises UnknownError for an unknown id, DecisionError where
    nothing was decided.

    >>> from talion.build import build
    >>> store = Store.memory()
    >>> _ = build(store)
    >>> withdraw(store, "2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1")
    Traceback (most recent call last):
    talion.errors.DecisionError: ...: no person decided anything about them
    """
    with store.writer() as writer, store.view() as before:
        existing = decisions_by_people(before)
        left = without_decisions(reports_of(before, first), reports_of(before, second), existing)
        if len(left) == len(existing):
            raise DecisionError(first, second, "no person decided anything about them")
        resolved(writer, before, left)
    return tuple(d for d in existing if d not in left)


def states_of(view: View) -> dict[str, str]:
    """Return the states that agencies and office holders act for.

    >>> states_of(view)["svr"]
    'russia'
    """
    served = {o.person: o.state for o in view.offices() if o.state}
    return served | {a.id: a.state for a in view.actors() if a.state}


def _differences(
    first: Iterable[Report], second: Iterable[Report], states: Mapping[str, str]
) -> Iterator[str]:
    """Yield why no report of one set describes what one of the other does: types, parties.

    An agency and its state are one party, and so are a person in office and the state.
    """

    def parties(report: Report, side: str) -> set[str]:
        return {states.get(actor, actor) for actor in getattr(report, side)}

    pairs = [(a, b) for a, b in product(list(first), list(second))]
    if all(a.type != b.type for a, b in pairs):
        kinds = sorted({a.type for a, _ in pairs}), sorted({b.type for _, b in pairs})
        yield f"the types differ ({', '.join(kinds[0])} and {', '.join(kinds[1])})"
    for side in ("agents", "targets"):
        named = [(parties(a, side), parties(b, side)) for a, b in pairs]
        if all(one and other and one.isdisjoint(other) for one, other in named):
            who = (", ".join(sorted(set().union(*each))) for each in zip(*named, strict=True))
            yield f"the {side} differ ({' and '.join(who)})"


def resolved(writer: Writer, before: View, decisions: Collection[Decision]) -> View:
    """Resolve what a change of people's decisions can affect; return a view of the result.

    >>> store = Store.memory()
    >>> with store.writer() as writer, store.view() as before:
    ...     list(resolved(writer, before, []).incidents())
    []
    """
    before.keep()
    if before.kept():
        return resolve_again(writer, before, (), decisions)
    resolve_reports(writer, decisions)
    return writer.view()


def record_retired(
    writer: Writer, before: View, incidents: Iterable[Incident], taken: Collection[Decision]
) -> None:
    """Note at the decisions just taken which incidents ended, so that their ids still find one.

    >>> store = Store.memory()
    >>> with store.writer() as writer, store.view() as before:
    ...     record_retired(writer, before, [], [])
    """
    ended = {i.id for i in before.incidents()} - {i.id for i in incidents}
    if ended and taken:
        writer.retire(min(taken, key=lambda d: d.id), ended)


def reports_of(view: View, reference: str) -> frozenset[str]:
    """Return the report of that id, or all reports of the incident; UnknownError for neither.

    >>> len(reports_of(view, "2020-12-10-expulsion-netherlands-russia")) > 1
    True
    """
    incident = find_incident(view, reference)
    if "#" not in (id_in(reference, "report") or ""):
        return frozenset(incident.reports)
    return frozenset([find_report(view, reference)])
