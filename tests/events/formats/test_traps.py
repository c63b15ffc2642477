"""What lies in wait in each data set beside its plain reading, on invented rows: a trap a test."""

from datetime import date
from pathlib import Path

import pytest
from talion.errors import EventImportError
from talion.events.ontology_tables import table_rows
from talion.events.reading import Import, import_events
from talion.events.states.code_systems import CodeSystem, state_of_code
from talion.events.states.column_system import column_system
from talion.events.states.dated_names import state_named

PAST, NOW = date(1985, 6, 1), date(2010, 6, 1)


def read(folder: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> Import:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return import_events([path], max_bad=1.0)


def sides(done: Import) -> list[tuple[str, str, str]]:
    rows = done.events.frame().iter_rows(named=True)
    return [(str(row["date"]), row["source"], row["target"]) for row in rows]


# Codes of states


@pytest.mark.parametrize(
    ("number", "cow", "gw"),
    [
        ("255", "Germany", None),
        ("260", None, "Germany"),
        ("679", "Yemen", None),
        ("678", None, "Yemen"),
        ("345", "Serbia", None),
        ("340", None, "Serbia"),
        ("946", "Kiribati", None),
        ("970", "Nauru", "Kiribati"),
        ("971", None, "Nauru"),
        ("955", "Tonga", None),
        ("972", None, "Tonga"),
        ("947", "Tuvalu", None),
        ("973", None, "Tuvalu"),
    ],
)
def test_numbers_of_two_systems_are_not_mixed(number: str, cow: str | None, gw: str | None) -> None:
    found = [state_of_code(number, system, NOW) for system in (CodeSystem.COW, CodeSystem.GW)]
    assert found == [cow, gw]


@pytest.mark.parametrize(
    ("number", "year", "state"),
    [
        ("365", 1910, "Russian Empire"),
        ("365", 1985, "Soviet Union"),
        ("365", 2010, "Russia"),
        ("255", 1940, "German Reich"),
        ("255", 1970, "West Germany"),
        ("255", 2010, "Germany"),
        ("300", 1914, "Austria-Hungary"),
        ("300", 1950, None),
        ("640", 1910, "Ottoman Empire"),
        ("640", 2010, "Turkey"),
    ],
)
def test_numbers_of_states_that_followed_each_other_are_read_by_year(
    number: str, year: int, state: str | None
) -> None:
    assert state_of_code(number, CodeSystem.COW, date(year, 6, 1)) == state


@pytest.mark.parametrize(
    ("letters", "state"),
    [
        ("RUM", "Romania"),
        ("USR", "Soviet Union"),
        ("ZAI", "Democratic Republic of the Congo"),
        ("VTM", "Vietnam"),
        ("UGD", "Uganda"),
        ("VFR", "Vichy France"),
        ("HIJ", "Hejaz"),
        ("NAJ", "Nejd"),
        ("ICE", "Iceland"),
        ("SIE", "Sierra Leone"),
        ("SRI", "Sri Lanka"),
        ("MAD", "Maldives"),
    ],
)
def test_older_letters_of_the_correlates_of_war_are_known(letters: str, state: str) -> None:
    day = None if letters != "USR" else PAST
    assert state_of_code(letters, CodeSystem.COW, day) == state


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("UNK", "United Kingdom"),
        ("FRN", "France"),
        ("GER", "West Germany"),
        ("UAR", "Egypt"),
        ("KON", "South Korea"),
        ("AUL", "Australia"),
        ("SAF", "South Africa"),
        ("JAP", "Japan"),
        ("SPN", "Spain"),
    ],
)
def test_weis_has_letters_of_its_own(code: str, state: str) -> None:
    assert state_of_code(code, CodeSystem.WEIS, PAST) == state


def test_cameo_letters_go_on_with_roles_and_regions_are_no_states() -> None:
    codes = ("ISRGOV", "CYPGOV", "ARB", "MEA", "AFR", "EUR", "IGOUNO")
    found = [state_of_code(code, CodeSystem.CAMEO) for code in codes]
    assert found == ["Israel", "Cyprus", None, None, None, None, None]


def test_two_letters_and_numbers_of_two_systems_wait_for_a_word(tmp_path: Path) -> None:
    letters = column_system(
        [("AS", None), ("AU", None)]
    )  # FIPS has AU for Austria, AS for Australia
    assert set(letters.unsure) >= {"AU"}
    numbers = column_system([("40", None), ("70", None)])  # Cuba and Mexico, or Austria and Bosnia
    assert set(numbers.unsure) == {"40", "70"}
    rows = "date,source,target\n2018-03-26,40,70\n"
    assert "say which with --actor-codes" in read(tmp_path, rows).summary.bad[0].reason


@pytest.mark.parametrize(
    ("name", "year", "state"),
    [
        ("Iran (Islamic Republic of)", 2010, "Iran"),
        ("Iran, Islamic Republic of", 2010, "Iran"),
        ("Korea, Republic of", 2010, "South Korea"),
        ("Korea (Republic of)", 2010, "South Korea"),
        ("Korea, Democratic People's Republic of", 2010, "North Korea"),
        ("Korea (Democratic People's Republic of)", 2010, "North Korea"),
        ("Egypt, Arab Rep.", 2010, "Egypt"),
        ("Gambia, The", 2010, "Gambia"),
        ("N Korea", 2010, "North Korea"),
        ("S Korea", 2010, "South Korea"),
        ("Trinidad & Tobago", 2010, "Trinidad and Tobago"),
        ("Yemen People's Republic", 1980, "South Yemen"),
        ("German Federal Republic", 1980, "West Germany"),
        ("Hanover", 1850, "Hanover"),
        ("Bavaria", 1850, "Bavaria"),
        ("Turkey (Ottoman Empire)", 1910, "Ottoman Empire"),
        ("Turkey (Ottoman Empire)", 2010, "Turkey"),
        ("Government of Russia (Soviet Union)", 2022, "Russia"),
        ("Government of Ukraine", 2022, "Ukraine"),
    ],
)
def test_names_as_the_sets_write_them_are_their_states(name: str, year: int, state: str) -> None:
    assert state_named(name, date(year, 6, 1)) == state


# Militarized disputes


def test_the_versions_of_the_dyadic_disputes_order_and_write_their_columns_differently(
    tmp_path: Path,
) -> None:
    head = "YEAR,STRTYR,STRTMNTH,STRTDAY,HIHOSTA,SIDEAA,STATEB,STATEA,DISNO\n"
    done = read(tmp_path, head + "1902,1902,7,1,3,0,385,380,9\n1902,1902,7,1,2,1,380,385,9\n")
    assert done.summary.readings[0].format == "cow-dyadic-mid"
    assert sides(done) == [("1902-07-01", "Norway", "Sweden")]


# International crises

ICB = "crisno,cracid,triggr,trigent,yrtrig,motrig,datrig,majres,yerres,monres,dayres\n"


def test_states_that_only_the_crises_number_are_known(tmp_path: Path) -> None:
    rows = "901,219,9,200,1941,6,8,1,,,\n902,671,9,672,1919,5,2,1,,,\n"
    assert sides(read(tmp_path, ICB + rows)) == [
        ("1919-05-02", "Nejd", "Hejaz"),
        ("1941-06-08", "United Kingdom", "Vichy France"),
    ]


def test_a_response_before_its_trigger_is_doubtful(tmp_path: Path) -> None:
    done = read(tmp_path, ICB + "901,385,9,380,1950,3,9,4,1950,3,2\n")
    assert [row.reason.split(" is ")[1][:13] for row in done.summary.doubts] == ["a later event"]
    assert done.events.columns().responds_to.tolist() == [-1, -1]


@pytest.mark.parametrize("day", ["66", "77", "88", "", "31"])
def test_days_that_no_month_has_leave_the_month(tmp_path: Path, day: str) -> None:
    done = read(tmp_path, ICB + f"901,385,9,380,1950,6,{day},1,,,\n")
    assert done.events.frame()["precision"].to_list() == ["month"]


@pytest.mark.parametrize("entity", ["995", "996", "997"])
def test_triggers_by_no_state_are_counted(tmp_path: Path, entity: str) -> None:
    done = read(tmp_path, ICB + f"901,385,9,{entity},1950,6,1,1,,,\n")
    assert done.summary.stateless == ((f"triggering entity {entity}", 1),)


# Machine-coded reports


def test_a_meeting_coded_from_both_sides_is_one_event(tmp_path: Path) -> None:
    rows = "1990-01-02\tUAR\tFRN\t031\n1990-01-02\tFRN\tUAR\t031\n1990-01-05\tUNK\tIRQ\t223\n"
    done = read(tmp_path, f"date\tsource\ttarget\tcode\n{rows}", "gulf.tab")
    assert [row[0] for row in sides(done)] == ["1990-01-02", "1990-01-05"]


def test_polecat_may_be_in_latin_1(tmp_path: Path) -> None:
    head = (
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tContexts\tActor Country\tRecipient Country"
    )
    row = "P1\t2022-03-29\tSANCTION\texpel\tdiplomatic\tNOR\tSWE\tSão Tomé"
    done = read(tmp_path, f"{head}\tHeadline\n{row}\n", "p.txt", "latin-1")
    assert (sides(done), done.summary.readings[0].encoding) == (
        [("2022-03-29", "Norway", "Sweden")],
        "cp1252",
    )


# Cyber operations, trade disputes


def test_the_target_of_an_operation_has_a_column_of_its_own_in_later_sheets(tmp_path: Path) -> None:
    head = "Cyberincidentnum,Dyadpair,StateA,StateB,Name,interactionstartdate,method,initiator,"
    done = read(tmp_path, f"{head}target,severity\n1,2365,US,Russia,A worm,2008-02-01,3,365,2,3\n")
    assert sides(done) == [("2008-02-01", "Russia", "United States")]


def test_true_dates_and_texts_stand_together_and_members_beside_their_union(tmp_path: Path) -> None:
    head = "Case No.,Title,Complainant,Respondent,Date of Consultation\n"
    rows = "1,X,Norway,European Union; Sweden,1995-01-10\n2,Y,Norway,Peru,10\xa0January\xa01996\n"
    assert sides(read(tmp_path, head + rows)) == [
        ("1995-01-10", "Norway", "European Union"),
        ("1995-01-10", "Norway", "Sweden"),
        ("1996-01-10", "Norway", "Peru"),
    ]


# Sets without events between states


@pytest.mark.parametrize("row", table_rows("refused_sets.csv"), ids=lambda row: row["name"])
def test_a_set_without_events_is_refused_with_what_to_read_instead(
    tmp_path: Path, row: dict[str, str]
) -> None:
    names = row["marks"].split("|")
    text = ",".join(names) + "\n" + ",".join("1" for _ in names) + "\n"
    with pytest.raises(EventImportError) as refused:
        read(tmp_path, text)
    assert f"is {row['name']}: {row['why']}" in str(refused.value)
