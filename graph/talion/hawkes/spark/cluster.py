"""A Spark session, whose failures are one line each."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from talion.errors import ClusterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

BUCKETS = 64
"""The default number of groups of pairs; each goes to a worker as a whole."""

_LOCAL_MEMORY = "3g"  # beside it two workers of Python, for at most 8 GiB in all

_STATE = "SQLSTATE"
_GONE = "stopped SparkContext"  # what a session says whose master did not answer


@contextmanager
def session(master: str | None, buckets: int) -> Iterator[SparkSession]:
    """Open a Spark session on a master (by default, on all cores of this machine).

    Raises ClusterError where there is none, or where it cannot do what is asked of it.
    """
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession as Spark

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    place = master or "local[*]"
    builder = Spark.builder.master(place).appName("talion")
    builder = builder.config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    if place.startswith("local"):  # there the driver does the work of the workers too
        builder = builder.config("spark.driver.memory", _LOCAL_MEMORY)
    try:
        spark = builder.config("spark.sql.shuffle.partitions", str(buckets)).getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()
    except (PySparkException, Py4JError) as error:
        raise ClusterError(place, _reason(error)) from error


def _reason(error: Exception) -> str:
    """Return what went wrong, without the traces of both languages."""
    if _GONE in str(error):
        return "no master answers there"
    lines = [line.strip(" :") for line in str(error).splitlines() if line.strip()]
    reasons = [line for line in lines if "Error: " in line or "Exception: " in line] or lines
    return reasons[0].partition(_STATE)[0].strip() if reasons else type(error).__name__
