"""What is only alleged or planned does not enter as reported: the words by the quote decide."""

import pytest
from talion.gate.gate import admit
from talion.gate.proposal import Proposal, ProposedIncident, ProposedSide
from talion.gate.refusal import Refusal
from talion.llm.article_language import with_language
from talion.model.article import Article

DEED, MEASURE = "military_action", "expulsion"


def called_reported(
    text: str, quote: str, kind: str, agent: str, target: str
) -> tuple[str, list[Refusal]]:
    """Return with which status an incident enters that a model calls reported, and why."""
    made = ProposedIncident(
        "e1", kind, "reported", (ProposedSide(agent),), (ProposedSide(target),), quote
    )
    found = admit(with_language(Article("a", text, published="2021-05-12")), Proposal((made,)))
    [incident] = found.findings.incidents
    return incident.status.value, [refused.reason for refused in found.refused]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Chile accuses Peru of shelling a village.", "shelling a village"),
        ("Chile says that Peru has shelled a village.", "Peru has shelled a village"),
        (
            "A raid that Chile attributes to Peru killed two.",
            "A raid that Chile attributes to Peru",
        ),
        ("What Chile described as Peruvian shelling hit a village.", "Peruvian shelling hit"),
        ("Chile held Peru responsible for the raid.", "held Peru responsible for the raid"),
        ("According to Chile, Peru has shelled a village.", "Peru has shelled a village"),
        ("Chile sagte am Montag, dass Peru ein Dorf beschossen hat.", "Peru ein Dorf beschossen"),
        ("Selon le Chili, le Pérou a bombardé un village.", "le Pérou a bombardé un village"),
        ("Chile acusa al Perú de haber bombardeado un pueblo.", "haber bombardeado un pueblo"),
        ("Chili beweert dat Peru een dorp heeft beschoten.", "Peru een dorp heeft beschoten"),
        ("Чили заявила, что Перу обстреляла деревню.", "Перу обстреляла деревню"),
        ("Чилі стверджує, що Перу обстріляло село.", "Перу обстріляло село"),
        ("Chile viní Peru z ostřelování vesnice.", "Peru z ostřelování vesnice"),
    ],
)
def test_a_deed_that_somebody_else_states_is_alleged(text: str, quote: str) -> None:
    assert called_reported(text, quote, DEED, "Peru", "Chile") == ("alleged", [Refusal.HEDGED])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Peru plans to expel two Chilean envoys.", "expel two Chilean envoys"),
        ("Peru threatened to expel two Chilean envoys.", "expel two Chilean envoys"),
        ("Peru is likely to expel two Chilean envoys.", "likely to expel two Chilean envoys"),
        ("Peru has not ruled out expelling two Chileans.", "expelling two Chileans"),
        ("Peru droht mit der Ausweisung zweier Chilenen.", "Ausweisung zweier Chilenen"),
        ("Le Pérou menace d'expulser deux diplomates du Chili.", "expulser deux diplomates"),
        ("Perú amenaza con expulsar a dos diplomáticos de Chile.", "expulsar a dos diplomáticos"),
        ("Peru dreigt twee diplomaten van Chili uit te wijzen.", "twee diplomaten van Chili uit"),
        ("Перу намерена выслать двух дипломатов Чили.", "выслать двух дипломатов Чили"),
        ("Перу планує вислати двох дипломатів Чилі.", "вислати двох дипломатів Чилі"),
        ("Peru hodlá vyhostit dva diplomaty Chile.", "vyhostit dva diplomaty Chile"),
    ],
)
def test_a_measure_that_is_not_decided_is_prospective(text: str, quote: str) -> None:
    found = called_reported(text, quote, MEASURE, "Peru", "Chile")
    assert found == ("prospective", [Refusal.UNDECIDED])


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Peru said on Monday that it had shelled a Chilean village.", "it had shelled", DEED),
        ("Peru shelled a village in Chile, officials said.", "Peru shelled a village", DEED),
        ("Accused by Chile of spying, Peru shelled a village.", "Peru shelled a village", DEED),
        ("Peru will expel two Chilean envoys, it announced.", "Peru will expel two", MEASURE),
        ("Peru said it would expel two Chilean envoys.", "it would expel two", MEASURE),
        ("Peru expelled two envoys whom it accuses of helping Chile.", "expelled two", MEASURE),
        ("Peru weist zwei chilenische Diplomaten aus.", "Peru weist zwei", MEASURE),
        ("Le Pérou a expulsé deux diplomates du Chili.", "a expulsé deux", MEASURE),
        ("Перу высылает двух дипломатов Чили.", "Перу высылает двух", MEASURE),
    ],
)
def test_a_plain_report_stays_one(text: str, quote: str, kind: str) -> None:
    assert called_reported(text, quote, kind, "Peru", "Chile") == ("reported", [])


def test_a_covert_deed_whose_sentence_does_not_say_whose_it_was_is_alleged() -> None:
    """Chile draws the conclusion; the article does not state it. A named doer is a report."""
    text = "Somebody broke into the computers of Chile's navy. Chile expelled two Peruvians."
    quote = "Somebody broke into the computers of Chile's navy"
    found = called_reported(text, quote, "cyber_operation", "Peru", "Chile")
    assert found == ("alleged", [Refusal.UNATTRIBUTED])
    named = "Peruvian officers broke into the computers of Chile's navy"
    assert called_reported(f"{named}.", named, "cyber_operation", "Peru", "Chile")[1] == []
