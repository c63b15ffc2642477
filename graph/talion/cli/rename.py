"""`talion rename` and `retype`: what an actor is called, and what kind it is of."""

import click

from talion.build import rename_actor, retype_actor
from talion.cli.support.decided import because_option, print_actor
from talion.cli.support.output import json_option
from talion.cli.support.stores import reading, writing
from talion.cli.support.suggestions import Choice
from talion.model.actor import ActorKind


@click.command()
@click.argument("actor")
@click.argument("name")
@because_option
@json_option
@click.pass_context
def rename(ctx: click.Context, actor: str, name: str, because: str, as_json: bool) -> None:
    """Decide what an actor is called; it holds whatever is added later.

    Its id stays, and its former name still finds it.

    \b
    Examples:
      talion rename Turkey Türkiye --because "its official name since 2022"
      talion rename actor:maria-zakharova "M. V. Zakharova"
    """
    reading(ctx)  # there must be a store: a decision makes none
    made = rename_actor(writing(ctx), actor, name, because)
    print_actor("rename", because, made, as_json=as_json)


@click.command()
@click.argument("actor")
@click.argument("kind", type=Choice([kind.value for kind in ActorKind]))
@because_option
@json_option
@click.pass_context
def retype(ctx: click.Context, actor: str, kind: str, because: str, as_json: bool) -> None:
    """Decide what kind an actor is of; it holds whatever is added later.

    \b
    Examples:
      talion retype "Yulia Skripal" organization --because "an example"
    """
    reading(ctx)
    made = retype_actor(writing(ctx), actor, ActorKind(kind), because)
    print_actor("retype", because, made, as_json=as_json)
