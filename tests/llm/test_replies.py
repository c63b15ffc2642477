"""What models write, well or badly, and what is understood of it."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talion.llm.article_parts import article_parts
from talion.llm.json_in_text import json_in
from talion.llm.reply_reading import proposal_of, same_groups
from talion.llm.same_incidents import joined

#: Enough cases, also on a busy machine.
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


WHOLE: dict[str, Any] = {
    "incidents": [
        {"id": "e1", "type": "expulsion", "quote": 'Peru said: "out" {two} [2]'},
        {"id": "e2", "type": "recall", "quote": "back\\slash"},
    ],
    "links": [{"type": "in_response_to", "from": "e2", "to": "e1", "quote": "so"}],
}
TEXT = json.dumps(WHOLE)


@pytest.mark.parametrize(
    "reply",
    [
        TEXT,
        f"```json\n{json.dumps(WHOLE, indent=2)}\n```",
        f"Here is the JSON you asked for:\n\n{TEXT}\n\nLet me know if you need more!",
        f"<think>Is {{this}} one? []</think>\n{TEXT}",
        f"The set {{a, b}} is empty. {TEXT}",
        TEXT.replace("}]}", "},],}"),
        f"```\n{TEXT}",
    ],
)
def test_the_json_is_found_amid_what_stands_around_it(reply: str) -> None:
    found = json_in(reply)
    assert found is not None
    assert found.value["incidents"] == WHOLE["incidents"]
    assert not found.cut


@pytest.mark.parametrize(
    "reply", ["", "I cannot help with that.", "{", "[1, 2]", "null", "{}" * 60]
)
def test_what_is_no_reply_is_none(reply: str) -> None:
    assert json_in(reply) is None


@quick
@given(st.integers(0, len(TEXT) - 1))
def test_of_a_reply_that_broke_off_the_whole_items_are_kept(end: int) -> None:
    """The oracle: an incident is kept if its closing brace was written."""
    found = json_in(TEXT[:end])
    first_end = TEXT.index("}, {") + 1
    if end < first_end:
        assert found is None
    else:
        assert found is not None
        assert found.cut
        assert found.value["incidents"][0] == WHOLE["incidents"][0]


def test_a_list_of_incidents_alone_is_taken() -> None:
    found = json_in(json.dumps(WHOLE["incidents"]))
    assert found is not None
    assert len(found.value["incidents"]) == 2


@pytest.mark.parametrize(
    "item",
    [
        {"type": "Staff cap", "agents": ["Peru"], "targets": ["Chile"], "count": 20},
        {"event_type": "staff_cap", "agent": "Peru", "target": "Chile", "count": "20"},
        {"Type": "STAFF-CAP", "source": {"name": "Peru"}, "target": "Chile", "number": 20},
        {"type": "staff cap", "by": [{"party": "Peru"}], "against": ["Chile"], "count": "twenty"},
        {"type": "staff_cap", "by": "Peru", "targets": ["Chile"],
         "count": {"value": 20, "quote": "twenty"}},
    ],
)  # fmt: skip
def test_other_keys_and_forms_mean_the_same(item: dict[str, Any]) -> None:
    [made] = proposal_of({"events": [{**item, "evidence": "cut its staff"}]}).incidents
    assert (made.id, made.type, made.status) == ("e1", "staff_cap", "reported")
    assert (made.agents[0].name, made.targets[0].name) == ("Peru", "Chile")
    assert (made.count, made.quote) == (20, "cut its staff")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-03-26", "2018-03-26"),
        ("2018-3-6", "2018-03-06"),
        ("2018/03/26", "2018-03-26"),
        ("2018-03-XX", "2018-03"),
        ("2018-03-00", "2018-03"),
        ("2018-03-26T00:00:00Z", "2018-03-26"),
        ("March 26, 2018", "2018-03-26"),
        ("26 March 2018", "2018-03-26"),
        ("March 2018", "2018-03"),
        ("2018-03-05/2018-03-09", "2018-03"),
        ("2017-12-30/2018-01-02", None),
        (2018, "2018"),
        ("unknown", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_however_it_is_written(written: object, read: str | None) -> None:
    [made] = proposal_of({"incidents": [{"type": "recall", "date": written}]}).incidents
    assert made.date == read


@pytest.mark.parametrize("data", [{"incidents": None}, {"incidents": "none"}, {"links": [[]]}, {}])
def test_a_reply_without_items_proposes_nothing(data: dict[str, Any]) -> None:
    assert proposal_of(data).incidents == ()
    assert proposal_of(data).links == ()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["incidents", "links", "actors", "same", "type", "agents", "count", "date",
                         "quote", "from", "to", "name", "status", "id", "kind"]),
        inner, max_size=4,
    ),
    max_leaves=15,
)  # fmt: skip


@quick
@given(st.dictionaries(st.sampled_from(["incidents", "links", "actors", "same"]), _JSON))
def test_whatever_the_json_holds_nothing_breaks(data: dict[str, Any]) -> None:
    joined(proposal_of(data), same_groups(data))


@quick
@given(st.lists(st.text(alphabet="ab .", max_size=30), max_size=12), st.integers(10, 40))
def test_every_line_of_an_article_stands_in_a_part_and_no_part_is_too_long(
    lines: list[str], longest: int
) -> None:
    text = "".join(f"{line}\n" for line in lines)
    parts = article_parts(text, longest, longest // 3)
    assert all(len(part) <= longest for part in parts)
    assert all(part in text for part in parts)
    for line in text.splitlines(keepends=True):
        pieces = [line[i : i + longest] for i in range(0, len(line), longest)]
        assert all(any(piece in part for part in parts) for piece in pieces)
