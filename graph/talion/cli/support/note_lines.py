"""The notes that people wrote on a thing, as commands show them."""

from collections.abc import Iterable
from typing import Any

from talion.cli.support.output import say
from talion.store import View
from talion.store.noted import noted


def note_facts(view: View, things: Iterable[str]) -> list[dict[str, Any]]:
    """Return the notes on some things (`actor:russia`) as JSON.

    >>> note_facts(view, ["actor:russia"])
    []
    """
    return [{"about": n.ref, "text": n.text, "star": n.star} for n in noted(view, things)]


def print_notes(notes: Iterable[dict[str, Any]]) -> None:
    """Print notes, each under the thing that it is about.

    >>> print_notes([{"about": "actor:russia", "text": "check", "star": True}])
    <BLANKLINE>
      note on actor:russia: ★ check
    """
    for note in notes:
        words = " ".join(filter(None, ("★" * note["star"], note["text"])))
        say(f"\n  note on {note['about']}: {words}")
