"""Plain text, Markdown, front matter, dates and encodings: what a file says becomes a document."""

import codecs
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import AnnotatorError, ReadError, UsageError
from annotator.formats import read, read_many
from annotator.formats.fields import name_day, parse_day
from annotator.formats.markdown import shown_text
from annotator.model import Document

DAY = datetime.date(2022, 1, 7)
SWEDISH = "Räksmörgåsar åts på mötet i Malmö, sade ministern på fredagen."
RUSSIAN = "Президент встретился с министром иностранных дел в столице."


def document(folder: Path, name: str, data: bytes | str, **options: object) -> Document:
    """The one document of a file that is made of these bytes."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (found,) = read(path, **options)  # type: ignore[arg-type]
    return found


def failure(folder: Path, name: str, data: bytes | str, **options: object) -> str:
    """What is said of a file that cannot be read, without the folder."""
    with pytest.raises(AnnotatorError) as caught:
        document(folder, name, data, **options)
    return str(caught.value).replace(f"{folder}/", "")


def test_the_text_of_a_plain_file_is_kept_to_the_last_blank(tmp_path: Path) -> None:
    text = "Headline\r\n\r\n  One line.\rTwo\x00 lines.\n\x85\u2028\n"
    found = document(tmp_path, "a.txt", text)
    assert (found.text, found.name, found.encoding, found.guessed) == (text, "a.txt", "utf-8", False)


def test_front_matter_gives_the_fields_and_the_text_begins_after_it(tmp_path: Path) -> None:
    head = "---\ntitle: 'Talks: day two'\nDate: 2022-01-07 10:00\nauthors: [A. Bek, C. Day]\nlang: en-GB\n"
    found = document(tmp_path, "a.txt", head + "url: https://example.org/x\ndraft: no\n---\nOne.\n---\nTwo.")
    assert found.text == "One.\n---\nTwo."
    assert (found.title, found.date, found.author) == ("Talks: day two", DAY, "A. Bek, C. Day")
    assert (found.source, found.language) == ("https://example.org/x", "en")


@pytest.mark.parametrize(
    "text",
    [
        "---\nNo key here\n---\nText.",
        "---\ntitle: never closed\nText.",
        "----\ntitle: x\n---\n",
        "Text.\n---\na: b\n---\n",
    ],
)
def test_lines_that_only_resemble_front_matter_stay_in_the_text(tmp_path: Path, text: str) -> None:
    assert document(tmp_path, "a.txt", text).text == text


def test_a_date_in_front_matter_that_is_none_is_an_error_with_its_line(tmp_path: Path) -> None:
    said = failure(tmp_path, "a.md", "---\ntitle: x\ndate: 07/01/2022\n---\nText.")
    assert said == "a.md:3: cannot read the date '07/01/2022'; write it like 2022-01-07"


def test_front_matter_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    said = failure(tmp_path, "a.txt", "---\ndate: 2022-01-07\ntitle: Talks: day two\n---\nText.")
    assert said.startswith("a.txt:3: the front matter is no YAML")
    assert "in quotes" in said
    assert failure(tmp_path, "b.txt", "---\na: " + "[" * 20_000 + "\n---\nText.").startswith("b.txt:")


def test_the_date_asked_for_wins_over_the_documents_and_that_over_the_file_names(tmp_path: Path) -> None:
    text, name = "---\ndate: 2021-05-06\n---\nText.", "2020-03-04-x.txt"
    assert document(tmp_path, name, text, date=DAY).date == DAY
    assert document(tmp_path, name, text).date == datetime.date(2021, 5, 6)
    assert document(tmp_path, name, "Text.").date == datetime.date(2020, 3, 4)
    assert document(tmp_path, "x.txt", "Text.").date is None


@pytest.mark.parametrize(
    "name",
    [
        "2022-01-07-almaty.txt",
        "20220107.txt",
        "2022_01_07.md",
        "wire_20220107_2.txt",
        "99999999-2022-01-07",
        "20220107T10",
    ],
)
def test_the_day_in_a_files_name_is_found(name: str) -> None:
    assert name_day(name) == DAY


@pytest.mark.parametrize(
    "name", ["2022-02-30.txt", "000_540bc40392fe7a63.txt", "120220107.txt", "a20220107f", "2022-0107"]
)
def test_what_is_no_day_in_a_files_name_is_none(name: str) -> None:
    assert name_day(name) is None


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-07",
        "2022-01-07T23:59:59+06:00",
        "20220107",
        "2022/1/7",
        "7 January 2022",
        "7th of January 2022",
        "Jan. 7, 2022",
        "January 7th, 2022 10:00 GMT",
        "Fri, 07 Jan 2022 10:00:00 GMT",
    ],
)
def test_the_usual_ways_of_writing_a_day_are_read(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["01/07/2022", "2022-01", "January 2022", "2022-13-01", "yesterday", "32 January 2022"]
)
def test_a_day_that_is_not_certain_is_not_read(text: str) -> None:
    assert parse_day(text) is None


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_read_as_it_was_written(day: datetime.date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day} {day:%B} {day.year}") == day


def test_markdown_reads_as_the_page_it_makes(tmp_path: Path) -> None:
    source = (
        "# Talks *resume*\n\nThe **bloc** [said][1] it\nstood ready, [sic] &amp; able.\n\n"
        "- one\n- two\n\n1979. It was a year.\n\n| state | seats |\n|---|---|\n| A | 3 |\n\n"
        "> “Quoted\n> words.”\n\n<!-- note --><b>Bold</b> of <Reuters>.\n\n[1]: https://example.org\n"
    )
    found = document(tmp_path, "a.md", source)
    assert found.title == "Talks resume"
    assert found.text == (
        "Talks resume\n\nThe bloc said it stood ready, [sic] & able.\n\none\ntwo\n\n1979. It was a year.\n\n"
        "state\tseats\nA\t3\n\n“Quoted words.”\n\nBold of <Reuters>."
    )


@pytest.mark.parametrize("piece", ["<!--", "[", "*a", "> ", "<script>", "![", "_a ", "| a", "`", "<a href='"])
def test_markdown_that_never_closes_comes_back_at_once(piece: str) -> None:
    shown_text(piece * 5_000)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(
    tmp_path: Path, encoding: str
) -> None:
    found = document(tmp_path, "a.txt", RUSSIAN.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (RUSSIAN, encoding.removesuffix("-sig"), False)


def test_a_big_endian_byte_order_mark_is_understood(tmp_path: Path) -> None:
    data = codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be")
    assert document(tmp_path, "a.txt", data).text == SWEDISH


def test_what_the_file_declares_is_believed_before_a_guess_is_made(tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", f"-*- coding: cp1251 -*-\n{RUSSIAN}".encode("cp1251"))
    assert (found.text.partition("\n")[2], found.encoding, found.guessed) == (RUSSIAN, "cp1251", False)
    head = "---\ntitle: x\nencoding: koi8-r\n---\n"
    assert document(tmp_path, "b.txt", (head + RUSSIAN).encode("koi8-r")).text == RUSSIAN


@pytest.mark.parametrize(("text", "encoding"), [(SWEDISH, "cp1252"), (RUSSIAN, "cp1251")])
def test_an_encoding_that_nobody_declared_is_guessed_and_the_guess_recorded(
    tmp_path: Path, text: str, encoding: str
) -> None:
    pytest.importorskip("cchardet", reason="guessing needs the extra 'encodings'")
    found = document(tmp_path, "a.txt", (text * 3).encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (text * 3, encoding, True)


def test_utf_16_without_a_mark_is_a_guess(tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", SWEDISH.encode("utf-16-le"))
    assert (found.text, found.encoding, found.guessed) == (SWEDISH, "utf-16-le", True)


def test_a_text_cut_in_the_middle_of_a_letter_loses_only_that_letter(tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", RUSSIAN.encode()[:-2])
    assert (found.text, found.encoding, found.guessed) == (RUSSIAN[:-2] + "\ufffd", "utf-8", True)


def test_the_encoding_asked_for_overrides_every_other_sign(tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", f"coding: utf-8\n{RUSSIAN}".encode("koi8-r"), encoding="KOI8-R")
    assert (found.text, found.encoding, found.guessed) == (f"coding: utf-8\n{RUSSIAN}", "koi8-r", False)
    said = failure(tmp_path, "b.txt", b"one\ncaf\xe9", encoding="utf-8")
    assert said.startswith("b.txt:2: --encoding says utf-8, and byte 7 (0xe9) is not utf-8")


def test_a_missing_guesser_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cchardet", None)
    said = failure(tmp_path, "a.txt", SWEDISH.encode("cp1252"))
    assert said.startswith("a.txt: ")
    assert "--encoding" in said
    assert "claim-annotator[encodings]" in said


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.txt", b"", "holds no text"),
        ("a.txt", b" \n\t\xc2\xa0", "holds no text"),
        ("a.md", b"---\ntitle: x\n---\n\n", "holds no text"),
        ("a.txt", b"%PDF-1.7 ...", "is a PDF"),
        ("a.docx", b"PK\x03\x04....", "ZIP"),
        ("a.txt", b"\x00\x01\x02\x03" * 500, "binary file"),
    ],
)
def test_a_file_without_text_is_named_with_its_cause(
    tmp_path: Path, name: str, data: bytes, cause: str
) -> None:
    said = failure(tmp_path, name, data)
    assert said.startswith(f"{name}: ")
    assert cause in said


def test_in_a_batch_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.4")
    names = ["a.txt", "missing.txt", "c.txt", ".", "b.txt"]
    found = list(read_many(tmp_path / name for name in names))
    assert [item.text for item in found if isinstance(item, Document)] == ["One.", "Two."]
    causes = [str(item) for item in found if isinstance(item, ReadError)]
    assert [cause.partition(": ")[2][:12] for cause in causes] == [
        "no such file",
        "is a PDF, no",
        "is a folder;",
    ]


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One.")
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert "may not be read" in failure_of(path)
    else:
        pytest.skip("this user may read everything")


def failure_of(path: Path) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(ReadError) as caught:
        list(read(path))
    return str(caught.value)


def test_an_unknown_format_or_encoding_is_wrong_usage_before_anything_is_read() -> None:
    with pytest.raises(
        UsageError, match=r"no reader called 'txet'; choose from csv, .*html, .*did you mean text"
    ):
        read_many(["a"], format="txet")
    with pytest.raises(UsageError, match="no encoding called 'utf8x'"):
        read_many(["a"], encoding="utf8x")
    with pytest.raises(UsageError, match="no encoding called 'hex'"):
        read_many(["a"], encoding="hex")


@given(
    st.text(min_size=1).filter(lambda text: not text.isspace()),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str
) -> None:
    data = ("." + text).encode(encoding)  # a full stop: a text may begin like front matter or an archive
    controls = sum(letter < " " or letter == "\x7f" for letter in text)
    if controls * 10 < len(text):
        assert document(tmp_path_factory.mktemp("any"), "a.txt", data).text == "." + text
