"""Fixed wordings, as the parser's tokens with a space between two."""

from talion.extract.lang.word_sets import words

#: Words that open a sentence about the same time as the one before.
SAME_TIME_OPENERS = (
    "in addition",
    "at the same time",
    "additionally",
    "simultaneously",
    "besides",
)
#: Wordings before an incident that make it a claim.
ALLEGATIONS = (
    "accused of",
    "suspected of",
    "accusations of",
    "suspicion of",
    "suspicions of",
    "allegations of",
    "charges of",
    "charged with",
    "was behind",
    "accusing ",
    "claims of",
    "claims that",
    "responsible for the",
    "were behind",
    "on suspicion",
)
#: A sentence that names its source makes a claim.
ATTRIBUTION = "according to"
#: Between a cause and what came before it: only told beside it.
NO_CAUSE = words("amid since")
#: After a noun of response: what it responds to.
RESPONSE_OBJECT_OPENERS = (" to ", " for ")
#: Between a noun and the list of what it stands for, and after such a list.
LIST_OPENERS = (
    "among them",
    "amongst them",
    "including",
    "such as",
    "namely",
    "like",
    "in particular",
    "chiefly",
    ":",
    "-",
    "–",
    "—",
)
LIST_CLOSERS = ("among them", "amongst them", "included", "among others")
#: Verbs that say what a noun before them stands for: "the countries are Peru and Chile".
LIST_VERBS = words("be include comprise")
