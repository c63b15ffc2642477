"""The agents and targets of an incident, as the text names them."""

from dataclasses import dataclass, field

from talion.extract.entities.noun_phrases import Party
from talion.extract.rules import Reason, Rule


@dataclass(slots=True)
class Roles:
    """Agents and targets with the rules that found them; `groups` are agents that act singly.

    `unnamed` is whether several states acted of which the text names none: "28 countries".
    """

    agents: Party = field(default_factory=Party)
    targets: Party = field(default_factory=Party)
    agent_rule: Reason | None = None
    target_rule: Reason | None = None
    groups: list[Party] = field(default_factory=list)
    anaphoric: bool = False
    unnamed: bool = False

    @property
    def by_private_persons(self) -> bool:
        """Whether it was done by people who act for no state.

        >>> Roles(agent_rule=Reason(Rule.PRIVATE_PERSONS)).by_private_persons
        True
        """
        return self.agent_rule is not None and self.agent_rule.rule is Rule.PRIVATE_PERSONS
