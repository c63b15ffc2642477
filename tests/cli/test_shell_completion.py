"""`talion completion`: what a shell completes, in the shells that are here."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_calls_talion_for_its_words(talion: Run, shell: str) -> None:
    shown = talion("completion", shell).stdout
    assert f"_TALION_COMPLETE={shell}_complete" in shown


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".local/share/bash-completion/completions/talion"),
        ("zsh", ".zfunc/_talion"),
        ("fish", ".config/fish/completions/talion.fish"),
    ],
)
def test_it_is_installed_where_the_shell_looks(
    talion: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, place: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    result = talion("completion", shell, "--install")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / place).read_text() == talion("completion", shell).stdout
    assert str(tmp_path / place) in result.stderr


def test_without_a_name_it_is_the_shell_of_the_user(
    talion: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert talion("completion").stdout == talion("completion", "fish").stdout
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    result = talion("completion")
    assert (result.exit_code, result.stderr) == (2, "talion: name the shell: bash, zsh, fish\n")


def test_bash_completes_a_command(talion: Run, tmp_path: Path) -> None:
    """A real bash sources the script and completes `talion unan`."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    program = tmp_path / "talion"
    code = "from talion.cli import main; main(prog_name='talion')"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)
    (tmp_path / "script").write_text(talion("completion", "bash").stdout)
    asked = (
        f"source {tmp_path}/script; COMP_WORDS=(talion unan); COMP_CWORD=1; "
        '_talion_completion talion; echo "${COMPREPLY[@]}"'
    )
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([bash, "-c", asked], capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "unanswered", done.stderr
