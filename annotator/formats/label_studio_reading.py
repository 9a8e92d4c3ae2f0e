"""Label Studio's exports read back: the full one and the short one (JSON-MIN), text and hypertext.

Regions of any control, a region's choices and texts as its attributes, choices for the whole text, relations.
Predictions and cancelled annotations are passed over. A region that is broken is named, its task goes on.
"""

from collections.abc import Hashable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded
from annotator.formats.extras import Pieces, from_extras, plainly
from annotator.formats.fields import field, make_document, plain
from annotator.formats.flat import Layer, compose
from annotator.formats.jsonfile import as_list, json_records
from annotator.formats.units import Units, read_sentences
from annotator.model import AnnotatedDocument, Span

_TYPED = ("", "type")
"""Controls whose choice for a region is the type of its label; that of any other is an attribute."""


def read_label_studio(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The tasks with a text; what is broken is yielded as a failure."""
    for number, (place, task) in enumerate(json_records(data, name), 1):
        if isinstance(task, ReadError):
            yield task
            continue
        faults: list[str] = []
        try:
            found = _read_task(task, name, place, number, faults)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend it or export it again")
            continue
        for each in faults:
            yield ReadError(f"{place}: {each}; mend it or take it out")
        yield found


def _read_task(task: Any, name: str, place: str, number: int, faults: list[str]) -> AnnotatedDocument:
    if not isinstance(task, dict):
        raise ValueError("is no task, which is an object with 'data'")
    data = task.get("data")
    short = not isinstance(data, dict)
    fields = data if isinstance(data, dict) else task
    record = {plain(str(key)): value for key, value in fields.items()}
    annotations = (
        [_from_short(task)] if short else as_list(task.get("annotations") or task.get("completions"))
    )
    text = _text(record, annotations, short)
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number)
    layers: dict[str, Layer] = {}
    for annotation in annotations:
        if isinstance(annotation, dict) and not annotation.get("was_cancelled"):
            found = _Annotation(text, faults).read(as_list(annotation.get("result")))
            who = _who(annotation)
            before = layers.get(who, Layer())
            layers[who] = Layer(before.marks + found.marks, before.ties + found.ties)
    sentences = read_sentences(fields, Units(text), text)
    return compose(document, layers, sentences, str(record.get("splitter") or "unknown"))


def _text(record: Mapping[str, Any], annotations: list[Any], short: bool) -> str:
    """The text of a task under its usual names, else the longest there is; of hypertext what a page shows."""
    hypertext = any(
        each.get("type") == "hypertextlabels" or "globalOffsets" in _dict(each.get("value"))
        for annotation in annotations
        if isinstance(annotation, dict)
        for each in as_list(annotation.get("result"))
        if isinstance(each, dict)
    )
    text = field(record, "text") or record.get("html") or record.get("data")
    if not isinstance(text, str):
        longest = max((v for v in record.values() if isinstance(v, str)), key=len, default="")
        if short or " " not in longest:
            raise ValueError("has no text; its 'data' must have one called 'text'")
        text = longest
    return _shown(text) if hypertext and "<" in text else text


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _key(id_: Any) -> str | int | None:
    """The id of a region; None for what can be none."""
    return id_ if isinstance(id_, str | int) else None


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _shown(markup: str) -> str:
    """The text of a page without its tags, as a browser counts it."""
    parser = _Shown()
    parser.feed(markup)
    parser.close()
    return "".join(parser.words)


def _from_short(task: Mapping[str, Any]) -> dict[str, Any]:
    """A task of the short export, as the annotation that it is."""
    results: list[dict[str, Any]] = []
    for control, value in task.items():
        for number, region in enumerate(as_list(value)):
            if not isinstance(region, dict) or "start" not in region:
                continue
            if any(key in region for key in ("labels", "hypertextlabels")):
                of = {"id": f"{control} {number}", "type": "labels", "from_name": control}
                results.append({**of, "value": region})
    return {"result": results, "completed_by": task.get("annotator")}


def _who(annotation: Mapping[str, Any]) -> str:
    """The annotator: our own key, else a user's address or name, else 'user 7'."""
    who = annotation.get("annotator") or annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    return f"user {who}" if isinstance(who, int) else str(who or "unknown")


class _Annotation:
    """The results of one annotation; what is wrong with them goes to `faults`."""

    def __init__(self, text: str, faults: list[str]) -> None:
        self._text, self._units = text, Units(text)
        self._faults = faults
        self._found = Pieces()
        self._names: dict[str | int | None, list[Hashable]] = {}
        """The entities of each region: one for each of its labels."""

    def read(self, results: list[Any]) -> Layer:
        """Regions first, then what is said of them, then relations."""
        found = [each for each in results if isinstance(each, dict)]
        types = self._types(found)
        for number, each in enumerate(found):
            if isinstance(each.get("value"), dict):
                self._try(self._region, each, number, types)
        for each in found:
            if isinstance(each.get("value"), dict):
                self._try(self._said, each)
            elif each.get("type") == "relation":
                self._try(self._relation, each)
        return self._found.layer()

    def _try(self, act: Any, *what: Any) -> None:
        try:
            act(*what)
        except ValueError as fault:
            self._faults.append(str(fault))

    def _types(self, results: list[dict[str, Any]]) -> dict[str | int | None, str]:
        """The type that a choice gives to the label of a region."""
        return {
            _key(each.get("id")): "/".join(map(str, as_list(each["value"].get("choices"))[:1]))
            for each in results
            if each.get("type") == "choices" and str(each.get("from_name") or "") in _TYPED
            if isinstance(each.get("value"), dict) and "start" in each["value"]
        }

    def _region(self, each: Mapping[str, Any], number: int, types: Mapping[str | int | None, str]) -> None:
        value, kind, id_ = each["value"], str(each.get("type")), _key(each.get("id"))
        if kind == "choices" and "start" not in value:
            for choice in filter(None, map(plainly, as_list(value.get("choices")))):
                self._found.add(("choice", number, choice), Span(0, len(self._text)), choice, {})
        names = as_list(value.get(kind if kind in value else "labels"))
        if kind in ("choices", "textarea", "rating", "number", "taxonomy") or not self._placed(value):
            return
        span = self._span(value)
        meta = _dict(each.get("meta"))
        said = from_extras(meta)
        said["time"] = said["time"] or plainly(meta.get("created"))
        said["part"] = each.get("from_name") == "span"
        for label in filter(None, map(plainly, names)):
            name = f"{label}/{types[id_]}" if types.get(id_) else label
            entity = (number if id_ is None else id_, name)
            self._found.add(entity, span, name, said, (_key(meta.get("mark")), name))
            self._names.setdefault(id_, []).append(entity)

    def _placed(self, value: Mapping[str, Any]) -> bool:
        return "start" in value or "globalOffsets" in value

    def _said(self, each: Mapping[str, Any]) -> None:
        """A choice or text of a region, as an attribute of its labels."""
        value, kind, control = each["value"], str(each.get("type")), str(each.get("from_name") or "")
        if kind not in ("choices", "textarea", "rating", "number", "taxonomy") or control in _TYPED:
            return
        words = plainly(value.get("text" if kind == "textarea" else kind))
        for entity in self._names.get(_key(each.get("id")), ()) if words else ():
            self._found.say(entity, control, words)

    def _relation(self, each: Mapping[str, Any]) -> None:
        first, second = _key(each.get("from_id")), _key(each.get("to_id"))
        ends: list[list[Hashable]] = [self._names.get(id_, [id_]) for id_ in (first, second)]
        if each.get("direction") == "left":
            ends.reverse()
        for name in list(filter(None, map(plainly, as_list(each.get("labels"))))) or ["related"]:
            self._found.tie(name, ends[0][0], ends[1][0])

    def _span(self, value: Mapping[str, Any]) -> Span:
        """A region in code points. Some exports count those: the words in it tell which it is."""
        place, words = value.get("globalOffsets"), value.get("text")
        place = place if isinstance(place, dict) else value
        start, end = place.get("start"), place.get("end")
        found = self._units.span(start, end)
        if found and (not isinstance(words, str) or _same(self._text[found.start : found.end], words)):
            return found
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
            if 0 <= start < end <= len(self._text) and _same(self._text[start:end], words):
                return Span(start, end)
            raise ValueError(f"{start}..{end} is not {words[:40]!r}")
        raise ValueError(f"{start!r}..{end!r} is no stretch of the text")


def _same(left: str, right: str) -> bool:
    """Line ends and blanks are not the same in a browser."""
    return left.split() == right.replace("\\n", "\n").split()
