"""The sides of an incident as the text names them."""

import pytest
from talion.extract.entities.noun_phrases import Party
from talion.extract.rules import Reason, Rule
from talion.extract.slots.roles import Roles


def test_nobody_is_a_side_before_something_is_found() -> None:
    assert not Roles().agents
    assert not Roles().targets
    assert not Roles().by_private_persons


@pytest.mark.parametrize("rule", list(Rule))
def test_only_one_rule_says_that_private_persons_acted(rule: Rule) -> None:
    assert Roles(agent_rule=Reason(rule)).by_private_persons == (rule is Rule.PRIVATE_PERSONS)


def test_two_incidents_do_not_share_their_sides() -> None:
    one, other = Roles(), Roles()
    one.groups.append(Party(("Peru",)))
    one.agents += Party(("Peru",))
    assert other.groups == []
    assert not other.agents
