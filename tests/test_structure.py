"""The shape of the package: names, layers, errors."""

import ast
import builtins
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

import networkx
import pytest
from talion import errors

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "graph" / "talion"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}

#: Modules of one name on purpose: folders and the reason.
MIRRORED = {
    "actor": ({"model", "cli"}, "the command shows that value"),
    "chains": ({"reciprocity", "cli"}, "the command shows that analysis"),
    "e_step": ({"hawkes/fitting", "hawkes/plain"}, "compiled code and its plain twin"),
    "incident": ({"model", "cli"}, "the command shows that value"),
    "ledger": ({"reciprocity", "cli"}, "the command shows that analysis"),
    "motifs": ({"reciprocity", "cli"}, "the command shows that analysis"),
    "precedents": ({"reciprocity", "cli"}, "the command shows that analysis"),
    "query": ({"store", "cli"}, "the command runs those queries"),
    "repair": ({"store", "cli"}, "the command does that"),
    "replies": ({"hawkes", "hawkes/spark", "cli"}, "one analysis: here, on a cluster, as command"),
    "unanswered": ({"reciprocity", "cli"}, "the command shows that analysis"),
    "waves": ({"reciprocity", "cli"}, "the command shows that analysis"),
}
#: Folders whose modules mirror each other one by one: compiled code and its plain twin.
TWINS = {frozenset({"hawkes/native", "hawkes/plain"})}

#: Who reads JSON and TOML that Talion wrote itself, which cannot be nested too deep.
OWN_DATA = {
    "extract/dating/date_model.py",
    "extract/incidents/confidence.py",
    "extract/links/link_model.py",
    "extract/sides/model.py",
    "extract/triggers/trigger_model.py",
    "gate/language_tables.py",
    "hawkes/choice/choice_model.py",
    "json_reading.py",
    "llm/codebook.py",
    "llm/reader_settings.py",
    "render/figures/figure_svg.py",
    "resolve/pair_model.py",
    "store/value_rows.py",
    "web/worker.py",
}

#: Who may import by name, and what.
BY_NAME = {
    "__init__.py": "the public names, when they are first used",
    "cli/__init__.py": "the commands, when they are called",
    "events/format_registry.py": "the modules of events/formats, one a format",
    "extract/text/pipeline.py": "packages of spaCy, of which one is enough",
}

LAYERS = next(
    contract["layers"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    if contract["type"] == "layers"
)
#: The height of each room, the lowest 0.
HEIGHT = {
    room.strip(): height
    for height, layer in enumerate(reversed(LAYERS))
    for room in layer.split("|")
}


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes of a module that are docstrings, by identity."""
    bodies = (
        node.body
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def strings(tree: ast.Module) -> Iterator[str]:
    """The texts of a module, docstrings aside; of an f-string its constant parts."""
    prose = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def test_no_class_name_means_two_things() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(place(path))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_two_modules_share_a_name_only_where_they_mirror_each_other() -> None:
    folders: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        if path.name != "__init__.py":
            folders[path.stem].add(path.relative_to(PACKAGE).parent.as_posix())
    shared = {name: found for name, found in folders.items() if len(found) > 1}
    clashes = {
        name: found
        for name, found in shared.items()
        if found not in TWINS and found != MIRRORED.get(name, (set(), ""))[0]
    }
    assert clashes == {}
    assert set(MIRRORED) <= set(shared), "an entry of MIRRORED that mirrors nothing"


def imported(tree: ast.Module, modules: Collection[str]) -> Iterator[str]:
    """The modules of the package that a module imports when it runs, inside functions too."""
    typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in typing:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in modules else node.module


def test_no_modules_import_each_other_in_a_circle() -> None:
    def dotted(path: Path) -> str:
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    names = {dotted(path): tree for path, tree in TREES.items()}
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for name, tree in names.items():
        graph.add_edges_from((name, other) for other in imported(tree, names) if other in names)
    graph.remove_nodes_from(["talion"])  # the public names of the package, which stands above all
    circles = [c for c in networkx.strongly_connected_components(graph) if len(c) > 1]
    assert circles == []


def calls_by_name(tree: ast.Module) -> bool:
    """Whether a module imports by a name that only the run knows."""
    return any(
        isinstance(node, ast.Call)
        and re.fullmatch(r"(importlib\.)?(import_module|__import__)", ast.unparse(node.func))
        for node in ast.walk(tree)
    )


def test_nothing_is_imported_by_name_but_where_it_must() -> None:
    assert {place(path) for path, tree in TREES.items() if calls_by_name(tree)} == set(BY_NAME)


def test_what_is_read_from_outside_as_json_may_be_nested_however_deep() -> None:
    ways = {("json", "load"), ("json", "loads"), ("tomllib", "loads")}
    readers = {
        place(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in ways
    }
    assert readers == OWN_DATA


def test_no_text_of_a_module_names_a_module_of_a_layer_above() -> None:
    """A name in a text could be imported: `import_module("talion.cli")`, `for_type_by_name`."""
    upwards = [
        f"{place(path)}: talion.{named}"
        for path, tree in TREES.items()
        if place(path) != "__init__.py"  # the public names of the package, which stands above all
        for text in strings(tree)
        for named in re.findall(r"\btalion\.([a-z_]+)\b", text)
        if HEIGHT.get(named, -1) > HEIGHT[room(path)]
    ]
    assert upwards == []


def test_every_room_has_a_layer() -> None:
    assert {room(path) for path in MODULES} - {"__init__", "__main__", "py"} == set(HEIGHT)


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert " 0 broken" in ran.stdout


def is_exception(node: ast.ClassDef) -> bool:
    names = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    known = {name for name in names if isinstance(getattr(builtins, name, None), type)}
    raised = {name for name in known if issubclass(getattr(builtins, name), BaseException)}
    return bool(raised) or any(re.search(r"(Error|Exception|Warning|Exit)$", n) for n in names)


def test_every_exception_of_the_package_stands_in_errors() -> None:
    elsewhere = [
        f"{place(path)}: {node.name}"
        for path, tree in TREES.items()
        if path.name != "errors.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and is_exception(node)
    ]
    assert elsewhere == []


def test_all_errors_are_in_one_tree_and_it_is_the_one_drawn_in_the_docstring() -> None:
    drawn: dict[str, str] = {}
    above = ["TalionError"]
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"([│ ]*[├└]── )(\w+Error)\b", line):
            depth = len(found[1]) // 4
            above[depth:] = [found[2]]
            drawn[found[2]] = above[depth - 1]
    real = {
        name: value.__base__.__name__
        for name, value in vars(errors).items()
        if isinstance(value, type)
        and issubclass(value, BaseException)
        and not issubclass(value, Warning)
        and value is not errors.TalionError
        and value.__base__ is not None
    }
    assert drawn == real


@pytest.mark.parametrize("name", [n for n in vars(errors) if n.endswith("Error")])
def test_every_error_is_one_that_the_command_line_shows(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.TalionError)
