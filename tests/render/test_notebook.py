"""A graph shows itself in a notebook, in a frame of its own."""

from html.parser import HTMLParser

import pytest
from talion.assembly import build
from talion.render import notebook
from talion.store import Store


class _Frame(HTMLParser):
    """The attributes of the only element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _seeds() -> Store:
    store = Store.memory()
    build(store)
    return store


def test_a_store_shows_its_page_in_a_sandbox() -> None:
    frame = _Frame()
    frame.feed(_seeds()._repr_html_())
    ((tag, attributes),) = frame.found
    assert tag == "iframe"
    assert "allow-same-origin" not in (attributes["sandbox"] or "")
    assert (attributes["srcdoc"] or "").startswith("<!doctype html>")
    assert "2022-03-29-expulsion-netherlands-russia" in (attributes["srcdoc"] or "")


def test_a_large_graph_is_told_of_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "MOST", 10)
    with _seeds().view() as view:
        assert "53 incidents" in view._repr_html_()
        assert "iframe" not in view._repr_html_()
