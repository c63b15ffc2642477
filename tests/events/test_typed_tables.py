"""Sixteen tables typed with different habits, before the reader was looked at: nothing is lost.

Each is read as a person would read it, or says which row, cell or word was not.
"""

from pathlib import Path

import pytest
from talion.events.reading import import_events

TYPED = Path(__file__).parent / "typed"

NOT_READ: dict[str, tuple[int, list[tuple[int, str]], list[tuple[int, str]], set[str]]] = {
    "01_historian.txt": (
        15,
        [(13, "no date: 's.d.'")],
        [],
        {
            "Raid on Arcos House",
            "Nationalisation of property",
            "Rejects the ultimatum in part; mobilises",
        },
    ),
    "02_krant.csv": (
        16,
        [],
        [],
        {
            "consulaat Seattle gesloten",
            "landingsrecht minister ingetrokken",
            "ambassadeur niet welkom",
        },
    ),
    "03_desk.xlsx": (
        12,
        [(18, "no source"), (20, "no source")],  # the total and the note below the table
        [(17, "count 'all' is no whole number")],
        set(),
    ),
    "04_codes.ods": (12, [(14, "source and target are both Germany")], [], {"1000"}),
    "05_webpage.txt": (
        13,
        [(13, "no source"), (14, "no source")],
        [
            (9, "count '7–10' is no whole number"),
            (11, "count '7' of 3 pairs of states: it does not say how many each"),
        ],
        set(),
    ),
    "06_r_export.csv": (10, [(7, "no date: 'NA'"), (12, "no target")], [], {"1", "2", "3"}),
    "06b_r_labels.csv": (10, [(7, "no date: 'NA'"), (12, "no target")], [], set()),
    "07_years.xlsx": (23, [(8, "no date: '?'")], [], {"EU-16", "closed British Council"}),
    "08_form.csv": (
        8,
        [
            (6, "'last week of October' is no date; write 2018, 2018-03 or 2018-03-26"),
            (10, "no date"),
        ],
        [(9, "count '2' of 2 pairs of states: it does not say how many each")],
        {"stopped issuing visas"},
    ),
    "09_soziologe.csv": (14, [(14, "no date: 'o. D.'")], [], set()),
    "10_notes.md": (6, [], [], {"recognised Abkhazia"}),
    "11_pairs.xlsx": (11, [], [], set()),
    "12_memoire.csv": (13, [(13, "no date")], [], {"demande le départ de l'ambassadeur"}),
    "13_annex.docx": (2, [], [], set()),
    "14_printout.txt": (5, [], [], set()),
    "15_saved.html": (2, [], [], set()),
    "16_dump.json": (2, [], [], set()),
}


def test_every_typed_table_is_named_here() -> None:
    assert sorted(path.name for path in TYPED.iterdir()) == sorted(NOT_READ)


@pytest.mark.parametrize("name", NOT_READ)
def test_a_typed_table_is_read_and_what_is_not_is_said(name: str) -> None:
    events, bad, unread, unknown = NOT_READ[name]
    done = import_events([TYPED / name], max_bad=1.0)
    assert len(done.events) == events
    assert [(row.line, row.reason) for row in done.summary.bad] == bad
    assert [(cell.line, cell.reason) for cell in done.summary.unread] == unread
    words = (*done.summary.as_written, *done.summary.types_as_written)
    assert {word for word, _ in words} == unknown


@pytest.mark.parametrize(
    ("name", "line", "sides", "kind", "count"),
    [
        ("01_historian.txt", 8, ("German Reich", "Poland"), "military_action", None),
        ("01_historian.txt", 11, ("United Kingdom", "Soviet Union"), "expulsion", 105),
        ("02_krant.csv", 4, ("Russia", "United Kingdom"), "closure", 1),
        ("02_krant.csv", 7, ("Netherlands", "Russia"), "expulsion", 2),
        ("03_desk.xlsx", 8, ("Saudi Arabia", "Qatar"), "sanction", None),
        ("04_codes.ods", 9, ("United Kingdom", "Soviet Union"), "expulsion", 25),
        ("05_webpage.txt", 7, ("Czech Republic", "Russia"), "expulsion", 3),
        ("06b_r_labels.csv", 13, ("Austria", "Soviet Union"), "cameo:04", None),
        ("08_form.csv", 2, ("India", "Canada"), "expulsion", 41),
        ("09_soziologe.csv", 7, ("Egypt", "West Germany"), "break_of_relations", None),
        ("12_memoire.csv", 8, ("Algeria", "France"), "expulsion", 12),
        ("16_dump.json", 3, ("Russia", "United Kingdom"), "expulsion", 23),
    ],
)
def test_a_row_of_a_typed_table_says_what_a_person_reads(
    name: str, line: int, sides: tuple[str, str], kind: str, count: int | None
) -> None:
    rows = import_events([TYPED / name], max_bad=1.0).events.frame().iter_rows(named=True)
    found = [row for row in rows if row["row"] == f"{name}:{line}"]
    read = [((r["source"], r["target"]), r["type"], r["count"]) for r in found]
    assert read == [(sides, kind, count)]
