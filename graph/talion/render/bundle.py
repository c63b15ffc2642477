"""The page's own scripts and styles: plain ES modules, joined into one for the single file."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

#: The module that starts the single file.
ENTRY = "inline.js"
_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}\s+from\s+)?"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+", re.MULTILINE)


def asset(name: str) -> str:
    """Return the text of one file of the page."""
    return (files("talion.render") / "assets" / name).read_text(encoding="utf-8")


def modules(entry: str = ENTRY) -> list[str]:
    """Return the names of the modules that the page needs, each after those that it imports."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            for needed in _IMPORT.findall(asset(name)):
                visit(needed)
            order.append(name)

    visit(entry)
    return order


@cache
def script() -> str:
    """Return all modules as one.

    Imports and the word `export` are taken out, so names must be unique among modules (two equal
    ones are a syntax error in the browser, which the tests see).
    """
    parts = [_EXPORT.sub("", _IMPORT.sub("", asset(name))) for name in modules()]
    return "\n".join(parts)


def csp_hash(text: str) -> str:
    """Return the hash of an inline script or style as a Content-Security-Policy writes it."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
