"""The scheme of incident types: the codebook's, each with what the rest of Talion needs."""

import csv
import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from talion.events.cameo import code_mapping
from talion.store.reference import incident_types
from talion.vocabulary import NS, TAL, TYPES_NS

ONTOLOGY = Path(__file__).parents[2] / "ontology"
CODEBOOK = [
    "expulsion",
    "staff_cap",
    "closure",
    "recall",
    "break_of_relations",
    "summons",
    "deportation",
    "espionage",
    "cyber_operation",
    "influence_operation",
    "attack_on_person",
    "sabotage",
    "military_action",
    "legal_action",
    "sanction",
    "tariff",
    "threat",
]


@pytest.fixture
def scheme() -> Graph:
    return Graph().parse(ONTOLOGY / "incident-types.ttl")


def test_the_types_of_the_codebook_are_there_in_its_order() -> None:
    assert [t.id for t in incident_types() if t.id in CODEBOOK] == CODEBOOK


def test_the_types_are_those_of_the_shared_codebook(shared: Path) -> None:
    text = (shared / "evaluation" / "CODEBOOK.md").read_text("utf-8")
    table = text.split("## Incidents")[1].split("Left out:")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == CODEBOOK


def test_every_type_of_the_codebook_implies_a_relation_of_its_own() -> None:
    relations = [t.relation for t in incident_types() if t.id in CODEBOOK]
    assert len(set(relations)) == len(CODEBOOK)
    terms = Graph().parse(ONTOLOGY / "talion.ttl")
    assert {URIRef(NS + str(r)) for r in relations} <= set(terms.subjects(RDFS.isDefinedBy))


def test_every_type_has_words_that_name_it() -> None:
    assert all(t.verbs or t.nouns for t in incident_types())
    assert all(t.verbs and t.nouns for t in incident_types() if t.id in CODEBOOK)


def test_only_codes_161_and_163_are_shared_by_several_types(scheme: Graph) -> None:
    codes = [str(code) for code in scheme.objects(None, TAL.cameo.uriref)]
    assert {code for code in codes if codes.count(code) > 1} == {"161", "163"}


def test_a_code_that_types_share_is_read_as_the_table_says() -> None:
    readings = {code: code_mapping(code) for code in ("161", "163")}
    assert {code: r and r.type for code, r in readings.items()} == {
        "161": "break_of_relations",
        "163": "sanction",
    }


def test_every_type_of_the_codebook_says_what_it_is_and_to_whom_it_is_done(scheme: Graph) -> None:
    types = {URIRef(TYPES_NS + ident) for ident in CODEBOOK}
    for trait in (TAL.nature, TAL.doneTo):
        assert set(scheme.subjects(trait.uriref)) >= types


@pytest.mark.parametrize(
    ("code", "ident"),
    [
        ("114", "summons"),
        ("1384", "threat"),
        ("173", "legal_action"),
        ("174", "deportation"),
        ("186", "attack_on_person"),
        ("190", "military_action"),
    ],
)
def test_a_cameo_code_stands_at_its_type(scheme: Graph, code: str, ident: str) -> None:
    found = set(scheme.subjects(TAL.cameo.uriref, Literal(code)))
    assert found == {URIRef(TYPES_NS + ident)}


def test_every_cameo_code_exists() -> None:
    with (ONTOLOGY / "tables" / "cameo.csv").open(encoding="utf-8") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    assert {code for t in incident_types() for code in t.cameo} - known == set()


@pytest.mark.parametrize(
    ("code", "ident"),
    [
        ("114", "summons"),
        ("130", "threat"),
        ("173", "legal_action"),
        ("174", "deportation"),
        ("180", "attack_on_person"),
        ("190", "military_action"),
        ("1712", "sabotage"),
    ],
)
def test_a_severity_is_the_goldstein_value_of_its_code(code: str, ident: str) -> None:
    with (ONTOLOGY / "tables" / "cameo.csv").open(encoding="utf-8") as file:
        values = {row["code"]: float(row["goldstein"]) for row in csv.DictReader(file)}
    severity = {t.id: t.severity for t in incident_types()}
    assert severity[ident] == pytest.approx(-values[code] / 10)


def test_war_is_the_gravest_and_a_summons_the_mildest() -> None:
    ordered = sorted(incident_types(), key=lambda t: t.severity)
    assert (ordered[0].id, ordered[-1].id) == ("summons", "military_action")


def test_every_type_is_a_top_concept_of_the_scheme(scheme: Graph) -> None:
    root = URIRef(TYPES_NS.rstrip("/"))
    top = {*scheme.objects(root, SKOS.hasTopConcept), *scheme.subjects(SKOS.topConceptOf, root)}
    assert top == set(scheme.subjects(RDF.type, TAL.IncidentType.uriref))
