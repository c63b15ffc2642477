"""The same kernels on a real local Spark cluster: a master and two workers on loopback."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import Result
from talion.events.table import EventTable
from talion.hawkes.consistency import made_consistent, stated_in
from talion.hawkes.fitting.em import Stopping, fit
from talion.hawkes.from_table import infer_replies, sample
from talion.hawkes.reply_model import Model
from talion.hawkes.reply_rows import reply_rows

pyspark = pytest.importorskip("pyspark", reason="needs pyspark, the extra 'spark'")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java"),
    pytest.mark.filterwarnings("default"),
]


#: A master in the process itself, where what is tested needs no second one.
LOCAL = "local[2]"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module", autouse=True)
def quick_java() -> Iterator[None]:
    """Java machines that start fast: a run of seconds does not repay the second compiler."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture(scope="module")
def cluster(quick_java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
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
        day = date(1970, 1, 1) + timedelta(days=int(draw.integers(0, 300)))
        rows.append(
            {
                "id": f"e{draw.integers(10**6)}-{n}",
                "date": day,
                "last": day,
                "precision": "day",
                "source": names[source],
                "target": names[target],
                "type": ("expulsion", "threat", "cameo:04")[int(draw.integers(3))],
                "severity": 0.5,
            }
        )
    rows.sort(key=lambda row: str(row["date"]))
    for row in rows[40:400:40]:
        day = row["date"].replace(day=1)  # type: ignore[attr-defined]
        vague = (day.replace(month=1), day.replace(month=12, day=31), "year")
        month = (day, day.replace(day=28), "month")
        row["date"], row["last"], row["precision"] = vague if rows.index(row) % 80 else month
    for row in rows:
        row["time"] = float((row["date"] - date(1970, 1, 1)).days)  # type: ignore[operator]
    rows[-1] |= {"responds_to": rows[0]["id"], "basis": "stated"}  # of another pair
    rows[-2] |= {"responds_to": "elsewhere", "basis": "stated"}
    rows[40] |= {"responds_to": rows[5]["id"], "basis": "stated"}
    pairs = {(row["source"], row["target"], row["time"]): row for row in rows}
    for later, some in ((0, rows[100:200]), (1, rows[200:300])):
        for row in some:  # what it responded to is stated to respond to it, or to a later event
            then = float(row["time"]) + later  # type: ignore[arg-type]
            other = pairs.get((row["target"], row["source"], then))
            if other is not None and "responds_to" not in {*row, *other}:
                row |= {"responds_to": other["id"], "basis": "stated"}
    return EventTable.from_rows(rows)


@pytest.fixture
def parts(events: EventTable, tmp_path: Path) -> Path:
    """The events in a folder of two files, the later events in the smaller one."""
    folder = tmp_path / "parts"
    folder.mkdir()
    EventTable(events.table.slice(0, 300)).write(folder / "part-0.parquet")
    EventTable(events.table.slice(300)).write(folder / "part-1.parquet")
    return folder


def rounded(value: Any) -> Any:
    """What a row of the output says, as the JSON says it."""
    if isinstance(value, dict):
        printed = {k: rounded(v) for k, v in value.items() if k != "time"}
        if "lag_days" in printed:
            least, most = value["lag_days"]
            printed["lag_days"] = least if least == most else [least, most]
        return printed
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 6) if isinstance(value, float) else value


@pytest.mark.parametrize(
    ("options", "where"), [((), "cluster"), (("--order", "unknown", "--inferred-only"), LOCAL)]
)
def test_spark_tells_what_one_machine_tells(
    cluster: str,
    events: EventTable,
    parts: Path,
    tmp_path: Path,
    talion: Callable[..., Result],
    options: tuple[str, ...],
    where: str,
) -> None:
    master = cluster if where == "cluster" else where
    table, output = tmp_path / "events.parquet", tmp_path / "told"
    events.write(table)
    options = (*options, "--candidates", "2", "--types", "expulsion,threat", "--json")
    here = talion("replies", str(table), *options)
    there = talion(
        *("replies", str(parts), *options),
        *("--engine", "spark", "--buckets", "3", "--master", master, "-o", str(output)),
    )
    assert there.exit_code == 0, there.stderr
    one = {row["id"]: row for row in json.loads(here.stdout)["replies"]}
    assert any(row["basis"] is None for row in one.values())
    printed = pq.read_table(output).to_pylist()
    assert len(printed) == len(one)
    for row in printed:
        same = rounded(row)
        alone = {k: v for k, v in one[row["id"]].items() if k != "method"}  # only JSON has it
        for name in ("p_reply", "p_campaign", "p_background"):
            assert row[name] == pytest.approx(alone.pop(name), abs=2e-6)
            del same[name]
        assert same == alone
    figures = json.loads(there.stdout)
    assert figures["events"] == len(one)
    assert figures["listed"] is ("unknown" not in options)
    assert figures["vague"] == sum(
        len(row["date"]) == 4 and row["basis"] is None for row in one.values()
    )
    assert figures["inferred"] == sum(
        bool(row["antecedent"]) for row in one.values() if row["basis"] == "inferred"
    )


def test_spark_tells_it_to_the_last_digit(events: EventTable, parts: Path, tmp_path: Path) -> None:
    from talion.hawkes.spark.replies import replies_on_spark

    model = Model.default()
    replies_on_spark(str(parts), str(tmp_path / "told"), model, LOCAL, buckets=4)
    found = made_consistent(
        infer_replies(model, events), events.table["id"].to_pylist(), stated_in(events)
    )
    assert (found.reply < infer_replies(model, events).reply).any()
    alone = {row["id"]: row for row in reply_rows(events, found, rounded=False)}
    for row in pq.read_table(tmp_path / "told").to_pylist():
        for name in ("p_reply", "p_campaign", "p_background"):
            assert row[name] == pytest.approx(alone[row["id"]][name], abs=1e-6)


def test_a_cluster_fits_what_one_machine_fits(
    cluster: str, events: EventTable, parts: Path, tmp_path: Path, talion: Callable[..., Result]
) -> None:
    file = tmp_path / "model.json"
    result = talion(
        *(
            "fit",
            str(parts),
            "--steps",
            "3",
            "--engine",
            "spark",
            "--buckets",
            "3",
            "--master",
            cluster,
        ),
        *("-o", str(file), "--json"),
    )
    assert result.exit_code == 0, result.stderr
    fitted, alone = Model.read(file), fit(sample(events), stopping=Stopping(3, 0))
    printed = json.loads(result.stdout)
    assert printed["train_ll_per_event"] == pytest.approx(alone.log_likelihood, abs=1e-4)
    assert (printed["n_train"], printed["steps"]) == (400, 3)
    assert fitted.types == alone.model.types
    assert fitted.world == pytest.approx(alone.model.world, rel=1e-8)
    assert fitted.weights == pytest.approx(alone.model.weights, rel=1e-8, abs=1e-12)
    assert fitted.mix == pytest.approx(alone.model.mix, rel=1e-8)


def test_what_is_no_event_table_is_refused_in_a_line(
    tmp_path: Path, talion: Callable[..., Result]
) -> None:
    options = (
        "--engine",
        "spark",
        "--buckets",
        "3",
        "--master",
        LOCAL,
        "-o",
        str(tmp_path / "told"),
    )
    missing = talion("replies", str(tmp_path / "none"), *options)
    assert missing.exit_code == 1
    assert "Path does not exist" in missing.stderr
    pq.write_table(pa.table({"id": ["a"]}), tmp_path / "other.parquet")
    other = talion("replies", str(tmp_path / "other.parquet"), *options)
    assert other.exit_code == 1
    assert "no column time" in other.stderr
