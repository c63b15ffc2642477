"""Write ontology/languages/state_names.csv: names of states and capitals in other languages.

    python scripts/ontology/state_names.py

They are those of the Unicode CLDR as Babel carries them: the names of territories, and of those
capitals that name a time zone. Babel comes with the tools for development. The output is the same
for the same version of Babel.
"""

import csv
import io
from pathlib import Path

from babel import Locale
from talion.gate.language_tables import DEFAULT, languages
from talion.model.actor import ActorKind
from talion.model.gazetteer import fold
from talion.store.atomic_write import save
from talion.store.reference import gazetteer

TARGET = Path(__file__).parents[2] / "ontology" / "languages" / "state_names.csv"


def rows(language: str) -> list[tuple[str, str, str]]:
    """Return the state's code, the language and the names of each state in it."""
    locale = Locale.parse(language)
    zones = {
        fold(zone.rpartition("/")[2].replace("_", " ")): names.get("city")
        for zone, names in locale.time_zones.items()
    }
    made = []
    for actor in gazetteer():
        code = next((c for c in actor.codes if len(c) == 2), None)
        if actor.kind is not ActorKind.COUNTRY or code is None or actor.until is not None:
            continue
        names = [locale.territories.get(code), *(zones.get(fold(c)) for c in actor.capitals)]
        known = dict.fromkeys(name for name in names if name and ";" not in name)
        if known:
            made.append((code, language, ";".join(known)))
    return sorted(made)


def main() -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("iso2", "language", "names"))
    for language in languages():
        if language != DEFAULT:
            writer.writerows(rows(language))
    save(TARGET, out.getvalue())


if __name__ == "__main__":
    main()
