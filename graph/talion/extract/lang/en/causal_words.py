"""Wordings that speak for or against a link between two incidents, as the parser's tokens.

They are weighed, not obeyed: how much each group says was learned from annotated articles. Wordings
that make a link by themselves are in `ontology/link-cues.ttl`.
"""

#: Wordings between two mentions or before the first, by what they say.
GROUPS: dict[str, tuple[str, ...]] = {
    "reprisal": (
        "in response to", "in retaliation for", "in retaliation of",
        "in retaliation to", "in retaliation against",
        "in reprisal for", "in revenge for", "in answer to", "in protest at", "in protest over",
        "in protest against", "in protest", "to protest", "in return for", "as punishment for",
        "retaliated for", "retaliate for", "responded to", "respond to", "response to",
        "in retaliation", "in response", "retaliation for", "retaliating for", "retaliatory",
        "in kind", "to punish", "punish", "penalise", "penalize", "reprisal for", "answer to",
        "reply to", "replied to", "reacted to", "reaction to", "hit back", "avenge",
    ),
    "cause": (
        "because of", "because", "due to", "as a result of", "prompted by", "triggered by",
        "provoked by", "blamed on", "blamed for", "attributed to", "sparked by", "on account of",
        "owing to", "on the grounds of", "on grounds of", "in connection with", "in relation to",
        "with regard to", "in the wake of", "in light of", "caused by", "thanks to",
        "led by", "on charges of", "grounds", "reason",
        "cited", "citing", "based on", "motivated by",
    ),
    "accusation": (
        "accused of", "accusing", "suspected of", "on suspicion of", "under accusations of",
        "alleged", "accuses", "accused", "suspicion", "blame", "blames", "blamed", "charged with",
        "accusations", "found", "determined", "concluded", "claims", "allegations",
    ),
    "preposition": ("over", "for", "on", "under", "with", "by", "as", "of", "to", "against"),
    "time": (
        "after", "following", "follows", "came after", "comes after", "days after", "since",
        "when", "once", "hours after", "week after", "later", "before",
    ),
    "consequence": (
        "led to", "resulted in", "reason for", "prompted", "triggered", "led", "sparked",
        "provoked", "prompting", "leading to", "so", "therefore", "caused", "forcing", "drew",
        "brought", "met with", "was met", "followed by", "answered", "responded", "retaliated",
        "replied", "reciprocated", "in response", "in retaliation", "in return", "in turn",
        "in kind", "hit back",
    ),
    "and": ("and",),
    "contrast": ("while", "but", "whereas"),
    "semicolon": (";",),
}  # fmt: skip
#: The groups that say something before the first of two mentions: "after B, A".
OPENING_GROUPS = ("reprisal", "cause", "time")
#: Parts of words by which a sentence speaks of a response, beside the cues of the ontology.
RESPONSE_STEMS = (
    "in turn", "punish", "revenge", "reprisal", "likewise", "same coin", "answer", "reply",
    "replies", "replied", "avenge", "protest", "reacted", "reaction", "symmetric",
    "of mirror", "paid back", "pays back", "paid them back", "matched", "in like", "as many",
    "same number", "the same day", "did the same", "does the same", "done the same",
    "same right back", "hits back", "hitting back", "struck back", "strikes back", "for its part",
    "counter -",
)  # fmt: skip
#: Wordings by which a sentence gives the reason for a measure that it mentions or that is near.
REASONS = (
    "the reason", "motive", "the occasion", "sequel", "the ground", "same ground", "set off",
    "set it off", "behind it", "for this", "over this", "because of it", "for that", "over it",
    "over that", "provok", "pointed to", "points to", "forced on", "consequence of", "fallout",
    "row over", "dispute over", "anger", "furious", "outrage", "accus", "blame", "alleg",
    "suspect", "in connection", "over its", "over the", "linked to", "charged with",
)  # fmt: skip
#: The groups that can carry a link between two mentions of a sentence.
CARRYING_GROUPS = ("reprisal", "cause", "accusation", "time", "consequence", "preposition")
#: The group of words that say something only between two verbs or nouns of measures themselves.
WEAK_GROUP = "preposition"
#: How a sentence begins that speaks of the measure before it: "The move came after".
BACK_REFERENCES = (
    "the move", "this move", "the moves", "the decision", "the step", "the steps", "the measure",
    "the measures", "the expulsion", "the action", "it came", "this came", "that came",
    "the announcement", "the sanctions", "the attack", "the strike", "the tariffs", "the order",
    "it was", "it is", "this is", "that is", "this was", "the retaliation", "they were",
    "which came", "the response",
)  # fmt: skip
#: Verbs by which a measure is put beside another: "the cap comes weeks after".
COMING = ("come", "follow")
#: The groups by which a sentence with a back reference names what the measure responds to.
BACK_REFERENCE_GROUPS = ("reprisal", "cause", "time")
