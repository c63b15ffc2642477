"""A question added as a newcomer would: one file in ontology/questions/."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion import resources
from talion.vocabulary import ID

ROOT = Path(__file__).parents[2]
QUESTION = """\
# title: Who summoned whose envoy?
# description: Every summons of an envoy, with who was summoned by whom.
# parameter: who = actor:netherlands  (who summoned)
PREFIX actor: <https://w3id.org/talion/id/actor/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tal: <https://w3id.org/talion/ns#>
PREFIX type: <https://w3id.org/talion/type/>
SELECT ?incident ?whom
WHERE {
  VALUES ?who { actor:netherlands }
  ?incident a tal:Incident ; tal:incidentType type:summons ; tal:agent ?who ; tal:target ?actor .
  ?actor rdfs:label ?whom .
}
ORDER BY ?incident ?whom
"""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scratch copy of the ontology, which the commands then read."""
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    monkeypatch.setattr(resources, "_data_root", lambda: tmp_path)
    return tmp_path / "ontology"


def test_a_new_question_is_one_file(talion: Callable[..., Result], scratch: Path) -> None:
    assert talion("query", "who-summoned-whose-envoy").exit_code == 2
    (scratch / "questions/who-summoned-whose-envoy.rq").write_text(QUESTION, "utf-8")
    assert "Who summoned whose envoy?" in talion("query").stdout
    asked = talion("query", "who-summoned-whose-envoy", "--format", "csv")
    # the Netherlands summoned an envoy of Russia once in the seeds, in December 2020
    assert asked.stdout.splitlines()[1:] == [
        f"{ID}incident/2020-12-summons-netherlands-russia,Russia"
    ]
    other = talion("query", "who-summoned-whose-envoy", "-p", "who=Belgium", "--format", "csv")
    assert other.stdout.splitlines()[1:] == []
