"""Asking the person at the terminal which column of a table is what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from talion.cli.support.output import note
from talion.errors import EventImportError
from talion.events.column_mapping import NEEDED, columns_of, remember
from talion.events.file_head import FileHead
from talion.events.format_registry import detect
from talion.events.raw_files import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ASKED = (*NEEDED, "type", "count", "responds_to")


def ask_for_columns(paths: Sequence[Path]) -> None:
    """Ask which column is what for each table of no known format; keep the answers beside it.

    Only where someone sits at the terminal; a table of which no row is asked for stays unknown.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    for path in paths:
        if path == STDIN or not path.is_file():
            continue
        head = FileHead.of(path)
        try:
            detect(head)
        except EventImportError:
            if len(head.shape.names) > 1:
                _ask(path, head)


def _ask(path: Path, head: FileHead) -> None:
    known = columns_of(path, head.shape.keys, {})
    labels = dict(zip(head.shape.keys, head.shape.names, strict=True))
    note(
        f"{path} is in no event format that Talion knows. Its columns: {', '.join(labels.values())}"
    )
    found: dict[str, str] = {}
    for name in _ASKED:
        usual = labels.get(known.get(name, ""), "")
        answer = click.prompt(
            f"Which column is the {name.replace('_', ' ')}? (empty: none)",
            default=usual,
            err=True,
            value_proc=lambda text: _column(text, labels),
        )
        if answer:
            found[name] = answer
    kept = remember(path, found)
    note(f"kept in {kept}; remove it to be asked again")


def _column(text: str, labels: dict[str, str]) -> str:
    """Return the column of that name, which must be there; empty for none."""
    from talion.events.table_shape import column_key

    key = column_key(text)
    if key and key not in labels:
        raise click.BadParameter(f"there is no column '{text}'")
    return labels.get(key, "")
