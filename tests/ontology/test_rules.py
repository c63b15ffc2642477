"""What the rules derive from a small story, and what they must not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store
from talion.vocabulary import ID, NS, PREFIXES

ROOT = Path(__file__).parents[2]
DERIVED = NamedNode(ID + "graph/derived")
STORY = """
{prefixes}
<graph/article/x> {{
    <report/x/e1> a tal:Report . <report/x/e2> a tal:Report . <report/x/e3> a tal:Report .
    <report/x/e4> a tal:Report .
    <claim/x/l1> a tal:Response ; tal:basis tal:stated ;
        tal:source <report/x/e2> ; tal:claimTarget <report/x/e1> .
    <claim/x/l2> a tal:Precedent ; tal:basis tal:stated ;
        tal:source <report/x/e3> ; tal:claimTarget <report/x/e2> .
    <claim/x/l3> a tal:Part ; tal:basis tal:stated ;
        tal:source <report/x/e1> ; tal:claimTarget <report/x/e3> .
    <claim/x/l4> a tal:Response ; tal:basis tal:stated ;
        tal:source <report/x/e4> ; tal:claimTarget <report/x/e2> .
}}
<graph/derived> {{
    incident:a a tal:Incident ; tal:incidentType type:expulsion ; tal:status tal:{cause} ;
        tal:agent actor:norway ; tal:target actor:russia ; tal:reportedBy <report/x/e1> .
    incident:b a tal:Incident ; tal:incidentType type:{answer} ; tal:status tal:{status} ;
        tal:agent actor:russia, actor:svr ; tal:target actor:norway ;
        tal:reportedBy <report/x/e2> .
    incident:c a tal:Incident ; tal:incidentType type:recall ; tal:status tal:prospective ;
        tal:agent actor:norway ; tal:target actor:russia ; tal:reportedBy <report/x/e3> .
    incident:d a tal:Incident ; tal:incidentType type:sanction ; tal:status tal:reported ;
        tal:agent actor:norway ; tal:target actor:norway ; tal:reportedBy <report/x/e4> .
}}
<graph/run/y> {{
    <claim/run/y/1> a tal:Response ; tal:basis tal:inferred ;
        tal:source incident:c ; tal:claimTarget incident:b .
}}
"""

Triples = set[tuple[str, str, str]]


@pytest.fixture
def derive() -> Callable[..., Triples]:
    """Return how to tell the story in one of its versions and what the rules make of it."""

    def run(
        cause: str = "reported", status: str = "reported", answer: str = "expulsion"
    ) -> Triples:
        lines = "\n".join(f"@prefix {p}: <{iri}> ." for p, iri in PREFIXES.items())
        story = STORY.format(prefixes=lines, cause=cause, status=status, answer=answer)
        store = Store()
        store.load(story.encode(), format=RdfFormat.TRIG, base_iri=ID)
        types = str(ROOT / "ontology" / "incident-types.ttl")
        store.load(path=types, format=RdfFormat.TURTLE, to_graph=NamedNode(ID + "graph/actors"))
        before = set(store)
        for rule in sorted((ROOT / "ontology" / "rules").glob("*.rq")):
            found = store.query(rule.read_text("utf-8"), use_default_graph_as_union=True)
            assert isinstance(found, QueryTriples)
            store.extend([Quad(t.subject, t.predicate, t.object, DERIVED) for t in found])
        return {
            (short(q.subject), short(q.predicate), short(q.object)) for q in set(store) - before
        }

    return run


def short(term: object) -> str:
    """Return an IRI without the namespace."""
    iri = term.value if isinstance(term, NamedNode) else str(term)
    return iri.removeprefix(NS).removeprefix(ID)


def relations(triples: Triples, *names: str) -> Triples:
    return {t for t in triples if t[1] in names}


def test_stated_claims_are_lifted_from_reports_to_their_incidents(
    derive: Callable[..., Triples],
) -> None:
    assert relations(derive(), "inResponseTo", "precedentOf", "partOf") == {
        ("incident/b", "inResponseTo", "incident/a"),
        ("incident/d", "inResponseTo", "incident/b"),
        ("incident/c", "precedentOf", "incident/b"),
        ("incident/a", "partOf", "incident/c"),
    }


def test_a_reported_incident_becomes_a_plain_relation_that_it_explains(
    derive: Callable[..., Triples],
) -> None:
    triples = derive()
    assert relations(triples, "expelled") == {
        ("actor/norway", "expelled", "actor/russia"),
        ("actor/russia", "expelled", "actor/norway"),
        ("actor/svr", "expelled", "actor/norway"),
    }
    node = "relation/norway-expelled-russia"
    assert {t[1:] for t in triples if t[0] == node} >= {
        ("subject", "actor/norway"),
        ("relation", "expelled"),
        ("object", "actor/russia"),
        ("explainedBy", "incident/a"),
    }


def test_an_expected_incident_gives_no_relation(derive: Callable[..., Triples]) -> None:
    assert relations(derive(), "recalledStaffFrom") == set()


def test_nobody_does_anything_to_himself(derive: Callable[..., Triples]) -> None:
    assert relations(derive(), "sanctioned") == set()


def test_an_answer_in_kind_is_retaliation(derive: Callable[..., Triples]) -> None:
    triples = derive()
    assert relations(triples, "retaliatedAgainst") == {
        ("actor/russia", "retaliatedAgainst", "actor/norway")
    }
    node = "relation/russia-retaliatedAgainst-norway"
    assert (node, "explainedBy", "incident/b") in triples


@pytest.mark.parametrize("status", ["alleged", "prospective"])
def test_an_answer_that_is_not_reported_is_no_retaliation(
    derive: Callable[..., Triples], status: str
) -> None:
    assert relations(derive(status=status), "retaliatedAgainst") == set()


def test_an_answer_to_what_was_only_alleged_is_no_retaliation(
    derive: Callable[..., Triples],
) -> None:
    assert relations(derive(cause="alleged"), "retaliatedAgainst") == set()


def test_a_threat_answers_but_is_no_retaliation(derive: Callable[..., Triples]) -> None:
    triples = derive(answer="threat")
    assert ("incident/b", "inResponseTo", "incident/a") in triples
    assert ("actor/russia", "threatened", "actor/norway") in triples
    assert relations(triples, "retaliatedAgainst") == set()


def test_what_a_model_infers_gives_no_stated_answer(derive: Callable[..., Triples]) -> None:
    assert ("incident/c", "inResponseTo", "incident/b") not in derive()
