"""The index answers as comparing everything with everything would, for any text and any names."""

import multiprocessing
import os
import random
import time
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.matching import DocumentMatcher, Matcher, Row
from annotator.matching.distinct import unique
from annotator.matching.edits import EXACT, cost, edits_of, fits, indexed_words, together, wide_cost
from annotator.matching.index import RARER, Index
from annotator.matching.names import ACRONYM
from annotator.matching.stored import cached, read, write
from annotator.matching.words import Words, fold
from annotator.model import Sentence

LETTERS = "abcdeiklnorst"
WORDS = st.text(LETTERS, min_size=1, max_size=14)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def rows(names):
    return [Row(str(n), text, "place") for n, text in enumerate(names)]


def price_of(index: Index, written: str, known: str) -> int | None:
    """The rule for one word: a known one stands for itself, or in a large gazetteer for one much better known."""
    if written == known:
        return EXACT
    if not index.is_open(written) or index.count(known) <= index.count(written) * RARER:
        return None
    price = cost(written, known)
    wide = index.large and not index.knows(written)
    return wide_cost(written, known) if price is None and wide else price


def exhaustive(index: Index, words: Words) -> set[tuple[int, int, str, int]]:
    """Every name against every stretch of as many words, by the rule alone."""
    found = {}
    for number, row in enumerate(index.rows):
        name = indexed_words(row)
        letters = sum(map(len, name))
        for first in range(len(words) - len(name) + 1) if name else ():
            total = 0
            for written, known in zip(words.folded[first:], name, strict=False):
                price = price_of(index, written, known)
                if price is None:
                    break
                total = together(total, price)
            else:
                if edits_of(total) <= 2 and fits(total, letters):
                    key = (first, first + len(name) - 1, number)
                    found[key] = min(edits_of(total), found.get(key, 9))
    return {(*key, edits) for key, edits in found.items()}


def slips(word: str, times: int, random_: random.Random) -> str:
    return slips(slip(word, random_), times - 1, random_) if times else word


def slip(word: str, random_: random.Random) -> str:
    at = random_.randrange(len(word))
    kind = random_.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :] or word
    if kind == 1:
        return word[:at] + random_.choice(LETTERS) + word[at:]
    if kind == 2:
        return word[:at] + random_.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


@pytest.mark.parametrize("large", [False, True])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(NAMES, min_size=1, max_size=12, unique=True), random_=st.randoms(use_true_random=False))
def test_the_index_finds_what_exhaustive_search_finds_whatever_the_order_of_the_names(
    large, names, random_, monkeypatch
):
    if large:  # a gazetteer of any size is read like a large one
        monkeypatch.setattr("annotator.matching.index.MANY", 0)
    text = []
    for name in random_.sample(names, min(4, len(names))):
        text += [slips(word, random_.choice((0, 0, 1, 1, 2)), random_) for word in name.split()]
        text += random_.choice([[], [random_.choice(names).split()[0]]])
    listed = rows(names)
    index = Index.build(listed)
    shuffled = Index.build(random_.sample(listed, len(listed)))
    words = Words(",, ".join(text))  # two letters apart, so that no two words are read as one
    ways = [2] * len(words)
    found = {*index.exact(words), *index.fuzzy(words, ways, range(len(words) - 1))}
    assert {raw for raw in found if index.rows[raw[2]].entity} == {
        raw for raw in exhaustive(index, words) if index.rows[raw[2]].entity
    }
    assert found == {*shuffled.exact(words), *shuffled.fuzzy(words, ways, range(len(words) - 1))}


@settings(max_examples=300, deadline=None)
@given(st.text(" .'`&_-9aBcD\n", max_size=14))
def test_plain_ascii_is_cut_into_words_as_any_other_text(text):
    accented = Words(f"{text} é")
    assert Words(text).raw == accented.raw[:-1]
    assert Words(text).starts == accented.starts[:-1]


ALIASES = st.text(st.characters(categories=["L", "Nd", "Mn"], max_codepoint=0x2FFF), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(ALIASES, min_size=1, max_size=3).map(" ".join), st.text(max_size=20), st.text(max_size=20))
def test_an_exact_alias_between_word_boundaries_is_always_found(alias, before, after):
    index = Index.build([Row("x", alias, "place")])
    wanted = Words(alias).folded
    words = Words(f"{before} , {alias} , {after}")
    spans = {(first, last) for first, last, row, _ in index.exact(words) if index.rows[row].entity == "x"}
    start = len(Words(f"{before} , ").folded)
    assert not wanted or len(wanted) > 12 or (start, start + len(wanted) - 1) in spans


SMALL = Matcher.of(
    [
        Row("kaz", "Kazakhstan", "state"),
        Row("xi", "Xi Jinping", "person"),
        Row("us", "US", "state", ACRONYM),
        Row("sco", "Shanghai Cooperation Organisation", "organization"),
        Row("put", "Путин", "person"),
        Row("prc", "中国", "state"),
        Row("tha", "ประเทศไทย", "state"),
    ]
)
PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["Kazakhstan", "Kazahkstan", "’s", "Xi-Jinping", "U.S.", "中国", "\u0301", "\x00", "İ", "ß", "\ud800"]
    ),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.integers(0, 1000))
def test_offsets_always_cut_the_text_that_the_mention_shows(text, offset):
    sentence = Sentence("d", 0, offset, offset + len(text), text)
    end = offset
    for mention in DocumentMatcher(SMALL).find(sentence):
        assert text[mention.start - offset : mention.end - offset] == mention.text != ""
        assert mention.start >= end
        assert 0 < mention.score <= 1
        end = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 100_000,
        "\u0301" * 100_000,
        "a" * 1_000_000,
        "中" * 1_000_000,
        "a\u0301" * 200_000,
        "U." * 200_000,
        "x'" * 200_000,
        "Kazahkstan " * 10_000,
        "Xi Jinping, " * 10_000,
        "Kazakh Stan " * 10_000,
        "Shanghai Cooperation " * 10_000,
        " ".join(f"Word{n}" for n in range(10_000)),
        "(" * 100_000,
        "Georgia " * 10_000,
    ],
    ids=lambda text: f"{text[:12]!r} {len(text)}",
)
@pytest.mark.parametrize("large", [False, True])
def test_no_text_raises_or_takes_more_than_linear_time(text, large, monkeypatch):
    monkeypatch.setattr(SMALL.index, "large", large)
    SMALL.find(text[: len(text) // 8])  # imports and word lists
    times = []
    for length in (len(text) // 8, len(text)):
        start = time.process_time()  # of the processor: a busy machine changes nothing
        SMALL.find(text[:length])
        times.append(time.process_time() - start)
    assert times[1] < max(2.0, times[0] * 40)


def test_a_cache_that_is_cut_short_or_altered_is_rebuilt(tmp_path):
    names = rows(["Kazakhstan", "Xi Jinping"])
    built = []

    def index() -> Index:
        return Index.kept("key", lambda: built.append(1) or names, tmp_path)

    index()
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    index()
    assert len(built) == 1
    broken = [whole[:-1], whole[:50], whole[: len(whole) // 2], b"", bytes(len(whole)), whole + b"x" * 64]
    for at in (0, 20, 23, 30, 60, *range(len(whole) // 50, len(whole), len(whole) // 29), len(whole) - 1):
        broken.append(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    for count, data in enumerate(broken):
        path.unlink()  # the old file stays mapped
        path.write_bytes(data)
        read_back = index()
        assert [row.text for row in read_back.rows if row.entity] == ["Kazakhstan", "Xi Jinping"]
        assert len(built) == count + 2
        assert path.read_bytes() == whole


def test_a_cache_whose_head_is_right_but_lies_about_its_arrays_is_not_read(tmp_path):
    for sections in ([("n", "I", 0, 6)], [("n", "I", 4, 64)], [("n", "I", -8, 8)], [("n", "Q", 0, 12)]):
        head = msgspec.msgpack.encode(["key", sections, zlib.crc32(bytes(64))])
        start = b"claim-annotator names\n"
        start += len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little") + head
        (tmp_path / "a").write_bytes(start.ljust(-(-len(start) // 64) * 64, b"\0") + bytes(64))
        assert read(tmp_path / "a", "key") is None


def test_a_folder_in_the_place_of_the_cache_is_no_error(tmp_path):
    Index.kept("key", lambda: rows(["Kazakhstan"]), tmp_path)
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    index = Index.kept("key", lambda: rows(["Kazakhstan"]), tmp_path)
    assert "kazakhstan" in index.words
    assert list(tmp_path.iterdir()) == [path]


def _build_in(folder: Path, names: list[str]) -> list[str]:
    return [row.text for row in Index.kept("key", lambda: rows(names), folder).rows if row.entity]


def test_processes_that_build_the_same_cache_at_once_do_not_hurt_each_other(tmp_path):
    names = [f"Name{n} Other{n % 7}" for n in range(300)]
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        answers = list(pool.map(_build_in, [tmp_path] * 8, [names] * 8))
    assert all(sorted(answer) == sorted(names) for answer in answers)
    assert len(list(tmp_path.iterdir())) == 1


def test_threads_that_build_the_same_cache_at_once_do_not_hurt_each_other(tmp_path):
    names = [f"Name{n} Other{n % 7}" for n in range(300)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(_build_in, [tmp_path] * 8, [names] * 8))
    assert all(sorted(answer) == sorted(names) for answer in answers)
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_dead_process_left_half_written_is_cleared_away(tmp_path):
    left, new = tmp_path / "names-1-x.index.1-1.part", tmp_path / "names-1-y.index.2-2.part"
    left.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(left, (0, 0))
    Index.kept("key", lambda: rows(["Kazakhstan"]), tmp_path)
    assert not left.exists()
    assert new.exists()


def test_a_cache_of_another_key_is_not_trusted(tmp_path):
    write(tmp_path / "a", "one", {"n": memoryview(b"12")})
    assert read(tmp_path / "a", "two") is None
    assert read(tmp_path / "a", "one") == {"n": memoryview(b"12")}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert cached(file, "key", frozenset("n"), lambda: {"n": memoryview(b"1")}) == {"n": memoryview(b"1")}


def test_rows_survive_the_cache_unchanged():
    listed = [
        Row("a", "Ünïcode 中国", "organization", 3, 7, "alias", "2019", "2020-01"),
        Row("b", "Plain", "person"),
        Row("c", "Since", "state", 0, 0, "", "2001"),
    ]
    kept = Index.build(listed).rows
    assert {row for row in kept if row.entity} == {row for row in unique(listed) if row.entity}


def test_a_name_that_is_none_breaks_no_index():
    names = ["", "...", "\ud800", "x \ud800", "\x00", "word " * 40, "Kazakhstan"]
    matcher = Matcher.of(rows(names))
    assert [mention.entity for mention in matcher.find("In Kazakhstan \ud800 x.")] == ["6"]
    assert Matcher.of([]).find("In Kazakhstan.") == []


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word):
    assert fold(fold(word)) == fold(word)
