"""The ontology and the supertypes in the store."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Database
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS as RDFLIB_RDFS
from talion.build import decide
from talion.errors import OutdatedStoreWarning
from talion.exchange.network_files import write
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.decision import DecisionKind
from talion.network.projection import to_networkx
from talion.resources import ontology_file
from talion.store import Store, View, iris
from talion.store.bulk_load import EventRow, load
from talion.store.ontology_graph import is_complete, ontology_quads, supertypes
from talion.store.repair import repair
from talion.store.validation import violations
from talion.vocabulary import RDF, RDFS, TAL, Term

#: Each class of the ontology with one above it, and how many things the seeds have of the upper.
UPPER = {
    TAL.Actor: (TAL.Country, TAL.Organization, TAL.Agency, TAL.Person, TAL.Mission),
    TAL.Claim: (TAL.Response, TAL.Precedent, TAL.Part),
    TAL.Decision: (TAL.Merge, TAL.Split),
}


def of(view: View, *classes: str) -> set[str]:
    kinds = " ".join(f"<{kind}>" for kind in classes)
    rows = view.select(f"SELECT DISTINCT ?x {{ VALUES ?c {{ {kinds} }} ?x a ?c }}").rows
    return {str(x) for (x,) in rows}


def bare(database: Database) -> None:
    """Take out what an earlier version did not write."""
    database.remove_graph(iris.ONTOLOGY_GRAPH)
    for above in UPPER:
        for quad in list(database.quads_for_pattern(None, RDF.type.node, above.node)):
            database.remove(quad)


@pytest.fixture
def outdated(tmp_path: Path, seeds_folder: Path) -> Path:
    """The seeds in a store as an earlier version wrote it."""
    shutil.copytree(seeds_folder, tmp_path / "store")
    store = Store.open(tmp_path / "store")
    with store.engine.write() as database:
        bare(database)
    return tmp_path / "store"


@pytest.mark.parametrize("upper", list(UPPER))
def test_a_class_finds_the_things_of_all_classes_below_it(view: View, upper: Term) -> None:
    found = of(view, upper)
    assert found
    assert found == of(view, *UPPER[upper])


def test_the_terms_are_explained_in_a_graph_of_their_own(view: View) -> None:
    assert view.select("SELECT ?l { tal:expelled rdfs:label ?l }").rows == (("expelled",),)
    alone = "SELECT ?l FROM graph:ontology { tal:expelled rdfs:label ?l }"
    assert view.select(alone).rows == (("expelled",),)
    assert set(view.quads(iris.ONTOLOGY_GRAPH)) == ontology_quads()


def test_the_classes_above_a_class_are_those_of_the_hierarchy() -> None:
    """Another library's transitive closure says the same."""
    graph = Graph().parse(data=ontology_file("talion.ttl").read_text("utf-8"), format="turtle")
    for lower in {s for s in graph.subjects(RDFLIB_RDFS.subClassOf) if isinstance(s, URIRef)}:
        closure = set(graph.transitive_objects(lower, RDFLIB_RDFS.subClassOf)) - {lower}
        assert {a.value for a in supertypes()[NamedNode(lower)]} == {str(a) for a in closure}


def test_a_supertype_stands_in_the_graph_of_the_type_it_follows_from(view: View) -> None:
    database = view.database()
    for upper, lower in UPPER.items():
        for quad in database.quads_for_pattern(None, RDF.type.node, upper.node):
            here = {
                q.object
                for q in database.quads_for_pattern(
                    quad.subject, RDF.type.node, None, quad.graph_name
                )
            }
            assert here & {kind.node for kind in lower}, quad


def test_all_ways_to_write_give_supertypes() -> None:
    store = Store.memory()
    row = EventRow("1", "expulsion", "italy", "russia", "2021-03-31", "a", "table")
    after = EventRow(
        "2", "expulsion", "russia", "italy", "2021-04-02", "b", "table", None, "table#e1"
    )
    load(store, [row, after])
    with store.writer() as writer:
        claim = Claim("r1", ClaimType.RESPONSE, "2", "1", Basis.INFERRED, probability=0.5, run="m")
        writer.put_run("m", [], [claim])
    with store.view() as view:
        assert len(of(view, TAL.Claim)) == 2
        assert of(view, TAL.Claim) == of(view, TAL.Response)
        assert of(view, TAL.Actor) == of(view, *UPPER[TAL.Actor])
        assert is_complete(view.database())


def test_a_file_without_the_ontology_and_the_types_is_imported_with_them(seeds: Store) -> None:
    stripped, out = Store.memory(), io.BytesIO()
    seeds.export(out)
    with stripped.engine.write() as database:
        database.bulk_extend(seeds.view().quads())
        bare(database)
    lacking = io.BytesIO()
    with pytest.warns(OutdatedStoreWarning):
        stripped.export(lacking)
    read = Store.memory()
    with read.writer(fresh=True) as writer:
        writer.load_trig(lacking.getvalue(), "old.trig")
    again = io.BytesIO()
    read.export(again)
    assert lacking.getvalue() != again.getvalue() == out.getvalue()


def test_nothing_but_sparql_and_exports_sees_them(seeds: Store) -> None:
    """Values, networks and validation are those of a store without them."""
    stripped = Store.memory()
    with stripped.engine.write() as database:
        database.bulk_extend(seeds.view().quads())
        bare(database)
    with pytest.warns(OutdatedStoreWarning):
        without = stripped.view()
    with seeds.view() as view, without:
        for read in ("actors", "incidents", "reports", "claims", "relations", "decisions"):
            assert list(getattr(view, read)()) == list(getattr(without, read)()), read
        assert list(view.acting()) == list(without.acting())
        for kind in ("actors", "incidents"):
            networks = [write(to_networkx(v, kind), "json") for v in (view, without)]
            assert networks[0] == networks[1]
        assert violations(view.database()) == violations(without.database()) == []


def test_shapes_are_not_checked_on_the_ontology() -> None:
    database = Database()
    broken = NamedNode("x:report")
    database.add(Quad(broken, RDF.type.node, TAL.Report.node, iris.ONTOLOGY_GRAPH))
    assert violations(database) == []
    database.add(Quad(broken, RDF.type.node, TAL.Report.node, iris.DERIVED_GRAPH))
    assert violations(database)


def test_a_store_of_another_version_is_told_of_and_completed_by_the_next_write(
    outdated: Path,
) -> None:
    store = Store.open(outdated)
    with pytest.warns(OutdatedStoreWarning, match="repair"):
        view = store.view()
    with view:
        assert view.select("SELECT ?a { ?a a tal:Actor }").rows == ()
    one, two = "2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"
    with pytest.warns(OutdatedStoreWarning, match="repair"):  # it reads what it completes
        decide(store, DecisionKind.SPLIT, one, two, "an example")
    with store.view() as view:
        assert len(of(view, TAL.Actor)) > 500
        assert of(view, TAL.Claim) == of(view, *UPPER[TAL.Claim])
        assert is_complete(view.database())


@pytest.mark.filterwarnings("always::talion.errors.OutdatedStoreWarning")
def test_the_command_line_says_so(outdated: Path, talion: Callable[..., Result]) -> None:
    found = talion("query", "SELECT ?a { ?a a tal:Actor }", store=outdated)
    assert f"store {outdated} was written with another version of the ontology" in found.stderr
    assert talion("repair", store=outdated).stdout.rstrip().endswith("; completed")
    found = talion("query", "ASK { ?a a tal:Actor }", store=outdated)
    assert "another version" not in found.stderr


def test_repair_completes_it(outdated: Path, seeds: Store) -> None:
    done = repair(outdated)
    assert done is not None
    assert (done.completed, done.changed) == (True, False)
    made, expected = io.BytesIO(), io.BytesIO()
    assert Store.open(outdated).export(made) == done.statements
    seeds.export(expected)
    assert made.getvalue() == expected.getvalue()
    again = repair(outdated)
    assert again is not None
    assert not again.completed
    assert again.generation == done.generation


def test_an_ontology_of_another_version_is_replaced(seeds: Store) -> None:
    store = Store.memory()
    with store.engine.write() as database:
        database.bulk_extend(seeds.view().quads())
        term = Quad(TAL.expelled.node, RDFS.label.node, TAL.Actor.node, iris.ONTOLOGY_GRAPH)
        database.add(term)
    with pytest.warns(OutdatedStoreWarning):
        store.view().close()
    with store.writer(validate=False):
        pass
    with store.view() as view:
        assert set(view.quads(iris.ONTOLOGY_GRAPH)) == ontology_quads()


def test_an_empty_store_and_one_of_other_data_lack_nothing(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    store.view().close()
    with store.engine.write() as database:
        database.add(Quad(NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o"), NamedNode("x:g")))
    store.view().close()
