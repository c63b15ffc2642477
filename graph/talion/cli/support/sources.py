"""What a command on responses reads: the incidents of a store, or a table of events."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from talion.cli.support.output import Progress, note
from talion.cli.support.stores import reading
from talion.cli.support.suggestions import Choice
from talion.cli.support.wording import counted
from talion.reciprocity.history import History
from talion.reciprocity.scope import Scope
from talion.reciprocity.stored_history import read_history
from talion.store import Store

if TYPE_CHECKING:
    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.antecedents import Antecedents

_MANY, _SHARE = 20, 4
"""With so many events and fewer responses than one in so many, likely none was inferred."""

F = TypeVar("F", bound=Callable[..., object])


def source_options(command: F) -> F:
    """Give a command the argument EVENTS and the option `--model`.

    >>> command = click.command()(source_options(lambda events, model_file: None))
    >>> [parameter.name for parameter in command.params]
    ['events', 'model_file']
    """
    argument: Callable[[Any], Any] = click.argument(
        "events", required=False, type=click.Path(path_type=Path)
    )
    changed: F = argument(model_option(command))
    return changed


def model_option(command: F) -> F:
    """Give a command the option `--model`.

    >>> [option.opts for option in click.command()(model_option(lambda model_file: None)).params]
    [['--model']]
    """
    option: Callable[[Any], Any] = click.option(
        "--model",
        "model_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Parameters that talion fit wrote, instead of those shipped.",
    )
    changed: F = option(command)
    return changed


def engine_options(command: F) -> F:
    """Give a command `--engine`, `--master` and `--buckets`.

    >>> command = click.command()(engine_options(lambda engine, master, buckets: None))
    >>> [option.name for option in command.params]
    ['engine', 'master', 'buckets']
    """
    for option in (
        click.option(
            "--buckets",
            type=click.IntRange(1),
            default=64,
            show_default=True,
            help="How many groups Spark divides the pairs of states into.",
        ),
        click.option("--master", metavar="URL", help="The Spark master (spark://…, local[*])."),
        click.option(
            "--engine",
            type=Choice(("local", "spark")),
            default="local",
            show_default=True,
            help="Where to compute; spark reads Parquet, a file or a folder of parts.",
        ),
    ):
        command = option(command)
    return command


def infer_option(command: F) -> F:
    """Give a command the option `--infer`.

    >>> [option.opts for option in click.command()(infer_option(lambda infer: None)).params]
    [['--infer']]
    """
    option: Callable[[Any], Any] = click.option(
        "--infer", is_flag=True, help="In a store, also use responses that the model infers."
    )
    changed: F = option(command)
    return changed


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table of events, the antecedents of each, and the model that inferred them."""

    events: EventTable
    antecedents: Antecedents
    model: Model


def store_history(
    ctx: click.Context,
    place: Path | None,
    model_file: Path | None = None,
    *,
    infer: bool | None = False,
    confidence: float = 0.0,
) -> History:
    """Return the history of the store that was asked for, inferred responses added on request.

    What was read with less `confidence` is left out. Where there are few and none are to be
    inferred (`infer` false, not None), a note says so.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Store.create(folder)
    ...     history = store_history(click.Context(click.Command("chains")), Path(folder))
    >>> len(history.events)
    0
    """
    store = Store.open(place) if place else reading(ctx)
    with Progress("reading the store", None), store.view() as view:
        known = read_history(view, confidence)
    if infer:
        from talion.reciprocity.inference import with_inferred

        known = with_inferred(known, model_of(model_file))
    elif infer is not None and _scarce(known):
        number = counted(len(known.responses), "stated response")
        events = counted(len(known.events), "event")
        note(f"only {number} among {events}; --infer adds those that the model infers")
    return known


def _scarce(known: History) -> bool:
    """Whether a graph has few responses for its events, and none that the model infers."""
    stated = all(response.stated for response in known.responses)
    return stated and len(known.events) >= max(_MANY, _SHARE * len(known.responses) + 1)


def table_names(table: TableSource) -> History:
    """Return a history without events, with the actors and types of a table, to look up names.

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> events = EventTable.from_rows([{"id": "a", "time": 1.0, "source": "Oz", "target": "Peru"}])
    >>> stated = Antecedents.stated_only(events.columns())
    >>> found = table_names(TableSource(events, stated, Model.default()))
    >>> len(found.events), found.name("Oz")
    (0, 'Oz')
    """
    from talion.reciprocity.event_history import event_history

    return event_history(table.events, table.antecedents, ())


def table_history(table: TableSource, scope: Scope) -> History:
    """Return the events of a table that are within a scope, as a history.

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> events = EventTable.from_rows([{"id": "a", "time": 1.0, "source": "Oz", "target": "Peru"}])
    >>> stated = Antecedents.stated_only(events.columns())
    >>> list(table_history(TableSource(events, stated, Model.default()), Scope()).events)
    ['a']
    """
    import numpy as np

    from talion.reciprocity.event_history import event_history
    from talion.reciprocity.event_masks import in_scope

    mask = in_scope(table.events, table.events.columns(), scope)
    rows = np.arange(len(table.events)) if mask is None else np.flatnonzero(mask)
    return event_history(table.events, table.antecedents, rows)


def note_milder(table: TableSource, least: float) -> None:
    """Say how many events of a table are milder than what was asked for, where some are.

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> event = {"id": "a", "time": 1.0, "source": "Peru", "target": "Chile", "severity": 0.1}
    >>> events = EventTable.from_rows([event])
    >>> table = TableSource(events, Antecedents.stated_only(events.columns()), Model.default())
    >>> note_milder(table, 0.2)  # on stderr: 1 event milder than 0.2 left out; …
    """
    note_milder_events(int((table.events.columns().severity < least).sum()), least)


def note_milder_events(number: int, least: float) -> None:
    """Say how many events are milder than what was asked for, where some are.

    >>> note_milder_events(2, 0.2)  # on stderr: 2 events milder than 0.2 left out; …
    """
    if number:
        words = counted(number, "event")
        note(f"{words} milder than {least:g} left out; --min-severity 0 includes them")


def is_table(place: Path | None) -> bool:
    """Whether a place names a file of events; a folder is a store.

    >>> is_table(Path("events.csv")), is_table(Path(".")), is_table(None)
    (True, False, False)
    """
    return place is not None and not place.is_dir()


def events_of(ctx: click.Context, place: Path | None) -> EventTable:
    """Return the events of a file or of the store that was asked for.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Store.create(folder)
    ...     len(events_of(click.Context(click.Command("replies"), obj=folder), None))
    0
    """
    if place is not None:
        from talion.cli.support.event_files import events_in

        return events_in(place)
    from talion.reciprocity.stored_events import events_from_view

    with reading(ctx).view() as view:
        return events_from_view(view)


def table_source(place: Path, model_file: Path | None) -> TableSource:
    r"""Return a file's events with their antecedents: as stated, else as the model infers.

    No inferred response reverses a stated one.

    >>> from tempfile import TemporaryDirectory
    >>> rows = ["id,date,source,target,type,responds_to", "a,2018-03-14,UK,Russia,expulsion,",
    ...         "b,2018-03-17,Russia,UK,expulsion,a"]
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "events.csv"
    ...     _ = file.write_text("\n".join(rows))
    ...     table = table_source(file, None)
    >>> len(table.events)
    2
    """
    from talion.cli.support.event_files import events_in
    from talion.reciprocity.antecedents import antecedents_of

    model = model_of(model_file)
    events = events_in(place)
    return TableSource(events, antecedents_of(events, model), model)


def model_of(file: Path | None) -> Model:
    """Return the reply model of a file, or the one that ships with Talion.

    >>> from talion.hawkes.reply_model import Model
    >>> model_of(None).kernels.rates.tolist() == Model.default().kernels.rates.tolist()
    True
    """
    from talion.hawkes.passes import attribute
    from talion.hawkes.reply_model import Model

    if sys.stderr.isatty() and not attribute.is_ready():
        note("the reply model is compiled for this machine, once; that takes some ten seconds")
    if file is None:
        return Model.default()
    return Model.read(file)
