"""The rules of a project: its judgements, what is muted, what failed."""

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.api import suggester, suggestions
from annotator.errors import SchemaError, UsageError
from annotator.model import Candidate, Document, Event
from annotator.resources import shipped
from annotator.session import Desk, Session
from annotator.session.learning import learned_of
from annotator.session.rule_book import Share
from annotator.store import Store

ONE = Document(
    text="The minister noted that Norway, a member of the EU, had agreed.\nExports fell by 34 per cent in 2021.",
    name="one.txt",
    date=datetime.date(2022, 1, 7),
)
TWO = Document(
    text="The envoy noted that Norway, an EU member, had left.\nExports fell by 34 per cent in 2020.",
    name="two.txt",
    date=datetime.date(2022, 1, 8),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "a.db", "ann") as made:
        made.add(ONE)
        made.add(TWO)
        yield made


def again(session: Session, annotator: str = "ann") -> Session:
    """The same database, opened anew."""
    session.close()
    return Session.open(session.path, annotator)


def of_rule(desk: Desk, rule: str) -> tuple[int, Candidate, int]:
    """The first candidate of a rule: sentence, candidate, rank."""
    return next(
        (index, candidate, rank)
        for index in range(desk.count)
        for rank, candidate in enumerate(desk.suggestions(index).candidates, 1)
        if candidate.rule == rule
    )


def reject(session: Session, document: Document, rule: str) -> Candidate:
    desk = session.desk(document.id)
    index, candidate, rank = of_rule(desk, rule)
    desk.reject(index, candidate, rank)
    return candidate


def row(rows: tuple[Share, ...], name: str) -> Share:
    return next(each for each in rows if each.name == name)


def test_every_rule_is_listed_before_anything_is_judged(session: Session) -> None:
    report = session.rule_book.report()
    assert {"claim", "attribution", "membership"} <= {each.name for each in report.rules}
    assert {(each.accepted, each.rejected, each.measured) for each in report.rules} == {(0, 0, None)}
    assert (report.cues, report.aliases, report.muted, report.failures) == ((), (), (), ())


def test_judgements_count_for_rule_cue_and_name(session: Session) -> None:
    reject(session, ONE, "membership")
    reject(session, TWO, "membership")
    desk = session.desk(ONE.id)
    index, candidate, rank = of_rule(desk, "attribution")
    desk.accept(index, candidate, rank)
    session._store.flush()
    report = session.rule_book.report()
    membership = row(report.rules, "membership")
    assert (membership.accepted, membership.rejected, membership.measured) == (0, 2, 0.0)
    assert membership.expected is not None
    assert membership.expected > 0.7
    assert membership.shipped is not None
    assert 0 <= membership.low < membership.high < 0.7
    assert row(report.aliases, "Norway").rejected == 2
    assert (row(report.cues, "note").accepted, row(report.cues, "note").rejected) == (1, 0)


def test_what_was_taken_back_counts_no_more(session: Session) -> None:
    reject(session, ONE, "membership")
    desk = session.desk(ONE.id)
    assert desk.undo() is not None
    session._store.flush()
    assert row(session.rule_book.report().rules, "membership").rejected == 0


def test_every_annotator_counts(session: Session) -> None:
    reject(session, ONE, "membership")
    with again(session, "bob") as other:
        reject(other, ONE, "membership")
        other._store.flush()
        assert row(other.rule_book.report().rules, "membership").rejected == 2


def test_the_next_session_shows_lower_scores_and_counts_from_the_shipped_ones(session: Session) -> None:
    before = reject(session, ONE, "membership")
    with again(session) as second:
        shown = of_rule(second.desk(TWO.id), "membership")[1]
        assert shown.score < shown.shipped
        assert shown.told_source.endswith(f"; here 0 of 1 accepted, as shipped {shown.shipped:.2f}")
        reject(second, TWO, "membership")
        with again(second) as third:
            membership = row(third.rule_book.report().rules, "membership")
            assert membership.expected == pytest.approx((before.score + shown.shipped) / 2, abs=0.002)


def test_examples_of_what_was_rejected_are_shown_latest_first(session: Session) -> None:
    reject(session, ONE, "membership")
    reject(session, TWO, "membership")
    session._store.flush()
    (share,), examples = session.rule_book.about("rule", "membership")
    assert (share.name, share.rejected) == ("error/not-member", 2)
    assert [(each.document, each.words) for each in examples] == [
        ("two.txt", "Norway"),
        ("one.txt", "Norway"),
    ]
    assert examples[1].sentence.startswith("The minister noted that Norway")
    (share,), (example,) = session.rule_book.about("alias", "norway", limit=1)
    assert (share.name, example.document) == ("membership: error/not-member", "two.txt")


def test_the_report_shows_the_last_rejected_candidates_of_each_rule(session: Session) -> None:
    reject(session, ONE, "membership")
    reject(session, TWO, "membership")
    reject(session, ONE, "attribution")
    session._store.flush()
    found = session.rule_book.report(examples=1).examples
    assert sorted((each.rule, each.document) for each in found) == [
        ("attribution", "one.txt"),
        ("membership", "two.txt"),
    ]
    assert len(session.rule_book.report(examples=5).examples) == 3
    assert session.rule_book.report().examples == ()


def test_a_rule_that_there_is_not_is_refused_with_the_nearest_name(session: Session) -> None:
    with pytest.raises(UsageError, match="no rule called 'membershp'; did you mean membership"):
        session.rule_book.about("rule", "membershp")
    with pytest.raises(UsageError, match="no rule called 'xyzzy'; choose from attribution, claim"):
        session.rule_book.mute("rule", "xyzzy")


@pytest.mark.parametrize(
    ("what", "name", "listed", "rule"),
    [
        ("rule", "membership", "membership", "membership"),
        ("alias", "Norway", "Norway", "membership"),
        ("cue", "noted", "note", "attribution"),
    ],
)
def test_what_is_muted_is_left_out_and_listed_until_it_is_unmuted(
    session: Session, what: str, name: str, listed: str, rule: str
) -> None:
    assert session.rule_book.mute(what, name) == (listed, True)  # type: ignore[arg-type]
    with again(session) as muted:
        with pytest.raises(StopIteration):
            of_rule(muted.desk(ONE.id), rule)
        assert [(each.what, each.name) for each in muted.stats().muted] == [(what, listed)]
        assert [(each.what, each.name) for each in muted.rule_book.report().muted] == [(what, listed)]
        assert muted.rule_book.mute(what, name) == (listed, False)  # type: ignore[arg-type]
        assert muted.rule_book.unmute(what, name.upper() if what == "alias" else name) == listed  # type: ignore[arg-type]
        with again(muted) as heard:
            of_rule(heard.desk(ONE.id), rule)
            assert heard.stats().muted == ()


def test_only_what_is_muted_can_be_unmuted(session: Session) -> None:
    session.rule_book.mute("alias", "Chad")
    with pytest.raises(UsageError, match="the alias 'Norway' is not muted; muted are: Chad"):
        session.rule_book.unmute("alias", "Norway")


def test_the_weights_of_a_project_add_its_claims_up(session: Session, tmp_path: Path) -> None:
    text = shipped("schemas", "claim-worth.yaml").read_text(encoding="utf-8")
    (tmp_path / "w.yaml").write_text(
        text.replace("name: amount, label: share or amount", "name: amount, label: our share"), "utf-8"
    )
    session.rule_book.use_weights(tmp_path / "w.yaml")
    with again(session) as own:
        desk = own.desk(ONE.id)
        (claim,) = [each for each in desk.suggestions(1).candidates if each.rule == "claim"]
        assert "our share +" in claim.reason
        assert claim.source.startswith("weights of the project: ")
        assert own.rule_book.report().weights == "project"
        own.rule_book.use_weights(None)
        with again(own) as back:
            assert of_rule(back.desk(ONE.id), "claim")[1].source.startswith("schemas/claim-worth.yaml: ")


def test_weights_with_faults_are_not_taken(session: Session, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("steepness: 1\nstart: 0\nleast: 0.2\nparts: [{name: x}]\n", "utf-8")
    with pytest.raises(SchemaError, match=r"w\.yaml:4: "):
        session.rule_book.use_weights(tmp_path / "w.yaml")
    assert session.rule_book.report().weights == "shipped"


def test_a_rule_of_another_package_that_fails_is_told_once_and_stands_in_the_statistics(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    info = site / "plug_fails-1.dist-info"
    info.mkdir(parents=True)
    code = "class Fails:\n    id = 'fails'\n    def __call__(self, s, c):\n        raise ValueError('oh')\n"
    (site / "plug_fails.py").write_text(code)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plug-fails\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[annotator.rules]\nfails = plug_fails:Fails\n")
    monkeypatch.syspath_prepend(str(site))
    (now,) = session.stats().failures
    assert now.said == "ValueError: oh (plug_fails.py:4)", (
        "statistics look whether it fails, before anything else"
    )
    told: list[str] = []
    session.on_trouble = told.append
    desk = session.desk(ONE.id)
    assert [bool(desk.suggestions(index).candidates) for index in range(2)] == [True, True]
    assert told == ["the rule fails fails: ValueError: oh (plug_fails.py:4); the others go on"]
    with again(session) as later:
        (failure,) = later.stats().failures
        assert (failure.rule, failure.said, failure.count) == ("fails", "ValueError: oh (plug_fails.py:4)", 2)
        assert row(later.rule_book.report().rules, "fails").failed == failure.said
    (site / "plug_fails.py").write_text(code.replace("raise ValueError('oh')", "return ()"))
    del sys.modules["plug_fails"]
    with Session.open(session.path, "ann") as mended:
        mended.desk(ONE.id).suggestions(0)
        assert mended.stats().failures == ()


def test_a_rule_that_cannot_be_loaded_stands_in_the_statistics_and_among_the_rules(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "site" / "plug_broken-1.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "site" / "plug_broken.py").write_text("1 / 0\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plug-broken\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[annotator.rules]\nbroken = plug_broken:Rule\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    (failure,) = session.stats().failures
    assert (failure.rule, failure.said) == (
        "broken",
        "ZeroDivisionError: division by zero (plug_broken.py:1)",
    )
    assert row(session.rule_book.report().rules, "broken").failed == failure.said


def test_suggestions_with_a_database_are_those_that_its_desk_shows(session: Session) -> None:
    reject(session, ONE, "membership")
    session.rule_book.mute("cue", "noted")
    with again(session) as later:
        desk = later.desk(TWO.id)
        shown = [desk.suggestions(index).candidates for index in range(desk.count)]
    using = suggester(database=session.path)
    assert [each.candidates for each in suggestions(TWO, using)] == shown
    assert [each.candidates for each in suggestions(TWO, suggester())] != shown


def test_what_a_log_taught_is_read_again_only_when_the_log_grew(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    events = Store.events

    def reading(store: Store, document: str, annotator: str) -> list[Event]:
        read.append(document)
        return events(store, document, annotator)

    monkeypatch.setattr(Store, "events", reading)
    reject(session, ONE, "membership")
    reject(session, TWO, "membership")
    session._store.flush()
    first = learned_of(session._store)
    read.clear()
    second = learned_of(session._store)
    assert read == []
    assert (second.rules, second.types, second.words) == (first.rules, first.types, first.words)
    desk = session.desk(TWO.id)
    assert desk.undo() is not None
    session._store.flush()
    read.clear()
    assert learned_of(session._store).rules["membership"].rejected == 1
    assert read == [TWO.id]
