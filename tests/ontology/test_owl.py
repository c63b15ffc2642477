"""The ontology is OWL 2 DL: by the OWL API's profile checker, and consistent by HermiT.

Both come with the package owlready2 and need Java; the profile checker is called from
`DlProfile.java`, which needs the compiler that a JDK has.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF
from talion.vocabulary import TAL

ROOT = Path(__file__).parents[2]
CHECKER = Path(__file__).with_name("DlProfile.java")


@pytest.fixture(scope="module")
def jars() -> Path:
    """The folder with the jars of owlready2."""
    found = find_spec("owlready2")
    if found is None or not found.submodule_search_locations:
        pytest.skip("needs owlready2 (dependency group peers)")
    if shutil.which("java") is None:
        pytest.skip("needs Java (default-jre-headless)")
    return Path(found.submodule_search_locations[0])


@pytest.fixture
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "talion.ttl")


def violations(jars: Path, ontology: Graph, folder: Path) -> list[str]:
    """What keeps an ontology out of OWL 2 DL."""
    if shutil.which("javac") is None:
        pytest.skip("needs a JDK: the profile checker is compiled")
    file = folder / "ontology.rdf"
    ontology.serialize(file, format="xml", encoding="utf-8")
    paths = ":".join(map(str, sorted((jars / "pellet").glob("*.jar"))))
    command = ["java", "-cp", paths, str(CHECKER), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    axioms, *found = done.stdout.splitlines()
    assert int(axioms.split()[0]) > 300
    return found


def is_consistent(jars: Path, ontology: Graph, folder: Path) -> bool:
    """Whether HermiT finds a model of an ontology."""
    file = folder / "ontology.rdf"
    ontology.serialize(file, format="xml", encoding="utf-8")
    command = ["java", "-cp", str(jars / "hermit" / "HermiT.jar")]
    command += ["org.semanticweb.HermiT.cli.CommandLine", "-c", "-k", f"file://{file}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if "InconsistentOntologyException" in done.stderr:
        return False
    thing, _, classes = done.stdout.partition("\n")
    assert thing.startswith(str(OWL.Thing)), done.stdout + done.stderr
    return thing.endswith("Thing is satisfiable.") and str(OWL.Nothing) not in classes


def test_it_is_within_owl_2_dl(jars: Path, ontology: Graph, tmp_path: Path) -> None:
    assert violations(jars, ontology, tmp_path) == []


def test_an_undeclared_class_is_noticed(jars: Path, ontology: Graph, tmp_path: Path) -> None:
    ontology.remove((TAL.Person.uriref, RDF.type, OWL.Class))
    assert violations(jars, ontology, tmp_path)


def test_hermit_finds_it_consistent_and_one_of_two_disjoint_classes_not(
    jars: Path, ontology: Graph, tmp_path: Path
) -> None:
    one = URIRef("https://example.org/one")
    ontology.add((one, RDF.type, TAL.Country.uriref))
    ontology.add((one, RDF.type, OWL.NamedIndividual))
    assert is_consistent(jars, ontology, tmp_path)
    ontology.add((one, RDF.type, TAL.Person.uriref))
    assert not is_consistent(jars, ontology, tmp_path)
