"""What the index leaves and hides by each filter is what a scan of the graph gives."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from talion.build import build
from talion.model.actor import ActorKind
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.incident import Incident, Status
from talion.store import Store, View
from talion.store.bulk_load import EventRow, load
from talion.store.index import Filter, Index, Reply, Slice


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    store = Store.memory()
    build(store)
    with store.view() as view:
        yield view


@pytest.fixture(scope="module")
def index(view: View, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index.of(view, tmp_path_factory.mktemp("index") / "1.index")
    yield index
    index.close()


class Scan:
    """The filters as docs/page-data.md describes them, incident by incident."""

    def __init__(self, view: View) -> None:
        self.incidents = {i.id: i for i in view.incidents()}
        self.actors = {a.id: a for a in view.actors()}
        self.labels = view.labels()
        self.reports = {r.id: r for r in view.reports()}
        self.articles = {a.id: a for a in view.articles()}
        self.responses = [c for c in view.claims() if c.type == ClaimType.RESPONSE]
        self.serves = {o.person: o.state for o in view.offices() if o.state}

    def sides(self, ids: tuple[str, ...]) -> set[str]:
        """Actors, and the states or organizations that they act for."""
        own = {(a.state if (a := self.actors.get(i)) else None) or self.serves.get(i) for i in ids}
        kinds = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)
        return {*ids, *(i for i in own if i and self.actors[i].kind in kinds)}

    def is_of(self, actor: str, side: str, incident: Incident) -> bool:
        if actor == side:
            return True
        memberships = self.actors[actor].memberships if actor in self.actors else ()
        return any(
            m.organization == side and (incident.date is None or m.holds(incident.date))
            for m in memberships
        )

    def did(self, incident: Incident, ids: tuple[str, ...], sides: tuple[str, ...]) -> bool:
        return any(self.is_of(a, s, incident) for a in self.sides(ids) for s in sides)

    def shown(self, claim: Claim, by: Filter) -> bool:
        if claim.basis in by.without_bases:
            return False
        return claim.basis is Basis.STATED or (claim.probability or 0) >= by.chance

    def replied(self, incident: Incident, by: Filter) -> bool:
        targets = self.sides(incident.targets)
        return any(
            claim.target == incident.id
            and self.shown(claim, by)
            and self.incidents[claim.source].status != Status.PROSPECTIVE
            and (not targets or targets & self.sides(self.incidents[claim.source].agents))
            for claim in self.responses
        )

    def passes(self, one: Incident, by: Filter) -> bool:
        said = " ".join([self.labels[one.id], *(self.reports[r].quote.text for r in one.reports)])
        words = [w for part in said.casefold().split() for w in _pieces(part)]
        publishers = {self.articles[self.reports[r].article].publisher for r in one.reports}
        linked = any(one.id in (c.source, c.target) and self.shown(c, by) for c in self.responses)
        return (
            one.type not in by.without_types
            and one.status not in by.without_statuses
            and not publishers <= set(by.without_publishers)
            and (not by.actors or bool(set(by.actors) & {*one.agents, *one.targets}))
            and (not by.by or self.did(one, one.agents, by.by))
            and (not by.against or self.did(one, one.targets, by.against))
            and all(any(w.startswith(b) for w in words) for b in by.words.casefold().split())
            and (not by.linked or linked)
            and (
                by.reply is None
                or (one.status != Status.PROSPECTIVE
                and self.replied(one, by) == (by.reply is Reply.SOME))
            )
            and self.timely(one, by)
        )  # fmt: skip

    def timely(self, one: Incident, by: Filter) -> bool:
        if by.first is None and by.last is None:
            return True
        if one.date is None:
            return False
        first, last = by.first or date.min, by.last or date.max
        if by.sure:
            return first <= one.date.earliest and one.date.latest <= last
        return one.date.earliest <= last and first <= one.date.latest


def _pieces(word: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in word).split()


FILTERS = [
    Filter(without_types=("expulsion", "threat")),
    Filter(without_statuses=("alleged",), actors=("netherlands",)),
    Filter(without_publishers=("The Daily Beast", "DutchReview")),
    Filter(first=date(2021, 3, 1), last=date(2021, 12, 31)),
    Filter(first=date(2021, 3, 1), last=date(2021, 12, 31), sure=True),
    Filter(by=("nato",)),
    Filter(by=("european-union", "russia"), against=("netherlands",)),
    Filter(against=("belgium",), reply=Reply.NONE),
    Filter(words="expul russ"),
    Filter(words="Diplomats"),
    Filter(linked=True),
    Filter(linked=True, without_bases=(Basis.STATED,)),
    Filter(reply=Reply.SOME, without_types=("espionage",)),
    Filter(reply=Reply.NONE, by=("nato",)),
]


@pytest.mark.parametrize("by", FILTERS, ids=range(len(FILTERS)))
def test_filters_leave_what_a_scan_leaves(index: Index, view: View, by: Filter) -> None:
    scan = Scan(view)
    passing = [i for i in scan.incidents.values() if scan.passes(i, by)]
    found = index.incidents(Slice(), 500, by=by)
    assert set(found.ids) == {i.id for i in passing}
    assert found.total == len(passing) == sum(index.counts(by=by).values())
    dated = sum(n for types in index.months(by=by).values() for n in types.values())
    assert dated == sum(i.date is not None for i in passing)
    tallies = index.tallies(by)
    assert (tallies.incidents, tallies.total) == (len(passing), 53)
    hidden = {i: i.type not in by.without_types for i in scan.incidents.values()}
    assert tallies.hides.get("type", 0) == sum(not kept for kept in hidden.values())


def test_each_value_is_counted_with_what_the_other_filters_leave(index: Index) -> None:
    tallies = index.tallies(Filter(without_types=("expulsion",), without_statuses=("alleged",)))
    plain = index.counts()
    for name, tally in tallies.types.items():
        assert tally.total == sum(n for (t, _), n in plain.items() if t == name)
        assert tally.left == sum(n for (t, s), n in plain.items() if t == name and s != "alleged")
    expulsions = sum(n for (t, s), n in plain.items() if t == "expulsion" and s == "alleged")
    alleged = tallies.statuses["alleged"]
    assert alleged.left == alleged.total - expulsions
    assert sum(t.total for t in tallies.publishers.values()) >= 53
    assert tallies.responses["stated"].total == 32


def test_what_is_reported_by_verb_is_found_by_the_verb(index: Index) -> None:
    expulsions = sum(n for (t, _), n in index.counts().items() if t == "expulsion")
    found = index.incidents(Slice(), 500, by=Filter(words="expel"))
    assert found.total >= expulsions > 10
    assert index.search("expel", 100)["incidents"].total >= expulsions


def test_a_member_is_of_its_organization_from_the_day_it_joined(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s")
    days = ("2022-12-31", "2023-05-01", "2022/2023")  # Finland joined NATO in 2023
    load(
        store,
        [EventRow(f"e{n}", "expulsion", "finland", "russia", day, f"row {n}", "page")
         for n, day in enumerate(days)],
    )  # fmt: skip
    with store.view() as view:
        index = Index.of(view, None)
        found = index.incidents(Slice(), 10, by=Filter(by=("nato",)))
        index.close()
        (finland,) = view.actors(["finland"])
    assert found.ids == ("e1",)
    assert "nato" in {m.organization for m in finland.memberships}
