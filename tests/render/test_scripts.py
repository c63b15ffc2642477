"""The page's scripts and styles as files: checked, short, without what nobody uses."""

import json
import os
import posixpath
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from talion.render.bundle import parse

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "graph/talion" / part / "assets" for part in ("render", "web")]
#: Modules that a page or the command line starts, which no other imports.
ENTRIES = {"inline.js", "app.js", "query.js", "headless/figure.js"}


def files(*endings: str) -> dict[str, str]:
    """Our own files of these endings (YASQE is not ours), by the name that a page loads them by."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for folder in FOLDERS
        for path in sorted(folder.rglob("*"))
        if path.suffix in endings and "yasqe" not in path.parts
    }


SCRIPTS = {name: parse(name, text) for name, text in files(".js").items()}


def test_no_line_is_longer_than_120() -> None:
    found = files(".js", ".ts", ".css", ".html")
    assert len(found) > 50
    long = [(n, row) for n, text in found.items() for row in text.splitlines() if len(row) > 120]
    assert long == []


def test_every_import_names_what_a_module_exports() -> None:
    for name, script in SCRIPTS.items():
        for source, names in script.imports:
            missing = {there for there, _ in names} - set(SCRIPTS[source].exports)
            assert not missing, (name, source, missing)


def test_every_export_is_imported_somewhere() -> None:
    types = re.compile(r'import\("([^"]+)"\)\.(\w+)')
    used = {
        (posixpath.normpath(posixpath.join(posixpath.dirname(name), source)), kind)
        for name, text in files(".js", ".ts").items()
        for source, kind in types.findall(text)
    }
    used |= {
        (s, there) for script in SCRIPTS.values() for s, ns in script.imports for there, _ in ns
    }
    exported = {(name, export) for name, script in SCRIPTS.items() for export in script.exports}
    assert exported - used == set()
    imported = {source for script in SCRIPTS.values() for source, _ in script.imports}
    assert SCRIPTS.keys() - imported == ENTRIES


def test_every_class_and_id_of_a_style_sheet_stands_in_a_script_or_template() -> None:
    elsewhere = {
        "type", "status", "actor", "publisher",  # facets are classes of their own
        "c-date", "c-source", "c-target", "c-type", "c-status", "c-quote", "c-publishers",
        "c-incident", "c-other-incident", "c-other-date", "c-first", "c-last", "c-claim",
        "c-kind", "c-basis",  # columns of tables, by their names
    }  # fmt: skip
    users = "\n".join(files(".js", ".html").values())
    words = set(re.findall(r"[\w-]+", users))
    for name, text in files(".css").items():
        selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", text, flags=re.DOTALL)
        for kind in set(re.findall(r"[.#]([a-zA-Z][\w-]*)", selectors)):
            assert kind in words | elsewhere or "yasqe" in selectors, (name, kind)


def test_columns_that_are_styled_exist() -> None:
    columns = re.findall(
        r'"([a-z ]+)"', "".join(t for n, t in files(".js").items() if "tables/" in n)
    )
    keys = {f"c-{column.replace(' ', '-')}" for column in columns}
    styled = set(re.findall(r"\.(c-[a-z-]+)", files(".css")["page.css"]))
    assert len(styled) > 10
    assert styled <= keys


def test_no_script_asks_which_view_is_shown_by_name() -> None:
    for name, text in files(".js").items():
        assert not re.search(r'\bview\s*[!=]==?\s*"|case "(graph|exchange|table)"', text), name


@pytest.fixture(scope="module")
def tools() -> Path:
    folder = ROOT / "node_modules" / ".bin"
    if not (folder / "tsc").exists():
        if os.environ.get("CI") == "true":
            pytest.fail("node_modules is missing: run scripts/setup dev with npm installed")
        pytest.skip("node_modules is missing: the checks of JavaScript are not tried")
    return folder


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder that is checked as the page's scripts are."""
    assets = tmp_path / "graph/talion/render/assets"
    assets.mkdir(parents=True)
    for name in ("biome.json", "tsconfig.json"):
        shutil.copy(ROOT / name, tmp_path)
    options = json.loads((tmp_path / "tsconfig.json").read_text("utf-8"))
    options["compilerOptions"] |= {"lib": ["ESNext"], "typeRoots": []}  # no DOM: quicker
    (tmp_path / "tsconfig.json").write_text(json.dumps(options, indent=2) + "\n", "utf-8")
    (assets / "one.js").write_text(
        "/** @param {number} days */\nexport function weeks(days) {\n  return days / 7;\n}\n"
    )
    return assets


def checks(tools: Path, scratch: Path, text: str) -> tuple[bool, bool]:
    """Whether biome's linter and tsc let a module pass that stands beside another."""
    (scratch / "two.js").write_text(text, "utf-8")
    commands = (["biome", "lint", "--error-on-warnings"], ["tsc"])
    done = [
        subprocess.run([tools / c[0], *c[1:]], cwd=scratch.parents[3], capture_output=True)
        for c in commands
    ]
    return done[0].returncode == 0, done[1].returncode == 0


def test_a_name_used_without_import_fails_the_check(tools: Path, scratch: Path) -> None:
    good = 'import { weeks } from "./one.js";\n\nexport const span = weeks(21);\n'
    assert checks(tools, scratch, good) == (True, True)
    assert checks(tools, scratch, good.partition("\n\n")[2]) == (False, False)


def test_an_unused_name_and_a_wrong_type_fail_the_check(tools: Path, scratch: Path) -> None:
    unused = "export function f() {\n  const unused = 1;\n  return 2;\n}\n"
    assert checks(tools, scratch, unused) == (False, True)
    wrong = 'import { weeks } from "./one.js";\n\nexport const span = weeks("21");\n'
    assert checks(tools, scratch, wrong) == (True, False)
