"""The description of the API (OpenAPI 3.1), generated from the operations."""

from importlib.metadata import version
from typing import Any

from talion.build.note_taking import LONGEST
from talion.web.api import OPERATIONS, Operation
from talion.web.media_types import GRAPHS, RESULTS
from talion.web.note_route import PATH as NOTES

_TEXT = {"type": "string"}
_WHOLE = {"type": "integer", "minimum": 0}
_DAY = {"type": ["string", "null"], "format": "date"}
_ROWS = {"type": "array", "items": {"type": "object"}}
_LISTS = (
    "actors",
    "blocs",
    "incidents",
    "reports",
    "claims",
    "contradictions",
    "articles",
    "types",
)
_PAIRS = ("overlaps", "included")
_TEXTS = {"type": "array", "items": _TEXT}
_PAIR = {
    "type": "object",
    "required": ["shown", "total"],
    "properties": {"shown": _WHOLE, "total": _WHOLE},
}

_SCHEMAS: dict[str, Any] = {
    "Error": {"type": "object", "required": ["error"], "properties": {"error": _TEXT}},
    "Document": {
        "type": "object",
        "description": "A part of the graph as the page reads it; see docs/page-data.md.",
        "required": ["format", *_LISTS, *_PAIRS],
        "properties": {
            "format": {"const": 1},
            **dict.fromkeys(_LISTS, _ROWS),
            **{key: {"type": "array", "items": _TEXTS} for key in _PAIRS},
        },
    },
    "Network": {
        "type": "object",
        "description": "The document's actors and pairs, placed, as vis-network reads them.",
        "required": ["nodes", "edges", "options"],
        "properties": {"nodes": _ROWS, "edges": _ROWS, "options": {"type": "object"}},
    },
    "Found": {
        "type": "object",
        "description": "Ids, and how many there are in all; capped where counting stopped there.",
        "required": ["ids", "total", "capped"],
        "properties": {
            "ids": {"type": "array", "items": _TEXT},
            "total": _WHOLE,
            "capped": {"type": "boolean"},
        },
    },
    "Tally": {
        "type": "object",
        "description": "How many have a value, and how many of them the other filters leave.",
        "required": ["left", "total"],
        "properties": {"left": _WHOLE, "total": _WHOLE},
    },
    "Tie": {
        "type": "object",
        "description": "What one actor did to another, by type: how often, from and until when.",
        "required": ["source", "target", "type", "count", "first", "last"],
        "properties": {
            "source": _TEXT,
            "target": _TEXT,
            "type": _TEXT,
            "count": _WHOLE,
            "first": _DAY,
            "last": _DAY,
        },
    },
    "Note": {
        "type": "object",
        "description": "A note or a star: about actor:ID, incident:ID or claim:ID.",
        "required": ["about"],
        "properties": {
            "about": _TEXT,
            "text": {"type": "string", "maxLength": LONGEST},
            "star": {"type": "boolean"},
        },
        "additionalProperties": False,
    },
    "Capped": {
        "type": "object",
        "description": "How much of a neighbourhood is shown, of how much.",
        "required": ["partners", "incidents", "capped"],
        "properties": {"partners": _PAIR, "incidents": _PAIR, "capped": {"type": "boolean"}},
    },
}


def description() -> dict[str, Any]:
    """Return the OpenAPI document.

    >>> sorted(description()["paths"])[:2]
    ['/api/counts', '/api/facets']
    """
    paths = {operation.path: {"get": _operation(operation)} for operation in OPERATIONS}
    paths[NOTES] = {"post": _note()}
    paths["/sparql"] = _sparql()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Talion",
            "version": version("talion"),
            "description": "What the page of `talion serve` reads and, of notes, writes.",
        },
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": [name for name, _ in operation.schema],
        "properties": dict(operation.schema),
    }
    known = any(p.name in ("actor", "id") and p.needed for p in operation.parameters)
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [p.schema() for p in operation.parameters],
        "responses": {
            "200": {"description": "It.", "content": {"application/json": {"schema": schema}}},
            "400": _error("A parameter cannot be read."),
            **({"404": _error("There is no such thing.")} if known else {}),
            "403": _plain("The request names another host or comes from another origin."),
        },
    }


def _note() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Note"}
    content = {"application/json": {"schema": schema}}
    asked = {"application/json": {"schema": {"allOf": [schema], "minProperties": 2}}}
    told = {
        "400": "It is no note, or it is too long.",
        "403": "The app is read-only, or the request comes from another origin.",
        "404": "There is no such thing.",
        "409": "Another process is writing to the store.",
        "413": "The request is too long.",
        "415": "A note comes in another media type.",
        "503": "The store cannot be written to.",
    }
    return {
        "operationId": "note",
        "summary": "Write what a person notes about a thing; an empty text takes a note away.",
        "requestBody": {"required": True, "content": asked},
        "responses": {
            "200": {"description": "It, as it stands in the store.", "content": content},
            **{code: _error(text) for code, text in told.items()},
        },
    }


def _error(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _plain(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"text/plain": {"schema": _TEXT}}}


def _sparql() -> dict[str, Any]:
    graphs = {
        "name": "default-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": _TEXT, "maxItems": 50},
        "description": "Graphs whose union is queried; all of them where none is given.",
    }
    named = graphs | {"name": "named-graph-uri", "description": "Graphs that GRAPH may name."}
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": _TEXT},
        "additionalProperties": False,
    }
    answers = {
        "200": {
            "description": "Results, a graph, or the description of the service.",
            "content": {media: {} for media in (*RESULTS, *GRAPHS)},
        },
        "303": {"description": "A reader is sent to the editor."},
        "400": _plain("The query cannot be run."),
        "403": _plain("An update, a SERVICE, or a request from elsewhere."),
        "406": _plain("Not in that form."),
        "413": _plain("The request is too long."),
        "415": _plain("A query comes in another media type."),
        "503": _plain("The query took too long or gave too much, or others are running."),
    }
    query = {"name": "query", "in": "query", "schema": _TEXT, "description": "SPARQL 1.1."}
    return {
        "get": {
            "operationId": "sparql",
            "summary": "SPARQL 1.1 Protocol; without a query, the service description.",
            "parameters": [query, graphs, named],
            "responses": answers,
        },
        "post": {
            "operationId": "sparqlPost",
            "summary": "SPARQL 1.1 Protocol, by POST.",
            "parameters": [graphs, named],
            "requestBody": {
                "required": True,
                "content": {
                    "application/sparql-query": {"schema": _TEXT},
                    "application/x-www-form-urlencoded": {"schema": form},
                },
            },
            "responses": {k: v for k, v in answers.items() if k != "303"},
        },
    }
