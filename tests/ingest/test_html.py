"""The article in an HTML page."""

from pathlib import Path

import pytest
from talion.errors import ArticleError, MissingExtraError
from talion.ingest.articles import read_article

PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<title>Freedonia expels two | The Example</title>
<meta property="og:site_name" content="The Example">
<meta property="og:title" content="Freedonia expels two">
<meta property="article:published_time" content="2018-03-26T09:15:00Z">
<link rel="canonical" href="https://example.org/2018/expels-two">
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Freedonia expels two</h1>
<p>Freedonia expelled two diplomats of Sylvania on Monday, its foreign ministry said, calling
their work at the embassy incompatible with their status.</p>
<p>Sylvania’s foreign ministry said that it would answer in kind, and that the ambassador of
Freedonia had been summoned to hear the protest of the government.</p>
<p>Relations between the two have been tense since the border clash of last year, in which four
soldiers were killed on a bridge that both states claim as theirs.</p></article>
<footer>Subscribe to our newsletter. Copyright 2024 The Example.</footer>
</body></html>"""


def page(folder: Path, html: str, name: str = "one.html") -> Path:
    path = folder / name
    path.write_text(html, "utf-8")
    return path


def test_the_main_text_and_the_markups_facts_are_read(tmp_path: Path) -> None:
    article = read_article(page(tmp_path, PAGE))
    assert article.text.startswith("Freedonia expel")
    assert "incompatible with their status" in article.text
    assert "Subscribe" not in article.text
    assert "Home" not in article.text
    assert article.publisher == "The Example"
    assert article.title == "Freedonia expels two"
    assert article.published == "2018-03-26"
    assert article.url == "https://example.org/2018/expels-two"


def test_html_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    assert read_article(page(tmp_path, PAGE, "one.txt")).title == "Freedonia expels two"


def test_the_date_is_not_guessed_from_sentences(tmp_path: Path) -> None:
    bare = PAGE.replace("2018-03-26T09:15:00Z", "").replace("/2018/", "/")
    dated = bare.replace("last year", "3 May 2015")
    assert read_article(page(tmp_path, dated)).published is None


def test_the_same_page_gives_the_same_text(tmp_path: Path) -> None:
    assert read_article(page(tmp_path, PAGE)) == read_article(page(tmp_path, PAGE))


def test_a_page_without_an_article_says_so(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"one\.html: is an HTML page without an article"):
        read_article(page(tmp_path, "<html><body><script>1</script></body></html>"))


def test_without_the_extra_it_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"talion\[extract\]"):
        read_article(page(tmp_path, PAGE))


def test_the_day_of_publication_goes_before_that_of_a_change(tmp_path: Path) -> None:
    linked = (
        '<meta property="article:modified_time" content="2024-01-15T08:00:00Z">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": '
        '"2001-01-01"}, {"@type": "NewsArticle", "datePublished": "2018-03-26T23:30:00-05:00", '
        '"dateModified": "2024-01-15"}]}</script>'
    )
    shown = PAGE.replace(
        '<meta property="article:published_time" content="2018-03-26T09:15:00Z">', linked
    )
    assert read_article(page(tmp_path, shown)).published == "2018-03-26"


def test_damaged_markup_gives_no_date_of_its_own(tmp_path: Path) -> None:
    broken = '<script type="application/ld+json">{"datePublished": "2001-01-01"</script>'
    shown = PAGE.replace("</head>", broken + "</head>")
    assert read_article(page(tmp_path, shown)).published == "2018-03-26"


def test_lists_tables_and_definitions_are_lines_of_the_text(tmp_path: Path) -> None:
    listed = (
        "<ul><li>Peru: 13</li><li><b>Chile</b> – 4</li></ul>"
        "<table><tr><th>State</th><th>Number</th></tr><tr><td>Cuba</td><td>2</td></tr></table>"
        "<dl><dt>Haiti</dt><dd>recalled its ambassador</dd></dl></article>"
    )
    text = read_article(page(tmp_path, PAGE.replace("</article>", listed))).text
    lines = [line.strip() for line in text.splitlines()]
    for line in ("- Peru: 13", "- Chile – 4", "| Cuba | 2 |", "- Haiti: recalled its ambassador"):
        assert line in lines
