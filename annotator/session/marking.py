"""Spans, relations, attributes and evidence: what is said about words rather than sentences."""

import datetime
from collections.abc import Iterator, Sequence

from annotator.errors import UsageError
from annotator.model import Annotation, Evidence, Mark, Related, Span
from annotator.schema import Relation
from annotator.session.deeds import Deed, excluded, labelling, setting, taking_off
from annotator.session.frames import mark_of, marking, relating, unframing
from annotator.session.hand import Gesture, Hand

CONFIDENCES = ("low", "medium", "high")
STANCES = ("supports", "refutes", "context")
MEDIA = ("web page", "document", "dataset", "video", "interview", "knowledge base", "other")
"""Usual ones; any other text may stand there as well."""
OWN = ("link", "verdict", "confidence", "as-of", "note")
"""Attributes that every annotation can have, whatever the schema says."""


class Marking(Hand):
    """The acts on spans. An annotation is named by its `Mark`.

    Every act raises UsageError where the schema or the text does not allow it, and then changes nothing.
    """

    # ------------------------------------------------------------ looking

    def annotation(self, mark: Mark) -> Annotation | None:
        """The annotation that holds at `mark`; None where there is none."""
        if not self.count:
            return None
        now = self.judged(self.at(mark.start))
        return next((each for each in now.annotations if each.mark == mark), None)

    def meant(self, label: str, spans: Sequence[Span], type: str = "") -> Mark:
        """What `mark` would set: the pieces in order, those that touch joined. Raises UsageError."""
        return mark_of(label, self._checked(spans), type)

    def relations(self, index: int | None = None) -> tuple[Related, ...]:
        """The relations with an end that starts in the sentence; without `index`, all of them."""
        found = self._history.relations()
        if index is None:
            return tuple(found)
        return tuple(
            each for each in found if index in (self.at(each.first.start), self.at(each.second.start))
        )

    def allowed(self, first: Mark, second: Mark | None = None) -> list[Relation]:
        """The relations of the schema that may go from `first`, and to `second` where it is given."""
        return [
            each
            for each in self.schema.relations
            if first.label in each.from_ and (second is None or second.label in each.to)
        ]

    # ------------------------------------------------------------ spans

    def mark(self, label: str, spans: Sequence[Span], type: str = "") -> Gesture:
        """Sets a label or kind of span on the words of `spans`; again: takes it off.

        Several spans, in any order, make one discontinuous annotation; those that touch are joined.
        """
        wanted = self.meant(label, spans, type)
        index = self.at(wanted.start)
        standing = self.annotation(wanted)
        if standing:
            return self._do(index, self._taking_off(standing))
        return self._do(index, self._marking(wanted))

    def mark_all(self, marks: Sequence[Mark]) -> Gesture:
        """Sets many at once, in one gesture; those that hold already are left as they are."""
        deeds = [deed for mark in marks if self.annotation(mark) is None for deed in self._marking(mark)]
        if not deeds:
            raise UsageError("all of these hold already")
        return self._do(self.at(deeds[0].span.start), deeds)

    def _marking(self, mark: Mark) -> list[Deed]:
        self._known(mark.label, mark.type)
        if self.schema.label(mark.label) is None:
            return [marking(mark)]
        standing = [each for each in self.judged(self.at(mark.start)).annotations if not each.part]
        gone = excluded(self.schema, mark.label, standing)
        first = labelling(mark.label, mark.type, mark.span, mark.pieces)
        return [first, *(deed for each in gone for deed in self._taking_off(each))]

    def take_off(self, mark: Mark) -> Gesture:
        """The annotation holds no more, nor do its relations."""
        standing = self._standing(mark)
        return self._do(self.at(mark.start), self._taking_off(standing))

    def _taking_off(self, annotation: Annotation) -> list[Deed]:
        """The label, and the spans that came with it when it was accepted."""
        gesture = self._history.gesture_of(annotation) if annotation.candidate else ()
        return [*unframing(annotation, gesture), taking_off(annotation)]

    def change(self, mark: Mark, new: Mark) -> Gesture:
        """Gives an annotation other words or another label; all that it carries goes along."""
        old = self._standing(mark)
        self._known(new.label, new.type)
        target = mark_of(new.label, self._checked(new.pieces or (new.span,)), new.type)
        if old.part == (self.schema.label(new.label) is not None):
            raise UsageError(
                f"{mark.label} cannot become {new.label}: one is a label, the other a kind of span"
            )
        if target == mark:
            raise UsageError("nothing to change: label and words are the same")
        if self.annotation(target):
            raise UsageError(f"there is such a {target.label} on these words already; take one of them off")
        deeds = [Deed("change", mark.span, first=mark, second=target)]
        for each in self._history.relations():
            if mark in (each.first, each.second):
                ends = [target if end == mark else end for end in (each.first, each.second)]
                deeds.append(relating("unrelate", each.label, each.first, each.second))
                if any(relation.name == each.label for relation in self.allowed(*ends)):
                    deeds.append(relating("relate", each.label, *ends))
        return self._do(self.at(target.start), deeds)

    # ------------------------------------------------------------ relations

    def relate(self, relation: str, first: Mark, second: Mark) -> Gesture:
        """A relation of the schema from one annotation to another; again: takes it away."""
        for mark in (first, second):
            self._standing(mark)
        if first == second:
            raise UsageError("both ends are the same; choose another end")
        if all(each.name != relation for each in self.allowed(first, second)):
            names = ", ".join(each.name for each in self.allowed(first, second)) or "none"
            raise UsageError(
                f"no relation {relation!r} from {first.label} to {second.label}; the schema allows: {names}"
            )
        held = any(
            (each.label, each.first, each.second) == (relation, first, second)
            for each in self._history.relations()
        )
        return self._do(
            self.at(first.start), [relating("unrelate" if held else "relate", relation, first, second)]
        )

    # ------------------------------------------------------------ what an annotation carries

    def set(self, mark: Mark, name: str, value: str) -> Gesture:
        """Gives an annotation an attribute; an empty value takes it off."""
        self._standing(mark)
        value = value.strip()
        if value:
            self._check_value(mark.label, name, value)
        return self._do(self.at(mark.start), [setting(mark, name, value)])

    def link(self, mark: Mark, entity: str) -> Gesture:
        """Says which entity an annotation means; a kind of span that is not there yet is set. Empty: none."""
        deeds = (
            [] if self.annotation(mark) else self._marking(mark_of(mark.label, self._checked([mark.span])))
        )
        return self._do(self.at(mark.start), [*deeds, setting(mark, "link", entity)])

    def add_evidence(self, mark: Mark, evidence: Evidence, instead: Evidence | None = None) -> Gesture:
        """Adds a piece of evidence, in the place of another where there is one.

        Raises UsageError where all of it is empty or it is there already.
        """
        standing = self._standing(mark)
        if evidence == Evidence():
            raise UsageError("evidence needs something in it: an address, words or a note")
        if evidence.stance and evidence.stance not in STANCES:
            raise UsageError(f"no stance called {evidence.stance!r}; choose from {', '.join(STANCES)}")
        if evidence.retrieved:
            _check_day("retrieved", evidence.retrieved)
        if evidence in standing.evidence:
            raise UsageError("this evidence is there already")
        deeds = [Deed("evidence", mark.span, first=mark, evidence=evidence)]
        if instead is not None and instead in standing.evidence:
            deeds.append(Deed("withdraw", mark.span, first=mark, evidence=instead))
        return self._do(self.at(mark.start), deeds)

    def withdraw(self, mark: Mark, evidence: Evidence) -> Gesture:
        """Takes a piece of evidence back."""
        if evidence not in self._standing(mark).evidence:
            raise UsageError("this evidence is not there")
        return self._do(self.at(mark.start), [Deed("withdraw", mark.span, first=mark, evidence=evidence)])

    # ------------------------------------------------------------ checking

    def _standing(self, mark: Mark) -> Annotation:
        found = self.annotation(mark)
        if found is None:
            raise UsageError(f"there is no {mark.label} at {mark.start}..{mark.end}")
        return found

    def _known(self, label: str, type: str) -> None:
        known = self.schema.label(label)
        spans = [each.name for each in self.schema.spans]
        if known is None and label not in spans:
            names = ", ".join([*(each.name for each in self.schema.labels), *spans])
            raise UsageError(f"no label or kind of span called {label!r}; choose from {names}")
        if type and not (known and known.has_type(type)):
            names = ", ".join(each.name for each in known.types) if known else ""
            raise UsageError(
                f"no type of {label} called {type!r}; choose from {names or 'none: it has no types'}"
            )

    def _checked(self, spans: Sequence[Span]) -> list[Span]:
        """In order, joined where they touch. Raises UsageError where one is no stretch of the text."""
        length = len(self.document.text)
        for span in spans:
            if not 0 <= span.start < span.end <= length:
                raise UsageError(
                    f"{span.start}..{span.end} is no stretch of the text, which is {length} long"
                )
        if not spans:
            raise UsageError("no words are selected")
        return list(_joined(sorted(spans)))

    def _check_value(self, label: str, name: str, value: str) -> None:
        known = self.schema.label(label)
        own = next((each for each in known.attributes if each.name == name), None) if known else None
        choices: tuple[str, ...] = own.values if own else ()
        if name == "verdict" and not own:
            choices = tuple(each.name for each in self.schema.verdicts)
        elif name == "confidence" and not own:
            choices = CONFIDENCES
        elif name == "as-of" and not own:
            _check_day("as-of", value)
        elif own is None and name not in OWN:
            names = ", ".join([*(each.name for each in (known.attributes if known else ())), *OWN])
            raise UsageError(f"{label} has no attribute {name!r}; choose from {names}")
        if choices and value not in choices:
            raise UsageError(f"{name} cannot be {value!r}; choose from {', '.join(choices)}")


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    current = spans[0]
    for span in spans[1:]:
        if span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    yield current


def _check_day(name: str, value: str) -> None:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name} is {value!r}; write a day as 2022-01-07") from None
