"""Why the gate refuses a part of a proposal, in words for people and for the model."""

from dataclasses import dataclass
from enum import StrEnum

from talion.extract.rules import Worded


class Refusal(Worded):
    """The reason why something that a model proposed does not enter the graph."""

    NOT_VERBATIM = "the quote does not stand in the article word for word"
    TOO_SHORT = "the quote is too short to state an incident"
    TOO_LONG = "the quote is longer than a sentence or two"
    INSTRUCTION = "the quote is from a passage that addresses the reader program, which is no news"
    UNKNOWN_TYPE = "there is no such type"
    UNKNOWN_STATUS = "the status is none of reported, alleged, prospective"
    NO_SIDE = "neither agent nor target is left"
    NOT_MENTIONED = "the article does not mention this party"
    OTHER_SIDE = "the words quoted for this party name another one"
    SWAPPED = "the quote names the agent as the state of the envoys: agent and target are swapped"
    NO_WORDS = "the gate has no words of this language and went by those of English"
    COUNT_NOT_IN_TEXT = "the number does not stand in the words quoted, in figures or in words"
    DATE_NOT_IN_TEXT = (
        "the date does not follow from a time that the article gives, or its publication"
    )
    DATE_NOT_IN_SPAN = "the date does not follow from the time given in the quote"
    TOO_PRECISE = "the date is more precise than the article"
    AFTER_PUBLICATION = "what is reported cannot lie after the publication"
    NO_DATE = "this is no date of the calendar"
    HEDGED = "the words mark it as a claim, so it is alleged"
    UNATTRIBUTED = "the sentence does not say who did this covert deed, so it is alleged"
    NOT_HEDGED = "no words mark it as a claim, so it is not alleged"
    UNDECIDED = "the words mark it as undecided, so it is prospective"
    NOT_TO_COME = "no words mark it as still to come, so it is not prospective"
    REPEATED = "the same incident has been given before"
    UNKNOWN_LINK = "there is no such type of link"
    LOOSE_END = "the link joins something that is no accepted incident"
    TO_ITSELF = "the link joins an incident to itself"
    NO_LINK_WORDS = "the words quoted do not state a link: they only say what came later"
    FAR_WORDS = "the words quoted for the link are about neither of its two incidents"
    BEFORE_CAUSE = "the response would lie before what it responds to"
    UNREAD = "two replies were no whole JSON object"
    REPEATED_LINK = "the same link has been given before"

    @property
    def can_be_mended(self) -> bool:
        """Whether a model that is told the reason may give something better."""
        return self not in (Refusal.REPEATED, Refusal.INSTRUCTION, Refusal.NO_WORDS)


class Part(StrEnum):
    """What of a proposal a refusal is about."""

    INCIDENT = "incident"
    AGENT = "agent"
    TARGET = "target"
    COUNT = "count"
    DATE = "date"
    STATUS = "status"
    LINK = "link"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a proposal that the gate refused: whose, what was said, why, and the quote."""

    item: str
    part: Part
    said: str
    reason: Refusal
    quote: str

    @property
    def words(self) -> str:
        """The refusal in a line.

        >>> Refused("e1", Part.COUNT, "12", Refusal.COUNT_NOT_IN_TEXT, "ten envoys").words
        'e1, count “12”: the number does not stand in the words quoted, in figures or in words'
        """
        said = self.said if len(self.said) <= 120 else f"{self.said[:119]}…"
        return f"{self.item}, {self.part} “{said}”: {self.reason.words}"
