"""The closed sets of the model as terms of the vocabulary, and the way back."""

from collections.abc import Mapping
from typing import TypeVar

from talion.model.actor import ActorKind
from talion.model.claim import Basis, ClaimType
from talion.model.decision import DecisionKind
from talion.model.incident import Slot, Status
from talion.model.slot_quotes import QuotedSlot
from talion.vocabulary import TAL, Term

_Member = TypeVar("_Member")

ACTOR_CLASSES: Mapping[ActorKind, Term] = {
    ActorKind.COUNTRY: TAL.Country,
    ActorKind.ORGANIZATION: TAL.Organization,
    ActorKind.AGENCY: TAL.Agency,
    ActorKind.PERSON: TAL.Person,
    ActorKind.MISSION: TAL.Mission,
}
CLAIM_CLASSES: Mapping[ClaimType, Term] = {
    ClaimType.RESPONSE: TAL.Response,
    ClaimType.PRECEDENT: TAL.Precedent,
    ClaimType.PART: TAL.Part,
}
DECISION_CLASSES: Mapping[DecisionKind, Term] = {
    DecisionKind.MERGE: TAL.Merge,
    DecisionKind.SPLIT: TAL.Split,
    DecisionKind.RENAME: TAL.Rename,
    DecisionKind.RETYPE: TAL.Retype,
    DecisionKind.NOTE: TAL.Note,
    DecisionKind.STAR: TAL.Star,
}
STATUSES: Mapping[Status, Term] = {
    Status.REPORTED: TAL.reported,
    Status.ALLEGED: TAL.alleged,
    Status.PROSPECTIVE: TAL.prospective,
}
BASES: Mapping[Basis, Term] = {Basis.STATED: TAL.stated, Basis.INFERRED: TAL.inferred}
SLOTS: Mapping[Slot, Term] = {
    Slot.COUNT: TAL.count,
    Slot.DATE: TAL.date,
    Slot.STATUS: TAL.status,
}


def by_term(terms: Mapping[_Member, Term]) -> Mapping[str, _Member]:
    """Return the members of a set by the IRIs of their terms.

    >>> by_term(STATUSES)[TAL.alleged]
    <Status.ALLEGED: 'alleged'>
    """
    return {str(term): member for member, term in terms.items()}


SLOT_QUOTES: Mapping[QuotedSlot, Term] = {
    QuotedSlot.AGENTS: TAL.agentQuote,
    QuotedSlot.TARGETS: TAL.targetQuote,
    QuotedSlot.COUNT: TAL.countQuote,
    QuotedSlot.DATE: TAL.dateQuote,
    QuotedSlot.STATUS: TAL.statusQuote,
}
