"""What is said twice is one: commands and their reference, extras, version, scripts."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest
import talion
from talion.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def command(name: str) -> click.Command:
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(module), attribute)
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_reference(name: str) -> None:
    assert f"\n### talion {name}\n" in (ROOT / "docs/cli.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_ends_in_examples(name: str) -> None:
    text = command(name).help or ""
    _, found, examples = text.partition("Example")
    assert found, f"talion {name} --help shows no example"
    assert f"talion {name}" in examples or f" {name} " in examples


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    for option in command(name).params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.help or option.type.name == "choice", f"{name} {option.name}"


def test_every_extra_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for extra in PROJECT["optional-dependencies"]:
        assert f"`{extra}`" in readme or f"[{extra}]" in readme, extra


def test_the_version_has_its_part_of_the_changelog() -> None:
    assert f"\n## {talion.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_public_name_is_there_and_told_of() -> None:
    for name in talion.__all__:
        assert getattr(talion, name) is not None
    assert dir(talion) == talion.__all__


def test_a_public_name_that_is_a_subpackage_too_can_be_called_again() -> None:
    store = talion.Store.memory()
    assert [talion.build(store).articles for _ in range(2)] == [5, 5]
    assert talion.build.__doc__
    import talion.build.batch as room

    assert room.__name__ == "talion.build.batch"


def test_every_pinned_name_is_a_plain_name_and_version() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").split("\n")
    entries = [line for line in lines if line and not line.startswith("#")]
    assert entries
    for line in entries:
        assert re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+", line), line


def test_every_direct_dependency_is_pinned() -> None:
    pinned = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    extras = PROJECT["optional-dependencies"].values()
    wanted = [*PROJECT["dependencies"], *(r for extra in extras for r in extra)]
    for requirement in wanted:
        name = re.sub(r"[-_.]+", "-", re.split(r"[<>=!\[ ]", requirement)[0]).lower()
        assert name == "talion" or name in pinned, f"{name} is not in constraints.txt"


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_in_help_stand_one_a_line(name: str) -> None:
    from click.testing import CliRunner

    shown = CliRunner().invoke(command(name), ["--help"]).output
    assert "\\b" not in shown
    lines = [line.strip() for line in shown.partition("Example")[2].splitlines()]
    assert any(line.startswith(("talion ", "cat ", "TALION")) for line in lines), shown
