"""What newspapers print around a story, and how its text is laid out."""

import re

#: How captions, appeals, links and bylines begin.
BOILERPLATE_STARTS = re.compile(
    r"""(?xi)
    ^(?:
      advertisement
    | subscribe
    | sign\ up
    | log\ in
    | read\ more
    | see\ also
    | related\ (?:coverage|articles?|stor(?:y|ies)|topics?|content|news|links?)\b
    | share\ (?:this|on|via)\b
    | follow\ (?:us|\w+\ on)
    | got\ a\ tip
    | download\ the
    | support\ (?:us|our|up\b|the\ [^.]{3,40}!)
    | don[’']t\ miss
    | image\ (?:copyright|caption|source)
    | media\ (?:playback|caption)
    | play\ video
    | slideshow
    | click\ here
    | contributing:
    | reporting\ by
    | editing\ by
    | writing\ by
    | additional\ reporting
    | photo(?:graph)?\b.{0,40}:
    | file\ photo
    | feature\ image
    | copyright\b
    | ©
    | all\ rights
    | this\ (?:site|article\ (?:was|is)\ (?:originally|amended))
    | please\ (?:enter|support)
    | most\ (?:read|popular)
    | newsletter
    | enlarge\ this
    | updated\ (?:at|on)\b
    | published\ (?:at|on)\b
    | topics?:
    | tags?:
    | subjects?:
    | filed\ under
    | comments?\b$
    | print\b$
    | email\b$
    | remind\ me
    | not\ ready\ to\ (?:support|subscribe|donate)
    | i\ subscribe
    | …\ we\ have
    | q&a
    | with\ agencies
    | skip\ to
    | recommended(?:\ (?:for\ you|reading|stories|articles))?:?$
    | watch:
    | video:
    | listen:
    | close\ .{0,200}video\ provided
    | donate
    | join\ (?:us|our|the\ conversation)
    | learn\ more
    | view\ (?:all|comments)
    | back\ to\ top
    )"""
)
#: What marks a caption or an embedded post, wherever it stands.
BOILERPLATE_MARKS = re.compile(
    r"""(?xi)
      getty\ images
    | \bread\ more\s*$
    | \b(?:REUTERS|AFP|AP\ Photo|EPA|TASS)\s*/\s*[A-Z] | /\s*(?:TASS|Getty|AFP|Reuters|EPA)\b\s*\.?$
    | \(photo:?
    | photo\ by
    | image:\s
    | pic\.twitter\.com
    | https?://t\.co
    | ^\s*[—–-]\s.*\(@\w+\)
    | \(@\w+\)\s+\w+\s+\d{1,2},\s+\d{4}\s*$
    """
)
#: What marks a sentence as a credit or an appeal, whatever stands beside it.
BOILERPLATE_SENTENCES = re.compile(
    r"""(?xi)
      contributed\ to\ (?:this|the)\ (?:report|article|story)
    | ^\(?(?:additional\ )?(?:reporting|writing|editing)\ by\b
    | \bour\ (?:readers|newsletter|journalism|reporting\ and)
    | privacy\ policy
    | terms\ of\ (?:use|service)
    | support\ us\ monthly
    | small\ favou?r
    | send\ it\ to\s
    | your\ (?:inbox|support|experience\ with\ us|responses\ will)
    """
)
#: Where a sentence ends and another begins, initials and titles apart.
SENTENCE_BREAK = re.compile(
    r"(?<=[.!?…”\"’)])(?<![A-Z]\.)(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!St\.)(?<!Mrs\.)(?<!Gen\.)(?<!Sen\.)"
    r"\s{1,3}(?=[A-Z“\"‘(])"
)
#: The place a story was filed from, and by whom: "MOSCOW (Reuters) -", "LONDON, Sept. 24 —".
DATELINE = re.compile(
    r"(?<![\w.’'/-])(?:[A-Z](?:[A-Z.’'/]|-(?=[A-Z])){2,}+"
    r"(?:(?:, ?| )[A-Z0-9](?:[\w.’'/]|-(?=\w))*+){0,6},? ?(?:\([^)]{2,30}\) ?)?"
    r"|(?:[A-Z][\w.’'/-]*,? ){1,4}\((?:AP|AFP|UPI|Reuters|Xinhua|CNN|TASS|ANSA|dpa|IPS|BBC)\) ?)"
    r"(?:—|–|--|-) ?(?=[A-Z“\"'‘])"
)
#: What opens an item of a list: a bullet, a dash or a pipe.
BULLET = re.compile(r"[-–—*•·▪●○◦‣►→✓|][ \t]+(?=\S)")
#: A line that gives something of whom it names: "Ukraine: 13", "France – four", "| Spain | 25 |".
LABELLED = re.compile(
    r"\W{0,3}(?:(?:[Tt]he|To|From|By|Against) )?[A-Z][^\s,:;|(]{0,40}(?:,? [^\s,:;|(]{1,20}){0,14}"
    r"(?: ?\([^()\d]{1,30}\))?"
    r"(?:\s?\(\d|:\s|\s(?:--|[–—|-])\s|\s\d{1,4}$)"
)
#: A line of a name and a number, as in a list: "Ukraine: 13", "Germany (4)", "Ireland four".
NAME_AND_NUMBER = re.compile(
    r"(?i:the )?[A-Z][\w.’'-]*\W{1,4}(?:\d{1,4}|[a-z]{3,9}(?:-[a-z]{3,5})?)\W{0,2}"
)
#: A word, hyphens included.
WORD = re.compile(r"\w+(?:-\w+)*")
#: A word broken at the end of a line, with its hyphen, and how it goes on.
BROKEN_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]+)(-?)$")
BROKEN_REST = re.compile(r"[A-Za-z]+")
#: What a sentence, or a line that does not run on, ends with.
SENTENCE_ENDS = '.!?"”’:'
OPENING_QUOTES = frozenset("“‘")
CLOSING_QUOTES = frozenset("”’")
STRAIGHT_QUOTE = '"'
CLAUSE_MARKS = frozenset(",;:")
PARAGRAPH = "\n\n"
CLAUSE_ENDS = frozenset(";:")
QUOTES = "\"“”'"
#: Marks that may stand within a noun phrase.
INNER_MARKS = "\"“”'‘-"
DASHES = frozenset("-–")
DASH = re.compile(r"[-–]")
#: What ends the head of a line in a list, and the forms of a noun or a verb that may open its rest.
HEAD_ENDS = frozenset({"-", "–", "—", "--", ":"})
PLURAL = re.compile(r"[A-Za-z]{3,20}s")
GERUND = re.compile(r"[A-Za-z]{3,20}ing")
#: A token that is nothing but dashes.
DASHES_ALONE = re.compile(r"[-–—]+")
COMMA = ","
COLON = ":"
OPEN, CLOSE = "(", ")"
#: What may stand between a name and the description behind it, and what ends that description.
APPOSITION_OPENERS = frozenset(",-–(")
APPOSITION_ENDS = frozenset(",.;)")
#: A year, and a day of a month, in figures.
#: What sets a label at the head of a line apart from the text after it; a line's end does too.
LABEL_ENDS = frozenset({"", ":", "|", ".", "-", "–", "—", ")"})
YEAR = re.compile(r"(1[89]|20)\d\d")
#: A time of day in figures: "11:59", "10.30".
CLOCK_TIME = re.compile(r"\d{1,2}([:.]\d\d)?(am|pm)?")
DAY_OF_MONTH = re.compile(r"(\d{1,2})(st|nd|rd|th)?")


def first_part(word: str) -> str:
    """Return what stands before the first hyphen of a word.

    >>> first_part("president-elect")
    'president'
    """
    return word.split("-")[0]
