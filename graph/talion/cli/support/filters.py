"""The options by which several commands say which acts they mean."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from talion.errors import UnknownError
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.reciprocity.chains import Scope
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide
from talion.store.lookup import named_actor

MILD = 0.2
"""Of machine-coded events most are talks and visits; what is milder is left out by default."""

F = TypeVar("F", bound=Callable[..., object])


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> Date | None:
    """Return an option's date, or fail with the reason."""
    if value is None:
        return None
    try:
        return Date(value)
    except ValueError:
        raise click.BadParameter(
            f"'{value}' is no date; write 2018, 2018-03 or 2018-03-26", ctx, param
        ) from None


def date_option(name: str, text: str) -> Callable[[F], F]:
    """Return an option that takes a date in EDTF."""
    return click.option(name, metavar="DATE", callback=_date, help=text)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of `scope_options` said, names not yet looked up."""

    between: tuple[str, str] | None
    types: tuple[str, ...]
    only: tuple[str, ...]
    since: Date | None
    until: Date | None
    probability: float
    severity: float | None

    def scope(self, history: History, milder: float = 0.0, **more: Any) -> Scope:
        """Return the scope; UnknownError for an actor or a type that is unknown.

        `milder` is the least severity where none was asked for.
        """
        return Scope(
            between=sides(history, *self.between) if self.between else None,
            types=frozenset(known_type(history, t) for t in self.types),
            only=frozenset(known_type(history, t) for t in self.only),
            since=self.since,
            until=self.until,
            probability=self.probability,
            severity=milder if self.severity is None else self.severity,
            **more,
        )


def scope_options(command: F) -> F:
    """Give a command `--between`, `--type`, `--only` and the options of `period_options`."""

    @functools.wraps(command)
    def wrapped(*args: Any, between: Any, type: Any, only: Any, asked: Asked, **given: Any) -> Any:  # noqa: A002
        more = replace(asked, between=between, types=type, only=only)
        return command(*args, asked=more, **given)

    for option in (
        click.option("--only", multiple=True, metavar="TYPE", help="All acts are of this type."),
        click.option(
            "--type", multiple=True, metavar="TYPE", help="An act of this type occurs; repeatable."
        ),
        click.option(
            "--between",
            nargs=2,
            metavar="A B",
            help="Only acts between A and B; an organization stands for its members.",
        ),
    ):
        wrapped = option(wrapped)
    return period_options(wrapped)  # type: ignore[return-value]


def period_options(command: F) -> F:
    """Give a command `--since`, `--until`, `--min-probability`, `--min-severity`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any, since: Any, until: Any, min_probability: Any, min_severity: Any, **given: Any
    ) -> Any:
        asked = Asked(None, (), (), since, until, min_probability, min_severity)
        return command(*args, asked=asked, **given)

    for option in (
        click.option(
            "--min-severity",
            type=click.FloatRange(0, 1),
            help=f"The least severity of an act; of a file of events {MILD} by default.",
        ),
        click.option(
            "--min-probability",
            type=click.FloatRange(0, 1),
            default=0.5,
            show_default=True,
            help="The least probability of an inferred answer.",
        ),
        date_option("--until", "Leave out acts after this date."),
        date_option("--since", "Leave out acts before this date."),
    ):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


def sides(history: History, one: str, other: str) -> tuple[ExchangeSide, ExchangeSide]:
    """Return the two sides of those names."""
    gazetteer = Gazetteer(history.actors.values())
    return ExchangeSide(history, named_actor(gazetteer, one).id), ExchangeSide(
        history, named_actor(gazetteer, other).id
    )


def known_type(history: History, name: str) -> str:
    """Return the id of an incident type, given by id or label."""
    from rapidfuzz import process

    for ident, label in history.labels.items():
        if name.casefold().replace("_", " ").replace("-", " ") in (
            ident.replace("_", " "),
            label.casefold(),
        ):
            return ident
    if name in {act.type for act in history.events.values()}:
        return name
    near = process.extract(name, sorted(history.labels), limit=3, score_cutoff=60)
    raise UnknownError("type of incident", name, [n for n, _, _ in near])
