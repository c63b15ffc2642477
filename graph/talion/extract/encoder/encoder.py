"""The encoder: a small neural network that reads a text by windows."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np

from talion.errors import MissingExtraError
from talion.extract.encoder.choices import Choices, Matrix
from talion.extract.encoder.encoded_text import EncodedText, EncodedWindow
from talion.extract.encoder.windows import LONGEST_TITLE, PiecedText, Span, Window, windows
from talion.extract.encoder.word_pieces import WordPieces
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.places import Place
from talion.extract.text.parse import Parse

#: Where the weights that ship with the package are; `scripts/export_encoder.py` writes them.
SHIPPED = Path(__file__).parent
#: Only errors are written to the log.
_ERRORS = 3


class Encoder:
    """Four layers of a sentence encoder (Wang et al. 2020, arXiv:2002.10957), fine-tuned.

    It was fitted to annotated articles by `scripts/fit_encoder.py`.
    """

    def __init__(self, session: Any, choices: Choices, pieces: WordPieces) -> None:
        self.choices = choices
        self._session, self._pieces = session, pieces

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Read the network, the weights of the choices and the vocabulary of a folder."""
        try:
            import onnxruntime
        except ImportError:
            raise MissingExtraError("extract", "reading articles") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS
        network = folder / "encoder.onnx"
        session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        vocabulary = (SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        return cls(session, Choices.from_file(folder / "choices.npz"), WordPieces(vocabulary))

    def encode(
        self, parse: Parse, title: str, candidates: Sequence[int], places: Sequence[Place]
    ) -> EncodedText:
        """Return what the words of a text report that are candidates, and of whom.

        >>> from talion.extract.entities.places import places_in
        >>> text = context("Peru sent two Cuban envoys away.")
        >>> made = shipped_encoder().encode(text.parse, "", [1], places_in(text, 0))
        >>> made.chance(1, "expulsion") > 0.5
        True
        >>> agents, targets = made.sides(1, "expulsion")
        >>> agents.of(["Peru"], made.parties) > 0.5, targets.of(["Cuba"], made.parties) > 0.5
        (True, True)
        """
        text = PiecedText(
            self._pieces(title)[:LONGEST_TITLE],
            [self._pieces(word) for word in parse.words],
            parse.bounds,
            candidates,
            [place.head for place in places],
        )
        kinds: dict[int, Sequence[float]] = {}
        rows: dict[int, tuple[EncodedWindow, int]] = {}
        for window in windows(text):
            encoded, shares = self._read(window, text.places)
            rows |= {i: (encoded, row) for i, row in window.candidates.items()}
            kinds |= {i: shares[row].tolist() for i, row in window.candidates.items()}
        parties: dict[int, Party] = {}
        for place in places:
            parties.setdefault(place.head, place.party)
        return EncodedText(self.choices, kinds, rows, [first for first, _ in parse.bounds], parties)

    def _read(self, window: Window, heads: Sequence[int]) -> tuple[EncodedWindow, Matrix]:
        pieces = np.array([window.pieces], np.int64)
        last, third = self._session.run(None, {"pieces": pieces})
        words = _means(last, window.candidate_spans)
        tokens = [heads[n] for n in window.places]
        places = self.choices.places(_means(last, window.place_spans))
        made = EncodedWindow(words, places, tokens)
        return made, self.choices.of_types(words, _means(third, window.candidate_spans))


def _means(states: Matrix, spans: Sequence[Span]) -> Matrix:
    """Return the mean of the first and the last piece of each word: (words, 384)."""
    ends = np.array(spans, np.intp).reshape(-1, 2)
    made: Matrix = np.float32(0.5) * (states[ends[:, 0]] + states[ends[:, 1]])
    return made


@cache
def shipped_encoder() -> Encoder:
    """Return the encoder that ships with the package.

    Raises MissingExtraError where onnxruntime is not installed.

    >>> shipped_encoder() is shipped_encoder()
    True
    """
    return Encoder.from_folder(SHIPPED)
