"""A chain step by step: dates, events, and the sentences behind them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from talion.cli.support.wording import (
    basis_words,
    counted,
    event_line,
    flat,
    lag_words,
    names,
    quote_line,
    source,
    sure_words,
    when,
)
from talion.reciprocity.chain import Chain, ChainBasis, Step
from talion.reciprocity.event import Evidence
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def heading(known: History, number: int, chain: Chain) -> "Text":
    """Return the two sides, the number of steps, the basis, and how sure the weakest link is.

    >>> from talion.reciprocity.chains import chains
    >>> print(heading(history, 1, chains(history, limit=1).chains[0]))
    1  ...
    """
    from rich.text import Text

    one, other = (names(known, sorted(s), 5) for s in chain.sides)
    words = [counted(len(chain.steps), "step"), chain.basis]
    if chain.basis != ChainBasis.STATED:
        words[-1] += f", p = {chain.probability:.2f}"
    elif chain.probability < 1:
        words[-1] += f", {sure_words(chain.probability)}"
    arrow = "⇄" if chain.tit_for_tat else "→"
    words += ["tit for tat"] if chain.tit_for_tat else []
    return Text.assemble((f"{number}  {one} {arrow} {other}", "bold"), f"  {'; '.join(words)}")


class Quotes:
    """The sentences shown so far; words that are part of one are not shown again."""

    def __init__(self) -> None:
        self._shown: list[str] = []

    def new(self, found: Iterable[Evidence], ahead: Iterable[Evidence] = ()) -> Iterator[Evidence]:
        """Yield the evidence whose words have not been shown and are no part of those ahead.

        >>> shown = Quotes()
        >>> whole, part = (Evidence("a1", said, 0, 0) for said in ("two envoys left", "two envoys"))
        >>> [[it.quote for it in shown.new([found])] for found in (whole, part)]
        [['two envoys left'], []]
        """
        coming = [flat(it.quote) for it in ahead]
        for it in found:
            words = flat(it.quote)
            if any(words in more and words != more for more in coming):
                continue
            if not any(words in shown for shown in self._shown):
                self._shown.append(words)
                yield it


class ChainText:
    """The steps of a chain as rows: a date, then the events and the sentences behind them."""

    def __init__(self, history: History, chain: Chain) -> None:
        from rich.table import Table

        self._history, self._chain, self._quotes = history, chain, Quotes()
        events = [e for step in chain.steps for e in (*step.events, *step.alongside)]
        evidence = [words for e in events for words in e.evidence]
        evidence += [words for r in chain.responses for words in r.evidence]
        self._sources = list(dict.fromkeys(map(source, evidence)))
        self._grid = Table.grid(padding=(0, 2))
        self._grid.add_column(min_width=10, no_wrap=True)
        self._grid.add_column()

    def table(self, earlier: Sequence[Chain]) -> "Table":
        """Return the rows; of steps that an earlier chain has shown only the last comes again.

        >>> from talion.reciprocity.chains import chains
        >>> chain = chains(history, limit=1).chains[0]
        >>> ChainText(history, chain).table([]).row_count > len(chain.steps)
        True
        """
        same, number = _shown_before(self._chain, earlier)
        if same:
            steps = "step 1" if same == 1 else f"steps 1 to {same}"
            self._row(f"{steps} as in chain {number}", "dim")
        for at, step in enumerate(self._chain.steps):
            if at < same - 1:
                continue
            if at and at >= same:
                self._link(step)
            links = [r for after in self._chain.steps[at + 1 : at + 2] for r in after.responses]
            ahead = [words for r in links for words in r.evidence]
            self._step(step, ahead, quoted=at >= same)
        if self._sources:
            self._row(f"reported by {'; '.join(self._sources)}", "dim")
        self._row("")
        return self._grid

    def _row(self, words: "str | Text", style: str = "", *, first: "str | Text" = "") -> None:
        from rich.text import Text

        self._grid.add_row(first, Text(words, style) if isinstance(words, str) else words)

    def _words(self, evidence: Iterable[Evidence]) -> None:
        for it in evidence:
            self._row(quote_line(it, named=len(self._sources) > 1))

    def _step(self, step: Step, ahead: Sequence[Evidence], *, quoted: bool) -> None:
        from rich.text import Text

        last = ""
        for event in step.events:
            date = when(event)
            shown = Text(date if date != last else "", "bold")
            self._row(event_line(self._history, event), first=shown)
            last = date
            if quoted:
                self._words(self._quotes.new(event.evidence, ahead))
        for event in step.alongside:
            line = Text("together with ", "dim").append_text(event_line(self._history, event))
            self._row(line)
            if quoted:
                self._words(self._quotes.new(event.evidence))

    def _link(self, step: Step) -> None:
        from rich.text import Text

        events = self._history.events
        found = (Lag.between(events[r.antecedent], events[r.event]) for r in step.responses)
        lags = set(map(lag_words, found))
        stated = any(r.stated for r in step.responses)
        line = Text("response", "green" if stated else "magenta")
        line.append(f" {lags.pop()}" if len(lags) == 1 and "" not in lags else "")
        line.append(f" ({basis_words(step.responses)})", "dim")
        self._row(line, first=Text("    ↓", "dim"))
        self._words(self._quotes.new(words for r in step.responses for words in r.evidence))


def _shown_before(chain: Chain, earlier: Sequence[Chain]) -> tuple[int, int]:
    """Return how many first steps an earlier chain shares, and the number of that chain."""
    best, which = 0, 0
    for number, other in enumerate(earlier, 1):
        same = 0
        for a, b in zip(chain.steps, other.steps, strict=False):
            if a.events != b.events:
                break
            same += 1
        if same > best:
            best, which = same, number
    return best, which
