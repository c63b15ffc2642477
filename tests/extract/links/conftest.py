"""Links that cues carry, by who did what, with the rule that found them."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.links.cued_links import cued_links

#: The rule, then agents and type of the source, agents and type of the target.
Linked = tuple[str, str, str]


def described(incident: EventCluster) -> str:
    return f"{' '.join(incident.agents.names)} {incident.type}"


@pytest.fixture(scope="session")
def linked(analysed: Callable[..., Analysis]) -> Callable[[str], set[Linked]]:
    """Return the links of a text: the rule, and both incidents as "Peru expulsion"."""

    def from_text(text: str) -> set[Linked]:
        said = analysed(text)
        links = cued_links(said.context, said.incidents, [])
        return {(k.rule.name, described(k.source), described(k.target)) for k in links}

    return from_text
