"""What the project says of itself: citation, classifiers, addresses, hooks, issue forms."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import talion
import yaml
from trove_classifiers import classifiers, deprecated_classifiers

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))

#: What the schema of the Citation File Format 1.2.0 asks for, and the other keys that it knows.
REQUIRED = {"authors", "cff-version", "message", "title"}
OPTIONAL = {
    *("abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords"),
    *("license", "license-url", "preferred-citation", "references", "repository"),
    *("repository-artifact", "repository-code", "type", "url", "version"),
}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_the_citation_has_what_its_format_requires() -> None:
    citation = read("CITATION.cff")
    assert citation.keys() >= REQUIRED
    assert citation.keys() <= REQUIRED | OPTIONAL
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in {"software", "dataset"}
    assert citation["authors"]
    for author in citation["authors"]:  # an entity has a name, a person family and given names
        assert author.keys() <= {"name"} or {"family-names", "given-names"} <= author.keys()


def test_citation_and_package_say_the_same() -> None:
    citation = read("CITATION.cff")
    assert citation["version"] == talion.__version__
    assert citation["license"] == PROJECT["license"]
    assert citation["authors"] == PROJECT["authors"]
    assert citation["url"] == PROJECT["urls"]["Homepage"]
    assert set(citation["keywords"]) <= set(PROJECT["keywords"])


def test_every_classifier_is_known_and_none_is_outdated() -> None:
    assert set(PROJECT["classifiers"]) <= classifiers
    assert not set(PROJECT["classifiers"]) & deprecated_classifiers.keys()
    assert PROJECT["classifiers"] == sorted(PROJECT["classifiers"])


def test_addresses_of_the_project_are_those_of_its_vocabulary() -> None:
    from talion.vocabulary import NS

    home = PROJECT["urls"]["Homepage"]
    assert NS.startswith(f"{home}/")
    assert all(url.startswith(home) for url in PROJECT["urls"].values())


def test_hooks_run_what_the_checks_run_and_fetch_nothing() -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    checks = (ROOT / "scripts/check").read_text("utf-8")
    for hook in repository["hooks"]:
        command = hook["entry"].removeprefix(".venv/bin/").removesuffix(" --force-exclude")
        assert f"step {command}\n" in checks or f"step {command} --check\n" in checks, command


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_an_issue_form_asks_for_something(form: Path) -> None:
    content = read(str(form.relative_to(ROOT)))
    if form.stem == "config":
        assert content == {"blank_issues_enabled": True}
        return
    assert content["name"]
    assert content["description"]
    required = [f for f in content["body"] if f.get("validations", {}).get("required")]
    assert required
    ids = [field["id"] for field in content["body"]]
    assert len(ids) == len(set(ids))


def test_commands_and_options_named_in_issue_forms_exist() -> None:
    from talion.cli import COMMANDS

    for form in FORMS:
        for command in re.findall(r"`talion ([a-z]+)", form.read_text("utf-8")):
            assert command in COMMANDS, f"{form.name} names talion {command}"
