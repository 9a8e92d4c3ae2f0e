"""Spans, relations, attributes and evidence come back from our own corpus as they were."""

import io

from hypothesis import HealthCheck, given, settings
from work_support import fully_annotated

from annotator.formats.jsonl_corpus import read_jsonl_corpus, write_jsonl
from annotator.formats.synthesis import log_of
from annotator.history import fold
from annotator.model import AnnotatedDocument, Judged

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def jsonl(*documents: AnnotatedDocument) -> bytes:
    out = io.BytesIO()
    write_jsonl(documents, out)
    return out.getvalue()


@PATIENT
@given(fully_annotated())
def test_jsonl_gives_back_all_that_holds_and_the_log_of_it(annotated):
    written = jsonl(annotated)
    (back,) = read_jsonl_corpus(io.BytesIO(written), "a.jsonl")
    assert back == annotated
    assert jsonl(back) == written


def said(sentences: tuple[Judged, ...]) -> list[object]:
    """What holds, without who and when."""
    return [
        (
            each.judged,
            {(a.mark, a.part, a.attributes, frozenset(map(str, a.evidence))) for a in each.annotations},
            {(r.label, r.first, r.second) for r in each.relations},
        )
        for each in sentences
    ]


@PATIENT
@given(fully_annotated())
def test_a_log_made_for_what_holds_leads_to_what_holds(annotated):
    for work in annotated.works:
        made = log_of(annotated.document, work.annotator, work.sentences)
        folded = fold(annotated.sentences, made.events, annotated.document.text).sentences
        assert said(folded) == said(made.sentences) == said(work.sentences)
