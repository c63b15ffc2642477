"""The examples in docstrings run, each on its own; `view` is the graph of the seeds."""

import ast
import doctest
from importlib import import_module
from pathlib import Path

import pytest
from talion.store import Store, View

PACKAGE = Path(__file__).parents[1] / "graph" / "talion"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules_with_examples() -> list[str]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if ">>> " in path.read_text("utf-8"):
            parts = ("talion", *path.relative_to(PACKAGE).with_suffix("").parts)
            found.append(".".join(part for part in parts if part != "__init__"))
    return found


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_of_a_module_give_what_they_show(
    name: str, seeds: Store, view: View, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"store": seeds, "view": view}
    ran = doctest.testmod(import_module(name), extraglobs=given, optionflags=FLAGS)
    assert ran.failed == 0, capsys.readouterr().out
    assert ran.attempted > 0, "the examples stand where doctest does not look"


#: Rooms in which each public function has an example, and the functions that have none: by reason.
ROOMS = ("model", "store", "ingest", "resolve", "build", "evaluation", "web")
WITHOUT = {
    "they change a store on disk under a lock, step by step": {
        "store/atomic_write.py": {"sync"},
        "store/engine.py": {"write_format", "begun", "writing"},
        "store/repair.py": {"repair"},
        "store/index/index_tables.py": {"make"},
    },
    "a view calls them; its methods have the examples": {
        "store/from_rdf.py": {"claims", "relations", "offices", "decisions"},
        "store/reference.py": {"incident_type", "traits_of", "relation_labels"},
    },
    "the writer and the build call them; `build` and `decide` have the examples": {
        "build/resolution.py": {"resolve_reports"},
        "build/findings_cache.py": {"findings_of_each", "extractor_version"},
        "resolve/sound_findings.py": {"sound_findings"},
        "ingest/sidecar.py": {"read_draft"},
    },
    "they read or answer the formats of other programs": {
        "ingest/html.py": {"read_page"},
        "ingest/pdf.py": {"read_pdf"},
        "ingest/readers.py": {"read_bytes"},
        "store/endpoint.py": {"graphs_of"},
    },
    "they take seconds: the extractor": {
        "build/extractions.py": {"extract_files", "extract_each"},
    },
    "the app calls them; `create_app` has the example": {
        "web/answers.py": {
            "summary", "search", "neighbourhood", "incidents", "incident", "counts", "timeline",
            "questions",
        },
        "web/documents.py": {"opening", "neighbourhood"},
        "web/pages.py": {"explorer"},
        "web/sparql.py": {"body_of"},
    },
    "they bind the process they run in for good": {
        "web/sandbox.py": {"give_up_network", "give_up_memory"},
        "web/worker.py": {"main"},
    },
}  # fmt: skip


def without_example(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and ">>> " not in (ast.get_docstring(node) or "")
    }


def test_every_public_function_of_these_rooms_has_an_example_or_a_reason() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): names
        for room in ROOMS
        for path in (PACKAGE / room).rglob("*.py")
        if (names := without_example(path))
    }
    listed: dict[str, set[str]] = {}
    for files in WITHOUT.values():
        for file, names in files.items():
            listed.setdefault(file, set()).update(names)
    assert found == listed
