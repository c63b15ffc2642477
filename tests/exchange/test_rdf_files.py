"""The serialisations of RDF, read back by rdflib and compared with the store."""

import io
import json

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from talion.exchange import json_ld
from talion.exchange.export_format import Request
from talion.exchange.export_registry import export_formats, format_of
from talion.store import Store

WITH_GRAPHS = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
UNION = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def quads(seeds: Store) -> set[Quad]:
    with seeds.view() as view:
        return set(view.quads())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_a_format_with_graphs_holds_every_statement_in_its_graph(
    seeds: Store, quads: set[Quad], name: str
) -> None:
    text = export_formats()[name].write(seeds, Request())
    read = Dataset()
    read.parse(data=text, format=WITH_GRAPHS[name])
    again = read.serialize(format="nquads", encoding="utf-8")
    found = set(parse(io.BytesIO(again), format=RdfFormat.N_QUADS))
    assert found == quads


@pytest.mark.parametrize("name", UNION)
def test_a_format_without_graphs_holds_every_statement_once(
    seeds: Store, quads: set[Quad], name: str
) -> None:
    read = Graph().parse(data=export_formats()[name].write(seeds, Request()), format=UNION[name])
    assert len(read) == len({quad.triple for quad in quads})


def test_turtle_and_rdf_xml_say_the_same(seeds: Store) -> None:
    texts = {name: export_formats()[name].write(seeds, Request()) for name in ("turtle", "rdfxml")}
    one, other = (Graph().parse(data=texts[name], format=UNION[name]) for name in texts)
    assert isomorphic(one, other)


@pytest.mark.parametrize("name", [*WITH_GRAPHS, *UNION])
def test_the_alignments_come_on_request(seeds: Store, name: str) -> None:
    form = export_formats()[name]
    assert form.aligned
    assert b"schema.org/Event" not in form.write(seeds, Request()).replace(
        b"schema:", b"schema.org/"
    )
    aligned = form.write(seeds, Request(alignments=True))
    assert b"schema.org/Event" in aligned.replace(b"schema:", b"schema.org/")


def test_an_incident_in_json_ld_reads_like_json(seeds: Store) -> None:
    made = json.loads(export_formats()["jsonld"].write(seeds, Request()))
    nodes = [n for g in made["@graph"] for n in g["@graph"] if "Incident" in n.get("type", ())]
    dutch = [
        n
        for n in nodes
        if n["incidentType"].endswith("/expulsion") and str(n["agent"]).endswith("/netherlands")
    ]
    assert {n["target"].rpartition("/")[2] for n in dutch} == {"russia"}
    assert all(isinstance(n.get("count", 0), int) for n in dutch)


def test_no_prefix_hides_a_term_of_the_vocabulary_and_no_term_a_prefix() -> None:
    context = json_ld.context()
    assert context["type"] == "@type"
    assert "report" not in context or context["report"].endswith("/id/report/")
    assert context["member"] == {"@id": "tal:member", "@type": "@id"}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.ttl", "turtle"),
        ("a.nq", "nquads"),
        ("A.JSONLD", "jsonld"),
        ("a.json", "json"),
        ("a.ftm.json", "ftm"),
        ("a.stix.json", "stix"),
        ("a.cyjs", "cytoscape"),
        ("a.rdf", "rdfxml"),
    ],
)
def test_the_longest_ending_tells_the_format(file: str, name: str) -> None:
    found = format_of(file)
    assert found is not None
    assert found.name == name
