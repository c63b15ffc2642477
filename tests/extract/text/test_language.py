import pytest
from talion.extract.text.language import language

SENTENCES = {
    "English": (
        "The minister said on Friday that the two envoys had been told to leave the country, and "
        "that it was not for him to say when they would be allowed to return from there."
    ),
    "Dutch": (
        "De minister zei vrijdag dat de twee diplomaten het land moeten verlaten en dat het niet "
        "aan hem is om te zeggen wanneer zij weer naar de ambassade mogen komen."
    ),
    "German": (
        "Der Minister sagte am Freitag, dass die beiden Diplomaten das Land verlassen müssen und "
        "dass es nicht an ihm ist zu sagen, wann sie wieder in die Botschaft dürfen."
    ),
    "French": (
        "Le ministre a dit vendredi que les deux diplomates devaient quitter le pays et que ce "
        "n’est pas à lui de dire quand ils pourront revenir dans les murs de l’ambassade."
    ),
    "Spanish": (
        "El ministro dijo el viernes que los dos diplomáticos tienen que salir del país y que no "
        "es él quien tiene que decir cuándo se les permite volver a la embajada."
    ),
    "Cyrillic": "Министр сказал в пятницу, что два дипломата должны покинуть страну.",
    "Chinese or Japanese": "外交部周五表示，两名外交官必须在一周内离开该国，并且不得返回大使馆。",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_language_is_told_by_its_commonest_words_or_its_script(name: str) -> None:
    assert language(SENTENCES[name]) == name


def test_a_text_too_short_to_tell_counts_as_english() -> None:
    assert language("Envoys out.") == "English"
    assert language("") == "English"


def test_an_english_text_full_of_foreign_names_stays_english() -> None:
    text = (
        SENTENCES["English"] + " Le Monde, El País and Die Zeit reported it from De la Cruz street."
    )
    assert language(text) == "English"
