"""Whether a text is English, told by its commonest words."""

import re

#: The commonest function words of languages that news is often written in.
_PROFILES = {
    "English": "the of and to in is was that for on with as by at from it said has had were not an",
    "Dutch": "de het een van en in is op dat te met voor niet zijn aan door ook werd heeft naar",
    "German": "der die das und in den von zu mit ist auf für im nicht des dem ein eine sich auch",
    "French": "le la les de des et en un une du dans est pour que qui sur par au aux avec ne pas",
    "Spanish": "el la los las de y en un una que del por con para se al es su no como más",
    "Portuguese": "o os as de e em um uma que do da dos das por com para se ao não no na mais",
    "Italian": "il lo la i gli le di e in un una che del della per con si al è non dei da sono",
    "Polish": "i w z na do nie się że jest to o od po jak oraz przez dla ale są był",
    "Czech": "a v na se je že z do pro to s o jako od po by ale ve byl však",
    "Swedish": "och i att det som en på är av för med den till inte har om ett de var från",
    "Danish": "og i at det som en på er af for med den til ikke har om et de var fra",
    "Turkish": "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar ancak oldu dedi",
    "Indonesian": "yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh ke juga",
    "Romanian": "și în de la a cu pe un o că din nu este care pentru mai sunt au fost prin",
}
_WORDS = {name: frozenset(words.split()) for name, words in _PROFILES.items()}
_TOKEN = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("Cyrillic", "Ѐ", "ӿ"),
    ("Greek", "Ͱ", "Ͽ"),
    ("Arabic", "؀", "ۿ"),
    ("Hebrew", "֐", "׿"),
    ("Chinese or Japanese", "぀", "鿿"),
    ("Korean", "가", "힣"),
    ("Devanagari", "ऀ", "ॿ"),
    ("Thai", "฀", "๿"),
)
_SAMPLE = 20_000


def language(text: str) -> str:
    """Return the language a text is written in, by the commonest words or the script.

    A text too short to tell counts as English.
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    for name, first, last in _SCRIPTS:
        if letters and sum(first <= c <= last for c in letters) > 0.3 * len(letters):
            return name
    words = [w.casefold() for w in _TOKEN.findall(sample)]
    if len(words) < 20:
        return "English"
    scores = {name: sum(w in known for w in words) for name, known in _WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 1.15 * scores["English"] else "English"
