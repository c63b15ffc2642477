"""Agencies, seats of government and groups of states, as the press of a language calls them."""

import csv
import io

import pytest
from talion.gate.folding import FoldedText
from talion.gate.gate import admit
from talion.gate.language_tables import languages
from talion.gate.name_index import NameIndex
from talion.gate.proposal import Proposal, ProposedIncident, ProposedSide
from talion.model.article import Article
from talion.resources import ontology_file
from talion.store.reference import gazetteer


def mentioned(text: str, language: str) -> set[str]:
    return set(NameIndex.of(FoldedText.of(text), language).mentions)


@pytest.mark.parametrize(
    ("language", "text", "actors"),
    [
        ("nl", "De AIVD en de GROe", {"aivd", "gru"}),
        ("de", "Der Bundesnachrichtendienst warnte den FSB", {"bnd", "fsb"}),
        ("fr", "La DGSI soupçonne le renseignement militaire russe", {"dgsi", "gru"}),
        ("es", "El CNI y la Guardia Revolucionaria", {"cni", "irgc"}),
        ("ru", "По данным Федеральной службы безопасности, агент ЦРУ", {"fsb", "cia"}),
        ("uk", "Служби безпеки України та ФСБ", {"sbu", "fsb"}),
        ("cs", "Podle Bezpečnostní informační služby a GRU", {"bis", "gru"}),
        ("nl", "Het Witte Huis en het Binnenhof", {"united-states", "netherlands"}),
        ("fr", "Downing Street et la Moncloa", {"united-kingdom", "spain"}),
        ("es", "La Casa Rosada y Miraflores", {"argentina", "venezuela"}),
        ("uk", "Держдеп і турецький уряд", {"united-states", "turkey"}),
        ("cs", "Bílý dům a turecký ministr", {"united-states", "turkey"}),
        ("en", "The Baltic states said", {"estonia", "latvia", "lithuania"}),
        ("de", "Die Beneluxstaaten", {"belgium", "netherlands", "luxembourg"}),
        ("ru", "страны Балтии", {"estonia", "latvia", "lithuania"}),
    ],
)
def test_who_is_meant(language: str, text: str, actors: set[str]) -> None:
    assert mentioned(text, language) >= actors


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "mit dem Ministerium"), ("nl", "om te gaan"), ("es", "al lado"), ("cs", "by byl")],
)
def test_a_word_like_an_abbreviation_is_none(language: str, text: str) -> None:
    assert mentioned(text, language) == set()


def test_a_member_of_a_group_is_a_party_and_others_are_not() -> None:
    text = "Moscow said on 29 March it would expel ten diplomats of the Baltic states."
    sides = [ProposedSide(name) for name in ("Estonia", "Latvia", "Lithuania", "Poland")]
    made = ProposedIncident(
        "e1", "expulsion", "reported", (ProposedSide("Russia"),), tuple(sides), text
    )
    found = admit(Article("a", text, published="2022-03-29"), Proposal((made,)))
    assert found.findings.incidents[0].targets == ("Estonia", "Latvia", "Lithuania")
    assert [refused.said for refused in found.refused] == ["Poland"]


@pytest.mark.parametrize(("given", "usual"), [("ФСБ", "FSB"), ("Германия", "Germany")])
def test_a_party_named_in_the_language_of_the_article_gets_its_usual_name(
    given: str, usual: str
) -> None:
    text = "ФСБ задержала двух дипломатов, Германия протестует."
    made = ProposedIncident(
        "e1", "legal_action", "reported", (ProposedSide(given),), (), "задержала двух дипломатов"
    )
    found = admit(Article("a", text, published="2022-03-29", language="ru"), Proposal((made,)))
    assert found.findings.incidents[0].agents == (usual,)


def test_the_tables_name_agencies_and_states_that_there_are() -> None:
    agencies = {actor.id for actor in gazetteer() if actor.state}
    codes = {code for actor in gazetteer() for code in actor.codes}
    text = ontology_file("languages/agency_names.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["agency"] for row in rows} <= agencies
    assert {row["language"] for row in rows} == set(languages()) - {"en"}
    assert [(r["agency"], r["language"]) for r in rows] == sorted(
        {(r["agency"], r["language"]) for r in rows}
    )
    groups = csv.DictReader(
        io.StringIO(ontology_file("languages/collective_names.csv").read_text("utf-8"))
    )
    assert {code for row in groups for code in row["states"].split(";")} <= codes


@pytest.mark.parametrize(
    ("code", "text", "state"),
    [
        ("de", "zwei albanische Diplomaten", "albania"),
        ("fr", "deux diplomates azerbaïdjanais", "azerbaijan"),
        ("fr", "des soldats soudanais", "sudan"),
        ("es", "dos diplomáticas albanesas", "albania"),
        ("es", "tres diplomáticos sudafricanos", "south-africa"),
        ("nl", "twee Albanese diplomaten", "albania"),
        ("nl", "een Ethiopische generaal", "ethiopia"),
    ],
)
def test_nationalities_are_known_by_their_adjectives(code: str, text: str, state: str) -> None:
    assert set(NameIndex.of(FoldedText.of(text), code).mentions) == {state}
