"""`talion merge`, `split` and `decisions`: which reports describe one incident."""

from dataclasses import asdict

import click

from talion.build import decide, withdraw
from talion.cli.support.output import json_option, note, print_json, say
from talion.cli.support.stores import reading, writing
from talion.cli.support.suggestions import Choice
from talion.cli.support.wording import counted
from talion.model.decision import Decider, Decision, DecisionKind

_WHO = {Decider.PERSON: "a person", Decider.RESOLVER: "the resolver"}

_because = click.option(
    "--because",
    metavar="TEXT",
    default="decided by hand",
    show_default=True,
    help="The reason; kept with the decision.",
)


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_because
@click.option("--force", is_flag=True, help="Even if their types, agents or targets differ.")
@json_option
@click.pass_context
def merge(
    ctx: click.Context, first: str, second: str, because: str, force: bool, as_json: bool
) -> None:
    """Decide that A and B describe one incident; it holds whatever is added later.

    A and B are reports (ARTICLE#FINDING) or incidents, of one type and with parties in common.

    \b
    Examples:
      talion merge 2021-10-06-daily-beast#e17 2022-03-29-france24#e10
      talion merge 2021-expulsion-poland-russia 2022-expulsion-poland-russia --because "one event"
    """
    _decide(ctx, DecisionKind.MERGE, first, second, because, force=force, as_json=as_json)


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_because
@json_option
@click.pass_context
def split(ctx: click.Context, first: str, second: str, because: str, as_json: bool) -> None:
    """Decide that A and B describe two incidents; it holds whatever is added later.

    A and B are reports (ARTICLE#FINDING) or incidents. To take a report out of its
    incident, name both.

    \b
    Examples:
      talion split 2020-12-10-moscow-times#e1 2020-12-dutchreview#e1
      talion split 2020-12-dutchreview#e1 2020-12-10-expulsion-netherlands-russia
    """
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


@click.command()
@click.option(
    "--by",
    type=Choice(["person", "resolver"]),
    help="Only the decisions of persons, or of the resolver.",
)
@click.option(
    "--forget",
    "taken_back",
    nargs=2,
    metavar="A B",
    help="Withdraw what a person decided about A and B.",
)
@json_option
@click.pass_context
def decisions(
    ctx: click.Context, by: str | None, taken_back: tuple[str, str] | None, as_json: bool
) -> None:
    """List the decisions on which reports describe one incident: by whom, how sure, and why.

    \b
    Examples:
      talion decisions
      talion decisions --by person --json
      talion decisions --forget 2020-12-10-moscow-times#e1 2020-12-dutchreview#e1
    """
    if taken_back:
        reading(ctx)
        found = list(withdraw(writing(ctx), *taken_back))
        note(f"{counted(len(found), 'decision')} withdrawn")
    else:
        with reading(ctx).view() as view:
            found = [d for d in view.decisions() if by in (None, d.by)]
    if as_json:
        print_json([asdict(decision) for decision in found])
    else:
        _print(found)


def _print(found: list[Decision]) -> None:
    if not found:
        note("no decisions")
        return
    for decision in found:
        sure = "" if decision.score is None else f", confidence {decision.score:.2f}"
        say(f"{decision.kind} by {_WHO[decision.by]}{sure}: {decision.reason}")
        say(f"  {decision.first}")
        say(f"  {decision.second}")
