"""Deep pages: whatever the nesting, the text arrives."""

from pathlib import Path

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]
from talion.ingest.articles import read_article
from talion.ingest.html_depth import shallow


@pytest.mark.parametrize("tags", ["div", "span", "p", "ul li", "table tr td", "blockquote", "b i"])
@pytest.mark.parametrize("times", [40, 400, 4_000])
def test_no_text_is_lost_however_deep(tags: str, times: int) -> None:
    opened = "".join(f"<{tag}>" for tag in tags.split())
    closed = "".join(f"</{tag}>" for tag in reversed(tags.split()))
    page = (
        f"<body><p>Peru.</p>{opened * times}Chile &amp; Cuba.{closed * times}<p>Malta.</p></body>"
    )
    found = document_fromstring(shallow(page)).text_content()
    assert [word in found for word in ("Peru.", "Chile & Cuba.", "Malta.")] == [True] * 3


def test_paragraphs_that_lie_too_deep_stay_apart() -> None:
    page = "<div>" * 500 + "<p>Peru</p><p>Chile <b>and</b> Cuba</p>" + "</div>" * 500
    assert "<br>Peru<br>Chile and Cuba<br>" in shallow(page)


def test_a_page_of_usual_depth_is_not_touched() -> None:
    page = "<body>" + "<div><p>Peru<br>Chile</div>" * 500 + "</body>"
    assert shallow(page) is page


@pytest.mark.parametrize("times", [300, 20_000])
def test_an_article_in_a_deep_page_is_read_whole(tmp_path: Path, times: int) -> None:
    said = "diplomats on 3 May 2021, the ministry said in a statement to the press."
    page = (
        f"<html><body><article><p>Norway expelled two Russian {said}</p>{'<div>' * times}"
        f"<p>Denmark expelled five Russian {said}</p>{'</div>' * times}"
        f"<p>Sweden expelled three Russian {said}</p></article></body></html>"
    )
    (tmp_path / "deep.html").write_text(page)
    text = read_article(tmp_path / "deep.html").text
    assert [name in text for name in ("Norway", "Denmark", "Sweden")] == [True] * 3
