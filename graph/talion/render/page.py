"""The page as one file: everything inline, no request to anywhere."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from talion.errors import OutputError
from talion.render.bundle import asset, csp_hash, script
from talion.render.fonts import style
from talion.render.page_data import PageData, document
from talion.render.vis_network import pyvis_network, vis_script

_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def inline_json(value: Any) -> str:
    r"""Return JSON that may stand in a script element: no markup, no lone surrogate, no control.

    >>> inline_json({"quote": "</script>"})
    '{"quote":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def policy(scripts: list[str], styles: list[str]) -> str:
    """Return the Content-Security-Policy of a page with just these scripts and styles inline.

    >>> policy(["let a;"], []).split("; ")[:2]
    ["default-src 'none'", "script-src 'sha256-...'"]
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(csp_hash, scripts))}",
            f"style-src {' '.join(map(csp_hash, styles))}",
            "img-src data: blob:",
            "font-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def render_page(data: PageData, *, progress: Callable[[int], None] | None = None) -> str:
    """Return the page as HTML, whole in itself.

    `progress` is called with the number of nodes laid out so far. Raises MissingExtraError without
    the extra `draw`.

    >>> from talion.render.page_contents import page_data
    >>> render_page(page_data(view, chains=(), ask=False))[:15]
    '<!doctype html>'
    """
    network = pyvis_network(data, progress)
    from jinja2 import DictLoader, Environment

    shown = inline_json(document(data))
    vis, own, sheet = vis_script(), script(), style()
    environment = Environment(loader=DictLoader({"page.html": asset("page.html")}), autoescape=True)
    environment.globals.update(
        title=data.title.encode("utf-8", "replace").decode(),
        data=shown,
        vis=vis,
        own=own,
        style=sheet,
        digest=hashlib.sha256(shown.encode()).hexdigest(),
        policy=policy([vis, own], [sheet]),
    )
    environment.filters["inline"] = inline_json
    return environment.get_template("page.html").render(
        nodes=network.nodes, edges=network.edges, options=json.dumps(network.options)
    )


def write_page(
    path: str | Path, data: PageData, *, progress: Callable[[int], None] | None = None
) -> Path:
    """Write the page to a file in UTF-8 and return its path; OutputError where that fails.

    >>> from tempfile import TemporaryDirectory
    >>> from talion.render.page_contents import page_data
    >>> with TemporaryDirectory() as folder:
    ...     write_page(f"{folder}/page.html", page_data(view, chains=(), ask=False)).name
    'page.html'
    """
    path = Path(path)
    text = render_page(data, progress=progress)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
    return path
