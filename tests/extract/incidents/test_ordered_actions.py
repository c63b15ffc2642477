"""A trigger that only says what another verb orders is no incident of its own."""

import pytest

from tests.extract.conftest import Clusters

ORDERS = {
    "Peru ordered Chile to close its consulate.": ["closure"],
    "Peru vowed to retaliate against Chile.": ["threat"],
    "Chile recalled its ambassador after Peru closed the Chilean consulate.": ["recall", "closure"],
}


@pytest.mark.parametrize("text", ORDERS)
def test_an_order_and_what_it_orders_are_one_incident(incidents: Clusters, text: str) -> None:
    assert [i.type for i in incidents(text)] == ORDERS[text]
