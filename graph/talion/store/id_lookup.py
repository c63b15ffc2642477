"""What ids of incidents, reports, articles and claims name, whole or by their beginning."""

from collections.abc import Collection, Iterable

from talion.errors import AmbiguousError, UnknownError
from talion.model.decision import Subject
from talion.model.incident import Incident
from talion.store import from_rdf, iris
from talion.store.lookup import id_in, nearest
from talion.store.query import values as values_clause
from talion.store.view import View
from talion.vocabulary import ID

_HINTS = 3
#: How much of an id a reference must share with it, of 100, to be offered where nothing is nearer.
_LEAST_SHARED = 50


def named_id(kind: str, reference: str, known: Collection[str], ident: str | None = None) -> str:
    """Return the known id that a reference is, or that alone begins with it.

    `ident` is the id in the reference, where that is an IRI or has a prefix. Raises AmbiguousError
    where several begin so, UnknownError with the nearest where none does.

    >>> named_id("article", "2020-12-d", ["2020-12-dutchreview", "2020-12-10-moscow-times"])
    '2020-12-dutchreview'
    >>> named_id("article", "dutchreview", ["2020-12-dutchreview"])
    Traceback (most recent call last):
    talion.errors.UnknownError: 'dutchreview' is not an article of this graph; did you mean ...?
    """
    ident = ident or reference
    if ident in known:
        return ident
    begun = sorted(each for each in known if ident and each.startswith(ident))
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise AmbiguousError(kind, reference, begun)
    raise UnknownError(kind, reference, nearest_ids(ident, known))


def nearest_ids(reference: str, known: Iterable[str]) -> list[str]:
    """Return the ids that are most like a reference, or that share most of their parts with it.

    >>> nearest_ids("netherlands-expulsion", ["2020-12-10-expulsion-netherlands-russia", "other"])
    ['2020-12-10-expulsion-netherlands-russia']
    """
    from rapidfuzz import fuzz, process

    ids = sorted(known)
    if near := nearest(reference, ids):
        return near
    found = process.extract(
        reference.replace("-", " "),
        {ident: ident.replace("-", " ") for ident in ids},
        scorer=fuzz.token_set_ratio,
        limit=_HINTS,
        score_cutoff=_LEAST_SHARED,
    )
    return [ident for _, _, ident in found]


def find_incident(view: View, reference: str) -> Incident:
    """Return the incident of an id or IRI, its own or that of one of its reports (`article#e1`).

    The beginning of an id is enough where only one incident has it, and so is that of an article;
    AmbiguousError where several have it, UnknownError with the nearest ids where none has.

    >>> find_incident(view, "2020-12-10-expulsion-netherlands-russia").count
    2
    >>> find_incident(view, "2020-12-10-exp").count, find_incident(view, "2020-12-d#e1").count
    (2, 2)
    """
    ident = id_in(reference, "incident")
    for incident in view.incidents([ident]) if ident else ():
        return incident
    report = id_in(reference, "report")
    if report and "#" in report:
        found = _incident_of(view, report) or _incident_of(view, find_report(view, reference))
        return view.incidents(found)[0]
    for incident in view.incidents(_successor(view, ident)):
        return incident
    rows = view.select("SELECT ?i WHERE { ?i a tal:Incident }").rows
    known = {iris.ident(str(row[0]), "incident") for row in rows}
    return view.incidents([named_id("incident", reference, known, ident)])[0]


def find_report(view: View, reference: str) -> str:
    """Return the id of a report (`article#e1`), of which the article may be a beginning.

    Raises AmbiguousError where several articles begin so, UnknownError where there is none.

    >>> find_report(view, "2020-12-d#e1")
    '2020-12-dutchreview#e1'
    """
    wanted = id_in(reference, "report") or reference
    article, _, place = wanted.rpartition("#")
    rows = view.select("SELECT ?r { ?i tal:reportedBy ?r }").rows
    known = {iris.ident(str(row[0]), "report") for row in rows}
    begun = [r for r in known if r.startswith(article) and r.rpartition("#")[2] == place]
    if wanted not in known and len(begun) == 1:
        return begun[0]
    if wanted not in known and begun:
        raise AmbiguousError("report", reference, sorted(begun))
    return named_id("report", reference, known, wanted)


def find_article(view: View, reference: str) -> str:
    """Return the id of an article, given by id, IRI or a beginning of its id.

    >>> find_article(view, "2020-12-dutch"), find_article(view, "article:2020-12-dutchreview")
    ('2020-12-dutchreview', '2020-12-dutchreview')
    """
    known = {article.id for article in view.publications()}
    return named_id("article", reference, known, id_in(reference, "article"))


def find_claim(view: View, reference: str) -> str:
    """Return the id of a claim, given by id, IRI or a beginning of its id.

    >>> some = view.claims()[0].id
    >>> find_claim(view, f"claim:{some}") == some
    True
    """
    text = reference.strip().strip("<>").removeprefix("claim:")
    ident = iris.ident(text, "claim") if text.startswith(f"{ID}claim/") else text
    return named_id("claim", reference, {claim.id for claim in view.told_claims()}, ident)


def _successor(view: View, ident: str | None) -> list[str]:
    """Return what an incident became that ended with a decision, as a list of one or none."""
    for decision in view.decisions():
        if ident is not None and ident in decision.retired:
            if decision.about is Subject.REPORT:
                return _incident_of(view, decision.first)
            return _of_other_parties(view, decision.first, ident)
    return []


def _of_other_parties(view: View, actor: str, ident: str) -> list[str]:
    """Return the incident that was called so before it was decided who an actor is.

    Of those whose reports were read as naming the actor, it is that with the most of the words in
    common: type and date are what they were, and so are the other parties.
    """
    clause = values_clause("a", [from_rdf.iri_of("actor", actor)])
    named = f"{clause} ?r tal:agentAsRead|tal:targetAsRead ?a . ?i tal:reportedBy ?r"
    rows = view.select(f"SELECT DISTINCT ?i {{ {named} }}").rows
    words = set(ident.split("-"))
    found = sorted(iris.ident(str(row[0]), "incident") for row in rows)
    return sorted(found, key=lambda each: len(words ^ set(each.split("-"))))[:1]


def _incident_of(view: View, report: str) -> list[str]:
    """Return the incident of a report as a list of one or none."""
    clause = values_clause("r", [from_rdf.iri_of("report", report)])
    rows = view.select(f"SELECT ?i WHERE {{ {clause} ?i tal:reportedBy ?r }}").rows
    return [iris.ident(str(row[0]), "incident") for row in rows]
