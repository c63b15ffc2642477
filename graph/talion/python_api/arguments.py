"""What programs pass by mistake, named in a sentence with what is wanted."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from talion.errors import UsageError
from talion.store import Store, View
from talion.store.lookup import nearest

if TYPE_CHECKING:
    from talion.events.table import EventTable

_Choice = TypeVar("_Choice", bound=StrEnum)


def chosen(choices: type[_Choice], value: str, what: str) -> _Choice:
    """Return a member of a closed set; UsageError with all of them, and the nearest first.

    >>> from talion.model.incident import Status
    >>> chosen(Status, "reportd", "status")
    Traceback (most recent call last):
    talion.errors.UsageError: 'reportd' is not a status; did you mean reported? There are: ...
    """
    known = [choice.value for choice in choices]
    if value in known:
        return choices(value)
    near = nearest(value, known, 1)
    hint = f"; did you mean {near[0]}? There are: " if near else "; there are: "
    raise UsageError(f"'{value}' is not a {what}{hint}{', '.join(known)}")


def require_store(store: object) -> None:
    """Raise TypeError for what is no store to write to.

    >>> require_store("talion-store")
    Traceback (most recent call last):
    TypeError: a store is needed, not a str; make or open one: Store.create('talion-store')
    """
    if not isinstance(store, Store):
        hint = (
            f"; make or open one: Store.create({str(store)!r})"
            if isinstance(store, str | Path)
            else ""
        )
        raise TypeError(f"a store is needed, not a {type(store).__name__}{hint}")


def event_table(source: EventTable | Store | View | str | Path) -> EventTable:
    """Return an event table as it is, that of a store or a view, or that of a file.

    >>> len(event_table(view)) > 20
    True
    """
    from talion.events.reading import read_events
    from talion.events.table import EventTable
    from talion.reciprocity.stored_events import events_from_view

    if isinstance(source, EventTable):
        return source
    if isinstance(source, View):
        return events_from_view(source)
    if isinstance(source, Store):
        with source.view() as view:
            return events_from_view(view)
    if isinstance(source, str | Path):
        return read_events([source])
    raise TypeError(
        f"an event table, a store, a view or a file is needed, not a {type(source).__name__}"
    )
