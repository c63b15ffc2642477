"""`talion waves` on the seeds."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Talion = Callable[..., Result]


def test_waves_show_the_cause_who_joined_and_what_responded(talion: Talion) -> None:
    output = talion("waves").stdout
    assert output.startswith("1  4 states → Russia, 2022-03-29  4 events, 43 persons\n")
    assert (
        "common cause: Russia → Belgium, Czech Republic, Ireland, Netherlands: espionage" in output
    )
    assert "2022-03-29  Netherlands: expulsion of 17" in output
    assert "with a response: 4 of 4 events" in output


def test_waves_as_json(talion: Talion) -> None:
    shown = json.loads(talion("waves", "--json").stdout)
    assert shown["total"] == 1
    assert shown["waves"][0]["answered"] == 4


def test_where_there_is_no_wave_a_line_says_so(talion: Talion) -> None:
    assert "no wave of 30 or more states" in talion("waves", "--states", "30").stderr


def test_waves_and_chains_can_be_drawn(talion: Talion, tmp_path: Path) -> None:
    for command in ("waves", "chains"):
        file = tmp_path / f"{command}.svg"
        assert talion(command, "--picture", str(file)).exit_code == 0
        assert "Netherlands" in file.read_text()


def test_a_wave_of_fewer_than_two_states_is_refused_in_a_line(talion: Talion) -> None:
    for number in ("0", "1"):
        result = talion("waves", "--states", number)
        assert result.exit_code == 2
        assert f"{number} is not in the range x>=2" in result.stderr
