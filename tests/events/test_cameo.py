import pytest
from talion.events.cameo import CodeMapping, code_mapping, relation_code, types_of_diplomats
from talion.events.event_types import is_known_type
from talion.events.ontology_tables import table_rows


def mapped(code: str) -> CodeMapping:
    mapping = code_mapping(code)
    assert mapping is not None
    return mapping


def test_a_code_without_an_incident_type_is_read_as_its_root() -> None:
    assert mapped("112").type == "cameo:11"


def test_a_longer_code_is_read_as_its_longest_known_prefix() -> None:
    assert mapped("1631").type == mapped("163").type


@pytest.mark.parametrize("code", ["", "9", "99", "999", "x12"])
def test_what_is_no_code_is_not_read(code: str) -> None:
    assert code_mapping(code) is None


def test_who_is_expelled_decides_the_type() -> None:
    expel = mapped("174")
    assert (expel.type, expel.of_diplomats) == ("deportation", "expulsion")
    assert expel.of_diplomats in types_of_diplomats()


def test_every_relation_of_icews_has_a_code_and_every_code_a_known_type() -> None:
    codes = [relation_code(row["relation"]) for row in table_rows("icews_relations.csv")]
    mappings = [code_mapping(code) for code in codes if code]
    assert len(mappings) == len(codes)
    assert all(m and is_known_type(m.type) and m.linger >= 0 for m in mappings)
