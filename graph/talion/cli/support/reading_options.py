"""The options by which a command is told how its tables are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from talion.cli.support.suggestions import Choice
from talion.events.column_mapping import mapping_of
from talion.events.conventions import Told
from talion.events.file_opening import Opening
from talion.events.states.code_systems import CodeSystem
from talion.events.values.date_order import DayOrder
from talion.events.values.type_words import EventCodes

F = TypeVar("F", bound=Callable[..., object])

_ORDERS = [order.value for order in DayOrder if order is not DayOrder.UNSURE]
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--columns",
        metavar="FIELD=COLUMN,…",
        help="Which columns the fields of an event are in: date=When,source=Who,target=Whom,"
        "type=What. Kept beside the file, for the next time.",
    ),
    click.option(
        "--dates",
        type=Choice(_ORDERS),
        help="The order of day and month in 3/4/2018.  [default: as the whole column shows]",
    ),
    click.option(
        "--actor-codes",
        type=Choice([system.value for system in CodeSystem]),
        help="The system of the codes of states.  [default: as the whole column shows]",
    ),
    click.option(
        "--event-codes",
        type=Choice([codes.value for codes in EventCodes]),
        help="The vocabulary of event codes in numbers.  [default: as the whole column shows]",
    ),
    click.option(
        "--sheet", metavar="NAME", help="The sheet of a workbook.  [default: all with events]"
    ),
    click.option(
        "--separator",
        type=Choice(list(_SEPARATORS)),
        help="What separates the columns.  [default: as the first lines show]",
    ),
    click.option(
        "--encoding",
        metavar="NAME",
        help="The encoding of the text, as Python names it: utf-8, cp1252, cp1251 …  "
        "[default: as its bytes show]",
    ),
)


@dataclass(frozen=True, slots=True)
class TableAdvice:
    """What a command is told of its tables."""

    told: Told
    how: Opening


def reading_options(command: F) -> F:
    """Give a command the options by which it is told how its tables are written.

    They reach it as `columns`, `dates`, `actor_codes`, `event_codes`, `sheet`, `separator` and
    `encoding`; `reading_of` takes them.

    >>> command = click.command()(reading_options(lambda **told: None))
    >>> [option.name for option in command.params][:3]
    ['columns', 'dates', 'actor_codes']
    """
    changed: Any = command
    for option in reversed(_OPTIONS):
        changed = option(changed)
    given: F = changed
    return given


def reading_of(
    *,
    columns: str | None,
    dates: str | None,
    actor_codes: str | None,
    event_codes: str | None,
    sheet: str | None,
    separator: str | None,
    encoding: str | None,
) -> TableAdvice:
    """Return what the options of `reading_options` say; `UsageError` for an unknown encoding.

    >>> told = {"columns": "date=When", "dates": "dmy", "actor_codes": "cow", "event_codes": None}
    >>> reading_of(**told, sheet=None, separator="tab", encoding=None).how.separator
    '\\t'
    """
    return TableAdvice(
        Told(
            DayOrder(dates) if dates else None,
            CodeSystem(actor_codes) if actor_codes else None,
            EventCodes(event_codes) if event_codes else None,
            mapping_of(columns) if columns else {},
        ),
        Opening(_encoding(encoding), sheet, _SEPARATORS[separator] if separator else None),
    )


def _encoding(name: str | None) -> str | None:
    import codecs

    from talion.errors import UsageError

    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        raise UsageError(f"'{name}' is no encoding that Python knows") from None
