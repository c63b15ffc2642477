"""A review of an article's findings: each step is a state, and each state can be undone.

Nothing is written or asked here; `talion review` does both.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from talion.errors import FindingsError
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.findings import Finding, Findings, Link, NamedActor
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Status
from talion.review.editing import INCIDENT_SLOTS, LINK_SLOTS, Editor
from talion.store.reference import gazetteer


class Verdict(StrEnum):
    """What a reviewer said of an incident or link."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


Item = Finding | Link


@dataclass(frozen=True, slots=True)
class _State:
    """One state of a review: the items by key, incidents first, their verdicts, the position."""

    items: Mapping[str, Item]
    verdicts: Mapping[str, Verdict]
    actors: tuple[NamedActor, ...]
    at: int = 0


class Review:
    """A review of the incidents and links of one article.

    An incident's key is its id, a link's is `l` and its number. A link with a rejected end is not
    an item any more. `change` and `add` raise FindingsError on what the codebook does not allow.
    """

    def __init__(
        self, article: Article, findings: Findings, known: Gazetteer | None = None
    ) -> None:
        self.article, self.original = article, findings
        self._editor = Editor(article, known if known is not None else gazetteer())
        items: dict[str, Item] = {i.id: i for i in findings.incidents}
        items |= {f"l{n}": link for n, link in enumerate(findings.links, 1)}
        self._states = [_State(items, {}, findings.actors)]

    @classmethod
    def resumed(
        cls, article: Article, findings: Findings, verdicts: Mapping[str, str], at: int
    ) -> Self:
        """Return a review that goes on from what `progress` gave; ValueError where it cannot."""
        made = cls(article, findings)
        (begun,) = made._states
        said = {key: Verdict(verdict) for key, verdict in verdicts.items()}
        if not (said.keys() <= begun.items.keys() and 0 <= at <= len(begun.items)):
            raise ValueError("it is about other findings")
        made._states = [replace(begun, verdicts=said, at=at)]
        return made

    def progress(self) -> tuple[Findings, dict[str, str], int]:
        """Return all items as findings, the verdicts by key, and the number of items before."""
        state = self._state
        items = state.items.values()
        findings = replace(
            self.original,
            article=self.article.id,
            actors=state.actors,
            incidents=tuple(item for item in items if isinstance(item, Finding)),
            links=tuple(item for item in items if isinstance(item, Link)),
        )
        return findings, {k: v.value for k, v in state.verdicts.items()}, state.at

    @property
    def steps(self) -> int:
        """The number of steps that can be undone."""
        return len(self._states) - 1

    @property
    def _state(self) -> _State:
        return self._states[-1]

    # --- where the walk is

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all items in order, without links that lost an end."""
        state = self._state
        gone = {key for key, verdict in state.verdicts.items() if verdict == Verdict.REJECTED}
        return tuple(
            key
            for key, item in state.items.items()
            if not (isinstance(item, Link) and gone & {item.source, item.target})
        )

    @property
    def key(self) -> str | None:
        """The key of the current item; None at the end."""
        return self.keys[self._state.at] if self._state.at < len(self.keys) else None

    @property
    def place(self) -> int:
        """The number of items before the current one."""
        return self._state.at

    def item(self, key: str) -> Item:
        """Return an item by its key."""
        return self._state.items[key]

    def verdict(self, key: str) -> Verdict | None:
        """Return the verdict on an item, None where there is none yet."""
        return self._state.verdicts.get(key)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The keys of the items without a verdict."""
        return tuple(key for key in self.keys if key not in self._state.verdicts)

    # --- steps

    def judge(self, verdict: Verdict) -> None:
        """Accept or reject the current item and move on."""
        state, key = self._state, self._turn()
        self._go(replace(state, verdicts={**state.verdicts, key: verdict}, at=state.at + 1))

    def skip(self) -> None:
        """Move on without a verdict."""
        self._turn()
        self._go(replace(self._state, at=self._state.at + 1))

    def back(self) -> None:
        """Return to the previous item."""
        self._go(replace(self._state, at=max(0, self._state.at - 1)))

    def undo(self) -> bool:
        """Undo the last step; whether there was one."""
        if len(self._states) == 1:
            return False
        self._states.pop()
        return True

    def change(self, slot: str, text: str, kinds: Mapping[str, str] | None = None) -> None:
        """Set one slot of the current item.

        `kinds` gives the kinds of unknown names (see `unknown_names`).
        """
        state, key = self._state, self._turn()
        item = state.items[key]
        actors = state.actors
        if isinstance(item, Link):
            changed: Item = self._editor.link(item, slot, text, self._ids())
        else:
            changed, actors = self._editor.incident(item, slot, text, actors, kinds or {})
        self._go(replace(state, items={**state.items, key: changed}, actors=actors))

    def add(self, slots: Mapping[str, str], kinds: Mapping[str, str] | None = None) -> None:
        """Insert an incident after the current item, given slot by slot, and accept it."""
        ident = self._free("e")
        made = Finding(ident, "", Status.REPORTED, (), (), None, None, "")
        actors = self._state.actors
        for slot in ("quote", *INCIDENT_SLOTS[:-1]):
            text = slots.get(slot, "")
            made, actors = self._editor.incident(made, slot, text, actors, kinds or {})
        if not (made.agents or made.targets):
            raise FindingsError("agents", "an incident needs an agent or a target")
        self._put(ident, made, actors)

    def add_link(self, slots: Mapping[str, str]) -> None:
        """Append a link, given slot by slot, and accept it."""
        made = Link(ClaimType.RESPONSE, "", "", "")
        for slot in LINK_SLOTS:
            made = self._editor.link(made, slot, slots.get(slot, ""), self._ids())
        self._put(self._free("l"), made, self._state.actors)

    def try_slot(self, slot: str, text: str, kinds: Mapping[str, str] | None = None) -> None:
        """Raise FindingsError where a new incident cannot have that in a slot."""
        blank = Finding("", "", Status.REPORTED, (), (), None, None, "")
        self._editor.incident(blank, slot, text, self._state.actors, kinds or {})

    def try_link_slot(self, slot: str, text: str) -> None:
        """Raise FindingsError where a new link cannot have that in a slot."""
        self._editor.link(Link(ClaimType.RESPONSE, "", "", ""), slot, text, self._ids())

    def _put(self, key: str, item: Item, actors: tuple[NamedActor, ...]) -> None:
        """Insert an item: an incident before the current one, a link at the end."""
        state = self._state
        before = list(state.items.items())
        turn = self.key
        at = [k for k, _ in before].index(turn) if turn else len(before)
        first_link = next((n for n, (_, i) in enumerate(before) if isinstance(i, Link)), None)
        if isinstance(item, Link):
            at = len(before)
        elif first_link is not None:
            at = min(at, first_link)
        items = dict([*before[:at], (key, item), *before[at:]])
        verdicts = {**state.verdicts, key: Verdict.ACCEPTED}
        on = not isinstance(item, Link)
        self._go(replace(state, items=items, verdicts=verdicts, actors=actors, at=state.at + on))

    def _turn(self) -> str:
        key = self.key
        if key is None:
            raise FindingsError("the end", "there is no item in turn")
        return key

    def _go(self, state: _State) -> None:
        self._states.append(state)

    def _free(self, letter: str) -> str:
        taken = [int(k[1:]) for k in self._state.items if re.fullmatch(rf"{letter}\d+", k)]
        return f"{letter}{max(taken, default=0) + 1}"

    def unknown_names(self, text: str) -> list[str]:
        """Return those of a list of names that neither the article nor the gazetteer have."""
        return self._editor.unknown_names(text, self._state.actors)

    def near_name(self, name: str) -> str | None:
        """Return the usual name of the known actor whose name is most like an unknown one."""
        return self._editor.near_name(name, self._state.actors)

    def _ids(self) -> list[str]:
        return [key for key, item in self._state.items.items() if isinstance(item, Finding)]

    # --- the end

    def findings(self, *, keep_undecided: bool) -> Findings:
        """Return the accepted findings, on demand with those that have no verdict.

        Actors that only rejected incidents named are left out.
        """
        state = self._state
        undecided = Verdict.ACCEPTED if keep_undecided else Verdict.REJECTED
        kept = {
            key: state.items[key]
            for key in self.keys
            if state.verdicts.get(key, undecided) == Verdict.ACCEPTED
        }
        incidents = tuple(i for i in kept.values() if isinstance(i, Finding))
        ids = {i.id for i in incidents}
        links = [k for k in kept.values() if isinstance(k, Link) and {k.source, k.target} <= ids]
        named = {name for i in incidents for name in (*i.agents, *i.targets)}
        before = {n for i in self.original.incidents for n in (*i.agents, *i.targets)}
        actors = tuple(a for a in state.actors if a.name in named or a.name not in before)
        return replace(
            self.original,
            article=self.article.id,
            published=self.article.published or self.original.published,
            actors=actors,
            incidents=incidents,
            links=tuple(links),
        )
