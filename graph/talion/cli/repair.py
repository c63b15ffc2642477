"""`talion repair`: put the last whole state of a damaged store in force again."""

from dataclasses import asdict

import click

from talion.cli.support.output import json_option, note, print_json, say
from talion.cli.support.stores import place
from talion.errors import UsageError


@click.command()
@json_option
@click.pass_context
def repair(ctx: click.Context, as_json: bool) -> None:
    """Put the newest whole state of a store in force, where its files name none.

    The state is read to its end first. Nothing is removed: a state that cannot be read is kept
    beside it under the name `generations/N.damaged`. A store that another version wrote is
    completed: its ontology and supertypes are those of this version. Another that is whole is left
    as it is.

    \b
    Examples:
      talion repair
      talion --store affair repair --json
    """
    from talion.store.repair import repair as mend

    folder = place(ctx)
    if folder.startswith(("http://", "https://")):
        raise UsageError("an endpoint keeps its own files; only a store in a folder is repaired")
    found = mend(folder)
    if as_json:
        print_json(None if found is None else asdict(found))
        return
    if found is None:
        say(f"store {folder}: empty; nothing was ever written to it")
        return
    for number in found.unreadable:
        note(f"generation {number} cannot be read; kept as generations/{number}.damaged")
    if found.completed:
        note("the ontology and the supertypes, which were missing, were written into it")
    state = f"generation {found.generation}, {found.statements:,} statements"
    done = "completed" if found.completed else "nothing to repair"
    say(f"store {folder}: {state}; {'in force again' if found.changed else done}")
