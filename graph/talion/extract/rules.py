"""The rules by which slots are filled and mentions rejected, each with its words for people.

The program compares members, never their words: these may be changed, or translated, at will.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Self


class Worded(Enum):
    """An enumeration whose members carry words for people.

    The members are numbered, so that two of them differ even where their words are the same.
    """

    words: str

    def __new__(cls, words: str) -> Self:
        """Make the next member, with its words."""
        member = object.__new__(cls)
        member._value_ = len(cls.__members__) + 1
        member.words = words
        return member


class SlotName(StrEnum):
    """A slot of an event mention that a rule fills."""

    AGENTS = "agents"
    TARGETS = "targets"
    DATE = "date"
    COUNT = "count"
    STATUS = "status"


class Rule(Worded):
    """How a slot was filled; `{}` in the words is the word of the text that decided it."""

    # agents
    SUBJECT = "the subject of the verb"
    GOVERNING_SUBJECT = "the subject of the verb that the word depends on"
    RELATIVE_HEAD = "head of the relative clause"
    NAME_BEFORE_VERB = "name before the verb"
    DECIDER = "whose decision it is"
    NOUN_OF_DECISION = "whose “{}” it is"
    CONTROLLED = "object of “{}”"
    COORDINATED_SUBJECT = "subject of the verb before"
    SENTENCE_SUBJECT = "subject of the sentence"
    LIGHT_VERB_SUBJECT = "subject of “{}”"
    BY_PHRASE = "named after “by”"
    BY_PHRASE_OF = "named after “{} by”"
    BY_PHRASE_OF_GOVERNOR = "named after “by”, at the verb that the word depends on"
    SPEAKER = "who says so"
    SPEAKER_NEARBY = "who speaks in a sentence nearby"
    POSSESSOR = "named before the word as its agent"
    OWNER = "whose own it is"
    PRIVATE_PERSONS = "private individuals"
    HELD_RESPONSIBLE = "held “{}”"
    INVOLVED = "“{}” in it"
    POINTED_AT = "the finger is pointed at it"
    BLAMED = "“{}” on"
    ACCUSED = "object of “{}”"
    PRINCIPAL = "the party that it is done for"
    DOER_NOUN = "the people that the word itself names"
    OFFICIALS = "whose officials report it"
    COUNTRY_LEFT = "the country that has to be left"
    PLACE_LEFT = "the place that has to be left"
    SENDING_STATE = "the state of the envoy"
    LISTED = "named in a list"
    LIST_HEAD = "named at the head of its line in a list"
    LIST_TOPIC = "what the list is about"
    FOLLOWED_SUIT = "who followed suit"
    SAME_VICTIM = "who did another thing to the same person"
    VICTIM = "whom the act would be against that it is a response to"
    PUNISHED = "the party that the measure is against"
    SENDER = "who gave notice of it"

    # targets
    OBJECT = "the object of the word"
    OBJECT_BEFORE = "what it is done to, named earlier in the text"
    OBLIGED = "who has to do it"
    WARNED = "whose act it would be a response to"
    PASSIVE_SUBJECT = "the subject of the passive"
    PREPOSITION = "named after “{}”"
    ORGANIZATION = "the organization that it is done to"
    STRUCK = "what it struck"
    PLACE = "where it was done"
    PUNISHER = "the party that took the measure against it"
    RECIPIENT = "who was given notice of it"

    # any slot, by a model that quotes its words
    QUOTED = "the words “{}”"

    # agents or targets
    IN_SENTENCE = "named in the sentence"
    NEAR_SENTENCE = "named in a sentence nearby"
    HEADING = "named in the heading of the list"
    MOST_NAMED = "one of the states that the text speaks of most"
    OF_OTHER = "a party of another incident beside it"
    MUTUAL = "both parties to the relation"
    COUNTERPART = "the other party in the passage"
    AS_BEFORE = "as in the incident mentioned before"

    # dates
    IN_CLAUSE = "given beside the word"
    FROM_OTHER_EVENT = "counted from another event"
    FROM_OTHER_TIME = "counted from the time that the text gave before"
    DATE_HEADING = "the date that its line begins with, or the line above it"
    BEFORE_OTHER_EVENT = "given as before something else"
    SAME_TIME = "that of the event reported with it"
    DATE_IN_SENTENCE = "given in its sentence"
    OF_PASSAGE = "the time that the passage speaks of"
    AS_NEWS = "no day is given: reported as news, so dated by the article"
    UNDATED = "not given"


class Rejection(Worded):
    """Why a trigger led to no finding."""

    PART_OF_ORDER = "part of what another verb orders"
    ASKED = "only asked about"
    DENIED = "denied or ruled out"
    ONLY_THREATENED = "only threatened"
    NO_PARTY = "neither party is named"
    UNDIRECTED = "who did it to whom is not clear"
    UNLIKELY = "too unlikely to be an incident between these parties"
    NO_ANTECEDENT = "names no party, and repeats nothing that the text reports"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule as it was applied: with the word that decided it, and over a pronoun or not.

    >>> Reason(Rule.PREPOSITION, "in").words
    'named after “in”'
    """

    rule: Rule
    word: str = ""
    pronoun: bool = False

    @property
    def words(self) -> str:
        """The reason in words for people."""
        words = self.rule.words.format(self.word)
        return f"{words}, a pronoun; taken to mean the subject before it" if self.pronoun else words
