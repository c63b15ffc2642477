"""The examples in docstrings run, each on its own, with the names that CONTRIBUTING.md lists.

`store` and `view` are the graph of the seeds, `history` is what they hold. Examples of the
extractor also have `parse`, `context`, `triggers`, `mentions` and `analysis`, the steps of reading
a text that appeared on 12 May 2021.
"""

import ast
import doctest
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from talion.extract.text.pipeline import PACKAGES
from talion.reciprocity.history import History
from talion.reciprocity.stored_history import read_history
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


@pytest.fixture(scope="session")
def reading() -> dict[str, Any]:
    """The steps of the extractor, each as a function of what the one before returns."""
    from talion.extract.analysis import Analysis, analyse, context_of, triggers_of
    from talion.extract.entities.context import Context
    from talion.extract.incidents.event_mention import EventMention
    from talion.extract.incidents.mention_builder import MentionBuilder
    from talion.extract.slots.times import TimeTagger
    from talion.extract.text.parse import Parse
    from talion.extract.text.pipeline import pipeline
    from talion.extract.triggers.detection import Trigger
    from talion.model.date import Date

    published = Date("2021-05-12")

    @cache
    def parse(text: str) -> Parse:
        return Parse.of(pipeline()(text))

    def context(text: str) -> Context:
        return context_of(parse(text), published)

    def triggers(context: Context) -> list[Trigger]:
        return triggers_of(context)

    def mentions(context: Context) -> list[EventMention]:
        tagger = TimeTagger(context.parse, published)
        return MentionBuilder(context, tagger, triggers(context)).run()

    def analysis(text: str) -> Analysis:
        return analyse(parse(text), published)

    steps = (parse, context, triggers, mentions, analysis)
    return {step.__name__: step for step in steps}


@pytest.fixture(scope="session")
def history(seeds: Store) -> History:
    """The history of the seeds."""
    with seeds.view() as view:
        return read_history(view)


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_of_a_module_give_what_they_show(
    name: str,
    seeds: Store,
    view: View,
    history: History,
    reading: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    given: dict[str, Any] = {"store": seeds, "view": view, "history": history}
    if name.startswith("talion.extract."):
        if not any(map(find_spec, PACKAGES)):
            pytest.skip("needs an English pipeline: pip install 'talion[extract]'")
        given |= reading
    module = import_module(name)
    ran = doctest.testmod(module, globs=given | vars(module), optionflags=FLAGS)
    assert ran.failed == 0, capsys.readouterr().out
    written = len(examples_of(Path(module.__file__ or "")))
    assert ran.attempted == written, "some examples stand where doctest does not look"


DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def examples_of(path: Path) -> list[doctest.Example]:
    """The examples in all docstrings of a file, wherever they stand."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    texts = [ast.get_docstring(node) or "" for node in nodes if isinstance(node, DOCUMENTED)]
    return [example for text in texts for example in doctest.DocTestParser().get_examples(text)]


#: Rooms in which each public function has an example, and the functions that have none: by reason.
ROOMS = (
    "model",
    "store",
    "ingest",
    "extract",
    "resolve",
    "build",
    "evaluation",
    "web",
    "hawkes",
    "events",
    "reciprocity",
    "render",
    "network",
    "gate",
    "llm",
    "readers",
    "exchange",
    "python_api",
    "review",
    "cli/support",
)
WITHOUT = {
    "they change a store on disk under a lock, step by step": {
        "store/atomic_write.py": {"sync"},
        "store/engine.py": {"write_format", "begun", "nothing", "writing"},
        "store/repair.py": {"repair"},
        "store/kept_values.py": {"keep"},
        "store/index/index_tables.py": {"make"},
        "store/index/columns.py": {"write_columns", "read_columns"},
    },
    "an index calls them; `tests/store/test_filters.py` compares what they give with a scan": {
        "store/index/facet_tables.py": {
            "published", "issued", "charged", "memberships", "rows_of",
        },
        "store/index/tallies.py": {"tallied"},
    },
    "a view calls them; its methods have the examples": {
        "store/from_rdf.py": {
            "claims", "claims_as_stored", "relations", "offices", "decisions",
        },
        "store/reference.py": {"incident_type", "traits_of", "relation_labels"},
    },
    "the writer and the build call them; `build` and `decide` have the examples": {
        "build/actor_decisions.py": {"rename_actor", "retype_actor", "split_actor"},
        "build/note_taking.py": {"withdraw_note"},
        "build/resolution.py": {"resolve_reports"},
        "build/partial_resolution.py": {"resolve_again"},
        "build/findings_cache.py": {"findings_of_each", "extractor_version"},
        "resolve/sound_findings.py": {"sound_findings"},
        "ingest/sidecar.py": {"read_draft"},
    },
    "they read or answer the formats of other programs": {
        "events/row_evidence.py": {"row_evidence"},
        "events/raw_files.py": {"keep", "raw_file", "spooled"},
        "events/source_files.py": {
            "document_of", "encoding_used", "opened", "sheet_of", "sheets_of",
        },
        "events/event_sheets.py": {"event_sheets"},
        "events/merged_cells.py": {"merged_in_opendocument"},
        "events/document_tables.py": {"table_of_word_file"},
        "events/table_columns.py": {"table_columns"},
        "events/column_mapping.py": {"remembered"},
        "events/table_reading.py": {"layout_of", "with_reading"},
        "events/workbooks.py": {"sheet_as_csv", "sheet_names"},
        "store/bounded_read.py": {"read_stdin", "require_file"},
        "ingest/html.py": {"read_page"},
        "ingest/pdf.py": {"read_pdf"},
        "ingest/readers.py": {"read_bytes"},
        "store/endpoint.py": {"graphs_of"},
    },
    "it asks a reader again and again; a test has one by meaning and one by labels": {
        "readers/probe.py": {"probe"},
    },
    "they take seconds: the extractor": {
        "build/extractions.py": {"extract_files", "extract_each"},
    },
    "the app calls them; `create_app` has the example": {
        "web/answers.py": {
            "summary", "search", "neighbourhood", "incidents", "incident", "counts", "timeline",
            "questions", "facets", "unknown",
        },
        "web/documents.py": {"opening", "neighbourhood"},
        "web/pages.py": {"explorer"},
        "web/sparql.py": {"body_of"},
    },
    "parts of the compiled pass, which numba includes in it; the plain pass has the examples": {
        "hawkes/native/candidates.py": {"clear_candidates", "search"},
        "hawkes/native/decay.py": {"decay"},
        "hawkes/native/decaying_sums.py": {
            "register", "reset", "decay_sums", "same_type", "rates", "absorb",
        },
        "hawkes/native/output_rows.py": {"select_candidates", "write_rows"},
        "hawkes/native/recent.py": {"reset", "decay_sums", "push", "excitation"},
        "hawkes/native/same_day.py": {"attribute_day"},
    },
    "they need a Java machine: Spark": {
        "hawkes/spark/cluster.py": {"session"},
        "hawkes/spark/event_frames.py": {"read", "leveled"},
        "hawkes/spark/fitting.py": {"fit_on_spark"},
        "hawkes/spark/replies.py": {"replies_on_spark"},
    },
    "they speak with a person at a terminal": {
        "cli/support/column_questions.py": {"ask_for_columns"},
        "cli/support/keys.py": {"read_key"},
        "cli/support/reader_options.py": {"say_dry_run"},
    },
    "they need coded data that do not ship": {
        "hawkes/evaluation/who_answered_whom.py": {"as_rows", "benchmark_methods", "run"},
        "hawkes/evaluation/benchmark_tasks.py": {"benchmark_tasks"},
        "hawkes/evaluation/training_designs.py": {"as_transplanted"},
        "hawkes/evaluation/transplants.py": {"transplants"},
    },
    "they take the parts of a model's answer; `admit` has the example": {
        "gate/link_check.py": {"check_link"},
        "llm/batch_files.py": {"read_replies"},
    },
    "they need the server of a language model": {
        "readers/model_reader.py": {"make_model_reader", "model_settings"},
    },
    "it takes the parse of a text": {
        "extract/slots/times.py": {"from_event"},
    },
    "it clears the screen and draws on all of it": {
        "cli/support/review_screen.py": {"show"},
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
