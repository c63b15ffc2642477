"""The date to report of an incident: that of the mention that is surest of it."""

from collections.abc import Sequence

from talion.extract.incidents.event_mention import EventCluster
from talion.extract.rules import Reason, SlotName


def settle_dates(incidents: Sequence[EventCluster]) -> None:
    """Give each incident the most probable date of its mentions, weak ones left out.

    >>> said = analysis("In 2018 Peru expelled an envoy. Chile then closed a Cuban consulate.")
    >>> [incident.date for incident in said.incidents]
    ['2018', '2018']
    """
    for incident in incidents:
        strong = [m for m in incident.mentions if not m.weak] or incident.mentions
        dates = [m.when for m in strong if m.when is not None]
        if len(dates) < len(strong):
            continue  # a list gives the date beside the name
        best = max(dates, key=lambda when: when.probability)
        incident.date = best.date
        incident.lead.rules[SlotName.DATE] = Reason(best.rule)
