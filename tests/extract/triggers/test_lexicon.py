import re
from pathlib import Path

import pytest
from talion.extract.triggers.frame import FrameKind, read_frame
from talion.extract.triggers.lexicon import build, class_labels, lexicon
from talion.model.incident import IncidentType
from talion.store.reference import incident_types

CLASSES = {"envoy": frozenset({"diplomat", "envoy"}), "going": frozenset({"leave", "go"})}


def test_a_frame_says_what_a_word_needs_beside_it() -> None:
    frame = read_frame(
        "expulsion", FrameKind.VERB, "kick out <envoy> +<going>|home -party %context", CLASSES
    )
    assert frame.anchor == ("kick",)
    assert frame.particle == "out"
    assert frame.object == {"diplomat", "envoy"}
    assert frame.needs == (frozenset({"leave", "go", "home"}),)
    assert frame.bars == {"party"}
    assert frame.flags == {"context"}


def test_a_phrase_keeps_all_its_words() -> None:
    assert read_frame("espionage", FrameKind.PHRASE, "spy ring", {}).anchor == ("spy", "ring")


def test_a_frame_that_is_tried_last_comes_last() -> None:
    kind = IncidentType("x", "x", "X.", 0.5, None, verbs=("expel %last", "expel <envoy>"))
    frames = build([kind], CLASSES).verbs["expel"]
    assert [f.text for f in frames] == ["expel <envoy>", "expel %last"]


def test_words_of_another_language_are_not_read(ontology: Path) -> None:
    file = ontology / "incident-types.ttl"
    old = '    tal:verb "expel <envoy> -<club>",'
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    new = f'{old} "ausweisen <envoy>"@de, "defenestrate <envoy>"@en, "outcast <envoy>",'
    file.write_text(text.replace(old, new), "utf-8")
    verbs = lexicon().verbs
    assert "ausweisen" not in verbs
    assert verbs["defenestrate"][0].type == verbs["outcast"][0].type == verbs["expel"][0].type


@pytest.mark.parametrize("text", ["expel <envoys>", "expel +<abroad|leave>", "expel -<club>"])
def test_a_frame_of_an_unknown_class_is_an_error(text: str) -> None:
    with pytest.raises(KeyError):
        read_frame("expulsion", FrameKind.VERB, text, CLASSES)


@pytest.mark.parametrize("text", ["expel %futur", "expel <#nationals>"])
def test_a_misspelt_flag_or_sort_of_word_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        read_frame("expulsion", FrameKind.VERB, text, CLASSES)


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(KeyError):
        lexicon().words("no-such-class")


def test_every_frame_of_the_ontology_names_classes_that_are_there() -> None:
    words = lexicon()
    for table in (words.verbs, words.nouns, words.phrases):
        for frames in table.values():
            for frame in frames:
                left = [w for w in frame.object | frame.bars if w.startswith(("<", "%", "+"))]
                assert not left, (frame.text, left)
    assert len({f.type for fs in words.verbs.values() for f in fs}) == len(incident_types())


def test_a_group_of_states_has_its_members() -> None:
    assert lexicon().groups()["baltic states"] == ("Estonia", "Latvia", "Lithuania")


def test_every_class_that_a_trigger_names_has_a_name_for_people() -> None:
    texts = [t for kind in incident_types() for t in (*kind.verbs, *kind.nouns, *kind.phrases)]
    pieces = [names for text in texts for names in re.findall(r"<([^>]+)>", text)]
    named = {name for piece in pieces for name in piece.split("|") if name[0] != "#"}
    assert named
    assert sorted(named - class_labels().keys()) == []
