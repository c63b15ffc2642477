"""Who is in the reference data, by which names, and since when."""

import importlib.util
import runpy
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.store.reference import gazetteer, wikidata_ids

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer()


def score_module(shared: Path) -> ModuleType:
    """Load the scorer of the shared evaluation, for its folding of names."""
    spec = importlib.util.spec_from_file_location("score", shared / "evaluation" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_alias_of_the_scorer_is_an_actor_whose_label_folds_as_it(
    shared: Path, known: Gazetteer
) -> None:
    score = score_module(shared)
    labels: dict[str, set[str]] = {}
    for actor in known:
        for name in (actor.name, *actor.names):
            labels.setdefault(score.plain(name), set()).add(score.fold(actor.name))
    for canonical, *others in score.ALIASES:
        for name in (canonical, *others):
            assert canonical in labels.get(name, ()), name


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("the Kremlin", "russia"),
        ("Moscow", "russia"),
        ("the White House", "united-states"),
        ("Downing Street", "united-kingdom"),
        ("Foggy Bottom", "united-states"),
        ("Quai d’Orsay", "france"),
        ("Zhongnanhai", "china"),
        ("The Hague", "netherlands"),
        ("Dutchman", "netherlands"),
        ("Spaniards", "spain"),
        ("Britons", "united-kingdom"),
        ("Czechia", "czech-republic"),
        ("Türkiye", "turkey"),
        ("Côte d’Ivoire", "ivory-coast"),
        ("Burma", "myanmar"),
        ("Brussels", "belgium"),
        ("Organisation for the Prohibition of Chemical Weapons", "opcw"),
        ("Foreign Intelligence Service", "svr"),
        ("Säpo", "sapo"),
        ("Scotland Yard", "metropolitan-police"),
    ],
)
def test_a_name_stands_for_its_actor(known: Gazetteer, name: str, ident: str) -> None:
    found = known.actor(name)
    assert found is not None
    assert found.id == ident


@pytest.mark.parametrize(
    ("name", "year", "ident"),
    [
        ("Moscow", "1985", "soviet-union"),
        ("Russian", "1985", "soviet-union"),
        ("Moscow", "1995", "russia"),
        ("Germany", "1975", "west-germany"),
        ("Bonn", "1975", "west-germany"),
        ("Germany", "2020", "germany"),
        ("Prague", "1970", "czechoslovakia"),
        ("Prague", "2021", "czech-republic"),
        ("Belgrade", "1999", "yugoslavia"),
    ],
)
def test_a_name_stands_for_the_state_of_its_time(
    known: Gazetteer, name: str, year: str, ident: str
) -> None:
    found = known.actor(name, Date(year))
    assert found is not None
    assert found.id == ident


@pytest.mark.parametrize(
    ("agency", "state"),
    [
        ("AIVD", "netherlands"),
        ("MIVD", "netherlands"),
        ("SVR", "russia"),
        ("GRU", "russia"),
        ("KGB", "soviet-union"),
        ("Stasi", "east-germany"),
        ("BND", "germany"),
        ("SBU", "ukraine"),
        ("BIS", "czech-republic"),
        ("Mossad", "israel"),
    ],
)
def test_an_agency_belongs_to_its_state(known: Gazetteer, agency: str, state: str) -> None:
    found = known.actor(agency)
    assert found is not None
    assert (found.kind, found.state) == ("agency", state)


def test_nato_has_32_members_each_from_its_year_of_accession_on(known: Gazetteer) -> None:
    since = {
        actor.id: str(m.since)
        for actor in known
        for m in actor.memberships
        if m.organization == "nato" and m.until is None
    }
    assert len(since) == 32
    by_year = Counter(since.values())
    assert by_year == {
        "1949": 12,
        "1952": 2,
        "1955": 1,
        "1982": 1,
        "1999": 3,
        "2004": 7,
        "2009": 2,
        "2017": 1,
        "2020": 1,
        "2023": 1,
        "2024": 1,
    }
    assert since["sweden"] == "2024"
    assert since["czech-republic"] == "1999"


def test_the_union_has_27_members_and_the_united_kingdom_has_left(known: Gazetteer) -> None:
    members = [m for a in known for m in a.memberships if m.organization == "european-union"]
    assert sum(m.until is None for m in members) == 27
    left = next(m for m in members if m.member == "united-kingdom")
    assert left.holds(Date("2019"))
    assert not left.holds(Date("2021"))


def test_every_actor_has_an_id_of_its_own_and_names_only_actors_that_exist(
    known: Gazetteer,
) -> None:
    ids = Counter(actor.id for actor in known)
    assert max(ids.values()) == 1
    for actor in known:
        assert {actor.state, actor.successor} - {None} <= set(ids), actor.id
        assert {m.organization for m in actor.memberships} <= set(ids), actor.id


def test_no_two_states_of_today_share_a_code_or_a_label(known: Gazetteer) -> None:
    states = [a for a in known if a.kind == "country"]
    assert len(states) > 240
    codes = Counter(code for a in states for code in a.codes)
    assert [code for code, n in codes.items() if n > 1] == []
    labels = Counter(a.name for a in states)
    assert max(labels.values()) == 1


def test_every_actor_is_found_by_its_own_label_first(known: Gazetteer) -> None:
    past = {a.name for a in known if a.until is not None}
    for actor in known:
        found = known.actor(actor.name)
        assert found is not None
        if actor.name not in past:
            assert found.id == actor.id


def test_a_past_state_ends_when_its_successor_begins(known: Gazetteer) -> None:
    soviet, russia = known.by_id("soviet-union"), known.by_id("russia")
    assert soviet is not None
    assert russia is not None
    assert soviet.successor == "russia"
    assert str(soviet.until) == str(russia.since) == "1991-12-26"


def test_the_shipped_file_is_what_the_tables_give(shared: Path, tmp_path: Path) -> None:
    script = ROOT / "scripts" / "ontology" / "actors.py"
    made = tmp_path / "actors.ttl"
    runpy.run_path(str(script))["main"](shared / "data" / "country-codes.csv", made)
    assert made.read_bytes() == (ROOT / "ontology" / "actors.ttl").read_bytes()


@pytest.mark.parametrize(
    ("item", "ident"),
    [("Q7184", "nato"), ("Q842490", "opcw"), ("Q8880", "european-commission"), ("Q8333", "fbi"),
     ("Q11268", "us-congress"), ("Q159", "russia")],
)  # fmt: skip
def test_organizations_and_agencies_are_found_by_wikidata(item: str, ident: str) -> None:
    assert wikidata_ids()[item] == ident


def test_a_wikidata_item_is_one_actor_and_an_actor_one_item(known: Gazetteer) -> None:
    items = wikidata_ids()
    assert len(set(items.values())) == len(items)
    kinds = Counter(known.by_id(ident).kind for ident in items.values())  # type: ignore[union-attr]
    assert kinds["organization"] > 50
    assert kinds["agency"] > 5
