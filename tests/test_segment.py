"""Sentences: exact for any text, and cut where a reader of wire reports would cut."""

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.model import Span
from annotator.segment import DEFAULT, checked, split

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed"
LANGUAGES = """
    en ar be bg ca cs da de el es et fa fi fr he hi hu hy is it ja ko lv ml nb nl pl pt-BR ro ru sk sl sv sw
    ta th tr uk ur vi xx zh-Hans
"""


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split(text, language)]


# What holds for any text

ODD = st.sampled_from(
    list("\0\t\v\f\r\x1c\x85\u00a0\u00ad\u200b\u200d\u2028\u2029\ufeff\u0301\U0001f600\ud800")
)
PIECES = st.one_of(
    ODD,
    st.sampled_from(
        ". ? ! … ... \" ' ” “ ’ ‘ » « ( ) [ ] {n} , ; : — - 。 ！ ؟ ۔ । 」 U.S. Mr. No. 5 3.5 p.m. J. e.g. "
        "(sic.) said asked The Lavrov he told reporters 1. iPhone".replace("{n}", "\n").split(" ")
    ),
    st.text(max_size=4),
    st.just(" "),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from([*LANGUAGES.split(), ""]))
def test_only_white_space_lies_between_sentences_and_none_overlap(text: str, language: str) -> None:
    done = 0
    for span in split(text, language):
        assert done <= span.start < span.end <= len(text)
        assert not text[done : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        done = span.end
    assert not text[done:].strip()


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_sentence_holds_a_line_break(text: str) -> None:
    for sentence in sentences(text):
        assert not set("\n\r\v\f\u2028\u2029") & set(sentence)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_a_line_is_cut_the_same_whatever_stands_on_the_other_lines(first: str, second: str) -> None:
    assert sentences(f"{first}\n{second}") == sentences(first) + sentences(second)


@pytest.mark.parametrize("blank", ["", " ", "\n", "\r\n \t\u2028\u00a0\n"])
def test_a_blank_text_has_no_sentences(blank: str) -> None:
    assert split(blank) == []


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "." * 100_000,
        ". " * 50_000,
        "\0" * 100_000,
        "a. " * 50_000,
        "(a. b) " * 20_000,
        "(" * 200_000 + ".",
        '"? ' * 50_000,
        "1. " * 30_000,
        "\n" * 300_000,
        " " * 1_000_000,
        '"?" ' + "of " * 200_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_extreme_texts_come_back_in_seconds(text: str) -> None:
    begun = time.perf_counter()
    split(text)
    assert time.perf_counter() - begun < 5


def test_lone_surrogates_do_not_crash() -> None:
    assert sentences("One \ud800. Two \udfff? Three.") == ["One \ud800.", "Two \udfff?", "Three."]


def test_offsets_count_code_points() -> None:
    assert split("😀 One. 😀 Two.") == [Span(0, 6), Span(7, 13)]


# Where it cuts. Each line is one text; | is where it must be cut, and nowhere else.

NEWS = r"""
MOSCOW, Jan. 7 (Reuters) - Russia's Sergei V. Lavrov met U.S. Secretary of State Antony J. Blinken.
BRUSSELS — NATO ministers met on Thursday.|They agreed on little.
Lt. Gen. Yoav Katz and Maj. Gen. Mark A. Doe met Col. John Roe, Gov. Ann Poe and Sen. Ted Coe, R-Texas.
Gen. He Weidong, Mr. So and Dr. No met Rev. Al Foe, Amb. Voe, Atty. Gen. Barr and Sec. Gen. Ban.
NATO Sec. Gen. Jens Stoltenberg spoke to Dep. Min. Ki in Ste. Marie, near Mt. Kenya and Ft. Worth.
He was born in St. Petersburg on Oct. 7, 1952.|He lives on Main St.|The house is big.
Officials in the U.S. Congress agreed.|He moved to the U.S.|In 2015 he left again.
The U.S.-led bloc, the U.K., the U.A.E. and the U.S.’s allies agreed.|He works at the U.N.|She does too.
The D.P.R.K. leader met A.P. Moller and U.S. Under Secretary of State Rose Doe in D.C.|The talks failed.
Washington, D.C., is quiet.|The U.S. No. 2 official met the No. 1 man.|Nos. 3 and 4 did not.
He moved to Washington, D.C.|Two years later he left.|Ex-Gen. Foe and Vice-Adm. Lee stayed.|Tel. +43 1 26.
Hepatitis B.|Vaccines work.|Russia won Group A.|Portugal lost.|The attack came at 4 a.m.|Residents fled.
He said no.|The end was near.|Under Art. 51 and Res. 242, No. 5 is out.|See p. 14 and pp. 3-5.
It starts at 9 a.m. Friday.|It ends at 5 p.m.|Then they leave.|By 6 p.m. Lavrov had left.
The polls closed across the whole country at 8 p.m.|Turnout was 60 percent.|They meet at 3 p.m. Moscow time.
From 9 a.m. Eastern to noon, Del. Ann Poe spoke for the CSTO.|Russia and the EU.|Moldova left.
Minister A. B. Smith, J. K. Rowling and J.R.R. Tolkien met Yu. Ushakov.|Mr. T. was there.|Plan B.|It failed.
John F. Kennedy Jr. left.|Robert Kennedy Jr.|The others stayed.|World War I.|The war ended.
Apple Inc. Chief Executive Tim Cook left Apple Inc.|He joined Toyota Motor Corp. in Dec.|The snow fell.
Profits rose 3.5 pct. to $4.2 bln. in Q1 vs. approx. 3 percent in 2019.|It cost €3.50.
Growth was 3.5%.|It slowed.
The Dept. of Defense and the group (est. 1992), a.k.a. Daesh, i.e. the bloc, e.g. Paris et al. oppose it.
The vote was 3-0.|It was 2015.|Born 1990.|On Sat. he left, on Tues. Oct. 3 he came back, on Sept. 11 he died.
Founded in 1945.¦The group has five members.¦It grew.
See https://example.org/a.b?c=d.|Then go.|Visit www.nato.int!|It works.|Write to a.b@example.org.
The minister left... and came back.|He waited...|The door opened.|I ... we ... Russia must act.
“It was…”|He stopped.|“We … do not know …|We shall see …” he said.|“I . . . do not know.”
"...and that is it."|"... And that is it."|"We will...."|She left.|Then... nothing.
(Applause.)|"Thank you."|“We go on!”|(Laughter.)|Few clapped.
Is this the end?|No.|Is it?|Yes!|He left?!|They left!!!|Go!!
Yahoo! Inc. said.|Yahoo!'s stock fell.|Jeopardy! host Poe left.
1. Russia left.|2. Ukraine came.|3. Nobody spoke.
II. The vote
Q. Why now?|A. Because of the vote.
• Item one.|• Item two.|- Item three.
Xi (R) meets Putin (L) in Beijing, Feb. 4, 2022.|Sputnik/Aleksey Doe/Kremlin via REUTERS.
""".strip().splitlines()

QUOTATIONS = r"""
"Was it a coup?" he asked.|The crowd jeered.
“Was it a coup?” asked the minister.|“No!” said Ms. von der Leyen.
"Was it a coup?" Foreign Minister Sergey Lavrov asked reporters in Geneva.|He left.
"Was it a coup?"|Lavrov said he did not know.
"Was it a coup?"|Lavrov said on Friday that nobody knew.
“We will win!” President Volodymyr Zelenskyy told parliament.|“We will win!”|The crowd chanted.
"Where is my son?" Amina, 51, shouted at a guard.|"Was it a snub?" O'Brien was asked.|"No."
"Why now?" Ann Roe, who leads the party, asked after the vote.|"Why?"|Ann Roe, the leader, left.
“Why?” I asked.|“Why?” Mr. al-Assad asked.|“Why?” Ursula von der Leyen asked.
«Нет!» — сказал он.|“Never!” - Putin said.
“We go.|We stay.|‘No!’ he said.”|Then he left.
"They set it on fire.|This was on purpose," she said.|"They knew it.
He said: "No."|She said: "Yes."|They asked "Why now?" and left.|The "Who Are We?" report was read.
She asked: "Who will pay?|The EU?|The U.S.?"|Nobody knew.
“I love the U.S.”|He left.|He loves “the U.S.” more.
“‘Was it?’ he asked me,” she said.|“He said, ‘No.’”|Silence.
'It is,' he said.|'It will be.'|The '90s are over.|It's the boys'.|In the 1990s he left.
" It is spaced. "|He left.|" Again. "
“Heard in Almaty.[3]|Nobody spoke.”
They left (all of them).|(He stayed.)|[She left.]|“[other] CSTO states.”
The man (he was 50. He was tall.) fell.|The meeting (it was the first.) ended.|(It rained.|It poured.)
He wrote “Kazahkstan” (sic.) in the note.|He wrote it (sic.) President Tokayev said.|They knew (sic.)|The end.
(Reporting by A. Doe.|Editing by B. Roe.)|(c) 2021 the outlet.|All rights reserved.
""".strip().splitlines()

ELSEWHERE = [
    ("ru", "Он приехал в г. Москва в 2020 г. и уехал.|«Переворот?» — спросил он.|Иванов И. И. уехал."),
    ("de", "Am 5. Mai kam Dr. Doe z. B. nach Berlin.|„War es ein Putsch?“, fragte er.|„Nein!“|Dann ging er."),
    ("fr", "Il a dit : « Était-ce un coup d'État ? »|Puis M. Doe est parti.|« Non ! » a-t-il dit."),
    ("fr", "L'O.N.U. a réagi.|« Nous partirons. »|Le maire a refusé.|« Pourquoi ? » a-t-il demandé."),
    ("de", "»Das ist vorbei!«, rief sie.|Er sagte: „Das ist gut.“|Die Firma X GmbH u. a. zahlte viel."),
    ("es", "—Nos vamos —dijo el Sr. Pérez—.|Hoy mismo.|«¿Por qué?», preguntó ella.|«Nos vamos.»|Calló."),
    ("ru", "— Мы уходим, — сказал мэр.|— Сегодня.|«Мы уходим».|Мэр молчал.|«Почему?» — спросила она."),
    ("es", "¿Fue un golpe?|Sí.|«¿Fue?» preguntó el Sr. Doe.|EE. UU. dijo que no."),
    ("zh", "他来了。¦“我们走。¦我们留。”¦是吗？¦不！¦增长3.5%。"),
    ("ja", "彼は来た。¦「行く。」と言った。¦本当か？¦はい。"),
    ("ar", "هل كان انقلابا؟|نعم.|قال د. أحمد ذلك!|ثم ذهب."),
    ("hi", "वह आया।|क्या यह सच है?|हाँ।|डॉ. सिंह आए।"),
    ("ur", "وہ آیا۔|کیا یہ سچ ہے؟|ہاں۔"),
    ("el", "Ήρθε;|Ναι.|Ο κ. Μητσοτάκης ήρθε."),
    ("hu", "Dr. Kovács ment.|Igen."),
    ("tlh", "Mr. Smith came.|他来了。|हाँ।|Then he left."),
]


def marked(line: str) -> tuple[str, list[str]]:
    """The text without its bars, and the sentences between them; ¦ is a bar without a space."""
    return line.replace("|", " ").replace("¦", ""), line.replace("¦", "|").split("|")


@pytest.mark.parametrize("line", NEWS + QUOTATIONS)
def test_english_news_is_cut_at_its_sentences(line: str) -> None:
    text, expected = marked(line)
    assert sentences(text) == expected


@pytest.mark.parametrize(("language", "line"), ELSEWHERE)
def test_other_languages_are_cut_at_their_sentences(language: str, line: str) -> None:
    text, expected = marked(line)
    assert sentences(text, language) == expected
    assert sentences(text, language.upper() + "-XX") == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\n\n", " \n\t\n"])
def test_headlines_and_paragraphs_end_at_line_breaks(newline: str) -> None:
    text = newline.join(["Bloc admits two states", "ALMATY (AP) — It was the U.S.", "Army units left."])
    assert sentences(text) == text.split(newline)


def test_a_missing_space_after_a_full_stop_is_seen() -> None:
    assert sentences(
        'The bloc grew in 1945.The group left."It is over," he said. Node.js and v1.2 stay.'
    ) == [
        "The bloc grew in 1945.",
        "The group left.",
        '"It is over," he said.',
        "Node.js and v1.2 stay.",
    ]


# Splitters of others


class Fixed:
    id = "fixed/1"

    def __init__(self, *spans: tuple[int, int]) -> None:
        self.given = spans

    def spans(self, text: str, language: str) -> Iterable[tuple[int, int]]:
        return self.given


def test_any_splitter_may_be_used_and_is_trimmed() -> None:
    assert split(" One.  Two. ", "en", Fixed((0, 7), (7, 7), (7, 12))) == [Span(1, 5), Span(7, 11)]


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ([(0, 4)], "left 'Two.' at 5"),
        ([(1, 4), (5, 9)], "left 'O' at 0"),
        ([(0, 4), (5, 10)], "5..10 as a sentence of a text of 9"),
        ([(-1, 9)], "-1..9"),
        ([(4, 0), (4, 9)], "4..0"),
        ([(0, 6), (5, 9)], "5..9 after a sentence that ends at 6"),
        ([(5, 9), (0, 4)], "left 'One.' at 0"),
        ([(0.0, 9)], "whole numbers"),
    ],
)
def test_a_splitter_that_loses_or_repeats_text_is_refused(spans: list[tuple[int, int]], fault: str) -> None:
    with pytest.raises(AnnotatorError, match="'fixed/1'") as raised:
        checked("One. Two.", spans, "fixed/1")
    assert fault in str(raised.value)


def test_the_splitter_names_itself_and_its_version() -> None:
    assert DEFAULT.id.startswith("punkt/")
    assert "+news/" in DEFAULT.id


# A real article


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article lies beside the repository, not in it")
def test_the_seed_article_is_cut_as_a_reader_would() -> None:
    for path in sorted(SEED.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = sentences(text)
        assert len(found) == 22
        assert found[0] == text.splitlines()[0]
        assert sum(s.endswith(("said.", "Wenbin.")) for s in found) == 2
        assert all(s[0].isupper() or s[0] in '"“' for s in found)
        assert not any(s.strip("\"'”“’. ") == "" for s in found)
