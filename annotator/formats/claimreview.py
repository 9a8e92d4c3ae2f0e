"""ClaimReview as JSON-LD: a review for each claim with a verdict, as schema.org has it.

What Google requires is there or nothing is written of a claim: claimReviewed, the rating's name, and url,
which is the claim's attribute `url`, else the address of the document. https://schema.org/ClaimReview
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import ReadError
from annotator.formats.claims import Claim, claim_document, claims_of, words
from annotator.formats.joining import united
from annotator.formats.jsonfile import as_list, json_members
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Evidence
from annotator.patterns import regex

ANYBODY = "claimreview"
"""Whose the verdicts are that name no author."""

UNKNOWN = "1970"
"""The year of a judgement whose time nobody knows."""
_HEAD = b'{"@context":"https://schema.org","@graph":['
_HOLDERS = ("@graph", "dataFeedElement", "item", "itemListElement", "claims")
_VOCABULARY = regex(r"(?:schema:|https?://schema\.org/)")
_SCALE = {"refuted": 1, "conflicting": 3, "supported": 5}
"""The rating of a verdict, from 1 to 5; others have a name only."""


def write_claimreview(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """One graph of reviews. A claim that lacks what is required is left out and counted."""
    losses, encoder = Losses(), json.Encoder()
    out.write(_HEAD)
    between = b"\n"
    for annotated in documents:
        for claim in claims_of(annotated, losses):
            url = claim.attribute("url") or annotated.document.source
            if not url.startswith(("https://", "http://")):
                losses.lose(annotated, "claims without the address that a ClaimReview requires (url)")
                continue
            details = sum(bool(each.retrieved or each.medium or each.note) for each in claim.mark.evidence)
            losses.lose(annotated, "media, days and notes of evidence", details)
            out.write(between + encoder.encode(_review(claim, url)))
            between = b",\n"
    out.write(b"\n]}\n")
    return losses


def _review(claim: Claim, url: str) -> dict[str, Any]:
    document = claim.document
    appearance = _filled({"@type": "CreativeWork", "url": document.source, "headline": document.title})
    item = {
        "@type": "Claim",
        "author": _filled({"@type": "Person", "name": claim.speaker}),
        "datePublished": document.date.isoformat() if document.date else "",
        "appearance": appearance,
    }
    review = {
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": claim.text,
        "datePublished": "" if claim.mark.time.startswith(UNKNOWN) else claim.mark.time[:10],
        "author": {"@type": "Person", "name": claim.annotator},
        "reviewRating": _rating(claim.verdict),
        "itemReviewed": _filled(item),
        "reviewBody": claim.attribute("note"),
        "citation": [cited for each in claim.mark.evidence if (cited := _citation(each))],
        "inLanguage": document.language,
    }
    return _filled(review)


def _rating(verdict: str) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict}
    if verdict in _SCALE:
        rating |= {"ratingValue": _SCALE[verdict], "bestRating": 5, "worstRating": 1}
    return rating


def _citation(evidence: Evidence) -> dict[str, Any]:
    said = {"url": evidence.url, "archivedAt": evidence.archived, "text": evidence.quote}
    return _filled({"@type": "CreativeWork", **said, "genre": evidence.stance})


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is empty; nothing at all where only its type would be left."""
    filled = {key: value for key, value in record.items() if value not in ("", None, [], {})}
    return filled if set(filled) != {"@type"} else {}


def read_claimreview(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """A document for each review, whatever holds them: a graph, a list, a page or a feed of data."""
    return united(_documents(data, name))


def _documents(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    rest: dict[str, Any] = {}
    number = 0
    for number, review in enumerate(_found(data, name, rest), 1):
        place = f"{name}: review {number}"
        faults: list[str] = []
        try:
            yield _read(review, place, number, faults)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend it or take it out")
        for each in faults:
            yield ReadError(f"{place}: {each}")
    if not number and rest.get("@graph") != []:
        raise ReadError(f"{name}: holds no ClaimReview")


def _found(data: BinaryIO, name: str, rest: dict[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The reviews as they are read; of an object, `rest` becomes what is no list that may hold them."""
    for key, listed, value in json_members(data, name):
        if not key:  # a list, or what follows the first object
            yield from _reviews(rest)
            rest.clear()
            yield from _reviews(value)
        elif listed and key in _HOLDERS:
            yield from _reviews(value)
        elif listed:
            rest.setdefault(key, []).append(value)
        else:
            rest[key] = value
    yield from _reviews(rest)


def _reviews(value: Any) -> Iterator[Mapping[str, Any]]:
    """The reviews in whatever holds them: a page, an article, a feed, and what they have within them."""
    if isinstance(value, list):
        for each in value:
            yield from _reviews(each)
    elif isinstance(value, dict):
        if any(_local(each) == "ClaimReview" for each in as_list(value.get("@type"))):
            yield value if "claimReviewed" in value else _locally(value)
        elif isinstance(value.get("claimReview"), list):
            yield from (_of_the_tools(value, each) for each in value["claimReview"] if isinstance(each, dict))
        else:
            for each in value.values():
                yield from _reviews(each)


def _local(name: Any) -> str:
    """A name without the vocabulary that it is of: of `schema:Rating` or `https://schema.org/Rating` the end."""
    return _VOCABULARY.sub("", name) if isinstance(name, str) else ""


def _locally(value: Any) -> Any:
    """A value with the names in it without their vocabulary."""
    if isinstance(value, list):
        return [_locally(each) for each in value]
    if isinstance(value, dict):
        return {_local(key): _locally(each) for key, each in value.items()}
    return value


def _word(value: Any) -> str:
    """A text, also where it is the first of a list or told with its language."""
    first = next(iter(as_list(value)), None)
    return words(first.get("@value")) if isinstance(first, dict) else words(first)


def _of_the_tools(claim: Mapping[str, Any], review: Mapping[str, Any]) -> Mapping[str, Any]:
    """A review of the Fact Check Tools API as schema.org has it."""
    publisher = _one(review.get("publisher"))
    return {
        "claimReviewed": claim.get("text"),
        "itemReviewed": {"author": {"name": claim.get("claimant")}, "datePublished": claim.get("claimDate")},
        "reviewRating": {"alternateName": review.get("textualRating")},
        "author": {"name": words(publisher.get("name")) or words(publisher.get("site"))},
        "datePublished": review.get("reviewDate"),
        "url": review.get("url"),
        "inLanguage": review.get("languageCode"),
        "reviewBody": review.get("title"),
    }


def _read(review: Mapping[str, Any], place: str, number: int, faults: list[str]) -> AnnotatedDocument:
    item, rating = _one(review.get("itemReviewed")), _one(review.get("reviewRating"))
    value = rating.get("ratingValue")
    verdict = _word(rating.get("alternateName")) or _word(rating.get("name")) or _word(value)
    if not verdict and isinstance(value, int | float):
        verdict = str(value)
    if not verdict:
        raise ValueError("has no rating with a name (reviewRating, alternateName)")
    url = _word(review.get("url"))
    shown = _one(item.get("appearance") or item.get("firstAppearance"))
    source = _word(shown.get("url")) or _word(item.get("url")) or url
    about = {
        "title": _word(shown.get("headline")) or _word(shown.get("name")),
        "date": _word(item.get("datePublished")),
        "source": source,
        "author": ", ".join(filter(None, map(_name, as_list(item.get("author"))))),
        "language": _word(review.get("inLanguage")),
    }
    said = {"note": _word(review.get("reviewBody")), "url": url if url != source else ""}
    citations = [_evidence(each) for each in as_list(review.get("citation"))]
    author = review.get("author")
    who = _name(author) or _word(_one(author).get("url")) or ANYBODY
    evidence = tuple(each for each in citations if each != Evidence())
    claim, time = _word(review.get("claimReviewed")), _word(review.get("datePublished"))
    return claim_document(claim or None, verdict, about, place, number, who, said, evidence, time, faults)


def _name(value: Any) -> str:
    """The name of a person or organization, which may stand for itself."""
    first = next(iter(as_list(value)), None)
    return _word(first.get("name")) if isinstance(first, dict) else words(first)


def _one(value: Any) -> Mapping[str, Any]:
    """The object that a value is or begins with; a bare address is one with a url."""
    first = next(iter(as_list(value)), None)
    return first if isinstance(first, dict) else {"url": first} if isinstance(first, str) else {}


def _evidence(citation: Any) -> Evidence:
    one = _one(citation)
    return Evidence(
        url=words(one.get("url")),
        archived=words(one.get("archivedAt")),
        quote=words(one.get("text")),
        stance=words(one.get("genre")),
    )
