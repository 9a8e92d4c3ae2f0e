"""An answer to a candidate remembers what the candidate rested on."""

from pathlib import Path

from annotator.model import Answered, Candidate, Document, Event, Span
from annotator.session.deeds import answering
from annotator.store import Store

CANDIDATE = Candidate(
    "error", 0, 7, 0.4, "membership", "r", "s", "not-member", shipped=0.9, basis=("alias Georgia",)
)


def test_an_answer_in_the_log_tells_the_shipped_score_and_what_the_candidate_rested_on(
    tmp_path: Path,
) -> None:
    document = Document(text="Georgia left.")
    deed = answering("reject", CANDIDATE, 1)
    event = deed.event(document.id, "ann", "2022-01-07T00:00:00.000000Z", "g", 0)
    with Store.open(tmp_path / "a.db") as store:
        store.add_document(document, [Span(0, 13)], "s", [event])
        (back,) = store.events(document.id, "ann")
        assert back == event
        assert back.candidate == Answered.to(CANDIDATE, 1)
        assert back.candidate is not None
        assert (back.candidate.shipped, back.candidate.basis) == (0.9, ("alias Georgia",))
        assert store.verify() == []


def test_an_answer_that_tells_neither_has_the_hash_that_it_always_had() -> None:
    event = Event(
        document="d",
        annotator="ann",
        time="2022-01-07T00:00:00.000000Z",
        gesture="g",
        kind="reject",
        start=4,
        end=9,
        candidate=Answered("membership", "error", "wrong-kind", 4, 9, 0.5, 2),
    )
    assert event.id == "f9358edc3fd2f7d34566050e86f73cdf6e2fcb28771ba6c9be4cb31a103811df"
