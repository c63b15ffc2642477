from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talion.errors import ArticleError
from talion.extract.extractor import MAX_CHARACTERS, check, extract_all
from talion.extract.rules import Rejection, Rule
from talion.model.article import Article

Read = Callable[..., Any]
Told = tuple[str, str, str, str, int | None]

#: One sentence, written for this test, and what it reports: type, status, agents, targets, count.
SENTENCES: dict[str, Told] = {
    "Peru on Monday ordered the Venezuelan ambassador to leave the country within five days.": (
        "expulsion", "reported", "Peru", "Venezuela", 1),
    "Two Cuban consular officers have been asked to leave the United States.": (
        "expulsion", "reported", "United States", "Cuba", 2),
    "Warsaw is sending home four Belarusian consuls.": (
        "expulsion", "reported", "Poland", "Belarus", 4),
    "The expulsion of two Sudanese diplomats by Norway drew a sharp reaction in Khartoum.": (
        "expulsion", "reported", "Norway", "Sudan", 2),
    "Ecuador kicks out Cuban envoy, staff": ("expulsion", "reported", "Ecuador", "Cuba", 1),
    "Austria has revoked the accreditation of two North Korean envoys.": (
        "expulsion", "reported", "Austria", "North Korea", 2),
    "Slovakia could expel Russian diplomats, its foreign minister said.": (
        "expulsion", "prospective", "Slovakia", "Russia", None),
    "Moldova reduced the number of Russian diplomats allowed in Chisinau from 80 to 25.": (
        "staff_cap", "reported", "Moldova", "Russia", 55),
    "Russia told the United States to cut its embassy staff by 755 people.": (
        "staff_cap", "reported", "Russia", "United States", 755),
    "Bolivia shut the Danish consulate in La Paz.": (
        "closure", "reported", "Bolivia", "Denmark", 1),
    "Beijing ordered the closure of the American consulate in Chengdu.": (
        "closure", "reported", "China", "United States", 1),
    "Morocco recalled its envoy from Berlin on Thursday.": (
        "recall", "reported", "Morocco", "Germany", 1),
    "Jordan withdrew its ambassador from Tel Aviv.": ("recall", "reported", "Jordan", "Israel", 1),
    "Nicaragua broke off diplomatic relations with Taiwan.": (
        "break_of_relations", "reported", "Nicaragua", "Taiwan", None),
    "France's ambassador was called in by the Italian foreign ministry.": (
        "summons", "reported", "Italy", "France", 1),
    "Japan lodged a strong protest with China.": ("summons", "reported", "Japan", "China", None),
    "Kenya deported two Turkish teachers.": ("deportation", "reported", "Kenya", "Turkey", 2),
    "An American journalist was expelled from Zimbabwe.": (
        "deportation", "reported", "Zimbabwe", "United States", 1),
    "Five Ruritanian spies working for Iran spied on Denmark.": (
        "espionage", "reported", "Iran", "Denmark", 5),
    "Australia said China was behind a cyberattack on its parliament.": (
        "cyber_operation", "alleged", "China", "Australia", None),
    "Latvia accused Russia of spreading disinformation.": (
        "influence_operation", "alleged", "Russia", "Latvia", None),
    "Germany accused Vietnam of kidnapping a former oil executive in Berlin.": (
        "attack_on_person", "alleged", "Vietnam", "Germany", 1),
    "Militants set fire to the Saudi consulate in Mashhad.": (
        "sabotage", "reported", "", "Saudi Arabia", None),
    "Turkey invaded northern Cyprus in 1974.": (
        "military_action", "reported", "Turkey", "Cyprus", None),
    "A Turkish court sentenced an American pastor to three years in prison.": (
        "legal_action", "reported", "Turkey", "United States", 1),
    "The European Union froze the assets of three Syrian generals.": (
        "sanction", "reported", "European Union", "Syria", None),
    "Kuwait suspended flights to Lebanon.": ("sanction", "reported", "Kuwait", "Lebanon", None),
    "Tehran warned London that it would respond in kind.": (
        "threat", "reported", "Iran", "United Kingdom", None),
    "Algeria threatened to cut gas supplies to Spain.": (
        "threat", "reported", "Algeria", "Spain", None),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_reports_its_incident(read: Read, sentence: str) -> None:
    found = [
        (i.type, i.status, " ".join(i.agents), " ".join(i.targets), i.count)
        for i in read(sentence).findings.incidents
    ]
    assert SENTENCES[sentence] in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Uganda denied it had expelled any Rwandan diplomats.",
        "Finland has no plans to expel Russian diplomats.",
        "He was expelled from the Labour Party.",
        "The minister recalled that relations had been warm.",
        "The player was ejected from the game in Lima.",
        "The two ambassadors met in Oslo and praised the close ties of Chile and Norway.",
    ],
)
def test_what_is_denied_or_means_something_else_is_no_incident(read: Read, sentence: str) -> None:
    assert read(sentence).findings.incidents == ()


def test_each_state_has_its_own_number_in_one_sentence(read: Read) -> None:
    found = read("Belgium expelled 21 Russian diplomats and the Netherlands 17.").findings.incidents
    assert [(i.agents, i.count) for i in found] == [(("Belgium",), 21), (("Netherlands",), 17)]


def test_a_response_is_linked_to_its_antecedent(read: Read) -> None:
    found = read(
        "Norway expelled two Polish diplomats on Tuesday for alleged espionage, and Poland quickly "
        "retaliated by ordering a Norwegian military attache to leave."
    ).findings
    kinds = {i.id: (i.type, i.agents) for i in found.incidents}
    linked = {(k.type, kinds[k.source], kinds[k.target]) for k in found.links}
    assert linked == {
        ("in_response_to", ("expulsion", ("Norway",)), ("espionage", ("Poland",))),
        ("in_response_to", ("expulsion", ("Poland",)), ("expulsion", ("Norway",))),
    }


def test_an_earlier_one_of_its_kind_is_a_precedent(read: Read) -> None:
    found = read(
        "Chile expelled three Peruvian diplomats on Monday.\n\n"
        "In 2009 Chile expelled two Peruvian diplomats over a spy case."
    ).findings
    dates = {i.id: i.date for i in found.incidents}
    assert [(k.type, dates[k.source]) for k in found.links if k.type == "precedent_of"] == [
        ("precedent_of", "2009")
    ]


def test_a_minister_has_office_and_state(read: Read) -> None:
    found = read(
        "Dutch interior minister Anna Bakker said the Netherlands expelled two Russian spies."
    )
    (person,) = [a for a in found.findings.actors if a.type == "person"]
    assert (person.name, person.office, person.state) == (
        "Anna Bakker",
        "interior minister",
        "Netherlands",
    )


def test_moscow_is_the_soviet_union_before_it_ended(read: Read) -> None:
    (found,) = read("Moscow expelled five American diplomats.", "1986-10-20").findings.incidents
    assert found.agents == ("Soviet Union",)


def test_each_finding_explains_itself(read: Read) -> None:
    explained = read("Kenya deported two Turkish teachers.").explain()
    (one,) = explained["findings"]
    assert one["trigger"] == "deported"
    assert one["rules"]["agents"] == Rule.SUBJECT.words
    assert one["quote"] == "Kenya deported two Turkish teachers."


def test_what_stays_open_is_kept_with_the_reason(read: Read) -> None:
    (one,) = read("Uganda denied it had expelled any Rwandan diplomats.").explain()["unresolved"]
    assert (one["type"], one["reason"]) == ("expulsion", Rejection.DENIED.words)


PIECES = st.sampled_from(
    [*SENTENCES, "Read more", "\n", "\n\n", "  ", "– ", "“No,” he said.", "ex\npelled", "\t", "é ñ"]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES, max_size=8))
def test_every_quote_is_found_at_its_offset(read: Read, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = read(text)
    for finding, why in zip(found.findings.incidents, found.explanations, strict=True):
        assert text[why.start : why.end] == finding.quote
    for link in found.findings.links:
        assert link.quote in text
    for left in found.unresolved:
        assert text[left.place :].startswith(left.trigger[:1])


def test_an_empty_text_reports_nothing(read: Read) -> None:
    assert read("").findings.incidents == ()


def test_another_language_is_refused_by_name() -> None:
    text = "De minister zei vrijdag dat de twee diplomaten het land uit moeten en niet terug " * 3
    with pytest.raises(ArticleError, match="is written in Dutch"):
        check(Article("een", text))
    check(Article("een", text), force=True)


def test_a_text_over_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(ArticleError, match="500,001 characters"):
        check(Article("long", "a" * (MAX_CHARACTERS + 1)))


def test_a_refused_article_does_not_stop_the_others(read: Read) -> None:
    read("")  # skips where no pipeline is installed
    dutch = "De minister zei vrijdag dat de twee diplomaten het land uit moeten en niet terug " * 3
    texts = ["Kenya deported two Turkish teachers.", dutch, "Peru expelled two Chilean envoys."]
    found = list(extract_all(Article(str(n), text) for n, text in enumerate(texts)))
    assert isinstance(found[1], ArticleError)
    assert [len(f.findings.incidents) for f in (found[0], found[2])] == [1, 1]  # type: ignore[union-attr]


def test_the_rule_of_a_date_is_that_of_the_sentence_which_gives_it(read: Read) -> None:
    (told,) = read(
        "Peru expelled two Chilean diplomats. The envoys, who were expelled on Monday, went home."
    ).explanations
    reasons = {slot.value: reason.rule for slot, reason in told.rules}
    assert reasons["date"] is Rule.IN_CLAUSE
