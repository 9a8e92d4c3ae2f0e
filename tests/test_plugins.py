"""Rules of other packages: loaded by entry points, held apart, named once."""

import itertools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from annotator.api import sentences
from annotator.knowledge import load_knowledge
from annotator.model import Candidate, Document, Piece, Sentence
from annotator.schema import load_schema
from annotator.suggest import BUILT_IN, Suggester, installed
from annotator.suggest.isolation import MOST, Trouble, Troubles

TEXT = "Exports fell by 34 per cent in 2021. The minister said no."


class Plugin:
    """A rule of another package, made of a function."""

    def __init__(self, id_: str, call: Callable[[Sentence], Any]) -> None:
        self.id = id_
        self._call = call

    def __call__(self, sentence: Sentence, context: object) -> Any:
        return self._call(sentence)


def candidate(sentence: Sentence, **changes: Any) -> Candidate:
    values: dict[str, Any] = {
        "label": "opinion",
        "start": sentence.start,
        "end": sentence.end,
        "score": 0.99,
        "rule": "own",
        "reason": "because",
        "source": "us",
    }
    return Candidate(**(values | changes))


def run(call: Callable[[Sentence], Any]) -> tuple[list[Candidate], list[Trouble]]:
    """What a rule gives for two sentences beside the built-in rules, and its faults as they are told."""
    told: list[Trouble] = []
    troubles = Troubles(told.append)
    using = Suggester(
        load_knowledge(), load_schema(), (Plugin("own", call), *BUILT_IN), troubles=troubles, threshold=0.0
    )
    document = Document(text=TEXT)
    found = [c for each in using.analyse(document, sentences(document)) for c in each.candidates]
    assert [c.rule for c in found if c.rule != "own"], "the others go on"
    assert [each.said for each in told] == [each.said for each in troubles]
    return [c for c in found if c.rule == "own"], list(troubles)


def test_a_rule_that_raises_is_named_once_with_its_place_and_the_others_go_on() -> None:
    def call(sentence: Sentence) -> Iterable[Candidate]:
        raise ValueError("no such\nthing")

    found, (trouble,) = run(call)
    assert found == []
    assert re.fullmatch(r"ValueError: no such thing \(test_plugins\.py:\d+\)", trouble.said)
    assert (trouble.rule, trouble.count) == ("own", 2)


def test_what_a_rule_gave_before_it_raised_is_kept() -> None:
    def call(sentence: Sentence) -> Iterable[Candidate]:
        yield candidate(sentence)
        raise KeyError("x")

    found, (trouble,) = run(call)
    assert len(found) == 2
    assert trouble.said.startswith("KeyError: 'x' (test_plugins.py:")


@pytest.mark.parametrize("fault", [SystemExit(3), RecursionError("deep"), MemoryError(), StopIteration()])
def test_whatever_a_rule_raises_the_others_go_on(fault: BaseException) -> None:
    def call(sentence: Sentence) -> Iterable[Candidate]:
        raise fault

    _, (trouble,) = run(call)
    assert trouble.said.startswith(type(fault).__name__)


def test_ctrl_c_in_a_rule_is_not_held_up() -> None:
    def call(sentence: Sentence) -> Iterable[Candidate]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(call)


def test_a_rule_of_ours_that_raises_is_a_fault_of_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def call(self: object, sentence: Sentence, context: object) -> Iterable[Candidate]:
        raise ValueError("ours")

    monkeypatch.setattr(type(BUILT_IN[1]), "__call__", call)
    document = Document(text=TEXT)
    with pytest.raises(ValueError, match="ours"):
        list(Suggester(load_knowledge(), load_schema()).analyse(document, sentences(document)))


@pytest.mark.parametrize(
    ("give", "said"),
    [
        (lambda s: None, "gave None; a rule gives candidates, or an empty list"),
        (lambda s: 7, "TypeError: 'int' object is not iterable"),
        (lambda s: ["claim"], "gave 'str', which is no Candidate"),
        (lambda s: [candidate(s, start=s.end, end=s.end + 5)], "which is no part of the sentence at"),
        (lambda s: [candidate(s, start=s.start - 3)], "which is no part of the sentence at"),
        (lambda s: [candidate(s, start=s.start, end=s.start)], "which is no part of the sentence at"),
        (lambda s: [candidate(s, start="0")], "a wrong value: Expected `int`, got `str` - at `$.start`"),
        (lambda s: [candidate(s, score=1.5)], "gave the score 1.5; a score is a share from 0 to 1"),
        (lambda s: [candidate(s, score=float("nan"))], "gave the score nan"),
        (lambda s: [candidate(s, label="shout")], "the label 'shout', which the schema claims does not"),
        (lambda s: [candidate(s, type="loud")], "opinion · loud, a type that the schema claims does not"),
        (lambda s: [candidate(s, rule="claim")], "in the name of 'claim'; write rule=self.id"),
        (lambda s: [candidate(s, reason=" ")], "without a reason"),
        (lambda s: [candidate(s, source=object())], "gave a candidate with a wrong value"),
        (lambda s: [candidate(s, spans=(Piece("cue", 5, 9999),))], "with a piece at 5..9999"),
        (lambda s: [candidate(s, spans=("cue",))], "gave a candidate with a wrong value"),
        (lambda s: [candidate(s, attributes=[("kind", 3)])], "gave a candidate with a wrong value"),
    ],
)
def test_what_is_no_good_candidate_is_left_out_and_named(give: Callable[[Sentence], Any], said: str) -> None:
    found, (trouble,) = run(give)
    assert found == []
    assert said in trouble.said
    assert "\n" not in trouble.said


class Nameless:
    """A rule that loses its id."""

    @property
    def id(self) -> str:
        raise LookupError("lost")

    def __call__(self, sentence: Sentence, context: object) -> Iterable[Candidate]:
        return [candidate(sentence)]


def test_a_rule_that_cannot_tell_its_id_is_named_by_its_class() -> None:
    troubles = Troubles()
    using = Suggester(load_knowledge(), load_schema(), (Nameless(), *BUILT_IN), troubles=troubles)
    document = Document(text=TEXT)
    assert all(
        c.rule != "own" for each in using.analyse(document, sentences(document)) for c in each.candidates
    )
    (trouble,) = troubles
    assert (trouble.rule, trouble.said[:17]) == ("Nameless", "LookupError: lost")


def test_good_candidates_stay_beside_a_bad_one() -> None:
    found, (trouble,) = run(lambda s: [candidate(s, score=2), candidate(s)])
    assert (len(found), trouble.count) == (2, 2)


def test_a_rule_that_never_stops_giving_is_cut_short() -> None:
    def call(sentence: Sentence) -> Iterable[Candidate]:
        for score in itertools.count():
            yield candidate(sentence, score=min(1.0, score / 1e6))

    found, (trouble,) = run(call)
    assert len(found) == 2
    assert trouble.said == f"gave more than {MOST} candidates for one sentence; the rest is left out"


# ------------------------------------------------------------ entry points


def package(folder: Path, name: str, code: str, points: str) -> None:
    """A package as pip would install it: a module, and the metadata that names its entry points."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[annotator.rules]\n{points}\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages on the path."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.mark.parametrize(
    ("code", "point", "said"),
    [
        ("x = 1/0", "a = {}:Rule", "ZeroDivisionError: division by zero ("),
        ("", "a = {}:Rule", "AttributeError: "),
        ("", "a = {}_not_there:Rule", "ModuleNotFoundError: No module named"),
        ("Rule = 7", "a = {}:Rule", "int is no rule; it needs an id and must be callable"),
        ("class Rule:\n  id = 'a'", "a = {}:Rule", "Rule is no rule; it needs an id and must be callable"),
        ("def rule(s, c): ...", "a = {}:rule", "function is no rule; it needs an id"),
        (
            "class Rule:\n  id = 'a b'\n  def __call__(self, s, c): return []",
            "a = {}:Rule",
            "'a b' is no id of a rule; write one word",
        ),
        (
            "class Rule:\n  id = 'claim'\n  def __call__(self, s, c): return []",
            "a = {}:Rule",
            "there is a rule claim already; give it another id",
        ),
        ("class Rule:\n  def __init__(self): raise OSError('x')", "a = {}:Rule", "OSError: x ("),
    ],
)
def test_a_package_that_cannot_be_loaded_is_named_and_the_built_in_rules_stay(
    site: Path, code: str, point: str, said: str
) -> None:
    name = f"plug_{abs(hash((code, point, said)))}"
    package(site, name, code, point.format(name))
    troubles = Troubles()
    assert installed(troubles) == BUILT_IN
    (trouble,) = troubles
    assert trouble.rule == "a"
    assert said in trouble.said


def test_a_rule_and_a_class_that_makes_one_are_both_taken(site: Path) -> None:
    code = "class Rule:\n  id = 'own'\n  def __call__(self, s, c): return []\nrule = Rule()\nrule.id = 'two'"
    package(site, "plug_two", code, "a = plug_two:Rule\nb = plug_two:rule")
    troubles = Troubles()
    assert [rule.id for rule in installed(troubles)[len(BUILT_IN) :]] == ["own", "two"]
    assert list(troubles) == []
