"""From names to actors."""

import pytest
from talion.errors import SidecarError
from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.findings import Finding, Findings, NamedActor
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Status
from talion.resolve.actor_linking import link_actors
from talion.store.reference import gazetteer

RUSSIA = Actor(
    "russia",
    "Russia",
    ActorKind.COUNTRY,
    demonyms=("Russian",),
    capitals=("Moscow",),
    since=Date("1991"),
)
SOVIET = Actor(
    "soviet-union",
    "Soviet Union",
    ActorKind.COUNTRY,
    capitals=("Moscow",),
    until=Date("1991-12-26"),
)
GEORGIA = Actor("georgia", "Georgia", ActorKind.COUNTRY, codes=("GE",))
AIVD = Actor("aivd", "AIVD", ActorKind.AGENCY, names=("Security Service",), state="netherlands")
MI5 = Actor("mi5", "MI5", ActorKind.AGENCY, names=("Security Service",), state="united-kingdom")
NETHERLANDS = Actor("netherlands", "Netherlands", ActorKind.COUNTRY, metonyms=("The Hague",))
KNOWN = Gazetteer([SOVIET, RUSSIA, GEORGIA, MI5, AIVD, NETHERLANDS])


def told(*actors: tuple[str, str], agents: tuple[str, ...] = ()) -> Findings:
    incident = Finding("e1", "expulsion", Status.REPORTED, agents, (), None, None, "q")
    return Findings(
        "one", None, tuple(NamedActor(n, ActorKind(t)) for n, t in actors), (incident,), ()
    )


def test_a_known_name_is_that_actor_and_an_unknown_one_a_new_actor() -> None:
    names = link_actors(told(("Russia", "country"), ("Karin Ollongren", "person")), None, KNOWN)
    assert names.ids == {"Russia": "russia", "Karin Ollongren": "karin-ollongren"}
    assert names.new == (Actor("karin-ollongren", "Karin Ollongren", ActorKind.PERSON),)


def test_a_capital_is_the_state_of_its_time() -> None:
    for year, state in (("1986", "soviet-union"), ("2018", "russia")):
        assert link_actors(told(agents=("Moscow",)), Date(year), KNOWN).ids == {"Moscow": state}


def test_a_past_state_may_be_told_of_after_its_end() -> None:
    names = link_actors(told(("Soviet Union", "country")), Date("2020"), KNOWN)
    assert names.ids == {"Soviet Union": "soviet-union"}


def test_a_state_and_a_person_of_one_name_are_told_apart() -> None:
    names = link_actors(told(("Georgia", "person")), None, KNOWN)
    assert names.ids == {"Georgia": "georgia-person"}


def test_a_company_with_a_states_name_has_its_kind_in_its_id() -> None:
    names = link_actors(told(("Georgia", "organization")), None, KNOWN)
    assert names.new == (Actor("georgia-organization", "Georgia", ActorKind.ORGANIZATION),)


def test_a_body_is_known_whether_listed_as_organization_or_agency() -> None:
    assert link_actors(told(("AIVD", "organization")), None, KNOWN).ids == {"AIVD": "aivd"}


def test_of_two_agencies_of_one_name_that_of_a_state_in_the_article_is_meant() -> None:
    for state, agency in (("Netherlands", "aivd"), ("Russia", "mi5")):
        names = link_actors(told((state, "country"), ("Security Service", "agency")), None, KNOWN)
        assert names.ids["Security Service"] == agency


def test_a_person_of_one_name_cannot_be_taken_for_a_paper() -> None:
    person = link_actors(told(("Time", "person")), None, KNOWN)
    paper = link_actors(told(("Time", "organization")), None, KNOWN)
    assert (person.ids["Time"], paper.ids["Time"]) == ("time-person", "time")


def test_an_article_before_a_name_makes_no_other_actor() -> None:
    names = link_actors(
        told(("The New York Times", "organization"), ("New York Times", "organization")),
        None,
        KNOWN,
    )
    assert set(names.ids.values()) == {"new-york-times"}


def test_a_name_used_but_neither_listed_nor_known_is_an_error() -> None:
    with pytest.raises(SidecarError) as caught:
        link_actors(told(("Russia", "country"), agents=("Russia", "Sylvania")), None, KNOWN)
    assert str(caught.value) == (
        "one.json, incident e1: 'Sylvania' is neither among the file's actors nor a known name"
    )


def test_a_new_agency_belongs_to_the_state_it_is_given() -> None:
    found = Findings("one", None, (NamedActor("IND", ActorKind.AGENCY, state="The Hague"),), (), ())
    assert link_actors(found, None, KNOWN).new == (
        Actor("ind", "IND", ActorKind.AGENCY, state="netherlands"),
    )


def test_the_shipped_gazetteer_knows_the_usual_names() -> None:
    listed = told(("EU", "organization"), ("AIVD", "agency"), ("SVR", "agency"), ("US", "country"))
    ids = link_actors(listed, Date("2020-12"), gazetteer()).ids
    assert ids == {"EU": "european-union", "AIVD": "aivd", "SVR": "svr", "US": "united-states"}
