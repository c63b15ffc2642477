"""The same kernels on a real local Spark cluster: a master and two workers on loopback."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from talion.reciprocity.events.schema import EventTable
from talion.reciprocity.hawkes.events import answers, sample
from talion.reciprocity.hawkes.fit import fit
from talion.reciprocity.hawkes.model import Model

pyspark = pytest.importorskip("pyspark", reason="needs pyspark, the extra 'spark'")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java"),
    pytest.mark.filterwarnings("default"),
]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = Path(pyspark.__file__).parent
    folder = tmp_path_factory.mktemp("cluster")
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    os.environ.update({"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable})
    start = [str(home / "bin" / "spark-class")]
    deploy = "org.apache.spark.deploy"
    master = [*start, f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port)]
    worker = [*start, f"{deploy}.worker.Worker", "--host", "127.0.0.1", "-c", "1", "-m", "1g"]
    commands = [
        [*master, "--webui-port", str(free_port())],
        *(
            [*worker, "--webui-port", str(free_port()), "-d", str(folder / f"work{n}"), url]
            for n in range(2)
        ),
    ]
    running = []
    with (folder / "log").open("w") as log:
        for command in commands:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
            running.append(process)
            time.sleep(1)
        yield url
        for process in reversed(running):
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def events() -> EventTable:
    draw = np.random.default_rng(7)
    names = ("France", "Mali", "Chad", "Niger", "Togo")
    rows: list[dict[str, object]] = []
    for n in range(400):
        source, target = draw.choice(5, 2, replace=False)
        rows.append(
            {
                "id": f"e{n:04d}",
                "time": float(day := int(draw.integers(0, 300))),
                "date": date(1970, 1, 1) + timedelta(days=day),
                "source": names[source],
                "target": names[target],
                "type": ("expulsion", "threat", "cameo:04")[int(draw.integers(3))],
                "severity": 0.5,
            }
        )
    rows[-1] |= {"responds_to": rows[0]["id"], "basis": "stated"}
    return EventTable.from_rows(rows)


def test_a_cluster_tells_what_one_machine_tells_and_fits_what_it_fits(
    cluster: str, events: EventTable, tmp_path: Path
) -> None:
    from talion.reciprocity.spark import fit_on_spark, replies_on_spark

    table, told = tmp_path / "events.parquet", tmp_path / "told"
    events.write(table)
    model = Model.default()
    assert replies_on_spark(str(table), str(told), model, cluster, buckets=4) == len(events)
    found = answers(model, events, either=True)
    import polars as pl

    there = pl.read_parquet(str(told / "*.parquet")).sort("time", "id")
    here = events.frame().sort("time", "id")
    assert there["id"].to_list() == here["id"].to_list()
    inferred = (there["basis"] == "inferred").to_numpy()
    assert inferred.sum() == len(events) - 1
    for name, values in (("p_reply", found.reply), ("p_campaign", found.campaign)):
        assert there[name].to_numpy()[inferred] == pytest.approx(values[inferred], abs=1e-12)
    ids = here["id"].to_list()
    for row in np.flatnonzero(inferred):
        names = [ids[r] for r in found.rows[row] if r >= 0]
        assert there["candidates"][int(row)].to_list() == names
    stated = there.filter(pl.col("basis") == "stated")
    assert stated["p_reply"].to_list() == [1.0]

    fitted = fit_on_spark(str(table), cluster, steps=2, buckets=4)
    alone = fit(sample(events), steps=2, tolerance=0).model
    assert fitted.types == alone.types
    assert fitted.world == pytest.approx(alone.world, rel=1e-9)
    assert fitted.weights == pytest.approx(alone.weights, rel=1e-8, abs=1e-12)
    assert fitted.mix == pytest.approx(alone.mix, rel=1e-9)
