"""`talion chains`: who answered whom, step by step, with the sentences that say so."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.material import (
    Tabled,
    bare,
    infer_option,
    is_table,
    material_options,
    model_of,
    stored,
    tabled,
)
from talion.cli.output import Progress, json_option, note, picture_option, print_json, print_table
from talion.cli.scope import MILD, Asked, scope_options
from talion.cli.telling import (
    Quotes,
    act_line,
    basis_words,
    lag_words,
    names,
    quote_line,
    show,
    source,
    when,
)
from talion.reciprocity import plain
from talion.reciprocity.acts import STATED, Evidence, Lag
from talion.reciprocity.annals import Annals
from talion.reciprocity.chains import Chain, Found, Scope, Step
from talion.reciprocity.chains import chains as find_chains

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from talion.reciprocity.significance import Excess


@click.command()
@material_options
@scope_options
@click.option("--min-length", default=2, show_default=True, help="The least number of steps.")
@click.option("--tit-for-tat", is_flag=True, help="Only answers that turn on who they answer.")
@infer_option
@click.option("--limit", default=20, show_default=True, help="How many to show; 0 for all.")
@click.option("--null", "shuffles", default=0, metavar="N", help="Compare with N shuffles.")
@click.option("--seed", default=0, show_default=True, help="The seed of the shuffles.")
@picture_option
@json_option
@click.pass_context
def chains(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    asked: Asked,
    min_length: int,
    tit_for_tat: bool,
    infer: bool,
    limit: int,
    shuffles: int,
    seed: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Follow chains of answers: who did what to whom, who answered, and who says so.

    In the store, or in a file of EVENTS, where the reply model tells what answers what. The
    longest come first, then the gravest, then the surest. Acts that were answered together or
    were coordinated are told as one step. With --null, also how many chains chance would give, if
    every pair acted as often as it did but at other times.

    \b
    Examples:
      talion chains
      talion chains --between Russia Netherlands
      talion chains --type expulsion --since 2022 --tit-for-tat
      talion chains events.parquet --only expulsion --min-probability 0.3
      talion chains events.parquet --null 100
      talion chains --json | jq .total
    """
    more = {"length": min_length, "alternating": tit_for_tat}
    table = tabled(events, model_file) if events is not None and is_table(events) else None
    if table is not None:
        known, found = _in_table(table, asked, limit or None, more)
    else:
        known = stored(ctx, events, model_file, infer=infer)
        found = find_chains(known, asked.scope(known, **more), limit or None)
    if picture and found.chains:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.strips import strips

        save(strips(known, found.chains), picture)
    told = plain.found(known, found) if as_json else {}
    if not as_json:
        _print(known, found)
    if shuffles:
        scope = asked.scope(known, milder=MILD if table else 0.0, **more)
        excess = _significance(table or _dated(known, model_file), scope, shuffles, seed)
        told["null"] = {"shuffles": shuffles, "seed": seed, "lengths": plain.excess(excess)}
        if not as_json:
            _compare(excess, shuffles)
    if as_json:
        print_json(told)


def _in_table(
    table: Tabled, asked: Asked, limit: int | None, more: dict[str, Any]
) -> tuple[Annals, Found]:
    from talion.reciprocity.forest import event_chains

    scope = asked.scope(bare(table), milder=MILD, **more)
    result = event_chains(table.events, table.causes, scope, limit)
    return result.annals, result.found


def _dated(known: Annals, model_file: Path | None) -> Tabled:
    """Return a store's dated incidents as events."""
    from talion.reciprocity.causes import Causes
    from talion.reciprocity.events.stored import events_from_annals

    events = events_from_annals(known)
    return Tabled(events, Causes.told(events.columns()), model_of(model_file))


def _significance(table: Tabled, scope: Scope, shuffles: int, seed: int) -> "list[Excess]":
    from talion.reciprocity.significance import significance

    with Progress("shuffles", shuffles) as tick:
        return significance(
            table.events, table.model, scope, shuffles=shuffles, seed=seed, tick=tick
        )


def _compare(excess: "list[Excess]", shuffles: int) -> None:
    rows = [
        (e.length, e.found, f"{e.mean:.1f} ± {e.deviation:.1f}", f"{e.chance:.3g}") for e in excess
    ]
    print_table(
        ("steps", "inferred", "by chance", "p"),
        rows,
        title=f"chains of so many steps or more, and in {shuffles} shuffles",
        right="steps inferred p",
    )


def _print(known: Annals, found: Found) -> None:
    if not found.chains:
        note("no chain of answers of that kind")
        return
    shown: list[Chain] = []
    for number, chain in enumerate(found.chains, 1):
        show(_heading(known, number, chain), _Story(known, chain).table(shown))
        shown.append(chain)
    if found.total > len(found.chains):
        note(f"{len(found.chains)} of {found.total} chains; --limit 0 shows all")


def _heading(known: Annals, number: int, chain: Chain) -> "Text":
    from rich.text import Text

    one, other = (names(known, sorted(s), 5) for s in chain.sides)
    words = [f"{len(chain.steps)} steps", chain.basis]
    if chain.basis != STATED:
        words[-1] += f", p = {chain.probability:.2f}"
    arrow = "⇄" if chain.tit_for_tat else "→"
    words += ["tit for tat"] if chain.tit_for_tat else []
    return Text.assemble((f"{number}  {one} {arrow} {other}", "bold"), f"  {'; '.join(words)}")


class _Story:
    """The steps of a chain as rows: a date, then the acts and the words that say so."""

    def __init__(self, known: Annals, chain: Chain) -> None:
        from rich.table import Table

        self._known, self._chain, self._quotes = known, chain, Quotes()
        of_acts = [e for s in chain.steps for a in (*s.acts, *s.alongside) for e in a.evidence]
        told = of_acts + [e for a in chain.answers for e in a.evidence]
        self._sources = list(dict.fromkeys(map(source, told)))
        self._grid = Table.grid(padding=(0, 2))
        self._grid.add_column(min_width=10, no_wrap=True)
        self._grid.add_column()

    def table(self, shown: Sequence[Chain]) -> "Table":
        """Return the rows; steps that an earlier chain has told come without their words."""
        told, where = _told_before(self._chain, shown)
        for at, step in enumerate(self._chain.steps):
            if at:
                self._link(step, silent=at < told)
            links = [a for after in self._chain.steps[at + 1 : at + 2] for a in after.answers]
            ahead = [e for a in links for e in a.evidence]
            self._step(step, ahead, silent=at < told)
            if at == told - 1:
                self._row(f"so far as in chain {where}", "dim")
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
        for act in step.acts:
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

    def _link(self, step: Step, *, silent: bool) -> None:
        from rich.text import Text

        acts = self._known.acts
        lags = {lag_words(Lag.between(acts[a.target], acts[a.source])) for a in step.answers}
        stated = any(a.stated for a in step.answers)
        line = Text("answered", "green" if stated else "magenta")
        line.append(f" {lags.pop()}" if len(lags) == 1 and "" not in lags else "")
        line.append(f" ({basis_words(step.answers)})", "dim")
        self._row(line, first=Text("    ↓", "dim"))
        if not silent:
            self._words(self._quotes.new(e for a in step.answers for e in a.evidence))


def _told_before(chain: Chain, shown: Sequence[Chain]) -> tuple[int, int]:
    """Return how many first steps an earlier chain has told, and the number of that chain."""
    best, which = 0, 0
    for number, earlier in enumerate(shown, 1):
        same = 0
        for a, b in zip(chain.steps, earlier.steps, strict=False):
            if a.acts != b.acts:
                break
            same += 1
        if same > best:
            best, which = same, number
    return best, which
