"""Tables of patterns that are kept compiled."""

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import annotator
from annotator import patterns
from annotator.patterns import Shelf, regex
from annotator.suggest.membership_patterns import _PATTERNS as MEMBERSHIPS
from annotator.suggest.membership_shapes import TABLE as TABLE_OF_MEMBERSHIP

TABLE = (r"(?P<word>\w+) (?:is|are) (?P<thing>[a-zäß-]+?)\b", r"(?i)éN{2,3}(?=x|$)|(?<!a)b", r"\d\d(\D)\1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "patterns-x"


def table_of(path: Path, table: Sequence[str] = TABLE) -> list["re.Pattern[str]"]:
    """A table as a process makes it that then ends."""
    shelf = Shelf(path)
    made = [shelf.pattern(text) for text in table]
    shelf.save()
    return made


def test_a_kept_pattern_finds_what_the_pattern_finds(path: Path) -> None:
    first = table_of(path)
    before = path.stat().st_ino
    again = table_of(path)
    assert path.stat().st_ino == before, "nothing was new, so nothing is written"
    for text in ("Ænne is blå and Wörter are groß-artig", "ÉNNN abbab énnx", "12aa 34,, 5"):
        for fresh, one, two in zip(map(re.compile, TABLE), first, again, strict=True):
            found = [(m.span(), m.groupdict(), m.groups()) for m in fresh.finditer(text)]
            assert found == [(m.span(), m.groupdict(), m.groups()) for m in one.finditer(text)]
            assert found == [(m.span(), m.groupdict(), m.groups()) for m in two.finditer(text)]
            assert (two.flags, two.pattern, two.groupindex) == (fresh.flags, fresh.pattern, fresh.groupindex)


def test_the_same_text_with_other_flags_is_another_pattern(path: Path) -> None:
    for _ in range(2):
        shelf = Shelf(path)
        assert shelf.pattern("a.", re.IGNORECASE | re.DOTALL).search("A\n")
        assert not shelf.pattern("a.", re.IGNORECASE).search("A\n")
        assert not shelf.pattern("a.").search("Ab")
        shelf.save()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_as_good_as_none(path: Path, at: int, byte: int, cut: bool) -> None:
    path.unlink(missing_ok=True)
    table_of(path)
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at] = byte
    path.unlink()
    path.write_bytes(data[:at] if cut else data)
    for _ in range(2):
        for pattern, text in zip(table_of(path), TABLE, strict=True):
            assert pattern.pattern == text
            assert pattern.findall("x is y") == re.compile(text).findall("x is y")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert [each.pattern for each in table_of(tmp_path / "file" / "patterns-x")] == list(TABLE)


def test_another_engine_compiles_as_always(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_ENGINE", "")
    assert table_of(path)[0].search("it is so")
    assert Shelf(path).needs(r"member of") == []
    assert not path.exists()


@pytest.mark.parametrize("inside", ["_code", "compile"])
def test_insides_of_re_that_changed_are_no_error(
    path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    table_of(path)

    def changed(*arguments: object) -> None:
        raise TypeError("takes other arguments now")

    engine = patterns._sre if inside == "compile" else patterns._compiler
    gone = SimpleNamespace(**{name: getattr(engine, name) for name in dir(engine)} | {inside: changed})
    monkeypatch.setattr(patterns, "_sre" if inside == "compile" else "_compiler", gone)
    shelf = Shelf(path)
    assert [each.pattern for each in map(shelf.pattern, [*TABLE, "new"])] == [*TABLE, "new"]


def test_what_one_process_kept_stays_when_another_keeps_more(path: Path) -> None:
    one, two = Shelf(path), Shelf(path)
    one.pattern("one")
    two.pattern("two")
    one.save()
    two.save()
    table_of(path, ["three"])
    whole = path.stat().st_ino
    table_of(path, ["one", "two", "three"])
    assert path.stat().st_ino == whole


def test_a_file_that_has_grown_too_large_keeps_what_is_in_use(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "MOST", 1)
    table_of(path, ["old", "used"])
    table_of(path, ["used", "new"])
    kept, _ = patterns._read(path)
    assert len(kept) == 2


def test_the_largest_patterns_of_the_rules_come_back_whole(path: Path) -> None:
    table = [text for _, text in TABLE_OF_MEMBERSHIP]
    table_of(path, table)
    for pattern, text in zip(table_of(path, table), table, strict=True):
        assert pattern.groupindex == re.compile(text).groupindex


# ------------------------------------------------------------ patterns that are made later


def test_a_pattern_with_a_fault_says_so_when_it_is_used() -> None:
    fault = regex("(a")
    with pytest.raises(re.error, match="unterminated"):
        fault.search("a")


def test_every_pattern_of_the_program_compiles() -> None:
    found = 0
    for module in pkgutil.walk_packages(annotator.__path__, "annotator."):
        if module.name.startswith(("annotator.tui", "annotator.__main__")):
            continue
        try:
            held = vars(importlib.import_module(module.name)).values()
        except ModuleNotFoundError as missing:
            if str(missing.name).startswith("annotator"):
                raise
            continue  # an extra that is not installed
        for value in held:
            if isinstance(value, patterns._Later):
                cast("re.Pattern[str]", value).search("")
                found += 1
    assert found > 100


def run(program: str, folder: Path, seed: str = "random") -> str:
    """What a program prints, in a process with its own cache folder and its own order of sets."""
    env = os.environ | {"PYTHONHASHSEED": seed, "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, check=True, text=True
    ).stdout


def test_importing_the_rules_compiles_none_of_their_patterns(tmp_path: Path) -> None:
    program = "import annotator.suggest.rules\nfrom annotator import patterns\n"
    assert run(program + "print(patterns.shelf.cache_info().currsize)", tmp_path) == "0\n"


def test_a_second_start_compiles_nothing_whatever_the_order_of_sets(tmp_path: Path) -> None:
    program = (
        "import datetime\nfrom annotator import Document, suggestions\nfrom annotator.patterns import shelf\n"
        "text = 'Ann Roe, president of France since 2011, and the six members of the SCO met: Iran, India. '\n"
        "text += 'Ms. Roe said on Friday that it is a lie.'\n"
        "list(suggestions(Document(text=text, name='d', date=datetime.date(2022, 1, 7))))\n"
        "print(len(shelf()._new))"
    )
    assert int(run(program, tmp_path, "1")) > 100
    assert [run(program, tmp_path, seed) for seed in ("2", "3", "4")] == ["0\n"] * 3
    assert len(list(tmp_path.rglob("patterns-*"))) == 1


# ------------------------------------------------------------ what a pattern needs

_WORDS = (
    "a the S S's O O's B P Q N D one of members member states country among , . : ; and or is are was has been in "
    "which whose its their includes including joined belongs to other fellow such as like with since after "
    "admitted accepted founded part not only both"
)


@pytest.fixture(scope="module")
def gates() -> tuple[patterns.Gate, ...]:
    return tuple(gate for _, gate in MEMBERSHIPS)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=16).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_a_gate_finds_what_its_pattern_finds(gates: tuple[patterns.Gate, ...], text: str) -> None:
    for gate in gates:
        assert [m.span() for m in gate.finditer(text)] == [m.span() for m in gate.pattern.finditer(text)]


def test_no_gate_with_a_head_has_alternatives_outside_of_any_group(gates: tuple[patterns.Gate, ...]) -> None:
    with_heads = [gate.pattern.pattern for gate in gates if gate._head is not None]
    assert len(with_heads) > 20
    for text in with_heads:
        assert [kind for kind, _ in patterns._parser.parse(text, 0)] != [patterns._constants.BRANCH]


@given(st.text("the S, and", max_size=30))
def test_what_begins_with_a_head_is_found_wherever_the_head_stands(text: str) -> None:
    first, second = patterns.gated((r"(?P<list>(?:the )?S)(?: and S)+", r"(?:the )?S, "), [r"(?:the )?S"])
    for _ in range(2):
        for gate in (first, second):
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
def test_the_words_that_a_pattern_needs_are_read_off_it(
    path: Path, pattern: str, needs: list[list[str]]
) -> None:
    for _ in range(2):
        shelf = Shelf(path)
        assert shelf.needs(pattern) == needs
        shelf.save()


def test_a_gate_lets_pass_what_has_the_words() -> None:
    gate = patterns.Gate(r"member of (?P<x>\w+)")
    assert [m["x"] for m in gate.finditer("a member of it")] == ["it"]
    assert list(gate.finditer("nothing")) == []
