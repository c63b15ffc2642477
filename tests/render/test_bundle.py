"""The linker that makes one script of the page's modules."""

import re
from typing import Any

import pytest
from talion.render.bundle import ENTRY, asset, graph, link, modules, shortened_style


def linked(**files: str) -> str:
    """Link modules given by name without their ending, of which `main` is the entry."""
    return link("main.js", lambda name: files[name.removesuffix(".js").replace("/", "__")])


def test_a_module_comes_after_those_it_imports() -> None:
    done: set[str] = set()
    for module in graph():
        assert {source for source, _ in module.imports} <= done
        done.add(module.name)
    assert modules()[-1] == ENTRY


def test_no_text_of_a_script_goes_over_lines_or_looks_like_a_comment() -> None:
    for name in [*modules(), *modules("headless/figure.js")]:
        text = asset(name)
        for template in re.findall(r"`[^`]*`", re.sub(r"^ *//.*$", "", text, flags=re.MULTILINE)):
            assert "\n" not in template, (name, template)
        assert not re.search(r"""["'`][^"'`\n]*/\*\*[^"'`\n]*["'`]""", text), name


def test_what_is_said_stays_when_comments_go() -> None:
    text = linked(
        main="// why\nconst a = `x // y`; // one\nconst b = 'http://c/*d*/'; // it's two\n"
        "/** @type {any} */\nconst c = /** @type {number} */ (a) / 2; // three\n"
        "window.d = [a, b, c];\n"
    )
    assert "why" not in text
    assert "three" not in text
    assert "`x // y`" in text
    assert "'http://c/*d*/'" in text
    assert "const c = (a) / 2;" in text


def test_a_style_sheet_without_line_breaks_keeps_its_selectors() -> None:
    sheet = (
        ".a,\n.b .c {\n  color: red; margin: 1px\n    2px;\n}\n@media print {\n  p { top: 0; }\n}\n"
    )
    assert (
        shortened_style(sheet)
        == ".a, .b .c {color: red;margin: 1px 2px;}@media print {p {top: 0;}}"
    )


def test_two_modules_may_use_one_name_for_things_of_their_own(browser: Any) -> None:
    text = linked(
        one="const secret = 1;\nconst of = () => secret;\nexport const first = of();\n",
        two="const secret = 2;\nconst of = () => secret;\nexport const second = of();\n",
        main='import { first } from "./one.js";\nimport { second } from "./two.js";\n'
        "window.found = [first, second];\n",
    )  # fmt: skip
    page = browser.new_page()
    try:
        assert page.evaluate(f"() => {{ {text}; return window.found; }}") == [1, 2]
        assert page.evaluate(f"() => {{ {text}; return typeof secret; }}") == "undefined"
    finally:
        page.close()


def test_exports_of_every_kind_cross_folders_under_other_names(browser: Any) -> None:
    text = linked(
        base__dom="export const text = 'a';\n",
        base__kinds='import { text as word } from "./dom.js";\n'
        "export class Kind {\n  name = word;\n}\n"
        "export function* count() {\n  yield 1;\n}\n"
        "export async function later() {\n  return word;\n}\n",
        main='import {\n  count,\n  Kind as Sort,\n  later,\n} from "./base/kinds.js";\n'
        "window.found = (async () => [new Sort().name, [...count()], await later()])();\n",
    )
    page = browser.new_page()
    try:
        assert page.evaluate(f"() => {{ {text}; return window.found; }}") == ["a", [1], "a"]
    finally:
        page.close()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("export let count = 0;", "does not know `export let count"),
        ("export default 1;", "does not know `export default"),
        ('export { a } from "./other.js";', "does not know `export"),
        ('import * as all from "./other.js";', "does not know `import"),
        ('import { missing } from "./other.js";', "other.js exports no missing"),
        ('import { a } from "./circle.js";', "main.js → circle.js → main.js"),
    ],
)
def test_what_the_linker_does_not_know_is_an_error(line: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        linked(
            main=f"{line}\n",
            other="export const a = 1;\n",
            circle='import { b } from "./main.js";\nexport const a = b;\n',
        )


def test_modules_whose_names_differ_only_in_signs_stay_apart() -> None:
    texts = {
        "in.js": 'import { a } from "./x-y.js";\nimport { a as b } from "./x_y.js";\nshow(a, b);\n',
        "x-y.js": "export const a = 1;\n",
        "x_y.js": "export const a = 2;\n",
    }
    names = re.findall(r"const (\$\w+) = \(\(\) =>", link("in.js", texts.__getitem__))
    assert len(set(names)) == len(names) == 3
