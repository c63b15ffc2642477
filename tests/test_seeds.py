"""What the five seed articles must give, by SPARQL and by the command line."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result
from talion.model.date import Date
from talion.store import View

Run = Callable[..., Result]


def rows(view: View, text: str) -> list[tuple[object, ...]]:
    return sorted(view.select(text).rows, key=str)


EXPULSIONS = """
SELECT ?status (COUNT(DISTINCT ?i) AS ?n) {
  ?i a tal:Incident ; tal:incidentType type:expulsion ; tal:status ?status
} GROUP BY ?status"""


def test_there_are_19_reported_expulsions_and_one_prospective(view: View) -> None:
    counts = {str(s).rpartition("#")[2]: n for s, n in view.select(EXPULSIONS).rows}
    assert counts == {"reported": 19, "prospective": 1}


def test_the_prospective_expulsion_is_of_two_dutch_diplomats(view: View) -> None:
    found = [i for i in view.incidents() if i.status == "prospective"]
    assert [(i.type, i.agents, i.targets, i.count) for i in found] == [
        ("expulsion", ("russia",), ("netherlands",), 2)
    ]


def test_each_expulsion_has_its_slots_and_its_reports(view: View) -> None:
    found = {
        (i.agents, i.targets, i.count, str(i.date), len(i.reports))
        for i in view.incidents()
        if i.type == "expulsion" and i.status == "reported"
    }
    russia = ("russia",)
    baltic = ("estonia", "latvia", "lithuania")
    assert found == {
        (("netherlands",), russia, 2, "2020-12-10", 2),
        (("netherlands",), russia, 4, "2018", 1),
        (("nato",), russia, 8, "2021-10-06", 1),
        (("nato",), russia, 7, "2018", 1),
        (("norway",), russia, 1, "2020", 1),
        (("united-states",), russia, 10, "2021", 1),
        (("poland",), russia, None, "2021", 1),
        (("czech-republic",), russia, None, "2021", 1),
        (("romania",), russia, 1, "2021", 1),
        (russia, ("united-states",), None, "2021-07", 1),
        (("belgium",), russia, 21, "2022-03-29", 1),
        (("netherlands",), russia, 17, "2022-03-29", 1),
        (("ireland",), russia, 4, "2022-03-29", 1),
        (("czech-republic",), russia, 1, "2022-03-29", 1),
        (("united-states",), russia, None, "2022", 1),
        (("poland",), russia, None, "2022", 1),
        (baltic, russia, None, "2022", 1),
        (russia, baltic, 10, "2022-03-29", 1),
        (("belgium",), russia, None, "None", 1),
    }


def test_incidents_of_several_articles_are_those_that_readers_found_to_be_one(view: View) -> None:
    told_twice = {i.reports for i in view.incidents() if len(i.reports) > 1}
    assert told_twice == {
        ("2020-12-10-moscow-times#e1", "2020-12-dutchreview#e1"),
        ("2020-12-10-moscow-times#e2", "2020-12-dutchreview#e2"),
        ("2020-12-10-moscow-times#e3", "2020-12-dutchreview#e5"),
        ("2020-12-10-moscow-times#e9", "2020-12-dutchreview#e7"),
    }


def test_a_disagreement_between_reports_stays_visible(view: View) -> None:
    disputed = rows(
        view,
        "SELECT ?slot ?status { ?i tal:disputes ?slot ; tal:reportedBy ?r . ?r tal:status ?status ;"
        " tal:incidentType type:espionage }",
    )
    assert {str(s).rpartition("#")[2] for _, s in disputed} == {"alleged", "reported"}


def plain_triples(view: View, relation: str) -> set[tuple[str, str]]:
    found = view.select(f"SELECT ?a ?b {{ ?a tal:{relation} ?b }}").rows
    return {(str(a).rpartition("/")[2], str(b).rpartition("/")[2]) for a, b in found}


def test_expulsions_are_plain_triples(view: View) -> None:
    expelled = plain_triples(view, "expelled")
    assert ("netherlands", "russia") in expelled
    assert ("russia", "estonia") in expelled
    assert ("russia", "netherlands") not in expelled, "that one is only expected"
    assert len(expelled) == 16


def test_russia_retaliated_against_those_whose_expulsions_it_answered(view: View) -> None:
    found = {b for a, b in plain_triples(view, "retaliatedAgainst") if a == "russia"}
    assert {"estonia", "latvia", "lithuania", "united-states"} <= found


def test_every_plain_relation_is_explained_by_reported_incidents_only(view: View) -> None:
    status = {i.id: i.status for i in view.incidents()}
    relations = list(view.relations())
    assert relations
    for relation in relations:
        assert relation.incidents
        assert {status[i] for i in relation.incidents} == {"reported"}, relation
        assert (relation.subject, relation.object) in plain_triples(view, relation.name)


def test_nato_s_expulsion_of_2021_has_the_eight_precedents_that_the_article_names(
    view: View,
) -> None:
    found = rows(
        view,
        "SELECT ?p { ?p tal:precedentOf ?i . ?i tal:agent actor:nato ; tal:incidentType"
        ' type:expulsion ; tal:date "2021-10-06"^^edtf:EDTF }',
    )
    assert {str(p).rpartition("/")[2] for (p,) in found} == PRECEDENTS


PRECEDENTS = {
    "2018-expulsion-nato-russia",
    "2018-staff-cap-nato-russia-2021-10-06-daily-beast-e10",
    "2018-staff-cap-nato-russia-2021-10-06-daily-beast-e11",
    "2020-expulsion-norway-russia",
    "2021-expulsion-united-states-russia",
    "2021-expulsion-poland-russia",
    "2021-expulsion-czech-republic-russia",
    "2021-expulsion-romania-russia",
}


def test_agencies_belong_to_their_states(view: View) -> None:
    states = {a.id: a.state for a in view.actors(["aivd", "svr"])}
    assert states == {"aivd": "netherlands", "svr": "russia"}


def test_members_of_nato_are_members_from_their_year_of_accession(view: View) -> None:
    today = Date("2024-06-01")
    since = {
        m.member: m.since.edtf[:4]
        for a in view.actors()
        for m in a.memberships
        if m.organization == "nato" and m.since and m.holds(today)
    }
    assert since["netherlands"] == "1949"
    assert since["czech-republic"] == "1999"
    assert since["estonia"] == "2004"
    assert since["sweden"] == "2024"
    assert len(since) == 32


def test_persons_carry_the_office_and_the_state_that_the_article_gives(view: View) -> None:
    offices = {o.person: (o.role, o.state) for o in view.offices()}
    assert offices["karin-ollongren"] == ("interior minister", "netherlands")
    assert offices["alexander-de-croo"][0].casefold() == "prime minister"


def test_the_command_line_tells_the_same(talion: Run) -> None:
    told = json.loads(talion("query", "--json", EXPULSIONS).stdout)
    assert {r["status"].rpartition("#")[2]: r["n"] for r in told} == {
        "reported": 19,
        "prospective": 1,
    }
    incident = json.loads(talion("incident", "--json", "2021-10-06-daily-beast#e1").stdout)
    precedents = {
        c["incident"]["id"] for c in incident["claims"] if c["relation"] == "has the precedent"
    }
    assert precedents == PRECEDENTS
    actor = json.loads(talion("actor", "--json", "Karin Ollongren").stdout)
    assert actor["offices"][0]["state"]["name"] == "Netherlands"
    relations = json.loads(talion("actor", "--json", "Estonia").stdout)["relations"]
    shown = {(r["subject"]["name"], r["relation"], r["object"]["name"]) for r in relations}
    assert ("Russia", "expelled", "Estonia") in shown
    assert ("Russia", "retaliatedAgainst", "Estonia") in shown


CHAINS = [
    [
        ("cyber_operation", "russia", "united-states", None),
        ("expulsion", "united-states", "russia", "2021"),
        ("expulsion", "russia", "united-states", "2021-07"),
    ],
    [
        ("espionage", "russia", "united-states", None),
        ("expulsion", "united-states", "russia", "2021"),
        ("expulsion", "russia", "united-states", "2021-07"),
    ],
    [
        ("expulsion", "estonia", "russia", "2022"),
        ("expulsion", "russia", "lithuania", "2022-03-29"),
    ],
    [
        ("espionage", "russia", "netherlands", None),
        ("expulsion", "netherlands", "russia", "2020-12-10"),
        ("threat", "russia", "netherlands", "2020-12-10"),
    ],
]


@pytest.mark.parametrize("chain", CHAINS)
def test_the_chains_that_the_articles_tell_are_found_by_sparql(
    view: View, chain: list[tuple[str, str, str, str | None]]
) -> None:
    """Each step answers the one before it."""
    patterns = []
    for n, (kind, agent, target, date) in enumerate(chain):
        patterns.append(
            f"?i{n} tal:incidentType type:{kind} ; tal:agent actor:{agent} ;"
            f" tal:target actor:{target} ."
        )
        if date:
            patterns.append(f'?i{n} tal:date "{date}"^^edtf:EDTF .')
        if n:
            patterns.append(f"?i{n} tal:inResponseTo ?i{n - 1} .")
    assert view.select(f"ASK {{ {' '.join(patterns)} }}").rows == (("true",),)


def test_the_chains_that_the_articles_tell_are_found_by_the_command_line(talion: Run) -> None:
    found = json.loads(talion("chains", "--json").stdout)["chains"]
    told = [[{a["id"] for a in step["events"]} for step in chain["steps"]] for chain in found]
    for last, first in (
        ("2021-07-expulsion-russia-united-states", "2021-expulsion-united-states-russia"),
        (
            "2022-03-29-expulsion-russia-estonia-latvia-lithuania",
            "2022-expulsion-estonia-latvia-lithuania-russia",
        ),
        (
            "2020-12-10-threat-russia-leonid-slutsky-netherlands",
            "2020-12-10-expulsion-netherlands-russia",
        ),
    ):
        assert any(last in chain[-1] and first in chain[-2] for chain in told if len(chain) > 1), (
            last
        )
