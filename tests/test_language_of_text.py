"""The language of a document: what is asked for, else what it says, else what its smallest words tell."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import articles
from annotator.errors import UsageError
from annotator.formats import read
from annotator.formats.languages import LANGUAGES, guess_language
from annotator.suggest.language import language_file

GERMAN = "Der Minister hat am Freitag gesagt, dass die Grenze mit dem Nachbarn nicht geschlossen wird."
TEXTS = [
    ("en", "The mayor said on Friday that the bridge is safe, and that nobody was hurt."),
    ("fr", "Le maire a dit que le pont est sûr et que les habitants de la ville ne sont pas en danger."),
    ("es", "El alcalde dijo que el puente es seguro y que los vecinos de la ciudad no están en peligro."),
    ("de", GERMAN),
    ("it", "Il sindaco ha detto che il ponte è sicuro e che gli abitanti della città non sono in pericolo."),
    ("pt", "O prefeito disse que a ponte não é um perigo para os moradores da cidade e que foi feita em 2001."),
    ("nl", "De burgemeester zei dat de brug niet gevaarlijk is voor de bewoners van het dorp en van de stad."),
    ("pl", "Burmistrz powiedział, że most nie jest groźny i że w mieście nie ma się czego bać po tym, jak go nie ma."),
    ("ru", "Мэр заявил, что мост не опасен для жителей, и что в городе с утра не было и не будет пробок на дорогах."),
    ("ar", "قال الأمين العام إن الجامعة تضم 22 دولة، وأضاف: «بداية وليست نهاية»."),
    ("fa", "دبیرکل گفت که این سازمان ۲۲ عضو دارد و پایگاه آن در قاهره است."),
    ("ur", "سیکرٹری جنرل نے کہا کہ تنظیم کے بائیس رکن ہیں اور دفتر بڑا ہے۔"),
    ("zh", "上海合作组织成立于2001年，总部设在北京。"),
    ("ja", "事務総長は、連盟には22の加盟国があると述べた。"),
    ("ko", "사무총장은 연맹에 22개 회원국이 있다고 말했다."),
    ("he", "המזכיר הכללי אמר כי בליגה יש 22 חברות."),
    ("el", "Ο γενικός γραμματέας είπε ότι ο σύνδεσμος έχει 22 μέλη."),
    ("hi", "महासचिव ने कहा कि संघ में 22 सदस्य हैं।"),
    ("uk", "Мер заявив, що міст не є небезпечним для мешканців, і що в місті з ранку не було заторів на дорогах."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_the_script_or_the_smallest_words_tell_the_language(code: str, text: str) -> None:
    assert guess_language(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "…", "Bonn", "NATO, EU, OSZE", "El Niño and La Niña", "习近平", "He said 习近平 came to Αθήνα."],
)
def test_a_text_that_tells_too_little_is_english(text: str) -> None:
    assert guess_language(text) == "en"


def test_every_language_that_the_rules_know_can_be_told() -> None:
    assert {path.stem for path in language_file("en").parent.glob("*.yaml")} <= set(LANGUAGES)


def test_a_file_has_the_language_that_is_asked_for_else_its_own_else_that_of_its_words(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GERMAN, encoding="utf-8")
    assert [d.language for d in read(path)] == ["de"]
    assert [d.language for d in read(path, language="nl")] == ["nl"]
    line = tmp_path / "a.jsonl"
    line.write_text(json.dumps({"text": GERMAN, "language": "da"}) + "\n", encoding="utf-8")
    assert [d.language for d in read(line)] == ["da"]


def test_what_is_not_looked_for_in_a_language_is_said(tmp_path: Path) -> None:
    runner = CliRunner()
    said = {}
    for code in ("en", "fr", "pt"):
        path = tmp_path / f"{code}.txt"
        path.write_text(dict(TEXTS)[code], encoding="utf-8")
        suggested = runner.invoke(articles.suggest, [str(path)]).stdout.splitlines()[0].strip()
        imported = runner.invoke(articles.import_, [str(path), "--db", str(tmp_path / "a.db")]).stderr.strip()
        said[code] = suggested.rpartition("--date")[2]
        assert imported.endswith("--date" + said[code])
    assert said == {"en": "", "fr": "; no error checks in fr", "pt": "; only quotations in pt"}


def test_suggest_reads_an_article_in_the_language_named_and_refuses_what_is_no_code(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Dijo que no.", encoding="utf-8")
    runner = CliRunner()
    spoken = runner.invoke(articles.suggest, [str(path), "--language", "es-MX", "--format", "jsonl"])
    assert "attribution" in [c["label"] for c in json.loads(spoken.stdout)["candidates"]]
    silent = runner.invoke(articles.suggest, [str(path), "--format", "jsonl"])
    assert "attribution" not in [c["label"] for c in json.loads(silent.stdout)["candidates"]]
    refused = runner.invoke(articles.suggest, [str(path), "--language", "German"])
    assert refused.exit_code == UsageError.status
    assert "write de for German" in refused.stderr
