"""Responses that surely came before their antecedent: kept, shown, and used by nothing."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Database
from talion.build.decisions import decide, withdraw
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.decision import DecisionKind
from talion.model.record import Record
from talion.network.projection import to_networkx
from talion.reciprocity.chains import chains
from talion.reciprocity.ledger import ledger
from talion.reciprocity.party import sides
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.waves import waves
from talion.render.page_contents import page_data
from talion.render.page_data import document
from talion.store import Store
from talion.store.derivation import derive
from talion.store.impossible_responses import put_contradictions
from talion.store.iris import DERIVED_GRAPH, ONTOLOGY_GRAPH, iri
from talion.store.questions import question
from talion.store.subgraph import subgraph
from talion.store.trig import dump
from talion.store.validation import violations
from talion.vocabulary import TAL

from .stories import put, record

Run = Callable[..., Result]

EXPELLED = ("e1", "uk ru", "expulsion", "2018-03", 23)
ANSWERED = ("e2", "ru uk", "expulsion", "2018-03-17", 23)
LATER = ("e1", "uk ru", "expulsion", "2018-03-20", 23)
ANSWER, CAUSE = (
    "2018-03-17-expulsion-russia-united-kingdom",
    "2018-03-20-expulsion-united-kingdom-russia",
)


@pytest.fixture
def store() -> Store:
    """One article says who answered whom; another dates the cause after the answer."""
    return put(
        Store.memory(),
        record("gazette", [EXPELLED, ANSWERED], "e2<e1", published="2018-03-31"),
        record("herald", [LATER], published="2018-03-31"),
    )


def test_it_is_no_claim_and_no_link_but_a_contradiction(store: Store) -> None:
    with store.view() as view:
        assert list(view.claims()) == []
        (found,) = view.contradictions()
        assert (found.source, found.target, found.article) == (ANSWER, CAUSE, "gazette")
        assert view.select("SELECT ?b { ?b tal:inResponseTo ?a }").rows == ()
        assert view.select("SELECT ?a { ?a tal:retaliatedAgainst ?b }").rows == ()
        part = subgraph(view, [CAUSE])
        assert (part.claims, part.contradictions) == ((), (found,))
        assert {i.id for i in part.incidents} == {ANSWER, CAUSE}
        assert violations(view.database()) == []


def test_written_from_values_it_is_what_is_derived_from_statements(store: Store) -> None:
    with store.view() as view:
        copy = Database()
        copy.bulk_extend(view.quads())
        derived = set(copy)
        assert put_contradictions(copy, view.contradictions()) == set()
        assert set(copy) == derived
        pair = (iri("incident", ANSWER), iri("incident", CAUSE))
        assert put_contradictions(copy, []) == {pair}
        assert len(derived - set(copy)) == 4
        assert put_contradictions(copy, view.contradictions()) == {pair}
        assert set(copy) == derived


def test_nothing_uses_it(store: Store) -> None:
    with store.view() as view:
        known = read_history(view)
        assert known.responses == ()
        assert chains(known).total == 0
        found = ledger(known, *sides(known, "Russia", "Britain"))
        assert [totals.answered for totals in found.totals] == [0, 0]
        assert found.exchanges == ()
        assert all(not wave.responses for wave in waves(known, states=2))
        assert to_networkx(view, "incidents").number_of_edges() == 0
        page = document(page_data(view))
        assert (page["claims"], page["chains"]) == ([], [])
        assert [row["source"] for row in page["contradictions"]] == [ANSWER]
        for name in ("answers", "chains", "retaliations", "what-answers-what"):
            assert view.select(question(name).text).rows == ()
        assert view.select(question("claims-by-publisher").text).rows == ()
        ((when, _, then, _, _),) = view.select(question("contradictions").text).rows
        assert (when, then) == ("2018-03-17", "2018-03-20")


def test_a_cause_without_a_date_contradicts_nothing() -> None:
    undated = ("e1", "uk ru", "expulsion", None, 23)
    store = put(Store.memory(), record("gazette", [undated, ANSWERED], "e2<e1"))
    with store.view() as view:
        assert len(list(view.claims())) == 1
        known = read_history(view)
        found = ledger(known, *sides(known, "Russia", "Britain"))
        assert [e.event.date is None for e in found.entries] == [True, False]


def test_a_persons_merge_may_make_one_and_its_end_unmakes_it() -> None:
    store = put(
        Store.memory(),
        record("gazette", [EXPELLED, ANSWERED], "e2<e1"),
        record("herald", [("e1", "uk ru", "expulsion", "2018-03-20", 4)]),
    )

    def numbers() -> tuple[int, int]:
        with store.view() as view:
            assert violations(view.database()) == []
            return len(list(view.claims())), len(list(view.contradictions()))

    assert numbers() == (1, 0)
    decide(store, DecisionKind.MERGE, "gazette#e1", "herald#e1", "the same")
    assert numbers() == (0, 1)
    withdraw(store, "gazette#e1", "herald#e1")
    assert numbers() == (1, 0)


def test_a_graph_in_which_it_is_derived_is_corrected_when_it_is_read(
    store: Store, tmp_path: Path
) -> None:
    with store.writer() as writer:
        database = writer.view().database()
        for quad in list(database.quads_for_pattern(None, None, TAL.Contradiction.node)):
            for each in list(database.quads_for_pattern(quad.subject, None, None)):
                database.remove(each)
        ends = iri("incident", ANSWER), TAL.inResponseTo.node, iri("incident", CAUSE)
        database.add(Quad(*ends, DERIVED_GRAPH))
        retaliated = (iri("actor", "russia"), NamedNode(str(TAL.retaliatedAgainst)))
        database.add(Quad(*retaliated, iri("actor", "united-kingdom"), DERIVED_GRAPH))
        old = io.BytesIO()
        dump(database, old)
        assert [line for line in violations(database) if "surely came after" in line]
    copy = Store.create(tmp_path / "copy")
    with copy.writer(fresh=True) as writer:
        writer.load_trig(old.getvalue(), "old.trig")
    with copy.view() as view:
        assert violations(view.database()) == []
        assert len(list(view.contradictions())) == 1
        assert view.select("SELECT ?b { ?b tal:inResponseTo ?a }").rows == ()
        assert view.select("SELECT ?a { ?a tal:retaliatedAgainst ?b }").rows == ()


def test_a_store_of_an_earlier_version_gets_contradictions_and_totals_when_it_is_written(
    store: Store,
) -> None:
    with store.writer() as writer:
        database = writer.view().database()
        for kind in (TAL.Contradiction, TAL.Total):
            for quad in list(database.quads_for_pattern(None, None, kind.node)):
                for each in list(database.quads_for_pattern(quad.subject, None, None)):
                    if each.graph_name == DERIVED_GRAPH:
                        database.remove(each)
        database.remove_graph(ONTOLOGY_GRAPH)
    with store.view() as view:
        assert view.select("SELECT ?c { ?c a tal:Contradiction }").rows
        ((least,),) = view.select(
            "SELECT ?n { ?t tal:actor actor:russia ; tal:incidentType type:expulsion ;"
            " tal:atLeast ?n }"
        ).rows
        assert least == 23


def test_an_inferred_one_is_ruled_out_likewise(store: Store) -> None:
    claim = Claim("r1", ClaimType.RESPONSE, ANSWER, CAUSE, Basis.INFERRED, probability=0.9, run="r")
    with store.writer() as writer:
        writer.put_run("r", (), [claim])
    with store.view() as view:
        assert list(view.claims()) == []
        assert [c.basis for c in view.contradictions()] == [Basis.STATED, Basis.INFERRED]
        assert view.select(question("inferred").text).rows == ()
        database = view.database()
        before = len(database)
        derive(database)
        assert len(database) == before


def test_validate_and_incident_show_both_reports(talion: Run, store: Store, tmp_path: Path) -> None:
    out = io.BytesIO()
    store.export(out)
    folder = tmp_path / "store"
    with Store.create(folder).writer(fresh=True) as writer:
        writer.load_trig(out.getvalue(), "graph.trig")
    done = talion("validate", store=folder)
    assert done.exit_code == 0
    for words in (
        "1 contradiction",
        "by Gazette",
        "dated 2018-03-17",
        "dated 2018-03-20 by Herald",
    ):
        assert words in done.stdout
    (facts,) = json.loads(talion("validate", "--json", store=folder).stdout)["contradictions"]
    assert (facts["response"]["id"], facts["antecedent"]["id"]) == (ANSWER, CAUSE)
    reports = facts["antecedent"]["reports"]
    assert [(r["id"], r["date"]) for r in reports] == [
        ("gazette#e1", "2018-03"),
        ("herald#e1", "2018-03-20"),
    ]
    for end in (ANSWER, CAUSE):
        shown = talion("incident", end, store=folder).stdout
        assert "contradiction: " in shown
        assert "drew the response" not in shown
        assert "is a response to" not in shown


def vague(*links: str) -> list[Record]:
    """Three measures, the one between of no certain day; each link is told by its own article."""
    rows = [
        ("e1", "uk ru", "expulsion", "2018-03-20", 23),
        ("e2", "ru uk", "expulsion", "2018-03", 50),
        ("e3", "uk ru", "sanction", "2018-03-17", None),
    ]
    return [record(f"paper{n}", rows, link) for n, link in enumerate(links)]


def test_responses_that_no_days_allow_together_are_one_contradiction_and_are_told(
    talion: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    store = put(Store.create(folder), *vague("e2<e1", "e3<e2", "e2<e1"))
    with store.view() as view:
        assert {c.article for c in view.claims()} == {"paper0", "paper2"}
        (out,) = view.contradictions()
        assert out.article == "paper1"  # one article says so, two the other
        assert violations(view.database()) == []
        rows = view.select("SELECT ?b ?a { ?b tal:inResponseTo ?a }").rows
        assert [str(a).rpartition("/")[2] for _, a in rows] == [CAUSE]
        known = read_history(view)
        assert [(r.event, r.antecedent) for r in known.responses] == [(out.target, CAUSE)]
        assert chains(known).total == 1
        part = subgraph(view, [out.source])
        assert (part.claims, part.contradictions) == ((), (out,))
        page = document(page_data(view))
        assert [row["source"] for row in page["contradictions"]] == [out.source]
    shown = talion("validate", store=folder).stdout
    assert "if the other responses hold" in shown
    assert "2018-03-20 ← Russia → United Kingdom" in shown
    (facts,) = json.loads(talion("incident", out.source, "--json", store=folder).stdout)[
        "contradictions"
    ]
    assert [step["id"] for step in facts["conflict"]] == [CAUSE, out.target, out.source]
