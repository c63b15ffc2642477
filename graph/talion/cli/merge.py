"""`talion merge` and `split`: which reports describe one incident, which actors are one."""

import click

from talion.build import decide, merge_actors, split_actor, withdraw_about_actor
from talion.build.actor_decisions import is_merged, names_actor
from talion.cli.support.decided import because_option, print_actor
from talion.cli.support.output import json_option, print_json, say
from talion.cli.support.stores import reading, writing
from talion.model.decision import DecisionKind


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@because_option
@click.option("--force", is_flag=True, help="Even if types, parties or kinds differ.")
@json_option
@click.pass_context
def merge(
    ctx: click.Context, first: str, second: str, because: str, force: bool, as_json: bool
) -> None:
    """Decide that A and B are one incident, or one actor; it holds whatever is added later.

    A and B are reports (ARTICLE#FINDING) or incidents, of one type and with parties in common; or
    two actors of one kind, by any of their names. Of two actors the second stays, and the id and
    the names of the first find it from now on. The ids of incidents stay as they were.

    \b
    Examples:
      talion merge 2021-10-06-daily-beast#e17 2022-03-29-france24#e10
      talion merge 2021-expulsion-poland-russia 2022-expulsion-poland-russia --because "one event"
      talion merge "Maria Zakharova" actor:kirill-logvinov
    """
    if _about_actors(ctx, first, second):
        made = merge_actors(writing(ctx), first, second, because, force=force)
        print_actor("merge", because, made, as_json=as_json)
        return
    _decide(ctx, DecisionKind.MERGE, first, second, because, force=force, as_json=as_json)


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@because_option
@json_option
@click.pass_context
def split(ctx: click.Context, first: str, second: str, because: str, as_json: bool) -> None:
    """Decide that A and B are two incidents, or two actors; it holds whatever is added later.

    A and B are reports (ARTICLE#FINDING) or incidents. To take a report out of its incident, name
    both. Two actors that were merged are two again. An actor and an article: the article means
    another by that name, who gets an id of their own.

    \b
    Examples:
      talion split 2020-12-10-moscow-times#e1 2020-12-dutchreview#e1
      talion split 2020-12-dutchreview#e1 2020-12-10-expulsion-netherlands-russia
      talion split "Maria Zakharova" 2022-03-29-france24
    """
    if _about_actors(ctx, first):
        _split_actor(ctx, first, second, because, as_json=as_json)
        return
    _decide(ctx, DecisionKind.SPLIT, first, second, because, as_json=as_json)


def _decide(
    ctx: click.Context,
    kind: DecisionKind,
    first: str,
    second: str,
    because: str,
    *,
    as_json: bool,
    force: bool = False,
) -> None:
    reading(ctx)  # there must be a store: a decision makes none
    incidents = decide(writing(ctx), kind, first, second, because, force=force)
    shown = [
        {"id": i.id, "reports": list(i.reports), "disputed": list(i.disputed)} for i in incidents
    ]
    if as_json:
        print_json({"decided": kind, "by": "person", "reason": because, "incidents": shown})
        return
    say("one incident now:" if kind == DecisionKind.MERGE else "two incidents now:")
    for incident in incidents:
        say(f"  {incident.id}")
        for report in incident.reports:
            say(f"    {report}")


def _about_actors(ctx: click.Context, *references: str) -> bool:
    with reading(ctx).view() as view:  # there must be a store: a decision makes none
        return any(names_actor(view, reference) for reference in references)


def _split_actor(
    ctx: click.Context, actor: str, other: str, because: str, *, as_json: bool
) -> None:
    """Tell an actor from what was merged into it, or from whom an article means."""
    with reading(ctx).view() as view:
        merged = is_merged(view, actor, other)
    if not merged:
        print_actor(
            "split", because, split_actor(writing(ctx), actor, other, because), as_json=as_json
        )
        return
    gone = withdraw_about_actor(writing(ctx), actor, other)
    if as_json:
        print_json({"decided": "split", "by": "person", "reason": because, "withdrawn": len(gone)})
    else:
        say("two actors again:")
        for decision in gone:
            say(f"  actor:{decision.first}")
            say(f"  actor:{decision.second}")
