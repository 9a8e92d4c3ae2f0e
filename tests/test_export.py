"""What of a corpus is written: whose work, which labels, in which parts, under which names."""

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from work_support import fully_annotated

from annotator.cli import cli, main
from annotator.errors import UsageError
from annotator.formats.jsonl_corpus import read_jsonl_corpus, write_jsonl
from annotator.history import fold
from annotator.model import AnnotatedDocument, Candidate, Document
from annotator.schema import load_schema
from annotator.session import Session
from annotator.session.agreement import agreements, kappa
from annotator.session.choosing import NEGATIVE, Choice, renamed
from annotator.session.splitting import PARTS, divide, shares

TEXT = "The bloc met. One of its nine members is Chad. Nobody came."
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `export` in a folder whose database two annotators worked in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    for name in ("ann", "bo"):
        with Session.open(tmp_path / "annotations.db", name, load_schema()) as session:
            for number in range(10):
                document = Document(text=f"{TEXT} It is day {number}.", name=f"day-{number}.txt")
                session.add(document)
                desk = session.desk(document.id)
                desk.toggle(1, "claim" if name == "ann" or number % 2 else "opinion")
                if number < 3:
                    desk.toggle(0, "attribution")
                desk.reject(1, Candidate("error", 41, 45, 0.9, "r", "why", "list", type="wrong-kind"), 1)
    with pytest.MonkeyPatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()  # registers the commands
    return lambda *words: CliRunner().invoke(cli, ["export", *(str(word) for word in words)])


def lines(data: bytes | str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (data.encode() if isinstance(data, str) else data).splitlines()]


def read(path: Path) -> list[AnnotatedDocument]:
    with path.open("rb") as file:
        return list(read_jsonl_corpus(file, path.name))  # type: ignore[arg-type]


def test_only_the_work_of_those_named_is_written(run, tmp_path):
    assert run("--by", "bo", "-o", "c.jsonl").exit_code == 0
    assert {work.annotator for each in read(tmp_path / "c.jsonl") for work in each.works} == {"bo"}
    result = run("--by", "zoe")
    assert result.exit_code == 2
    assert "no annotator called 'zoe'; choose from ann, bo" in result.stderr


def test_the_one_with_the_last_word_speaks_alone_where_they_judged_and_nowhere_else(run, tmp_path):
    with Session.open(tmp_path / "annotations.db", "gold", load_schema()) as session:
        desk = session.desk(session.find("day-1.txt"))
        desk.merge(1)
        desk.toggle(1, "error", "wrong-kind")
    assert run("--gold", "gold", "-o", "c.jsonl").exit_code == 0
    found = {each.document.name: each for each in read(tmp_path / "c.jsonl")}
    said = {
        (work.annotator, a.label, sentence.end - sentence.start)
        for work in found["day-1.txt"].works
        for sentence in work.sentences
        for a in sentence.annotations
    }
    both = len("One of its nine members is Chad. Nobody came.")
    assert said == {
        ("gold", "error", both),
        ("ann", "attribution", len("The bloc met.")),
        ("bo", "attribution", len("The bloc met.")),
    }
    assert {work.annotator for work in found["day-4.txt"].works if work.sentences} >= {"ann", "bo"}
    assert len(found["day-4.txt"].works[0].sentences) == 4
    result = run("--gold", "zoe")
    assert result.exit_code == 2
    assert "no annotator called 'zoe'" in result.stderr


def test_only_the_labels_named_are_written_and_the_file_reads_back(run, tmp_path):
    assert run("--label", "claim", "-o", "c.jsonl").exit_code == 0
    found = read(tmp_path / "c.jsonl")
    labels = {a.label for each in found for work in each.works for s in work.sentences for a in s.annotations}
    assert labels == {"claim"}
    result = run("--label", "clam")
    assert "no label called 'clam'" in result.stderr


def test_only_judged_sentences_are_written(run):
    for line in lines(run("--judged", "--format", "jsonl").stdout):
        for work in line["annotators"]:
            assert work["sentences"]
            assert all(sentence["judged"] for sentence in work["sentences"])
            assert all("It is day" not in sentence["text"] for sentence in work["sentences"])


def test_rejected_candidates_can_be_written_as_negatives(run):
    (first, *_) = lines(run("--negatives", "--by", "ann").stdout)
    labels = [label for sentence in first["annotators"][0]["sentences"] for label in sentence["labels"]]
    (negative,) = (label for label in labels if label.get("attributes"))
    assert (negative["label"], negative["text"], negative["attributes"]) == (
        "error",
        "Chad",
        dict([NEGATIVE]),
    )


def test_pseudonyms_stay_the_same_and_tell_no_name(run, tmp_path):
    first, second = run("--pseudonyms").stdout, run("--pseudonyms").stdout
    assert first == second
    names = {work["annotator"] for line in lines(first) for work in line["annotators"]}
    assert names == {"A1", "A2"}
    assert '"ann"' not in first
    (tmp_path / "c.jsonl").write_text(first, encoding="utf-8")
    assert all(isinstance(each, AnnotatedDocument) for each in read(tmp_path / "c.jsonl"))


def test_a_split_puts_every_document_in_one_part_and_the_same_seed_in_the_same(run, tmp_path):
    assert run("--split", "60/20/20", "--seed", "7", "-o", "c.jsonl").exit_code == 0
    parts = {part: [each.document.name for each in read(tmp_path / f"c.{part}.jsonl")] for part in PARTS}
    assert sorted(name for names in parts.values() for name in names) == [
        f"day-{number}.txt" for number in range(10)
    ]
    assert [len(parts[part]) for part in PARTS] == [6, 2, 2]
    before = [(tmp_path / f"c.{part}.jsonl").read_bytes() for part in PARTS]
    run("--split", "60/20/20", "--seed", "7", "-o", "c.jsonl")
    assert [(tmp_path / f"c.{part}.jsonl").read_bytes() for part in PARTS] == before
    assert "name the first part" in run("--split", "60/20/20").stderr
    assert "is no split" in run("--split", "60/40", "-o", "d.jsonl").stderr


def test_the_data_card_tells_counts_meanings_agreement_and_licence(run, tmp_path):
    assert (
        run("-o", "c.jsonl", "--card", "card.md", "--licence", "CC BY 4.0", "--split", "8/1/1").exit_code == 0
    )
    card = (tmp_path / "card.md").read_text(encoding="utf-8")
    for line in (
        "| documents | 10 |",
        "| documents in train | 8 |",
        "| claim | 15 | States something that somebody could look up and find false. |",
        "| ann | 13 |",
        "| ann and bo | claim | 13 | 0.62 | 0.32 |",
        "| r | 0 | 20 |",
        "CC BY 4.0",
    ):
        assert line in card.splitlines(), line
    assert any(line.startswith("Never used: ") for line in card.splitlines())


def test_a_card_of_one_annotator_says_that_there_is_no_agreement(run, tmp_path):
    run("-o", "c.jsonl", "--card", "card.md", "--by", "ann")
    assert "No sentence was judged by two annotators." in (tmp_path / "card.md").read_text(encoding="utf-8")


COUNTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.builds(Counter, st.dictionaries(st.sampled_from(["claim", "error", "opinion"]), st.integers(1, 9))),
    max_size=40,
)


@given(COUNTS, st.integers(0, 99))
def test_the_order_of_the_documents_does_not_change_the_split(counts, seed):
    wanted = shares("70/20/10")
    placed = divide(counts, wanted, seed)
    assert placed == divide(dict(reversed(counts.items())), wanted, seed)
    assert placed.keys() == counts.keys()


def test_a_rare_label_is_spread_over_the_parts():
    counts = {str(n): Counter({"claim": 5} | ({"error": 1} if n < 10 else {})) for n in range(100)}
    for seed in range(5):
        placed = divide(counts, shares("60/20/20"), seed)
        rare = Counter(placed[str(n)] for n in range(10))
        assert rare == {"train": 6, "dev": 2, "test": 2}
        assert Counter(placed.values())["train"] in range(58, 63)


@pytest.mark.parametrize("text", ["", "80", "a/b/c", "0/0/0", "-1/1/1", "nan/1/1", "80/10/10/5"])
def test_what_is_no_split_is_refused(text):
    with pytest.raises(UsageError, match="is no split"):
        shares(text)


def test_kappa_is_one_for_the_same_and_nought_for_chance():
    assert kappa([(True, True), (False, False)]) == 1
    assert kappa([(True, True), (True, False), (False, True), (False, False)]) == 0
    assert kappa([(True, False), (False, True)]) == -1
    assert kappa([]) is None
    assert kappa([(True, True)]) is None


def back(documents: Iterator[AnnotatedDocument]) -> list[object]:
    out = io.BytesIO()
    write_jsonl(documents, out)
    return list(read_jsonl_corpus(io.BytesIO(out.getvalue()), "a.jsonl"))


@settings(deadline=None)
@given(fully_annotated(), st.booleans(), st.booleans(), st.sampled_from([(), ("claim",)]))
def test_whatever_is_chosen_can_be_read_back(annotated, judged, negatives, labels):
    for each in back(Choice(labels=labels, judged=judged, negatives=negatives)(iter([annotated]))):
        assert isinstance(each, AnnotatedDocument)


@settings(deadline=None)
@given(fully_annotated())
def test_under_other_names_the_log_still_leads_to_what_holds(annotated):
    (found,) = renamed([annotated], lambda name: f"z-{name}")
    for old, new in zip(annotated.works, found.works, strict=True):
        assert fold(found.sentences, new.events, found.document.text).sentences == new.sentences
        assert len(new.events) == len(old.events)
    assert back(iter([found])) == [found]


def test_two_annotators_are_compared_only_on_sentences_that_both_judged_as_they_are():
    assert agreements([]) == []
