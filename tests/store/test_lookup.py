"""What a person names is found, or its nearest names are."""

from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat, parse
from talion.errors import AmbiguousError, UnknownError
from talion.store.id_lookup import find_article, find_incident, find_report
from talion.store.lookup import find_actor
from talion.store.store import Store
from talion.store.view import View
from talion.vocabulary import PREFIXES

GRAPH = (
    "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items())
    + """
<https://w3id.org/talion/id/graph/actors> {
  actor:netherlands a tal:Country ; rdfs:label "Netherlands"@en ; skos:altLabel "Holland" ;
    tal:demonym "Dutch" ; tal:capital "The Hague" ; tal:iso3 "NLD" .
  actor:russia a tal:Country ; rdfs:label "Russia"@en ; tal:metonym "Kremlin" .
}
<https://w3id.org/talion/id/graph/derived> {
  incident:2020-12-10-expulsion-netherlands-russia a tal:Incident ;
    tal:incidentType type:expulsion ; tal:status tal:reported ; tal:agent actor:netherlands ;
    tal:target actor:russia ; tal:reportedBy <https://w3id.org/talion/id/report/seed/e1> .
}
"""
)
EXPULSION = "2020-12-10-expulsion-netherlands-russia"


@pytest.fixture
def view() -> Iterator[View]:
    store = Store.memory()
    with store.writer(validate=False) as writer:
        writer._store.bulk_extend(parse(GRAPH, format=RdfFormat.TRIG))
    with store.view() as view:
        yield view


@pytest.mark.parametrize(
    "name",
    [
        "Netherlands",
        "the netherlands",
        "Holland",
        "Dutch",
        "The Hague",
        "NLD",
        "netherlands",
        "actor:netherlands",
        "https://w3id.org/talion/id/actor/netherlands",
    ],
)
def test_an_actor_is_found_by_any_of_its_names_and_ids(view: View, name: str) -> None:
    assert find_actor(view, name).id == "netherlands"


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("Q159", "russia"),
        ("q159", "russia"),
        ("wd:Q159", "russia"),
        ("http://www.wikidata.org/entity/Q55", "netherlands"),
        ("https://www.wikidata.org/wiki/Q55", "netherlands"),
        ("NLDGOV", "netherlands"),
        ("NLDMILSPY", "netherlands"),
        ("Q7184", "nato"),
        ("cow:365", "russia"),
        ("COW:210", "netherlands"),
        ("gw:365", "russia"),
        ("cow:255", "germany"),  # the German Reich had the number before
        ("gw:260", "germany"),  # so had West Germany
        ("cameo:NAT", "nato"),
        ("NAT", "nato"),
        ("IGOUNO", "united-nations"),
        ("IGOEUREEC", "european-union"),
        ("NGOHLHIRC", "red-cross"),
        ("IGOUNOREFHCR", "unhcr"),
        ("PSEREBHMS", "hamas"),
        ("cameo:RUSGOV", "russia"),
        ("actor:netherl", "netherlands"),
        ("netherl", "netherlands"),
        ("https://w3id.org/talion/id/actor/netherl", "netherlands"),
    ],
)
def test_an_actor_is_found_by_codes_of_other_systems(seeds: Store, name: str, ident: str) -> None:
    with seeds.view() as view:
        assert find_actor(view, name).id == ident


@pytest.mark.parametrize(
    "name",
    [
        "Q999999999",
        "wd:",
        "NLDXYZ",
        "XXXGOV",
        "GOV",
        "Q0159",
        "cow:999",
        "cow:",
        "was",
        "igouno",
        "Netherl",
        "net",
        "actor:netherlandsx",
    ],
)
def test_no_actor_is_made_up_for_a_code(view: View, name: str) -> None:
    with pytest.raises(UnknownError):
        find_actor(view, name)


def test_the_beginning_of_an_id_is_enough_where_one_incident_has_it(view: View) -> None:
    assert find_incident(view, "2020-12-10").id == EXPULSION
    assert find_incident(view, "incident:2020-12").id == EXPULSION


def test_a_word_of_a_sentence_is_no_code(seeds: Store) -> None:
    """ECOWAS is WAS in CAMEO: as a code it is written in capitals, and no name of it."""
    with seeds.view() as view:
        assert find_actor(view, "WAS").id == "ecowas"
        assert not view.actors(["ecowas"])[0].codes


def test_the_actors_that_begin_alike_are_named(seeds: Store) -> None:
    with (
        seeds.view() as view,
        pytest.raises(AmbiguousError, match=r"'united' begins the ids of \d actors: united-"),
    ):
        find_actor(view, "united")


def test_the_beginning_of_an_article_is_enough_for_a_report(seeds: Store) -> None:
    with seeds.view() as view:
        whole = find_incident(view, "2020-12-10-moscow-times#e1")
        assert find_incident(view, "2020-12-10-m#e1") == whole
        assert find_report(view, "report:2020-12-10-m#e1") == "2020-12-10-moscow-times#e1"
        with pytest.raises(AmbiguousError, match="'2020-12#e1' begins the ids of 2 reports"):
            find_incident(view, "2020-12#e1")
        with pytest.raises(
            UnknownError, match=r"'2020-12-10-m#e99' is not a report .* did you mean"
        ):
            find_incident(view, "2020-12-10-m#e99")
        assert find_article(view, "2020-12-10") == "2020-12-10-moscow-times"
        with pytest.raises(UnknownError, match="did you mean 2020-12-dutchreview"):
            find_article(view, "dutchreview")


def test_an_id_in_another_order_is_answered_with_the_nearest(seeds: Store) -> None:
    with seeds.view() as view, pytest.raises(UnknownError) as caught:
        find_incident(view, "netherlands-russia-expulsion-2022")
    assert "2022-03-29-expulsion-netherlands-russia" in caught.value.near
    assert str(caught.value).startswith("'netherlands-russia-expulsion-2022' is not an incident")


def test_the_incidents_that_begin_alike_are_named(seeds: Store) -> None:
    with seeds.view() as view, pytest.raises(AmbiguousError) as caught:
        find_incident(view, "2018")
    assert all(found.startswith("2018") for found in caught.value.found)
    assert str(caught.value).startswith("'2018' begins the ids of 6 incidents: 2018-attack")


def test_a_misspelt_actor_is_answered_with_the_nearest_name(view: View) -> None:
    with pytest.raises(UnknownError, match="did you mean Netherlands") as caught:
        find_actor(view, "Nederland")
    assert caught.value.near == ("Netherlands",)


def test_a_name_like_no_other_gets_no_hint(view: View) -> None:
    with pytest.raises(UnknownError, match=r"'Xyzzy' is not an actor of this graph$"):
        find_actor(view, "Xyzzy")


@pytest.mark.parametrize(
    "reference",
    [
        EXPULSION,
        f"incident:{EXPULSION}",
        f"https://w3id.org/talion/id/incident/{EXPULSION}",
        f"<https://w3id.org/talion/id/incident/{EXPULSION}>",
        "seed#e1",
        "https://w3id.org/talion/id/report/seed/e1",
    ],
)
def test_an_incident_is_found_by_its_id_or_that_of_a_report(view: View, reference: str) -> None:
    assert find_incident(view, reference).id == EXPULSION


@pytest.mark.parametrize(
    "reference", ["2020-12-10-expulsion-netherland-russia", "seed#e9", "", "> } DROP ALL #"]
)
def test_an_unknown_incident_is_an_error_that_names_it(view: View, reference: str) -> None:
    with pytest.raises(UnknownError) as caught:
        find_incident(view, reference)
    assert caught.value.name == reference
