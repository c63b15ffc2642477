"""The JSON schemas of replies, for servers that keep a model to one."""

from typing import Any

from talion.llm.codebook import Codebook, codebook
from talion.model.findings import LISTED_KINDS

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}


def _object(**properties: Any) -> dict[str, Any]:
    """Return an object schema in the strict form: all keys required, no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(names: list[str]) -> dict[str, Any]:
    return {"type": "string", "enum": names}


def _links(book: Codebook) -> dict[str, Any]:
    kinds = _one_of([entry.name for entry in book.links])
    return _list(_object(**{"type": kinds, "from": _TEXT, "to": _TEXT, "quote": _TEXT}))


def reading_schema(book: Codebook | None = None) -> dict[str, Any]:
    """Return the schema of a reply to the reading of an article.

    >>> sorted(reading_schema()["properties"])
    ['actors', 'incidents', 'links']
    """
    book = book or codebook()
    side = _list(_object(name=_TEXT, quote=_MAYBE))
    incident = _object(
        id=_TEXT,
        type=_one_of([entry.name for entry in book.types]),
        status=_one_of([entry.name for entry in book.statuses]),
        quote=_TEXT,
        agents=side,
        targets=side,
        count={"type": ["integer", "null"]},
        count_quote=_MAYBE,
        date=_MAYBE,
        date_quote=_MAYBE,
        status_quote=_MAYBE,
        gloss=_MAYBE,
    )
    kinds = _one_of([kind.value for kind in LISTED_KINDS])
    actor = _object(name=_TEXT, kind=kinds, office=_MAYBE, state=_MAYBE, quote=_MAYBE)
    return _object(incidents=_list(incident), links=_links(book), actors=_list(actor))


def links_schema(book: Codebook | None = None) -> dict[str, Any]:
    """Return the schema of a reply to the second pass.

    >>> sorted(links_schema()["properties"])
    ['links', 'same']
    """
    return _object(same=_list(_list(_TEXT)), links=_links(book or codebook()))
