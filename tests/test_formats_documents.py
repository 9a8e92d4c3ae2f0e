"""JSON lines, tables and news pages; and every reader against bytes that are no good."""

import datetime
import random
import sys
import time
from pathlib import Path

import files_of_others
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.errors import MissingExtra, ReadError
from annotator.formats import READERS, read, read_many
from annotator.model import Document

DAY = datetime.date(2022, 1, 7)
PAGE = """<!doctype html><html lang="en"><head><meta charset="windows-1252">
<title>Talks resume – Example News</title>
<meta property="article:published_time" content="2022-01-07T10:00:00Z"><meta name="author" content="Ann Lee">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Talks resume</h1>
<p>The ministers of both states met in a café of the capital for the first time since the spring of 2014.</p>
<p>“We shall <b>go on</b> talking,” said the host, who had kept the date to himself until the last moment.</p>
</article><footer>Copyright 2019 Example News. All rights reserved.</footer></body></html>"""

SAMPLES = {
    "text": b"---\ntitle: x\ndate: 2022-01-07\n---\nOne sentence. \xe2\x80\x9cAnother.\xe2\x80\x9d\n",
    "markdown": b"# Title\n\nOne *sentence* with [a link](x).\n\n- item\n\n| a | b |\n|---|---|\n| c | d |\n",
    "jsonl": b'{"id": 1, "text": "One.", "date": "2022-01-07"}\n{"body": "Two \\ud83d\\ude00."}\n',
    "csv": b'id,text,date\n1,"One, ""two"".",2022-01-07\n2,Three.,\n',
    "tsv": b'id\ttext\n1\tOne "two" three.\n2\t"four\n',
    "html": PAGE.encode("cp1252"),
    **files_of_others.SAMPLES,
}


def found(folder: Path, name: str, data: bytes | str, **options: object) -> list[Document | ReadError]:
    """All that comes of a file that is made of these bytes."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_many([path], **options))  # type: ignore[arg-type]


def causes(items: list[Document | ReadError]) -> list[str]:
    """What is said of those that cannot be read, without the folder."""
    return [str(item).rpartition("/")[2] for item in items if isinstance(item, ReadError)]


def places(items: list[Document | ReadError]) -> list[str]:
    """File and line of those that cannot be read."""
    return [cause.split(": ", 1)[0] for cause in causes(items)]


def texts(items: list[Document | ReadError]) -> list[str]:
    return [item.text for item in items if isinstance(item, Document)]


def test_every_reader_reads_its_sample_under_its_name_and_its_endings(tmp_path: Path) -> None:
    assert set(SAMPLES) == set(READERS)
    for name, format in READERS.items():
        by_name = found(tmp_path, "sample", SAMPLES[name], format=name)
        assert by_name
        assert not causes(by_name)
        for ending in format.endings:
            assert texts(found(tmp_path, f"sample{ending.upper()}", SAMPLES[name])) == texts(by_name)


@pytest.mark.parametrize("name", ["text", "jsonl", "html"])
def test_a_file_without_an_ending_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    assert texts(found(tmp_path, "x", SAMPLES[name])) == texts(
        found(tmp_path, "y", SAMPLES[name], format=name)
    )


def test_json_lines_give_a_document_each_and_name_the_broken_ones(tmp_path: Path) -> None:
    lines = [
        '{"text": "One.", "id": "w7", "Date": "2022-01-07", "author": ["A", {"name": "B"}]}',
        "",
        '{"Body": "Two \\ud800.", "title": null, "lang": "ru"}',
        '{"text": "never closed}',
        '["a list"]',
        '{"headline": "no text"}',
        '{"text": 5}',
        '{"text": "x", "date": "soon"}',
        "[" * 100_000,
        '{"text": "  "}',
        '{"text": "Last.", "name": "last one"}',
    ]
    items = found(tmp_path, "2021-02-03.jsonl", "\r\n".join(lines))
    first, second, last = (item for item in items if isinstance(item, Document))
    assert (first.name, first.date, first.author) == ("2021-02-03.jsonl#w7", DAY, "A, B")
    assert (second.text, second.name, second.language) == ("Two \ufffd.", "2021-02-03.jsonl#2", "ru")
    assert (last.name, last.date) == ("last one", datetime.date(2021, 2, 3))
    assert [cause.split(": ", 1)[0].split(":")[1] for cause in causes(items)] == [
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
    ]
    assert "only headline" in causes(items)[2]


def test_a_single_file_stops_at_its_first_broken_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\nbroken\n{"text": "Two."}\n')
    documents = read(tmp_path / "a.jsonl")
    assert next(documents).text == "One."
    with pytest.raises(ReadError, match=r"a\.jsonl:2: is no JSON \(expecting value, column 1\)"):
        next(documents)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_the_one_that_makes_a_text_column(tmp_path: Path, delimiter: str) -> None:
    rows = [("Nr", "Full Text", "Date"), ("1", '"One, ""so""\r\nto|say; it."', "7 January 2022")]
    (item,) = found(tmp_path, "a.csv", "\n".join(delimiter.join(row) for row in rows))
    assert isinstance(item, Document)
    assert (item.text, item.date) == ('One, "so"\r\nto|say; it.', DAY)


def test_a_broken_row_is_named_with_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    table = 'text,date\n"two\nlines",\ntoo,many,cells\n"x"y,\nok,\nx,soon\n,2022-01-07\n\nlast,\n'
    items = found(tmp_path, "a.csv", table)
    assert texts(items) == ["two\nlines", "ok", "last"]
    assert [cause.split(": ", 1)[0] for cause in causes(items)] == [
        "a.csv:4",
        "a.csv:5",
        "a.csv:7",
        "a.csv:8",
    ]
    unclosed = causes(found(tmp_path, "b.csv", 'text\none\n"two\nthree\n'))
    assert unclosed == ['b.csv:3: a cell that begins here with " never ends, so the rest is lost; close it']


def test_a_table_without_a_text_column_says_what_it_has(tmp_path: Path) -> None:
    (cause,) = causes(found(tmp_path, "a.csv", "id,words\n1,x\n"))
    assert cause == "a.csv:1: no text column, only 'id, words'; call the one with the articles 'text'"
    assert causes(found(tmp_path, "b.csv", "id,text\n")) == ["b.csv: holds no text, only a heading"]


def test_quotation_marks_in_a_table_with_tabs_may_be_letters(tmp_path: Path) -> None:
    assert texts(found(tmp_path, "a.tsv", 'text\tid\n"So," he said.\t1\n"Open\t2\n')) == [
        '"So," he said.',
        '"Open',
    ]
    assert texts(found(tmp_path, "b.tsv", 'text\tid\n"a\tb\nc"\t1\n')) == ["a\tb\nc"]


def test_a_cell_may_be_longer_than_the_csv_modules_own_limit(tmp_path: Path) -> None:
    (text,) = texts(found(tmp_path, "a.csv", "text\n" + "word " * 40_000))
    assert len(text) == 200_000


def test_a_news_page_gives_its_article_title_date_and_author(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="news pages need the extra 'html'")
    (item,) = found(tmp_path, "page.html", PAGE.encode("cp1252"))
    assert isinstance(item, Document)
    assert (item.title, item.date, item.author, item.language) == ("Talks resume", DAY, "Ann Lee", "en")
    assert (item.encoding, item.guessed) == ("cp1252", False)
    assert "The ministers of both states met in a café" in item.text
    assert "“We shall go on talking,” said the host" in item.text
    assert not any(word in item.text for word in ("Home", "Sport", "Copyright", "<"))


def test_no_date_is_guessed_from_the_words_of_a_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="news pages need the extra 'html'")
    undated = PAGE.replace("article:published_time", "none").replace("2022-01-07T10:00:00Z", "")
    (item,) = found(tmp_path, "page.html", undated.replace("spring of 2014", "3 May 2014").encode("cp1252"))
    assert isinstance(item, Document)
    assert item.date is None


def test_a_page_without_an_article_is_named(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="news pages need the extra 'html'")
    assert causes(found(tmp_path, "p.html", "<html><body></body></html>"))[0].startswith(
        "p.html: no article found"
    )


def test_a_missing_extra_is_named_and_in_a_batch_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.txt").write_text("One.")
    items = [*found(tmp_path, "p.html", PAGE), *read_many([tmp_path / "a.txt"])]
    assert texts(items) == ["One."]
    assert "claim-annotator[html]" in causes(items)[0]
    with pytest.raises(MissingExtra):
        list(read(tmp_path / "p.html"))


def test_a_text_from_standard_input_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = __import__("io").BytesIO("Café.".encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    (item,) = read("-")
    assert (item.text, item.name) == ("Café.", "stdin")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The sample with a few bytes changed, taken out, put in or repeated."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del out[at : at + chance.randint(1, 9)]
        elif kind == 2:
            out[at:at] = chance.choice(
                [b"\x00", b'"', b"\xff\xfe", b"\n", b"<", b"{", b"\\ud83d", b"---\n", b"&#0;"]
            )
        else:
            out[at:at] = out[max(0, at - 20) : at]
    return bytes(out)


@pytest.mark.parametrize("name", sorted(READERS))
def test_damaged_bytes_give_documents_or_named_causes_and_nothing_else(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    began = time.monotonic()
    for _ in range({"html": 60, "warc": 60, "pdf": 8}.get(name, 400)):
        for item in found(tmp_path, "f", damaged(SAMPLES[name], chance), format=name):
            assert isinstance(item, Document | ReadError)
            assert isinstance(item, Document) or str(item).startswith(str(tmp_path / "f"))
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("name", sorted(set(READERS) - {"html", "pdf"}))
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300))
@example(data=b"")
@example(data=b"\xef\xbb\xbf")
@example(data=b"\xff\xfe")
@example(data=b"\0")
@example(data=b" \r\n\t")
def test_any_bytes_give_documents_or_named_causes(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes
) -> None:
    for item in found(tmp_path_factory.getbasetemp(), "any", data, format=name):
        assert isinstance(item, Document | ReadError)


def test_a_json_file_is_a_list_of_documents_and_never_an_article_of_brackets(tmp_path: Path) -> None:
    items = found(
        tmp_path, "a.json", '[\n {"id": 1, "text": "One."},\n {"title": "x"}, 3,\n {"body": "Two."}\n]'
    )
    assert texts(items) == ["One.", "Two."]
    assert [cause.split(", ")[0].split("; ")[0] for cause in causes(items)] == [
        "a.json: item 2: has no text",
        "a.json: item 3: is a number",
    ]
    assert texts(found(tmp_path, "b.json", '{\n "text": "One.",\n "id": 2\n}')) == ["One."]
    assert "b.json:2: is no JSON" in causes(found(tmp_path, "b.json", '[{"text": "One."},\n x]'))[0]
    assert texts(found(tmp_path, "c", '[{"text": "One."}]')) == ["One."]


def test_a_page_of_a_wiki_comes_without_marks_of_notes_and_boxes(tmp_path: Path) -> None:
    said = "The bloc is made of nine states and was founded in the spring of 2001 in the capital of its largest one."
    page = (
        '<html><head><title>Bloc</title></head><body class="skin mediawiki ltr"><div id="content">'
        '<h1 id="firstHeading">Bloc</h1><div id="siteSub">From a wiki</div><div class="mw-parser-output">'
        '<table class="infobox"><tr><td>2001</td></tr></table>'
        f'<p>{said}<sup class="reference"><a href="#n">[1]</a></sup></p>'
        '<h2>History<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>'
        "<p>Two more joined it in 2017 after talks that had gone on for longer than anybody had expected then.</p>"
        '<ol class="references"><li id="n">The wire.</li></ol></div></div></body></html>'
    )
    (text,) = texts(found(tmp_path, "a.html", page))
    assert text.startswith(f"Bloc\n{said}\nHistory\nTwo more joined")
    assert text.endswith("expected then.")
