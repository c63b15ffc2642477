"""What the graph keeps of an article."""

from pathlib import Path

import pytest
from talion.errors import SidecarError
from talion.ingest.articles import read_article
from talion.ingest.sidecar import read_sidecar, sidecar_for
from talion.model.actor import ActorKind, Office
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.findings import Finding, Findings, Link, NamedActor
from talion.model.incident import Report, Span, Status
from talion.model.record import Origin
from talion.resolve.records import record

TEXT = "Dutch minister Ann Lee: the Netherlands expels two. In retaliation Russia expels two."
ACTORS = (
    NamedActor("Ann Lee", ActorKind.PERSON, "minister", "Netherlands", "Dutch minister Ann Lee"),
    NamedActor("Russia", ActorKind.COUNTRY),
)
E1 = Finding(
    "e1", "expulsion", Status.REPORTED, ("Netherlands",), ("Russia",), 2, "2018", "expels two"
)
E2 = Finding(
    "e2", "expulsion", Status.REPORTED, ("Russia",), ("Netherlands",), 2, None, "Russia expels two"
)
LINK = Link(ClaimType.RESPONSE, "e2", "e1", "In retaliation")
FOUND = Findings("one", "2018-03-26", ACTORS, (E1, E2), (LINK,))


def test_reports_carry_ids_spans_and_actor_ids() -> None:
    made = record(Article("one", TEXT), FOUND, origin=Origin.REVIEWED)
    assert made.reports[0] == Report(
        "one#e1",
        "one",
        "expulsion",
        Status.REPORTED,
        ("netherlands",),
        ("russia",),
        2,
        Date("2018"),
        Span("expels two", 40, 50),
    )
    assert made.mentions == ("ann-lee", "netherlands", "russia")
    assert [a.id for a in made.actors] == ["ann-lee"]
    assert made.origin == "reviewed"


def test_links_become_stated_claims_between_reports() -> None:
    made = record(Article("one", TEXT), FOUND, origin=Origin.REVIEWED)
    assert made.claims == (
        Claim(
            "one#l1",
            ClaimType.RESPONSE,
            "one#e2",
            "one#e1",
            Basis.STATED,
            "one",
            Span("In retaliation", 52, 66),
        ),
    )


def test_offices_are_kept_with_their_words() -> None:
    made = record(Article("one", TEXT), FOUND, origin=Origin.REVIEWED)
    assert made.offices == (
        Office("ann-lee", "minister", "netherlands", "one", "Dutch minister Ann Lee"),
    )


def test_an_article_without_a_date_takes_that_of_its_findings() -> None:
    made = record(Article("one", TEXT), FOUND, origin=Origin.REVIEWED)
    assert made.article.published == "2018-03-26"
    dated = Article("one", TEXT, published="2018-03")
    assert record(dated, FOUND, origin=Origin.REVIEWED).article.published == "2018-03"


def test_a_quote_that_is_not_in_the_text_is_an_error() -> None:
    with pytest.raises(SidecarError, match=r"one\.json, actor Ann Lee: the quote is not"):
        record(Article("one", "Another text."), FOUND, origin=Origin.REVIEWED)


def test_every_span_of_the_seeds_is_the_text_at_its_offset(seed_articles: Path) -> None:
    for path in sorted(seed_articles.glob("*.txt")):
        article = read_article(path)
        made = record(article, read_sidecar(sidecar_for(path), article), origin=Origin.REVIEWED)
        spans = [r.quote for r in made.reports] + [c.quote for c in made.claims if c.quote]
        assert spans
        assert all(article.text[s.start : s.end] == s.text for s in spans)
        assert all(o.state and o.quote and o.quote in article.text for o in made.offices)
