"""Label Studio's exports read back: the full one, the short one (JSON-MIN), tables; text, pages, dialogues.

Regions of any control, a region's choices, texts and notes as its attributes, choices for the whole text,
relations. What is said of the whole text by a control that is no choice is a label of the control's name.
Predictions, drafts, reviews, cancelled annotations and what marks pictures or sounds are passed over and counted.
What is broken is named, and its task goes on.
"""

from collections.abc import Hashable, Iterator, Mapping
from itertools import takewhile
from typing import Any, BinaryIO

from msgspec import DecodeError, json

from annotator.errors import ReadError
from annotator.formats.csv_documents import ROW, table_or_json
from annotator.formats.encodings import Decoded
from annotator.formats.extras import Pieces, from_extras, plainly
from annotator.formats.fields import NAMES, make_document, plain
from annotator.formats.flat import Layer, compose
from annotator.formats.joining import united
from annotator.formats.jsonfile import as_list
from annotator.formats.label_studio_texts import Shown
from annotator.formats.losses import Losses
from annotator.formats.units import Units, read_sentences
from annotator.model import AnnotatedDocument, Span

_TYPED = ("", "type")
"""Controls whose choice for a region is the type of its label; that of any other is an attribute."""
_SAYING = ("choices", "textarea", "rating", "number", "taxonomy", "datetime", "pairwise")
"""Results that say something of a region or of the whole text, and mark no words themselves."""
_FIELDS = {name for what, names in NAMES.items() if what != "id" for name in names}
_VALUES = {"textarea": "text", "pairwise": "selected"}
"""What holds the value of those that are not called as it is."""
NOBODY = "unknown"
"""Whose an annotation is that names nobody."""
_LONGEST = 100
"""Letters of a choice in a short export; anything longer was written."""
_TEXTUAL = ("labels", "hypertextlabels", "paragraphlabels")
"""Results that mark words; any other is of a picture, a sound, a table."""
_ASIDE = ("predictions", "drafts", "reviews")
"""What a task or an annotation has beside what is its annotators' word."""
_ABOUT = {"annotation_id", "annotator", "created_at", "updated_at", "lead_time", "id", "agreement", ROW}
"""Columns of a table that tell of an annotation."""
_OURS = {"sentences", "splitter"}
"""Those that we wrote ourselves."""


def read_label_studio(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The tasks with a text; what is broken is yielded as a failure, what has no place here counted.

    A short export has a record an annotation: those that follow one another are one document.
    """
    lost = Losses()
    yield from united(_documents(data, name, lost))
    yield lost


def _documents(data: BinaryIO, name: str, lost: Losses) -> Iterator[AnnotatedDocument | ReadError]:
    before, records = None, 0
    for number, (place, task) in enumerate(table_or_json(data, name), 1):
        if isinstance(task, ReadError):
            yield task
            continue
        id_ = task.get("id") if isinstance(task, dict) else None
        before, records = id_, records + 1 if id_ == before and id_ is not None else 1
        faults: list[str] = []
        try:
            found = _read_task(task, name, place, number, faults, lost, records)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend it or export it again")
            continue
        for each in faults:
            yield ReadError(f"{place}: {each}; mend it or take it out")
        yield found


def _read_task(
    task: Any, name: str, place: str, number: int, faults: list[str], lost: Losses, records: int
) -> AnnotatedDocument:
    """The document of a task, of which so many records were read with this one."""
    if not isinstance(task, dict):
        raise ValueError("is no task, which is an object with 'data'")
    data = task.get("data")
    short = not isinstance(data, dict)
    fields = data if isinstance(data, dict) else task
    record = {plain(str(key)): value for key, value in fields.items()}
    annotations = (
        [_from_short(task, lost)] if short else as_list(task.get("annotations") or task.get("completions"))
    )
    shown = Shown(record, hypertext=_is_hypertext(annotations), short=short)
    text = shown.text
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number, faults)
    layers: dict[str, Layer] = {}
    _count_aside(task, lost)
    for annotation in annotations:
        if not isinstance(annotation, dict) or "result" not in annotation:
            faults.append(f"{str(annotation)[:60]} is no annotation, which has a 'result'")
            continue
        _count_aside(annotation, lost)
        if annotation.get("was_cancelled"):
            lost["cancelled annotations"] += 1
            continue
        when = plainly(annotation.get("created_at"))
        found = _Annotation(shown, faults, lost, when).read(as_list(annotation["result"]))
        who = _who(annotation)
        if who == NOBODY:  # two that say nothing of themselves are not one
            others = len(layers) if NOBODY in layers else records - 1
            who = f"{NOBODY} {others + 1}" if others else NOBODY
        before = layers.get(who, Layer())
        layers[who] = Layer(before.marks + found.marks, before.ties + found.ties)
    sentences = read_sentences(fields, Units(text), text)
    return compose(document, layers, sentences, str(record.get("splitter") or "unknown"))


def _count_aside(record: Mapping[str, Any], lost: Losses) -> None:
    for key in _ASIDE:
        if count := sum(isinstance(each, dict) for each in as_list(record.get(key))):
            lost[key] += count


def _is_hypertext(annotations: list[Any]) -> bool:
    return any(
        each.get("type") == "hypertextlabels" or "globalOffsets" in _dict(each.get("value"))
        for annotation in annotations
        if isinstance(annotation, dict)
        for each in as_list(annotation.get("result"))
        if isinstance(each, dict)
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _key(id_: Any) -> str | int | None:
    """The id of a region; None for what can be none."""
    return id_ if isinstance(id_, str | int) else None


def _is_elsewhere(result: Mapping[str, Any]) -> bool:
    """True for a region of a picture, a sound or a table: a known kind of result that has no place in a text."""
    value, kind = result.get("value"), str(result.get("type"))
    if not isinstance(value, dict) or kind in (*_TEXTUAL, *_SAYING, "relation") or kind == "unknown":
        return False
    return "start" not in value and "globalOffsets" not in value


def _from_short(task: Mapping[str, Any], lost: Losses) -> dict[str, Any]:
    """A task of the short export, as the annotation that it is.

    Controls stand between the id and the annotator there. In a table the columns are sorted, so a choice looks
    like any other field, and is counted as `lost`.
    """
    names = [name for name in task if plain(str(name)) not in _FIELDS]
    after = names[names.index("id") + 1 :] if "id" in names and ROW not in task else []
    controls = set(takewhile(lambda name: name != "annotator", after)) if "annotator" in after else set()
    results: list[dict[str, Any]] = []
    for control, value in task.items():
        if ROW in task and isinstance(value, str) and value.startswith(("[{", '{"')):
            value = _decoded(value)  # noqa: PLW2901
        for number, said in enumerate(as_list(value)):
            kind = _kind(said, control in controls)
            if kind:
                content = said if isinstance(said, dict) else {kind.replace("textarea", "text"): said}
                of = {"id": f"{control} {number}", "type": kind, "from_name": control}
                results.append({**of, "value": content})
            elif ROW in task and said and plain(control) not in _FIELDS | _ABOUT | _OURS:
                lost[f"cells of the column {control!r}, which may be answers"] += 1
    about = {"completed_by": task.get("annotator"), "created_at": task.get("created_at")}
    return {"result": results, **about}


def _decoded(cell: str) -> Any:
    try:
        return json.decode(cell.encode("utf-8", "replace"))
    except (DecodeError, RecursionError):
        return cell


def _kind(said: Any, control: bool) -> str:
    """Which kind of result it is that a short export has under a name; empty for a field of the task."""
    if isinstance(said, dict):
        labels = next((key for key in said if key.endswith("labels")), "")
        told = labels or next((key for key in _SAYING if key in said), "")
        return told or ("textarea" if control and "text" in said else "unknown" if control else "")
    if not control or said is None or said == "":
        return ""
    if isinstance(said, str):
        return "choices" if len(said) <= _LONGEST and "\n" not in said else "textarea"
    return "number"


def _who(annotation: Mapping[str, Any]) -> str:
    """The annotator: our own key, else a user's address or name, else 'user 7'."""
    who = annotation.get("annotator") or annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    return f"user {who}" if str(who).isdecimal() else str(who or NOBODY)


class _Annotation:
    """The results of one annotation; what is wrong with them goes to `faults`, what marks no text to `lost`."""

    def __init__(self, shown: Shown, faults: list[str], lost: Losses, time: str) -> None:
        self._shown = shown
        self._faults, self._lost = faults, lost
        self._time = time
        self._found = Pieces()
        self._others = set[str | int | None]()
        """The regions of other texts of the task."""
        self._names: dict[str | int | None, list[Hashable]] = {}
        """The entities of each region: one for each of its labels."""

    def read(self, results: list[Any]) -> Layer:
        """Regions first, then what is said of them, then relations."""
        self._faults.extend(
            f"{str(each)[:60]} is no result" for each in results if not isinstance(each, dict)
        )
        found = self._of_text([each for each in results if isinstance(each, dict)])
        types = self._types(found)
        for number, each in enumerate(found):
            if isinstance(each.get("value"), dict):
                self._try(self._region, each, number, types)
            elif each.get("type") != "relation":
                self._faults.append(f"a result of the type {str(each.get('type'))[:40]!r} has no value")
        for each in found:
            if isinstance(each.get("value"), dict):
                self._try(self._said, each)
            elif each.get("type") == "relation":
                self._try(self._relation, each)
        return self._found.layer()

    def _of_text(self, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The results but those that mark a picture or a sound, and what is said of these."""
        ids = {_key(each.get("id")) for each in results if _is_elsewhere(each)} - {None}
        kept = []
        for each in results:
            ends = {_key(each.get(key)) for key in ("id", "from_id", "to_id")}
            if _is_elsewhere(each) or ends & ids:
                self._lost[f"results of the type {str(each.get('type'))[:40]!r}, which mark no words"] += 1
            else:
                kept.append(each)
        return kept

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
        if kind in _SAYING:
            if not self._placed(value):
                self._whole(each, number)
            return
        if other := self._shown.elsewhere(value):
            self._lost[f"results of the text {other[:40]!r}, beside the one that is read"] += 1
            self._others.add(id_)
            return
        names = list(filter(None, map(plainly, as_list(value.get(kind if kind in value else "labels")))))
        if not self._placed(value) or not names:
            raise ValueError(f"a result of the type {kind[:40]!r} puts no label on words, and is not taken")
        span = self._shown.span(value)
        meta = _dict(each.get("meta"))
        said = from_extras(meta)
        said["time"] = said["time"] or plainly(meta.get("created", self._time))
        said["part"] = each.get("from_name") == "span"
        if note := plainly(meta.get("text")):
            said["attributes"] = (*said["attributes"], ("note", note))
        for label in names:
            name = f"{label}/{types[id_]}" if types.get(id_) else label
            entity = (number if id_ is None else id_, name)
            self._found.add(entity, span, name, said, (_key(meta.get("mark")), name))
            self._names.setdefault(id_, []).append(entity)

    def _whole(self, each: Mapping[str, Any], number: int) -> None:
        """What is said of the whole text: a choice as it is, else a label with the control's name."""
        value, kind, control = each["value"], str(each.get("type")), str(each.get("from_name") or "")
        said = as_list(value.get(_VALUES.get(kind, kind)))
        span = Span(0, len(self._shown.text))
        if kind == "textarea":
            if words := plainly(said):
                name = control or "text"
                said_so = {"attributes": (("note", words),), "time": self._time}
                self._found.add(("text", number), span, name, said_so)
            return
        for one in said:
            word = "/".join(map(plainly, one)) if isinstance(one, list) else plainly(one)
            name = word if kind in ("choices", "taxonomy") else f"{control or kind}/{word}"
            if word:
                self._found.add((kind, number, name), span, name, {"time": self._time})

    def _placed(self, value: Mapping[str, Any]) -> bool:
        return "start" in value or "globalOffsets" in value

    def _said(self, each: Mapping[str, Any]) -> None:
        """A choice or text of a region, as an attribute of its labels."""
        value, kind, control = each["value"], str(each.get("type")), str(each.get("from_name") or "")
        if kind not in _SAYING or control in _TYPED or not self._placed(value):
            return
        words = plainly(value.get(_VALUES.get(kind, kind)))
        entities = self._names.get(_key(each.get("id")), ())
        if words and not entities and _key(each.get("id")) not in self._others:
            raise ValueError(f"{control} says {words[:40]!r} of a region that has no label")
        for entity in entities if words else ():
            self._found.say(entity, control, words)

    def _relation(self, each: Mapping[str, Any]) -> None:
        first, second = _key(each.get("from_id")), _key(each.get("to_id"))
        if {first, second} & (self._others - {None}):
            self._lost["relations of results of other texts"] += 1
            return
        ends: list[list[Hashable]] = [self._names.get(id_, [id_]) for id_ in (first, second)]
        if each.get("direction") == "left":
            ends.reverse()
        for name in list(filter(None, map(plainly, as_list(each.get("labels"))))) or ["related"]:
            self._found.tie(name, ends[0][0], ends[1][0])
            if each.get("direction") == "bi":
                self._found.tie(name, ends[1][0], ends[0][0])
