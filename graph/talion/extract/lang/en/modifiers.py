"""Adjectives and adverbs by what they say, and nouns and verbs that say the same."""

from talion.extract.lang.word_sets import words

#: Of what is claimed, not established.
ALLEGED = words(
    """
    alleged allegedly suspected purported purportedly reportedly supposed supposedly so-
    called apparent apparently likely probable probably possible
    """
)
ALLEGEDLY = words("reportedly allegedly")
#: Words above an incident that make it a claim.
CLAIMED = words(
    """
    accuse allege suspect claim believe think assess suspicion allegation accusation claim
    belief implicate blame insinuate assert contend maintain evidence assessment suggest
    conclude point
    """
)
#: Words right behind an incident that make it a claim: "espionage charges".
CHARGED = words("charge charges accusation accusations allegation allegations suspicion suspicions")
#: Beside a mention: it happened before what the text is about.
EARLIER = words("earlier previous previously prior already former formerly")
#: Words above an incident that make it a plan.
PLANNED = words(
    """
    plan intend consider mull weigh propose urge want seek recommend contemplate discuss
    ponder debate proposal plan prepare call demand appeal suggest ask hope threaten
    """
)
UNCERTAIN = words("likely probably possibly potentially expected perhaps maybe")
#: Words whose infinitive is still to come.
INTENDED = words(
    """
    vow threaten promise pledge plan intend prepare force ready swear warn go oblige compel
    right going consider want able
    """
)
#: Predicates that name who is behind a deed: "is responsible for".
RESPONSIBLE = words("responsible behind guilty involved complicit implicated")
BACK = "back"
#: What a report may be said to be.
UNTRUE = words(
    """
    false untrue wrong baseless unfounded groundless fake fabricated incorrect inaccurate hoax
    lie invention nonsense
    """
)
