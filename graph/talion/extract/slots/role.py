"""The two sides of an incident, and the types whose sides are found alike."""

from dataclasses import dataclass, field

from talion.extract.entities.noun_phrases import Side

DEEDS = frozenset(
    [
        "espionage",
        "cyber_operation",
        "influence_operation",
        "attack_on_person",
        "sabotage",
        "military_action",
    ]
)

#: Types done to persons: where these are does not tell whose they are.
PERSONAL = frozenset(
    ["expulsion", "legal_action", "attack_on_person", "deportation", "summons", "recall"]
)


@dataclass(slots=True)
class Roles:
    """The two sides of an incident; `groups` are agents named one by one, each for itself."""

    agents: Side = field(default_factory=Side)
    targets: Side = field(default_factory=Side)
    agent_rule: str = ""
    target_rule: str = ""
    groups: list[Side] = field(default_factory=list)
    anaphoric: bool = False
