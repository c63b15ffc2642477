"""Learn how the date of an event is chosen, from annotated articles.

    python scripts/fit_dates.py               fit, cross-validate, write the weights
    python scripts/fit_dates.py --dry-run     print the cross-validated figures only
    python scripts/fit_dates.py --hold SET    fit without a set, such as fresh, and score it
    options: --data DIR (default ../shared), --ridge NUMBER

Reads the articles and gold findings of DIR/evaluation (dev, fresh, composed, seeds) and DIR/cases,
and scripts/annotated_articles; writes graph/talion/extract/dating/dates.json. A date is right if it
is that of the gold findings whose quotes hold the word, or if one of the two begins with the other.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotated_texts import FOLDS, ROOT, Text, texts
from talion.extract.analysis import Judgement, analyse
from talion.extract.dating.date_model import SHIPPED, DateModel
from talion.extract.dating.date_options import DateOption, DateOptions
from talion.extract.incidents.confidence import confidence_model
from talion.extract.sides.conditional_logit import Example, fit
from talion.extract.sides.model import side_model
from talion.extract.text.parse import Parse
from talion.extract.triggers.trigger_model import trigger_model

RIDGE, LEAST = 8.0, 3
#: The share of a quote's words that stand in the sentence that it quotes.
QUOTED = 0.8


@dataclass(frozen=True, slots=True)
class Recorder(DateModel):
    """Takes the rules' date always, and keeps the options."""

    seen: list[DateOptions] = field(default_factory=list)

    def date_of(self, options: DateOptions) -> tuple[DateOption, float]:
        """Return the option of the rules."""
        self.seen.append(options)
        return next(o for o in options.all() if o.date == options.ruled.date), 1.0


@dataclass(frozen=True, slots=True)
class Dated:
    """An event, the options for its date, and the annotated one."""

    text: Text
    of: DateOptions
    options: list[DateOption]
    gold: str | None

    @property
    def right(self) -> list[bool]:
        """Which options agree with the annotation."""
        return [agree(self.gold, option.date) for option in self.options]


def agree(gold: str | None, date: str | None) -> bool:
    """Whether two dates are equal or one is the other, less exactly."""
    return gold == date or bool(gold and date and (gold.startswith(date) or date.startswith(gold)))


def dated(text: Text) -> Iterator[Dated]:
    """Yield the events of a text whose annotated date is known by their quote."""
    recorder = Recorder({})
    judgement = Judgement(trigger_model(), side_model(), confidence_model(), dates=recorder)
    parse = Parse.of(text.doc)
    analyse(parse, text.published(), judgement)
    for options in recorder.seen:
        trigger = options.situation.trigger
        sentence = set(re.findall(r"\w+", parse.sentence_text(options.situation.sentence)))
        word = parse.lower[trigger.i]
        dates = {
            f.date and str(f.date)
            for f in text.gold.incidents
            if f.type == trigger.type and _quotes(f.quote.casefold(), word, sentence)
        }
        if len(dates) == 1:
            yield Dated(text, options, options.all(), dates.pop())


def _quotes(quote: str, word: str, sentence: set[str]) -> bool:
    words = set(re.findall(r"\w+", quote))
    return word in words and len(words & sentence) >= QUOTED * len(words)


def fitted(events: Sequence[Dated], ridge: float) -> DateModel:
    """Return the weights that make the right dates most probable."""
    examples = [
        Example([(dict.fromkeys(o.features, 1.0),) for o in event.options], event.right)
        for event in events
        if any(event.right) and not all(event.right)
    ]
    return DateModel(fit(examples, ridge=ridge, least=LEAST))


def score(events: Sequence[Dated], tests: Sequence[Callable[[Dated], bool]], ridge: float) -> None:
    """Print by set how often rules and model are right, each read by a model fitted without it."""
    rows: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for test in tests:
        model = fitted([e for e in events if not test(e)], ridge)
        for event in filter(test, events):
            best, sure = model.date_of(event.of)
            right = agree(event.gold, event.of.ruled.date), agree(event.gold, best.date)
            rows[event.text.of].append((*right, sure))
    for name, found in rows.items():
        rules, chosen, sure = (sum(column) / len(found) for column in zip(*found, strict=True))
        print(f"{name:9} {len(found):5} rules {rules:.3f} chosen {chosen:.3f} expected {sure:.3f}")


def main() -> None:
    """Fit, cross-validate, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--hold", help="a set to leave out and score")
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args()
    events = [e for text in texts(args.data, invented=True) for e in dated(text)]
    folds = [lambda e, k=k: e.text.fold == k for k in range(FOLDS)]
    score(events, [lambda e: e.text.of == args.hold] if args.hold else folds, args.ridge)
    if not args.dry_run and not args.hold:
        SHIPPED.write_text(fitted(events, args.ridge).to_json(), encoding="utf-8")
        print(f"wrote {SHIPPED.name}")


if __name__ == "__main__":
    main()
