"""A chain told step by step: dates, acts, and the words that say so."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from talion.cli.support.wording import (
    Quotes,
    act_line,
    basis_words,
    lag_words,
    names,
    quote_line,
    source,
    when,
)
from talion.model.claim import Basis
from talion.reciprocity.chains import Chain, Step
from talion.reciprocity.event import Evidence
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def heading(known: History, number: int, chain: Chain) -> "Text":
    """Return who is in it, how many steps, on what basis."""
    from rich.text import Text

    one, other = (names(known, sorted(s), 5) for s in chain.sides)
    words = [f"{len(chain.steps)} steps", chain.basis]
    if chain.basis != Basis.STATED:
        words[-1] += f", p = {chain.probability:.2f}"
    arrow = "⇄" if chain.tit_for_tat else "→"
    words += ["tit for tat"] if chain.tit_for_tat else []
    return Text.assemble((f"{number}  {one} {arrow} {other}", "bold"), f"  {'; '.join(words)}")


class Story:
    """The steps of a chain as rows: a date, then the acts and the words that say so."""

    def __init__(self, known: History, chain: Chain) -> None:
        from rich.table import Table

        self._known, self._chain, self._quotes = known, chain, Quotes()
        of_acts = [e for s in chain.steps for a in (*s.events, *s.alongside) for e in a.evidence]
        told = of_acts + [e for a in chain.responses for e in a.evidence]
        self._sources = list(dict.fromkeys(map(source, told)))
        self._grid = Table.grid(padding=(0, 2))
        self._grid.add_column(min_width=10, no_wrap=True)
        self._grid.add_column()

    def table(self, shown: Sequence[Chain]) -> "Table":
        """Return the rows; of steps that an earlier chain has told only the last comes again."""
        told, where = _told_before(self._chain, shown)
        if told:
            up = f" up to step {told}" if told > 1 else " at first"
            self._row(f"as in chain {where}{up}:", "dim")
        for at, step in enumerate(self._chain.steps):
            if at < told - 1:
                continue
            if at and at >= told:
                self._link(step)
            links = [a for after in self._chain.steps[at + 1 : at + 2] for a in after.responses]
            ahead = [e for a in links for e in a.evidence]
            self._step(step, ahead, silent=at < told)
        if self._sources:
            self._row(f"told by {'; '.join(self._sources)}", "dim")
        self._row("")
        return self._grid

    def _row(self, words: "str | Text", style: str = "", *, first: "str | Text" = "") -> None:
        from rich.text import Text

        self._grid.add_row(first, Text(words, style) if isinstance(words, str) else words)

    def _words(self, told: Iterable[Evidence]) -> None:
        for it in told:
            self._row(quote_line(it, named=len(self._sources) > 1))

    def _step(self, step: Step, ahead: Sequence[Evidence], *, silent: bool) -> None:
        from rich.text import Text

        last = ""
        for act in step.events:
            date = when(act)
            shown = Text(date if date != last else "", "bold")
            self._row(act_line(self._known, act), first=shown)
            last = date
            if not silent:
                self._words(self._quotes.new(act.evidence, ahead))
        for act in step.alongside:
            self._row(Text("together with ", "dim").append_text(act_line(self._known, act)))
            if not silent:
                self._words(self._quotes.new(act.evidence))

    def _link(self, step: Step) -> None:
        from rich.text import Text

        acts = self._known.events
        lags = {lag_words(Lag.between(acts[a.antecedent], acts[a.event])) for a in step.responses}
        stated = any(a.stated for a in step.responses)
        line = Text("answered", "green" if stated else "magenta")
        line.append(f" {lags.pop()}" if len(lags) == 1 and "" not in lags else "")
        line.append(f" ({basis_words(step.responses)})", "dim")
        self._row(line, first=Text("    ↓", "dim"))
        self._words(self._quotes.new(e for a in step.responses for e in a.evidence))


def _told_before(chain: Chain, shown: Sequence[Chain]) -> tuple[int, int]:
    """Return how many first steps an earlier chain has told, and the number of that chain."""
    best, which = 0, 0
    for number, earlier in enumerate(shown, 1):
        same = 0
        for a, b in zip(chain.steps, earlier.steps, strict=False):
            if a.events != b.events:
                break
            same += 1
        if same > best:
            best, which = same, number
    return best, which
