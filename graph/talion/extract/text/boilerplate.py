"""What newspapers print around a story: appeals, captions, links, bylines, embedded posts."""

import re

_STARTS = re.compile(
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
_HOLDS = re.compile(
    r"""(?xi)
      contributed\ to\ this\ (?:report|article|story)
    | getty\ images
    | \bread\ more\s*$
    | \b(?:REUTERS|AFP|AP\ Photo|EPA|TASS)\s*/\s*[A-Z] | /\s*(?:TASS|Getty|AFP|Reuters|EPA)\b\s*\.?$
    | \(photo:?
    | photo\ by
    | image:\s
    | pic\.twitter\.com
    | https?://t\.co
    | ^\s*[—–-]\s.*\(@\w+\)
    | \(@\w+\)\s+\w+\s+\d{1,2},\s+\d{4}\s*$
    | \bour\ (?:readers|newsletter|journalism|reporting\ and)
    | privacy\ policy
    | terms\ of\ (?:use|service)
    | support\ us\ monthly
    | small\ favou?r
    | send\ it\ to\s
    | your\ (?:inbox|support|experience\ with\ us|responses\ will)
    """
)
_MARKS_ONLY = re.compile(r"^[\W\d_]*$")


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph is no part of the story.

    A caption or an appeal is known by how it begins or by a mark it holds; a line without a
    letter, or a single word, tells nothing either.
    """
    if _MARKS_ONLY.match(paragraph) or len(paragraph.split()) < 3:
        return True
    if _STARTS.match(paragraph):
        return True
    return _HOLDS.search(paragraph) is not None
