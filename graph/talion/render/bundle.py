"""The page's own scripts and styles: plain ES modules, linked into one script for the single file.

A page is written on a user's machine, offline, by Python alone; so the linker is a few lines of
Python and needs no bundler. Each module becomes a function that is called once, after the modules
that it imports, and returns what it exports: names that a module does not export stay its own, and
the source in the page reads as it was written, line by line, without comments and indentation.
"""

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: The module that starts the single file.
ENTRY = "inline.js"
_IMPORT = re.compile(
    r'^import\s+(?:\{(?P<names>[^}]*)\}\s+from\s+)?"(?P<source>\.[^"]*)";\n', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export\s+(?=(?:async\s+)?(?:function\*?|class|const)\s+(?P<name>[\w$]+))", re.MULTILINE
)
#: Comments alone on a line or after code without quotes.
_COMMENT = re.compile(r"""^ *//.*$|(?<=[\w;,{}()\[\]]) +// [^"'`/\n]*$""", re.MULTILINE)
_BLANK = re.compile(r"\n\s+")
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Module:
    """A module taken apart: its text without imports, and the names that it brings in and out.

    `imports` are (module, ((name there, name here), …)), `exports` the names that it gives.
    """

    name: str
    text: str
    imports: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    exports: tuple[str, ...]


def asset(name: str) -> str:
    """Return the text of one file of the page.

    >>> asset("page.css").startswith("/*") or ":root" in asset("page.css")
    True
    """
    return (files("talion.render") / "assets").joinpath(*name.split("/")).read_text("utf-8")


def parse(name: str, text: str) -> Module:
    r"""Take a module apart.

    Raises ValueError for what the linker does not know: only `import { … } from`, `import "…"` and
    exported functions, classes and constants, each at the beginning of a line. A binding that is
    assigned anew (`export let`) is not known, since importers would keep its first value.

    >>> taken = parse("a.js", 'import { h as make } from "./dom.js";\nexport const size = 3;\n')
    >>> taken.imports, taken.exports, taken.text
    ((('dom.js', (('h', 'make'),)),), ('size',), 'const size = 3;')
    """
    imports = tuple(
        (posixpath.normpath(posixpath.join(posixpath.dirname(name), found["source"])), names)
        for found in _IMPORT.finditer(text)
        for names in [tuple(_bindings(found["names"] or ""))]
    )
    exports = tuple(found["name"] for found in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    unknown = _LEFT_OVER.search(body)
    if unknown:
        raise ValueError(f"{name}: the linker does not know `{unknown[0]}`")
    return Module(name, shortened(body), imports, exports)


def without_comments(text: str, opening: str, after: str = "") -> str:
    """Return a text without the comments that begin so, and what follows each, where it does.

    >>> without_comments("/** @type {string} */ const a = 1; /** b */c", "/**", " ")
    'const a = 1; c'
    """
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find("*/", start + len(opening))
        if end < 0:
            break
        parts.append(text[at:start])
        at = end + 2
        if after and text.startswith(after, at):
            at += len(after)
    return "".join([*parts, text[at:]])


def shortened(text: str) -> str:
    r"""Return a script without comments, empty lines and indentation.

    No text of the page's scripts goes over several lines or holds the signs of a comment; a test
    looks.

    >>> shortened("  // why\n  const a = /** @type {any} */ (1); // one\n\n  b(a);\n")
    'const a = (1);\nb(a);'
    """
    return _BLANK.sub("\n", _COMMENT.sub("", without_comments(text, "/**", " "))).strip()


def shortened_style(text: str) -> str:
    r"""Return a style sheet without comments and indentation.

    >>> shortened_style("/* ink */\n.bar {\n  color: red;\n}\n")
    '.bar {color: red;}'
    """
    lines = (line.strip() for line in without_comments(text, "/*").split("\n"))
    return re.sub(r"([{};])\s+", r"\1", " ".join(filter(None, lines)))


def _bindings(braces: str) -> Iterator[tuple[str, str]]:
    """Return the names of an import: in the other module, and here."""
    for part in filter(None, map(str.strip, braces.split(","))):
        there, _, here = part.partition(" as ")
        yield there, here or there


def graph(entry: str = ENTRY, read: Callable[[str], str] = asset) -> list[Module]:
    r"""Return the modules that an entry needs, each after those that it imports.

    Raises ValueError for a circle, and for the import of a name that is not exported.

    >>> sources = {"a.js": 'import { size } from "./b.js";\n', "b.js": "export const size = 3;\n"}
    >>> [module.name for module in graph("a.js", sources.__getitem__)]
    ['b.js', 'a.js']
    """
    done: dict[str, Module] = {}

    def visit(name: str, path: tuple[str, ...]) -> Module:
        if name in path:
            raise ValueError(f"modules import each other: {' → '.join([*path, name])}")
        if name not in done:
            module = parse(name, read(name))
            for source, names in module.imports:
                exports = visit(source, (*path, name)).exports
                for there, _ in names:
                    if there not in exports:
                        raise ValueError(f"{name}: {source} exports no {there}")
            done[name] = module
        return done[name]

    visit(entry, ())
    return list(done.values())


def modules(entry: str = ENTRY) -> list[str]:
    """Return the names of the modules that the page needs, each after those that it imports.

    >>> modules()[-1]
    'inline.js'
    """
    return [module.name for module in graph(entry)]


def link(entry: str = ENTRY, read: Callable[[str], str] = asset) -> str:
    r"""Return an entry and all that it imports as one script.

    >>> print(link("a.js", {"a.js": "export const size = 3;\n"}.__getitem__))
    // a.js
    const $0 = (() => {
    const size = 3;
    return { size };
    })();
    <BLANKLINE>
    """
    linked = graph(entry, read)
    identifiers = {module.name: f"${number:x}" for number, module in enumerate(linked)}
    return "\n".join(_wrapped(module, identifiers) for module in linked)


def _wrapped(module: Module, identifiers: dict[str, str]) -> str:
    """Return a module as a function that is called at once and returns its exports."""
    lines = [f"// {module.name}", f"const {identifiers[module.name]} = (() => {{"]
    for source, names in module.imports:
        if names:
            bound = ", ".join(a if a == b else f"{a}: {b}" for a, b in names)
            lines.append(f"const {{ {bound} }} = {identifiers[source]};")
    lines += [module.text, f"return {{ {', '.join(module.exports)} }};", "})();\n"]
    return "\n".join(lines)


@cache
def script() -> str:
    """Return all modules of the page as one script.

    >>> "// inline.js" in script()
    True
    """
    return link()


def csp_hash(text: str) -> str:
    """Return the hash of an inline script or style as a Content-Security-Policy writes it.

    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
