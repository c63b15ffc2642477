"""Sentences that speak of the measure told before them: "the move comes after …"."""

from talion.extract.lang import Dep, causal_words, function_words
from talion.extract.text.parse import Parse, padded


def refers_back(parse: Parse, sentence: int) -> bool:
    """Whether a sentence speaks at its beginning of the measure told before it.

    >>> [refers_back(parse(text), 0) for text in ("The cap comes weeks after a row.", "It rains.")]
    [True, False]
    """
    first, last = parse.bounds[sentence]
    if padded(parse, first, last).lstrip().startswith(causal_words.BACK_REFERENCES):
        return True
    verb = next((k for k in range(first, last) if parse.is_verb(k)), None)
    if verb is None or parse.lemma[verb] not in causal_words.COMING:
        return False
    subjects = parse.kids(verb, Dep.SUBJECT)
    return any(
        parse.lower[k] in function_words.DEFINITE for s in subjects for k in (s, *parse.children[s])
    )
