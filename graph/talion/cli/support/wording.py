"""Acts, answers and evidence in words, for every command that tells of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from talion.cli.support.output import console
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag, Response

if TYPE_CHECKING:
    from rich.text import Text

_YEAR = 365.25
_STATUS = {"alleged": "alleged", "prospective": "expected"}


def when(act: Event) -> str:
    """Return the date of an act, or its time in a table without dates."""
    if act.date is not None:
        return act.date.edtf
    return "undated" if act.time is None else f"{act.time:g}"


def names(history: History, ids: Iterable[str], most: int | None = None) -> str:
    """Return the names of some actors, `?` where nobody is told; of many the first few."""
    listed = [history.name(i) for i in ids]
    if most is not None and len(listed) > most:
        listed = [*listed[: most - 1], f"{len(listed) - most + 1} more"]
    return ", ".join(listed) or "?"


def party(history: History, told: Sequence[str], powers: Sequence[str]) -> str:
    """Return one side of an act, states first: `Russia (SVR)`."""
    others = [i for i in told if i not in powers]
    main = [i for i in powers if i in told] or list(told)
    beside = f" ({names(history, others)})" if others and main != list(told) else ""
    return names(history, main) + beside


def what(history: History, act: Event) -> str:
    """Return what was done and to how many: `expulsion of 10`."""
    return history.deed(act)


def act_line(history: History, act: Event) -> "Text":
    """Return `Netherlands → Russia: expulsion of 2 (alleged)`."""
    from rich.text import Text

    line = Text()
    line.append(party(history, act.agents, act.by), "bold")
    line.append(" → ")
    line.append(party(history, act.targets, act.against), "bold")
    line.append(": ").append(what(history, act), "cyan")
    if act.status in _STATUS:
        line.append(f" ({_STATUS[act.status]})", "yellow")
    if act.disputed:
        line.append(f"  reports disagree on {' and '.join(act.disputed)}", "yellow")
    if not act.evidence and act.reports > 1:
        line.append(f"  {act.reports} reports", "dim")
    return line


def quote_line(told: Evidence, *, named: bool = True) -> "Text":
    """Return `“the words” — The Daily Beast`, or the words alone."""
    from rich.text import Text

    line = Text()
    line.append(f"“{flat(told.quote)}”", "italic")
    return line.append(f" — {told.publisher or told.article}", "dim") if named else line


def source(told: Evidence) -> str:
    """Return the publisher and the date of an article, its id where nobody is named."""
    date = f", {told.published}" if told.published else ""
    return f"{told.publisher or told.article}{date}"


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def lag_words(lag: Lag | None) -> str:
    """Return how long an answer took: `the same day`, `16 days later`, `within 211 days`."""
    if lag is None:
        return ""
    if not lag.days:
        return f"{lag.least:.3g} later"
    if not lag.exact:
        return f"within {span(lag.most)}" if lag.least <= 0 else f"{span(lag.least)} or more later"
    if lag.least == 0:
        return "the same day"
    return f"{span(abs(lag.least))} {'later' if lag.least > 0 else 'earlier'}"


def span(days: float) -> str:
    """Return a length of time: `1 day`, `16 days`, from two years on `5 years`."""
    number, unit = (days // _YEAR, "year") if days >= 2 * _YEAR else (days, "day")
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def basis_words(answers: Sequence[Response]) -> str:
    """Return on what the link between two steps rests: `stated`, or `inferred, p = 0.83`."""
    if any(a.stated for a in answers):
        return "stated"
    best = max(answers, key=lambda a: a.certainty)
    if best.reply is None or best.reply - best.certainty < 0.005:
        return f"inferred, p = {best.certainty:.2f}"
    return f"inferred, p = {best.reply:.2f}, to this act {best.certainty:.2f}"


def show(*parts: object) -> None:
    """Print parts one below the other, without the blanks that pad lines out when piped."""
    out = console()
    if out.is_terminal:
        out.print(*parts, sep="\n")
        return
    with out.capture() as caught:
        out.print(*parts, sep="\n", soft_wrap=False)
    for line in caught.get().splitlines():
        click.echo(line.rstrip())


class Quotes:
    """Words shown so far; words that are within them are not shown again."""

    def __init__(self) -> None:
        self._shown: list[str] = []

    def new(self, told: Iterable[Evidence], ahead: Iterable[Evidence] = ()) -> Iterator[Evidence]:
        """Yield the evidence whose words have not been shown and are no part of those ahead."""
        coming = [flat(it.quote) for it in ahead]
        for it in told:
            words = flat(it.quote)
            if any(words in more and words != more for more in coming):
                continue
            if not any(words in shown for shown in self._shown):
                self._shown.append(words)
                yield it
