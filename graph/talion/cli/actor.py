"""`talion actor`: what the graph knows of one actor."""

from typing import Any

import click

from talion.cli.support.output import json_option, print_json, print_table, say
from talion.cli.support.stores import reading
from talion.model.actor import Actor
from talion.model.gazetteer import Gazetteer
from talion.store import View
from talion.store.lookup import named_actor


@click.command()
@click.argument("name")
@json_option
@click.pass_context
def actor(ctx: click.Context, name: str, as_json: bool) -> None:
    """Tell what the graph knows of NAME: who it is, what it did, what was done to it.

    NAME is any name of it: Russia, Russian, Moscow, the Kremlin, RUS, actor:russia.

    \b
    Examples:
      talion actor Russia
      talion actor SVR
      talion actor "Karin Ollongren" --json
    """
    with reading(ctx).view() as view:
        actors = list(view.actors())
        found = named_actor(Gazetteer(actors), name)
        told = _told(view, found, actors)
    if as_json:
        print_json(told)
    else:
        _print(told)


def _told(view: View, actor: Actor, actors: list[Actor]) -> dict[str, Any]:
    names = {a.id: a.name for a in actors}
    labels = view.labels()
    incidents = list(view.incidents())
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "also": list(actor.names),
        "state": names.get(actor.state or ""),
        "exists": {
            "since": actor.since.edtf if actor.since else None,
            "until": actor.until.edtf if actor.until else None,
        },
        "member_of": [
            {
                "name": names.get(m.organization, m.organization),
                "since": m.since.edtf if m.since else None,
                "until": m.until.edtf if m.until else None,
            }
            for m in actor.memberships
        ],
        "agencies": sorted(a.name for a in actors if a.state == actor.id),
        "offices": [
            {
                "role": o.role,
                "state": names.get(o.state or ""),
                "article": o.article,
                "quote": o.quote,
            }
            for o in view.offices()
            if o.person == actor.id
        ],
        "relations": [
            {
                "subject": names.get(r.subject, r.subject),
                "relation": r.name,
                "object": names.get(r.object, r.object),
                "incidents": list(r.incidents),
            }
            for r in view.relations()
            if actor.id in (r.subject, r.object)
        ],
        "incidents": [
            {"id": i.id, "title": labels[i.id], "status": i.status}
            for i in incidents
            if actor.id in (*i.agents, *i.targets)
        ],
    }


def _print(told: dict[str, Any]) -> None:
    head = f"{told['name']}: {told['kind']}"
    if told["state"]:
        head += f" of {told['state']}"
    span = told["exists"]
    if span["since"] or span["until"]:
        head += f" ({span['since'] or '…'} to {span['until'] or 'now'})"
    say(head, bold=True)
    for label, shown in (
        ("also", ", ".join(told["also"])),
        ("member of", ", ".join(_membership(m) for m in told["member_of"])),
        ("agencies", ", ".join(told["agencies"])),
    ):
        if shown:
            say(f"  {label}: {shown}")
    for office in told["offices"]:
        state = f" of {office['state']}" if office["state"] else ""
        say(f"  {office['role']}{state}, says {office['article']}")
    if told["relations"]:
        rows = [
            (r["subject"], r["relation"], r["object"], len(r["incidents"]))
            for r in told["relations"]
        ]
        print_table(("who", "did", "whom", "times"), rows, right="times")
    if told["incidents"]:
        say("incidents", bold=True)
    for incident in told["incidents"]:
        hedge = "" if incident["status"] == "reported" else f" ({incident['status']})"
        say(f"  {incident['title']}{hedge}")
        say(f"    {incident['id']}", dim=True)


def _membership(told: dict[str, Any]) -> str:
    if told["since"] or told["until"]:
        return f"{told['name']} ({told['since'] or '…'}–{told['until'] or ''})"
    return str(told["name"])
