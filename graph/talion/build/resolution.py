"""From all reports to incidents, and the statements derived from them."""

from collections.abc import Iterable

from talion.model.date import Date
from talion.model.decision import Decider, Decision
from talion.model.title import title
from talion.resolve.cross_document import resolve_incidents
from talion.store import View, Writer
from talion.store.read_overlaps import overlaps_of
from talion.store.reference import deed


def resolve_reports(writer: Writer, decisions: Iterable[Decision]) -> None:
    """Resolve all reports to incidents, given people's decisions, and derive what follows.

    The same reports and decisions give the same graph, in whatever order they came. Responses that
    a model inferred between the former incidents are removed; they can be inferred again.
    """
    decisions = list(decisions)
    writer.drop_runs()
    writer.put_actor_decisions(decisions)
    view = writer.view()
    published = {a.id: Date(a.published) if a.published else None for a in view.publications()}
    reports = list(view.reports())
    resolution = resolve_incidents(reports, decisions, published, as_read=view.as_read(decisions))
    writer.put_decisions(resolution.decisions)
    actors = {a.id: a for a in view.actors()}
    titles = {i.id: title(i, actors, deed) for i in resolution.incidents}
    writer.put_incidents(resolution.incidents, titles)
    overlaps = overlaps_of(
        resolution.incidents,
        reports,
        actors=actors.values(),
        offices=view.offices(),
        decisions=resolution.decisions,
        parts=view.parts(),
        tables=view.tables(),
    )
    writer.put_totals(resolution.incidents, overlaps)


def decisions_by_people(view: View) -> list[Decision]:
    """Return the decisions that people took, without the resolver's own.

    >>> decisions_by_people(view)
    []
    """
    return [d for d in view.decisions() if d.by == Decider.PERSON]
