"""Take the pictures of docs/screenshots/ from the page of the seeds.

python scripts/screenshots.py
"""

import io
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright
from talion.build import build
from talion.render import page_data, write_page
from talion.store import Store

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
BALTIC = "incident:2022-03-29-expulsion-russia-estonia-latvia-lithuania"
#: Name, size, scheme and state of each picture.
PICTURES: tuple[tuple[str, Any, Any, str], ...] = (
    ("answers", WIDE, "light", ""),
    ("graph", WIDE, "light", "view=graph"),
    ("evidence", WIDE, "light", f"select={BALTIC}"),
    ("chain", WIDE, "light", "view=story&chain=c1&step=1"),
    ("exchange", WIDE, "light", "view=exchange&sides=russia|netherlands"),
    ("exchange-dark", WIDE, "dark", "view=exchange&sides=russia|netherlands"),
    ("table-dark", WIDE, "dark", "view=table&sort=count+down"),
    ("phone", NARROW, "light", "select=actor:russia"),
)


def save(picture: bytes, file: Path) -> None:
    """Write a picture with its 256 most frequent colours: a third of the size, the same look."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    counted: Any = whole.getcolors(1 << 24)
    kept = [colour for _, colour in sorted(counted, reverse=True)[:256]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in kept for part in colour])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Store.create(Path(folder) / "store")
        build(store)
        with store.view() as view:
            file = write_page(Path(folder) / "page.html", page_data(view))
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, size, scheme, state in PICTURES:
            context = browser.new_context(viewport=size, color_scheme=scheme, offline=True)
            page = context.new_page()
            page.goto(f"{file.as_uri()}#{state}")
            page.wait_for_selector("#app[data-ready]")
            page.wait_for_timeout(300)
            save(page.screenshot(), FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
