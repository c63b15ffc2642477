"""A person's decisions, exports and fits: what a program changes, writes and learns.

Every function here is a public name of `talion`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talion.build import (
    decide,
    merge_actors,
    rename_actor,
    retype_actor,
    split_actor,
    withdraw_about_actor,
)
from talion.build import withdraw as withdraw_about_reports
from talion.build.actor_decisions import is_merged, names_actor
from talion.model.actor import ActorKind
from talion.model.decision import DecisionKind
from talion.python_api.arguments import checked, chosen, event_table, require_graph
from talion.python_api.rows import Rows

if TYPE_CHECKING:
    from talion.events.table import EventTable
    from talion.hawkes.fitting.em import Fit
    from talion.model.actor import Actor
    from talion.model.decision import Decision
    from talion.model.incident import Incident
    from talion.store import Store, View

_BY_HAND = "decided by hand"


@checked
def merge(
    store: Store, first: str, second: str, *, because: str = _BY_HAND, force: bool = False
) -> tuple[Incident, ...] | Actor:
    """Decide that two reports or incidents are one, or two actors; return what they are now.

    Of two actors the second stays, and the id and the names of the first find it. Raises
    DecisionError or ActorDecisionError where they cannot be one, or are not alike without `force`.

    >>> import talion
    >>> store = talion.Store.memory()
    >>> _ = talion.build(store)
    >>> merge(store, "Maria Zakharova", "Kirill Logvinov").id
    'kirill-logvinov'
    """
    if _actors(store, first, second):
        return merge_actors(store, first, second, because, force=force)
    return decide(store, DecisionKind.MERGE, first, second, because, force=force)


@checked
def split(
    store: Store, first: str, second: str, *, because: str = _BY_HAND
) -> tuple[Incident, ...] | Actor | tuple[Decision, ...]:
    """Decide that two reports or incidents are two, or two merged actors; return what they are now.

    An actor and the id of an article: the article means another actor by that name, which is
    returned. Of actors that were merged the withdrawn decisions are returned.

    >>> split(store, "Maria Zakharova", "2020-12-dutchreview")
    Traceback (most recent call last):
    talion.errors.ActorDecisionError: 'Maria Zakharova' is not mentioned in ...
    """
    if not _actors(store, first):
        return decide(store, DecisionKind.SPLIT, first, second, because)
    with store.view() as view:
        merged = is_merged(view, first, second)
    if merged:
        return withdraw_about_actor(store, first, second)
    return split_actor(store, first, second, because)


@checked
def rename(store: Store, actor: str, name: str, *, because: str = _BY_HAND) -> Actor:
    """Decide what an actor is called, and return it; its former name still finds it.

    >>> rename(store, "Netherlands", "Russia")
    Traceback (most recent call last):
    talion.errors.ActorDecisionError: 'Netherlands' cannot be called 'Russia', as ...
    """
    require_graph(store, writable=True)
    return rename_actor(store, actor, name, because)


@checked
def retype(store: Store, actor: str, kind: str, *, because: str = _BY_HAND) -> Actor:
    """Decide what kind an actor is of (`person`, `organization`, …), and return it.

    >>> retype(store, "Russia", "person")
    Traceback (most recent call last):
    talion.errors.ActorDecisionError: 'Russia' is an actor of the reference data, ...
    """
    require_graph(store, writable=True)
    return retype_actor(store, actor, chosen(ActorKind, kind, "kind of actor"), because)


@checked
def withdraw(store: Store, first: str, second: str) -> tuple[Decision, ...]:
    """Withdraw what a person decided about two things, and return the decisions.

    Of an actor's name or kind, `second` is `rename` or `retype`. Raises DecisionError or
    ActorDecisionError where nothing was decided.

    >>> import talion
    >>> store = talion.Store.memory()
    >>> _ = talion.build(store)
    >>> _ = rename(store, "Turkey", "Türkiye")
    >>> [decision.second for decision in withdraw(store, "Turkey", "rename")]
    ['Türkiye']
    """
    if _actors(store, first):
        return withdraw_about_actor(store, first, second)
    return withdraw_about_reports(store, first, second)


@checked
def decisions(source: Store | View) -> Rows[Decision]:
    """Return the recorded decisions, the resolver's and people's.

    >>> [decision.kind.value for decision in decisions(view)]
    ['merge', 'merge', 'merge', 'merge']
    """
    from talion.store import View as Reading

    require_graph(source)
    if isinstance(source, Reading):
        return Rows(source.decisions())
    with source.view() as view:
        return Rows(view.decisions())


@checked
def export(
    store: Store,
    path: str | Path,
    *,
    form: str | None = None,
    kind: str = "actors",
    table: str | None = None,
) -> Path:
    """Write a graph to a file, in the format of its ending or of that name; return the path.

    `kind` is what a network is of, `table` what a table in CSV, Excel or Parquet is of
    (`incidents`, `reports`, `responses`, `actors`, `articles`, `events`); see `talion export`.
    Raises UsageError for an ending that means no format.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     export(store, f"{folder}/actors.csv", table="actors").read_text().splitlines()[0][:12]
    'id,name,kind'
    """
    from talion.errors import UsageError
    from talion.exchange.export_format import Request
    from talion.exchange.export_registry import export_formats, format_of
    from talion.exchange.graph_tables import TABLE_FORMATS, TableOf, write_table
    from talion.store.atomic_write import save

    require_graph(store, writable=True)
    known = export_formats()
    found = known.get(form) if form else format_of(str(path))
    if found is None:
        named = f"'{form}' is no format" if form else f"{path}: of no known format by its ending"
        raise UsageError(f"{named}; form is one of {', '.join(known)}")
    if table is not None and found.name not in TABLE_FORMATS:
        raise UsageError(f"table= goes with {', '.join(TABLE_FORMATS)}, not with {found.name}")
    place = Path(path)
    if table is not None:
        save(place, write_table(store, chosen(TableOf, table, "table"), f".{found.name}"))
    else:
        save(place, found.write(store, Request(kind)))
    return place


@checked
def fit(events: EventTable | Store | View | str | Path, *, steps: int = 400) -> Fit:
    """Fit the reply model to events; its `model` goes into `talion.replies(model=)`.

    `events` is a table, a store or a view, or the path of a file.

    `steps` are the most steps of the EM algorithm (Veen and Schoenberg 2008). Raises InputError for
    fewer events than can be fitted to.

    >>> import talion
    >>> rows = [
    ...     {"id": str(n), "time": float(n), "source": "ab"[n % 2], "target": "ba"[n % 2]}
    ...     for n in range(12)
    ... ]
    >>> fit(talion.EventTable.from_rows(rows), steps=2).events
    12
    """
    from talion.errors import InputError
    from talion.hawkes.fitting.em import FEWEST, Stopping
    from talion.hawkes.fitting.em import fit as fit_model
    from talion.hawkes.from_table import ModelEvents, sample

    table = event_table(events)
    if len(table) < FEWEST:
        reason = f"too few to fit a model to; at least {FEWEST} are needed"
        raise InputError(f"{len(table)} events", reason)
    end = float(ModelEvents.of(table).time[-1])
    return fit_model(sample(table, end), end, stopping=Stopping(steps))


@checked
def motifs(events: EventTable | Store | View | str | Path, *, days: float = 30.0) -> dict[str, int]:
    """Count the patterns of three events between two states within a time (Paranjape et al. 2017).

    In a pattern, `a` is the side of the first event. Events dated to a year or more vaguely are
    left out. `days` are in the table's own unit where it has no dates.

    >>> import talion
    >>> rows = [
    ...     {"id": str(n), "time": float(n), "source": "ab"[n % 2], "target": "ba"[n % 2]}
    ...     for n in range(3)
    ... ]
    >>> motifs(talion.EventTable.from_rows(rows))["aba"]
    1
    """
    from talion.events.table import EventTable as Events
    from talion.hawkes.from_table import datable
    from talion.reciprocity.motifs import PATTERNS, motif_counts

    table = event_table(events)
    columns = Events(table.table.filter(datable(table))).columns()
    pairs = (columns.time, columns.source, columns.target, len(columns.states))
    return dict(zip(PATTERNS, motif_counts(*pairs, days).tolist(), strict=True))


def _actors(store: Store, *references: str) -> bool:
    require_graph(store, writable=True)
    with store.view() as view:
        return any(names_actor(view, reference) for reference in references)
