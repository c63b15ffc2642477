"""Each data set's reading and traps, on invented rows with its own columns."""

from datetime import date
from pathlib import Path

import pytest
from talion.errors import EventImportError
from talion.events.conventions import Told
from talion.events.format_registry import event_formats
from talion.events.reading import Import, import_events
from talion.events.values.type_words import EventCodes

Sides = tuple[str, str, str, str]


def read(folder: Path, text: str, name: str = "table.csv", told: Told | None = None) -> Import:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_events([path], max_bad=1.0, told=told)


def found(done: Import) -> list[Sides]:
    """Return the first day, source, target and type of each event."""
    rows = done.events.frame().iter_rows(named=True)
    return [(str(r["date"]), r["source"], r["target"], r["type"]) for r in rows]


def taken_for(done: Import) -> str:
    return done.summary.readings[0].format


ICB = "crisno,cracid,triggr,trigent,yrtrig,motrig,datrig,majres,yerres,monres,dayres\n"


def test_icb_gives_a_trigger_and_the_response_to_it(tmp_path: Path) -> None:
    done = read(tmp_path, ICB + "901,385,9,380,1950,3,2,4,1950,3,9\n")
    assert taken_for(done) == "icb"
    assert found(done) == [
        ("1950-03-02", "Sweden", "Norway", "military_action"),
        ("1950-03-09", "Norway", "Sweden", "sanction"),
    ]
    answer = done.events.frame().row(1, named=True)
    assert (answer["responds_to"], answer["basis"]) == ("icb901-385-trigger", "stated")
    assert '"trigent": "380"' in answer["evidence"]


def test_icb_days_that_are_no_days_leave_the_month(tmp_path: Path) -> None:
    done = read(tmp_path, ICB + "901,385,2,380,1950,3,66,1,,,\n902,385,2,380,1951,4,,1,,,\n")
    frame = done.events.frame()
    assert frame["precision"].to_list() == ["month", "month"]
    assert frame["last"].to_list() == [date(1950, 3, 31), date(1951, 4, 30)]


def test_icb_triggers_by_no_state_are_left_out_and_counted(tmp_path: Path) -> None:
    done = read(
        tmp_path, ICB + "901,385,9,996,1950,3,2,4,1950,3,9\n" + "902,385,2,380,1951,4,1,1,,,\n"
    )
    assert done.summary.stateless == (("triggering entity 996", 1),)
    assert len(done.events) == 1  # majres 1 is no response


MIDIP = "dispnum,incidnum,stabb,ccode,stday,stmon,styear,insidea,sidea,action\n"


def test_an_incident_of_the_militarized_disputes_goes_to_the_other_side(tmp_path: Path) -> None:
    rows = (
        "9,901,SWD,380,5,2,1993,1,0,7\n"  # side A of the incident, side B of the dispute
        "9,901,NOR,385,5,2,1993,0,1,0\n"
        "9,901,DEN,390,5,2,1993,0,1,0\n"
    )
    done = read(tmp_path, MIDIP + rows)
    assert taken_for(done) == "cow-midip"
    assert {row[1:3] for row in found(done)} == {("Sweden", "Norway"), ("Sweden", "Denmark")}
    assert done.summary.unknown_codes == (("no militarized action", 2),)


def test_a_day_of_minus_nine_leaves_the_month_and_a_clash_is_one_event(tmp_path: Path) -> None:
    rows = "9,901,SWD,380,-9,2,1993,1,1,17\n9,901,NOR,385,-9,2,1993,0,0,17\n"
    done = read(tmp_path, MIDIP + rows)
    assert found(done) == [("1993-02-01", "Sweden", "Norway", "military_action")]
    assert done.events.frame()["precision"].to_list() == ["month"]


def test_correlates_of_war_numbers_are_read_by_year(tmp_path: Path) -> None:
    rows = "9,901,YUG,345,1,2,1995,1,1,1\n9,901,RUS,365,1,2,1995,0,0,0\n"
    rows += "9,902,RUS,365,1,2,1980,1,1,1\n9,902,NOR,385,1,2,1980,0,0,0\n"
    rows += "9,903,YUG,345,1,2,2010,1,1,1\n9,903,NOR,385,1,2,2010,0,0,0\n"
    assert [row[1] for row in found(read(tmp_path, MIDIP + rows))] == [
        "Soviet Union",
        "Yugoslavia",
        "Serbia",
    ]


def test_the_states_of_disputes_begin_with_side_a_under_old_names_too(tmp_path: Path) -> None:
    head = "DispNum3,DispNum4,StAbb,ccode,StDay,StMon,StYear,SideA,RevState,HiAct,Orig\n"
    rows = "9,-9,NOR,385,-9,7,1902,0,1,0,1\n9,-9,SWD,380,-9,7,1902,1,1,7,1\n"
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "cow-midb"
    assert [row[1:3] for row in found(done)] == [("Sweden", "Norway")]


DYADIC = "disno,statea,namea,stateb,nameb,strtday,strtmnth,strtyr,year,sideaa,hihosta,highmcaa\n"


def test_a_dyadic_dispute_is_read_once_and_from_the_side_that_began(tmp_path: Path) -> None:
    rows = (
        "9,380,SWD,385,NOR,1,7,1902,1902,0,3,7\n"  # the first row is not of the side that began
        "9,380,SWD,385,NOR,1,7,1902,1903,0,3,7\n"
        "9,385,NOR,380,SWD,1,7,1902,1902,1,2,1\n"
        "9,385,NOR,380,SWD,1,7,1902,1903,1,2,1\n"
    )
    done = read(tmp_path, DYADIC + rows)
    assert taken_for(done) == "cow-dyadic-mid"
    assert found(done) == [("1902-07-01", "Norway", "Sweden", "threat")]


def test_what_a_data_set_without_events_is_and_what_to_read_instead_is_said(tmp_path: Path) -> None:
    with pytest.raises(EventImportError, match=r"MIDI.*it has no states; read .*MIDIP"):
        read(tmp_path, "dispnum,incidnum,stday,action,numa\n1,2,3,4,1\n")
    with pytest.raises(EventImportError, match=r"read the actor level \(icb2\)"):
        read(tmp_path, "icb1,crisno,crisname,brexit\nICB1,1,A CRISIS,9\n")


KEDS = "date\tsource\ttarget\tcode\n"


def test_weis_is_told_from_cameo_by_its_roots(tmp_path: Path) -> None:
    rows = "1990-01-02\tUAR\tFRN\t195\n1990-01-03\tFRN\tUAR\t202\n1990-01-04\tUNK\tIRQ\t223\n"
    done = read(tmp_path, KEDS + rows, "gulf.cameo.tab")
    assert done.summary.readings[0].event_codes.startswith("WEIS")
    assert found(done) == [
        ("1990-01-02", "Egypt", "France", "break_of_relations"),
        ("1990-01-03", "France", "Egypt", "expulsion"),
        ("1990-01-04", "United Kingdom", "Iraq", "military_action"),
    ]


def test_cameo_is_told_by_codes_of_four_digits_or_by_its_actors(tmp_path: Path) -> None:
    rows = "1990-01-02\tISRMIL\tEGYGOV\t195\n1990-01-05\tGBR\tFRA\t174\n"
    assert found(read(tmp_path, KEDS + rows))[0][1:] == ("Israel", "Egypt", "military_action")
    told = read(tmp_path, KEDS + rows, told=Told(event_codes=EventCodes.WEIS))
    assert found(told)[0][3] == "break_of_relations"


def test_damaged_codes_and_years_of_two_digits_are_read(tmp_path: Path) -> None:
    raw = "950101\tFRN\tGER\t211]\t(SEIZE)\tx\n790304\tFRN\tGER\t145]\t(X)\ty\n"
    done = read(tmp_path, raw, "raw.keds")
    assert taken_for(done) == "keds"
    assert [row[0] for row in found(done)] == ["1979-03-04", "1995-01-01"]


def test_rows_of_one_state_are_counted_and_ethnic_groups_are_no_states(tmp_path: Path) -> None:
    rows = "1990-01-02\tIRQ\tIRQ\t223\n1990-01-03\tYUG\tETHALB\t223\n1990-01-04\tIRQ\tIRN\t223\n"
    summary = read(tmp_path, KEDS + rows).summary
    assert (summary.domestic, summary.stateless, summary.used) == (1, (("ETHALB", 1),), 1)


def test_a_code_that_weis_lacks_is_no_state_of_another_system(tmp_path: Path) -> None:
    rows = "1990-01-02\tISL\tRUS\t223\n1990-01-03\tKAZ\tRUS\t223\n1990-01-04\tICE\tUNK\t121\n"
    done = read(tmp_path, KEDS + rows)
    assert [row[1:3] for row in found(done)] == [
        ("Kazakhstan", "Soviet Union"),
        ("Iceland", "United Kingdom"),
    ]
    assert done.summary.stateless == (("ISL (WEIS actor codes)", 1),)  # Islamic groups, not Iceland


def test_a_table_of_names_with_a_column_code_is_ones_own(tmp_path: Path) -> None:
    done = read(tmp_path, "date,source,target,code\n2018-03-26,Norway,Russia,163\n")
    assert (taken_for(done), found(done)[0][3]) == ("csv", "sanction")


POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tContexts\tActor Country\tActor COW\tActor Name\t"
)
POLECAT += "Recipient Country\tRecipient COW\tRecipient Name\tHeadline\n"


def test_polecat_names_an_expulsion_by_its_mode_and_parts_lists_of_states(tmp_path: Path) -> None:
    rows = (
        "P1\t2022-03-29\tSANCTION\texpel\tdiplomatic\tNOR\t385\tNorway\tSWE;DNK\t\tNone\n"
        "P2\t2022-04-02\tASSAULT\tbeat\t\tNone\t\tA crowd\tNOR\t385\tNorway\t\t\n"
    )
    done = read(tmp_path, POLECAT + rows, "polecat.txt")  # one row too short, one too long
    assert taken_for(done) == "polecat"
    assert {row[1:] for row in found(done)} == {
        ("Norway", "Sweden", "expulsion"),
        ("Norway", "Denmark", "expulsion"),
    }
    assert done.summary.stateless == (("A crowd", 1),)


def test_a_code_that_polecat_does_not_define_is_no_state_of_another_system(tmp_path: Path) -> None:
    rows = (
        "P1\t2022-03-29\tSANCTION\texpel\tdiplomatic\tUKG\t\t\tSWE\t380\tSweden\t\n"
        "P2\t2022-03-30\tSANCTION\texpel\tdiplomatic\tXXX\t385\tNorway\tSWE;UAR\t\t\t\n"
    )
    done = read(tmp_path, POLECAT + rows, "polecat.txt")
    assert {row[1:] for row in found(done)} == {("Norway", "Sweden", "expulsion")}
    assert dict(done.summary.stateless) == {
        "UKG (ISO 3166 three-letter codes)": 1,
        "UAR (ISO 3166 three-letter codes)": 1,
    }


def test_phoenix_has_twenty_six_columns_and_no_names(tmp_path: Path) -> None:
    cells = ["1", "20140620", "2014", "06", "20", "NORGOV", "NOR", "GOV", "", "SWE", "SWE", "", ""]
    cells += ["163", "16", "4", "-8.0", "", "59", "10", "Oslo", "Oslo", "NOR", "s_1", "u", "n"]
    done = read(tmp_path, "\t".join(cells) + "\n", "phoenix.txt")
    assert taken_for(done) == "phoenix"
    assert found(done) == [("2014-06-20", "Norway", "Sweden", "sanction")]


TIES = (
    "caseid,startmonth,startday,startyear,sender1,sender2,sender3,sender4,sender5,targetstate,"
    "threat,imposition,sanctiontype,sancimpositionstartmonth,sancimpositionstartday,sancimpositionstartyear\n"
)


def test_a_sanctions_case_is_a_threat_then_a_sanction_of_each_sender(tmp_path: Path) -> None:
    done = read(tmp_path, TIES + "1,6,31,1950,385,1000,,,,380,1,1,2 7,8,?,1951\n")
    assert taken_for(done) == "ties"
    assert found(done) == [
        ("1950-06-01", "Norway", "Sweden", "threat"),  # June has no 31st: the month
        ("1950-06-01", "European Union", "Sweden", "threat"),
        ("1951-08-01", "Norway", "Sweden", "sanction"),
        ("1951-08-01", "European Union", "Sweden", "sanction"),
    ]
    assert set(done.events.frame()["precision"].to_list()) == {"month"}


def test_words_in_a_year_leave_the_year(tmp_path: Path) -> None:
    row = '1,,,"1949, some time before this date.",385,,,,,380,1,0,,,,\n'
    done = read(tmp_path, TIES + row)
    assert done.events.frame()["precision"].to_list() == ["year"]
    assert found(done) == [("1949-01-01", "Norway", "Sweden", "threat")]


EUREPOC = (
    "ID,name,start_date,end_date,incident_type,receiver_country,initiator_country,"
    "initiator_category,political_response_date,political_response_type,"
    "political_response_country\n"
)


def test_dated_responses_of_states_respond_to_the_incident(tmp_path: Path) -> None:
    row = (
        "7,A wiper,2022-02-24,2022-02-01,Disruption,\"['Norway', 'Norway']\",\"['Sweden']\","
        "['State'],2022-03-01; NaT; 2022-03-04,State Actors: Stabilizing measures; N; N,"
        "Norway; Denmark; EU (region)\n"
    )
    done = read(tmp_path, EUREPOC + row)
    assert taken_for(done) == "eurepoc"
    assert found(done) == [
        ("2022-02-24", "Sweden", "Norway", "cyber_operation"),
        ("2022-03-01", "Norway", "Sweden", "cameo:11"),
    ]
    assert done.events.frame()["responds_to"].to_list() == [None, "eurepoc7"]


def test_hackers_of_their_own_accord_and_unknown_ones_are_no_states(tmp_path: Path) -> None:
    rows = (
        "8,X,2022-01-01,,Disruption,['Norway'],['Sweden'],['Non-state-group'],,,\n"
        "9,Y,2022-01-01,,Disruption,['Norway'],['Unknown'],['Not available'],,,\n"
        "10,Z,2022-01-01,,Disruption,['Norway'],\"['Korea, Republic of']\",['State'],,,\n"
        "11,W,2022-01-01,,Disruption,['Asia (region)'],['Sweden'],['State'],,,\n"
    )
    done = read(tmp_path, EUREPOC + rows)
    assert [row[1] for row in found(done)] == ["South Korea"]
    assert dict(done.summary.stateless) == {
        "initiator is no state": 1,
        "initiator unknown": 1,
        "receiver unknown": 1,
    }


DCID = "Cyberincidentnum,Dyadpair,StateA,StateB,Name,interactionstartdate,method,initiator,severity"


def test_the_initiator_acts_and_padding_is_left_out(tmp_path: Path) -> None:
    rows = "1,2365,US,Russia,A worm,2008-02-01 00:14:24,4.2,365,3\n"
    rows += "2,2365,US,Russia,No Cyber ,2009-01-01,0,2,0\n"
    done = read(tmp_path, f"{DCID}\n{rows}")
    assert taken_for(done) == "dcid"
    assert found(done) == [("2008-02-01", "Russia", "United States", "cyber_operation")]
    assert done.events.frame()["severity"].to_list() == pytest.approx([0.3])
    assert done.summary.unknown_codes == (("no operation: the row pads the panel", 1),)


def test_victims_that_are_states_stand_by_themselves(tmp_path: Path) -> None:
    head = "Title,Date,Affiliations,Description,Response,Victims,Sponsor,Type\n"
    rows = (
        'A,2019-01-02,,,,"Norway, Sweden and Denmark, a shipping company",'
        "Korea (Democratic People's Republic of),Espionage\n"
        "B,2019-01-03,,,,Energy companies in Norway and Sweden,China,Espionage\n"
        "C,2019-01-04,,,,Norway,,Espionage\n"
    )
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "cfr"
    assert {row[1:3] for row in found(done)} == {
        ("North Korea", "Norway"),
        ("North Korea", "Sweden"),
        ("North Korea", "Denmark"),
    }
    assert dict(done.summary.stateless) == {"no victim that is a state": 1, "no sponsor": 1}


def test_names_with_commas_inside_lists_are_single_states(tmp_path: Path) -> None:
    head = "case_id,sanctioned_state,sanctioning_state,begin,end,trade\n"
    rows = '1,"Korea, North, Egypt, Arab Rep.","Gambia, The",1999,2003,1\n'
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "gsdb"
    assert [row[1:3] for row in found(done)] == [("Gambia", "North Korea"), ("Gambia", "Egypt")]
    assert set(done.events.frame()["precision"].to_list()) == {"year"}


def test_of_a_sanction_by_year_the_first_year_is_read(tmp_path: Path) -> None:
    head = "case_id,sanctioned_state_iso3,sanctioning_state_iso3,year,trade\n"
    done = read(tmp_path, head + "1,NOR,SWE,2003,1\n1,NOR,SWE,2002,1\n2,AUS,AUT,2002,1\n")
    assert taken_for(done) == "gsdb-dyadic"
    assert {row[:3] for row in found(done)} == {
        ("2002-01-01", "Sweden", "Norway"),
        ("2002-01-01", "Austria", "Australia"),
    }


def test_measures_that_liberalize_are_left_out(tmp_path: Path) -> None:
    head = (
        "Intervention ID,Implementing jurisdiction,GTA evaluation,Date announced,"
        "Date implemented,Affected jurisdictions\n"
    )
    rows = (
        '1,Norway,Red,2018-03-08,2018-03-23,"Sweden, Denmark"\n2,Norway,Green,2018-03-08,,Sweden\n'
    )
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "gta"
    assert found(done) == [
        ("2018-03-23", "Norway", "Sweden", "tariff"),
        ("2018-03-23", "Norway", "Denmark", "tariff"),
    ]


def test_dates_with_blanks_that_do_not_break_are_dates(tmp_path: Path) -> None:
    head = "Case No.,Title,Complainant,Respondent,Date of Consultation\n"
    rows = '1,X,Chinese Taipei; Norway,"Venezuela, Bolivarian Republic of",10\xa0January\xa01995\n'
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "wto"
    assert [row[:3] for row in found(done)] == [
        ("1995-01-10", "Taiwan", "Venezuela"),
        ("1995-01-10", "Norway", "Venezuela"),
    ]


GED = "id,type_of_violence,dyad_name,side_a,side_b,gwnoa,gwnob,date_prec,date_start,date_end,best\n"


def test_a_fight_between_governments_is_read_below_a_line_of_tags(tmp_path: Path) -> None:
    rows = (
        ",,#group+name,#group+name,,,,,#date+start,#date+end,#affected\n"
        "1,1,x,Government of Norway,Government of Sweden,385.0,380.0,2,2014-08-14,2014-08-16,3\n"
        '2,1,x,Government of Norway,"The\nRebels",385.0,,1,2014-08-14,2014-08-14,3\n'
        "3,2,x,A,B,,,1,2014-08-14,2014-08-14,3\n"
    )
    done = read(tmp_path, GED + rows)
    assert taken_for(done) == "ucdp-ged"
    assert [row[1:3] for row in found(done)] == [("Norway", "Sweden")]
    assert done.events.frame()["last"].to_list() == [date(2014, 8, 16)]
    assert (done.summary.stateless, done.summary.rows) == ((("The\nRebels", 1),), 3)


def test_gleditsch_and_ward_numbers_are_not_those_of_the_correlates(tmp_path: Path) -> None:
    rows = "1,1,x,Government of Germany,Government of Kiribati,260,970,1,2014-08-14,2014-08-14,3\n"
    assert [row[1:3] for row in found(read(tmp_path, GED + rows))] == [("Germany", "Kiribati")]


def test_of_a_conflict_by_year_each_episode_is_read_once(tmp_path: Path) -> None:
    head = "conflict_id,year,gwno_a,gwno_b,type_of_conflict,start_date,start_date2\n"
    rows = (
        '1,1967,"385, 390",380,2,15-06-1967,15-06-1967\n'
        '1,1968,"385, 390",380,2,15-06-1967,15-06-1967\n'
        "2,1968,385,,3,25-06-1967,25-06-1967\n"
    )
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "ucdp-acd"
    assert [row[:3] for row in found(done)] == [
        ("1967-06-15", "Norway", "Sweden"),
        ("1967-06-15", "Denmark", "Sweden"),
    ]


@pytest.mark.parametrize("day", ["9-May-20", "09-May-2020", "2020-05-09", "09 May 2020"])
def test_only_forces_of_two_states_are_read_whatever_the_place(tmp_path: Path, day: str) -> None:
    head = "EVENT_ID_CNTY,iso,EVENT_DATE,EVENT_TYPE,ACTOR1,INTER1,ACTOR2,INTER2,COUNTRY\n"
    rows = (
        f"S1,385,{day},Battles,Military Forces of Norway (2013-),1,"
        "Military Forces of Sweden (2014-) Navy,8,Syria\n"
        f"S2,760,{day},Protests,Protesters (Norway),6,Military Forces of Sweden (2014-),8,Norway\n"
        f"S3,760,{day},Battles,Military Forces of Norway (2013-),1,"
        "Police Forces of Norway (2013-),1,Norway\n"
    )
    done = read(tmp_path, head + rows)
    assert taken_for(done) == "acled"
    assert found(done) == [("2020-05-09", "Norway", "Sweden", "military_action")]


def test_terrier_has_roots_only(tmp_path: Path) -> None:
    head = "event_id,date8,year,source,src_actor,target,tgt_actor,root_code\n"
    done = read(tmp_path, head + "1,19870601,1987,NORGOV,NOR,SWEGOV,SWE,17\n")
    assert (taken_for(done), found(done)[0][1:]) == ("terrier", ("Norway", "Sweden", "cameo:17"))


def test_every_format_has_a_title_and_says_what_to_mind() -> None:
    for known in event_formats().values():
        assert known.title
        assert isinstance(getattr(known, "mind", ""), str)
