"""Pages of the site that are kept elsewhere: the README, the changelog, the notebooks and others.

MkDocs calls `on_files` (see `hooks` in mkdocs.yml). Nothing is copied: each page is made from its
file in the repository when the site is built, with its links turned to where things lie there.
"""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]

#: Files of the repository that are pages of the site, and where.
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "NOTICE.md": "notice.md",
    "ontology/README.md": "ontology.md",
    "ontology/tables/README.md": "event-tables.md",
}
NOTEBOOKS = {
    "examples/five-articles.ipynb": "examples/five-articles.md",
    "examples/event-table.ipynb": "examples/event-table.md",
    "examples/icb-crises.ipynb": "examples/icb-crises.md",
}

#: The target of a Markdown link or image that is neither an address nor a place on the page.
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are kept outside docs/."""
    for source, page in PAGES.items():
        text = relinked((ROOT / source).read_text("utf-8"), source, page)
        files.append(File.generated(config, page, content=text))
    for source, page in NOTEBOOKS.items():
        text = relinked(markdown(json.loads((ROOT / source).read_text("utf-8"))), source, page)
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links that lead out of docs/ to where their files lie in the site."""
    place = page.file.src_uri
    return text if page.file.generated_by else relinked(text, f"docs/{place}", place)


def relinked(text: str, source: str, page: str) -> str:
    """Return a text with its relative links as they are from its page.

    >>> relinked("[how](docs/answers.md#waves), [types](ontology/)", "README.md", "index.md")
    '[how](answers.md#waves), [types](ontology.md)'
    """

    def moved(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), match[1]))
        place = place_of(target) or place_of(f"{target}/README.md")
        return posixpath.relpath(place, posixpath.dirname(page) or ".") if place else match[1]

    return LINK.sub(moved, text)


def place_of(target: str) -> str | None:
    """Return where a file of the repository lies in the site, None where it is no part of it."""
    if target.startswith("docs/"):
        return target.removeprefix("docs/")
    return PAGES.get(target) or NOTEBOOKS.get(target)


def markdown(notebook: dict[str, Any]) -> str:
    """Return a notebook as Markdown: its text, its code, and what that printed."""
    parts = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        parts += [shown for output in cell.get("outputs", ()) if (shown := printed(output))]
    return "\n\n".join(parts) + "\n"


def printed(output: dict[str, Any]) -> str:
    """Return the text of an output of a cell."""
    text = "".join(output.get("text", output.get("data", {}).get("text/plain", ""))).rstrip()
    return f"```text\n{text}\n```" if text else ""
