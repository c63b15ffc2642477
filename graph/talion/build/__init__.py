"""From articles to a graph: batches of them, the resolution of reports, people's decisions."""

from talion.build.actor_decisions import (
    merge_actors,
    rename_actor,
    retype_actor,
    split_actor,
    withdraw_about_actor,
)
from talion.build.batch import Batch, add, build
from talion.build.decisions import decide, withdraw
from talion.build.note_taking import annotate, withdraw_note
from talion.build.resolution import resolve_reports

__all__ = [
    "Batch",
    "add",
    "annotate",
    "build",
    "decide",
    "merge_actors",
    "rename_actor",
    "resolve_reports",
    "retype_actor",
    "split_actor",
    "withdraw",
    "withdraw_about_actor",
    "withdraw_note",
]
