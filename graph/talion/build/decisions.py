"""What persons decide about reports, taken down and taken back."""

from talion.build.resolution import personal, settle
from talion.errors import DecisionError
from talion.model.decision import SPLIT, Decision
from talion.model.incident import Incident
from talion.resolve.standing_decisions import decided, forgotten, unheld
from talion.store import Store, View
from talion.store.lookup import find_incident


def decide(store: Store, kind: str, first: str, second: str, reason: str) -> tuple[Incident, ...]:
    """Record a person's decision that two things are one incident or two, and resolve anew.

    `kind` is MERGE or SPLIT, `first` and `second` are ids of reports (`article#e1`) or of
    incidents, which stand for all their reports. It holds over the resolver and over what the
    person decided before. Returns the incidents that now tell of these reports. Raises
    UnknownError for an unknown id, DecisionError where it cannot be so; nothing is then changed.
    """
    with store.writer() as writer:
        view = writer.view()
        one, two = reports_of(view, first), reports_of(view, second)
        if kind == SPLIT:  # a report is taken out of its incident
            one, two = (one - two, two) if one > two else (one, two - one)
        if not one or not two or one & two:
            raise DecisionError(first, second, "they are the same")
        decisions = decided(kind, one, two, view.decisions(), reason)
        settle(writer, decisions)
        incidents = list(view.incidents())
        for broken in unheld(decisions, incidents):
            raise DecisionError(
                first,
                second,
                f"an earlier {broken.kind} speaks against it; "
                f"take it back first: talion decisions --forget {broken.first} {broken.second}",
            )
        now = [i for i in incidents if not (one | two).isdisjoint(i.reports)]
    return tuple(now)


def forget(store: Store, first: str, second: str) -> tuple[Decision, ...]:
    """Take back what a person decided between two reports or incidents, and resolve anew.

    Returns the decisions taken back. Raises UnknownError for an unknown id, DecisionError where
    nothing was decided.
    """
    with store.writer() as writer:
        view = writer.view()
        stood = personal(view)
        left = forgotten(reports_of(view, first), reports_of(view, second), stood)
        if len(left) == len(stood):
            raise DecisionError(first, second, "no person decided anything about them")
        settle(writer, left)
    return tuple(d for d in stood if d not in left)


def reports_of(view: View, reference: str) -> frozenset[str]:
    """Return the report of that id, or all reports of the incident; UnknownError for neither."""
    incident = find_incident(view, reference)
    return frozenset([reference] if reference in incident.reports else incident.reports)
