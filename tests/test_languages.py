"""Languages are data: their cues, quotation marks and word order come from one file each.

`tests/attributions/<code>.txt` holds sentences, each followed by what is found in it, a line for each sentence
that the splitter makes of it; '-' where nobody's words are reported.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.api import suggester, suggestions
from annotator.errors import SchemaError
from annotator.model import Document
from annotator.suggest import Suggester
from annotator.suggest.attribution.frames import find_frames
from annotator.suggest.attribution.rule import pieces
from annotator.suggest.attribution.tokens import Tagger, Tokens
from annotator.suggest.language import (
    GRAMMAR,
    TAKES,
    language_file,
    load_language,
    marks_of,
    read_language,
)
from annotator.suggest.language_lists import LISTS
from annotator.suggest.quotations import find_quotations

CODES = sorted(path.stem for path in language_file("en").parent.glob("*.yaml"))
SENTENCES = Path(__file__).parent / "attributions"


def examples() -> list[tuple[str, str, tuple[str, ...]]]:
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for path in sorted(SENTENCES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("    "):
                code, text, wanted = found[-1]
                found[-1] = (code, text, (*wanted, line.strip()))
            else:
                found.append((path.stem, line, ()))
    return found


EXAMPLES = examples()


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester()


@pytest.mark.parametrize(("code", "text", "wanted"), EXAMPLES, ids=[f"{c}-{t[:30]}" for c, t, _ in EXAMPLES])
def test_source_cue_and_content_are_found_in_every_language(
    using: Suggester, code: str, text: str, wanted: tuple[str, ...]
) -> None:
    found = []
    for each in suggestions(Document(text=text, language=code), using):
        candidate = next((c for c in each.candidates if c.label == "attribution"), None)
        pieces = candidate.spans if candidate else ()
        found.append(" | ".join(f"{p.role}: {text[p.start : p.end]}" for p in pieces) or "-")
    assert tuple(found) == wanted


def test_an_anonymous_source_with_a_capital_at_the_start_is_no_name(using: Suggester) -> None:
    text = "Высокопоставленный источник заявил, что переговоры провалились. Он ушёл, сообщил он."
    first, second = (
        [c.reason for c in each.candidates if c.label == "attribution"]
        for each in suggestions(Document(text=text, language="ru"), using)
    )
    assert "Высокопоставленный источник: an anonymous source" in first[0]
    assert "most likely" not in second[0]


def test_each_further_language_is_shown_by_25_sentences_and_some_that_report_nothing() -> None:
    for code in set(CODES) - {"en"}:
        own = [wanted for c, _, wanted in EXAMPLES if c == code]
        assert len(own) >= 25, code
        assert sum(wanted == ("-",) for wanted in own) >= 4, code


@pytest.mark.parametrize("code", CODES)
def test_a_language_file_names_only_cues_that_it_has(code: str) -> None:
    language = load_language(code)
    assert language is not None
    cues = {form.cue.text for form in language.verbs.values()}
    cues |= {cue.text for some in (language.nouns, language.adjectives) for cue in some.values()}
    cues |= {cue.text for some in language.phrases.values() for _, cue in some}
    for name in ("factive", "doubting", "still-factive"):
        assert language.list(name) <= cues, (name, sorted(language.list(name) - cues))
    assert language.list("anonymous") <= language.list("people")


@pytest.mark.parametrize("code", CODES)
def test_a_negated_cue_that_vouches_still_is_one_that_vouches(code: str) -> None:
    language = load_language(code)
    assert language is not None
    assert language.list("still-factive") <= language.list("factive")


QUOTED = [
    ("fr", "« Oui », dit-il.", ["« Oui »"]),
    ("fr", "Le « oui » de l’an dernier et l’“été” d’hier.", ["« oui »", "“été”"]),
    ("de", "„Ja“, sagte er. »Nein«, sagte sie.", ["„Ja“", "»Nein«"]),
    ("de", "„Er sagte ‚Ja‘ und ging“, sagte sie.", ["„Er sagte ‚Ja‘ und ging“", "‚Ja‘"]),
    ("es", "«Sí», dijo. “No”, dijo ella.", ["«Sí»", "“No”"]),
    ("ru", "«Да», — сказал он. „Нет“, — сказала она.", ["«Да»", "„Нет“"]),
    ("fi", "”Kyllä”, hän sanoi. »Ei», sanoi hän.", ["”Kyllä”"]),
]


@pytest.mark.parametrize(("code", "text", "wanted"), QUOTED)
def test_each_language_has_its_quotation_marks(code: str, text: str, wanted: list[str]) -> None:
    found = [text[q.start : q.end] for q in find_quotations(text, marks=marks_of(code))]
    assert [q for q in wanted if q in found] == wanted


@pytest.mark.parametrize(("code", "text"), [
    ("es", "—Nos vamos —dijo el alcalde—. Hoy."),
    ("ru", "— Мы уходим, — сказал мэр. — Сегодня."),
])  # fmt: skip
def test_a_dash_opens_what_somebody_says(code: str, text: str) -> None:
    found = [text[q.start : q.end] for q in find_quotations(text, marks=marks_of(code))]
    assert len(found) == 2
    assert not any("сказал" in said or "dijo" in said for said in found)


@pytest.mark.parametrize(("code", "text"), [
    ("es", "— Madrid, capital de España desde 1561."),
    ("ru", "— Москва — столица России."),
    ("en", "— We go, — said the mayor."),
])  # fmt: skip
def test_a_dash_before_a_line_in_which_nobody_speaks_is_no_quotation_mark(code: str, text: str) -> None:
    assert list(find_quotations(text, marks=marks_of(code))) == []


HEAD = "language: xx\nname: Example\n"
FAULTS = [
    ("grammar: verb-nowhere\n", 3, "grammar"),
    ("endings:\n  noun: ung\n", 3, "ending"),
    ("verbs: |\n  say says said | that |\n", 4, "five forms"),
    ("verbs: |\n  say says said said saying | that | 5/3\n", 4, "no cue"),
    ("nouns: |\n  claim claims | that | 1/2 3/4 5/6\n", 4, "no cue"),
    ("verbs: |\n  say says said said saying | that | <5/3\n", 4, "no cue"),
    ("verbs: |\n  say says said said saying | thta | 3/4\n", 4, "nothing that can follow"),
    ("words:\n  determinr: the\n", 3, "no list of words"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS)
def test_a_faulty_language_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(SchemaError, match=words) as refused:
        read_language(path)
    assert f"xx.yaml:{line}:" in str(refused.value)


PAGE = (Path(__file__).parents[1] / "docs" / "languages.md").read_text(encoding="utf-8")


def test_the_page_on_languages_tells_every_word_that_a_file_may_have() -> None:
    for table in (GRAMMAR, TAKES, LISTS):
        for name, means in table.items():
            assert f"| `{name}` | {means} |" in PAGE


def test_the_file_on_the_page_finds_what_the_page_says(tmp_path: Path) -> None:
    yaml, shown = (PAGE.split(f"```{kind}\n")[1].split("```")[0] for kind in ("yaml", "text"))
    path = tmp_path / "it.yaml"
    path.write_text(yaml, encoding="utf-8")
    language = read_language(path)
    rows = shown.splitlines()
    for text, wanted in zip(rows[::2], rows[1::2], strict=True):
        quoted = [(q.start, q.end) for q in find_quotations(text, marks=language.marks)]
        tokens = Tokens(text, 0, len(text), quoted, Tagger(language))
        frames = find_frames(tokens, language, starts_paragraph=True)
        found = [f"{p.role}: {text[p.start : p.end]}" for frame in frames for p in pieces(frame)]
        assert (" | ".join(found) or "-") == wanted.strip()


LISTED = ("that", "auxiliary", "determiner", "preposition", "relative", "role", "time")
MARKS = [*",.:;—–-()«»„“”'’?…", '"', "\n", "Roe", "1990"]


def words_of(code: str) -> list[str]:
    """Words that a language's rules look at, so that any row of them is read as something."""
    language = load_language(code)
    assert language is not None
    words = {word for name in LISTED for word in language.list(name)}
    words |= {word for some in language.phrases.values() for row, _ in some for word in row}
    return sorted(words | set(list(language.verbs)[:300:7]) | set(language.nouns)) + MARKS * 3


WORDS = {code: words_of(code) for code in CODES}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_the_words_pieces_are_words_of_the_document_and_each_candidate_has_a_reason(
    using: Suggester, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(CODES))
    words = data.draw(st.lists(st.sampled_from(WORDS[code]), max_size=40))
    text = data.draw(st.sampled_from([" ", ""])).join(word + " " for word in words)
    for each in suggestions(Document(text=text, language=code), using):
        for candidate in each.candidates:
            assert candidate.reason
            assert 0 <= candidate.score <= 1
            for piece in candidate.spans:
                assert 0 <= piece.start < piece.end <= len(text)
                assert text[piece.start : piece.end] == text[piece.start : piece.end].strip()


@pytest.mark.parametrize(("code", "accused"), [("en", 1), ("de", 0), ("fr", 0)])
def test_a_name_as_another_language_spells_it_is_no_error_there(
    using: Suggester, code: str, accused: int
) -> None:
    text = "Wladimir Putin 2022 in Berlin."
    found = [c for each in suggestions(Document(text=text, language=code), using) for c in each.candidates]
    assert sum(c.label == "error" for c in found) == accused


@pytest.mark.parametrize("code", CODES)
def test_only_a_language_with_counts_earns_a_tick(using: Suggester, code: str) -> None:
    tick = next(label.tick for label in using.schema.labels if label.name == "attribution")
    language = load_language(code)
    assert tick is not None
    assert language is not None
    scores = [
        c.score
        for _, text, _ in (row for row in EXAMPLES if row[0] == code)
        for each in suggestions(Document(text=text, language=code), using)
        for c in each.candidates
        if c.rule == "attribution" and "quotation" not in c.source
    ]
    assert language.measured or max(scores) < tick
