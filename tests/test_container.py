"""The container file against the project's own files; building it needs the network."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from talion.cli import main

ROOT = Path(__file__).parents[1]
STEPS = re.findall(
    r"^([A-Z]+) (.*(?:\\\n.*)*)$", (ROOT / "Containerfile").read_text("utf-8"), re.MULTILINE
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def steps(name: str) -> list[str]:
    return [rest for word, rest in STEPS if word == name]


def copied() -> set[str]:
    return {source for step in steps("COPY") for source in step.split()[:-1]}


def test_what_it_copies_is_there_and_let_through() -> None:
    passed = {
        line.removeprefix("!")
        for line in (ROOT / ".containerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert all((ROOT / name).exists() for name in copied())
    assert copied() == passed


def test_it_copies_all_that_a_wheel_is_made_of() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    project = PROJECT["project"]
    needed = {name.partition("/")[0] for name in wheel}
    needed |= {project["readme"], *project["license-files"], "pyproject.toml", "constraints.txt"}
    assert needed <= copied()


def test_it_installs_extras_that_exist_from_the_index_alone() -> None:
    commands = " ".join(steps("RUN"))
    (extras,) = re.findall(r"'\.\[([\w,]+)\]'", commands)
    assert set(extras.split(",")) <= PROJECT["project"]["optional-dependencies"].keys()
    assert "--constraint constraints.txt" in commands
    options = set(re.findall(r"--[\w-]+", commands))
    assert options == {"--no-cache-dir", "--constraint", "--create-home"}  # none names a source
    assert not re.search(r"curl|wget|git |://", commands)


def test_its_python_is_one_that_the_project_supports() -> None:
    (base,) = steps("FROM")
    found = re.fullmatch(r"python:3\.(\d+)-slim", base)
    assert found
    least = re.fullmatch(r">=3\.(\d+)", PROJECT["project"]["requires-python"])
    assert least
    assert int(found[1]) >= int(least[1])


def test_it_runs_a_command_that_exists_as_somebody_who_may_not_do_everything() -> None:
    assert json.loads(*steps("ENTRYPOINT")) == ["talion"]
    assert PROJECT["project"]["scripts"] == {"talion": "talion.cli:main"}
    name, *options = json.loads(*steps("CMD"))
    with main.make_context("talion", [name, *options], resilient_parsing=True) as context:
        command = main.get_command(context, name)
        assert command is not None
        with command.make_context(name, options, parent=context) as made:
            assert made.params["host"] == "0.0.0.0"
            assert str(made.params["port"]) == steps("EXPOSE")[0]
    assert steps("USER") == ["talion"]
    order = [word for word, _ in STEPS]
    assert order.index("USER") > max(n for n, word in enumerate(order) if word == "RUN")


@pytest.mark.parametrize("step", steps("ENV"))
def test_its_environment_is_one_that_the_commands_read(step: str) -> None:
    name = step.partition("=")[0]
    assert name in {p.envvar for p in main.params}
