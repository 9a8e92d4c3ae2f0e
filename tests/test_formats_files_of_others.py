"""PDF, Word, EPUB, feeds, web archives, subtitles and transcripts as documents."""

import datetime
import gzip
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from files_of_others import (
    ATOM,
    PAGE,
    RSS,
    SAMPLES,
    SRT,
    TRANSCRIPT,
    VTT,
    WORD,
    docx,
    epub,
    packed,
    pdf,
    warc,
)

from annotator.errors import ReadError
from annotator.formats import pdf as pdf_module
from annotator.formats import read, read_many
from annotator.formats.blocks import blocks
from annotator.formats.pdf import running
from annotator.model import Document


def documents(path: Path) -> list[Document]:
    return [each for each in read_many([path]) if isinstance(each, Document)]


def faults(path: Path) -> list[str]:
    return [str(each) for each in read_many([path]) if isinstance(each, ReadError)]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    def made(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


def test_the_lines_of_a_pdf_become_paragraphs_and_divided_words_whole(file):
    lines = [
        [
            "The wire, 7 January",
            "The bloc admitted two states in a vote that took three hours, an of-",
            "ficial said. Nobody from the press was let in, and the doors",
            "were closed.",
            "A new day began for all of them there in the capital.",
            "1",
        ],
        ["The wire, 7 January", "It rained the whole day.", "2"],
        ["The wire, 7 January", "The end.", "3"],
    ]
    (document,) = read(file("a.pdf", pdf(*lines)))
    assert document.text.split("\n\n")[0] == (
        "The bloc admitted two states in a vote that took three hours, an official said. Nobody from the press "
        "was let in, and the doors were closed."
    )
    assert "The wire" not in document.text
    assert "\n\n1" not in document.text
    assert document.date is None


def test_a_pdf_without_text_or_broken_or_slow_says_so(file, monkeypatch):
    (told,) = faults(file("a.pdf", pdf([""])))
    assert "run it through text recognition" in told
    (told,) = faults(file("b.pdf", b"%PDF-1.4\nnothing of the kind"))
    assert told.endswith("cannot be read (Failed to load document (PDFium: Data format error).)")
    monkeypatch.setattr(pdf_module, "SECONDS", 0.01)
    (told,) = faults(file("c.pdf", pdf(["Slow."])))
    assert "takes longer than 0 seconds" in told


def test_a_word_file_gives_its_paragraphs_title_and_author(file):
    core = "<dc:title>Bloc meets</dc:title><dc:creator>A. Bek</dc:creator>"
    (document,) = read(
        file("2022-01-07-a.docx", docx("The bloc met.", "Nobody came &lt;b&gt; 😀.", core=core))
    )
    assert document.text == "The bloc met.\n\nNobody came <b> 😀."
    assert (document.title, document.author) == ("Bloc meets", "A. Bek")
    assert document.date == datetime.date(2022, 1, 7)


def test_a_book_is_a_document_a_chapter_in_reading_order(file):
    one = "<html><body><h1>First</h1><p>It rained.<br/>Nobody came.</p></body></html>"
    two = "<html><head><title>no</title></head><body><img src='x'/></body></html>"
    three = "<html><body><p>The end, \N{MUSICAL SYMBOL G CLEF}.</p></body></html>"
    found = list(read(file("a.epub", epub(one, two, three))))
    assert [each.text for each in found] == ["First\n\nIt rained.\nNobody came.", "The end, 𝄞."]
    assert [(each.title, each.author, each.source) for each in found] == [
        ("First", "A. Bek", "On blocs"),
        ("On blocs", "A. Bek", "On blocs"),
    ]


def test_a_feed_of_tags_within_tags_is_refused_before_it_takes_minutes(file):
    began = time.process_time()
    (told,) = faults(file("a.rss", RSS.replace("<channel>", "<channel>" + "<a>" * 300_000)))
    assert "opens 50,000 tags within one another" in told
    assert time.process_time() - began < 2


def test_references_to_notes_and_readings_of_signs_are_no_words_of_the_text(file):
    one = '<p>It rained.<sup><a href="#n1">1</a></sup> So <a href="#x">we left</a> <ruby>漢<rt>kan</rt></ruby>.</p>'
    two = '<aside id="n1"><p>A note. <a href="one.xhtml#r1">↩</a></p></aside>'
    (document,) = read(file("a.epub", epub(f"<html><body>{one}{two}</body></html>")))
    assert document.text == "It rained. So we left 漢.\n\nA note."


@pytest.mark.parametrize("end", ["</ruby> rose", " rose</ruby>", " rose</rtc></ruby>"])
def test_readings_of_signs_whose_tags_nobody_closed_hide_nothing_behind_them(end):
    for readings in ("<rp>(<rt>kan<rp>)", "<rt>kan", "<rtc><rt>kan"):
        assert blocks(f"<p>The <ruby>漢{readings}{end} in May.</p><p>It fell.</p>")[1].endswith(
            "\n\nIt fell."
        )
        if end.startswith("</ruby>"):
            assert blocks(f"<ruby>漢{readings}{end} in May.")[1] == "漢 rose in May."


def test_notes_of_word_files_stand_at_the_end_without_their_marks(file):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="r" Type="{kind}" Target="footnotes.xml"/>'
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>So he said.</w:t></w:r></w:p></w:footnote>'
    with zipfile.ZipFile(
        io.BytesIO(docx("It rained.</w:t><w:footnoteReference w:id='2'/><w:t> All day."))
    ) as word:
        parts: dict[str, str | bytes] = {name: word.read(name) for name in word.namelist()}
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{space}">{relation}</Relationships>'
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>'
    (document,) = read(file("a.docx", packed(parts)))
    assert document.text == "It rained. All day.\n\nSo he said."


def test_a_word_file_of_word_on_the_web_is_read(file):
    with zipfile.ZipFile(io.BytesIO(docx("The bloc met."))) as word:
        parts = {
            name.replace("document.xml", "document2.xml"): word.read(name).replace(
                b"document.xml", b"document2.xml"
            )
            for name in word.namelist()
        }
    (document,) = read(file("a.docx", packed(dict(parts))))
    assert document.text == "The bloc met."


def test_a_feed_is_a_document_an_entry_and_an_empty_entry_is_named(file):
    path = file("a.rss", RSS)
    (document,) = documents(path)
    assert document.text == "The bloc met.\n\nNobody came 😀."
    assert (document.title, document.source) == ("Bloc & state", "https://example.org/1")
    assert (document.date, document.language) == (datetime.date(2022, 1, 7), "en")
    assert faults(path) == [f"{path}, entry 2: holds no text"]
    (entry,) = documents(file("b.atom", ATOM))
    assert (entry.text, entry.author) == ("It is the longer text.", "A. Bek")


def test_a_web_archive_gives_the_article_of_each_page(file):
    umlaut = PAGE.replace("Friday", "Fréitag").encode("latin-1")
    path = file(
        "a.warc.gz",
        warc(
            ("https://example.org/1", "text/html", PAGE.encode()),
            ("https://example.org/p.png", "image/png", b"\x89PNG"),
            ("https://example.org/2", "text/html; charset=iso-8859-1", umlaut),
            ("https://example.org/3", "text/html", b"<html><body></body></html>"),
        ),
    )
    first, second = documents(path)
    assert "The bloc met on Friday" in first.text
    assert (first.source, first.date) == ("https://example.org/1", datetime.date(2022, 1, 7))
    assert "Fréitag" in second.text
    (told,) = faults(path)
    assert "no article found" in told
    assert "https://example.org/3" in told


def resource(address: str, missing: int = 0) -> bytes:
    """A record with a page and no head of an answer, whose length is too small by that many bytes."""
    body = PAGE.encode()
    fields = {
        "WARC-Type": "resource",
        "WARC-Target-URI": address,
        "WARC-Date": "2022-01-09T00:00:00Z",
        "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": "text/html",
        "Content-Length": len(body) - missing,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + body + b"\r\n\r\n"


def test_a_page_that_was_saved_without_a_head_is_read(file):
    (document,) = documents(file("a.warc", resource("https://example.org/1")))
    assert "The bloc met on Friday" in document.text


def test_a_record_that_is_longer_than_it_says_is_named_by_us_alone(file, capsys):
    path = file("a.warc", resource("https://example.org/a b", missing=3) + resource("https://example.org/2"))
    (told,) = faults(path)
    assert told == f"{path}#1: is longer than it says, so its end is missing; take it again"
    assert len(documents(path)) == 2
    assert capsys.readouterr().err == ""


def test_subtitles_are_running_text_with_speakers_before_a_colon(file):
    (document,) = read(file("a.vtt", VTT))
    assert document.text == "Ann Roe: It rained and nobody came.\n\nBo: All came.\n\nSilence before this."
    (document,) = read(file("a.srt", SRT.replace("\n", "\r\n")))
    assert document.text == "ANN ROE: It rained and nobody came.\n\nBO: All came."


def test_rolling_captions_say_each_line_once_and_without_the_times_of_words(file):
    lines = ["it was", "it was\n<c>raining</c>", "raining<00:00:03.500><c> all</c><00:00:03.900><c> day</c>"]
    captions = "\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{line}\n" for n, line in enumerate(lines))
    (document,) = read(file("a.vtt", f"WEBVTT\n\n{captions}"))
    assert document.text == "it was raining all day"


def test_signs_that_subtitles_escape_are_read_as_they_are(file):
    (document,) = read(file("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n2 &lt; 3 &amp; so\n"))
    assert document.text == "2 < 3 & so"


@pytest.mark.parametrize("piece", ["<v ", "{\\", "<a", "<i>", "[", "<00:", "♪"])
def test_captions_of_tags_that_never_end_are_read_in_no_time(file, piece):
    began = time.process_time()
    documents(file("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{piece * 100_000}\n"))
    assert time.process_time() - began < 3


def test_a_caption_without_a_time_is_named_and_the_others_go_on(file):
    blocks = [
        "00:01.000 --> 00:02.000\nOne.",
        "00:03.000 --> 00:4x\nTwo.",
        "NOTE a\nb",
        "Three.",
        "00:05.000 --> 00:06.000\nFour.",
    ]
    path = file("a.vtt", "WEBVTT\n\n" + "\n\n".join(blocks))
    assert [each.text for each in documents(path)] == ["One. Four."]
    assert [each.rpartition("/")[2].partition(", ")[0] for each in faults(path)] == [
        "a.vtt:6: '00:03.000 --> 00:4x' is no time",
        "a.vtt:12: 'Three.' has no time",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nTwo.\n",
        "1\n00:00:01.000 --> 00:00:02.5\nOne.\n\n2\n0:0:02:000-->0:0:03:000\nTwo.\n",
        "00:01,000 --> 00:02,000\nOne.\n\n00:02,000 --> 00:03,000 X1:1 Y1:2\nTwo.\n",
    ],
)
def test_subtitles_with_unusual_times_numbers_and_empty_lines_are_read(file, text):
    path = file("a.srt", text)
    assert [each.text for each in documents(path)] == ["One. Two."]
    assert faults(path) == []


def test_hours_of_thousands_of_digits_are_no_time(file):
    text = f"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n{'9' * 5000}:00:01,000 --> 00:00:02,000\nTwo.\n"
    assert "a.srt:6:" in faults(file("a.srt", text))[0]


def test_a_transcript_is_a_paragraph_a_turn(file):
    (document,) = read(file("a.transcript", TRANSCRIPT))
    assert document.text.split("\n\n") == [
        "SEN. ANN ROE (D-VT): The bloc has nine members.",
        "It met in May.",
        "MODERATOR: Thank you. Is it so?",
    ]
    assert (document.title, document.date) == ("A debate", datetime.date(2022, 1, 7))
    (told,) = faults(file("b.transcript", "The bloc met. Nobody came: it rained.\n"))
    assert "no speakers are named" in told


@pytest.mark.parametrize("name", ["pdf", "docx", "epub", "feed", "vtt", "srt"])
def test_a_file_without_its_ending_is_known_by_how_it_begins(file, name):
    found = documents(file("x", SAMPLES[name]))
    assert found
    assert [each.text for each in found] == [
        each.text for each in read(file("y", SAMPLES[name]), format=name)
    ]


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", packed({"word/document.xml": f"{BOMB}<w:document xmlns:w='{WORD}'/>"})),
        ("a.epub", packed({"META-INF/container.xml": f"{BOMB}<container/>"})),
        (
            "a.rss",
            f"<?xml version='1.0'?>{BOMB}<rss><channel><item><title>&b;</title></item></channel></rss>",
        ),
        ("a.atom", f"{BOMB}<feed/>".encode("utf-16")),
    ],
)
def test_xml_with_entities_of_its_own_is_refused(file, name, content):
    (told,) = faults(file(name, content))
    assert "defines entities of its own" in told


def test_white_space_in_the_name_of_a_namespace_is_no_traceback(file):
    with zipfile.ZipFile(io.BytesIO(docx("The bloc met."))) as word:
        parts = {name: word.read(name).replace(b"http://", b"http: //") for name in word.namelist()}
    (told,) = faults(file("a.docx", packed(dict(parts))))
    assert "a.docx: is no Word file that can be read" in told
    entry = "<entry><title>One</title><summary>The bloc met.</summary></entry>"
    (told,) = faults(file("a.atom", f"<feed xmlns='http:\xa0//www\xa0.w3.org\xa0/2005/Atom'>{entry}</feed>"))
    assert "a.atom: is no feed that can be read" in told


def test_archives_that_climb_out_or_swell_are_refused(file):
    (told,) = faults(file("a.docx", packed({"../x": "", "word/document.xml": "<a/>"})))
    assert "points out of the archive" in told
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", b" " * 300_000_000)
    (told,) = faults(file("a.epub", data.getvalue()))
    assert "it is refused" in told


def test_a_long_feed_takes_no_square(file):
    items = "".join(
        f"<item><title>t</title><description>It is {n}.</description></item>" for n in range(2_000)
    )
    begun = time.process_time()
    assert len(documents(file("a.rss", f"<rss><channel>{items}</channel></rss>"))) == 2_000
    assert time.process_time() - begun < 20


def test_pages_without_any_lines_run_together_to_nothing():
    assert running([]) == running(["", "\r\n"]) == ""
    assert running(["A con\u00ad\r\ntract, a reas\u0002\r\non."]) == "A contract, a reason."


def test_a_web_archive_that_was_packed_as_a_whole_is_read_whole(file):
    pages = [(f"https://example.org/{n}", "text/html", PAGE.encode()) for n in range(2)]
    plain = gzip.decompress(warc(*pages))
    found = documents(file("a.warc.gz", gzip.compress(plain)))
    assert [each.source for each in found] == ["https://example.org/0", "https://example.org/1"]
    (told,) = faults(file("b.warc.gz", gzip.compress(bytes(101_000_000))))
    assert told.endswith("unpacks to over 100 MB in one piece; pack it with `warcio recompress`")


def test_a_caption_without_a_time_is_read_on_without_its_number_and_named(file):
    path = file("a.srt", SRT.replace("2\n00:00:03,100 --> 00:00:05,000\n", "2\n"))
    (found,) = documents(path)
    assert found.text == "ANN ROE: It rained and nobody came.\n\nBO: All came."
    (told,) = faults(path)
    assert told.startswith(f"{path}:5: caption 2 has no time, and is read on from the one before")


def test_fields_and_words_with_readings_in_a_word_file_are_words_of_it(file):
    field = "<w:fldSimple w:instr='DATE'><w:r><w:t>May</w:t></w:r></w:fldSimple>"
    read_as = "<w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase>"
    runs = f"In </w:t></w:r>{field}<w:r><w:ruby>{read_as}</w:ruby></w:r><w:r><w:t>."
    (found,) = documents(file("a.docx", docx(runs)))
    assert found.text == "In May漢."


def test_nobody_is_made_to_say_what_somebody_else_says_in_the_same_caption(file):
    voices = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Bo>All came.</v> <v Ann Roe>No.</v> So.\n"
    (found,) = documents(file("a.vtt", voices))
    assert found.text == "Bo: All came.\n\nAnn Roe: No.\n\nSo."
    lines = "ANN: It rained.\n- Did it?\n- It did, -3 degrees.\n>> And then?"
    (found,) = documents(file("b.srt", f"1\n00:00:01,000 --> 00:00:03,000\n{lines}\n"))
    assert found.text == "ANN: It rained.\n\nDid it?\n\nIt did, -3 degrees.\n\nAnd then?"
