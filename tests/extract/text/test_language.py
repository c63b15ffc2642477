"""Which language a text is written in."""

import csv
import gzip
from pathlib import Path

import pytest
from talion.extract.text.language import LANGUAGES, SURE, language

SENTENCES = {
    "Afrikaans": "Suid-Afrika het twee diplomate uitgesit nadat hulle van spioenasie beskuldig is.",
    "Arabic": "طردت روسيا دبلوماسيين اثنين ردا على ذلك.",
    "Chinese": "外交部周五表示，两名外交官必须在一周内离开该国。",
    "Czech": "Česko vyhostilo osmnáct ruských diplomatů kvůli výbuchu ve Vrběticích.",
    "Danish or Norwegian": "Norge utviser tre russiske diplomater, sier utenriksministeren.",
    "Dutch": "Nederland heeft vier Russische diplomaten uitgewezen vanwege spionage.",
    "Finnish": "Suomi karkottaa kaksi venäläistä diplomaattia.",
    "French": "L'ambassadeur a été convoqué au Quai d'Orsay.",
    "German": "Das Auswärtige Amt bestellte den russischen Botschafter ein.",
    "Greek": "Η Ελλάδα απέλασε δύο Ρώσους διπλωμάτες.",
    "Hungarian": "Magyarország kiutasított egy orosz diplomatát.",
    "Indonesian or Malay": "Indonesia mengusir dua diplomat setelah insiden itu.",
    "Italian": "L'Italia ha espulso due diplomatici russi dopo l'arresto di un ufficiale.",
    "Persian": "ایران دو دیپلمات هلندی را اخراج کرد.",
    "Polish": "Polska wydaliła trzech rosyjskich dyplomatów w odpowiedzi na działania Moskwy.",
    "Portuguese": "Portugal expulsou dez diplomatas russos por espionagem.",
    "Romanian": "România a expulzat un diplomat rus, a anunțat Ministerul Afacerilor Externe.",
    "Russian": "Россия высылает двух дипломатов в ответ на высылку российских дипломатов.",
    "Serbo-Croatian": "Srbija je proterala ruskog diplomatu zbog špijunaže.",
    "Spanish": "España expulsó a dos diplomáticos rusos. Moscú respondió con la misma medida.",
    "Swedish": "Sverige utvisar tre ryska diplomater, meddelar utrikesministern.",
    "Turkish": "Türkiye on büyükelçiyi istenmeyen kişi ilan etti.",
    "Ukrainian": "Україна вислала російського дипломата у відповідь на затримання консула.",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_one_sentence_shows_the_language(name: str) -> None:
    assert language(SENTENCES[name]) == name
    assert name in LANGUAGES.values()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "Envoys out.",
        "Moscow expels 23 UK diplomats",
        "BRUSSELS (Reuters) - Belgium said on Tuesday it would expel 21 Russians.",
        "Szijjarto, Kuleba and Lavrov met in Budapest.",
        "Vucic, Lukashenko, Zakharova, Lavrov and Ryabkov met in Bratislava, TASR and PAP report.",
        "ISIS gunmen killed four Kurds in a Kirkuk province village.",
        "Punjab government imposed blockades in Lahore, Rawalpindi, Multan and Faisalabad.",
        "Le Monde, El País and Die Zeit reported it from De la Cruz street.",
        "12 345 678",
    ],
)
def test_english_and_what_leaves_it_open_count_as_english(text: str) -> None:
    assert language(text) == "English"


def test_no_english_sentence_of_coded_news_is_called_foreign(shared: Path) -> None:
    with gzip.open(shared / "data/plv.csv.gz", "rt", encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert len(texts) > 2000
    assert [t for t in texts if language(t) != "English"] == []
    assert 0.5 < SURE < 1
