"""What speaks for two reports being of one incident and against it, by name and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log1p

from talion.model.days import day_number
from talion.resolve.accounts import Account, Participants
from talion.store.reference import traits_of

#: From this number of content words on, equal quotes are copies, not coincidence.
_COPY = 6
#: Days between two dates, and between a date and the other's publication, in classes.
_APART, _OUT = (1, 3, 10, 25), (3, 31, 366)
_MONTH, _YEAR = 31, 366


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a pair: its name for the weights, its value, its words for people if any."""

    name: str
    value: float = 1.0
    words: str = ""


def features(a: Account, b: Account) -> list[Feature]:
    """Return the features of two reports.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> told = Accounts(gazetteer()).of_all(view.reports(), {})
    >>> one, two = (told[f"2020-12-{name}#e1"] for name in ("10-moscow-times", "dutchreview"))
    >>> [feature.words for feature in features(one, two) if feature.words]
    ['same month: 2020-12-10 and 2020-12', 'both count 2']
    """
    slots = slot_features(a, b)
    return [*slots, *_words(a, b, slots[1].name, _nature(a))]


def slot_features(a: Account, b: Account) -> list[Feature]:
    """Return the features of two reports apart from the words of their quotes.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> one = next(iter(Accounts(gazetteer()).of_all(view.reports(), {}).values()))
    >>> slot_features(one, one)[0].name
    'always'
    """
    when, count = _dates(a, b), _counts(a, b)
    nature = _nature(a)
    statuses = "+".join(sorted({a.report.status, b.report.status}))
    sides = [*_side("agents", a.agents, b.agents), *_side("targets", a.targets, b.targets)]
    same = {"agents same states", "targets same states"} <= {f.name for f in sides}
    alone = a.alone and b.alone
    found = [Feature("always"), when, count, *sides, Feature(nature), Feature(f"status {statuses}")]
    found += _exactness(a, b)
    if _too_early(a, b) or _too_early(b, a):
        found.append(
            Feature("told too early", 1.0, "but one was published before the other's date")
        )
    if alone:
        found.append(Feature("alone", 1.0, "the only one of its kind in both articles"))
    sides_are = "both sides same" if same else "sides differ"
    crossed = (nature, "alone" if alone else "rivals", count.name, sides_are)
    found += [Feature(sides_are), *(Feature(f"{when.name}, {other}") for other in crossed)]
    return found


def _nature(one: Account) -> str:
    return f"nature {traits_of(one.report.type).nature.value}"


def _dates(a: Account, b: Account) -> Feature:
    one, two = a.report.date, b.report.date
    if one is None or two is None:
        return Feature(_undated(a, b))
    said = str(one) if one == two else f"{one} and {two}"
    apart = _apart(a, b)
    if apart > 0:
        return Feature(f"dates {_class(apart, _APART)} days apart", 1.0, f"but dated {said}")
    coarse = max(one.days(), two.days())
    if coarse == 1:
        return Feature("same day", 1.0, f"same day {said}")
    if coarse <= _MONTH:
        return Feature("same month", 1.0, f"same month: {said}")
    if coarse <= _YEAR:
        return Feature("same year", 1.0, f"same year: {said}")
    return Feature("same years")


def _too_early(a: Account, b: Account) -> bool:
    """Whether the first article was published before what the second reports."""
    date, out = b.report.date, a.published
    return date is not None and out is not None and out.latest < date.earliest


def _exactness(a: Account, b: Account) -> Iterator[Feature]:
    """Yield whether one of two dates that may be one is a day."""
    one, two = a.report.date, b.report.date
    if one is None or two is None or _apart(a, b) > 0:
        return
    if max(one.days(), two.days()) > 1:
        yield Feature("one is a day" if min(one.days(), two.days()) == 1 else "none is a day")


def _apart(a: Account, b: Account) -> int:
    one, two = a.moment, b.moment
    assert one is not None
    assert two is not None
    return max(one[0] - two[1], two[0] - one[1])


def _undated(a: Account, b: Account) -> str:
    """Name the pair by how far the date of the one is from the publication of the other."""
    if a.report.date is None and b.report.date is None:
        return "both undated"
    date, out = (a.report.date, b.published) if a.report.date else (b.report.date, a.published)
    if date is None or out is None:
        return "one undated and unpublished"
    early = day_number(date.earliest) - day_number(out.latest)
    apart = max(early, day_number(out.earliest) - day_number(date.latest), 0)
    return f"one undated, published {_class(apart, _OUT)} days off"


def _class(number: int, bounds: tuple[int, ...]) -> str:
    return next((f"≤{bound}" for bound in bounds if number <= bound), f">{bounds[-1]}")


def _counts(a: Account, b: Account) -> Feature:
    one, two = a.report.count, b.report.count
    if one is None or two is None:
        return Feature("no count" if one is two else "one count")
    if one == two:
        return Feature("same count" if one > 1 else "both one", 1.0, f"both count {one}")
    return Feature("other count", 1.0, f"but counts {one} and {two}")


def _side(name: str, one: Participants, two: Participants) -> Iterator[Feature]:
    if not one.all or not two.all:
        yield Feature(f"{name} missing")
    elif not one.states or not two.states:
        yield Feature(f"{name} states missing")
    elif one.states == two.states:
        yield Feature(f"{name} same states")
    else:
        nested = one.states < two.states or two.states < one.states
        words = f"but other {name}: {', '.join(sorted(one.states ^ two.states))}"
        yield Feature(f"{name} {'part of' if nested else 'overlapping'} states", 1.0, words)
    if shared := one.others & two.others:
        yield Feature(f"{name} names shared", 1.0, f"both name {', '.join(sorted(shared))}")
    elif one.others and two.others:
        yield Feature(f"{name} other names")


def _words(a: Account, b: Account, when: str, nature: str) -> Iterator[Feature]:
    if is_copy(a, b):
        yield Feature("copied", 1.0, "word for word")
    shared = a.words.keys() & b.words.keys()
    if shared:
        share, number = 2 * len(shared) / (len(a.words) + len(b.words)), log1p(len(shared))
        words = f"words in common: {', '.join(sorted(a.words[w] for w in shared))}"
        yield Feature("share of words", share, words)
        yield Feature(f"{when}, share of words", share)
        yield Feature("shared words", number)
        yield Feature(f"{nature}, shared words", number)
    else:
        yield Feature("no words")
    if found := _amounts(a, b):
        yield from (found, Feature(f"{when}, {found.name}"))


def _amounts(a: Account, b: Account) -> Feature | None:
    if both := a.amounts & b.amounts:
        return Feature("same amount", 1.0, f"both speak of {max(both):,}")
    if a.amounts and b.amounts:
        one, two = max(a.amounts), max(b.amounts)
        return Feature("other amounts", 1.0, f"but speak of {one:,} and {two:,}")
    return Feature("one amount") if a.amounts or b.amounts else None


def is_copy(a: Account, b: Account) -> bool:
    """Whether the quotes are the same words: many, or of one issue.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> one, two = list(Accounts(gazetteer()).of_all(view.reports(), {}).values())[:2]
    >>> is_copy(one, two)
    False
    """
    if a.report.quote.text != b.report.quote.text:
        return False
    out = a.published
    issue = out is not None and out == b.published and out.days() <= _MONTH
    return issue or len(a.words) >= _COPY
