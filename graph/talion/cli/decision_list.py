"""`talion decisions`: what was decided, by whom and why; and taking it back."""

import click

from talion.build import withdraw, withdraw_about_actor, withdraw_note
from talion.build.actor_decisions import names_actor
from talion.cli.support.output import json_option, note, print_json, say
from talion.cli.support.stores import reading, writing
from talion.cli.support.suggestions import Choice
from talion.cli.support.wording import counted
from talion.model.decision import Decider, Decision, DecisionKind, Subject

_WHO = {Decider.PERSON: "a person", Decider.RESOLVER: "the resolver"}


@click.command()
@click.option(
    "--by",
    type=Choice(["person", "resolver"]),
    help="Only the decisions of persons, or of the resolver.",
)
@click.option(
    "--about",
    type=Choice([subject.value for subject in Subject]),
    help="Only those about reports, about actors, or about the incidents and claims of notes.",
)
@click.option(
    "--forget",
    "taken_back",
    nargs=2,
    metavar="A B",
    help="Withdraw what a person decided about A and B (B is also `rename` or `retype` of an actor,"
    " `note` or `star` of anything).",
)
@json_option
@click.pass_context
def decisions(
    ctx: click.Context,
    by: str | None,
    about: str | None,
    taken_back: tuple[str, str] | None,
    as_json: bool,
) -> None:
    """List the decisions on reports and actors, and the notes: by whom, how sure, and why.

    \b
    Examples:
      talion decisions
      talion decisions --by person --json
      talion decisions --forget 2020-12-10-moscow-times#e1 2020-12-dutchreview#e1
      talion decisions --forget "Maria Zakharova" rename
    """
    if taken_back:
        found = _taken_back(ctx, *taken_back)
        note(f"{counted(len(found), 'decision')} withdrawn")
    else:
        with reading(ctx).view() as view:
            found = [d for d in view.decisions() if by in (None, d.by) and about in (None, d.about)]
    if as_json:
        print_json([_json(decision) for decision in found])
    else:
        _print(found)


def _taken_back(ctx: click.Context, first: str, second: str) -> list[Decision]:
    if second in (DecisionKind.NOTE, DecisionKind.STAR):
        return list(withdraw_note(writing(ctx), first, DecisionKind(second)))
    with reading(ctx).view() as view:
        about_actor = names_actor(view, first)
    if about_actor:
        return list(withdraw_about_actor(writing(ctx), first, second))
    return list(withdraw(writing(ctx), first, second))


def _json(decision: Decision) -> dict[str, object]:
    return {
        "about": decision.about,
        "kind": decision.kind,
        "first": decision.first,
        "second": decision.second,
        "by": decision.by,
        "reason": decision.reason,
        "score": decision.score,
        "retired": list(decision.retired),
    }


def _print(found: list[Decision]) -> None:
    if not found:
        note("no decisions")
        return
    for decision in found:
        sure = "" if decision.score is None else f", confidence {decision.score:.2f}"
        say(f"{decision.kind} by {_WHO[decision.by]}{sure}: {decision.reason}")
        for line in _about(decision):
            say(f"  {line}")
        for ident in decision.retired:
            say(f"  {ident} leads to what became of it", dim=True)


def _about(decision: Decision) -> tuple[str, str]:
    """Return the two things that a decision is about, as `--forget` takes them."""
    if decision.about is Subject.REPORT:
        return decision.first, decision.second
    match decision.kind:
        case DecisionKind.MERGE:
            second = f"actor:{decision.second}"
        case DecisionKind.SPLIT:
            second = decision.second
        case DecisionKind.RENAME | DecisionKind.RETYPE | DecisionKind.NOTE:
            second = f"{decision.kind}: {decision.second}"
        case DecisionKind.STAR:
            second = decision.kind.value
    return f"{decision.about}:{decision.first}", second
