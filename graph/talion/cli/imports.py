"""Options of the commands that read files of events."""

from collections.abc import Callable
from typing import Any

import click

from talion.reciprocity.events.layout import FORMATS
from talion.reciprocity.events.load import MAX_BAD

format_option: Callable[[Any], Any] = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="auto",
    show_default=True,
    help="The form of the files; auto tells each one's by its content.",
)

max_bad_option: Callable[[Any], Any] = click.option(
    "--max-bad",
    type=click.FloatRange(0, 1),
    default=MAX_BAD,
    show_default=True,
    metavar="SHARE",
    help="Refuse a file in which more than this share of the rows is bad.",
)
