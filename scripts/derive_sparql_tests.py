"""Derive the facts of the W3C's SPARQL tests, tests/store/w3c/*.json, from the W3C's own files.

    python scripts/derive_sparql_tests.py SUITES

SUITES is a folder with `dawg-data-r2` (SPARQL 1.0) and `sparql11` (SPARQL 1.1), as the source
distribution of rdflib has one under test/data/suites/w3c. Taken are the approved tests of queries
and of their syntax; not those of updates, of entailment, of federated queries and of the graph
store protocol, which an endpoint that only reads has no part in.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.query import Result
from rdflib.term import Node

rdflib.NORMALIZE_LITERALS = False  # a term is what is written, valid or not
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

OUT = Path(__file__).parents[1] / "tests" / "store" / "w3c"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
APPROVAL = URIRef("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#approval")
#: By the name of a suite its folder and the IRI that its files are relative to.
SUITES = {
    "sparql10": ("dawg-data-r2", "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/"),
    "sparql11": ("sparql11", "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"),
}
LEFT_OUT = {"entailment", "service", "syntax-fed", "service-description", "protocol"}
FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
RESULTS = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}

Fact = dict[str, Any]


@dataclass
class Suite:
    """One suite: its folder, its base, and the graphs read so far, as N-Triples by their names."""

    folder: Path
    base: str
    graphs: dict[str, list[str]]

    def path(self, iri: str) -> Path:
        """Return the file behind an IRI."""
        return self.folder / iri.removeprefix(self.base)

    def graph(self, iri: str) -> str:
        """Return the name of a graph, which is read at its first use."""
        name = iri.removeprefix(self.base)
        if name not in self.graphs:
            self.graphs[name] = triples(self.path(iri), iri)
        return name

    def tests(self) -> Iterator[Fact]:
        """Yield the facts of every test that is taken."""
        for manifest in sorted(self.folder.glob("*/manifest.ttl")):
            group = manifest.parent.name
            if group in LEFT_OUT:
                continue
            about = Graph().parse(manifest, publicID=f"{self.base}{group}/manifest.ttl")
            for head in about.objects(None, MF.entries):
                for test in Collection(about, head):
                    fact = self.fact(about, test, group)
                    if fact is not None:
                        yield fact

    def fact(self, about: Graph, test: Node, group: str) -> Fact | None:
        """Return the facts of a test; None for one that was not approved or is of an update."""
        kind = str(about.value(test, RDF.type)).rpartition("#")[2]
        if not str(about.value(test, APPROVAL)).endswith("#Approved") or "Update" in kind:
            return None
        name = f"{group}/{str(test).rpartition('#')[2]}"
        action = about.value(test, MF.action)
        if "Syntax" in kind:
            if not str(action).endswith(".rq"):
                return None
            return {"name": name, **self.query(str(action)), "valid": "Positive" in kind}
        fact = {"name": name, **self.query(str(about.value(action, QT.query)))}
        for key, prop in (("default", QT.data), ("named", QT.graphData)):
            fact[key] = sorted(self.graph(str(g)) for g in about.objects(action, prop))
        for graph in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", fact["query"], re.IGNORECASE):
            self.graph(self.base + group + "/" + graph.rpartition("/")[2])
        if about.value(test, MF.resultCardinality) == MF.LaxCardinality:
            fact["lax"] = True
        return fact | self.expected(str(about.value(test, MF.result)))

    def query(self, iri: str) -> Fact:
        """Return the text of a query, and its file, which its IRIs are relative to."""
        text = self.path(iri).read_bytes().decode("utf-8")
        return {"query": text, "base": iri.removeprefix(self.base)}

    def expected(self, iri: str) -> Fact:
        """Return what the query answers: a truth, rows, or triples."""
        path = self.path(iri)
        if path.suffix in RESULTS and path.suffix in (".csv", ".tsv"):
            return {path.suffix[1:]: path.read_bytes().decode("utf-8")}
        if path.suffix in RESULTS:
            with path.open("rb") as file:
                return rows_of(Result.parse(file, format=RESULTS[path.suffix]))
        graph = Graph().parse(data="\n".join(triples(path, iri)), format="nt")
        head = graph.value(None, RDF.type, RS.ResultSet)
        if head is None:
            return {"triples": triples(path, iri)}
        return result_set(graph, head)


def triples(path: Path, base: str) -> list[str]:
    """Return the triples of a file as sorted lines of N-Triples."""
    quads = parse(path.read_bytes(), format=FORMATS[path.suffix], base_iri=base)
    written = serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None
    return sorted(set(written.decode().splitlines()))


def rows_of(result: Result) -> Fact:
    """Return the truth or the rows of a file of results."""
    if result.type == "ASK":
        return {"boolean": bool(result.askAnswer)}
    names = [str(v) for v in result.vars or ()]
    rows = [{str(v): term.n3() for v, term in b.items()} for b in result.bindings]
    return {"variables": names, "rows": rows}


def result_set(graph: Graph, head: Node) -> Fact:
    """Return the rows of a result set that is written as a graph."""
    truth = graph.value(head, RS.boolean)
    if truth is not None:
        return {"boolean": bool(truth.toPython())}  # type: ignore[attr-defined]
    found = []
    for solution in graph.objects(head, RS.solution):
        row = {}
        for binding in graph.objects(solution, RS.binding):
            value = graph.value(binding, RS.value)
            assert value is not None
            row[str(graph.value(binding, RS.variable))] = value.n3()
        index = graph.value(solution, RS["index"])
        place = int(index) if isinstance(index, Literal) else None
        found.append((place, row))
    ordered = bool(found) and all(place is not None for place, _ in found)
    found.sort(key=lambda f: (f[0] or 0, sorted(f[1].items())))
    fact: Fact = {
        "variables": sorted(str(v) for v in graph.objects(head, RS.resultVariable)),
        "rows": [row for _, row in found],
    }
    return fact | ({"ordered": True} if ordered else {})


def main(suites: Path) -> None:
    """Write one file a suite: a graph and a test a line."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (folder, base) in SUITES.items():
        suite = Suite(suites / folder, base, {})
        tests = [json.dumps(t, ensure_ascii=False) for t in suite.tests()]
        graphs = [
            f"{json.dumps(g)}: {json.dumps(lines, ensure_ascii=False)}"
            for g, lines in sorted(suite.graphs.items())
        ]
        body = ",\n".join(graphs), ",\n".join(tests)
        text = f'{{"base": "{base}",\n"graphs": {{\n{body[0]}\n}},\n"tests": [\n{body[1]}\n]}}\n'
        json.loads(text)
        (OUT / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
