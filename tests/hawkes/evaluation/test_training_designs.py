"""What the choice is fitted to: weights of kinds of tables, and what opens disputes."""

import json

import pytest
from talion.events.table import EventTable
from talion.hawkes.choice.choice_model import ChoiceModel
from talion.hawkes.choice.choice_terms import NoneTerm, TableKind
from talion.hawkes.evaluation.benchmark_tasks import benchmark_tasks
from talion.hawkes.evaluation.methods import by_model
from talion.hawkes.evaluation.opening_events import opening_events, opening_halves
from talion.hawkes.evaluation.response_scores import scores
from talion.hawkes.evaluation.training_designs import Designs, as_coded
from talion.hawkes.reply_model import Model
from talion.model.days import day_of


def step(name: str, day: int, ends: str, dispute: int, incident: int) -> dict[str, object]:
    fields = {"dispnum": str(dispute), "incidnum": f"{dispute}{incident:03}"}
    return {
        "id": name,
        "time": 9000.0 + day,
        "date": day_of(9000 + day),
        "source": ends[0],
        "target": ends[1],
        "type": "military_action",
        "evidence": json.dumps(fields),
    }


DISPUTES = EventTable.from_rows(
    [
        step("opens 1", 0, "AB", 1, 1),
        step("opens 1 too", 0, "CB", 1, 1),
        step("responds", 3, "BA", 1, 2),
        step("strikes D", 4, "BD", 1, 3),
        step("D responds", 5, "DB", 1, 4),
        step("E joins", 6, "EB", 1, 5),
        step("E goes on", 7, "EB", 1, 6),
        step("opens 2", 9, "BA", 2, 1),
    ]
)


def test_first_incidents_and_who_acts_for_others_open() -> None:
    """B strikes D, a state new to the dispute, and belongs to it itself: no third party."""
    assert list(opening_events(DISPUTES)) == ["opens 1", "opens 1 too", "E joins", "opens 2"]


@pytest.mark.parametrize("evidence", [None, "", "a note", "[1]", '{"dispnum": "1"}', "{"])
def test_a_table_without_disputes_has_no_openers(evidence: str | None) -> None:
    row = {"id": "a", "time": 1.0, "source": "A", "target": "B", "type": "threat"}
    assert opening_events(EventTable.from_rows([row | {"evidence": evidence}])) == {}


def test_the_later_openers_are_scored_and_the_earlier_learned_from() -> None:
    early, late = opening_halves(DISPUTES)
    assert (list(early), list(late)) == (["opens 1", "opens 1 too"], ["E joins", "opens 2"])
    tasks = benchmark_tasks({}, None, disputes=DISPUTES)
    assert [(task.name, task.either) for task in tasks] == [
        ("openers, order known", False),
        ("openers, order hidden", True),
    ]
    found = scores(by_model(Model.default(), tasks[0]))
    assert (found.events, found.responses) == (2, 0)
    assert found.openers in {0.0, 0.5}


def answered(delay: int, other: int) -> tuple[EventTable, dict[str, str | None]]:
    """Crises two years apart: what follows one after `delay` days responds, after `other` not."""
    rows: list[dict[str, object]] = []
    truth: dict[str, str | None] = {}
    for at in range(40):
        day, lag = 700 * at, (delay, other)[at % 2]
        rows += [step(f"t{at}", day, "PQ", at, 1), step(f"r{at}", day + lag, "QP", at, 2)]
        truth |= {f"t{at}": None, f"r{at}": None if at % 2 else f"t{at}"}
    return EventTable.from_rows(rows), truth


def test_tables_made_by_hand_have_weights_of_their_own() -> None:
    """By hand what comes after a day responds, else what comes late: each kind learns its own."""
    swift, late = (as_coded({"t": answered(*lags)}) for lags in ((1, 180), (180, 1)))
    moved = [design.as_kind(TableKind.CODED, 1.0) for design in late]
    found = Designs(swift, moved, []).fitted()
    by_hand, coded = (found.of(kind).by_day for kind in TableKind)
    assert by_hand[1] - by_hand[180] > coded[1] - coded[180]


def test_openers_make_responses_rarer() -> None:
    table, truth = answered(1, 180)
    known = as_coded({"t": (table, truth)})
    openers = as_coded({"openers": (table, dict.fromkeys(truth))})
    fitted = [Designs(known, [], more).fitted() for more in ([], openers)]
    plain, wary = (model.of(TableKind.LISTED).none[NoneTerm.CONSTANT] for model in fitted)
    assert plain < wary


def test_shipped_weights_differ_by_kind_and_are_tested_on_what_was_kept_back() -> None:
    shipped = ChoiceModel.default()
    assert (shipped.of(TableKind.LISTED).pair != shipped.of(TableKind.CODED).pair).any()
    for kind in TableKind:
        links = shipped.card["kept_back"][kind.name.lower()]
        assert sum(band["links"] for band in links) > 50
        for band in links:
            if band["links"] >= 15:  # probabilities hold within what chance allows
                share = band["right"] / band["links"]
                assert band["least"] - 0.15 < share
