"""Resolving after some articles or decisions changed, without resolving all others again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.date import Date
from talion.model.decision import Decider, Decision
from talion.model.identities import PartiesAsRead
from talion.model.incident import Incident, Status
from talion.model.overlaps import Total
from talion.model.title import title
from talion.resolve.affected import affected_reports
from talion.resolve.cross_document import Resolution, resolve_incidents
from talion.resolve.merged_slots import readable, with_ids
from talion.store import View, Writer
from talion.store.changed_values import changed_values
from talion.store.derived_totals import Key, counted_types, total_keys
from talion.store.graph_change import GraphChange, KnownClaims
from talion.store.partial_derivation import joined
from talion.store.read_overlaps import overlaps_of
from talion.store.reference import deed, gazetteer
from talion.store.to_rdf import decision_node
from talion.store.value_rows import DECISION, INCIDENT, OFFICE


def resolve_again(
    writer: Writer, before: View, articles: Collection[str], people: Iterable[Decision]
) -> View:
    """Resolve what some changed articles, or a change of people's decisions, can affect.

    `before` reads the state that the writer began with, in which values are kept. The graph is then
    as `resolve_reports` makes it. Returns a view of it.
    """
    people = tuple(people)
    writer.drop_runs()
    writer.put_actor_decisions(people)
    changes = changed_values(before, writer.view(), articles)
    told = writer.view().changed(before, changes)
    work = _Again(before, told, frozenset(articles), people)
    found = work.resolved()
    incidents = {i.id: i for i in found.incidents}
    old = {i.id: i for i in before.incidents()}
    touched = work.touched(old.values()) | work.touched(found.incidents)
    differ = {i for i in old.keys() | incidents.keys() if old.get(i) != incidents.get(i)} | touched
    come = [incidents[i] for i in sorted(differ & incidents.keys())]
    changes.add(INCIDENT, differ, come)
    gone, new = _decided(before, found)
    changes.add(
        DECISION, (decision_node(d).value for d in gone), ((decision_node(d).value, d) for d in new)
    )
    after = writer.view().changed(before, changes)
    keys = {k for i in differ for state in (old, incidents) if i in state for k in _keys(state[i])}
    dropped, totals = _totals(old.values(), after, keys)
    named = {a.id: a for a in after.actors()}
    gone_ids = sorted(differ & old.keys())
    allowed, ruled_out = after.parted_claims()
    writer.change(
        GraphChange(
            gone=gone_ids,
            come=come,
            former=joined(before.told_claims(), gone_ids),
            claims=KnownClaims([*allowed, *ruled_out], ruled_out),
            titles={i.id: title(i, named, deed) for i in come},
            decisions_gone=gone,
            decisions_come=new,
            totals_gone=dropped,
            totals=totals,
        ),
        changes,
    )
    return after


@dataclass(frozen=True, slots=True)
class _Again:
    """The state before, what is told now, and what changed."""

    before: View
    told: View
    articles: frozenset[str]
    people: tuple[Decision, ...]

    def resolved(self) -> Resolution:
        """Return all incidents and decisions, resolved where something changed."""
        were = list(self.before.decisions())
        published = [_published(view.publications()) for view in (self.before, self.told)]
        reports = [list(view.reports()) for view in (self.before, self.told)]
        new = [(r, published[1].get(r.article)) for r in reports[1]]
        old = [(r, published[0].get(r.article)) for r in reports[0] if r.article in self.articles]
        asked = {*self.people, *(d for d in were if d.by == Decider.PERSON)}
        changed = {r.id for r, _ in (*old, *new) if r.article in self.articles}
        near = affected_reports(changed | self._parted(asked), (new, old), asked, gazetteer())
        as_read = self.told.as_read(self.people)
        part = resolve_incidents(
            (r for r in reports[1] if r.id in near.needed),
            self.people,
            published[1],
            as_read=as_read,
        )
        again = [i for i in part.incidents if i.reports[0] in near.reports]
        gone: list[Incident] = []
        outside: list[Incident] = []
        for was in self.before.incidents():
            (gone if was.reports[0] in near.reports else outside).append(was)
        incidents = _renamed(outside, gone, again, as_read)
        by_resolver = [
            *(d for d in were if d.by == Decider.RESOLVER and d.first not in near.reports),
            *(d for d in part.decisions if d.by == Decider.RESOLVER and d.first in near.reports),
        ]
        decisions = {d.id: d for d in (*self.people, *by_resolver)}
        return Resolution(tuple(incidents), tuple(decisions.values()))

    def _parted(self, asked: Collection[Decision]) -> set[str]:
        """Return the reports about which people's decisions changed."""
        were = set(self.before.decisions())
        changed = {d for d in asked if d not in self.people or d not in were}
        return {report for d in changed for report in (d.first, d.second)}

    def touched(self, incidents: Iterable[Incident]) -> set[str]:
        """Return the incidents that changed articles or decisions report, or changed actors do."""
        decided = self._parted({*self.people, *self._persons()})
        actors = _changed_actors(self.before, self.told)
        return {
            i.id
            for i in incidents
            if any(_article(r) in self.articles for r in i.reports)
            or not (decided.isdisjoint(i.reports) and actors.isdisjoint((*i.agents, *i.targets)))
        }

    def _persons(self) -> Iterable[Decision]:
        return (d for d in self.before.decisions() if d.by == Decider.PERSON)


def _renamed(
    outside: Iterable[Incident],
    gone: Iterable[Incident],
    come: Collection[Incident],
    as_read: PartiesAsRead,
) -> list[Incident]:
    """Return incidents with the ids that they have among each other; most keep theirs.

    `outside` stay, except that one may share its readable name with what is gone or came.
    """
    names = tuple({readable(i, gazetteer(), as_read) for i in (*gone, *come)})
    stay: list[Incident] = []
    again = list(come)
    for old in outside:
        (again if old.id.startswith(names) else stay).append(old)
    return [*stay, *with_ids(again, gazetteer(), as_read)]


def _article(report: str) -> str:
    return report.rpartition("#")[0]


def _published(articles: Iterable[Article]) -> dict[str, Date | None]:
    return {a.id: Date(a.published) if a.published else None for a in articles}


def _changed_actors(before: View, now: View) -> set[str]:
    """Return the actors whose names, states or offices changed."""
    old, new = ({a.id: a for a in view.actors()} for view in (before, now))
    found = {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)}
    offices = [set(view.of_kind(OFFICE)) for view in (before, now)]
    return found | {office.person for _, office in offices[0] ^ offices[1]}


def _decided(before: View, found: Resolution) -> tuple[list[Decision], list[Decision]]:
    """Return the decisions that are gone, and those that came."""
    old = {d.id: d for d in before.decisions()}
    new = {d.id: d for d in found.decisions}
    gone = [d for i, d in old.items() if new.get(i) != d]
    return gone, [d for i, d in new.items() if old.get(i) != d]


def _keys(incident: Incident) -> Iterable[Key]:
    if incident.status == Status.REPORTED:
        yield from total_keys(incident.type, incident.agents, incident.date)


def _totals(
    old: Iterable[Incident], after: View, keys: set[Key]
) -> tuple[set[Key], Mapping[Key, Total]]:
    """Return the totals to drop and to write: of some keys, and of types that began to count."""
    counted = [counted_types(incidents) for incidents in (old, after.incidents())]
    turned = counted[0] ^ counted[1]
    groups: dict[Key, list[Incident]] = defaultdict(list)
    for incident in (*old, *after.incidents()):
        for key in _keys(incident):
            if key in keys or key[0] in turned:
                groups[key] = []
    for incident in after.incidents():
        for key in _keys(incident):
            if key in groups:
                groups[key].append(incident)
    some = {i.id: i for group in groups.values() for i in group}
    reports = {r for i in some.values() for r in i.reports}
    overlaps = overlaps_of(
        some.values(),
        (r for r in after.reports() if r.id in reports),
        actors=after.actors(),
        offices=after.offices(),
        decisions=after.decisions(),
        parts=[pair for pair in _parts(after) if some.keys() >= set(pair)],
        tables=after.tables(),
    )
    made = {
        key: overlaps.total([i.id for i in group])
        for key, group in groups.items()
        if group and key[0] in counted[1]
    }
    return set(groups), made


def _parts(view: View) -> Iterable[tuple[str, str]]:
    return ((c.source, c.target) for c in view.told_claims() if c.type == ClaimType.PART)
