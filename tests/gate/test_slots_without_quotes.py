"""Count, date and status of an act that has no words of its own for them, worked out by hand."""

from typing import Any

import pytest
from talion.gate.gate import Admission, admit
from talion.gate.proposal import Proposal, ProposedIncident, ProposedSide
from talion.model.article import Article

#: A Wednesday.
PUBLISHED = "2021-03-17"
CHRONICLE = """\
Chile on 2 February expelled the Peruvian attache. Peru answered on 5 February, and Bolivia on \
8 February.

Brazil sent a note on 11 February. Cuba followed on 14 February, Ecuador on 17 February and \
Uruguay on 20 February.

Peru has closed the Chilean consulate. It is to leave Arica by 24 February."""


def admitted(text: str, quote: str, language: str | None = None, **slots: Any) -> Admission:
    made = ProposedIncident(
        "e1", "closure", slots.pop("status", "reported"),
        (ProposedSide("Peru"),), (ProposedSide("Chile"),), quote, **slots,
    )  # fmt: skip
    return admit(Article("a", text, published=PUBLISHED, language=language), Proposal((made,)))


def reasons(found: Admission) -> list[str]:
    return [refused.reason.name for refused in found.refused]


def dated(text: str, quote: str, date: str) -> list[str]:
    return reasons(admitted(text, quote, date=date))


CLOSED = "Peru has closed the Chilean consulate"


@pytest.mark.parametrize(
    ("date", "passes"),
    [
        ("2021-02-20", True),  # the last day named before it
        ("2021-03-17", True),  # the publication
        ("2021-02-24", True),  # the next sentence
        ("2021-02", True),
        ("2021-02-05", False),  # days of others, in a text of many days
        ("2021-02-11", False),
        ("2020-02-20", False),  # another year
        ("2021-03-03", False),
    ],
)
def test_an_act_without_a_day_has_one_that_is_named_near_it(date: str, passes: bool) -> None:
    assert (dated(CHRONICLE, CLOSED, date) == []) is passes


def test_in_a_text_of_few_days_any_of_them_may_be_meant() -> None:
    text = f"{CLOSED}.\n\nNobody knows why.\n\nIt has stood empty.\n\nAll began on 3 January."
    assert dated(text, CLOSED, "2021-01-03") == []
    assert dated(text, CLOSED, "2021-01-06") == ["TOO_PRECISE"]


@pytest.mark.parametrize(
    ("words", "date", "passes"),
    [
        ("on Monday", "2021-03-15", True),
        ("on Monday", "2021-03-08", False),
        ("last Monday", "2021-03-08", True),
        ("on Wednesday", "2021-03-17", True),
        ("on Wednesday", "2021-03-10", True),  # today, or a week ago
        ("on 5 May", "2020-05-05", True),
        ("on 5 May", "2019-05-05", False),
        ("in June of last year", "2020-06", True),
        ("by 9 April", "2021-03-17", True),  # an end, and so no day of the act
        ("yesterday", "2021-03-16", True),
        ("yesterday", "2021-03-09", False),
    ],
)
def test_a_day_in_the_quote_of_an_act_decides(words: str, date: str, passes: bool) -> None:
    quote = f"Peru {words} closed the Chilean consulate"
    assert (dated(f"{quote}.", quote, date) == []) is passes


@pytest.mark.parametrize(
    ("text", "date", "passes"),
    [
        ("In 2017 they fell out. On March 4 Chile sent a note.", "2017-03-06", True),
        ("In 2017 they fell out. On March 4 Chile sent a note.", "2016-03-06", False),
        ("On March 4 Chile sent a note.", "2021-03-06", True),
        ("On March 4 Chile sent a note.", "2021-03-09", False),
    ],
)
def test_so_many_days_later_is_counted_from_the_day_before(
    text: str, date: str, passes: bool
) -> None:
    quote = "Peru two days later closed the Chilean consulate"
    assert (dated(f"{text} {quote}.", quote, date) == []) is passes


@pytest.mark.parametrize(("date", "passes"), [("1958-09-08", True), ("1958-09-15", False)])
def test_without_a_publication_a_weekday_is_the_one_beside_the_day_before_it(
    date: str, passes: bool
) -> None:
    """4 September 1958 was a Thursday."""
    text = "On 4 September 1958 Chile sent a note. On Monday Peru closed the Chilean consulate."
    made = ProposedIncident(
        "e1", "closure", "reported", (ProposedSide("Peru"),), (ProposedSide("Chile"),),
        "On Monday Peru closed the Chilean consulate", date=date,
    )  # fmt: skip
    assert (reasons(admit(Article("a", text), Proposal((made,)))) == []) is passes


def test_what_is_reported_does_not_lie_after_the_publication() -> None:
    quote = "Peru will close the Chilean consulate on 4 April"
    assert dated(f"{quote}.", quote, "2021-04-04") == ["AFTER_PUBLICATION"]
    to_come = admitted(
        f"{quote}, if asked.", f"{quote}, if asked", date="2021-04-04", status="prospective"
    )
    assert reasons(to_come) == []


@pytest.mark.parametrize(
    ("quote", "count", "passes"),
    [
        ("Peru closed five Chilean consulates", 5, True),
        ("Peru closed five Chilean consulates", 7, False),
        ("Peru on 4 March closed the Chilean consulates", 4, False),
        ("Peru closed the Chilean consulates for $12 million", 12, False),
        ("Peru closed the Chilean consulates within nine days", 9, False),
        ("Peru closed the Chilean consulate of Ana Duarte, 66, in Lima", 66, False),
        ("Peru closed two Chilean consulates and three missions", 5, True),
        ("Peru closed two Chilean consulates and three missions", 6, False),
    ],
)
def test_the_numbers_in_the_quote_of_an_act_decide(quote: str, count: int, passes: bool) -> None:
    assert (reasons(admitted(f"{quote}.", quote, count=count)) == []) is passes


ORDERS = [
    ("en", "the consulate of Chile in Peru is to be closed"),
    ("nl", "het consulaat van Chili in Peru moet sluiten"),
    ("de", "das Konsulat Chiles in Peru wird geschlossen"),
    ("fr", "le consulat du Chili au Pérou fermera"),
    ("es", "el consulado de Chile en Perú cerrará"),
    ("ru", "консульство Чили в Перу будет закрыто"),
    ("uk", "консульство Чилі в Перу буде закрите"),
    ("cs", "konzulát Chile v Peru bude uzavřen"),
]
PLANS = [
    ("en", "Peru plans to close the consulate of Chile"),
    ("nl", "Peru dreigt het consulaat van Chili te sluiten"),
    ("de", "Peru erwägt, das Konsulat Chiles zu schließen"),
    ("fr", "le Pérou menace de fermer le consulat du Chili"),
    ("es", "Perú amenaza con cerrar el consulado de Chile"),
    ("ru", "Перу рассматривает закрытие консульства Чили"),
    ("uk", "Перу розглядає закриття консульства Чилі"),
    ("cs", "Peru zvažuje uzavření konzulátu Chile"),
]


@pytest.mark.parametrize(("language", "quote"), ORDERS)
def test_what_has_been_ordered_is_not_prospective(language: str, quote: str) -> None:
    assert reasons(admitted(f"{quote}.", quote, language, status="reported")) == []
    assert reasons(admitted(f"{quote}.", quote, language, status="prospective")) == ["NOT_TO_COME"]


@pytest.mark.parametrize(("language", "quote"), PLANS)
def test_what_is_planned_is_prospective(language: str, quote: str) -> None:
    assert reasons(admitted(f"{quote}.", quote, language, status="prospective")) == []


def test_a_measure_is_alleged_by_words_of_its_own_only() -> None:
    text = f"Officials denied a claim about spies. {CLOSED}. Reportedly, nobody cared."
    assert reasons(admitted(text, CLOSED, status="alleged")) == ["NOT_HEDGED"]
    hearsay = f"According to a rumour, {CLOSED}"
    assert reasons(admitted(f"{hearsay}.", hearsay, status="alleged")) == []
    given = admitted(f"{hearsay}.", CLOSED, status="alleged", status_quote="According to a rumour")
    assert reasons(given) == []


def test_words_quoted_for_a_status_count_only_near_the_act() -> None:
    text = f"According to a rumour, it rained.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\n{CLOSED}."
    far = admitted(text, CLOSED, status="alleged", status_quote="According to a rumour")
    assert reasons(far) == ["NOT_HEDGED"]
