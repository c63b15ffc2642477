"""Numbers in words, and words that count."""

from talion.extract.lang.word_sets import numbered, words

UNITS = numbered(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """
)
_TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=2)
TENS = {word: 10 * number for word, number in _TENS.items()}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
DOZEN = "dozen"
#: Not numbers of persons, though they stand before a noun.
ORDINALS = words("first second third last")
#: Before a number in an order: "the No. 2 diplomat", "its number two".
RANKING = words("no. nr. number #")
#: After a negative and before "than" these bound an amount: "no fewer than ten".
COMPARATIVES = words("fewer less more")
#: Words that head a noun phrase whose sense is in what they are of: "dozens of diplomats".
QUANTITIES = words(
    """
    dozen hundred thousand score number group member part handful couple half majority all
    some several many few most one two three four five six seven eight nine ten another
    other rest list delegation batch total
    """
)
#: Quantities that are as many as what they are of.
WHOLES = words("total group batch list delegation")
