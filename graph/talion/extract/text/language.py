"""Which language a text is written in, by its sequences of letters.

The classifier is that of langid.py (Lui and Baldwin 2012), as py3langid keeps it: a naive Bayes
model over byte n-grams. Short texts and lists of foreign names leave it undecided.
"""

from functools import cache
from typing import Any

from talion.extract.lang import NAME

#: The languages that are distinguished, by ISO 639-1 code. Those that a text of a line or two
#: hardly distinguishes share a name. Creoles of English are left out: their spelling is that of
#: its names.
LANGUAGES = {
    "af": "Afrikaans",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Serbo-Croatian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish or Norwegian",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Serbo-Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian or Malay",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "ko": "Korean",
    "ky": "Kyrgyz",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "mn": "Mongolian",
    "ms": "Indonesian or Malay",
    "mt": "Maltese",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Danish or Norwegian",
    "no": "Danish or Norwegian",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbo-Croatian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

#: Least probability of another language for a text to count as being in it: none of the 2,083
#: English sentences that this was measured on is given more than half of it.
SURE = 0.6
_SAMPLE = 20_000


def language(text: str) -> str:
    """Return the English name of the language a text is written in.

    A text that leaves it open counts as being in the language that is read.

    >>> language("Polska wydaliła trzech rosyjskich dyplomatów.")
    'Polish'
    >>> language("Lavrov, Kuleba, Szijjarto")
    'English'
    """
    sample = text[:_SAMPLE].strip()
    if not sample:
        return NAME
    shares: dict[str, float] = {}
    for code, probability in _classifier().rank(sample):
        name = LANGUAGES[code]
        shares[name] = shares.get(name, 0.0) + float(probability)
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= SURE else NAME


def language_code(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is written in; None where it is not clear.

    >>> language_code("Polska wydaliła trzech rosyjskich dyplomatów.")
    'pl'
    """
    sample = text[:_SAMPLE].strip()
    if not sample:
        return None
    code, probability = _classifier().rank(sample)[0]
    return str(code) if float(probability) >= SURE else None


@cache
def _classifier() -> Any:
    """Return the classifier, which takes a moment to load, for our languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(list(LANGUAGES))
    return made
