"""Claims and their kinds in languages whose words are data. The sentences were marked before anything was run."""

import pytest

from annotator.api import sentences, suggester
from annotator.model import Candidate, Document
from annotator.suggest import Suggester
from annotator.suggest.worth import load_words, load_worth, sizes

CLAIMS = {
    "fr": (
        ("quantity", "Les exportations de blé ont baissé de 34 % en 2021."),
        ("quantity", "Le gouvernement a supprimé douze mille emplois l'an dernier."),
        ("membership", "La Norvège est membre de l'alliance depuis 1949."),
        ("causal", "La sécheresse a provoqué la chute des prix du maïs."),
        ("rule", "La loi interdit la vente d'armes à ces pays."),
        ("prediction", "L'inflation sera plus forte au mois de mars."),
        ("event", "Le parlement a adopté le budget jeudi."),
    ),
    "es": (
        ("quantity", "Las exportaciones de trigo cayeron un 34 % en 2021."),
        ("quantity", "El gobierno suprimió doce mil empleos el año pasado."),
        ("membership", "Noruega es miembro de la alianza desde 1949."),
        ("causal", "La sequía provocó la caída de los precios del maíz."),
        ("rule", "La ley prohíbe la venta de armas a esos países."),
        ("prediction", "La inflación será mayor en el mes de marzo."),
        ("event", "El parlamento aprobó el presupuesto el jueves."),
    ),
    "de": (
        ("quantity", "Die Ausfuhren von Weizen sanken 2021 um 34 Prozent."),
        ("quantity", "Die Regierung hat im letzten Jahr drei Krankenhäuser geschlossen."),
        ("membership", "Norwegen ist seit 1949 Mitglied der Allianz."),
        ("causal", "Die Preise stiegen im Mai, weil die Grenze geschlossen wurde."),
        ("rule", "Das Gesetz verbietet den Verkauf von Waffen an diese Länder."),
        ("prediction", "Die Inflation wird im März höher sein."),
        ("event", "Das Parlament beschloss am Donnerstag den Haushalt."),
    ),
    "ru": (
        ("quantity", "Экспорт пшеницы упал на 34 процента в 2021 году."),
        ("quantity", "Правительство сократило двенадцать тысяч рабочих мест."),
        ("membership", "Норвегия является членом союза с 1949 года."),
        ("causal", "Цены выросли в мае из-за закрытия границы."),
        ("rule", "Закон запрещает продажу оружия этим странам."),
        ("prediction", "Инфляция будет выше в марте."),
        ("event", "Парламент принял бюджет в четверг."),
    ),
}
OTHERS = {
    "fr": ("Merci à vous tous !", "Je pense que nous devrions essayer.", "Comment allez-vous ?"),
    "es": ("¡Gracias a todos!", "Creo que deberíamos intentarlo.", "¿Cómo están ustedes?"),
    "de": ("Danke Ihnen allen!", "Ich glaube, wir sollten es versuchen.", "Wie geht es Ihnen?"),
    "ru": ("Спасибо вам всем!", "Я думаю, нам надо попробовать.", "Как вы поживаете?"),
}


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester(threshold=0.0)


def claim(using: Suggester, text: str, language: str) -> Candidate | None:
    document = Document(text=text, language=language)
    (found,) = using.analyse(document, sentences(document))
    return next((c for c in found.candidates if c.rule == "claim"), None)


@pytest.mark.parametrize(
    ("language", "kind", "text"), [(code, *case) for code, cases in CLAIMS.items() for case in cases]
)
def test_a_claim_is_proposed_with_its_kind(using: Suggester, language: str, kind: str, text: str) -> None:
    found = claim(using, text, language)
    assert found is not None
    assert found.score >= 0.5
    assert found.attributes == (("kind", kind),)
    assert found.source.endswith(f"; weights for English, not measured in {language}")


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in OTHERS.items() for text in texts]
)
def test_thanks_opinions_and_questions_are_no_claims(using: Suggester, language: str, text: str) -> None:
    found = claim(using, text, language)
    assert found is None or found.score < 0.5


def test_english_scores_do_not_say_that_they_are_not_measured(using: Suggester) -> None:
    found = claim(using, "Exports fell by 34 per cent in 2021.", "en-GB")
    assert found is not None
    assert "not measured" not in found.source


def test_a_word_that_lost_letters_to_an_apostrophe_hides_no_other() -> None:
    lists = load_words("fr")
    assert lists is not None
    found = sizes("L’inflation n'a pas baissé aujourd'hui.", lists, load_worth())
    assert found.words == ["l'", "inflation", "n'", "a", "pas", "baissé", "aujourd'hui"]
    assert "policy" in found.counts


def test_german_nouns_are_no_names() -> None:
    lists = load_words("de")
    assert lists is not None
    assert "names" not in sizes("Das Wasser stand im Keller der Mühle.", lists, load_worth()).counts
    assert sizes("Das Wasser stand im Keller.", lists, load_worth(), known=1).counts["names"] == 1


@pytest.mark.parametrize("language", sorted(CLAIMS))
def test_every_list_of_a_language_is_one_that_the_program_reads(language: str) -> None:
    lists, english = load_words(language), load_words("en")
    assert lists is not None
    assert english is not None
    assert set(lists) - set(english) <= {"elided", "grammar"}
