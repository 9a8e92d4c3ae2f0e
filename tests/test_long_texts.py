"""Texts that are too long to be held in memory: a desk, the rules and the log see them as they see any other."""

import contextlib
import gc
import os
import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.api import sentences
from annotator.errors import StoreError
from annotator.formats import read
from annotator.knowledge import load_knowledge
from annotator.model import Article, Document, Span
from annotator.resources import shipped
from annotator.schema import load_schema
from annotator.session import Session
from annotator.store import Store, store, texts
from annotator.store.texts import LongText, pieces_of
from annotator.suggest import Suggester, excerpt, quotations
from annotator.suggest import suggester as blocks
from annotator.tui.view import is_airy

LETTERS = st.text(st.sampled_from("ab \n.é\u0301漢\u3000😀👩\u200d\U0001f3fd\u202eא\0"), max_size=80)
"""One to four bytes each, marks that stand on others, an emoji of several code points, the wrong way round."""
WHERE = st.none() | st.integers(-100, 100)


@contextlib.contextmanager
def small(block: int = 7, kept: int = 2, piece: int = 3) -> Iterator[None]:
    """Blocks of so few code points that a short text has many."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("BLOCK", block), ("_KEPT", kept), ("_PIECE", piece)):
            patch.setattr(texts, name, value)
        patch.setattr(store, "LONG", 1)
        yield


@given(LETTERS, st.integers(1, 90), st.integers(1, 9), st.lists(st.tuples(WHERE, WHERE), max_size=12))
def test_a_stretch_of_a_long_text_is_that_of_the_text(
    text: str, cut: int, block: int, stretches: list[tuple[int | None, int | None]]
) -> None:
    with small(block):
        long = LongText(text[at : at + cut] for at in range(0, len(text), cut))
        assert len(long) == len(text)
        for start, end in stretches:
            assert long[start:end] == text[start:end]


@given(LETTERS, st.integers(1, 9))
def test_the_pieces_of_a_stored_text_make_the_text(text: str, piece: int) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection, small(piece=piece):
        connection.execute("CREATE TABLE documents (number INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("INSERT INTO documents VALUES (1, ?)", (text,))
        with connection.blobopen("documents", "text", 1, readonly=True) as stored:
            assert "".join(pieces_of(stored)) == text


TEXT = "Two roads met. 漢字 is read! 😀 e\u0301 said nobody.\n\n“Is it so?” she asked. Norway is a member of the EU. "
DOCUMENT = Document(
    text=TEXT * 5, name="a.txt", title="Roads", date=date(2022, 1, 7), source="wire", author="A"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.db"
    with Session.open(path, "ann") as session:
        session.add(DOCUMENT)
    return path


def test_an_article_is_the_document_with_its_text_on_the_disk(path: Path) -> None:
    with Store.open(path) as opened:
        assert opened.article(DOCUMENT.id) == DOCUMENT
        with small():
            article = opened.article(DOCUMENT.id)
            assert article.text[:] == DOCUMENT.text
        assert type(article) is Article
        for name in Article.__struct_fields__:
            if name != "text":
                assert getattr(article, name) == getattr(DOCUMENT, name)
        with pytest.raises(StoreError, match="no document"):
            opened.article("0" * 64)


def test_who_reads_the_same_long_text_shares_it_and_leaves_nothing_behind(path: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else None
    with Store.open(path) as opened, small():
        one, two = opened.article(DOCUMENT.id), opened.article(DOCUMENT.id)
        assert one.text is two.text
        assert {each.name for each in path.parent.iterdir()} <= {
            path.name + end for end in ("", "-wal", "-shm")
        }
        del one, two
    gc.collect()
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) <= before


def test_a_text_without_room_for_a_copy_is_read_into_memory(path: Path, monkeypatch) -> None:
    def full(**more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with Store.open(path) as opened, small():
        assert opened.article(DOCUMENT.id) == DOCUMENT


def test_a_long_text_that_is_damaged_is_told_with_place_and_cure(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER documents_hold")
        connection.execute("UPDATE documents SET text = CAST(x'41c3' || CAST(text AS BLOB) AS TEXT)")
        connection.commit()
    with (
        Store.open(path) as opened,
        small(),
        pytest.raises(StoreError, match=r"damaged .* see `annotator verify`"),
    ):
        opened.article(DOCUMENT.id)


def test_a_desk_works_on_a_long_text_as_on_a_short_one(tmp_path: Path) -> None:
    told: list[object] = []
    for number in range(2):
        with Session.open(tmp_path / f"{number}.db", "ann") as session, contextlib.ExitStack() as stack:
            session.add(DOCUMENT)
            if number:
                stack.enter_context(small())
            desk = session.desk(DOCUMENT.id)
            assert isinstance(desk.document, Document) is not bool(number)
            first = desk.sentence(2)
            said = [
                desk.toggle(0, "claim").said,
                desk.split(2, first.start + 3).said,
                desk.mark("source", [Span(first.start, first.start + 1)]).said,
                desk.merge(5).said,
                desk.undo().said,
            ]
            told.append(
                (
                    said,
                    [desk.sentence(index) for index in range(desk.count)],
                    [desk.judged(index).start for index in range(desk.count)],
                    [desk.search(words, 4) for words in ("漢字", "NOBODY. “is", "😀 e\u0301", "nowhere")],
                    [desk.search("is", 4, backwards=True), is_airy(desk.document.text)],
                    [desk.suggestions(index) for index in range(desk.count)],
                )
            )
            desk.flush()
            again = session.desk(DOCUMENT.id)
            assert [again.sentence(index) for index in range(again.count)] == told[-1][1]
            assert len({step.said for step in session.trail()}) == 4
    assert told[0] == told[1]


def test_the_rules_find_the_same_in_a_long_text(monkeypatch) -> None:
    """Articles of the corpus one after the other, in blocks so small that most lie far from the beginning."""
    for name, value in (("BLOCK", 32), ("LEAD", 8), ("TRAIL", 4)):
        monkeypatch.setattr(blocks, name, value)
    for module in (excerpt, quotations):
        monkeypatch.setattr(module, "LOOK_BACK_LENGTH", 500)
    articles = sorted(each for each in shipped("corpus").glob("*.md") if each.name != "README.md")
    whole = Document(text="\n\n".join(next(read(each)).text for each in articles), date=date(2022, 1, 14))
    cut = sentences(whole)
    assert cut[-1].end > 20_000
    about = {"name": whole.name, "date": whole.date, "language": whole.language, "id": whole.id}
    with small(1000):
        long = Article(text=LongText([whole.text]), **about)
        rules = Suggester(load_knowledge(), load_schema())
        expected = list(rules.analyse(whole, cut))
        assert list(rules.analyse(long, cut)) == expected
    assert sum(len(each.candidates) for each in expected) > 100
    assert sum(len(each.mentions) for each in expected) > 100


def test_opening_a_long_document_does_not_take_the_memory_of_its_text(tmp_path: Path) -> None:
    line = "“It is the twenty-third line of many,” said the clerk who counted them. "
    with Session.open(tmp_path / "long.db", "ann") as session:
        document = Document(text=line * 40_000)
        session.add(document)
        id_, spans = document.id, session.desk(document.id).count
        del document
        tracemalloc.start()
        try:
            desk = session.desk(id_)
            assert desk.sentence(spans - 1).text in line
            assert desk.search("nowhere to be found", 0) is None
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 40 * spans + 2_000_000  # as a str it takes 5.7 MB
