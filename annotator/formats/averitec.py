"""AVeriTeC-shaped JSON: a list of claims with label, justification, and questions with answers as evidence.

A piece of evidence is a question (its note) with one answer (its quote).
Schlichtkrull, Guo, Vlachos (2023), AVeriTeC, NeurIPS Datasets and Benchmarks.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import ReadError
from annotator.formats.claims import Claim, claim_document, claims_of, words
from annotator.formats.joining import united
from annotator.formats.jsonfile import as_list, json_records
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Evidence
from annotator.patterns import regex

ANYBODY = "averitec"
"""Whose the verdicts are: the format has no annotators."""

LABELS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not-enough-evidence": "Not Enough Evidence",
    "conflicting": "Conflicting Evidence/Cherrypicking",
}
_VERDICTS = {label.casefold(): verdict for verdict, label in LABELS.items()}
_DAY = regex(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


def write_averitec(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """A list of claims, in the fields and their order as the data set has them."""
    losses, encoder = Losses(), json.Encoder()
    between = b"[\n"
    for annotated in documents:
        losses.lose(annotated, "languages", annotated.document.language != "en")
        for claim in claims_of(annotated, losses):
            details = sum(bool(each.retrieved or each.stance) for each in claim.mark.evidence)
            losses.lose(annotated, "stances and days of evidence", details)
            out.write(between + encoder.encode(_record(claim)))
            between = b",\n"
    out.write(b"[]\n" if between == b"[\n" else b"\n]\n")
    return losses


def _record(claim: Claim) -> dict[str, Any]:
    document, kind = claim.document, claim.attribute("kind")
    day = document.date
    return {
        "claim": claim.text,
        "required_reannotation": False,
        "label": LABELS.get(claim.verdict, claim.verdict),
        "justification": claim.attribute("note"),
        "claim_date": f"{day.day}-{day.month}-{day.year:04}" if day else None,
        "speaker": claim.speaker or None,
        "original_claim_url": document.source or None,
        "cached_original_claim_url": None,
        "fact_checking_article": claim.attribute("url") or None,
        "reporting_source": document.title or None,
        "location_ISO_code": None,
        "claim_types": [kind] if kind else [],
        "fact_checking_strategies": [],
        "questions": [_question(each) for each in claim.mark.evidence],
    }


def _question(evidence: Evidence) -> dict[str, Any]:
    answer = {
        "answer": evidence.quote,
        "answer_type": "Extractive",
        "source_url": evidence.url or None,
        "cached_source_url": evidence.archived or None,
        "source_medium": evidence.medium or None,
    }
    return {"question": evidence.note, "answers": [answer]}


def read_averitec(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """A document for each claim."""
    return united(_documents(data, name))


def _documents(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    for number, (place, record) in enumerate(json_records(data, name), 1):
        if isinstance(record, ReadError):
            yield record
            continue
        faults: list[str] = []
        try:
            yield _read(record, place, number, faults)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend it or take it out")
        for each in faults:
            yield ReadError(f"{place}: {each}")


def _read(record: Any, place: str, number: int, faults: list[str]) -> AnnotatedDocument:
    if not isinstance(record, dict):
        raise ValueError("is no object with a 'claim'")
    label = words(record.get("label"))
    about = {
        "title": words(record.get("reporting_source")),
        "date": _day(words(record.get("claim_date"))),
        "source": words(record.get("original_claim_url")),
        "author": words(record.get("speaker")),
    }
    kinds = ", ".join(filter(None, map(words, as_list(record.get("claim_types")))))
    note, article = words(record.get("justification")), words(record.get("fact_checking_article"))
    said = {"note": note, "url": article, "kind": kinds}
    verdict = _VERDICTS.get(label.casefold(), label)
    evidence = tuple(_evidence(record.get("questions")))
    claim = record.get("claim")
    return claim_document(claim, verdict, about, place, number, ANYBODY, said, evidence, faults=faults)


def _day(text: str) -> str:
    """'25-8-2020' as 2020-08-25; what is no such day is left to whoever reads dates."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return text
    try:
        return datetime.date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return text


def _evidence(questions: Any) -> Iterator[Evidence]:
    for question in as_list(questions):
        if not isinstance(question, Mapping):
            continue
        for answer in as_list(question.get("answers")) or [{}]:
            if isinstance(answer, Mapping):
                yield Evidence(
                    url=words(answer.get("source_url")),
                    archived=words(answer.get("cached_source_url")),
                    quote=words(answer.get("answer")),
                    medium=words(answer.get("source_medium")),
                    note=words(question.get("question")),
                )
