"""An incident's own slots, merged from its reports, and its readable id."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from talion.model.actor import ActorKind, slug
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.model.identities import AS_THEY_ARE, PartiesAsRead
from talion.model.incident import Incident, Report, Slot, Status

#: The most actors of one side that an id names; of further ones it gives the number.
_NAMED = 3

#: Statuses by how sure they are, the surest first.
_SURENESS = {status: place for place, status in enumerate(Status)}


def incident(ident: str, reports: Sequence[Report]) -> Incident:
    """Merge the slots of an incident's reports, which are ordered by id.

    Status: the most certain (reported, alleged, prospective). Count: the one most reports give, of
    equally frequent ones that with the most exact date. Date: the most exact, of equally exact ones
    the one most reports give. Agents and targets: the union. `disputed` names the slots in which
    the reports contradict each other. Confidence: the greatest; none where a report is certain.

    >>> reports = list(view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"]))
    >>> merged = incident("one", reports)
    >>> merged.count, str(merged.date), merged.disputed
    (2, '2020-12-10', ())
    """
    count, date = _count(reports), _date(reports)
    return Incident(
        id=ident,
        type=reports[0].type,
        status=min((r.status for r in reports), key=_SURENESS.__getitem__),
        agents=tuple(sorted({a for r in reports for a in r.agents})),
        targets=tuple(sorted({t for r in reports for t in r.targets})),
        count=count,
        date=date,
        reports=tuple(r.id for r in reports),
        disputed=_disputed(reports),
        confidence=_confidence(reports),
    )


def _confidence(reports: Sequence[Report]) -> float | None:
    given = [r.confidence for r in reports]
    return None if None in given else max(c for c in given if c is not None)


def _exactness(report: Report) -> tuple[int, int]:
    """Order reports: the most exact date first, then the most certain status."""
    days = report.date.days() if report.date else 1_000_000
    return days, _SURENESS[report.status]


def _count(reports: Sequence[Report]) -> int | None:
    given = Counter(r.count for r in reports if r.count is not None)
    if not given:
        return None
    often = max(given.values())
    best = (r for r in reports if r.count is not None and given[r.count] == often)
    return min(best, key=lambda r: (*_exactness(r), r.id)).count


def _date(reports: Sequence[Report]) -> Date | None:
    given = Counter(r.date for r in reports if r.date is not None)
    return min(given, key=lambda d: (d.days(), -given[d], d)) if given else None


def _disputed(reports: Sequence[Report]) -> tuple[Slot, ...]:
    counts = {r.count for r in reports if r.count is not None}
    dates = {r.date for r in reports if r.date is not None}
    found = {
        Slot.COUNT: len(counts) > 1,
        Slot.DATE: any(not a.compatible(b) for a, b in combinations(sorted(dates), 2)),
        Slot.STATUS: len({r.status for r in reports}) > 1,
    }
    return tuple(slot for slot, open_ in found.items() if open_)


def with_ids(
    incidents: Iterable[Incident], known: Gazetteer, as_read: PartiesAsRead = AS_THEY_ARE
) -> list[Incident]:
    """Return incidents with the ids that they have among each other, ordered by these.

    The id gives date, type, agents and targets: `2020-12-10-expulsion-netherlands-russia`. Where
    several incidents would share an id, the article and the finding of each one's least report are
    appended. The parties are named as they were read, so that ids outlast decisions about actors.

    >>> from talion.store.reference import gazetteer
    >>> reports = list(view.reports(["2020-12-dutchreview#e1"]))
    >>> [found.id for found in with_ids([incident("", reports)], gazetteer())]
    ['2020-12-expulsion-netherlands-russia']
    """
    named: dict[str, list[Incident]] = {}
    for found in incidents:
        named.setdefault(readable(found, known, as_read), []).append(found)
    made: dict[str, Incident] = {}
    for name, same in named.items():
        for found in same:
            article, _, finding = min(found.reports).rpartition("#")
            alone = len(same) == 1
            ident = name if alone else f"{name}-{slug(article)}-{slug(finding)}"
            made[ident] = found if found.id == ident else replace(found, id=ident)
    return [made[ident] for ident in sorted(made)]


def readable(found: Incident, known: Gazetteer, as_read: PartiesAsRead = AS_THEY_ARE) -> str:
    """Return what the id of an incident begins with; no more, unless another has the same.

    >>> from talion.store.reference import gazetteer
    >>> reports = list(view.reports(["2020-12-dutchreview#e1"]))
    >>> readable(incident("", reports), gazetteer())
    '2020-12-expulsion-netherlands-russia'
    """
    when = slug(str(found.date)) if found.date else "undated"
    who, whom = (_joined(side, known) for side in as_read.sides(found))
    return f"{when}-{slug(found.type)}-{who}-{whom}"


def _joined(ids: Sequence[str], known: Gazetteer) -> str:
    """Return the ids of one side as part of an id, states first."""

    def rank(ident: str) -> tuple[bool, str]:
        actor = known.by_id(ident)
        return actor is None or actor.kind != ActorKind.COUNTRY, ident

    first = sorted(ids, key=rank)
    more = [f"and-{len(first) - _NAMED}-more"] if len(first) > _NAMED else []
    return "-".join([*first[:_NAMED], *more]) or "unknown"
