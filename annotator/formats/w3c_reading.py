"""W3C Web Annotations read back: a page, a collection or a list of annotations whose texts are in it.

A position counts where it and the quotation agree, else the one place of the quotation does. What nobody
tagged has its motivation for a label ('highlighting', 'commenting'), and what was said of it for a note.

A file that tells of one text after the other, as ours do, is read text by text; others are held in memory.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from msgspec import DecodeError, json

from annotator.errors import ReadError
from annotator.formats.extras import Pieces, from_extras
from annotator.formats.fields import name_day
from annotator.formats.flat import compose
from annotator.formats.jsonfile import as_list, json_members, json_value
from annotator.formats.units import Units
from annotator.model import AnnotatedDocument, Document, Span
from annotator.patterns import regex

ANYBODY = "unknown"
"""Whose the annotations are that name no creator."""

_HOLDERS = ("first", "items", "@graph", "rows")
"""Where an object has its annotations, the first of these that there is."""
_LISTS = ("", "items")
_CHARS = regex(r"char=([0-9]{1,9}),([0-9]{1,9})(?![0-9])")
_BLANKS = regex(r"(\s+)")
_NOWHERE = "None"
"""The source of a target that names none."""
_TAGGING = ("tagging", "classifying", "identifying", "")


def read_w3c(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents of a page, collection or list of annotations whose texts are in it."""
    if data.seekable():
        begun = data.tell()
        ordered = _is_ordered(json_members(data, name))
        data.seek(begun)
        if ordered:
            yield from _by_text(json_members(data, name), name)
            return
    annotations = _annotations(json_value(data.read(), name))
    if not annotations:
        raise ReadError(f"{name}: holds no annotations")
    yield from _documents(enumerate(annotations, 1), name)


def _is_ordered(members: Iterable[tuple[str, bool, Any]]) -> bool:
    """True for a list or page in which each text is followed by all that is said of it."""
    source, seen, ids = "", set[str](), set[str]()
    for key, listed, each in members:
        if key not in ("", *_HOLDERS):
            continue
        if (
            not listed
            or key not in _LISTS
            or not isinstance(each, dict)
            or not each.keys().isdisjoint(_HOLDERS)
        ):
            return False
        if found := _text(each):
            source, ids = found[0], set()
            if source in seen:
                return False
            seen.add(source)
        elif _is_link(each):
            if not all(isinstance(end, str) and end in ids for end in _linked(each)[:2]):
                return False
        elif {_source(_pieces(target)[0]) for target in as_list(each.get("target"))} != {source}:
            return False
        else:
            ids.add(str(each.get("id")))
    return bool(seen)


def _by_text(members: Iterable[tuple[str, bool, Any]], name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents of a file that is in order."""
    together: list[tuple[int, Mapping[str, Any]]] = []
    annotations = (each for key, listed, each in members if listed and key in _LISTS)
    for number, annotation in enumerate(annotations, 1):
        if together and _text(annotation):
            yield from _documents(together, name)
            together = []
        together.append((number, annotation))
    yield from _documents(together, name)


def _documents(
    annotations: Iterable[tuple[int, Mapping[str, Any]]], name: str
) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents of annotations that are numbered."""
    texts: dict[str, Document] = {}
    others: list[tuple[int, Mapping[str, Any]]] = []
    for number, annotation in annotations:
        if found := _text(annotation):
            texts.setdefault(found[0], found[1])
        else:
            others.append((number, annotation))
    page = _Page(texts)
    for links in (False, True):  # what they link must be known before
        for number, annotation in others:
            if _is_link(annotation) != links:
                continue
            targets = (None,) if links else as_list(annotation.get("target")) or (None,)
            for index, target in enumerate(targets):
                try:
                    if links:
                        page.link(annotation, number)
                    else:
                        page.add(annotation, target, f"{number} {index}")
                except (ValueError, DecodeError) as fault:
                    yield ReadError(f"{name}: annotation {number}: {fault}; mend it or take it out")
    for source, document in texts.items():
        yield compose(document, {who: found.layer() for who, found in page.found[source].items()})


class _Page:
    """What the annotations say of each text, by creator."""

    def __init__(self, texts: Mapping[str, Document]) -> None:
        self.found: dict[str, dict[str, Pieces]] = {source: {} for source in texts}
        self._texts = texts
        self._whose: dict[str, Pieces] = {}

    def add(self, annotation: Mapping[str, Any], target: Any, number: str) -> None:
        """An annotation of words, for one of its targets. Raises ValueError saying what it lacks."""
        targets = list(map(self._whole, _pieces(target)))
        source = _source(targets[0])
        if source not in self._texts:
            raise ValueError(f"the text of {source[:60]!r} is not in the file")
        text = self._texts[source].text
        spans = [
            _place(as_list(each["selector"]), text) if each.get("selector") else Span(0, len(text))
            for each in targets
        ]
        bodies = _bodies(annotation)
        names = list(filter(None, map(_name, bodies))) or [_untagged(annotation, bodies)]
        said = _said(annotation, bodies)
        found = self.found[source].setdefault(_creator(annotation), Pieces())
        for index, each in enumerate(names):
            first = annotation.get("id") if not index else None
            id_ = first if isinstance(first, str) and first not in self._whose else f"{number} {index}"
            for piece, span in enumerate(spans):
                found.add(f"{id_} {piece}" if piece else id_, span, each, said, id_ if piece else None)
            self._whose[id_] = found

    def _whole(self, target: Mapping[str, Any]) -> Mapping[str, Any]:
        """A target whose address is that of a text: without a `#char=4,8`, and with the only one if it has none."""
        source = _source(target)
        base, _, part = source.rpartition("#")
        if source == _NOWHERE and len(self._texts) == 1:
            return {**target, "source": next(iter(self._texts))}
        if source not in self._texts and base in self._texts:
            return {**target, "source": base, "selector": {"type": "FragmentSelector", "value": part}}
        return target

    def link(self, annotation: Mapping[str, Any], number: int) -> None:
        """A relation from the annotation that is its target to the one in its body."""
        first, linked, name = _linked(annotation)
        found = self._whose.get(first) if isinstance(first, str) else None
        if found is None or not isinstance(linked, str):
            raise ValueError(f"links {str(first)[:60]!r}, which is no annotation of the file")
        created = annotation.get("created")
        found.tie(name, first, linked, created if isinstance(created, str) else "")


def _is_link(annotation: Mapping[str, Any]) -> bool:
    return "linking" in as_list(annotation.get("motivation"))


def _linked(annotation: Mapping[str, Any]) -> tuple[Any, Any, str]:
    """What a link leads from, what it leads to, and its name."""
    bodies = [each for each in as_list(annotation.get("body")) if isinstance(each, dict)]
    linked = next((each.get("source") or each.get("id") for each in bodies if not _tag(each)), None)
    target = annotation.get("target")
    if isinstance(target, list) and len(target) == 2 and linked is None:  # Recogito: from one to the other
        target, last = target
        linked = last.get("id") or last.get("source") if isinstance(last, dict) else last
    first = target.get("id") or target.get("source") if isinstance(target, dict) else target
    return first, linked, next(filter(None, map(_tag, bodies)), "related")


def _pieces(target: Any) -> list[Mapping[str, Any]]:
    """The places that a target is composed of; most are one."""
    whole = target if isinstance(target, dict) else {"source": target}
    return [each for each in as_list(whole.get("items")) if isinstance(each, dict)] or [whole]


def _tag(body: Mapping[str, Any]) -> str:
    """The name that a body of a link gives to it; empty for any other."""
    value = body.get("value") if _purpose(body) in ("tagging", "classifying") else None
    return value if isinstance(value, str) else ""


def _source(target: Mapping[str, Any]) -> str:
    source = target.get("source") or target.get("id")
    source = source.get("id") if isinstance(source, dict) else source
    return source if isinstance(source, str) else _NOWHERE


def _bodies(annotation: Mapping[str, Any]) -> list[Any]:
    """The bodies, those of a choice or list one by one; `bodyValue` and Hypothesis' text and tags are bodies, too."""
    bodies: list[Any] = []
    for each in as_list(annotation.get("body")):
        items = each.get("items") if isinstance(each, dict) else None
        bodies += items if isinstance(items, list) else [each]
    bodies += [{"purpose": "tagging", "value": tag} for tag in as_list(annotation.get("tags"))]
    for said in (annotation.get("bodyValue"), annotation.get("text")):
        bodies += [{"purpose": "commenting", "value": said}] if isinstance(said, str) and said else []
    return bodies


def _untagged(annotation: Mapping[str, Any], bodies: list[Any]) -> str:
    """The motivation of what has no tag, else whether something is said of it. Raises ValueError for neither."""
    motives = [each for each in as_list(annotation.get("motivation")) if isinstance(each, str) and each]
    if motives:
        return motives[0]
    if any(isinstance(each, dict) and each.get("value") for each in bodies):
        return "commenting"
    if bodies:
        raise ValueError("has no body that is a tag")
    return "highlighting"


def _said(annotation: Mapping[str, Any], bodies: list[Any]) -> dict[str, Any]:
    """Kind, time, attributes and evidence: what the bodies say that are no tags."""
    attributes: dict[str, str] = {}
    evidence = []
    for body in bodies:
        if not isinstance(body, dict):
            continue
        purpose, value, label = _purpose(body), body.get("value"), body.get("label")
        if purpose == "assessing" and body.get("format") == "application/json" and isinstance(value, str):
            evidence.append(json.decode(value))
        elif purpose == "commenting" and isinstance(value, str) and value:
            attributes["note"] = f"{attributes['note']} / {value}" if "note" in attributes else value
        elif isinstance(label, str) and isinstance(value, str) and label:
            attributes[label] = value
    said = from_extras({"attributes": attributes, "evidence": evidence, "time": annotation.get("created")})
    return said | {"part": annotation.get("motivation") == "tagging" and _ours(bodies)}


def _ours(bodies: list[Any]) -> bool:
    """True for a kind of span as our writer has it; others tag without meaning that."""
    return any(isinstance(each, dict) and _purpose(each) == "tagging" for each in bodies)


def _annotations(value: Any) -> list[Any]:
    """The annotations of whatever holds them."""
    if isinstance(value, list):
        return [each for item in value for each in _annotations(item)]
    if not isinstance(value, dict):
        return []
    for key in _HOLDERS:
        if isinstance(value.get(key), dict | list):
            return _annotations(value[key])
    return [value]


def _text(annotation: Mapping[str, Any]) -> tuple[str, Document] | None:
    """The document that an annotation holds the text of, and its address; None for any other."""
    target, body = annotation.get("target"), annotation.get("body")
    if as_list(annotation.get("motivation")) != ["describing"] or not isinstance(body, dict):
        return None
    source = target.get("id") if isinstance(target, dict) else target
    text = body.get("value")
    if not isinstance(source, str) or not isinstance(text, str) or not text.strip():
        return None
    called = str(target.get("name") or "") if isinstance(target, dict) else ""
    language = body.get("language")
    language = language if isinstance(language, str) and language else "en"
    return source, Document(text=text, name=called or source, date=name_day(called), language=language)


def _creator(annotation: Mapping[str, Any]) -> str:
    """The name or address of the first creator: of the annotation, or of a body of it; Hypothesis has a user."""
    bodies = [each for each in as_list(annotation.get("body")) if isinstance(each, dict)]
    said = (annotation.get("creator"), *(each.get("creator") for each in bodies), annotation.get("user"))
    first = next((each for some in said for each in as_list(some)), "")
    if isinstance(first, dict):
        first = first.get("name") or first.get("id")
    return str(first or ANYBODY)


def _purpose(body: Mapping[str, Any]) -> str:
    """The first purpose of a body; empty where it has none."""
    return next((each for each in as_list(body.get("purpose")) if isinstance(each, str)), "")


def _name(body: Any) -> str:
    """The tag that a body is; empty for any other."""
    if isinstance(body, str):
        return body
    if not isinstance(body, dict) or _purpose(body) not in _TAGGING or body.get("label"):
        return ""
    value = body.get("value") or body.get("source") or body.get("id")
    return value if isinstance(value, str) else ""


def _place(selectors: list[Any], text: str) -> Span:
    """The stretch that the selectors agree on: the position, else the one place of the quotation.

    A position counts code points, or UTF-16 units where only so it is on the words.
    """
    position: Mapping[str, Any] = next(filter(None, map(_position, selectors)), {})
    quotation: Mapping[str, Any] = next(
        (each for each in selectors if _type(each) == "TextQuoteSelector"), {}
    )
    start: Any = position.get("start")
    end: Any = position.get("end")
    exact = quotation.get("exact")
    if _inside(start, end, text) and exact in (None, text[start:end]):
        return _refined(Span(int(start), int(end)), position, text)
    if not isinstance(exact, str) or not exact.strip():
        if not position:
            kinds = ", ".join(filter(None, map(_type, selectors))) or "none"
            raise ValueError(f"its selectors ({kinds[:60]}) tell no words of the text")
        raise ValueError(f"{start}..{end} is no stretch of the text, which is {len(text)} long")
    if (wide := Units(text).span(start, end)) and text[wide.start : wide.end] == exact:
        return _refined(wide, position, text)
    return _refined(_quoted(quotation, exact, text), quotation, text)


def _position(selector: Any) -> Mapping[str, Any]:
    """A selector with `start` and `end`: of positions, of `char=4,8`, of a range between two; empty for any other."""
    kind = _type(selector)
    if kind == "TextPositionSelector":
        return dict(selector)
    if kind == "FragmentSelector" and (found := _CHARS.match(str(selector.get("value")))):
        return {**selector, "start": int(found[1]), "end": int(found[2])}
    ends = [selector.get(f"{each}Selector") for each in ("start", "end")] if kind == "RangeSelector" else []
    if ends and all(_type(each) == "TextPositionSelector" for each in ends):
        return {**selector, "start": ends[0].get("start"), "end": ends[1].get("start")}
    return {}


def _type(selector: Any) -> str:
    return str(selector.get("type") or "") if isinstance(selector, dict) else ""


def _quoted(quotation: Mapping[str, Any], exact: str, text: str) -> Span:
    """The one place of a quotation; blanks and line ends are not the same in a browser. Raises ValueError."""
    before, after = (quotation.get(each) for each in ("prefix", "suffix"))
    around = [each if isinstance(each, str) else "" for each in (before, after)]
    for one, other in dict.fromkeys(((around[0], around[1]), ("", ""))):
        pattern = re.compile(f"{_loosely(one)}({_loosely(exact)}){_loosely(other)}")
        found = list(islice(pattern.finditer(text), 2))
        if len(found) == 1:
            return Span(*found[0].span(1))
        if found:
            break
    times = "more than once" if found else "not"
    raise ValueError(f"{exact[:40]!r} stands {times} in the text")


def _loosely(words: str) -> str:
    """A pattern for words, whatever blanks are between them."""
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in _BLANKS.split(words))


def _refined(span: Span, selector: Mapping[str, Any], text: str) -> Span:
    """The stretch within it that the selector goes on to select, if it does."""
    further = selector.get("refinedBy")
    if not isinstance(further, dict):
        return span
    inner = _place([further], text[span.start : span.end])
    return Span(span.start + inner.start, span.start + inner.end)


def _inside(start: Any, end: Any, text: str) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)
