"""The table of commands: sections of the help, former names, the nearest names."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from talion.cli import COMMANDS, main
from talion.cli.commands import RENAMED, SECTIONS

Talion = Callable[..., Result]


def test_the_help_groups_the_commands() -> None:
    shown = CliRunner().invoke(main, ["--help"]).stdout
    assert re.findall(r"^(\S[^:\n]*):\n  \w", shown, re.MULTILINE)[-len(SECTIONS) :] == list(
        SECTIONS
    )
    for section, after in zip(SECTIONS, [*list(SECTIONS)[1:], ""], strict=True):
        block = shown.partition(f"\n{section}:\n")[2].partition(f"\n{after}:\n")[0]
        assert re.findall(r"^  (\w+)", block, re.MULTILINE) == list(SECTIONS[section])


def test_the_help_imports_no_command() -> None:
    program = (
        "import sys\nfrom talion.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print([m for m in sys.modules if m.startswith(('talion.store', 'rich', 'numpy'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("former", "present"), RENAMED.items())
def test_a_renamed_command_names_the_new_one_in_one_line(
    talion: Talion, former: str, present: str
) -> None:
    assert former not in COMMANDS
    result = talion(former, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"talion: '{former}' is now called '{present}': talion {present}\n"


@pytest.mark.parametrize(
    ("written", "meant"), [("silence", "unanswered"), ("chian", "chains"), ("exprot", "export")]
)
def test_for_an_unknown_command_the_nearest_is_suggested(
    talion: Talion, written: str, meant: str
) -> None:
    result = talion(written)
    assert result.exit_code == 2
    assert result.stderr == f"talion: there is no command '{written}'; did you mean '{meant}'?\n"


def test_for_a_command_like_no_other_the_list_is_shown(talion: Talion) -> None:
    result = talion("frobnicate")
    assert result.exit_code == 2
    assert "talion --help lists the commands" in result.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["export", "--format", "graphlm"], "graphml"),
        (["query", "--format", "tabel"], "table"),
        (["events", "x.csv", "--format", "gdlet1"], "gdelt1"),
        (["replies", "--engine", "sparc"], "spark"),
        (["decisions", "--by", "persons"], "person"),
        (["query", "who-expeled"], "who-expelled-whom"),
        (["chains", "--type", "expulson"], "expulsion"),
        (["actor", "Rusia"], "Russia"),
        (["ledger", "Nederlands", "Russia"], "Netherlands"),
        (["network", "--relation", "expeled"], "expelled"),
    ],
)
def test_for_an_unknown_value_the_nearest_is_suggested(
    talion: Talion, words: list[str], meant: str
) -> None:
    result = talion(*words)
    assert result.exit_code == 2
    assert re.search(rf"did you mean .*{meant}", result.stderr)
