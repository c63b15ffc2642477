"""`talion completion`: completion of commands and options for a shell."""

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from talion.cli.support.output import note
from talion.cli.support.suggestions import Choice
from talion.errors import UsageError
from talion.store.atomic_write import save

#: Where each shell looks for completions of a user, below the home folder.
_PLACES = {
    "bash": ".local/share/bash-completion/completions/talion",
    "zsh": ".zfunc/_talion",
    "fish": ".config/fish/completions/talion.fish",
}
#: What a user still has to do, where that is something.
_THEN = {
    "bash": "new shells have it where the package bash-completion is installed; "
    "elsewhere add to ~/.bashrc: source {place}",
    "zsh": "add to ~/.zshrc, before compinit: fpath+=~/.zfunc",
    "fish": "new shells have it",
}


@click.command()
@click.argument("shell", type=Choice(list(_PLACES)), required=False)
@click.option("--install", is_flag=True, help="Write it to where the shell looks for it.")
@click.pass_context
def completion(ctx: click.Context, shell: str | None, install: bool) -> None:
    """Print what makes SHELL (bash, zsh, fish) complete commands and options, or install it.

    Without SHELL, that of the variable SHELL.

    \b
    Examples:
      talion completion bash
      talion completion zsh --install
      talion completion fish --install
    """
    shell = shell or Path(os.environ.get("SHELL", "")).name
    if shell not in _PLACES:
        raise UsageError(f"name the shell: {', '.join(_PLACES)}")
    text = script(ctx.find_root().command, shell)
    if not install:
        click.echo(text)
        return
    place = Path.home() / _PLACES[shell]
    place.parent.mkdir(parents=True, exist_ok=True)
    save(place, text + "\n")
    note(f"wrote {place}; {_THEN[shell].format(place=place)}")


def script(command: click.Command, shell: str) -> str:
    """Return the completion script of a command for a shell, as click makes it.

    >>> "_TALION_COMPLETE=fish_complete" in script(click.Command("talion"), "fish")
    True
    """
    kind = get_completion_class(shell)
    assert kind is not None
    return kind(command, {}, "talion", "_TALION_COMPLETE").source().strip()
