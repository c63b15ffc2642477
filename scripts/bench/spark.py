"""Replies on Apache Spark beside one machine: equal results, and the time of each.

    python scripts/bench/spark.py EVENTS.parquet OUTPUT [--master URL]

The file must be an event table that the workers can reach. Without --master all cores of this
machine serve as the cluster.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import polars as pl
from talion.events.table import EventTable
from talion.hawkes.from_table import infer_replies
from talion.hawkes.reply_model import Model
from talion.hawkes.spark.replies import replies_on_spark


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events")
    parser.add_argument("output")
    parser.add_argument("--master")
    options = parser.parse_args()
    model, table = Model.default(), EventTable.read(options.events)
    begun = time.perf_counter()
    found = infer_replies(model, table, either=True)
    alone = time.perf_counter() - begun
    begun = time.perf_counter()
    replies_on_spark(options.events, options.output, model, options.master, either=True)
    cluster = time.perf_counter() - begun
    written = pl.read_parquet(str(Path(options.output) / "*.parquet")).sort("time", "id")
    order = table.frame().with_row_index("nth").sort("time", "id")["nth"].to_numpy()
    inferred = (written["basis"] == "inferred").to_numpy()
    gap = np.abs(written["p_reply"].to_numpy() - found.reply[order])[inferred].max()
    print(
        f"{len(table):,} events: one machine {alone:.2f} s, Spark {cluster:.2f} s (start included)"
    )
    print(f"largest difference of p_reply: {gap:.1e}")


if __name__ == "__main__":
    main()
