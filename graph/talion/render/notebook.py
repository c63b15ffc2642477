"""The page of a graph in a notebook, when it is asked for."""

from dataclasses import dataclass
from html import escape

from talion.python_api.arguments import require_graph
from talion.render.page import render_page
from talion.render.page_contents import page_data
from talion.store import Store, View

#: A graph of more incidents is summed up in a line; the app shows it.
MOST = 3000


@dataclass(frozen=True, slots=True)
class NotebookPage:
    """The page of a graph, which a notebook shows where a cell ends in it.

    >>> NotebookPage(shown(store))
    <the page of a graph; a notebook shows it>
    """

    html: str

    def __repr__(self) -> str:
        return "<the page of a graph; a notebook shows it>"

    def _repr_html_(self) -> str:
        return self.html


def page(graph: Store | View) -> NotebookPage:
    """Return the page of a graph, for a cell of a notebook to end in.

    >>> page(store)._repr_html_()[:23]
    '<iframe title="Talion" '
    """
    require_graph(graph)
    return NotebookPage(shown(graph))


def shown(graph: Store | View) -> str:
    """Return the page of a store or of a view; see `shown_view`.

    >>> shown(store)[:23]
    '<iframe title="Talion" '
    """
    if isinstance(graph, View):
        return shown_view(graph)
    with graph.view() as view:
        return shown_view(view)


def shown_view(view: View) -> str:
    """Return the page in a frame that may run its own scripts and nothing else (HTML, `sandbox`).

    The frame has an origin of its own, so the page cannot reach the notebook.

    >>> 'sandbox="allow-scripts allow-downloads"' in shown_view(view)
    True
    """
    (row,) = view.select("SELECT (COUNT(*) AS ?n) WHERE { ?i a tal:Incident }").rows
    count = int(row[0] or 0)
    if count > MOST:
        return f"<p>A graph of {count:,} incidents; browse it with <code>talion serve</code>.</p>"
    page = escape(render_page(page_data(view)), quote=True)
    return (
        '<iframe title="Talion" sandbox="allow-scripts allow-downloads"'
        ' referrerpolicy="no-referrer" style="width:100%;height:720px;border:1px solid #8884"'
        f' srcdoc="{page}"></iframe>'
    )
