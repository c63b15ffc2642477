"""What one member of a list responds to, its other members respond to as well."""

from collections.abc import Callable
from typing import Any

Read = Callable[..., Any]


def answering(found: Any) -> set[tuple[str, str]]:
    """The agents of responses, with the types of what they respond to."""
    by_id = {i.id: i for i in found.findings.incidents}
    return {
        (" ".join(by_id[link.source].agents), by_id[link.target].type)
        for link in found.findings.links
        if link.type == "in_response_to"
    }


def test_all_states_of_a_list_respond_to_what_one_of_them_responds_to(read: Read) -> None:
    found = read(
        "Cuba bombed Haiti on Monday. In response, Peru expelled two Cuban envoys, Chile three and "
        "Mali one."
    )
    assert {agent for agent, _ in answering(found)} == {"Peru", "Chile", "Mali"}
    assert len({cause for _, cause in answering(found)}) == 1


def test_without_a_response_there_is_nothing_to_share(read: Read) -> None:
    found = read("Peru expelled two Cuban envoys, Chile three and Mali one.")
    assert answering(found) == set()
