"""FEVER-shaped JSON lines: a claim, its label, and sets of evidence, each a page and a sentence of it.

Thorne, Vlachos, Christodoulopoulos, Mittal (2018), FEVER, NAACL. What
Climate-FEVER, FEVEROUS, HoVer, SciFact and VitaminC made of it is read as well.
"""

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

ANYBODY = "fever"
"""Whose the labels are: the format has no annotators."""

LABELS = {
    "supported": "SUPPORTS",
    "refuted": "REFUTES",
    "not-enough-evidence": "NOT ENOUGH INFO",
    "conflicting": "DISPUTED",
}
_VERDICTS = {label: verdict for verdict, label in LABELS.items()} | {
    "NOT_ENOUGH_INFO": "not-enough-evidence",
    "SUPPORTED": "supported",
}
_STANCES = {"SUPPORTS": "supports", "REFUTES": "refutes", "SUPPORT": "supports", "CONTRADICT": "refutes"}
_UNVERIFIABLE = ("NOT ENOUGH INFO", "not-checkable")
_SENTENCE = regex(r"sentence ([0-9]{1,9})")


def write_fever(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """A line a claim, numbered from 1; each piece of evidence is a set of its own."""
    losses, encoder, number = Losses(), json.Encoder(), 0
    for annotated in documents:
        for claim in claims_of(annotated, losses):
            number += 1
            others = sum(_place(each) != each for each in claim.mark.evidence)
            losses.lose(annotated, "all of evidence but address and sentence", others)
            losses.lose(annotated, "notes, kinds and addresses of claims", len(claim.mark.attributes) - 1)
            losses.lose(annotated, "speakers", bool(claim.speaker))
            out.write(encoder.encode(_record(claim, number)) + b"\n")
    return losses


def _place(evidence: Evidence) -> Evidence:
    """What FEVER can hold of it."""
    note = evidence.note if _SENTENCE.fullmatch(evidence.note) else ""
    return Evidence(url=evidence.url, note=note)


def _record(claim: Claim, number: int) -> dict[str, Any]:
    label = LABELS.get(claim.verdict, claim.verdict)
    return {
        "id": number,
        "verifiable": "NOT VERIFIABLE" if label in _UNVERIFIABLE else "VERIFIABLE",
        "label": label,
        "claim": claim.text,
        "evidence": [[_cited(each)] for each in claim.mark.evidence if _place(each) != Evidence()],
    }


def _cited(evidence: Evidence) -> list[Any]:
    sentence = _SENTENCE.fullmatch(evidence.note)
    return [None, None, evidence.url or None, int(sentence[1]) if sentence else None]


def read_fever(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """A document for each claim."""
    return united(_documents(data, name))


def _documents(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    for number, (place, record) in enumerate(json_records(data, name), 1):
        if isinstance(record, ReadError):
            yield record
            continue
        try:
            yield _read(record, place, number)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend the line or take it out")


def _read(record: Any, place: str, number: int) -> AnnotatedDocument:
    if not isinstance(record, dict):
        raise ValueError("is no object with a 'claim'")
    label = words(record.get("label")) or words(record.get("claim_label"))
    id_ = record.get("id", record.get("claim_id"))
    about = {"id": str(id_) if isinstance(id_, int | str) else ""}
    evidence = (*_sets(record), *_quoted(record.get("evidences")), *_named(record))
    verdict = _VERDICTS.get(label, label)
    return claim_document(record.get("claim"), verdict, about, place, number, ANYBODY, {}, evidence)


def _sets(record: Mapping[str, Any]) -> Iterator[Evidence]:
    """Sets of [annotation, id, page, sentence] or of [page, sentence]; an empty page says that none was found."""
    for each in (*as_list(record.get("evidence")), *as_list(record.get("supporting_facts"))):
        pieces = as_list(each)
        for piece in [pieces] if pieces and not isinstance(pieces[0], list) else pieces:
            if isinstance(piece, list) and len(piece) in (2, 4):
                page, sentence = piece[-2:]
                note = f"sentence {sentence}" if isinstance(sentence, int) and 0 <= sentence < 10**9 else ""
                if page or note:
                    yield Evidence(url=words(page), note=note)


def _named(record: Mapping[str, Any]) -> Iterator[Evidence]:
    """FEVEROUS: names of cells and sentences. SciFact: sentences of papers with a label. VitaminC: the words."""
    for each in as_list(record.get("evidence")):
        if isinstance(each, str) and each:
            yield Evidence(url=words(record.get("page")), quote=each)
        elif isinstance(each, Mapping) and isinstance(each.get("content"), list):
            for part in each["content"]:
                page, _, place = words(part).partition("_")
                if page:
                    yield Evidence(url=page, note=place.replace("_", " "))
        elif isinstance(each, Mapping):
            for paper, found in each.items():
                for one in as_list(found):
                    said = one if isinstance(one, Mapping) else {}
                    stance = _STANCES.get(words(said.get("label")), "context")
                    places = [str(number) for number in as_list(said.get("sentences"))]
                    yield Evidence(
                        url=str(paper), note=" ".join(["sentence", *places]) if places else "", stance=stance
                    )


def _quoted(evidences: Any) -> Iterator[Evidence]:
    """Climate-FEVER: sentences of articles, each with a label of its own."""
    for each in as_list(evidences):
        if isinstance(each, Mapping):
            stance = _STANCES.get(words(each.get("evidence_label")), "context")
            yield Evidence(url=words(each.get("article")), quote=words(each.get("evidence")), stance=stance)
