"""The examples in docstrings run, each on its own; `view` is the graph of the seeds."""

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
