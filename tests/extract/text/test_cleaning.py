from time import thread_time

from hypothesis import given
from hypothesis import strategies as st
from talion.extract.lang.word_sets import words
from talion.extract.text.boilerplate import boilerplate
from talion.extract.text.cleaning import BREAK, prepare

KNOWN = words("the envoy was expelled last week and nobody said why it a of late")


def is_word(text: str) -> bool:
    return text.casefold() in KNOWN


def test_a_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    found = prepare("The first thing happened.\nThe second thing happened.", is_word)
    assert found.text.split(BREAK) == [
        "The first thing happened.",
        "The second thing happened.",
        "",
    ]


def test_wrapped_lines_are_one_paragraph_and_broken_words_are_joined() -> None:
    text = "The envoy was ex\npelled last week and\nnobody said why it\nwas the envoy of\nlate."
    found = prepare(text, is_word)
    assert found.text.startswith("The envoy was expelled last week and nobody said why it was")
    start = found.text.index("expelled")
    assert text[slice(*found.span(start, start + 8))] == "ex\npelled"


def test_a_hyphen_at_a_line_break_is_dropped_where_the_whole_is_a_word() -> None:
    text = "The envoy was ex-\npelled last week and\nnobody said why it\nwas the envoy of\nlate."
    assert "expelled" in prepare(text, is_word).text


def test_two_words_stay_two_at_a_line_break() -> None:
    text = "The envoy was\nexpelled last week and\nnobody said why it\nwas the envoy of\nlate."
    assert "was expelled" in prepare(text, is_word).text


def test_appeals_captions_and_links_are_left_out() -> None:
    for paragraph in (
        "Read more",
        "Image copyright Getty Images",
        "Follow us on Facebook",
        "Sign up for our newsletter today",
        "A flag over the embassy. REUTERS/Some One",
        "Some Body contributed to this report.",
        "— Some Body (@somebody) March 29, 2022",
        "Minister defends ban on envoys Read more",
        "***",
    ):
        assert boilerplate(paragraph) == [(0, len(paragraph))], paragraph


def test_a_run_of_signs_without_a_word_is_left_out_and_what_stands_around_it_stays() -> None:
    for unit in ("<x:s> <x:p> [", "A ", "{ a : 1 , ", "( \n"):
        story = "The envoy was expelled last week.\n\n"
        text = story + unit * 200 + "\n\n" + story
        found = prepare(text, is_word)
        assert len(found.text) < 100, unit
        assert found.text.count("expelled") == 2, unit
        start = found.text.rindex("expelled")
        assert found.span(start, start + 8)[0] == text.rindex("expelled")


def test_a_list_of_figures_stays() -> None:
    text = " ".join(f"Peru {n} ;" for n in range(200))
    assert prepare(text, is_word).text.count("Peru") == 200


def test_what_only_begins_like_an_appeal_stays() -> None:
    for paragraph in (
        "Share prices fell after the embassy closed.",
        "Support for the expulsion was broad in parliament.",
        "Related to that, the envoy was summoned on Friday.",
        "The summary of the report blamed the service.",
    ):
        assert boilerplate(paragraph) == [], paragraph


@given(st.text(alphabet=st.sampled_from("abc de.\n-AZ’"), max_size=300))
def test_every_character_comes_from_where_it_is_said_to_come_from(text: str) -> None:
    found = prepare(text, is_word)
    for offset, character in enumerate(found.text):
        if character not in " \n":
            assert text[found.origin(offset)] == character


def test_a_dateline_is_cut_and_a_name_with_a_hyphen_is_none() -> None:
    for dateline in (
        "MOSCOW (Reuters) - ",
        "LONDON, Sept. 24 — ",
        "KYIV, Ukraine -- ",
        "BERLIN/PARIS (AP) — ",
        "NEW YORK—",
        "ST. PETERSBURG, 24 Feb 2022 – ",
        "Moscow, March (TASS) - ",
    ):
        assert (
            prepare(f"{dateline}Russia expelled ten.", is_word).text
            == f"Russia expelled ten.{BREAK}"
        )
    for name in ("NATO-Russia talks went on.", "EU-Russia ties were cut."):
        assert prepare(name, is_word).text == f"{name}{BREAK}"


def test_a_line_of_capitals_is_read_at_once() -> None:
    begun = thread_time()
    prepare("A" * 5_000 + " an envoy of late", is_word)
    assert thread_time() - begun < 0.2


def test_a_credit_line_takes_no_story_with_it() -> None:
    story = "Peru expelled two Cuban envoys on Monday. Cuba protested. It called the step absurd."
    for credit in (
        "Ana Roa in Lima contributed to this report.",
        "(Reporting by Ana Roa; Editing by Luis Paz)",
        "Follow us on the web for more.",
    ):
        article = f"{story} {credit} A third sentence follows."
        prepared = prepare(article, str.isalpha)
        assert prepared.text.strip() == f"{story} A third sentence follows."
        assert [article[slice(*span)].strip() for span in prepared.left_out] == [credit]
        at = prepared.text.index("A third")
        assert article[slice(*prepared.span(at, at + 7))] == "A third"


def test_what_is_left_out_keeps_its_place_over_wrapped_lines() -> None:
    lines = (
        "Peru expelled two\nenvoys. Ana Roa con-\ntributed to this\nreport. It is so\nsaid here\n"
    )
    prepared = prepare(lines, lambda word: word in {"contributed"})
    assert prepared.text == "Peru expelled two envoys. It is so said here\n\n"
    (span,) = prepared.left_out
    assert lines[slice(*span)].split() == [
        "Ana",
        "Roa",
        "con-",
        "tributed",
        "to",
        "this",
        "report.",
    ]
