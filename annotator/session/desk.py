"""One document under one annotator's hands."""

from collections.abc import Iterator, Sequence

from annotator.errors import UsageError
from annotator.model import Annotation, Candidate, Mark, Span, Suggestions
from annotator.session.deeds import Deed, answering, excluded, labelling, setting, taking_off
from annotator.session.frames import framing, unframing
from annotator.session.hand import Gesture, saved
from annotator.session.marking import Marking
from annotator.session.searching import places
from annotator.suggest.reach import unlooked


class Desk(Marking):
    """A document, its sentences, what holds on them, and the acts that change it.

    An act changes the desk at once, queues its events for the writer and returns. Acts and reading
    belong to one thread; `suggestions` and `describe` may be called from another meanwhile. What other
    processes write appears when the document is opened again.
    """

    def ready(self, index: int) -> Suggestions | None:
        """What is proposed for a sentence, at once; None where it is not computed yet."""
        return self._outline.ready(index)

    def suggestions(self, index: int) -> Suggestions:
        """What is proposed for a sentence, computed: not on the screen's thread."""
        return self._outline.suggestions(index)

    def describe(self, entity: str) -> list[str]:
        """The entity's facts at the document's date, a line each; none for an unknown one."""
        return self._suggester().knowledge.describe(entity, self.document.date)

    @property
    def unlooked(self) -> str:
        """What the shipped rules do not look for in the document's language, in words; empty: they look for all."""
        return unlooked(self.document.language)

    def answer(self, candidate: Candidate) -> str:
        """'accepted', 'rejected' or, where it is open, ''."""
        return self._history.answer(candidate.key)

    def next_unjudged(self, index: int) -> int | None:
        """The next sentence after `index` that is not judged, from the top again; None: all are."""
        return self._history.unjudged(index)

    def search(self, text: str, index: int, *, backwards: bool = False) -> int | None:
        """The first sentence from `index` on in which `text` begins, in small letters or capitals.

        Goes on at the other end; None where `text` is nowhere or empty. Any white space finds any.
        """
        return next(
            (found for found in self.searching(text, index, backwards=backwards) if found is not None), None
        )

    def searching(self, text: str, index: int, *, backwards: bool = False) -> Iterator[int | None]:
        """The same bit by bit: None for every piece of the text without it, at last the sentence."""
        if not self.count:
            return
        index = max(0, min(index, self.count - 1))
        if not backwards:
            at = self._history.span(index).start
        else:
            at = self._history.span(index + 1).start if index + 1 < self.count else len(self.document.text)
        for place in places(self.document.text, text, at, backwards=backwards):
            yield None if place is None else self._history.at(place)

    # ------------------------------------------------------------ answers

    def accept(self, index: int, candidate: Candidate, rank: int) -> Gesture:
        """Accepts a candidate, shown as number `rank`; again: takes it back. What its label excludes goes."""
        if self.answer(candidate) == "accepted":
            return self._do(index, [*self._unframing(candidate), answering("reopen", candidate, rank)])
        return self._do(index, self._accepting(index, [(candidate, rank)]))

    def reject(self, index: int, candidate: Candidate, rank: int) -> Gesture:
        """Rejects a candidate, shown as number `rank`; again: takes it back."""
        again = self.answer(candidate) == "rejected"
        deed = answering("reopen" if again else "reject", candidate, rank)
        return self._do(index, [*self._unframing(candidate), deed])

    def finish(
        self,
        index: int,
        marked: Sequence[tuple[Candidate, int]],
        refused: Sequence[tuple[Candidate, int]] = (),
    ) -> Gesture | None:
        """Accepts the marked candidates, rejects the refused ones and passes the sentence as judged.

        Each comes with its rank. None: nothing is marked, refused, answered or labelled, so nothing is
        judged. The gesture's index is the next sentence.
        """
        now = self.judged(index)
        if not marked and not refused and not now.judged and not now.rejected:
            return None
        deeds = self._accepting(index, [each for each in marked if self.answer(each[0]) != "accepted"])
        deeds += [answering("reject", *each) for each in refused if not self.answer(each[0])]
        if not self._history.done(index):
            deeds.append(Deed("done", Span(now.start, now.end)))
        onward = min(index + 1, self.count - 1)
        if not deeds:
            return Gesture(onward, "judged already", False, saved())
        return self._do(onward, deeds)

    def _accepting(self, index: int, marked: Sequence[tuple[Candidate, int]]) -> list[Deed]:
        standing = list(self.judged(index).annotations)
        deeds = []
        for candidate, rank in marked:
            deeds.append(answering("accept", candidate, rank))
            mark = Mark(candidate.label, candidate.type, candidate.start, candidate.end)
            deeds += [setting(mark, name, value) for name, value in candidate.attributes]
            deeds += framing(candidate, self.schema, self._marks(candidate))
            deeds += self._making_room(candidate.label, standing)
        return deeds

    def _marks(self, candidate: Candidate) -> Iterator[Mark]:
        """The marks that hold in the sentences where pieces of the candidate start."""
        for index in {self.at(piece.start) for piece in candidate.spans}:
            yield from (each.mark for each in self.judged(index).annotations)

    def _unframing(self, candidate: Candidate) -> list[Deed]:
        """The spans that came with a candidate go, where it is accepted."""
        for each in self.judged(self.at(candidate.start)).annotations:
            if each.candidate and each.candidate.key == candidate.key:
                return unframing(each, self._history.gesture_of(each))
        return []

    def _making_room(self, label: str, standing: list[Annotation]) -> list[Deed]:
        """Takes off `standing`, and out of the list, what cannot hold beside `label`."""
        gone = excluded(self.schema, label, standing)
        standing[:] = [each for each in standing if each not in gone]
        return [deed for each in gone for deed in self._taking_off(each)]

    # ------------------------------------------------------------ labels by hand

    def toggle(self, index: int, label: str, type: str = "", span: Span | None = None) -> Gesture:
        """Sets a label on the sentence or on `span`, or takes it off. What it excludes goes.

        Without `span`, a label that holds anywhere in the sentence is taken off.
        Raises UsageError for a label, type or span that there is not.
        """
        if self.schema.label(label) is None:
            names = ", ".join(each.name for each in self.schema.labels)
            raise UsageError(f"no label called {label!r}; choose from {names}")
        self._known(label, type)
        if span:
            self._checked([span])
        standing = list(self.judged(index).annotations)
        held = [
            each
            for each in standing
            if (each.label, each.type) == (label, type) and (span is None or each.span == span)
        ]
        if held:
            return self._do(index, [deed for each in held for deed in self._taking_off(each)])
        first = labelling(label, type, span or self._history.span(index))
        return self._do(index, [first, *self._making_room(label, standing)])

    def nothing(self, index: int) -> Gesture:
        """The schema's label for nothing to check; what it excludes goes, open candidates of it are rejected.

        Candidates that were never computed were never seen and are not rejected. Again: the label and
        these rejections are taken back. Raises UsageError where the schema has no such label.
        """
        nothing = self.schema.nothing
        if nothing is None:
            raise UsageError(f"the schema {self.schema.name} has no label with nothing: true; add one")
        standing = list(self.judged(index).annotations)
        held = [each for each in standing if each.label == nothing.name]
        if held:
            return self._do(index, self._something_after_all(held))
        deeds = [labelling(nothing.name, "", self._history.span(index))]
        gone = set(excluded(self.schema, nothing.name, standing))
        deeds += self._making_room(nothing.name, standing)
        suggestions = self.ready(index)
        for rank, candidate in enumerate(suggestions.candidates if suggestions else (), 1):
            answer = self.answer(candidate)
            barred = any(each.candidate and each.candidate.key == candidate.key for each in gone)
            against = candidate.label in self._barred(nothing.name)
            if (not answer and against) or (answer == "accepted" and barred):
                deeds.append(answering("reject", candidate, rank))
        return self._do(index, deeds)

    def _barred(self, label: str) -> set[str]:
        """The labels that cannot hold beside that one."""
        known = self.schema.label(label)
        own = set(known.excludes) if known else set()
        return own | {each.name for each in self.schema.labels if label in each.excludes}

    def _something_after_all(self, held: Sequence[Annotation]) -> list[Deed]:
        deeds = [taking_off(each) for each in held]
        for event in (event for each in held for event in self._history.gesture_of(each)):
            answered = event.candidate
            if event.kind == "reject" and answered and self._history.answer(answered.key) == "rejected":
                span = Span(answered.start, answered.end)
                deeds.append(Deed("reopen", span, answered.label, answered.type, candidate=answered))
        return deeds

    # ------------------------------------------------------------ sentences

    def split(self, index: int, at: int) -> Gesture:
        """Cuts a sentence in two; `at` is the offset in the document where the second begins.

        Raises UsageError where one of the two would be blank.
        """
        span = self._history.span(index)
        first, second = (
            self.document.text[span.start : max(at, span.start)],
            self.document.text[at : span.end],
        )
        if not first.strip() or not second.strip():
            raise UsageError(f"sentence {index + 1} cannot be split at {at}: one half would be blank")
        at += len(second) - len(second.lstrip())
        return self._do(index, [Deed("split", span, at=at)])

    def merge(self, index: int) -> Gesture:
        """Makes one of a sentence and the next. Raises UsageError for the last one.

        Of two labels that exclude each other, "nothing to check" goes, else that of the second.
        """
        if index + 1 >= self.count:
            raise UsageError("there is no next sentence to merge with")
        first, second = self.judged(index), self.judged(index + 1)
        gone: dict[str, Annotation] = {}
        for one in first.annotations:
            known = self.schema.label(one.label)
            for other in excluded(self.schema, one.label, second.annotations):
                loser = one if known and known.nothing else other
                gone[loser.event] = loser
        deeds = [deed for each in gone.values() for deed in self._taking_off(each)]
        return self._do(index, [*deeds, Deed("merge", Span(first.start, second.end))])
