"""Queries that nest too deep for the engine, which would end the whole process.

Oxigraph parses, plans and evaluates by recursion. A bracket within a bracket takes stack, and so
does each clause or operator of a chain, as every one stands within the next. What it takes was
measured with pyoxigraph 0.5 on the 8 MiB that a thread has: 949 nested calls of a function end the
process, 2,110 nested groups, 2,575 clauses OPTIONAL or BIND in a row, 6,287 additions.
"""

import re

from talion.errors import QueryError
from talion.store.query_text import TOKEN

#: What may be taken, and what each thing takes at most, in bytes.
_STACK = 6_000_000
_BRACKET, _CLAUSE, _OPERATOR = 9_000, 3_300, 1_400
#: A text of fewer characters cannot take so much.
_SHORT = 1_500
_OPENING, _CLOSING = "{([", "})]"
_CLAUSES = re.compile(r"union|optional|bind|minus|filter|exists|graph|lateral|service", re.I)
_OPERATORS = frozenset("|&+-*/!<")


def refuse_deep(text: str) -> None:
    """Raise QueryError where a query nests too deep, or chains too many clauses or operators.

    >>> refuse_deep("ASK { ?a ?b ?c }")
    >>> refuse_deep("ASK " + "{" * 10_000 + "}" * 10_000)
    Traceback (most recent call last):
    talion.errors.QueryError: the query cannot be run: it nests too deep, ...
    """
    if len(text) >= _SHORT and _stack(text) > _STACK:
        raise QueryError(
            "it nests too deep, or joins too many clauses or operators; "
            "give many values in one clause: VALUES ?a { … }, or FILTER(?a IN (…))"
        )


def _stack(text: str) -> int:
    """Return how many bytes of stack a query takes at most, by its brackets and chains.

    Numbers in VALUES may have signs, which are no operators.
    """
    depth = deepest = chained = 0
    values: int | None = None
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup or "", match[0]
        if kind == "word":
            chained += _CLAUSE * len(_CLAUSES.findall(token))
            if token.casefold() == "values":
                values = depth
        elif kind == "sign" and token in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "sign" and token in _CLOSING:
            depth -= 1
            if token == "}" and values is not None and depth <= values:
                values = None
        elif kind == "sign" and token in _OPERATORS and values is None:
            chained += _OPERATOR
    return _BRACKET * deepest + chained
