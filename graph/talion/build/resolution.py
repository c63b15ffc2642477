"""From all reports to incidents, and what follows from them."""

from collections.abc import Iterable

from talion.model.date import Date
from talion.model.decision import Decision
from talion.model.title import title
from talion.resolve.cross_document import resolve_incidents
from talion.store import View, Writer
from talion.store.reference import deed


def settle(writer: Writer, decisions: Iterable[Decision]) -> None:
    """Resolve all reports to incidents anew, under some decisions of persons, and derive.

    The same reports and decisions give the same graph, in whatever order they came. What a model
    inferred about the incidents as they were goes; it can be inferred again.
    """
    writer.drop_runs()
    view = writer.view()
    published = {a.id: Date(a.published) if a.published else None for a in view.articles()}
    resolution = resolve_incidents(view.reports(), decisions, published)
    writer.put_decisions(resolution.decisions)
    actors = {a.id: a for a in view.actors()}
    titles = {i.id: title(i, actors, deed) for i in resolution.incidents}
    writer.put_incidents(resolution.incidents, titles)


def personal(view: View) -> list[Decision]:
    """Return the decisions that persons took."""
    return [d for d in view.decisions() if d.by == "person"]
