"""A command whose extra is missing says which to install."""

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.cli.support.extras import EXTRA_OF
from talion.extract.text.pipeline import load

Run = Callable[..., Result]
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


#: Distributions that are imported by another name.
IMPORTED = {"fonttools": "fontTools", "mini_racer": "py_mini_racer"}


def name(requirement: str) -> str:
    found = re.split(r"[<>=!\[ ]", requirement)[0].replace("-", "_").lower()
    return IMPORTED.get(found, found)


def test_every_library_of_an_extra_is_known_to_come_with_one() -> None:
    extras = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    for extra, requirements in extras.items():
        for library in map(name, requirements):
            if library != "talion":
                assert library in EXTRA_OF, f"{library} of {extra}"


@pytest.mark.parametrize(
    ("library", "command"),
    [
        ("spacy", ["extract", "seeds/2020-12-dutchreview.txt"]),
        ("pyvis", ["browse", "--html", "page.html"]),
        ("py_mini_racer", ["figure", "chain", "-o", "page.svg"]),
    ],
)
def test_a_missing_library_names_its_extra_in_one_line(
    talion: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    library: str,
    command: list[str],
) -> None:
    load.cache_clear()
    for loaded in [m for m in sys.modules if m.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, library, None)
    seeds = PYPROJECT.parent / "seeds/2020-12-dutchreview.txt"
    words = [
        str(seeds) if "seeds/" in w else w.replace("page", f"{tmp_path}/page") for w in command
    ]
    result = talion(*words)
    assert result.exit_code == 1
    assert f"pip install 'talion[{EXTRA_OF[library]}]'" in result.stderr
    assert len(result.stderr.splitlines()) == 1
