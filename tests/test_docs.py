"""The documents: what they link to and name exists, and their words are those of the field."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "ontology/**/*.md", ".github/*.md")
    for path in ROOT.glob(pattern)
)
#: Where a path in a document may begin.
HOMES = (ROOT, ROOT / "graph/talion", ROOT / "ontology", ROOT / "graph/talion/render")
FOLDERS = {
    *(path.name for path in ROOT.iterdir() if path.is_dir()),
    *(path.name for path in (ROOT / "graph/talion").iterdir() if path.is_dir()),
    "assets",
}
#: What the commands write when they run, and data that some checks find beside the checkout.
ELSEWHERE = ("out/", "../shared", "talion/data/", "parts/", "replies/", "generations/")

#: Words with which these documents once described what the field has terms for.
DIALECT = re.compile(
    r"\b(reckon\w*|tells?|told|let go of|parted by|hold\w* against|liker|likest|beset|so many"
    r"|an act|acts? of|silences|by inference|how surely|kinds? of incidents?)\b",
    re.IGNORECASE,
)


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def prose(path: Path) -> str:
    """The text of a document without code: fenced and indented blocks, words in code marks."""
    text = re.sub(r"^```.*?^```", "", text_of(path), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^    .*$|`[^`]*`", "", text, flags=re.MULTILINE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def paths_in(text: str) -> list[str]:
    """The words in code marks, and those of blocks, that are written like paths of this project."""
    words = re.findall(r"(?<![\w/.…<*-])[\w.-]+(?:/[\w.*-]+)+/?", text)
    return [w for w in words if w.partition("/")[0] in FOLDERS and not w.startswith(ELSEWHERE)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_what_a_document_links_to_is_there(path: Path) -> None:
    for target in re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", text_of(path)):
        assert (path.parent / target).exists(), f"{name_of(path)} links to {target}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_the_files_that_a_document_names_are_there(path: Path) -> None:
    if path.name == "CHANGELOG.md":
        return  # it names what was there then
    for found in paths_in(text_of(path)):
        name = found.rstrip(".")
        there = any(list(home.glob(name.rstrip("/"))) for home in HOMES)
        assert there, f"{name_of(path)} names {name}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_the_modules_that_a_document_names_are_there(path: Path) -> None:
    if path.name == "CHANGELOG.md":
        return  # it names former names too
    for name in re.findall(r"`(talion(?:\.[a-z_]+)+)`", text_of(path)):
        if (ROOT / "ontology" / name).exists():
            continue  # talion.ttl is a file
        if any(f'GROUP = "{name}"' in text_of(file) for file in (ROOT / "graph").rglob("*.py")):
            continue  # a group of entry points
        package, _, last = name.rpartition(".")
        spec = find_spec(package)
        assert spec is not None, f"{name_of(path)} names {name}"
        assert hasattr(import_module(package), last) or find_spec(name), name


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_document_uses_the_terms_of_the_field(path: Path) -> None:
    found = [match[0] for match in DIALECT.finditer(prose(path))]
    assert not found, f"{name_of(path)} says {found}"


def sections(text: str) -> dict[str, str]:
    """The sections "How to add …" by their titles."""
    parts = re.split(r"^### (How to add .*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


HOW_TO_ADD = sections(text_of(ROOT / "CONTRIBUTING.md"))


def test_there_is_a_way_to_add_each_thing() -> None:
    things = "type cue format question view export language reader command"
    assert all(any(thing in title for title in HOW_TO_ADD) for thing in things.split())


@pytest.mark.parametrize("title", HOW_TO_ADD)
def test_each_way_to_add_something_names_a_test_that_does_it(title: str) -> None:
    proved = re.findall(
        r"^Proved by `(test_\w+)`[^`]* `(tests/[\w/]+\.py)`", HOW_TO_ADD[title], re.M
    )
    assert proved, title
    for function, file in proved:
        assert f"def {function}(" in text_of(ROOT / file), f"{title} names {function}"


def test_a_path_that_is_not_there_would_be_found() -> None:
    assert paths_in("see `tests/hawkes/test_spark.py` and render/assets/source.js.") == [
        "tests/hawkes/test_spark.py",
        "render/assets/source.js.",
    ]
    assert not paths_in("https://example.org/docs/x and talion/data/ontology and w/o")
