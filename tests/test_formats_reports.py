"""What is written and never read back: CoNLL's layer of tags, and the report for people."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from formats_support import VERSIONED, annotated, corpus, marks, written
from hypothesis import given, settings
from msgspec.structs import replace

from annotator.formats import WRITERS, write
from annotator.model import AnnotatedDocument, Span


@settings(max_examples=80, deadline=None)
@given(document=annotated())
def test_the_tokens_of_a_tag_are_the_words_of_a_label(document: AnnotatedDocument) -> None:
    blocks = written([document], "conll").decode().split("-DOCSTART-\t-X-\t-X-\tO\n\n")[1:]
    assert len(blocks) == max(1, len(document.works))
    for block, work in zip(blocks, document.works, strict=False):
        said = {(name, "".join(words)) for name, words in spans(block)}
        labels = {
            ("_".join(name.split()), "".join(words.split()))
            for _, name, *_, words in marks(one(document, work))
        }
        assert {(name, words) for name, words in said} <= {(name, clean(words)) for name, words in labels}


def one(document: AnnotatedDocument, work: Any) -> AnnotatedDocument:
    return AnnotatedDocument(document.document, document.splitter, document.sentences, (work,))


def clean(words: str) -> str:
    """The words as the tokens hold them: without what is white space to Python."""
    return "".join(words.split())


def spans(block: str) -> list[tuple[str, list[str]]]:
    """The tagged spans of a CoNLL block."""
    found: list[tuple[str, list[str]]] = []
    for line in block.split("\n"):
        if line:
            token, _, _, tag = line.split("\t")
            if tag.startswith("B-"):
                found.append((tag[2:], [token]))
            elif tag.startswith("I-"):
                found[-1][1].append(token)
    return found


def test_labels_that_overlap_give_way_and_are_counted(tmp_path: Path) -> None:
    losses = write(tmp_path / "c.conll", corpus())
    assert losses["overlapping labels"] == 1
    assert losses["names of annotators"] == 2


class Page(HTMLParser):
    """The words and the tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_what_an_article_says_is_never_markup_in_the_report() -> None:
    hostile = "<script>alert(1)</script> <img src=x onerror='a'> & “so” \x1b]0;x\x07 \u202eabc."
    document = corpus()[0].document
    document = replace(document, text=hostile, title="</title><b>", author='" onload="x')
    html = written([AnnotatedDocument(document, "t", (Span(0, len(hostile)),), ())], "html").decode()
    report = Page(html)
    assert report.tags.isdisjoint({"script", "img", "b"})
    shown = hostile.replace("\x1b", "\ufffd").replace("\x07", "\ufffd").replace("\u202e", "\ufffd")
    assert shown in "".join(report.words)
    assert "default-src 'none'" in html


@settings(max_examples=50, deadline=None)
@given(document=annotated())
def test_every_sentence_stands_in_the_report_with_its_labels(document: AnnotatedDocument) -> None:
    words = "".join(Page(written([document], "html").decode()).words)
    for _, name, *_ in marks(document):
        assert name in words


def test_every_writer_has_a_golden_file() -> None:
    assert {
        path.name.removeprefix("corpus.") for path in (Path(__file__).parent / "golden").glob("corpus.*")
    } == set(WRITERS) - VERSIONED
