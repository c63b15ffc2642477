"""Families of incident types, which share a colour.

A type's family is read off its PLOVER codes (Halterman et al. 2023) or, where it has none that
fits, off its traits, so that a type added to the ontology finds its colour without a line here.
"""

from talion.model.incident import IncidentType
from talion.model.type_traits import DoneTo, TypeTraits

#: PLOVER codes and the family they stand for, the gravest first; the first that fits decides.
CODES = {
    "ASSAULT": "force",
    "COERCE": "law",
    "SANCTION/discontinue": "law",
    "SANCTION": "diplomatic",
    "THREATEN": "words",
    "ACCUSE": "words",
}
#: Types that only a graph names and the ontology does not describe.
OTHER = "other"
#: The families in the order in which they are stacked and listed, mild to grave.
GROUPS = ("words", "diplomatic", "law", "covert", "force", OTHER)


def group_of(kind: IncidentType) -> str:
    """Return the family of a type: one of GROUPS.

    >>> from talion.store.reference import incident_types
    >>> {group_of(kind) for kind in incident_types()} <= set(GROUPS)
    True
    """
    if not (kind.plover or kind.verbs or kind.nouns or kind.relation):
        return OTHER
    fits = (
        family
        for code, family in CODES.items()
        if any(own == code or own.startswith(f"{code}/") for own in kind.plover)
    )
    return next(fits, None) or _by_traits(kind.traits)


def _by_traits(traits: TypeTraits) -> str:
    """Return the family of a type that no event code stands for."""
    if traits.covert:
        return "covert"
    if traits.is_deed:
        return "force"
    if traits.is_utterance:
        return "words"
    of_missions = traits.done_to in (DoneTo.MISSION, DoneTo.ENVOYS, DoneTo.OWN_ENVOYS)
    return "diplomatic" if of_missions else "law"
