"""Dates in EDTF that a query compares, which SPARQL cannot."""

import pytest
from talion.store.date_comparison import compared_dates
from talion.store.questions import questions

DATE = "<https://w3id.org/talion/ns#date>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('SELECT * { ?i tal:date ?d FILTER(?d >= "2018"^^xsd:gYear) }', ("?d",)),
        ('SELECT * { ?i tal:date ?d FILTER("2018-01-01"^^xsd:date <= ?d) }', ("?d",)),
        (f"SELECT * {{ ?i {DATE} ?d . ?j {DATE} ?e FILTER(?d<?e) }}", ("?d", "?e")),
        ("SELECT * { ?m tal:since $s FILTER(YEAR($s) = 2018) }", ("$s",)),
        (
            'SELECT * { ?i ?p ?d FILTER(?d > "2018"^^edtf:EDTF) }',
            ('"2018"^^edtf:EDTF',),
        ),
        ("SELECT * { ?i tal:date ?d ; tal:earliest ?e FILTER(?e > NOW()) }", ()),
        ('SELECT * { ?i tal:date ?d FILTER(?d = "2018"^^edtf:EDTF) }', ()),
        ('SELECT * { ?i tal:date ?d FILTER(STRSTARTS(STR(?d), "2018")) } ORDER BY ?d', ()),
        ("SELECT * { ?i tal:date ?d } # ?d < ?e", ()),
    ],
)
def test_a_comparison_of_edtf_is_noticed_and_nothing_else(
    text: str, found: tuple[str, ...]
) -> None:
    assert compared_dates(text) == found


def test_no_ready_made_question_compares_them() -> None:
    assert [q.name for q in questions() if compared_dates(q.text)] == []
