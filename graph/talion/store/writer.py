"""The graph, open for writing: all or nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad, Store

from talion.errors import InvalidGraphError
from talion.model.claim import Claim
from talion.model.decision import Decision
from talion.model.incident import Incident
from talion.model.overlaps import Overlaps
from talion.model.record import Record
from talion.store import iris, to_rdf
from talion.store.decided_actors import decide_actors, imply
from talion.store.derivation import corrected, derive
from talion.store.derived_totals import put_totals, total_node, total_quads
from talion.store.engine import Snapshot
from talion.store.graph_change import GraphChange
from talion.store.impossible_responses import derive_contradictions
from talion.store.kept_values import Changes
from talion.store.ontology_graph import complete, is_complete, with_supertypes
from talion.store.partial_derivation import derive_near, remove_conclusions
from talion.store.query_backend import LocalBackend
from talion.store.rdf_reading import read_rdf
from talion.store.read_overlaps import read_overlaps
from talion.store.reference import parse_ontology
from talion.store.validation import violations
from talion.store.value_rows import CLAIM, DECISION
from talion.store.view import View
from talion.vocabulary import RDF, TAL

#: So many articles are written without making files of their own.
_FEW = 20


_ARTICLES = iris.article_graph("").value


class Writer:
    """A store open for writing; what it was given is committed when its `with` block ends well.

    Readers see nothing of it before, and nothing at all if the block ends with an error.
    """

    def __init__(self, store: Store) -> None:
        self._backend = LocalBackend(store)
        self._touched: set[NamedNode] = set()
        self._partly: dict[NamedNode, set[NamedNode]] = {}
        self._own_reference = True
        #: What became of the values that the store held, where that is known.
        self.changes: Changes | None = None

    @property
    def _store(self) -> Store:
        return self._backend.store

    def close(self) -> None:
        """Release the database; neither the writer nor its views can be used after it."""
        self._backend.close()

    def view(self) -> View:
        """Return what has been written so far, for reading."""
        return View(Snapshot(self._backend))

    def put_reference(self) -> None:
        """Write the reference data: actors and incident types, as the ontology has them."""
        wanted = Store()  # as a database has them, numbers in their shortest form
        wanted.bulk_extend(
            with_supertypes(
                Quad(q.subject, q.predicate, q.object, iris.ACTORS_GRAPH)
                for file in ("actors.ttl", "incident-types.ttl")
                for q in parse_ontology(file)
            )
        )
        there = self._store.quads_for_pattern(None, None, None, iris.ACTORS_GRAPH)
        if set(there) != set(wanted):
            self._replace(iris.ACTORS_GRAPH, wanted)

    def put_records(self, records: Sequence[Record]) -> None:
        """Write the graphs of some articles, replacing their former ones.

        All at once: each load by itself leaves files behind that every later commit has to link.
        """
        for record in records:
            graph = iris.article_graph(record.article.id)
            self._store.remove_graph(graph)
            self._touched.add(graph)
        quads = with_supertypes(q for record in records for q in to_rdf.record_quads(record))
        if len(records) > _FEW:
            self._store.bulk_extend(quads)
        else:
            self._store.extend(quads)

    def broken_articles(self) -> dict[str, list[str]]:
        """Return why the articles written so far that break a shape do so, by article.

        Those that break none are not validated again.
        """
        articles = {g for g in self._touched if g.value.startswith(_ARTICLES)}
        self._touched -= articles
        if not violations(self._store, articles):
            return {}
        found = {graph: violations(self._store, {graph}) for graph in articles}
        return {iris.ident(g.value, "graph/article"): lines for g, lines in found.items() if lines}

    def put_back(self, article: str, former: View | None) -> None:
        """Replace an article's graph by that of a former state; remove it where there was none."""
        graph = iris.article_graph(article)
        self._store.remove_graph(graph)
        if former is not None:
            old = former.database().quads_for_pattern(None, None, None, graph)
            self._store.extend(old)

    def remove_article(self, ident: str) -> None:
        """Remove an article's graph."""
        self._store.remove_graph(iris.article_graph(ident))

    def put_decisions(self, decisions: Collection[Decision]) -> None:
        """Write the decisions, replacing all former ones."""
        quads = (q for d in decisions for q in to_rdf.decision_quads(d))
        self._replace(iris.DECISIONS_GRAPH, quads)
        imply(self._store, decisions)

    def put_actor_decisions(self, decisions: Iterable[Decision]) -> None:
        """Make reports and actors say what some decisions say about actors, and no other ones do.

        The decisions themselves are written by `put_decisions`.
        """
        self._touched |= decide_actors(self._store, decisions)

    def retire(self, decision: Decision, incidents: Iterable[str]) -> None:
        """Note at a decision, which is written, the incidents that ended with it."""
        done = replace(decision, retired=tuple(sorted({*decision.retired, *incidents})))
        node = to_rdf.decision_node(decision)
        self._store.extend(with_supertypes(to_rdf.decision_quads(done)))
        if self.changes is not None:
            self.changes.replace(DECISION, node.value, (node.value, done))

    def put_notes(self, gone: Collection[Decision], come: Collection[Decision]) -> None:
        """Remove and write notes and stars, which change nothing else."""
        nodes = {decision: to_rdf.decision_node(decision) for decision in (*gone, *come)}
        for node in nodes.values():
            self._drop(node, iris.DECISIONS_GRAPH)
        quads = (quad for decision in come for quad in to_rdf.decision_quads(decision))
        self._store.extend(with_supertypes(quads))
        self._partly[iris.DECISIONS_GRAPH] = {nodes[decision] for decision in come}
        self.changes = Changes()
        keys = [node.value for node in nodes.values()]
        self.changes.add(DECISION, keys, ((nodes[d].value, d) for d in come))

    def put_incidents(self, incidents: Iterable[Incident], titles: Mapping[str, str]) -> None:
        """Write all incidents and what is derived from them, replacing the former ones."""
        quads = (q for i in incidents for q in to_rdf.incident_quads(i, titles[i.id]))
        self._replace(iris.DERIVED_GRAPH, quads)
        derive(self._store)

    def put_totals(self, incidents: Iterable[Incident], overlaps: Overlaps) -> None:
        """Write what the incidents add up to, in place of the former totals."""
        put_totals(self._store, incidents, overlaps)

    def change(self, change: GraphChange, values: Changes) -> None:
        """Write what became of incidents and decisions, and what is derived from these anew.

        `values` are all values that changed since the writer began.
        """
        self.changes = values
        gone = [iris.iri("incident", i) for i in change.gone]
        come = [iris.iri("incident", i.id) for i in change.come]
        remove_conclusions(self._store, gone)
        quads = (q for i in change.come for q in to_rdf.incident_quads(i, change.titles[i.id]))
        self._store.extend(with_supertypes(quads))
        ids = [i.id for i in change.come]
        former = {*change.former, *change.gone}
        about = derive_near(self._store, ids, former, change.claims)
        for key in change.totals_gone:
            self._drop(total_node(key), iris.DERIVED_GRAPH)
        self._store.extend(total_quads(change.totals))
        for old in change.decisions_gone:
            self._drop(to_rdf.decision_node(old), iris.DECISIONS_GRAPH)
        taken = (q for d in change.decisions_come for q in to_rdf.decision_quads(d))
        self._store.extend(with_supertypes(taken))
        self._partly[iris.DERIVED_GRAPH] = {*come, *about, *map(total_node, change.totals)}
        self._partly[iris.DECISIONS_GRAPH] = set(map(to_rdf.decision_node, change.decisions_come))

    def _drop(self, node: NamedNode, graph: NamedNode) -> None:
        for quad in list(self._store.quads_for_pattern(node, None, None, graph)):
            self._store.remove(quad)

    def put_run(self, run: str, facts: Iterable[to_rdf.Pair], claims: Iterable[Claim]) -> None:
        """Write the graph of one model run, replacing a run of the same name."""
        claims = list(claims)
        if self.changes is None and not self._touched:
            self.changes = self._run_changes(run, claims)
        self._replace(iris.run_graph(run), to_rdf.run_quads(run, facts, claims))
        derive_contradictions(self._store)

    def _run_changes(self, run: str, claims: Iterable[Claim]) -> Changes:
        """Return what a new run changes of the values, as they will be read from the statements."""
        made = Changes()
        old = self._store.quads_for_pattern(None, TAL.run.node, None, iris.run_graph(run))
        gone = {
            iris.ident(q.subject.value, "claim") for q in old if isinstance(q.subject, NamedNode)
        }
        come = (
            replace(
                claim,
                id="#".join(("run", run, claim.id)),
                probability=float(to_rdf.decimal(claim.probability or 0.0).value),
            )
            for claim in claims
        )
        made.add(CLAIM, gone, come)
        return made

    def drop_runs(self) -> None:
        """Remove what models inferred: it was about the former incidents."""
        start = iris.run_graph("").value
        for graph in list(self._store.named_graphs()):
            if isinstance(graph, NamedNode) and graph.value.startswith(start):
                self._store.remove_graph(graph)

    def load_trig(self, source: bytes | IO[bytes], name: str | Path) -> int:
        """Read TriG as it is; return the number of statements in it; see `load_quads`."""
        quads = read_rdf(source, name)
        self.load_quads(quads)
        return len(quads)

    def derives(self, node: object) -> bool:
        """Whether a node is a total, or a relation and what is behind it, that is derived here."""
        if not isinstance(node, NamedNode):
            return False
        kinds = self._store.quads_for_pattern(node, RDF.type.node, None, iris.DERIVED_GRAPH)
        return any(quad.object in (TAL.Total.node, TAL.Relation.node) for quad in kinds)

    def said(self, subject: object, prop: NamedNode) -> frozenset[object]:
        """Return the values that the graphs of Talion itself give a property of a thing."""
        if not isinstance(subject, NamedNode):
            return frozenset()
        found = self._store.quads_for_pattern(subject, prop, None)
        return frozenset(
            q.object
            for q in found
            if isinstance(q.graph_name, NamedNode) and not iris.is_foreign(q.graph_name.value)
        )

    def load_quads(self, quads: Sequence[Quad]) -> None:
        """Write statements as they are, in their graphs.

        What is reported is validated (InvalidGraphError) before anything is derived from it, since
        only what conforms can be read; what is derived, afterwards. What was derived from a
        response that the dates rule out is derived again without it, and the totals are made anew.
        """
        self._store.bulk_extend(quads)
        self._store.remove_graph(iris.ALIGNMENTS_GRAPH)  # it follows from the rest
        complete(self._store)
        graphs = (g for g in self._store.named_graphs() if isinstance(g, NamedNode))
        self._touched.update(g for g in graphs if g != iris.DERIVED_GRAPH)
        self._own_reference = False
        self.validate(joined=True)
        self._touched = {iris.DERIVED_GRAPH}
        try:
            self._settle()
        except (ValueError, InvalidGraphError):  # a value is none; the shapes say which
            self.validate()
            raise

    def complete_reference(self) -> None:
        """Write the reference data into a store that has none."""
        if not any(self._store.quads_for_pattern(None, None, None, iris.ACTORS_GRAPH)):
            self.put_reference()

    def drop_graphs(self, names: Iterable[str]) -> None:
        """Remove named graphs."""
        for name in names:
            self._store.remove_graph(NamedNode(name))

    def keep_foreign(self, former: View) -> None:
        """Write the graphs of a former state that Talion has not written itself."""
        self._store.bulk_extend(former.foreign_quads())

    def put_ontology(self) -> None:
        """Write the ontology, the supertypes and the totals of all that is there, where missing.

        A store that an earlier version wrote lacks them, and may have derived something from a
        response that the dates rule out.
        """
        if not is_complete(self._store):
            complete(self._store)
            kind = TAL.Total.node
            if not any(self._store.quads_for_pattern(None, RDF.type.node, kind)):
                self._settle()

    def _settle(self) -> None:
        """Derive contradictions and totals of a graph that was not resolved here."""
        if not corrected(self._store):
            derive_contradictions(self._store)
        view = self.view()
        put_totals(self._store, view.incidents(), read_overlaps(view))

    def tidy(self) -> None:
        """Sort what was written in bulk, which the next writer would have to do otherwise."""
        self._store.optimize()

    def validate(self, *, joined: bool = False) -> None:
        """Validate what was written against the shapes; InvalidGraphError lists the violations.

        With `joined`, what was written is validated with what other graphs say of the same things.
        """
        apart = {iris.ONTOLOGY_GRAPH}
        if self._own_reference:  # what ships needs no validation
            apart.add(iris.ACTORS_GRAPH)
        graphs = (self._touched | self._partly.keys()) - apart
        found = violations(self._store, graphs, self._partly, joined=joined)
        if found:
            raise InvalidGraphError(found)

    def _replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        self._store.remove_graph(graph)
        self._store.bulk_extend(with_supertypes(quads))
        self._touched.add(graph)
