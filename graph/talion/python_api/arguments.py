"""What programs pass by mistake, named in a sentence with what is wanted."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import wraps
from numbers import Integral, Real
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from talion.errors import ArgumentError, UsageError
from talion.model.date import Date
from talion.store import Store, View
from talion.store.lookup import nearest

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.table import EventTable

_Choice = TypeVar("_Choice", bound=StrEnum)
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

#: A date as programs write one; see `as_date`.
AnyDate = str | Date | date


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
    near = nearest(str(value), known, 1)
    hint = f"; did you mean {near[0]}? There are: " if near else "; there are: "
    raise UsageError(f"'{value}' is not a {what}{hint}{', '.join(known)}")


def as_date(value: AnyDate | None, name: str) -> Date | None:
    """Return a date in EDTF, of Python's `datetime`, or as it is; ArgumentError for anything else.

    >>> as_date("2018-03", "since").days(), as_date(date(2018, 3, 26), "since").edtf
    (31, '2018-03-26')
    >>> as_date("last year", "since")
    Traceback (most recent call last):
    talion.errors.ArgumentError: since: 'last year' is not a date; write 2018, 2018-03 or 2018-03-26
    """
    if value is None or isinstance(value, Date):
        return value
    if isinstance(value, date):
        return Date(value.isoformat()[:10])
    if not isinstance(value, str):
        raise ArgumentError(name, value, "a date, such as '2018', '2018-03' or '2018-03-26'")
    try:
        return Date(value)
    except ValueError:
        raise ArgumentError.of_value(
            name, value, "not a date; write 2018, 2018-03 or 2018-03-26"
        ) from None


def require_graph(source: object, *, or_events: bool = False, writable: bool = False) -> None:
    """Raise ArgumentError for what is no store or view, nor an event table where one may be.

    What is to be written to is a store, not a view of one.

    >>> require_graph("talion-store")
    Traceback (most recent call last):
    talion.errors.ArgumentError: a store or a view is needed, not a str; open one: Store.open(...)
    >>> require_graph("talion-store", writable=True)
    Traceback (most recent call last):
    talion.errors.ArgumentError: a store is needed, not a str; make or open one: Store.create(...)
    """
    if isinstance(source, Store) or (isinstance(source, View) and not writable):
        return
    if or_events:
        from talion.events.table import EventTable

        if isinstance(source, EventTable):
            return
    needed = "a store" if writable else "a store or a view"
    needed = "a store, a view or an event table" if or_events else needed
    hint = ""
    if isinstance(source, str | PurePath):
        opening = "; make or open one: Store.create" if writable else "; open one: Store.open"
        hint = f"{opening}({str(source)!r})"
        hint += f" or talion.events({str(source)!r})" if or_events else ""
    raise ArgumentError("", source, needed, hint)


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
    if isinstance(source, str | PurePath):
        return read_events([str(source)])
    raise ArgumentError("", source, "an event table, a store, a view or a file")


def checked(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Have a function refuse arguments of the wrong kind, by the names of its parameters.

    A name means the same in every public function; `PARAMETERS` says what.

    >>> checked(lambda states=3: states)(states="3")
    Traceback (most recent call last):
    talion.errors.ArgumentError: states is a whole number of at least 1, not a str: '3'
    """
    signature = inspect.signature(function)

    @wraps(function)
    def calling(*args: _Given.args, **options: _Given.kwargs) -> _Result:
        try:
            given = signature.bind(*args, **options)
        except TypeError:
            return function(*args, **options)  # says which argument is missing or too many
        for name, value in given.arguments.items():
            check = PARAMETERS.get(name)
            if check is not None and value is not signature.parameters[name].default:
                check(name, value)
        return function(*args, **options)

    return calling


def _whole(least: int) -> Callable[[str, object], None]:
    def check(name: str, value: object) -> None:
        wanted = f"a whole number of at least {least}"
        if isinstance(value, bool) or not isinstance(value, Integral):
            raise ArgumentError(name, value, wanted)
        if int(value) < least:
            raise ArgumentError.of_value(name, value, f"not {wanted}")

    return check


def _number(least: float, most: float | None) -> Callable[[str, object], None]:
    wanted = (
        f"a number of at least {least:g}" if most is None else f"a number {least:g} to {most:g}"
    )

    def check(name: str, value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, Real):
            raise ArgumentError(name, value, wanted)
        if not (least <= float(value) <= (float("inf") if most is None else most)):
            raise ArgumentError.of_value(name, value, f"not {wanted}")

    return check


def _of(kind: type | tuple[type, ...], wanted: str) -> Callable[[str, object], None]:
    def check(name: str, value: object) -> None:
        if not isinstance(value, kind):
            own = getattr(value, "id", None)
            hint = f"; it has the id {own!r}" if isinstance(own, str) and kind is str else ""
            raise ArgumentError(name, value, wanted, hint)

    return check


def _day(name: str, value: object) -> None:
    as_date(value, name)  # type: ignore[arg-type]


def _two_names(name: str, value: object) -> None:
    names = list(value) if isinstance(value, tuple | list) else []
    if len(names) != 2 or not all(isinstance(each, str) for each in names):
        raise ArgumentError(name, value, "the names of two sides, such as ('NATO', 'Russia')")


def _names(name: str, value: object) -> None:
    if isinstance(value, str):
        return
    many = list(value) if isinstance(value, Iterable) else [None]
    if not all(isinstance(each, str) for each in many):
        raise ArgumentError(name, value, "a name or several, such as ('expulsion', 'sanction')")


def _model(name: str, value: object) -> None:
    from talion.hawkes.reply_model import Model

    if not isinstance(value, Model):
        hint = "; of what talion.fit returns, the .model"
        raise ArgumentError(name, value, "a reply model", hint)


_TEXT, _TRUTH = _of(str, "a text"), _of(bool, "True or False")
_SHARE, _DAYS = _number(0, 1), _number(0, None)
_FILE = _of((str, PurePath), "the path of a file")

#: What the parameters of the public functions take, by their names.
PARAMETERS: dict[str, Callable[[str, Any], None]] = {
    "actor": _TEXT,
    "as_of": _day,
    "because": _TEXT,
    "between": _two_names,
    "confidence": _SHARE,
    "days": _DAYS,
    "first": _TEXT,
    "folder": _FILE,
    "force": _TRUTH,
    "form": _TEXT,
    "gap": _whole(0),
    "incident": _TEXT,
    "infer": _TRUTH,
    "kind": _TEXT,
    "kinds": _names,
    "limit": _whole(0),
    "model": _model,
    "name": _TEXT,
    "one": _TEXT,
    "other": _TEXT,
    "path": _FILE,
    "probability": _SHARE,
    "reviewed": _TRUTH,
    "second": _TEXT,
    "severity": _SHARE,
    "since": _day,
    "states": _whole(1),
    "status": _TEXT,
    "steps": _whole(1),
    "tit_for_tat": _TRUTH,
    "types": _names,
    "until": _day,
}
