"""What may be one incident, and what numbers add up to: by hand, and against trying all subsets."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from talion.model.date import Date
from talion.model.overlaps import NamedSide, Occurrence, Overlaps, Total

NATO = frozenset({"nato"})
US, UK = (NamedSide(frozenset({state}), NATO) for state in ("us", "uk"))
RUSSIA, ALLIANCE, NOBODY = NamedSide(frozenset({"ru"})), NamedSide(NATO), NamedSide()


def told(
    ident: str,
    when: str | None = None,
    count: int | None = None,
    by: NamedSide = US,
    against: NamedSide = RUSSIA,
    sources: str = "",
    kind: str = "expulsion",
) -> Occurrence:
    """An incident; its only source is an article of its own unless others are named."""
    dates = [Date(text) for text in (when or "").split()]
    spans = tuple((d.earliest, d.latest) for d in dates)
    found = frozenset(sources.split() or [f"article {ident}"])
    return Occurrence(ident, kind, by, against, count, spans, found, len(found))


def total(*listed: Occurrence, parts: str = "", apart: str = "") -> Total:
    pairs = [(p[0], p[1]) for p in (text.split("+") for text in parts.split())]
    splits = [(p[0], p[1]) for p in (text.split("|") for text in apart.split())]
    return Overlaps(listed, splits, pairs).total(each.id for each in listed)


def test_undated_numbers_of_different_articles_may_be_one() -> None:
    counts = {"a": 60, "b": 48, "c": 100, "d": 100, "e": 100}
    found = total(*(told(ident, None, count) for ident, count in counts.items()))
    assert found == Total(5, different=1, reports=5, counted=5, least=100, most=408, counting=5)
    assert not found.exact


def test_what_is_dated_apart_adds_up() -> None:
    found = total(told("a", "2016-12", 35), told("b", "2018-03-26", 60), told("c", "2018", 48))
    assert (found.different, found.least, found.most) == (2, 95, 143)


def test_what_one_article_reports_twice_are_two() -> None:
    found = total(told("a", None, 60, sources="Post"), told("b", None, 48, sources="Post Times"))
    assert (found.different, found.least, found.most, found.reports) == (2, 108, 108, 3)
    assert found.exact


def test_dates_that_the_reports_dispute_keep_nothing_apart() -> None:
    disputed = told("a", "2018-03-14 2018-03-26", 23)
    assert total(disputed, told("b", "2018-03-26", 60)).least == 60
    assert total(disputed, told("b", "2018-03-20", 60)).least == 83


def test_other_parties_other_types_and_a_persons_word_keep_apart() -> None:
    one = told("a", None, 4)
    assert total(one, told("b", None, 3, by=UK)).least == 7
    assert total(one, told("b", None, 3, kind="recall")).different == 2
    assert total(one, told("b", None, 3), apart="a|b").least == 7
    assert total(one, told("b", None, 3, by=ALLIANCE)).least == 4  # one of its members' acts
    assert total(one, told("b", None, 3, by=NOBODY)).least == 4
    assert total(one, told("b", None, 3, against=NOBODY)).least == 4


def test_two_persons_are_two_and_a_person_may_be_of_any_state() -> None:
    skripal, navalny = (NamedSide(frozenset({name}), loose=True) for name in ("skripal", "navalny"))
    one = told("a", None, 1, against=skripal)
    assert total(one, told("b", None, 1, against=navalny)).least == 2
    assert total(one, told("b", None, 1, against=UK)).least == 1


def test_a_part_never_adds_to_its_whole() -> None:
    whole, embassy, mission = told("w", None, 60), told("e", None, 48), told("m", None, 12)
    of_one = [
        Occurrence(o.id, o.type, o.source, o.target, o.count, (), frozenset({"Post"}), 1)
        for o in (whole, embassy, mission)
    ]
    found = total(*of_one, parts="e+w m+w")
    assert found == Total(2, different=2, reports=3, counted=1, least=60, most=60, counting=3)
    assert total(*of_one).least == 120


def test_coordinated_measures_of_several_states_do_add_up() -> None:
    found = total(
        told("us", "2018-03-26", 60, sources="Post"),
        told("uk", "2018-03-14", 23, by=UK, sources="Post"),
        parts="uk+us",
    )
    assert (found.incidents, found.different, found.least, found.most) == (2, 2, 83, 83)


def test_where_no_number_is_given_nothing_is_counted() -> None:
    assert total(told("a", "2018"), told("b", "2019")) == Total(2, 2, 2)
    assert total() == Total()


DATES = st.sampled_from([None, "2018", "2018-03", "2018-03-14", "2018-03-26", "2017 2018-03"])
PARTIES = st.sampled_from(
    [US, UK, RUSSIA, ALLIANCE, NOBODY, NamedSide(frozenset({"x"}), loose=True)]
)


@st.composite
def stories(draw: st.DrawFn) -> list[Occurrence]:
    return [
        told(
            str(n),
            draw(DATES),
            draw(st.none() | st.integers(0, 9)),
            by=draw(PARTIES),
            against=draw(PARTIES),
            sources=draw(st.sampled_from(["", "Post", "Times", "Post Times"])),
            kind=draw(st.sampled_from(["expulsion", "recall"])),
        )
        for n in range(draw(st.integers(1, 7)))
    ]


def days(told: Occurrence) -> set[date]:
    return {
        first + timedelta(n) for first, last in told.spans for n in range((last - first).days + 1)
    }


def may_be(one: Occurrence, other: Occurrence) -> bool:
    """By the definition, with no index: every slot may be the same, and no source tells both."""

    def side(a: NamedSide, b: NamedSide) -> bool:
        if not a.actors or not b.actors or a.loose is not b.loose:
            return True
        return bool(a.actors & b.actors or a.actors & b.blocs or a.blocs & b.actors)

    if one.spans and other.spans and not days(one) & days(other):
        return False
    if one.type != other.type or one.sources & other.sources:
        return False
    return side(one.source, other.source) and side(one.target, other.target)


@given(stories())
def test_the_least_is_the_best_of_all_sets_of_incidents_that_surely_differ(
    listed: list[Occurrence],
) -> None:
    overlaps = Overlaps(listed)
    pairs = {tuple(sorted((a.id, b.id))) for a, b in combinations(listed, 2) if may_be(a, b)}
    assert overlaps.pairs(o.id for o in listed) == sorted(pairs)
    sets = [
        [each for n, each in enumerate(listed) if number >> n & 1]
        for number in range(2 ** len(listed))
    ]
    sure = [
        chosen
        for chosen in sets
        if not any(tuple(sorted((a.id, b.id))) in pairs for a, b in combinations(chosen, 2))
    ]
    found = overlaps.total(each.id for each in listed)
    assert found.different == max(map(len, sure))
    assert found.adds is (len({each.type for each in listed if each.count is not None}) <= 1)
    if found.adds:
        assert found.least == max(sum(each.count or 0 for each in chosen) for chosen in sure)
        assert found.most == sum(each.count or 0 for each in listed)
    assert found.incidents == len(listed)


def test_persons_and_posts_do_not_add_up() -> None:
    """10 expelled and 4 posts cut are not 14 of anything; two expulsions of 10 and 4 are 14."""
    expelled = told("a", "2018-03-26", 10)
    found = total(expelled, told("b", "2019-01-01", 4, kind="staff_cap"))
    assert (found.counted, found.adds, found.least, found.most) == (2, False, 0, 0)
    assert not found.exact
    found = total(expelled, told("b", "2019-01-01", 4), told("c", kind="staff_cap"))
    assert (found.counted, found.adds, found.least, found.most) == (2, True, 14, 14)


def test_counts_that_reports_disagree_on_bound_the_total() -> None:
    by, against = NamedSide(frozenset({"peru"})), NamedSide(frozenset({"chile"}))
    told = Occurrence("a", "expulsion", by, against, 30, (), frozenset({"Post"}), 2, (30, 50))
    other = Occurrence("b", "expulsion", by, against, 4, (), frozenset({"Post"}), 1, (4,))
    found = Overlaps([told, other]).total(["a", "b"])
    assert (found.least, found.most, found.exact) == (34, 54, False)
    whole = Occurrence("w", "expulsion", by, against, 40, (), frozenset({"Post"}), 1)
    within = Overlaps([told, whole], parts=[("a", "w")]).total(["a", "w"])
    assert (within.least, within.most) == (40, 40)
