"""A link between two incidents of a text, as a rule found it."""

from dataclasses import dataclass

from talion.extract.incidents.event_mention import EventCluster
from talion.extract.rules import Worded
from talion.model.claim import ClaimType


class LinkRule(Worded):
    """The rule that found a link."""

    CAUSAL_CUE = "a cue before the antecedent"
    CONSEQUENCE_CUE = "a cue before the response"
    OPENING_CUE = "a cue at the head of the sentence"
    REACTION_CUE = "said to be a reaction"
    RESPONSE_NOUN = "a noun of response"
    SAME_PERSONS = "the persons removed are those who did it"
    REACTION_VERB = "a verb of reaction"
    IMPLICIT_ANTECEDENT = "a response without its antecedent"
    THREAT = "a threat against the party that did it"
    JOINT_ANNOUNCEMENT = "announced together"
    JOINT_ACTION = "a cue of coordinated action"
    SHARED_CAUSE = "what another member of the list responds to"
    PRECEDENT = "an earlier one of its kind"
    WEIGHED = "who did what to whom, when, and in which words"


@dataclass(frozen=True, slots=True)
class CandidateLink:
    """A link between two incidents, the number of the sentence that carries it, and its rule.

    `probability` is that of the link, given both incidents.
    """

    type: ClaimType
    source: EventCluster
    target: EventCluster
    sentence: int
    rule: LinkRule
    probability: float = 1.0

    @property
    def certainty(self) -> float:
        """How probable the link is together with both incidents.

        >>> text = "Chile expelled two Peruvians. In response, Peru expelled two Chileans."
        >>> [link] = analysis(text).links
        >>> link.certainty < link.probability
        True
        """
        return self.probability * self.source.confidence * self.target.confidence
