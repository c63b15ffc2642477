"""`talion actor`: what the graph knows about one actor."""

from operator import itemgetter
from typing import Any

import click

from talion.cli.support.note_lines import note_facts, print_notes
from talion.cli.support.output import json_option, print_json, say
from talion.cli.support.stores import reading
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted, relation, status_words, sure_words
from talion.model.actor import Actor, Membership
from talion.model.gazetteer import Gazetteer
from talion.model.identities import Identities
from talion.reciprocity import to_json
from talion.store import View
from talion.store.lookup import named_actor
from talion.store.read_overlaps import read_overlaps
from talion.store.reference import codes_of, wikidata_item


@click.command()
@click.argument("name")
@json_option
@click.pass_context
def actor(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show what the graph knows about an actor: who it is, what it did, what was done to it.

    NAME is any of its names: Russia, Russian, Moscow, the Kremlin, RUS, actor:russia, or an
    identifier: Q159, RUSGOV, cow:365, gw:365.

    \b
    Examples:
      talion actor Russia
      talion actor SVR
      talion actor "Karin Ollongren" --json
    """
    with reading(ctx).view() as view:
        actors = list(view.actors())
        found = named_actor(Gazetteer(actors), name, Identities.by(view.decisions()))
        facts = _facts(view, found, actors)
    if as_json:
        print_json(facts)
    else:
        _print(facts)


def _facts(view: View, actor: Actor, actors: list[Actor]) -> dict[str, Any]:
    names = {a.id: a.name for a in actors}
    labels = view.labels()

    def named(ident: str) -> dict[str, str]:
        return {"id": ident, "name": names.get(ident, ident)}

    incidents = list(view.incidents())
    overlaps = read_overlaps(view)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.names),
        "identifiers": {
            "wikidata": wikidata_item(actor.id),
            "codes": list(actor.codes),
            "systems": codes_of(actor.id),
        },
        "state": named(actor.state) if actor.state else None,
        "exists": _bounds(actor),
        "member_of": [{**named(m.organization), **_bounds(m)} for m in actor.memberships],
        "members": [
            {**named(member.id), **_bounds(m)}
            for member in actors
            for m in member.memberships
            if m.organization == actor.id
        ],
        "agencies": sorted(
            (named(a.id) for a in actors if a.state == actor.id), key=itemgetter("name")
        ),
        "offices": [
            {
                "role": o.role,
                "state": named(o.state) if o.state else None,
                "article": o.article,
                "quote": o.quote,
            }
            for o in view.offices()
            if o.person == actor.id
        ],
        "relations": [
            {
                "subject": named(r.subject),
                "relation": r.name,
                "object": named(r.object),
                "incidents": [{"id": i, "name": labels.get(i, i)} for i in r.incidents],
                "total": to_json.total(overlaps.total(r.incidents)),
            }
            for r in view.relations()
            if actor.id in (r.subject, r.object)
        ],
        "incidents": [
            {
                "id": i.id,
                "name": labels[i.id],
                "status": i.status,
                "confidence": i.confidence,
            }
            for i in incidents
            if actor.id in (*i.agents, *i.targets)
        ],
        "notes": note_facts(view, [f"actor:{actor.id}"]),
    }


def _bounds(it: Actor | Membership) -> dict[str, str | None]:
    """Return since when and until when something holds, as far as that is known."""
    return {
        "since": it.since.edtf if it.since else None,
        "until": it.until.edtf if it.until else None,
    }


def _print(facts: dict[str, Any]) -> None:
    head = f"{facts['name']}: {facts['kind']}"
    if facts["state"]:
        head += f" of {facts['state']['name']}"
    exists = facts["exists"]
    if exists["since"] or exists["until"]:
        head += f" ({_period(exists)})"
    say(head, bold=True)
    for label, shown in (
        ("also called", ", ".join(facts["aliases"])),
        ("identifiers", ", ".join(_identifiers(facts["identifiers"]))),
        ("member of", ", ".join(_membership(m) for m in facts["member_of"])),
        ("members", ", ".join(_membership(m) for m in facts["members"])),
        ("agencies and territories", ", ".join(a["name"] for a in facts["agencies"])),
    ):
        if shown:
            say(f"  {label}: {shown}")
    for office in facts["offices"]:
        state = f" of {office['state']['name']}" if office["state"] else ""
        say(f"  {office['role']}{state}, according to {office['article']}")
    if facts["relations"]:
        rows = [
            (
                r["subject"]["name"],
                relation(r["relation"]),
                r["object"]["name"],
                *_numbers(r["total"]),
            )
            for r in facts["relations"]
        ]
        numbers = ("incidents", "counted")
        print_table(("source", "relation", "target", *numbers), rows, right=numbers)
        if any(r["total"]["different"] < r["total"]["events"] for r in facts["relations"]):
            words = "5 to 8: at least 5 surely differ, the reports of the others may overlap"
            say(f"  ({words})", dim=True)
    if facts["incidents"]:
        say(counted(len(facts["incidents"]), "incident"), bold=True)
    for incident in facts["incidents"]:
        sure = sure_words(incident["confidence"])
        words = incident["name"] + status_words(incident["status"])
        say(f"  {words}, {sure}" if sure else f"  {words}")
        say(f"    {incident['id']}", dim=True)
    print_notes(facts["notes"])


_SYSTEMS = {"cow": "COW", "gw": "GW", "cameo": "CAMEO"}


def _identifiers(identifiers: dict[str, Any]) -> list[str]:
    item = identifiers["wikidata"]
    systems = [
        f"{_SYSTEMS[system]} {' and '.join(codes)}"
        for system, codes in identifiers["systems"].items()
    ]
    return [*identifiers["codes"], *systems, *([f"Wikidata {item}"] if item else [])]


def _numbers(total: dict[str, Any]) -> tuple[str, str]:
    """Return how many incidents there are, and what their counts add up to: `5 to 8`."""
    pairs = (total["different"], total["events"]), (total["at_least"], total["up_to"])
    one, other = (f"{n}" if n == most else f"{n:,} to {most:,}" for n, most in pairs)
    return one, other if total["counted"] and total["at_least"] is not None else ""


def _period(dates: dict[str, Any]) -> str:
    if dates["since"] and dates["until"]:
        return f"{dates['since']} to {dates['until']}"
    return f"since {dates['since']}" if dates["since"] else f"until {dates['until']}"


def _membership(member: dict[str, Any]) -> str:
    dated = member["since"] or member["until"]
    return f"{member['name']} ({_period(member)})" if dated else str(member["name"])
