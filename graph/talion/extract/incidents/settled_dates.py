"""The date to report of an incident: that of the mention that is surest of it."""

from collections.abc import Sequence

from talion.extract.dating.event_date import EventDate
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.rules import Reason, SlotName


def settle_dates(incidents: Sequence[EventCluster]) -> None:
    """Give each incident the most probable date of its mentions, weak ones left out.

    If another mention says the same more exactly, it is that date.

    >>> said = analysis("In 2018 Peru expelled an envoy. Chile then closed a Cuban consulate.")
    >>> [incident.date for incident in said.incidents]
    ['2018', '2018']
    """
    for incident in incidents:
        strong = [m for m in incident.mentions if not m.weak] or incident.mentions
        dates = [m.when for m in strong if m.when is not None]
        if len(dates) < len(strong):
            continue  # a list gives the date beside the name
        likely = max(dates, key=lambda when: when.probability)
        best = max(dates, key=lambda when: _exactness(when, likely))
        incident.date = best.date
        incident.lead.rules[SlotName.DATE] = Reason(best.rule)


def _exactness(when: EventDate, likely: EventDate) -> tuple[int, float]:
    """Return how exact a date is that agrees with the likely one; 0 if it does not."""
    date, other = when.date, likely.date
    agrees = when is likely or bool(date and other and date.startswith(other))
    return (len(date) if agrees and date else int(agrees), when.probability)
