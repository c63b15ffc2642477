import numpy as np
from talion.events.coded_rows import CodedRows
from talion.events.reports import CodeMappings, RowParties, counted


def rows(*coded: tuple[str, str, str, str]) -> CodedRows:
    """Rows `(source, country of source, target, code)` of one day; an empty country is none."""
    actors = tuple(dict.fromkeys(name for row in coded for name in row[:3]))
    codes = tuple(dict.fromkeys(row[3] for row in coded))
    number = len(coded)

    def numbers(at: int) -> np.ndarray:
        return np.array([actors.index(row[at]) if row[at] else -1 for row in coded], np.int32)

    return CodedRows(
        day=np.full(number, 17_600, np.int32),
        source=numbers(0),
        target=numbers(2),
        source_country=numbers(1),
        target_country=np.full(number, -1, np.int32),
        code=np.array([codes.index(row[3]) for row in coded], np.int32),
        weight=np.ones(number, np.int32),
        line=np.arange(number, dtype=np.int32),
        file=np.zeros(number, np.int32),
        actors=actors,
        codes=codes,
        files=("a",),
        bad=(),
    )


def between(coded: CodedRows) -> list[tuple[str, str, str]]:
    parties, mappings = RowParties(coded), CodeMappings(coded.codes)
    found = mappings.reports(coded, parties, np.arange(len(coded)))
    return [
        (found.states[s], found.states[t], found.types[k])
        for s, t, k in zip(found.source, found.target, found.type, strict=True)
    ]


def test_the_coded_country_comes_before_the_name_of_the_actor() -> None:
    assert between(rows(("Police (Japan)", "China", "Japan", "Accuse"))) == [
        ("China", "Japan", "cameo:11")
    ]


def test_a_visit_received_is_a_visit_made_the_other_way() -> None:
    made, hosted = between(
        rows(("Japan", "", "China", "Make a visit"), ("China", "", "Japan", "Host a visit"))
    )
    assert made == hosted == ("Japan", "China", "cameo:04")


def test_of_a_row_without_two_states_the_actor_to_blame_is_named_once() -> None:
    coded = rows(("Boko Haram", "", "China", "Accuse"), ("China", "", "Al-Shabaab", "Accuse"))
    parties = RowParties(coded)
    left_out = (parties.source < 0) | (parties.target < 0)
    assert parties.stateless(left_out) == (("Al-Shabaab", 1), ("Boko Haram", 1))


def test_names_are_counted_the_commonest_first() -> None:
    numbers = np.array([1, 0, 1, -1], np.int32)
    assert counted(("a", "b"), numbers) == (("b", 2), ("(none)", 1), ("a", 1))
