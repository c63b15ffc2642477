"""What the choice of an antecedent depends on: the names of its terms, and what they measure."""

from __future__ import annotations

from enum import IntEnum

CANDIDATES = 10
"""So many of the other side's latest measures are considered."""

RECENT, LASTING = 30.0, 365.0
"""Days after which a measure counts 1/e for the strength of a campaign."""

YEAR, MONTH = 365, 30
"""Days before an event that candidates may lie back, and that count as its recent past."""

KNOTS = (0, 1, 3, 7, 14, 30, 60, 120, 240, YEAR)
"""Delays in days between which the weight of a delay is linear in log(1 + delay)."""


class PairTerm(IntEnum):
    """What speaks for or against a candidate antecedent, besides the delay.

    Counts are those of the year before the event, as log(1 + count).
    """

    IN_KIND = 0
    """Both events are of one type."""
    HARSHER = 1
    """By how much the event is more severe than the candidate."""
    MILDER = 2
    """By how much it is less severe."""
    OWN_SINCE = 3
    """The responding side has acted since the candidate."""
    LATEST = 4
    """The candidate is the other side's latest measure."""
    LATEST_OF_TYPE = 5
    """It is the latest of its type."""
    SEVERITY = 6
    """Its severity."""
    REPORTS = 7
    """The logarithm of its number of reports."""
    IN_KIND_BUSY = 8
    """Both are of one type, times the count of the other side's measures."""
    IN_KIND_COMMON = 9
    """Both are of one type, times the count of the other side's measures of that type."""
    OTHER_COMMON = 10
    """They are of different types, times the count of the other side's of the candidate's type."""


class NoneTerm(IntEnum):
    """What speaks for an event that responds to none of the candidates; counts as above."""

    CONSTANT = 0
    OWN_MONTH = 1
    """The count of the own side's measures in the month before."""
    OWN_YEAR = 2
    """The same of the year before."""
    OTHER_MONTH = 3
    """The count of the other side's measures in the month before."""
    OTHER_YEAR = 4
    """The same of the year before."""
    SEVERITY = 5
    """The severity of the event."""
    REPORTS = 6
    """The logarithm of its number of reports."""
    OWN_KIND = 7
    """The count of the own side's measures of the same type in the year before."""
    OWN_RECENT = 8
    """How strong the own campaign is: s / (1 + s), where s adds up the own side's earlier measures,
    each faded by its age at the rate of `RECENT`."""
    OWN_LASTING = 9
    """The same, faded at the rate of `LASTING`."""
    KIND_RECENT = 10
    """The same as `OWN_RECENT` of measures of the same type alone."""
    KIND_LASTING = 11
    """The same as `OWN_LASTING` of measures of the same type alone."""


class TableKind(IntEnum):
    """How a table was made, by which the share of responses differs."""

    LISTED = 0
    """By hand, events listed in the order in which they happened."""
    CODED = 1
    """By a machine that codes reports."""
