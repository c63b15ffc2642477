"""Families of incident types, which share a colour.

A type's family is read off its PLOVER codes (Halterman et al. 2023), off the root of its CAMEO
code, or, where it has none that fits, off its traits, so that a type added to the ontology finds
its colour without a line here.
"""

from enum import StrEnum

from talion.model.incident import IncidentType
from talion.model.type_traits import DoneTo, TypeTraits


class TypeFamily(StrEnum):
    """A family of incident types, in the order in which they are stacked, from the axis outward.

    `other` has the types that only a graph names and the ontology does not describe; `talk` has
    talk and cooperation, which are not hostile.
    """

    FORCE = "force"
    LAW = "law"
    COVERT = "covert"
    DIPLOMATIC = "diplomatic"
    WORDS = "words"
    OTHER = "other"
    TALK = "talk"


#: PLOVER codes and the family they stand for, the gravest first; the first that fits decides.
CODES = {
    "ASSAULT": TypeFamily.FORCE,
    "COERCE": TypeFamily.LAW,
    "SANCTION/discontinue": TypeFamily.LAW,
    "SANCTION": TypeFamily.DIPLOMATIC,
    "THREATEN": TypeFamily.WORDS,
    "ACCUSE": TypeFamily.WORDS,
}
#: Roots of CAMEO codes and their families: 01 to 09 are talk and cooperation.
ROOTS = {
    **{f"{root:02}": TypeFamily.TALK for root in range(1, 10)},
    **{f"{root:02}": TypeFamily.WORDS for root in range(10, 15)},
    "15": TypeFamily.FORCE,
    "16": TypeFamily.DIPLOMATIC,
    "17": TypeFamily.LAW,
    **{f"{root:02}": TypeFamily.FORCE for root in range(18, 21)},
}


def group_of(kind: IncidentType) -> TypeFamily:
    """Return the family of a type.

    >>> from talion.store.reference import incident_types
    >>> {kind.id: group_of(kind).value for kind in incident_types()}["expulsion"]
    'diplomatic'
    """
    if not (kind.plover or kind.verbs or kind.nouns or kind.relation):
        codes = (*kind.cameo, kind.id.removeprefix("cameo-"))
        return next((ROOTS[c[:2]] for c in codes if c[:2] in ROOTS), TypeFamily.OTHER)
    fits = (
        family
        for code, family in CODES.items()
        if any(own == code or own.startswith(f"{code}/") for own in kind.plover)
    )
    return next(fits, None) or _by_traits(kind.traits)


def _by_traits(traits: TypeTraits) -> TypeFamily:
    """Return the family of a type that no event code stands for."""
    if traits.covert:
        return TypeFamily.COVERT
    if traits.is_deed:
        return TypeFamily.FORCE
    if traits.is_utterance:
        return TypeFamily.WORDS
    of_missions = traits.done_to in (DoneTo.MISSION, DoneTo.ENVOYS, DoneTo.OWN_ENVOYS)
    return TypeFamily.DIPLOMATIC if of_missions else TypeFamily.LAW
