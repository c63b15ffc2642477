"""Our page against plain pyvis on the same graph, in the same Chromium, without a network.

    python scripts/bench/page.py [NODES ...] [--repeat N] [--plain-limit SECONDS] [--json]
    python scripts/bench/page.py --page FILE | --store STORE [--repeat N] [--json]

For each number of actors (default 1,000, 3,000 and 10,000) it makes that many, with one and a
half times as many pairs that had to do with each other and twice as many incidents, and tells

- export: seconds to lay out and write the file; its size;
- paint all, paint: seconds from opening the file to the first view on the screen, the best of
  several: every actor of the graph drawn (`#view=graph&all=1`), and as the page opens, on who
  answered whom;
- pan: the longest frame while the whole graph is dragged for two seconds, the best of three;
- filter, brush: milliseconds from the change to the picture redrawn, median and worst of eight, of
  the graph, and of the opening view (`opening filter`); `switch`: from view to view;
- write, app ready, app opening (with `--store`): seconds to write a store's file, until the app has
  answered its first request, and for each further one; the best of several, with the seconds of
  processor time beside them (`cpu`), which do not depend on what else the machine does;
- plain: the same nodes and edges through pyvis's own template, first paint likewise, physics as
  it comes; and with our positions and physics off.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from talion.model.actor import Actor, ActorKind
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, Report, Span, Status
from talion.render.page import write_page
from talion.render.page_data import PageData
from talion.render.vis_network import pyvis_network
from talion.store.reference import incident_types

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The moment the first view is on the screen: the frame after its first complete drawing.
PAINTED = """
performance.getEntriesByName('first').length &&
  (window.painted ??= (requestAnimationFrame(() => requestAnimationFrame(() =>
    performance.mark('painted'))), true)) && performance.getEntriesByName('painted')[0]?.startTime
"""
# pyvis's own page: its global `network` is watched from before it is made. With physics the first
# drawing is that after stabilization; without, that of the frame after it was made.
WATCH = """
let made;
Object.defineProperty(window, 'network', { configurable: true, get: () => made, set: (network) => {
  made = network;
  const seen = () => requestAnimationFrame(() => requestAnimationFrame(() =>
    (window.seen ??= performance.now())));
  if (network?.on && !network.physics.physicsEnabled) seen();
  else network?.on?.('afterDrawing', seen);
}});
"""
PLAIN = "window.seen || 0"
PAN = """
async () => {
  const canvas = document.querySelector('.network canvas');
  const box = canvas.getBoundingClientRect();
  const fire = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', isPrimary: true,
    button: 0, buttons: type === 'pointerup' ? 0 : 1, clientX: x, clientY: y }));
  let [x, y] = [box.left + 40, box.top + box.height - 40];
  fire('pointerdown', x, y);
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  const end = last + 2000;
  while (last < end) {
    x += 5 * Math.sin(last / 200); y += 3 * Math.cos(last / 300);
    fire('pointermove', x, y);
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  fire('pointerup', x, y);
  return Math.max(...frames.slice(2));
}
"""
CHANGE = """
async ([kind, turn]) => {
  const drawn = () => new Promise((done) =>
    requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)));
  await drawn();
  const start = performance.now();
  if (kind === 'switch') document.querySelectorAll('.views button')[turn % 2].click();
  else if (kind === 'filter') document.querySelectorAll('.facet.type input')[turn].click();
  else {
    const area = document.querySelector('.timeline-area');
    const box = area.getBoundingClientRect();
    const fire = (type, x) => area.dispatchEvent(new PointerEvent(type, {
      bubbles: true, pointerId: 1, button: 0, clientX: x, clientY: box.top + 5 }));
    area.setPointerCapture = () => {};
    fire('pointerdown', box.left + box.width * 0.2);
    fire('pointermove', box.left + box.width * (0.4 + 0.05 * turn));
    fire('pointerup', box.left + box.width * (0.4 + 0.05 * turn));
  }
  return (await drawn()) - start;
}
"""


def world(size: int) -> PageData:
    """Return a made-up graph of `size` actors: a few busy, most not, as such graphs are."""
    draw = random.Random(size)
    ids = [f"actor-{n}" for n in range(size)]
    weights = [1 / (n + 1) ** 0.7 for n in range(size)]
    kinds = [ActorKind.COUNTRY] * 6
    kinds += [ActorKind.ORGANIZATION, ActorKind.AGENCY, ActorKind.PERSON, ActorKind.PERSON]
    types = incident_types()
    text = "The ministry said on Tuesday that it expelled two of them in answer to the same."
    articles = [
        Article(f"a{n}", text, f"Paper {n % 40}", f"Title {n}") for n in range(size // 20 + 1)
    ]
    busy, whoever = (draw.choices(ids, w, k=size * 3 // 2) for w in (weights, None))
    pairs = list(zip(busy, whoever, strict=True))
    span, incidents, reports, claims = Span(text[35:50], 35, 50), [], [], []
    for n in range(2 * size):
        a, b = pairs[n % len(pairs)] if n < len(pairs) else draw.choice(pairs)
        agents, targets = ((a,), (b,)) if draw.random() < 0.6 else ((b,), (a,))
        day = f"{draw.randint(1960, 2023)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        date = Date(day if draw.random() < 0.8 else day[:4])
        slots = (draw.choice(types).id, Status.REPORTED, agents, targets, draw.randint(1, 30), date)
        article = draw.choice(articles).id
        reports.append(Report(f"{article}#e{n}", article, *slots, span))
        incidents.append(Incident(f"i{n}", *slots, (f"{article}#e{n}",)))
        if n and n % 3 == 0:
            claims.append(
                Claim(
                    f"c{n}",
                    ClaimType.RESPONSE,
                    f"i{n}",
                    f"i{n - 1}",
                    Basis.INFERRED,
                    None,
                    None,
                    0.6,
                )
            )
    actors = tuple(Actor(i, f"Actor {i[6:]}", draw.choice(kinds)) for i in ids)
    return PageData(actors, tuple(incidents), tuple(reports), tuple(claims), tuple(articles), types)


def plain_page(network: Any, path: Path, *, still: bool) -> None:
    """Write the page that pyvis itself makes of a network; `still` keeps positions, no physics."""
    from pyvis.network import Network

    plain = Network(directed=True, cdn_resources="in_line")
    plain.nodes = [dict(n) for n in network.nodes]
    plain.edges = [{k: v for k, v in e.items() if k != "count"} for e in network.edges]
    plain.node_ids = [node["id"] for node in network.nodes]
    if still:
        plain.toggle_physics(False)
    else:
        for node in plain.nodes:
            del node["x"], node["y"]
    path.write_text(plain.generate_html(), encoding="utf-8")


class Browser:
    """Chromium without a network."""

    def __init__(self) -> None:
        from playwright.sync_api import sync_playwright

        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

    def open(self, path: Path, state: str = "") -> Any:
        """Return a page on its way to a file."""
        context = self._browser.new_context(viewport={"width": 1440, "height": 900})
        context.set_default_timeout(30_000)
        context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(path.as_uri() + (f"#{state}" if state else ""), wait_until="commit")
        return page

    def painted(self, path: Path, state: str, probe: str, limit: float) -> tuple[float, Any]:
        """Return the seconds to the first paint, and the page; infinity after the limit."""
        page = self.open(path, state)
        page.set_default_timeout(limit * 1000 + 30_000)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = page.evaluate(probe)
            if found:
                return found / 1000, page
            page.wait_for_timeout(20)
        return float("inf"), page

    def close(self) -> None:
        """End the browser."""
        self._browser.close()
        self._playwright.stop()


def best_paint(browser: Browser, path: Path, state: str, probe: str, options: Any) -> float:
    """Return the least of several first paints; a second one is not tried after the limit."""
    best = float("inf")
    for _ in range(options.repeat):
        seconds, page = browser.painted(path, state, probe, options.plain_limit or 60)
        best = min(best, seconds)
        page.context.close()
        if seconds == float("inf"):
            break
    return best


def reactions(browser: Browser, path: Path) -> dict[str, float]:
    _, page = browser.painted(path, "view=graph&filters=1&all=1", PAINTED, 60)
    page.wait_for_selector("#app[data-ready]")
    page.wait_for_timeout(500)
    found = {"pan ms": min(page.evaluate(PAN) for _ in range(3))}
    for kind in ("filter", "brush"):
        times = [page.evaluate(CHANGE, [kind, turn]) for turn in range(8)]
        found[f"{kind} ms"] = statistics.median(times)
        found[f"{kind} worst ms"] = max(times)
    page.context.close()
    return found | opening_reactions(browser, path)


def opening_reactions(browser: Browser, path: Path) -> dict[str, float]:
    """Return how long the opening view takes to follow a filter, and to give way to another."""
    _, page = browser.painted(path, "filters=1", PAINTED, 60)
    page.wait_for_selector("#app[data-ready]")
    page.wait_for_timeout(500)
    found = {}
    for kind in ("filter", "switch"):
        times = [page.evaluate(CHANGE, [kind, turn]) for turn in range(8)]
        found[f"opening {kind} ms"] = statistics.median(times)
        found[f"opening {kind} worst ms"] = max(times)
    page.context.close()
    return found


def of_store(store: str, folder: Path, repeat: int) -> tuple[Path, dict[str, float]]:
    """Write a store's file and start its app; return the file, and the best time of each."""
    file, rows = folder / "store.html", []
    for _ in range(repeat):
        row = {}
        row["write s"], row["write cpu s"] = timed(["browse", "--html", str(file)], store)
        rows.append(row | app_of(store))
    return file, {key: min(row[key] for row in rows) for key in rows[0]}


def timed(words: list[str], store: str) -> tuple[float, float]:
    """Run a command; return its seconds, and those of the processor."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(["talion", "--store", store, *words], check=True, capture_output=True)
    wall, after = time.perf_counter() - start, os.times()
    took = (
        after.children_user - before.children_user,
        after.children_system - before.children_system,
    )
    return wall, sum(took)


def app_of(store: str) -> dict[str, float]:
    """Start the app of a store; return how long that and the opening view take."""
    start = time.perf_counter()
    command = ["talion", "--store", store, "serve", "--port", "0"]
    app = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        said = iter(app.stderr.readline, "")  # type: ignore[union-attr]
        address = next(found[1] for t in said if (found := re.search(r"(http://127\S+/)", t)))
        while fetched(address) is None:
            time.sleep(0.01)
        ready = time.perf_counter() - start
        opening = min(fetched(address) or 0 for _ in range(3))
        ticks = Path(f"/proc/{app.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    finally:
        app.terminate()
        app.wait()
    cpu = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return {"app ready s": ready, "app cpu s": cpu, "app opening ms": opening * 1000}


def fetched(address: str) -> float | None:
    """Return the seconds that the app takes to send its page; None where it does not listen yet."""
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(address) as answer:
            answer.read()
    except OSError:
        return None
    return time.perf_counter() - start


def measure(browser: Browser, size: int, folder: Path, options: Any) -> dict[str, Any]:
    data = world(size)
    start = time.perf_counter()
    path = write_page(folder / f"ours-{size}.html", data)
    row: dict[str, Any] = {"nodes": size, "export s": time.perf_counter() - start}
    row["size MB"] = path.stat().st_size / 1e6
    row["paint all s"] = best_paint(browser, path, "view=graph&all=1", PAINTED, options)
    row["paint s"] = best_paint(browser, path, "", PAINTED, options)
    if options.plain_limit:
        network = pyvis_network(data)
        for name, still in (("plain still s", True), ("plain s", False)):
            plain = folder / f"plain-{size}.html"
            plain_page(network, plain, still=still)
            row[name] = best_paint(browser, plain, "", PLAIN, options)
    row |= reactions(browser, path)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nodes", nargs="*", type=int, default=[1_000, 3_000, 10_000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--plain-limit", type=float, default=60, help="0 leaves plain pyvis out")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--page", type=Path, help="a page already written, instead of a made-up one"
    )
    parser.add_argument("--store", help="a store, whose file is written and whose app is started")
    options = parser.parse_args()
    browser = Browser()
    if options.page or options.store:
        row: dict[str, Any] = {}
        if options.store:
            folder = Path(tempfile.mkdtemp())
            options.page, row = of_store(options.store, folder, min(options.repeat, 3))
        row["size MB"] = options.page.stat().st_size / 1e6
        row["paint s"] = best_paint(browser, options.page, "", PAINTED, options)
        row |= opening_reactions(browser, options.page)
        print(
            json.dumps(row) if options.json else "  ".join(f"{k} {v:,.2f}" for k, v in row.items())
        )
        browser.close()
        return
    with tempfile.TemporaryDirectory() as place:
        for size in options.nodes:
            made = measure(browser, size, Path(place), options)
            if options.json:
                print(json.dumps(made))
            else:
                print(
                    "  ".join(
                        f"{k} {v:,.2f}" if k != "nodes" else f"{v:,}" for k, v in made.items()
                    )
                )
    browser.close()


if __name__ == "__main__":
    main()
