"""Whether a query compares dates that SPARQL cannot compare."""

from functools import cache
from itertools import pairwise

from talion.store.ontology_graph import ontology_quads
from talion.store.query import shorten
from talion.store.query_text import TOKEN
from talion.vocabulary import EDTF, SCHEMA

#: Functions that take a date apart, which works for `xsd:date` alone.
_PARTS = frozenset({"year", "month", "day"})


def compared_dates(text: str) -> tuple[str, ...]:
    """Return the variables and literals in EDTF that a query compares or takes apart, each once.

    Such a comparison is an error in SPARQL, so that a filter drops every row. Read off the tokens:
    a variable is in EDTF if it follows a property whose values are.

    >>> compared_dates('SELECT ?i { ?i tal:date ?d FILTER(?d < "2018-04-01"^^xsd:date) }')
    ('?d',)
    >>> compared_dates('SELECT ?i { ?i tal:date ?d ; tal:latest ?l FILTER(?l < "2018"^^xsd:date) }')
    ()
    """
    if "<" not in text and ">" not in text and not any(p in text.casefold() for p in _PARTS):
        return ()
    tokens = [
        found[0]
        for found in TOKEN.finditer(text)
        if found[0].strip() and found.lastgroup != "comment"
    ]
    vague = {b for a, b in pairwise(tokens) if b[0] in "?$" and a.strip("<>") in _names()}
    found: dict[str, None] = {}
    for place, token in enumerate(tokens):
        before, after = tokens[max(0, place - 2) : place], tokens[place + 1 : place + 2]
        is_literal = token.strip("<>") in (EDTF, shorten(EDTF)) and before == ["^", "^"]
        beside = {*after, *before[-1:]} | ({before[0]} if before[1:] == ["="] else set())
        if token in vague and ({"<", ">"} & beside or _taken_apart(before)):
            found[token] = None
        elif is_literal and {"<", ">"} & {*after, *tokens[max(0, place - 4) : place - 3]}:
            found[f"{tokens[place - 3]}^^{shorten(EDTF)}"] = None
    return tuple(found)


def _taken_apart(before: list[str]) -> bool:
    return len(before) == 2 and before[0].casefold() in _PARTS and before[1] == "("


@cache
def _names() -> frozenset[str]:
    """Return the properties with values in EDTF, as IRIs and with our prefix."""
    found = {
        str(getattr(q.subject, "value", ""))
        for q in ontology_quads()
        if q.predicate == SCHEMA.rangeIncludes.node and q.object == EDTF.node
    }
    return frozenset(found | set(map(shorten, found)))
