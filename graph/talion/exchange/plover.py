"""Incidents as PLOVER events, a JSON object a line, named as the columns of POLECAT.

An incident is one event for each pair of an agent and a target. Its type and mode are the first
PLOVER code that the ontology gives its type; a type without one is left out, since a wrong code
would be worse. Sources: PLOVER (Open Event Data Alliance), POLECAT (Halterman et al. 2023).
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from talion.exchange.contents import Contents
from talion.exchange.export_format import ExportFormat
from talion.exchange.json_lines import json_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.exchange.export_format import Request
    from talion.model.incident import Incident
    from talion.store import Store


def events(contents: Contents) -> Iterator[dict[str, Any]]:
    """Yield the events of incidents that have an agent, a target and a PLOVER code.

    >>> found = next(e for e in events(Contents.of(view)) if e["Actor Country"] == "NLD")
    >>> found["Event Type"], found["Event Mode"], found["Recipient Country"]
    ('SANCTION', 'expel', 'RUS')
    """
    for incident in contents.incidents.values():
        codes = contents.types[incident.type].plover
        if codes:
            kind, _, mode = codes[0].partition("/")
            for agent, target in product(incident.agents, incident.targets):
                yield _event(incident, contents, (kind, mode), (agent, target))


def _event(
    incident: Incident, contents: Contents, code: tuple[str, str], sides: tuple[str, str]
) -> dict[str, Any]:
    sources = contents.sources(incident)
    return {
        "Event ID": f"{incident.id} {sides[0]} {sides[1]}",
        "Event Date": incident.date.edtf if incident.date else None,
        "Event Type": code[0],
        "Event Mode": code[1] or None,
        "Status": incident.status.value,
        "Count": incident.count,
        "Confidence": incident.confidence,
        **_side("Actor", sides[0], contents),
        **_side("Recipient", sides[1], contents),
        "Source": [a.publisher or a.id for a in sources],
        "Publication Date": [a.published for a in sources],
        "Text": [contents.reports[r].quote.text for r in incident.reports if r in contents.reports],
    }


def _side(column: str, ident: str, contents: Contents) -> dict[str, Any]:
    """Return the name of an actor, and the ISO code of its state."""
    actor = contents.actors.get(ident)
    state = contents.actors.get(actor.state) if actor and actor.state else actor
    codes = [code for code in (state.codes if state else ()) if len(code) == 3]
    return {
        f"{column} Name": actor.name if actor else ident,
        f"{column} Country": (*codes, None)[0],
    }


def _write(store: Store, request: Request) -> bytes:
    with store.view() as view:
        found = Contents.of(view)
    return json_lines(events(found))


#: PLOVER.
FORMAT = ExportFormat("plover", "PLOVER events, one a line", (".plover", ".jsonl"), _write)
