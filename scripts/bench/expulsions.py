"""Known replies against what the model infers with the sources hidden.

    python scripts/bench/expulsions.py ../shared/data/expulsions.csv [--threshold 0.5]

Counts the events that the table's `responds_to` names as responses to another event of the table:
how many the model finds with that probability, and with the right antecedent; and of all other
events, how many it takes for responses. An event whose stated antecedent is not in the table
cannot be found.
"""

from __future__ import annotations

import argparse

from talion.hawkes.from_table import infer_replies
from talion.hawkes.reply_model import Model
from talion.reciprocity.stored_events import load_events


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("--threshold", type=float, default=0.5)
    options = parser.parse_args()
    events = load_events(options.table)
    found = infer_replies(Model.default(), events)
    ids, basis = events.table["id"].to_pylist(), events.table["basis"].to_pylist()
    antecedents = events.columns().responds_to
    known = said = right = other = false = 0
    for row, antecedent in enumerate(antecedents.tolist()):
        sure = found.reply[row] >= options.threshold
        if antecedent >= 0:
            known += 1
            said += sure
            right += sure and found.rows[row, 0] == antecedent
        elif basis[row] is not None:
            print(f"{ids[row]}: its antecedent is not in the table ({basis[row]})")
        else:
            other += 1
            false += sure
            if sure:
                print(f"{ids[row]}: taken for a response, p_reply {found.reply[row]:.3f}")
    print(f"known replies {known}: found {said}, with the right antecedent {right}")
    print(f"other events {other}: taken for responses {false}")


if __name__ == "__main__":
    main()
