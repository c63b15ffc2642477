"""The options that select events, shared by several commands."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from talion.model.date import Date
from talion.reciprocity.history import History
from talion.reciprocity.named_types import known_type
from talion.reciprocity.party import sides
from talion.reciprocity.scope import MILD, Scope

F = TypeVar("F", bound=Callable[..., object])


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> Date | None:
    """Return an option's date, or fail with the reason."""
    if value is None:
        return None
    try:
        return Date(value)
    except ValueError:
        raise click.BadParameter(
            f"'{value}' is not a date; write 2018, 2018-03 or 2018-03-26", ctx, param
        ) from None


def date_option(name: str, text: str) -> Callable[[F], F]:
    """Return an option that takes a date in EDTF.

    >>> command = click.command()(date_option("--since", "The first day.")(lambda since: None))
    >>> command.make_context("x", ["--since", "2018-03"]).params["since"].edtf
    '2018-03'
    """
    return click.option(name, metavar="DATE", callback=_date, help=text)


def confidence_option(command: F) -> F:
    """Give a command the option `--min-confidence`.

    >>> [option.opts for option in click.command()(confidence_option(lambda: None)).params]
    [['--min-confidence']]
    """
    option: Callable[[F], F] = click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Leave out what was read from an article with less confidence; reviewed is certain.",
    )
    return option(command)


@dataclass(frozen=True, slots=True)
class Filters:
    """The values of `filter_options`, names not yet looked up."""

    between: tuple[str, str] | None
    types: tuple[str, ...]
    only: tuple[str, ...]
    since: Date | None
    until: Date | None
    probability: float
    severity: float | None
    confidence: float = 0.0

    def scope(self, history: History, milder: float = 0.0, **more: Any) -> Scope:
        """Return the scope; UnknownError for an actor or a type that is unknown.

        `milder` is the least severity where none was asked for.

        >>> asked = Filters(None, ("expulsion",), (), None, None, 0.5, None)
        >>> asked.scope(history, milder=0.2).severity
        0.2
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


def filter_options(command: F) -> F:
    """Give a command `--between`, `--type`, `--only` and the options of `period_options`.

    >>> command = click.command()(filter_options(lambda filters: None))
    >>> sorted(option.opts[0] for option in command.params)[:3]
    ['--between', '--min-confidence', '--min-probability']
    """

    @functools.wraps(command)
    def wrapped(
        *args: Any, between: Any, types: Any, only: Any, filters: Filters, **given: Any
    ) -> Any:
        more = replace(filters, between=between, types=types, only=only)
        return command(*args, filters=more, **given)

    for option in (
        click.option(
            "--only", multiple=True, metavar="TYPE", help="All events are of this type; repeatable."
        ),
        click.option(
            "--type",
            "types",
            multiple=True,
            metavar="TYPE",
            help="An event of this type occurs; repeatable.",
        ),
        click.option(
            "--between",
            nargs=2,
            metavar="A B",
            help="Only events between A and B; an organization stands for its members.",
        ),
    ):
        wrapped = option(wrapped)
    return period_options(wrapped)  # type: ignore[return-value]


def period_options(command: F) -> F:
    """Give a command `--since`, `--until` and `--min-…` of probability, severity, confidence.

    >>> command = click.command()(period_options(lambda filters: None))
    >>> [option.opts[0] for option in command.params][:2]
    ['--since', '--until']
    """

    @functools.wraps(command)
    def wrapped(*args: Any, since: Any, until: Any, **given: Any) -> Any:
        least = (given.pop(f"min_{name}") for name in ("probability", "severity", "confidence"))
        return command(*args, filters=Filters(None, (), (), since, until, *least), **given)

    for option in (
        confidence_option,
        click.option(
            "--min-severity",
            type=click.FloatRange(0, 1),
            help=f"The least severity of an event; by default 0, in a file of EVENTS {MILD}.",
        ),
        click.option(
            "--min-probability",
            type=click.FloatRange(0, 1),
            default=0.5,
            show_default=True,
            help="The least probability of an inferred response.",
        ),
        date_option("--until", "Leave out events after this date."),
        date_option("--since", "Leave out events before this date."),
    ):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]
