"""Words for days, months, years and amounts of time."""

from typing import Final

from talion.extract.lang.word_sets import numbered, words

WEEKDAYS = numbered("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = numbered(
    """
    january february march april may june july august september october november december
    """,
    first=1,
)
SHORT_MONTHS = {month[:3]: number for month, number in MONTHS.items()} | {"sept": 9}


class Unit:
    """Units of time."""

    HOUR: Final = "hour"
    DAY: Final = "day"
    WEEK: Final = "week"
    FORTNIGHT: Final = "fortnight"
    MONTH: Final = "month"
    YEAR: Final = "year"


#: How many days a unit has, about.
DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14, Unit.MONTH: 30, Unit.YEAR: 365}
PLURAL_UNITS = {
    "days": Unit.DAY,
    "weeks": Unit.WEEK,
    "months": Unit.MONTH,
    "years": Unit.YEAR,
}
#: Nouns that measure time, not persons or missions: "48 hours".
PERIODS = words("hour day week month year minute time")
#: Before "after" these say when, not why: "three days after".
AMOUNTS = words("hours days weeks months years hour day week month year shortly minutes")
SEASONS = words("spring summer autumn fall winter")

TODAY = words("today tonight")
YESTERDAY = "yesterday"
THIS = "this"
LAST = "last"
NEXT = "next"
RECENT = "recent"
#: Before a unit: the one that runs, or the one before.
RELATIVE = words("last this previous past")
AGO = "ago"
BACKWARD = words("ago back")
EARLIER = "earlier"
BEFORE = "before"
#: Before a unit: that of the time which the text gave last, the one after it, the one before it.
SAME = words("same that")
FOLLOWING = words("following next subsequent")
PRECEDING = words("previous preceding")
#: Parts of a day, each as good as the day: "that night".
PARTS_OF_DAY = words("day night evening afternoon morning")
#: After "the day": the one before or after another event.
BESIDE_EVENT = words("before after")
LATER = words("later afterward afterwards")
#: What stands for the number one before a unit: "a day after".
ONE = words("a an one")

#: After these a time is a bound or a deadline, not the time of what is reported.
BOUNDS = words("since until till by before within from through")
#: After these a time is that on which a decided measure begins, not that of the decision.
STARTING = words("starting beginning effective commencing")
#: Parts of a time of day.
CLOCK = words("pm p.m. am a.m. midnight noon o'clock gmt utc")
#: After these a month without a year may be one to come.
DEADLINES = words("by until before next till")
#: Between such a word and the time that it bounds: "since early 2014".
BOUND_MODIFIERS = words("the late early mid last")
#: After a figure like a year: a number of these, no year.
NOT_YEARS = words("people diplomats troops officials % percent")
CURRENCY = "$"
#: After these a number is a share, an amount or a part of another number.
NOT_COUNTS = words("% percent per - – million billion trillion years-old degrees miles km")

#: Months that are also other words: "may" needs one of `BEFORE_MAY` before it, or a number
#: beside it.
MAY = "may"
MARCH = "march"
BEFORE_MAY = words("in last since this late early mid of until")


def unit_of(word: str) -> str:
    """Return the unit that a singular or a plural names.

    >>> unit_of("weeks"), unit_of("week")
    ('week', 'week')
    """
    return word.rstrip("s")


#: Words that put an event before or after others.
ORDERING = words(
    """
    earlier already previously previous then later also recent recently since former after before
    when
    """
)
#: Words that open a clause or a phrase with a time of its own.
OPENERS = words(
    "after when because since over following for in as before until which that who despite while"
)
