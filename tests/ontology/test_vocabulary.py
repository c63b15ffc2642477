"""The terms of the ontology: the same in Turtle and in Python, and in one style."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD
from talion import vocabulary
from talion.store.reference import incident_types
from talion.vocabulary import BASE, EDTF, NS, PREFIXES, SCHEMA, TAL, TYPE_SCHEME, Term, Vocabulary

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
PACKAGE = ROOT / "graph" / "talion"
#: The vocabularies by their prefixes.
BY_PREFIX = {
    prefix: made
    for made in vars(vocabulary).values()
    if isinstance(made, type) and issubclass(made, Vocabulary) and made is not Vocabulary
    for prefix, namespace in PREFIXES.items()
    if namespace == made.namespace
}
#: Relations that incident types imply: no code needs their names, so Python may lack them.
IMPLIED = {f"tal:{kind.relation}" for kind in incident_types() if kind.relation}


@pytest.fixture
def terms() -> Graph:
    found = Graph().parse(ONTOLOGY / "talion.ttl")
    for other in {s for s in found.subjects(RDF.type) if not str(s).startswith(f"{BASE}/ns")}:
        found.remove((other, None, None))  # terms of others that it declares for OWL
    return found


def broken_paths(data: Graph) -> set[URIRef]:
    """Return the properties on which the ontology's own style is broken."""
    shapes = Graph().parse(ONTOLOGY / "shapes" / "style.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {path for path in report.objects(None, SH.resultPath) if isinstance(path, URIRef)}


def declared(terms: Graph) -> set[str]:
    return {str(s) for s in terms.subjects(RDFS.isDefinedBy) if str(s).startswith(NS)}


def test_the_turtle_declares_exactly_the_terms_of_the_python_namespace(terms: Graph) -> None:
    implied = {name.replace("tal:", NS) for name in IMPLIED}
    known = set(TAL.terms().values())
    assert declared(terms) - implied <= known <= declared(terms)


def test_the_ontology_keeps_to_its_own_style(terms: Graph) -> None:
    assert broken_paths(terms) == set()


@pytest.mark.parametrize("path", [RDFS.label, SKOS.definition, RDFS.isDefinedBy])
def test_a_term_without_a_label_definition_or_home_is_reported(terms: Graph, path: URIRef) -> None:
    terms.remove((TAL.expelled.uriref, path, None))
    assert broken_paths(terms) == {path}


def test_every_domain_and_range_is_a_class_that_exists(terms: Graph) -> None:
    classes = {str(c) for c in terms.subjects(predicate=None, object=OWL.Class)}
    others = (str(XSD), "http://id.loc.gov/datatypes/edtf/", "http://www.w3.org/1999/02/22-rdf")
    for prop in (RDFS.domain, RDFS.range, SCHEMA.rangeIncludes.uriref):
        for value in terms.objects(None, prop):
            assert str(value) in classes or str(value).startswith(others)


def test_the_alignments_speak_of_declared_terms_only(terms: Graph) -> None:
    alignments = Graph().parse(ONTOLOGY / "alignments.ttl")
    own = {str(s) for s in alignments.subjects() if str(s).startswith(NS)}
    assert own
    assert own <= declared(terms)


def test_no_file_of_the_ontology_stamps_a_clock() -> None:
    for file in ONTOLOGY.rglob("*.ttl"):
        assert "dcterms:modified" not in file.read_text("utf-8").replace("sh:path dcterms:m", "")


# --- every term comes from the vocabulary


def texts(path: Path) -> Iterator[str]:
    """The texts of a Python module, docstrings aside; of an f-string its constant parts."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def written() -> Iterator[tuple[str, str]]:
    """All texts that may hold SPARQL or Turtle, each with the place where it stands."""
    for path in PACKAGE.rglob("*.py"):
        yield from ((path.name, text) for text in texts(path))
    pages = (p for e in ("js", "html", "ttl") for p in PACKAGE.rglob(f"*.{e}"))
    own = (p for p in pages if "yasqe" not in p.parts)  # not the bundled editor
    queries = (p for p in ONTOLOGY.rglob("*.rq"))
    turtle = (p for e in ("ttl", "trig") for p in ONTOLOGY.rglob(f"*.{e}"))
    docs = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ONTOLOGY / "README.md"]
    for path in (*own, *queries, *turtle, *docs):
        yield path.name, path.read_text("utf-8")


def unknown_names(text: str) -> Iterator[str]:
    """The prefixed names in a text that the vocabulary does not have.

    A name of which only the prefix is written out, its rest computed, is unknown too.
    """
    prefixes = "|".join(BY_PREFIX)
    computed = r"\{\w*\}?|$(?!\n)"
    for name in re.finditer(rf"(?<![\w:<.?$-])({prefixes}):([A-Za-z_]\w*|{computed})", text):
        if name[2] not in BY_PREFIX[name[1]].terms() and name[0] not in IMPLIED:
            yield name[0]


def test_a_misspelt_a_foreign_and_a_computed_name_are_noticed() -> None:
    text = "?i tal:agnet ?a ; tal:agent ?b ; skos:altLable|rdfs:label ?c ; tal:{role} ?d ; tal:"
    assert list(unknown_names(text)) == ["tal:agnet", "skos:altLable", "tal:{role}", "tal:"]


def test_every_prefixed_name_is_one_of_the_vocabulary() -> None:
    """Of other vocabularies, the package has the terms that it uses; ontology and docs use more."""
    others = {path.name for path in (ONTOLOGY / "alignments").iterdir()}
    wrong = {
        (place, name)
        for place, text in written()
        for name in unknown_names(text)
        if name.startswith("tal:")
        or not (place in others or place.endswith((".ttl", ".trig", ".md")))
    }
    assert wrong == set()


#: What else the page's scripts spell out, and why.
IN_SCRIPTS = {
    f"{BASE}/": "links to things of the graph open in the app",
    "http://www.w3.org/2000/svg": "SVG elements are made in their namespace",
}


def iris(text: str) -> Iterator[str]:
    """The IRIs in a text: an address with something after the host's scheme."""
    yield from re.findall(r"https?://[\w.][^\s\"'<>`]*", text)


def test_no_iri_stands_outside_the_vocabulary() -> None:
    """Docstrings, comments and help are prose; a bare `http://` (a scheme) is no IRI."""
    found = {
        (path.name, iri)
        for path in PACKAGE.rglob("*.py")
        if path.name != "vocabulary.py"
        for text in texts(path)
        for iri in iris(text)
    }
    assert found == set()


def test_no_other_iri_stands_in_the_scripts_and_pages() -> None:
    found = {
        iri
        for path in (*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.css"))
        if "yasqe" not in path.parts
        for iri in iris(path.read_text("utf-8"))
    }
    assert found == set(IN_SCRIPTS)


def test_a_term_is_the_same_to_every_library() -> None:
    for term in (TAL.expelled, EDTF, TYPE_SCHEME):
        assert isinstance(term, Term)
        assert str(term) == term.node.value == str(term.uriref) == term.n3.strip("<>")
        assert {str(term): 1}[term] == 1


def test_a_misspelt_term_fails_when_a_module_is_imported() -> None:
    with pytest.raises(AttributeError, match="expeled"):
        _ = TAL.expeled  # type: ignore[attr-defined]  # mypy says so too: else this is an error


def test_the_namespaces_of_the_vocabularies_are_those_of_rdflib() -> None:
    from rdflib import namespace

    for prefix in ("rdf", "rdfs", "skos", "dcterms", "xsd"):
        theirs = getattr(namespace, prefix.upper())
        for name, term in BY_PREFIX[prefix].terms().items():
            assert theirs[name] == term.uriref  # rdflib's are closed: one that it lacks fails
    assert BY_PREFIX["schema"].namespace == str(namespace.SDO)
