"""The seeds as networks of actors and of incidents."""

from typing import TYPE_CHECKING

import pytest
from talion.errors import UsageError
from talion.network import to_networkx
from talion.store import View

if TYPE_CHECKING:
    pass


def test_an_edge_between_actors_is_a_relation_with_what_is_behind_it(view: View) -> None:
    network = to_networkx(view)
    edge = network.edges["netherlands", "russia", "expelled"]
    assert edge["weight"] == 3
    assert edge["persons_at_least"] == edge["persons_up_to"] == 2 + 4 + 17
    assert edge["first"] == "2018-01-01"
    assert edge["last"] == "2022-03-29"
    assert len(edge["incidents"].split()) == 3
    assert network.nodes["russia"] == {"label": "Russia", "kind": "country"}


def test_an_edge_between_incidents_is_a_claim(view: View) -> None:
    network = to_networkx(view, "incidents")
    assert len(network) == 53
    claims = network.get_edge_data(
        "2022-03-29-expulsion-russia-estonia-latvia-lithuania",
        "2022-expulsion-estonia-latvia-lithuania-russia",
    )
    (claim,) = claims.values()
    assert claim["type"] == "in_response_to"
    assert claim["basis"] == "stated"
    assert claim["quote"].startswith("in retaliation for")


def test_another_kind_is_refused(view: View) -> None:
    with pytest.raises(UsageError, match="actors, incidents"):
        to_networkx(view, "flows")


def test_the_persons_of_an_edge_are_no_posts(view: View) -> None:
    """NATO expelled 7 and 8, and cut the mission by 10 posts twice: persons are of the former."""
    network = to_networkx(view)
    assert network.edges["nato", "russia", "expelled"]["persons_up_to"] == 7 + 8
    capped = network.edges["nato", "russia", "cappedStaffOf"]
    assert "persons_at_least" not in capped
    assert "persons_up_to" not in capped
