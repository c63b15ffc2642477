"""The shortened clauses of lists: "Peru - expelling two", "Embassies shut in Syria:"."""

from typing import TYPE_CHECKING

from talion.extract.lang import Dep, Pos, Tag, typography

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

NOUN_TAGS = frozenset({Tag.SINGULAR, Tag.NAME})
#: What stands in the head of a list's line: names, what joins them, marks.
HEAD_PARTS = frozenset({Pos.NAME, Pos.CONJUNCTION, Pos.DETERMINER, Pos.PUNCTUATION, Pos.ADJECTIVE})
#: A line of more tokens is no heading.
HEADING = 16


def list_entries(doc: "Doc") -> "Doc":
    r"""Read the lines of lists, and headings of lists, as the shortened clauses that they are.

    The tagger takes "expelling" in "Peru - expelling two diplomats" for a noun or a name, and
    "recalled" in "Peru - ambassador recalled" for an active verb.

    >>> from talion.extract.text.pipeline import load
    >>> nlp, _ = load()
    >>> doc = nlp("The two reacted:\n\nPeru - expelling two diplomats\n")
    >>> [token.pos_ for token in list_entries(doc) if token.text == "expelling"]
    ['VERB']
    """
    for line in _lines(doc):
        body = _body(line)
        if body is None:
            continue
        first = line[body - line[0].i]
        if first.tag_ in NOUN_TAGS and typography.GERUND.fullmatch(first.text):
            first.tag_, first.pos_ = Tag.GERUND, Pos.VERB
        for token in line[body - line[0].i :]:
            if token.tag_ == Tag.PAST:
                _read_as_passive(token, line[0].i, body)
    return doc


def _lines(doc: "Doc") -> "Iterator[list[Token]]":
    """Yield the tokens of each line."""
    line: list[Token] = []
    for token in doc:
        if token.is_space and "\n" in token.text:
            if line:
                yield line
            line = []
        else:
            line.append(token)
    if line:
        yield line


def _body(line: "list[Token]") -> int | None:
    """Return the token after the head of a list's line, or the first of a heading; else None."""
    within = False
    for number, token in enumerate(line[:-1]):
        if number and token.text in typography.HEAD_ENDS and not within:
            return line[number + 1].i
        within = token.text == typography.OPEN or (within and token.text != typography.CLOSE)
        opens = number == 0 and token.pos_ == Pos.ADPOSITION
        if token.pos_ not in HEAD_PARTS and not within and not opens:
            break
    return line[0].i if line[-1].text == typography.COLON and len(line) < HEADING else None


def _read_as_passive(verb: "Token", first: int, body: int) -> None:
    """Take a past tense without object for a participle: "ambassadors recalled on Friday".

    Its subject is the last noun before it that the parser joined to it, or to what stands before
    the clause, which begins at token `body` of a line that begins at `first`.
    """
    if any(k.dep_ in (Dep.OBJECT, Dep.AUXILIARY, Dep.CLAUSAL_COMPLEMENT) for k in verb.children):
        return
    for noun in reversed(list(verb.doc[body : verb.i])):
        if noun.pos_ == Pos.VERB:
            return
        joined = (noun.head.i == verb.i and noun.dep_ == Dep.SUBJECT) or noun.head.i < body
        if body == first and noun.tag_ != Tag.PLURAL:
            continue  # "The minister said:" is no heading of a list
        if noun.pos_ in (Pos.NOUN, Pos.NAME) and joined:
            if noun.is_ancestor(verb):
                verb.head, verb.dep_ = verb, Dep.ROOT
            noun.head, noun.dep_ = verb, Dep.PASSIVE_SUBJECT
            if noun.i == body and noun.tag_ == Tag.NAME and typography.PLURAL.fullmatch(noun.text):
                noun.tag_, noun.pos_ = Tag.PLURAL, Pos.NOUN
            verb.tag_ = Tag.PARTICIPLE
            return
