"""Which reports of a day are the other direction's event miscoded, by the shares of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.consolidation.consolidation_rules import Consolidation
    from talion.events.consolidation.daily_counts import DailyCounts


def echoes(
    days: DailyCounts, linger: npt.NDArray[np.int32], rules: Consolidation
) -> npt.NDArray[np.bool_]:
    """Return which entries are echoes of the other direction (rule 1 of `consolidate`).

    The number of reports in a direction among those of the dyad is beta-binomial under both
    hypotheses: miscoded, with the prior of `rules` and the days before as evidence of the share;
    or its own, with a uniform share. Their ratio is the Bayes factor (Kass and Raftery 1995).

    >>> import numpy as np
    >>> from talion.events.consolidation.consolidation_rules import Consolidation
    >>> from talion.events.consolidation.daily_counts import DailyCounts
    >>> from talion.events.reports import Reports
    >>> when, one = np.array([0, 0, 3], np.int32), np.array([0, 1, 1], np.int32)
    >>> many, none = np.array([80, 6, 20], np.int32), np.zeros(3, np.int32)
    >>> words = ("Norway", "Russia"), ("expulsion",)
    >>> days = DailyCounts.of(
    ...     Reports(when, one, 1 - one, none, many, *words, none[:1], none[:1] + 7)
    ... )
    >>> echoes(days, none + 7, Consolidation()).tolist()  # day 0 back: an echo; day 3: a response
    [False, True, False]
    """
    import numpy as np
    from scipy.special import betaln

    found = np.zeros(len(days), np.bool_)
    rows = np.flatnonzero(linger >= rules.shadow_linger)
    day = days.day[rows]
    spans = ((day - rules.echo_before, day - 1), (day, day + rules.echo_after))
    (own_before, other_before), (own, other) = (
        (days.total(rows, *span), days.total(rows, *span, opposite=True)) for span in spans
    )
    miscoded, sound = rules.miscoded + own_before, rules.sound + other_before
    as_echo = betaln(miscoded + own, sound + other) - betaln(miscoded, sound)
    as_own = betaln(1 + own, 1 + other)
    fewer = own_before + own < other_before + other
    found[rows] = fewer & (as_echo - as_own >= np.log(rules.echo))
    return found
