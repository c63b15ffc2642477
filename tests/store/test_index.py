"""The index of a graph gives what a scan of the graph gives."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from talion.build import build
from talion.model.claim import ClaimType
from talion.model.incident import Incident
from talion.store import Store, View
from talion.store.index import Index, Slice
from talion.store.subgraph import subgraph


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


@pytest.fixture(scope="module")
def incidents(view: View) -> list[Incident]:
    return list(view.incidents())


def test_the_summary_counts_what_is_there(index: Index, incidents: list[Incident]) -> None:
    found = index.summary()
    assert found["incidents"] == len(incidents) == 53
    assert found["types"] == Counter(i.type for i in incidents)
    assert found["first"] == min(i.date.earliest for i in incidents if i.date).isoformat()
    assert found["last"] == max(i.date.latest for i in incidents if i.date).isoformat()


def test_the_busiest_come_first(index: Index, incidents: list[Incident]) -> None:
    acts = Counter(a for i in incidents for a in {*i.agents, *i.targets})
    assert index.busiest(1) == ["russia"]
    assert [acts[a] for a in index.busiest(9)] == sorted(acts.values(), reverse=True)[:9]


@pytest.mark.parametrize(
    "which",
    [
        Slice(),
        Slice(types=("expulsion",)),
        Slice(statuses=("reported",), first=date(2021, 1, 1)),
        Slice(first=date(2020, 1, 1), last=date(2020, 12, 31)),
    ],
)
@pytest.mark.parametrize("actor", ["russia", "netherlands", "nato"])
def test_a_neighbourhood_is_what_a_scan_gives(
    index: Index, incidents: list[Incident], which: Slice, actor: str
) -> None:
    mine = [i for i in incidents if actor in (*i.agents, *i.targets) and _in(i, which)]
    ties = Counter(
        (a, t, i.type) for i in mine for a in i.agents for t in i.targets if actor in (a, t)
    )
    found = index.neighbourhood(actor, which, partners=500, incidents=500)
    assert found is not None
    assert {(t.agent, t.target, t.type): t.acts for t in found.ties} == ties
    assert found.acts == len(mine)
    assert set(found.incidents) == {i.id for i in mine}
    assert set(index.incidents(which, 500).ids) == {i.id for i in incidents if _in(i, which)}


def _in(incident: Incident, which: Slice) -> bool:
    if which.types and incident.type not in which.types:
        return False
    if which.statuses and incident.status not in which.statuses:
        return False
    if which.first is None and which.last is None:
        return True
    if incident.date is None:
        return False
    after = which.first is None or which.first <= incident.date.latest
    return after and (which.last is None or incident.date.earliest <= which.last)


def test_caps_hold_and_the_whole_is_told(index: Index) -> None:
    found = index.neighbourhood("russia", partners=2, incidents=3)
    assert found is not None
    assert (found.shown, len(found.incidents), found.acts) == (2, 3, 50)
    assert found.partners > 2


def test_an_unknown_actor_has_no_neighbourhood(index: Index) -> None:
    assert index.neighbourhood("nobody", partners=1, incidents=1) is None


def test_words_joined_by_an_underscore_are_words_of_their_own(index: Index) -> None:
    assert index.search("netherlands_russia", 50) == index.search("netherlands russia", 50)
    assert index.search("raw_path", 50)["quotes"].total == 0


def test_all_words_must_be_there_and_the_last_may_be_begun(index: Index) -> None:
    assert index.search("netherlands russia expul", 50)["incidents"].total > 0
    assert index.search("netherlands zzz", 50)["incidents"].total == 0
    assert index.search("Moscow", 5)["actors"].ids[0] == "russia"


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "a OR", "NEAR(", "*", "-x", "col:umn", "\0", "é" * 90]
)
def test_words_are_never_read_as_syntax(index: Index, words: str) -> None:
    assert set(index.search(words, 5)) == {"actors", "incidents", "quotes"}


def test_months_add_up(index: Index, incidents: list[Incident]) -> None:
    dated = [i for i in incidents if i.date]
    assert sum(n for types in index.months().values() for n in types.values()) == len(dated)
    of = [i for i in dated if "netherlands" in (*i.agents, *i.targets)]
    found = index.months(Slice(actors=("netherlands",)))
    assert sum(n for types in found.values() for n in types.values()) == len(of)


def test_a_finished_index_is_used_again_and_a_broken_one_made_anew(
    view: View, tmp_path: Path
) -> None:
    file = tmp_path / "1.index"
    Index.of(view, file).close()
    before = file.stat().st_mtime_ns
    Index.of(view, file).close()
    assert file.stat().st_mtime_ns == before
    file.write_bytes(b"no index")
    again = Index.of(view, file)
    assert again.summary()["incidents"] == 53
    again.close()


def test_an_excerpt_of_everything_is_everything(view: View) -> None:
    whole = subgraph(view, [i.id for i in view.incidents()])
    assert whole.claims == tuple(view.claims())
    assert set(whole.reports) == set(view.reports())
    assert set(whole.articles) == set(view.articles())


def test_an_excerpt_holds_both_ends_of_each_answer(view: View) -> None:
    claim = next(iter(view.claims()))
    found = subgraph(view, [claim.source])
    assert {claim.source, claim.target} <= {i.id for i in found.incidents}
    assert claim in found.claims
    assert {a for i in found.incidents for a in i.agents} <= {a.id for a in found.actors}


@pytest.mark.parametrize(
    "which",
    [
        Slice(),
        Slice(first=date(2020, 1, 1), last=date(2021, 12, 31)),
        Slice(statuses=("alleged",)),
        Slice(actors=("netherlands", "france")),
        Slice(actors=("russia",), partners=("netherlands", "estonia")),
        Slice(actors=("russia",), types=("expulsion",), first=date(2021, 1, 1)),
        Slice(actors=("nobody",)),
        Slice(actors=("russia",), partners=("nobody",)),
    ],
)
def test_slices_of_parties_count_find_and_date_what_a_scan_does(
    index: Index, incidents: list[Incident], which: Slice
) -> None:
    mine = [i for i in incidents if _in(i, which) and _parties(i, which)]
    assert index.counts(which) == Counter((i.type, i.status) for i in mine)
    found = index.incidents(which, 500)
    assert set(found.ids) == {i.id for i in mine}
    assert found.total == len(mine)
    days = [i.date.earliest if i.date else date.min for n in found.ids for i in mine if i.id == n]
    assert days == sorted(days, reverse=True)
    pages = [index.incidents(which, 7, offset).ids for offset in range(0, len(mine) + 7, 7)]
    assert [i for page in pages for i in page] == list(found.ids)
    months = Counter((i.date.earliest.isoformat()[:7], i.type) for i in mine if i.date)
    told = index.months(which)
    assert {(m, t): n for m, types in told.items() for t, n in types.items()} == months


def _parties(incident: Incident, which: Slice) -> bool:
    one, other = set(which.actors), set(which.partners)
    if not one:
        return True
    sides = (set(incident.agents), set(incident.targets))
    if not other:
        return bool(one & (sides[0] | sides[1]))
    return any(one & a and other & b for a, b in (sides, sides[::-1]))


def test_a_beginning_of_three_letters_finds_the_words_that_begin_so(
    index: Index, incidents: list[Incident], view: View
) -> None:
    labels = view.labels()
    for begun in ("exp", "expu", "net", "rus"):
        holding = [
            i for i in incidents
            if any(w.startswith(begun) for w in re.findall(r"\w+", labels[i.id].casefold()))
        ]  # fmt: skip
        assert index.search(begun, 500)["incidents"].total == len(holding)


def test_pairs_come_by_the_answers_between_them_among_types_asked_for(
    index: Index, view: View
) -> None:
    agents = {i.id: set(i.agents) for i in view.incidents()}
    types = {i.id: i.type for i in view.incidents()}
    answers = {(c.source, c.target) for c in view.claims() if c.type == ClaimType.RESPONSE}

    def scanned(wanted: set[str]) -> list[tuple[int, list[str]]]:
        counts: Counter[frozenset[str]] = Counter()
        for answer, cause in answers:
            if {types[answer], types[cause]} <= wanted:
                pairs = {frozenset((a, b)) for a in agents[answer] for b in agents[cause]}
                counts.update(pair for pair in pairs if len(pair) == 2)
        return sorted((n, sorted(pair)) for pair, n in counts.items())

    for wanted in (set(types.values()), {"expulsion", "threat"}):
        expected = scanned(wanted)
        found = index.most_answering(sorted(wanted), 1000)
        assert sorted(sorted(pair) for pair in found) == sorted(pair for _, pair in expected)
        number = {frozenset(pair): n for n, pair in expected}
        counts = [number[frozenset(pair)] for pair in found]
        assert counts == sorted(counts, reverse=True)
    assert index.most_answering([], 10) == []
