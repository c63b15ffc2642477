"""A real browser without a network."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from talion.model.actor import Actor, ActorKind, slug
from talion.model.article import Article
from talion.model.claim import Basis, Claim
from talion.model.date import Date
from talion.model.findings import Findings
from talion.model.incident import Incident, IncidentType, Report, Span
from talion.model.type_traits import CountedAs, TypeTraits
from talion.render.page import write_page
from talion.render.page_data import PageChain, PageData

SEEDS = Path(__file__).parents[2] / "seeds"
PUBLISHERS = {
    "2020-12-10-moscow-times": "The Moscow Times",
    "2020-12-dutchreview": "DutchReview",
    "2021-10-06-daily-beast": "The Daily Beast",
    "2022-03-29-france24": "France 24 with AFP",
    "2024-03-05-european-pravda": "European Pravda",
}
PLOVER = {
    "expulsion": "SANCTION/expel",
    "staff_cap": "SANCTION/withdraw",
    "summons": "ACCUSE/allege",
    "deportation": "COERCE/deport",
    "attack_on_person": "ASSAULT/assassinate",
    "sabotage": "ASSAULT/explosives",
    "military_action": "ASSAULT/firearms",
    "legal_action": "COERCE/arrest",
    "sanction": "SANCTION/discontinue",
    "threat": "THREATEN",
}


def types(names: set[str]) -> tuple[IncidentType, ...]:
    """Incident types of these names, with the PLOVER codes."""
    return tuple(
        IncidentType(
            n,
            n.replace("_", " "),
            "What it is.",
            0.5,
            None,
            plover=(PLOVER[n],) if n in PLOVER else (),
            traits=TypeTraits(counts=CountedAs.PERSONS, removes=True)
            if n == "expulsion"
            else TypeTraits(),
        )
        for n in sorted(names)
    )


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(quote, start, start + len(quote))


def seeds() -> PageData:
    """The five seed articles, each finding an incident of its own."""
    actors: dict[str, Actor] = {}
    incidents, reports, claims, articles = [], [], [], []
    for file in sorted(SEEDS.glob("*.json")):
        found = Findings.from_dict(json.loads(file.read_text(encoding="utf-8")))
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        articles.append(
            Article(found.article, text, PUBLISHERS[found.article], None, found.published)
        )
        for actor in found.actors:
            ident = slug(actor.name)
            state = slug(actor.state) if actor.state else None
            actors.setdefault(ident, Actor(ident, actor.name, actor.type, state=state))
        for finding in found.incidents:
            ident = f"{found.article}-{finding.id}"
            date = Date(finding.date) if finding.date else None
            agents = tuple(slug(a) for a in finding.agents)
            targets = tuple(slug(a) for a in finding.targets)
            for actor_id in agents + targets:
                actors.setdefault(actor_id, Actor(actor_id, actor_id, ActorKind.COUNTRY))
            slots = (finding.type, finding.status, agents, targets, finding.count, date)
            report = f"{found.article}#{finding.id}"
            reports.append(Report(report, found.article, *slots, span(text, finding.quote)))
            incidents.append(Incident(ident, *slots, (report,)))
        for number, link in enumerate(found.links, 1):
            ends = (f"{found.article}-{link.source}", f"{found.article}-{link.target}")
            claims.append(
                Claim(
                    f"{found.article}-l{number}", link.type, *ends, Basis.STATED,
                    found.article, span(text, link.quote),
                )
            )  # fmt: skip
    beast = "2021-10-06-daily-beast"
    steps = tuple((f"{beast}-e{n}",) for n in (15, 14, 21))
    chain = PageChain("c1", "hacking → expulsion → expulsion", steps)
    return PageData(
        tuple(actors.values()), tuple(incidents), tuple(reports), tuple(claims), tuple(articles),
        types({i.type for i in incidents}), chains=(chain,),
    )  # fmt: skip


class Visit:
    """One page opened: what it asked of the network, said on the console, showed in dialogs."""

    def __init__(self, browser: Any, **context: Any) -> None:
        self.requests: list[str] = []
        self.console: list[str] = []
        self.dialogs: list[str] = []
        options = {"viewport": {"width": 1440, "height": 900}, "accept_downloads": True}
        self.context = browser.new_context(**(options | context))
        self.context.set_default_timeout(20_000)
        self.context.route("**/*", self._route)
        self.page = self.context.new_page()
        self.page.on("console", lambda m: self.console.append(f"{m.type}: {m.text}"))
        self.page.on("pageerror", lambda e: self.console.append(f"error: {e}"))
        self.page.on("dialog", self._dialog)

    def _route(self, route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, path: Path, state: str = "") -> Any:
        """Open a page in a state of its address and wait until it is drawn."""
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + (f"#{state}" if state else ""))
        self.page.wait_for_selector("#app[data-ready]")
        return self.page

    def quiet(self) -> bool:
        """Whether nothing was asked of the network, nothing said, nothing popped up."""
        return not (self.requests or self.console or self.dialogs)


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Return a way to open pages, each in a context of its own."""
    made: list[Visit] = []

    def new(**context: Any) -> Visit:
        made.append(Visit(browser, **context))
        return made[-1]

    yield new
    for one in made:
        one.context.close()


@pytest.fixture(scope="session")
def seeds_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the five seeds."""
    return write_page(tmp_path_factory.mktemp("page") / "seeds.html", seeds())


@pytest.fixture(scope="session")
def seeds_data() -> PageData:
    """The values of the page of the five seeds."""
    return seeds()
