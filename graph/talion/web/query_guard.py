"""What a query from outside may not do: reach out with SERVICE.

Oxigraph's parser reads without a separate tokenizer, so `SERVICEex:a`, `trueSERVICE<…>` and
`?a<?b)SERVICE?s#>` all call a service although a SPARQL tokenizer sees a name or an IRI there. So
a text that holds the word anywhere is let through only if each place is one that no reading can
take for the keyword: inside a string, a comment, a variable, the local part of a prefixed name, or
an absolute IRI. A text without the word needs no reading at all.
"""

import re

from talion.errors import RefusedError
from talion.store.query import refuse_update
from talion.store.query_text import TOKEN

_WORD = "service"
#: What no other reading can split: see the module's text. `://` is no expression, so the `<` before
#: it is no operator; a relative IRI can be read as one.
_PLAIN = {
    "iri": re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://[^'\s]*>"),
    "variable": re.compile(r"[?$][A-Za-z0-9_]+"),
    "name": re.compile(r"(?![A-Za-z0-9_\-]*service)[A-Za-z][A-Za-z0-9_\-]*:[A-Za-z0-9_\-]*", re.I),
}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def admit(text: str) -> None:
    """Raise QueryError on an update, and RefusedError on a query that may call a service.

    >>> admit("SELECT ?s { ?s rdfs:label 'the secret service' }")
    >>> admit("SELECT ?s { SERVICE <https://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    talion.errors.RefusedError: SERVICE is not allowed, and 'SERVICE' may be read as one; ...
    """
    refuse_update(text)
    if not _holds(text):
        return
    for token in TOKEN.finditer(text):
        if not _harmless(token.lastgroup or "", token[0]):
            raise RefusedError(
                f"SERVICE is not allowed, and '{token[0][:40]}' may be read as one;"
                " rename a prefix that holds the word, write a relative IRI in full"
            )


def _holds(text: str) -> bool:
    """Whether the word occurs, in whatever case, written out or in code point escapes."""
    plain = _ESCAPE.sub(lambda m: _character(m[1] or m[2]), text)
    return _WORD in text.casefold() or _WORD in plain.casefold()


def _character(code: str) -> str:
    value = int(code, 16)
    return chr(value) if value < 0x110000 else " "


def _harmless(kind: str, token: str) -> bool:
    if kind in ("comment", "string"):
        return True
    if kind == "iri":  # one that may be an operator could hide a quote or a comment behind it
        return bool(_PLAIN["iri"].fullmatch(token)) or not (_holds(token) or set(token) & set("'#"))
    if kind == "stray" or not _holds(token):
        return kind != "stray"
    return kind in _PLAIN and bool(_PLAIN[kind].fullmatch(token))
