"""Damaged files for `fuzz.py`: small valid ones of every format, and ways to damage them.

Every file follows from the number of its input and the seed alone.
"""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

ARTICLE = """publisher: The Fuzz Gazette
published: 2018-03-20
title: Twenty-three envoys for twenty-three
---
LONDON (GAZ) - Britain expelled 23 Russian diplomats on 14 March 2018. Russia responded by
expelling 23 British diplomats on 17 March 2018. The Czech Republic expelled three Russian
diplomats in solidarity with London, its prime minister said in Prague.

Moscow also closed the British consulate in St. Petersburg. Poland may expel more diplomats.
"""
FINDINGS: dict[str, Any] = {
    "article": "reviewed",
    "published": "2018-03-20",
    "actors": [
        {"name": "United Kingdom", "type": "country"},
        {"name": "Russia", "type": "country"},
        {"name": "British Council", "type": "organization"},
    ],
    "incidents": [
        {
            "id": "e1",
            "type": "expulsion",
            "status": "reported",
            "agents": ["United Kingdom"],
            "targets": ["Russia"],
            "count": 23,
            "date": "2018-03-14",
            "quote": "Britain expelled 23 Russian diplomats on 14 March 2018",
        },
        {
            "id": "e2",
            "type": "expulsion",
            "status": "reported",
            "agents": ["Russia"],
            "targets": ["United Kingdom"],
            "count": 23,
            "date": "2018-03-17",
            "quote": "expelling 23 British diplomats on 17 March 2018",
        },
    ],
    "links": [
        {"type": "in_response_to", "from": "e2", "to": "e1", "quote": "Russia responded"},
    ],
}
ROWS = [
    ["date", "source", "target", "type", "count", "responds_to"],
    ["2018-03-14", "United Kingdom", "Russia", "expulsion", "23", ""],
    ["2018-03-17", "Russia", "United Kingdom", "expulsion", "23", ""],
    ["2018-03-26", "Poland", "Russia", "expulsion", "4", ""],
    ["2018-03-29", "Russia", "Poland", "expulsion", "4", "mutual"],
    ["2018-03", "Côte d'Ivoire", "São Tomé", "summons", "1,200", ""],
    ["2019", "France", "Türkiye", "sanction", "", "the earlier one"],
    ["2019-05-02/2019-05-04", "Réunion", "Norway", "closure", "1", ""],
    ["2019-06-01", "Norway", "Russia", "act", "2", ""],
]
ICEWS = [
    ["date", "source", "relation", "target"],
    ["2018-03-14", "United Kingdom", "Expel or deport individuals", "Foreign Affairs (Russia)"],
    ["2018-03-17", "Russia", "Expel or deport individuals", "Envoy (United Kingdom)"],
    ["2018-03-20", "Citizen (Côte d'Ivoire)", "Make statement", "France"],
    ["2018-03-21", "France", "Impose embargo, boycott, or sanctions", "Iran"],
    ["2018-03-22", "Iran", "Criticize or denounce", "Police (France)"],
    ["2018-03-23", "Boko Haram", "Use conventional military force", "Nigeria"],
]
JUNK = (b"\x00", b"\xff\xfe", b"\xc3(", b"\xed\xa0\x80", b"\xf0\x28\x8c\x28", b"\x1a", b'"', b"'")
NUMBERS = (
    "99999999999999999999", "-1", "1e400", "nan", "inf", "2147483648", "0x10", "²", "١٢",
    "9" * 5000, "0", "-0.0", "1_000",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, -1, 2**31, 2**63, 10**400, 1.5, 1e308, float("nan"), "", " ", "\x00", "\ud800",
    "a" * 70_000, [], {}, [None], {"a": 1}, [[[]]], "2018-13-45", "0000-00-00", "<x>",
    "https://example.org/ü é", "..", "e/1#2",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file to give to a command: its name, its bytes, and what was done to it.

    `rows` is how many rows a reader must account for, where only single rows were damaged.
    """

    name: str
    data: bytes
    damage: str
    rows: int | None = None


# --- valid files


def table(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def gdelt(columns: int) -> bytes:
    """Return rows as GDELT has them."""
    rows = []
    for n in range(6):
        row = [""] * columns
        row[0], row[1], row[6], row[16] = str(n), f"201803{10 + n}", "RUSSIA", "UNITED KINGDOM"
        row[7], row[17], row[26], row[33] = "RUS", "GBR", "1661", "5"
        rows.append("\t".join(row))
    return "\n".join(rows).encode() + b"\n"


@cache
def icews_native() -> bytes:
    """Return rows as ICEWS has them on the Dataverse."""
    names = ["Event ID", "Event Date", "Source Name", "Source Country", "Event Text", "CAMEO Code"]
    names += ["Intensity", "Target Name", "Target Country"]
    rows = [names]
    for n, (date, source, relation, target) in enumerate(ICEWS[1:]):
        rows.append([str(n), date, source, "Russia", relation, "1661", "-5", target, "France"])
    return table(rows, "\t")


@cache
def parquet() -> bytes:
    """Return an event table as Talion writes it."""
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(_events().table, out, compression="zstd")
    return out.getvalue()


@cache
def _events() -> Any:
    import tempfile
    from pathlib import Path

    from talion.events.reading import read_events

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.csv")
        path.write_bytes(table(ROWS))
        return read_events([path])


def pdf(text: str = ARTICLE) -> bytes:
    """Return a text as a PDF of one page, written by hand."""
    lines = [line.replace("(", "").replace(")", "") for line in text.splitlines()]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 40 760 Td {shown} ET"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    xref = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 6\n0000000000 65535 f \n{xref}" + end).encode("latin-1", "replace")


def page() -> bytes:
    """Return the article as an HTML page."""
    _, _, text = ARTICLE.partition("---\n")
    paragraphs = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
    return (
        '<!doctype html><html lang="en"><head><title>Envoys</title>'
        '<meta property="article:published_time" content="2018-03-20T10:00:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
        f' "2018-03-20"}}</script></head><body><article><h1>Envoys</h1>{paragraphs}</article>'
        "</body></html>"
    ).encode()


@cache
def trig() -> bytes:
    """Return the graph of the article as `talion export` writes it, without the reference data."""
    import tempfile
    from pathlib import Path

    from talion.build import build
    from talion.store import Store
    from talion.store import trig as form

    store, out = Store.memory(), io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "reviewed.txt").write_text(ARTICLE, "utf-8")
        Path(folder, "reviewed.json").write_text(json.dumps(FINDINGS), "utf-8")
        batch = build(store, [folder])
        assert batch.articles == 1, batch.problems
    with store.view() as view:
        quads = list(view.quads())
    own = _own(quads)
    kept = [q for q in quads if q.graph_name in own]
    form.dump(kept, out)
    return out.getvalue()


def _own(quads: list[Any]) -> set[Any]:
    """Return the graphs of articles, decisions, and what is derived."""
    wanted = ("/graph/article/", "/graph/decisions", "/graph/derived")
    return {q.graph_name for q in quads if any(part in str(q.graph_name) for part in wanted)}


def other_rdf(kind: str) -> bytes:
    """Return the triples of the graph in a form without named graphs."""
    from pyoxigraph import RdfFormat, parse, serialize

    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS}
    quads = parse(trig(), format=RdfFormat.TRIG)
    if kind == "jsonld":
        return serialize((q.triple for q in quads), format=RdfFormat.JSON_LD) or b""
    if kind == "nq":
        return serialize(quads, format=RdfFormat.N_QUADS) or b""
    return serialize((q.triple for q in quads), format=forms[kind]) or b""


# --- damage to bytes


def truncated(data: bytes, draw: Random) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def flipped(data: bytes, draw: Random) -> bytes:
    out = bytearray(data)
    for _ in range(draw.choice((1, 2, 8, 60)) if out else 0):
        out[draw.randrange(len(out))] ^= 1 << draw.randrange(8)
    return bytes(out)


def hollow(data: bytes, draw: Random) -> bytes:
    """Junk between what marks a file at both ends."""
    ends = draw.choice((2, 4, 8, 16))
    return data[:ends] + draw.randbytes(draw.choice((0, 3, 40, 2000))) + data[-ends:]


def without_a_piece(data: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(data) + 1)
    return data[:start] + data[start + draw.choice((1, 7, 100)) :]


def with_a_piece_twice(data: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(data) + 1)
    return data[:start] + data[start : start + draw.choice((1, 30, 400))] + data[start:]


def with_junk(data: bytes, draw: Random) -> bytes:
    for _ in range(draw.choice((1, 1, 5))):
        start = draw.randrange(len(data) + 1)
        data = data[:start] + draw.choice(JUNK) * draw.choice((1, 1, 3)) + data[start:]
    return data


def with_strange_numbers(data: bytes, draw: Random) -> bytes:
    places = [n for n, byte in enumerate(data) if chr(byte).isdigit()]
    if not places:
        return data + draw.choice(NUMBERS).encode()
    start = end = draw.choice(places)
    while end < len(data) and chr(data[end]).isdigit():
        end += 1
    return data[:start] + draw.choice(NUMBERS).encode() + data[end:]


def nested(data: bytes, draw: Random) -> bytes:
    deep = draw.choice((b"[", b"{", b"(", b"<div>", b'{"a":', b"<x:s> <x:p> [", b"<x:g> {", b"<<"))
    start = draw.choice((0, draw.randrange(len(data) + 1)))
    return data[:start] + deep * draw.choice((50, 500, 3_000)) + data[start:]


def long_line(data: bytes, draw: Random) -> bytes:
    unit = draw.choice((b"A", b" ", b"a,", b"(", b"-", b'"', b"A ", b"1", b"Mr. "))
    start = draw.randrange(len(data) + 1)
    return data[:start] + unit * draw.choice((500, 5_000)) + data[start:]


def line_ends(data: bytes, draw: Random) -> bytes:
    return data.replace(b"\n", draw.choice((b"\r", b"\r\n", b"\n\n\n", b"\x0b", b"\x85", b" ")))


def recoded(data: bytes, draw: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    name = draw.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "utf-7", "cp037"))
    return text.encode(name, "replace")


def lines_moved(data: bytes, draw: Random) -> bytes:
    lines = data.split(b"\n")
    draw.shuffle(lines)
    return b"\n".join(lines[: draw.randrange(1, len(lines) + 1)])


def emptied(data: bytes, draw: Random) -> bytes:
    return draw.choice((b"", b"\n", b" ", b"\x00" * 100, b"\xef\xbb\xbf", data[:1]))


def doubled(data: bytes, draw: Random) -> bytes:
    return data + draw.choice((data, b"\n---\n" + data, data[::-1]))


BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (
    truncated, flipped, hollow, without_a_piece, with_a_piece_twice, with_junk,
    with_strange_numbers, nested, long_line, line_ends, recoded, lines_moved, emptied, doubled,
)  # fmt: skip


def packed(data: bytes, draw: Random) -> tuple[bytes, str]:
    """Return bytes in gzip or zip, or as they are; what was packed may be damaged again."""
    way = draw.choice(("", "", "", "gz", "gz", "zip", "zip", "zip2", "gzgz", "xlsx"))
    if way in ("gz", "gzgz"):
        data = gzip.compress(data, mtime=0)
        data = gzip.compress(data, mtime=0) if way == "gzgz" else data
    elif way:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", draw.choice((0, 8))) as archive:
            names = {"zip": ["a.csv"], "zip2": ["a.csv", "b.csv"]}
            for name in names.get(way, ["xl/workbook.xml", "[Content_Types].xml"]):
                archive.writestr(zipfile.ZipInfo(name), data)
        data = out.getvalue()
    if way and draw.random() < 0.6:
        damage = draw.choice((truncated, flipped, hollow, with_junk, doubled, without_a_piece))
        return damage(data, draw), f"{way}, {damage.__name__}"
    return data, way


# --- damage to what a file says


def damaged_row(rows: list[list[str]], draw: Random) -> list[list[str]]:
    """Return rows of which one, or a few, cannot be read as the others can."""
    rows = [list(row) for row in rows]
    for number in draw.sample(range(1, len(rows)), draw.choice((1, 1, 2))):
        row = rows[number]
        at = draw.randrange(len(row))
        kind = draw.randrange(5)
        if kind == 0:
            del row[max(at, 1) :]
        elif kind == 1:
            row += ["more"] * draw.choice((1, 40))
        elif kind == 2:
            row[at] = draw.choice(NUMBERS)
        elif kind == 3:
            words = ("", "\x01", "x" * 9000, "2018-99-99", "-", "9999-12-31", "0001-01-01", "(((")
            row[at] = draw.choice(words)
        else:
            row[at] = f"{row[at]}Ω\u202e\U0001f600"
    return rows


def damaged_json(value: Any, draw: Random) -> Any:
    """Return a JSON value in which something was replaced, left out or added."""
    value = json.loads(json.dumps(value))
    for _ in range(draw.choice((1, 1, 2, 6))):
        at = value
        while True:
            keys: Any = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw.choice(keys)
            inner = at[key]
            if isinstance(inner, dict | list) and inner and draw.random() < 0.8:
                at = inner
                continue
            if draw.random() < 0.15:
                del at[key]
            elif isinstance(at, dict) and draw.random() < 0.1:
                at[str(draw.choice(VALUES))[:40]] = deepcopy(draw.choice(VALUES))
            else:
                at[key] = deepcopy(draw.choice(VALUES))
            break
    return value


def damaged_parquet(draw: Random) -> bytes:
    """Return a Parquet file whose columns are not those of an event table, or not their values."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    whole = _events().table
    names = list(whole.schema.names)
    name = draw.choice(names)
    at = names.index(name)
    kind = draw.randrange(6)
    size = whole.num_rows
    made: list[Any] = [
        pa.nulls(size),
        pa.array(["x"] * size),
        pa.array([float("nan")] * size),
        pa.array([2**40] * size),
        pa.array([-1] * size),
        pa.array([b"\xff\xfe"] * size),
        pa.array([[1]] * size),
        pa.array([None, *[1e300] * (size - 1)]),
        pa.array([10**6] * size, pa.int32()).cast(pa.date32()),
    ]
    if kind == 0:
        changed = whole.remove_column(at)
    elif kind == 1:
        changed = whole.rename_columns([n if n != name else "other" for n in names])
    elif kind == 2:
        changed = whole.append_column(name, whole[name])
    elif kind == 3:
        changed = whole.slice(0, 0)
    else:
        changed = whole.set_column(at, name, draw.choice(made))
    if draw.random() < 0.2:
        changed = changed.replace_schema_metadata({"talion.events.version": draw.choice("012x")})
    out = io.BytesIO()
    pq.write_table(changed, out)
    return out.getvalue()


def damaged_trig(data: bytes, draw: Random) -> bytes:
    """Return TriG in which terms were exchanged for others: well formed, but wrong."""
    lines = data.decode().split("\n")
    places = [n for n, line in enumerate(lines) if line.startswith("\t")]
    others = (
        '"x"^^xsd:integer', '"2018-99-99"^^xsd:date', '"1e999"^^xsd:double', "5", '"five"@en',
        '"é"@e', "<x:y>", "<not an iri>", "_:b", "[]", '"\\u0000"', '"2018"^^xsd:gYear', "true",
        "( 1 2 )", '"99999999999999999999"^^xsd:integer', '"0.5"^^xsd:decimal',
        '"nan"^^xsd:decimal', "<>", "tal:Nothing", '"2018-03-14"^^xsd:date', '"-1"^^xsd:integer',
        "'''\n'''", "<< <x:s> <x:p> <x:o> >>", "rdf:nil",
    )  # fmt: skip
    for _ in range(draw.choice((1, 1, 3))):
        n = draw.choice(places)
        if draw.random() < 0.2:
            lines[n] = ""
            continue
        body, end = lines[n][:-2], lines[n][-2:]
        start = body.rfind(" ")
        lines[n] = f"{body[:start]} {draw.choice(others)}{end}"
    return "\n".join(lines).encode("utf-8", "surrogatepass")


# --- whole inputs


def article(draw: Random) -> Damaged:
    """Return a damaged article."""
    kind = draw.choice(("txt", "txt", "html", "html", "pdf", "docx"))
    if kind == "docx":
        data, how = packed(page(), Random(draw.random()))
        return Damaged("damaged.txt", data, f"docx-like, {how}")
    data = {"txt": ARTICLE.encode(), "html": page(), "pdf": pdf()}[kind]
    damage = draw.choice(BYTES)
    return Damaged(f"damaged.{kind}", damage(data, draw), f"{kind}, {damage.__name__}")


def sidecar(draw: Random) -> Damaged:
    """Return damaged findings."""
    if draw.random() < 0.7:
        text = json.dumps(damaged_json(FINDINGS, draw))
        return Damaged("reviewed.json", text.encode("utf-8", "surrogatepass"), "values")
    damage = draw.choice(BYTES)
    data = damage(json.dumps(FINDINGS, indent=1).encode(), draw)
    return Damaged("reviewed.json", data, damage.__name__)


def events(draw: Random) -> Damaged:
    """Return a damaged file of events."""
    kind = draw.choice(("rows", "rows", "bytes", "bytes", "packed", "parquet", "parquet", "jsonl"))
    if kind == "rows":
        encoding = draw.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
        tidy = draw.random() < 0.3
        delimiter = "," if tidy else draw.choice(",;\t")
        rows = ICEWS if tidy else ROWS
        data = table(damaged_row(rows, draw), delimiter, encoding)
        return Damaged("events.csv", data, f"rows, {encoding}", len(rows) - 1)
    if kind == "parquet" and draw.random() < 0.5:
        return Damaged("events.parquet", damaged_parquet(draw), "parquet columns")
    if kind == "jsonl":
        lines = "\n".join(json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:])
        return Damaged("events.jsonl", draw.choice(BYTES)(lines.encode(), draw), "jsonl")
    files = {
        "csv": table(ROWS), "tsv": table(ROWS, "\t"), "tidy": table(ICEWS), "tab": icews_native(),
        "gdelt1": gdelt(58), "gdelt2": gdelt(61), "triples": b"a,b,1.5\nb,a,2\na,b,3\n",
    }  # fmt: skip
    name = draw.choice(sorted(files))
    data = parquet() if kind == "parquet" else files[name]
    damage = draw.choice(BYTES)
    if kind != "packed":
        return Damaged("events.csv", damage(data, draw), f"{name}, {damage.__name__}")
    if draw.random() < 0.4:
        data = damage(data, draw)
    data, how = packed(data, draw)
    return Damaged("events.csv", data, f"{name}, {how or damage.__name__}")


def graph(draw: Random) -> Damaged:
    """Return a damaged graph."""
    kind = draw.choice(("terms", "terms", "bytes", "other"))
    if kind == "terms":
        return Damaged("graph.trig", damaged_trig(trig(), draw), "terms")
    if kind == "bytes":
        damage = draw.choice(BYTES)
        return Damaged("graph.trig", damage(trig(), draw), damage.__name__)
    name = draw.choice(("ttl", "nt", "nq", "jsonld"))
    data = other_rdf(name)
    if draw.random() < 0.6:
        data = draw.choice(BYTES)(data, draw)
    return Damaged(f"graph.{name}", data, name)
