"""Tables of patterns that are kept compiled."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.suggest import patterns
from annotator.suggest.membership_shapes import TABLE as TABLE_OF_MEMBERSHIP

TABLE = (r"(?P<word>\w+) (?:is|are) (?P<thing>[a-zäß-]+?)\b", r"(?i)éN{2,3}(?=x|$)|(?<!a)b", r"\d\d(\D)\1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(patterns, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def kept(folder: Path) -> Path:
    (path,) = folder.glob("patterns-*")
    return path


def test_a_kept_pattern_finds_what_the_pattern_finds(folder: Path) -> None:
    first = patterns.compiled(TABLE)
    before = kept(folder).stat().st_mtime_ns
    again = patterns.compiled(TABLE)
    assert kept(folder).stat().st_mtime_ns == before
    for text in ("Ænne is blå and Wörter are groß-artig", "ÉNNN abbab énnx", "12aa 34,, 5"):
        for fresh, one, two in zip(map(re.compile, TABLE), first, again, strict=True):
            found = [(m.span(), m.groupdict(), m.groups()) for m in fresh.finditer(text)]
            assert found == [(m.span(), m.groupdict(), m.groups()) for m in one.finditer(text)]
            assert found == [(m.span(), m.groupdict(), m.groups()) for m in two.finditer(text)]
            assert (two.flags, two.pattern, two.groupindex) == (fresh.flags, fresh.pattern, fresh.groupindex)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_as_good_as_none(folder: Path, at: int, byte: int, cut: bool) -> None:
    patterns.compiled(TABLE)
    path = kept(folder)
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at] = byte
    path.write_bytes(data[:at] if cut else data)
    for pattern, text in zip(patterns.compiled(TABLE), TABLE, strict=True):
        assert pattern.pattern == text
        assert pattern.findall("x is y") == re.compile(text).findall("x is y")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(patterns, "cache_folder", lambda: tmp_path / "file" / "cache")
    assert [each.pattern for each in patterns.compiled(TABLE)] == list(TABLE)


def test_another_engine_compiles_as_always(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_ENGINE", "")
    assert patterns.compiled(TABLE)[0].search("it is so")
    assert not folder.exists()


def test_the_largest_patterns_of_the_rules_come_back_whole(folder: Path) -> None:
    table = [text for _, text in TABLE_OF_MEMBERSHIP]
    patterns.compiled(table)
    for pattern, text in zip(patterns.compiled(table), table, strict=True):
        assert pattern.groupindex == re.compile(text).groupindex


def test_old_tables_make_room(folder: Path) -> None:
    for number in range(patterns.KEPT + 3):
        patterns.compiled((f"a{number}",))
    assert len(list(folder.glob("patterns-*"))) == patterns.KEPT


# ------------------------------------------------------------ what a pattern needs

_WORDS = (
    "a the S S's O O's B P Q N D one of members member states country among , . : ; and or is are was has been in "
    "which whose its their includes including joined belongs to other fellow such as like with since after "
    "admitted accepted founded part not only both"
)


@pytest.fixture(scope="module")
def gates() -> tuple[patterns.Gate, ...]:
    return tuple(
        patterns.Gate(re.compile(text), patterns._needs(re.compile(text))) for _, text in TABLE_OF_MEMBERSHIP
    )


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=16).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_a_pattern_finds_nothing_without_the_words_that_it_needs(
    gates: tuple[patterns.Gate, ...], text: str
) -> None:
    for gate in gates:
        assert [m.span() for m in gate.finditer(text)] == [m.span() for m in gate.pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bmember of (?:the )?bloc\b", [["member of "], ["bloc"]]),
        (r"(?:joined|left) the O", [[" the O"], ["joined", "left"]]),
        (r"(?:joined|\w+) the", [[" the"]]),
        (r"(?:alone )?(?=with)(?<!not )x{2,}", []),
        (r"(?:ab){2}|alone", []),
        (r"(?i)member", []),
        (r"(?P<x>[Tt]he) (?:very )*?(?P<y>large|small)(?:st)?", [["large", "small"]]),
    ],
)
def test_the_words_that_a_pattern_needs_are_read_off_it(pattern: str, needs: list[list[str]]) -> None:
    assert patterns._needs(re.compile(pattern)) == needs


def test_gates_come_back_from_the_folder_with_what_they_need(folder: Path) -> None:
    table = (r"member of (?P<x>\w+)",)
    first = patterns.gated(table)
    (again,) = patterns.gated(table)
    assert (again.needs, again.pattern.pattern) == (first[0].needs, table[0])
    assert [m["x"] for m in again.finditer("a member of it")] == ["it"]
    assert list(again.finditer("nothing")) == []
