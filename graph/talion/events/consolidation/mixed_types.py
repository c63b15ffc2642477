"""The type of an event whose reports bear several, because coders mix their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.consolidation.daily_counts import run_sums

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.consolidation.consolidation_rules import Consolidation
    from talion.events.consolidation.daily_counts import DailyCounts
    from talion.events.reports import Reports


def event_types(
    days: DailyCounts, starts: npt.NDArray[np.int64], reports: Reports, rules: Consolidation
) -> npt.NDArray[np.int32]:
    """Return the type of each event: its family's only one, or by rule 7 of `consolidate`.

    >>> import numpy as np
    >>> from talion.events.consolidation.consolidation_rules import Consolidation
    >>> from talion.events.consolidation.daily_counts import DailyCounts
    >>> from talion.events.reports import Reports
    >>> same, kinds = np.zeros(3, np.int32), np.array([0, 0, 1], np.int32)
    >>> words = ("Norway", "Russia"), ("sanction", "expulsion")  # of one family
    >>> reports = Reports(same, same, same + 1, kinds, same + 1, *words, same[:2], same[:2])
    >>> days, rules = DailyCounts.of(reports), Consolidation(sharpest=frozenset(["expulsion"]))
    >>> event_types(days, np.array([0]), reports, rules).tolist()  # a third is sharp enough
    [1]
    """
    import numpy as np

    sizes = np.bincount(reports.family, minlength=1)
    only = np.zeros(len(sizes), np.int32)
    only[reports.family] = np.arange(len(reports.family))
    family = days.family[starts]
    chosen = only[family]
    mixed = np.flatnonzero(sizes[days.family[days.typed_day]] > 1)
    if not len(mixed):
        return chosen
    event = np.searchsorted(starts, days.typed_day[mixed], side="right") - 1
    key = event * len(reports.types) + days.typed[mixed]
    found, place = np.unique(key, return_inverse=True)
    weight = np.bincount(place, weights=days.typed_weight[mixed])
    event, kind = np.divmod(found, len(reports.types))
    is_sharp = np.array([name in rules.sharpest for name in reports.types])[kind]
    share = weight / run_sums(days.weight, starts)[event]
    rank = np.where(is_sharp & (share >= rules.sharp), 1.0 + share, share)
    order = np.lexsort((-kind, rank, event))  # the best of each event comes last
    chosen[event[order]] = kind[order]
    return chosen
