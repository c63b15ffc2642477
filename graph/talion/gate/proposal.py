"""What a model says of an article: a proposal, of which nothing has been checked."""

from dataclasses import dataclass

from talion.model.actor import ActorKind


@dataclass(frozen=True, slots=True)
class ProposedSide:
    """An agent or a target by a name, and the words of the article that mention it."""

    name: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedIncident:
    """One incident: each slot with the words that state it, as far as the model gave them.

    `type`, `status` and `date` are as the model wrote them. `gloss` is its translation of the
    quote into English, where the article is in another language.
    """

    id: str
    type: str
    status: str
    agents: tuple[ProposedSide, ...]
    targets: tuple[ProposedSide, ...]
    quote: str
    count: int | None = None
    date: str | None = None
    count_quote: str | None = None
    date_quote: str | None = None
    status_quote: str | None = None
    gloss: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A link from one proposed incident to another, and the words that carry it."""

    type: str
    source: str
    target: str
    quote: str


@dataclass(frozen=True, slots=True)
class ProposedActor:
    """An actor that takes part or speaks, with the office and state that the article gives."""

    name: str
    kind: ActorKind
    quote: str | None = None
    office: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a model says of one article."""

    incidents: tuple[ProposedIncident, ...] = ()
    links: tuple[ProposedLink, ...] = ()
    actors: tuple[ProposedActor, ...] = ()
