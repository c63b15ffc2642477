"""Write the stems of nationalities in other languages, from the npm package i18n-nationality.

    npm pack i18n-nationality@1.4.0 && tar xzf i18n-nationality-1.4.0.tgz
    python scripts/ontology/nationalities.py package/langs

The package (MIT) has a word for the citizens of each state in Dutch, French, German and Spanish,
among others. A stem is that word without an ending that varies. Left out are words
that a stem of `state_words.csv` matches already, words of less than five letters, and stems that
begin like that of another state (*nigerian* in German).
"""

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path

from talion.gate.folding import fold_text
from talion.model.actor import ActorKind
from talion.store.reference import gazetteer

TABLES = Path(__file__).parents[2] / "ontology/languages"
SHORTEST, FOLLOWING = 5, 4
#: Both Congos have one word, both Koreas too, and the one for Wallis is that for Wales.
UNSURE = frozenset({"CD", "CG", "KP", "KR", "WF"})
#: Endings that vary, by language.
VARYING = {"de": ("",), "es": ("o", "a", "e", ""), "fr": ("",), "nl": ("",)}


def stem(word: str, language: str) -> str | None:
    """Return the stem of a word; None where it is short or not one word."""
    folded = fold_text(word).strip()
    if not folded.replace("-", "").isalpha():
        return None
    ending = next(e for e in VARYING[language] if folded.endswith(e))
    cut = folded[: len(folded) - len(ending)]
    return cut if len(cut) >= SHORTEST else None


def stems(langs: Path, language: str) -> dict[str, str]:
    """Return the stems of a language by the code of the state, those left out that are not sure."""
    words = json.loads((langs / f"{language}.json").read_text("utf-8"))
    words = words.get("nationalities", words)
    made = {c: s for c, word in words.items() if (s := stem(str(word), language)) is not None}
    return {
        code: own
        for code, own in made.items()
        if not any(c != code and (o.startswith(own) or own.startswith(o)) for c, o in made.items())
    }


def _covers(known: str, own: str) -> bool:
    """Whether a known stem matches a word with its endings; what follows a stem is short."""
    return own.startswith(fold_text(known)) and len(own) - len(known) <= FOLLOWING


def rows(langs: Path) -> Iterator[tuple[str, str, str]]:
    """Yield code, language and stems; Dutch -ees is -es- where an ending follows."""
    with (TABLES / "state_words.csv").open(encoding="utf-8") as file:
        known = {(row["iso2"], row["language"]): row["names"] for row in csv.DictReader(file)}
    states = {c for a in gazetteer() if a.kind is ActorKind.COUNTRY for c in a.codes} - UNSURE
    for language in sorted(VARYING):
        for code, own in sorted(stems(langs, language).items()):
            written = known.get((code, language), "").split(";")
            if code in states and not any(_covers(w, own) for w in written if w):
                varied = f"{own[:-3]}es" if language == "nl" and own.endswith("ees") else None
                yield code, language, f"{own};{varied}" if varied else own


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("langs", type=Path)
    langs = options.parse_args().langs
    with (TABLES / "nationalities.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("iso2", "language", "names"))
        table.writerows(sorted(rows(langs)))


if __name__ == "__main__":
    main()
