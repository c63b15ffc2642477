"""The graph in the words of SEM, PROV-O, schema.org and Web Annotation.

Expectations come from the typed values of the graph, not from its statements.
"""

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from pyoxigraph import NamedNode, QuerySolutions
from pyoxigraph import RdfFormat as Format
from pyoxigraph import Store as Database
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import RDFS
from talion.errors import QueryError
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.incident import Incident, Status
from talion.resources import ontology_file
from talion.store import Store, View, iris
from talion.store.bulk_load import EventRow, load
from talion.store.iris import iri
from talion.vocabulary import PREFIXES, TAL

Run = Callable[..., Result]
PROLOGUE = "".join(f"PREFIX {p}: <{n}> " for p, n in PREFIXES.items())
ALIGNMENTS = iris.ALIGNMENTS_GRAPH.value


@pytest.fixture(scope="module")
def exported(seeds: Store) -> bytes:
    out = io.BytesIO()
    seeds.export(out, alignments=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def in_pyoxigraph(exported: bytes) -> Database:
    database = Database()
    database.load(exported, format=Format.TRIG)
    return database


@pytest.fixture(scope="module")
def in_rdflib(exported: bytes) -> Graph:
    """The graph of the alignments alone, in rdflib's own store."""
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
        dataset.parse(data=exported, format="trig")
    return dataset.graph(URIRef(ALIGNMENTS))


@pytest.fixture(params=["FROM", "pyoxigraph", "rdflib", "rdflib over Oxigraph"])
def ask(
    request: pytest.FixtureRequest, view: View, in_pyoxigraph: Database, in_rdflib: Graph
) -> Callable[[str], set[tuple[str, ...]]]:
    """Answer a SELECT on the alignments, in each of the ways to ask them."""

    def answer(text: str) -> set[tuple[str, ...]]:
        if request.param == "FROM":
            rows = view.select(text.replace("WHERE", "FROM graph:alignments WHERE", 1)).rows
            return {tuple(map(str, row)) for row in rows}
        if request.param == "pyoxigraph":
            graph = NamedNode(ALIGNMENTS)
            found = in_pyoxigraph.query(text, prefixes=PREFIXES, default_graph=graph)
            assert isinstance(found, QuerySolutions)
            return {tuple(term.value for term in row) for row in found}
        if request.param == "rdflib":
            return values(in_rdflib.query(PROLOGUE + text))
        asked = text.replace("WHERE", "FROM graph:alignments WHERE", 1)
        return values(view.dataset.query(asked))

    return answer


Ask = Callable[[str], set[tuple[str, ...]]]


def values(found: Any) -> set[tuple[str, ...]]:
    """The rows that rdflib found, as texts."""
    return {tuple(map(str, row)) for row in found}


def node(incident: Incident) -> str:
    return iri("incident", incident.id).value


def reported(view: View) -> list[Incident]:
    found = [i for i in view.incidents() if i.status == Status.REPORTED]
    assert 0 < len(found) < len(list(view.incidents()))
    return found


@pytest.mark.parametrize("kind", ["sem:Event", "schema:Event", "schema:Action"])
def test_only_what_is_reported_is_an_event(view: View, ask: Ask, kind: str) -> None:
    assert ask(f"SELECT ?e WHERE {{ ?e a {kind} }}") == {(node(i),) for i in reported(view)}


def test_every_incident_keeps_its_status(view: View, ask: Ask) -> None:
    expected = {(node(i), f"{TAL.namespace}{i.status}") for i in view.incidents()}
    assert ask("SELECT ?i ?status WHERE { ?i tal:status ?status }") == expected


def test_agent_and_target_are_told_apart(view: View, ask: Ask) -> None:
    sides = {
        (node(i), side, iri("actor", actor).value)
        for i in reported(view)
        for side, actors in ((str(TAL.agent), i.agents), (str(TAL.target), i.targets))
        for actor in actors
    }
    text = "?e sem:hasActor ?role . ?role a sem:Role ; sem:roleType ?side ; rdf:value ?actor"
    assert ask(f"SELECT ?e ?side ?actor WHERE {{ {text} }}") == sides
    assert not ask("SELECT ?e WHERE { ?e sem:hasActor/a sem:Actor }")
    for prop, side in (("schema:agent", TAL.agent), ("schema:object", TAL.target)):
        expected = {(e, actor) for e, which, actor in sides if which == side}
        assert ask(f"SELECT ?e ?actor WHERE {{ ?e {prop} ?actor }}") == expected


def test_a_report_is_a_claim_and_an_annotation_and_no_event(view: View, ask: Ask) -> None:
    reports = {(iris.report(r.id).value,) for r in view.reports()}
    for kind in ("schema:Claim", "oa:Annotation"):
        assert ask(f"SELECT ?r WHERE {{ ?r a {kind} }}") == reports
    events = ask("SELECT ?e WHERE { VALUES ?k { sem:Event schema:Event } ?e a ?k }")
    assert not events & reports
    about = {(iris.report(r).value, node(i)) for i in view.incidents() for r in i.reports}
    assert ask("SELECT ?r ?i WHERE { ?r schema:about ?i }") == about
    assert ask("SELECT ?r ?i WHERE { ?r oa:hasBody ?i }") == about


def test_quotes_answer_in_three_vocabularies(view: View, ask: Ask) -> None:
    quotes = {
        (iris.report(r.id).value, r.quote.text, iri("article", r.article).value)
        for r in view.reports()
    }
    text = "?r oa:hasTarget ?t . ?t oa:hasSource ?a ; oa:hasSelector/oa:exact ?q"
    assert ask(f"SELECT ?r ?q ?a WHERE {{ {text} }}") == quotes
    text = "?r a schema:Claim ; schema:text ?q ; schema:appearance ?a"
    assert ask(f"SELECT ?r ?q ?a WHERE {{ {text} }}") == quotes
    text = "?r a oa:Annotation ; prov:wasQuotedFrom ?a ; prov:wasDerivedFrom ?a"
    assert ask(f"SELECT ?r ?a WHERE {{ {text} }}") == {(r, a) for r, _, a in quotes}
    places = {
        (iris.report(r.id).value, str(r.quote.start), str(r.quote.end)) for r in view.reports()
    }
    text = "?r oa:hasTarget/oa:hasSelector ?s . ?s oa:start ?from ; oa:end ?to"
    assert ask(f"SELECT ?r ?from ?to WHERE {{ {text} }}") == places


def test_articles_have_their_dates_and_publishers(view: View, ask: Ask) -> None:
    articles = list(view.articles())
    dates = {(iri("article", a.id).value, a.published) for a in articles if a.published}
    assert ask("SELECT ?a ?d WHERE { ?a a schema:Article ; schema:datePublished ?d }") == dates
    publishers = {(iri("article", a.id).value, a.publisher) for a in articles}
    assert ask("SELECT ?a ?p WHERE { ?a schema:publisher/schema:name ?p }") == publishers


def test_dates_are_given_as_far_as_they_are_known(view: View, ask: Ask) -> None:
    known = [i for i in reported(view) if i.date is not None]
    plain = {(node(i), i.date.edtf) for i in known if i.date and i.date.edtf[-1].isdigit()}
    plain = {(i, d) for i, d in plain if set(d) <= set("0123456789-")}
    assert ask("SELECT ?e ?d WHERE { ?e schema:startDate ?d }") == plain
    bounds = {
        (node(i), i.date.earliest.isoformat(), i.date.latest.isoformat()) for i in known if i.date
    }
    text = "?e sem:hasEarliestBeginTimeStamp ?from ; sem:hasLatestEndTimeStamp ?to"
    assert ask(f"SELECT ?e ?from ?to WHERE {{ {text} }}") == bounds
    days = {(e, start) for e, start, end in bounds if start == end}
    assert ask("SELECT ?e ?day WHERE { ?e sem:hasTimeStamp ?day }") == days


def test_what_a_model_inferred_was_generated_by_its_run() -> None:
    store = Store.memory()
    rows = [EventRow(n, "expulsion", "italy", "russia", f"2021-03-0{n}", n, "t") for n in "12"]
    load(store, rows)
    claim = Claim("r1", ClaimType.RESPONSE, "2", "1", Basis.INFERRED, probability=0.5, run="m")
    with store.writer() as writer:
        writer.put_run("m", [], [claim])
    with store.view() as view:
        text = "SELECT ?r FROM graph:alignments { ?c a prov:Entity ; prov:wasGeneratedBy ?r }"
        assert view.select(text).rows == ((iri("run", "m").value,),)


def test_no_store_holds_it_and_no_other_query_sees_it(view: View) -> None:
    assert not list(view.quads(iris.ALIGNMENTS_GRAPH))
    for text in ("ASK { ?e a sem:Event }", "ASK FROM graph:derived { ?e a sem:Event }"):
        assert view.select(text).rows == (("false",),)


def test_it_can_be_asked_beside_other_graphs(view: View) -> None:
    text = """SELECT DISTINCT ?i FROM graph:derived FROM NAMED graph:alignments
    { ?i a tal:Incident FILTER NOT EXISTS { GRAPH graph:alignments { ?i a sem:Event } } }"""
    found = {str(i) for (i,) in view.select(text).rows}
    assert found == {node(i) for i in view.incidents()} - {node(i) for i in reported(view)}


def test_asking_it_without_naming_it_as_a_graph_to_ask_is_told(view: View) -> None:
    with pytest.raises(QueryError, match="FROM NAMED graph:alignments"):
        view.query("ASK { GRAPH graph:alignments { ?e a sem:Event } }")
    assert view.select("ASK { ?e a ?x FILTER (?x = graph:alignments) }").rows == (("false",),)


def test_the_axioms_alone_make_no_event_and_no_actor_of_an_event() -> None:
    """Whatever a term applies to: alleged incidents and reports have the same properties."""
    axioms = Graph().parse(data=ontology_file("alignments.ttl").read_text("utf-8"), format="turtle")
    for term in (TAL.Incident, TAL.agent, TAL.target, TAL.incidentType, TAL.earliest, TAL.quote):
        for prop in (RDFS.subClassOf, RDFS.subPropertyOf):
            assert list(axioms.objects(term.uriref, prop)) == []


def test_what_the_axioms_entail_is_in_the_graph(view: View, in_rdflib: Graph) -> None:
    axioms = Graph().parse(data=ontology_file("alignments.ttl").read_text("utf-8"), format="turtle")
    for lower, upper in axioms.subject_objects(RDFS.subClassOf):
        made = values(in_rdflib.query(f"SELECT ?x {{ ?x a <{upper}> }}"))
        for (thing,) in view.select(f"SELECT ?x {{ ?x a <{lower}> }}").rows:
            used = str(upper).endswith(("EventType", "Actor"))  # of reference data, what is used
            assert used or (str(thing),) in made, (thing, upper)
    actors = values(in_rdflib.query(PROLOGUE + "SELECT ?a { ?a a sem:Actor }"))
    assert actors <= {(iri("actor", actor.id).value,) for actor in view.acting()}
    for lower, upper in axioms.subject_objects(RDFS.subPropertyOf):
        for row in view.select(f"SELECT ?x ?y {{ ?x <{lower}> ?y }}").rows:
            found = [str(y) for y in in_rdflib.objects(URIRef(str(row[0])), URIRef(str(upper)))]
            assert str(row[1]) in found, (lower, upper, row)


def test_the_export_reads_back_as_the_graph_without_it(
    talion: Run, tmp_path: Path, exported: bytes
) -> None:
    file = tmp_path / "linked.trig"
    assert talion("export", "--alignments", str(file)).exit_code == 0
    assert file.read_bytes() == exported
    assert talion("import", str(file), store=tmp_path / "copy").exit_code == 0
    assert talion("export", store=tmp_path / "copy").stdout_bytes == talion("export").stdout_bytes
    refused = talion("export", "--alignments", str(tmp_path / "network.gexf"))
    assert (refused.exit_code, "goes into RDF" in refused.stderr) == (2, True)
