"""Terms: which weights a model has, by role and mark."""

from talion.hawkes.dyads import SIDES, SILENCES
from talion.hawkes.reply_model import BASE, COUNT, ROLES, SIDE, SILENCE, TYPE
from talion.hawkes.terms import Terms


def test_the_marks_of_a_role_open_their_columns() -> None:
    mask = Terms(reply_latest=("base", "side")).mask(3)
    used = mask[ROLES.index("reply_latest")].nonzero()[0].tolist()
    assert used == [BASE, *range(SIDE, SIDE + SIDES)]
    used = mask[ROLES.index("campaign")].nonzero()[0].tolist()
    assert used[:SILENCES] == list(range(SILENCE, SILENCE + SILENCES))
    assert mask[:, COUNT:TYPE].any(axis=1).tolist() == [True, False, False, False, False, False]


def test_one_type_has_no_column_of_its_own() -> None:
    assert not Terms().mask(1)[:, TYPE:].any()
    assert Terms().mask(2)[ROLES.index("reply_alike"), TYPE:].all()
