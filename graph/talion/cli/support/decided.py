"""What the commands that record decisions share: the reason, and the actor as it is now."""

import click

from talion.cli.support.output import print_json, say
from talion.model.actor import Actor

because_option = click.option(
    "--because",
    metavar="TEXT",
    default="decided by hand",
    show_default=True,
    help="The reason; kept with the decision.",
)


def print_actor(decided: str, because: str, actor: Actor, *, as_json: bool) -> None:
    """Print an actor about which something was decided.

    >>> from talion.model.actor import ActorKind
    >>> print_actor("rename", "", Actor("peru", "Peru", ActorKind.COUNTRY), as_json=False)
    Peru: country
      actor:peru
    """
    if as_json:
        told = {"id": actor.id, "name": actor.name, "kind": actor.kind, "aliases": actor.names}
        print_json({"decided": decided, "by": "person", "reason": because, "actor": told})
        return
    say(f"{actor.name}: {actor.kind}", bold=True)
    say(f"  actor:{actor.id}")
    if actor.names:
        say(f"  also called: {', '.join(actor.names)}")
