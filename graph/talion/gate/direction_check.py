"""Whether agent and target of a measure against envoys are swapped, as the quote's words show."""

import re

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.proposal import ProposedIncident, ProposedSide
from talion.gate.refusal import Refusal
from talion.model.actor import Actor, ActorKind
from talion.model.incident import Span
from talion.model.type_traits import DoneTo, TypeTraits

#: An adjective belongs to a noun so many words before it or behind it.
_BEFORE, _BEHIND = 2, 3
_WORD = re.compile(r"[^\W_]+")


def check_direction(
    evidence: ArticleEvidence, incident: ProposedIncident, act: Span, traits: TypeTraits
) -> Refusal | None:
    """Return that the sides are swapped where the quote names the agents as the envoys' states.

    That is so where it has every agent only as an adjective beside a word for envoys ("two Chilean
    diplomats"), and no target in that way.

    >>> from talion.model.article import Article
    >>> evidence = ArticleEvidence(Article("a", "Peru expelled two Chilean diplomats."))
    >>> act = evidence.folded.find("Peru expelled two Chilean diplomats")
    >>> peru, chile = (ProposedSide("Peru"),), (ProposedSide("Chile"),)
    >>> for agents, targets in ((peru, chile), (chile, peru)):
    ...     made = ProposedIncident("e1", "x", "reported", agents, targets, act.text)
    ...     reason = check_direction(evidence, made, act, TypeTraits(done_to=DoneTo.ENVOYS))
    ...     print(reason.name if reason else "passes")
    passes
    SWAPPED
    """
    if traits.done_to is not DoneTo.ENVOYS or not incident.agents:
        return None
    agents = [_is_of_envoys(evidence, side, act) for side in incident.agents]
    targets = [_is_of_envoys(evidence, side, act) for side in incident.targets]
    return Refusal.SWAPPED if all(agents) and not any(targets) else None


def _is_of_envoys(evidence: ArticleEvidence, side: ProposedSide, act: Span) -> bool:
    """Whether a quote has a state only as an adjective beside a word for envoys."""
    known = evidence.names.known
    actor = known.actor(side.name, evidence.published) or known.actor(side.name)
    if actor is None or actor.kind is not ActorKind.COUNTRY:
        return False
    start, end = evidence.folded.folded_bounds(act)
    own = [m for m in evidence.names.mentions_of(actor) if start <= m[0] and m[1] <= end]
    return bool(own) and all(
        _is_adjective(evidence, actor, m) and _is_beside_envoys(evidence, m, start, end)
        for m in own
    )


def _is_adjective(evidence: ArticleEvidence, actor: Actor, mention: tuple[int, int]) -> bool:
    """Whether a mention is a demonym, or in lower case, as adjectives are in most languages."""
    words = evidence.folded.text[slice(*mention)]
    written = evidence.folded.span(*mention).text
    return written[:1].islower() or words in map(fold_text, actor.demonyms)


def _is_beside_envoys(
    evidence: ArticleEvidence, mention: tuple[int, int], start: int, end: int
) -> bool:
    text = evidence.folded.text
    before = _WORD.findall(text[start : mention[0]])[-_BEFORE:]
    behind = _WORD.findall(text[mention[1] : end])[:_BEHIND]
    return evidence.table.envoys.search(" ".join([*before, "\n", *behind])) is not None
