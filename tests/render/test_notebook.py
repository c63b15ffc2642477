"""A graph shows itself in a notebook, in a frame of its own."""

import subprocess
import sys
from html.parser import HTMLParser

import pytest
from talion.build import build
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
    frame.feed(notebook.shown(_seeds()))
    ((tag, attributes),) = frame.found
    assert tag == "iframe"
    assert "allow-same-origin" not in (attributes["sandbox"] or "")
    assert (attributes["srcdoc"] or "").startswith("<!doctype html>")
    assert "2022-03-29-expulsion-netherlands-russia" in (attributes["srcdoc"] or "")


def test_a_notebook_shows_stores_and_views_without_being_asked() -> None:
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "import talion\n"
        "store = talion.Store.memory()\n"
        "talion.build(store)\n"
        "for graph in (store, store.view()):\n"
        "    shown, _ = shell.display_formatter.format(graph)\n"
        "    assert '<th>incidents</th><td>53</td>' in shown['text/html'], shown\n"
        "    assert len(shown['text/html']) < 2000\n"
        "for result, words in (\n"
        "    (talion.page(store), '<iframe'),\n"
        "    (talion.chains(store), '<th>length</th>'),\n"
        "    (talion.incidents(store), '20 of 53 rows'),\n"
        "    (talion.ask(store, 'in-kind'), '<td>Russia</td>'),\n"
        "):\n"
        "    shown, _ = shell.display_formatter.format(result)\n"
        "    assert words in shown['text/html'], shown\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_large_graph_is_described_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "MOST", 10)
    with _seeds().view() as view:
        assert "53 incidents" in notebook.shown(view)
        assert "iframe" not in notebook.shown(view)
