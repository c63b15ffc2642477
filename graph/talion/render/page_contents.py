"""What a page shows of a store: actors, incidents, reports, chains and answered questions."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from talion.errors import QueryError
from talion.model.actor import Actor
from talion.reciprocity.chain import Chain
from talion.reciprocity.chains import chains as find_chains
from talion.reciprocity.history import History
from talion.reciprocity.stored_history import read_history
from talion.render.page_data import PageChain, PageData, PageQuestion
from talion.store import iris
from talion.store.noted import noted
from talion.store.questions import Question, questions
from talion.store.read_overlaps import read_overlaps
from talion.store.view import View
from talion.vocabulary import ID

#: How many chains a page lists, the longest first, and how many rows of an answer it keeps.
CHAINS, ROWS = 40, 500
#: How many questions are answered at once, at most; each takes memory for what it joins.
THREADS = 4


def page_data(
    view: View,
    *,
    chains: Sequence[PageChain] | None = None,
    ask: bool = True,
    title: str = "Talion",
) -> PageData:
    """Return the values of a page.

    Its actors are those of incidents, those that hold an office according to an article, and the
    states that they belong to; its blocs have two of them as members, at least. Without `chains`,
    it lists the longest. `ask` says whether the ready-made questions are answered for it.

    >>> shown = page_data(view, chains=(), ask=False)
    >>> len(shown.incidents) == len(list(view.incidents()))
    True
    """
    incidents = tuple(view.incidents())
    offices = tuple(view.offices())
    everyone = {a.id: a for a in view.actors()}
    claims, contradictions = view.parted_claims()
    overlaps = read_overlaps(view)
    ids = [incident.id for incident in incidents]
    shown = {ident for i in incidents for ident in (*i.agents, *i.targets)}
    shown |= {o.person for o in offices} | {o.state for o in offices if o.state}
    shown |= {everyone[i].state or i for i in shown if i in everyone}
    actors = tuple(everyone[i] for i in sorted(shown & everyone.keys()))
    return PageData(
        actors=actors,
        blocs=blocs(actors, everyone, least=2),
        incidents=incidents,
        reports=tuple(view.reports()),
        claims=tuple(claims),
        contradictions=tuple(contradictions),
        overlaps=tuple(overlaps.pairs(ids)),
        included=tuple(overlaps.included(ids)),
        glosses=view.glosses(),
        slot_quotes=view.slot_quotes(),
        articles=tuple(view.articles()),
        types=view.types(i.type for i in incidents),
        offices=offices,
        chains=tuple(_chains(read_history(view)) if chains is None else chains),
        questions=tuple(_questions(view)) if ask else (),
        title=title,
        notes=tuple(noted(view)),
    )


def blocs(
    actors: Iterable[Actor], everyone: Mapping[str, Actor], *, least: int
) -> tuple[Actor, ...]:
    """Return the organizations beside some actors of which at least so many of them are members.

    >>> everyone = {actor.id: actor for actor in view.actors()}
    >>> [one.id for one in blocs([everyone["italy"]], everyone, least=1)][:2]
    ['european-union', 'group-of-seven']
    """
    known = {actor.id: actor for actor in actors}
    members = Counter(o for a in known.values() for o in {m.organization for m in a.memberships})
    wanted = {o for o, number in members.items() if number >= least}
    return tuple(everyone[o] for o in sorted(wanted & everyone.keys() - known.keys()))


def _chains(known: History) -> Iterable[PageChain]:
    found = list(find_chains(known, limit=CHAINS).chains)
    made = [page_chain(known, number, chain) for number, chain in enumerate(found, 1)]
    told = [[known.label(e.type) for step in one.steps for e in step.events] for one in found]
    return (replace(one, label=label) for one, label in zip(made, _apart(made, told), strict=True))


def _apart(chains: Sequence[PageChain], types: Sequence[Sequence[str]]) -> list[str]:
    """Return labels of chains of which no two are the same: with types where they would be."""
    labels = [chain.label for chain in chains]
    for further in (types, [[f"no. {n}"] for n in range(1, len(chains) + 1)]):
        counts = Counter(labels)
        labels = [
            f"{label}: {', '.join(dict.fromkeys(words))}" if counts[label] > 1 else label
            for label, words in zip(labels, further, strict=True)
        ]
    return labels


def page_chain(known: History, number: int, chain: Chain) -> PageChain:
    """Return a chain as the page lists it, by its number.

    >>> from talion.reciprocity.chains import chains
    >>> page_chain(history, 1, chains(history, limit=1).chains[0]).id
    'c1'
    """
    steps = tuple(tuple(event.id for event in step.events) for step in chain.steps)
    return PageChain(f"c{number}", _label(known, chain), steps)


def _label(known: History, chain: Chain) -> str:
    one, other = (_few([known.name(i) for i in sorted(s)]) for s in chain.sides)
    years = sorted({e.date.edtf[:4] for s in chain.steps for e in s.events if e.date})
    span = f", {years[0]}–{years[-1]}" if len(years) > 1 else f", {years[0]}" if years else ""
    arrow = "⇄" if chain.tit_for_tat else "→"
    return f"{one} {arrow} {other}, {steps(len(chain.steps))}{span}"


def steps(number: int) -> str:
    """Return a number of steps in words.

    >>> steps(1), steps(3)
    ('1 step', '3 steps')
    """
    return f"{number} step" if number == 1 else f"{number} steps"


def _few(names: list[str]) -> str:
    shown = names if len(names) <= 2 else [names[0], f"{len(names) - 1} more"]
    return " and ".join(shown) or "unknown"


def _questions(view: View) -> Iterable[PageQuestion]:
    """Answer the ready-made questions with their default values; leave out those without rows.

    Several at once: the engine answers each in a thread of its own.
    """
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as pool:
        yield from filter(None, pool.map(partial(_answered, view), questions()))


def _answered(view: View, asked: Question) -> PageQuestion | None:
    try:
        found = view.select(asked.text, ROWS)
    except QueryError:
        return None
    rows = tuple(tuple(map(_cell, row)) for row in found.rows)
    if not rows:
        return None
    columns = tuple(map(str, found.variables))
    return PageQuestion(
        asked.name, asked.title, asked.description, _query(asked.text), columns, rows
    )


def _query(text: str) -> str:
    """Return a question's query without its title and description, which the page has already."""
    heads = ("# title:", "# description:")
    return "\n".join(row for row in text.splitlines() if not row.startswith(heads))


def _cell(value: object) -> str:
    """Return a cell as text: an incident or actor as its id, which the page turns into a link."""
    text = "" if value is None else str(value)
    for kind in ("incident", "actor"):
        if text.startswith(f"{ID}{kind}/"):
            return iris.ident(text, kind)
    return text
