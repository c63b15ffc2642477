from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.events.ontology_tables import table_rows
from talion.events.states.cells import parts_of_cell
from talion.events.states.code_systems import CodeSystem, state_of_code, systems_of_code
from talion.events.states.column_system import column_system
from talion.events.states.dated_names import state_named
from talion.events.states.nearest import nearest_state


@pytest.mark.parametrize(
    ("code", "system", "year", "state"),
    [
        ("AUS", "cow", 1990, "Austria"),
        ("AUS", "iso3", 1990, "Australia"),
        ("SLV", "cow", 2000, "Slovenia"),
        ("SLV", "iso3", 2000, "El Salvador"),
        ("ICE", "cow", 1975, "Iceland"),
        ("SRI", "cow", 2000, "Sri Lanka"),
        ("970", "cow", 2005, "Nauru"),
        ("970", "gw", 2005, "Kiribati"),
        ("260", "cow", 2005, None),
        ("260", "gw", 2005, "Germany"),
        ("678", "gw", 2005, "Yemen"),
        ("345", "cow", 2010, "Serbia"),
        ("300", "cow", 1914, "Austria-Hungary"),
        ("300", "cow", 1930, None),
        ("RUM", "cow", 1980, "Romania"),
        ("2.0", "cow", 1980, "United States"),
        ("8", "m49", 1990, "Albania"),
        ("UAR", "weis", 1985, "Egypt"),
        ("UNK", "weis", 1985, "United Kingdom"),
        ("CYPTRKGOV", "cameo", 1985, "Northern Cyprus"),
        ("RS", "fips", 2000, "Russia"),
        ("RS", "iso2", 2010, "Serbia"),
        ("Q159", "wikidata", 2010, "Russia"),
    ],
)
def test_a_code_is_read_by_its_system_and_year(
    code: str, system: str, year: int, state: str | None
) -> None:
    assert state_of_code(code, CodeSystem(system), date(year, 7, 1)) == state


@pytest.mark.parametrize(
    ("name", "year", "state"),
    [
        ("Iran, Islamic Republic of", 2018, "Iran"),
        ("Korea, Democratic People's Republic of", 2018, "North Korea"),
        ("Korea (the Republic of)", 2018, "South Korea"),
        ("Government of Ukraine", 2018, "Ukraine"),
        ("Government of Russia (Soviet Union)", 2022, "Russia"),
        ("Russia (Soviet Union)", 1985, "Soviet Union"),
        ("Soviet Union", 2015, "Russia"),
        ("Trinidad & Tobago", 2018, "Trinidad and Tobago"),
        ("Czech Rep.", 2018, "Czech Republic"),
        ("Gambia, The", 2018, "Gambia"),
        ("Yemen, People's Republic of", 1975, "South Yemen"),
        ("Turkey (Ottoman Empire)", 1900, "Ottoman Empire"),
        ("Turkey (Ottoman Empire)", 2000, "Turkey"),
        ("Congo, Dem. Rep.", 2018, "Democratic Republic of the Congo"),
        ("Bavaria", 1850, "Bavaria"),
        ("Norway, Sweden", 2018, None),
        ("China (Japan)", 2018, "Japan"),
        ("Atlantis", 2018, None),
    ],
)
def test_a_name_is_read_in_the_forms_of_tables_and_by_date(
    name: str, year: int, state: str | None
) -> None:
    assert state_named(name, date(year, 7, 1)) == state


def test_the_whole_column_tells_its_system() -> None:
    day = date(1995, 1, 1)
    cow = column_system([(word, day) for word in ("AUS", "GMY", "UKG", "SLV")])
    assert (cow.system, dict(cow.unsure)) == (CodeSystem.COW, {})
    iso = column_system([(word, day) for word in ("AUS", "DEU", "GBR", "SLV")])
    assert (iso.system, iso.state("SLV", day)) == (CodeSystem.ISO3, "El Salvador")


def test_a_code_of_two_states_is_not_taken_where_the_column_does_not_decide() -> None:
    found = column_system([(word, date(1995, 1, 1)) for word in ("AUS", "USA", "CUB")])
    with pytest.raises(ValueError, match=r"'AUS' is Australia or Austria.*--actor-codes"):
        found.state("AUS", None)
    assert found.state("CUB", None) == "Cuba"


def test_beside_names_a_common_code_is_iso_and_an_acronym_no_state() -> None:
    words = ("France", "Norway", "Sweden", "AUS", "ICE")
    found = column_system([(word, None) for word in words])
    assert found.state("AUS", None) == "Australia"
    assert found.state("ICE", None) is None
    assert found.elsewhere["AUS"] == ("Australia", "Austria")


def test_every_code_that_means_two_states_in_the_table_is_undecided_alone() -> None:
    """Where two systems differ on a code of three letters, a column of it alone decides nothing."""
    letters = {row["code"] for row in table_rows("state_codes.csv") if row["system"] == "cow"}
    for code in sorted(letters):
        read = systems_of_code(code, date(2005, 7, 1))
        both = {read[s] for s in (CodeSystem.COW, CodeSystem.ISO3) if s in read}
        if len(both) > 1:
            assert code in column_system([(code, date(2005, 7, 1))]).unsure


def test_unknown_names_have_a_nearest_one() -> None:
    assert [nearest_state(name) for name in ("Belgum", "Untied States", "Mordor")] == [
        "Belgium",
        "United States",
        None,
    ]


@given(
    st.lists(
        st.sampled_from(["France", "Korea, North", "Trinidad and Tobago", "Spain"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    st.sampled_from([", ", "; ", " / ", "\n"]),
)
def test_known_names_are_parted_whatever_stands_between_them(names: list[str], mark: str) -> None:
    known = {"France", "Korea, North", "Trinidad and Tobago", "Spain"}
    assert parts_of_cell(mark.join(names), known.__contains__) == tuple(names)


def test_a_code_of_a_state_and_of_its_territory_is_the_state() -> None:
    assert state_of_code("NL", CodeSystem.FIPS) == "Netherlands"


@pytest.mark.parametrize(
    ("words", "system", "unsure"),
    [
        (("UK", "USA"), "name", set()),
        (("UK", "USA", "UAE", "EU", "PRC"), "name", set()),
        (("UK", "USA", "Russia"), "name", set()),
        (("US", "UK", "RU", "FR"), "iso2", set()),
        (("USA", "UKG", "GMY"), "cow", set()),
        (("USA", "GBR", "FRA"), "iso3", set()),
        (("UK", "USA", "AUS"), "iso3", {"AUS"}),  # Austria in three systems, Australia in two
    ],
)
def test_usual_abbreviations_are_names_that_decide_no_system(
    words: tuple[str, ...], system: str, unsure: set[str]
) -> None:
    found = column_system([(word, None) for word in words])
    assert (found.system.value, set(found.unsure)) == (system, unsure)
    sure = [found.state(word, None) for word in words if word not in unsure]
    assert None not in sure
    assert not sure or sure[0] in ("United Kingdom", "United States")
