"""The date that a sentence takes over from the one before: "It also recalled its envoy"."""

from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Tag, Word, phrases
from talion.extract.text.parse import Parse

#: How many sentences back the other event may stand: a quotation may come between.
_BACK = 2


def carried(parse: Parse, i: int, agents: Party, mentions: list[EventMention]) -> str | None:
    """Return the date of the party's last event, where "also" or the like joins the two.

    >>> text = context("Peru expelled two Cuban envoys on Monday. It also recalled its ambassador.")
    >>> recalled = text.parse.words.index("recalled")
    >>> carried(text.parse, recalled, Party(("Peru",)), mentions(text)[:1])
    '2021-05-10'
    """
    here = parse.sentence[i]
    if not _joined(parse, i):
        return None
    for mention in reversed(mentions):
        if here - mention.sentence > _BACK:
            return None
        if mention.traits.is_utterance or not set(mention.agents.states) & set(agents.states):
            continue
        return mention.date if mention.dated and mention.sentence < here else None
    return None


def _joined(parse: Parse, i: int) -> bool:
    """Whether a verb adds to what was reported before, by "also" or an opening phrase."""
    if parse.tag[i] not in (Tag.PAST, Tag.PARTICIPLE, Tag.THIRD_PERSON, Tag.GERUND, Tag.BASE_FORM):
        return False
    if any(parse.lower[c] == Word.ALSO for k in (i, parse.head[i]) for c in parse.children[k]):
        return True
    first, last = parse.bounds[parse.sentence[i]]
    return " ".join(parse.lower[first : min(first + 5, last)]).startswith(phrases.SAME_TIME_OPENERS)
