"""Fitting the weights of the claim score to a project's own labels."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UsageError
from annotator.model import Document
from annotator.session import Session
from annotator.suggest.worth import load_worth

pytest.importorskip("sklearn", reason="needs the extra `learn`")

from annotator.session.fitting import fit

PLACES = ("Chad", "Norway", "Peru", "Oman", "Laos", "Mali", "Fiji", "Cuba")
BIRDS = (
    "The kite of {} circled over the marsh.",
    "A heron nested near the lake of {}.",
    "Nobody in {} saw the kite.",
    "In {} the kite and the heron share a marsh.",
)
MONEY = (
    "Exports of {} fell by {} per cent in 2021.",
    "The budget of {} was cut by {} million dollars.",
    "Some {1} workers voted in {0}.",
    "Taxes in {} rose by {} per cent.",
)


def article(number: int, size: int = 30) -> Document:
    chance = random.Random(number)
    lines = []
    for _ in range(size // 2):
        lines.append(chance.choice(BIRDS).format(chance.choice(PLACES)))
        lines.append(chance.choice(MONEY).format(chance.choice(PLACES), chance.randint(3, 99)))
    return Document(text="\n".join(lines), name=f"{number}.txt")


def judge(session: Session, document: Document, wanted: str) -> None:
    """This desk cares for birds, or for money: the sentences of that kind are its claims."""
    session.add(document)
    desk = session.desk(document.id)
    for index in range(desk.count):
        birds = any(word in desk.sentence(index).text for word in ("kite", "heron"))
        desk.toggle(index, "claim" if birds == (wanted == "birds") else "no-claim")
    session._store.flush()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "a.db", "ann") as made:
        yield made


def test_fewer_than_200_judged_sentences_are_refused_with_the_reason(session: Session) -> None:
    with pytest.raises(
        UsageError, match=r"^0 sentences are judged; fitting some fifty weights to fewer than 200"
    ):
        fit(session)
    for number in range(6):
        judge(session, article(number), "money")
    with pytest.raises(UsageError, match="180 sentences are judged"):
        fit(session)


def test_labels_that_are_all_alike_are_refused(session: Session) -> None:
    document = article(1, 220)
    session.add(document)
    desk = session.desk(document.id)
    for index in range(desk.count):
        desk.toggle(index, "claim")
    session._store.flush()
    with pytest.raises(UsageError, match="of 220 judged sentences 220 are claims"):
        fit(session)


def test_one_document_is_refused_since_nothing_can_be_held_out(session: Session) -> None:
    judge(session, article(1, 220), "money")
    with pytest.raises(UsageError, match="judge a second one"):
        fit(session)


def test_folds_hold_out_whole_documents_and_weights_that_saw_nothing_keep_their_sign(
    session: Session,
) -> None:
    for number in range(8):
        judge(session, article(number), "money")
    found = fit(session, folds=4)
    assert [(each.documents, each.sentences, each.claims) for each in found.folds] == [(2, 60, 30)] * 4
    assert (found.documents, found.sentences, found.claims) == (8, 240, 120)
    assert found.before == pytest.approx(1.0)
    assert found.after == pytest.approx(1.0)
    assert not found.better
    unused = {"telling", "opinion", "question", "wish"}
    for shipped, fitted in zip(load_worth().parts, found.worth.parts, strict=True):
        assert shipped.name == fitted.name
        if shipped.name in unused:
            assert fitted.weight * shipped.weight > 0


def test_what_the_desk_labels_otherwise_moves_the_weights_and_the_ranking(
    session: Session, tmp_path: Path
) -> None:
    """This desk cares for taxes and herons, and for nothing else."""
    for number in range(8):
        document = article(number)
        session.add(document)
        desk = session.desk(document.id)
        for index in range(desk.count):
            text = desk.sentence(index).text
            desk.toggle(index, "claim" if "Taxes" in text or "heron" in text else "no-claim")
    session._store.flush()
    found = fit(session)
    assert found.better
    assert found.after > found.before + 0.05
    path = tmp_path / "w.yaml"
    path.write_text(found.yaml, encoding="utf-8")
    assert load_worth(path) == found.worth
    assert any(part.source.endswith(" and fitted here") for part in found.worth.parts)
    session.rule_book.use_weights(path)
    assert session.rule_book.worth() == found.worth
    assert fit(session).before > found.before, "fitting starts from the weights in use"
