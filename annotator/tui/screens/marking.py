"""Selecting words by keys or the mouse, and making spans and labels of them."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.binding import Binding

from annotator.errors import UsageError
from annotator.model import Mark, Span
from annotator.session.targets import around, relatable
from annotator.session.wording import words
from annotator.tui.actions import LABEL, key_name
from annotator.tui.actions.marking import MARK
from annotator.tui.brackets import hint_letters
from annotator.tui.screens.bench import Bench
from annotator.tui.selecting import Selection
from annotator.tui.text import in_quotes
from annotator.tui.view import both_ends, colours_of, quoted
from annotator.tui.widgets.document import DocumentPane

FARTHEST = 9_999
"""Words that a number before a key moves at most."""
_NOUGHT = "repeat('0')"


class Marking(Bench):
    """The part of the labelling screen that selects words."""

    _count = 0

    # ------------------------------------------------------------ selecting

    def action_select(self) -> None:
        """Begin at the words that the candidate in focus is about, else at the first word, if they are in view."""
        work = self.work
        sentence = work.desk.sentence(work.index)
        within = self._within()
        inside = words(sentence.text, 0, len(sentence.text))
        if not inside:
            self.say("there is no word to select here", warning=True)
            return
        first = Span(sentence.start + inside[0].start, sentence.start + inside[0].end)
        candidate = work.candidate()
        if candidate is not None and candidate.span != sentence.span:
            first = candidate.span
        seen = self._document.seen_of(work.index)
        if not seen.start <= first.start - sentence.start < seen.end:
            near = next((word for word in inside if word.start >= seen.start), inside[-1])
            first = Span(sentence.start + near.start, sentence.start + near.end)
        work.selection = Selection(work.desk.document.text, within, [first])
        self._count = 0
        letters = self._bind_letters()
        self.set_mode(MARK)
        self._shown()
        ask = self.keys.told("{select-label} asks what it is")
        self.say(f"{self._message}  {letters} label it, {ask}" if letters else f"{self._message}  {ask}")

    def on_document_pane_dragged(self, message: DocumentPane.Dragged) -> None:
        """Select the words between, as whole words."""
        if self.mode not in (LABEL, MARK) or not self.check_action(
            "swap" if self.mode == MARK else "select", ()
        ):
            return
        desk = self.work.desk
        first, last = (desk.sentence(index).start + at for index, at in (message.first, message.last))
        if self.mode == LABEL or not self._within().start <= first < self._within().end:
            near = around(desk, message.first[0])
            inside = words(desk.document.text, near.start, near.end)
            if not inside:
                return
            self.work.selection = Selection(desk.document.text, near, inside[:1])
            self._bind_letters()
            self.set_mode(MARK)
        selection = self._selection
        selection.take([Span(selection.start, selection.end)])
        selection.reach(first, last)
        self._shown(look=False)

    def _within(self) -> Span:
        """The stretch of the text in which words can be selected."""
        selection = self.work.selection
        return selection.within if selection else around(self.work.desk, self.work.index)

    @property
    def _selection(self) -> Selection:
        assert self.work.selection is not None
        return self.work.selection

    def action_repeat(self, key: str) -> None:
        self._count = min(FARTHEST, self._count * 10 + int(key))
        self.say(f"{self._count} …")

    def action_extend(self, step: int) -> None:
        self._selection.by_words(step * max(1, self._count))
        self._shown()

    def action_stretch(self, step: int) -> None:
        self._selection.by_letters(step * max(1, self._count))
        self._shown()

    def action_swap(self) -> None:
        self._selection.swap()
        self._shown()

    def action_piece(self) -> None:
        if self._selection.add_piece():
            self._shown()
        else:
            self.say("there is no word after this one", warning=True)

    def action_stop(self, step: int) -> None:
        """The spans of the sentence, then its candidates and names, one after the other."""
        stops = self._stops()
        if not stops:
            self.say("there is no span, candidate or name here", warning=True)
            return
        now = (tuple(self._selection.spans()), self._selection.editing)
        at = stops.index(now) + step if now in stops else (0 if step > 0 else -1)
        spans, editing = stops[at % len(stops)]
        self._selection.take(spans, editing)
        self._shown()

    def _stops(self) -> list[tuple[tuple[Span, ...], Mark | None]]:
        work = self.work
        span = work.desk.sentence(work.index).span
        found: dict[tuple[tuple[Span, ...], Mark | None], None] = {}
        for each in work.desk.judged(work.index).annotations:
            if each.span != span or each.pieces:
                found[each.pieces or (each.span,), each.mark] = None
        suggestions = work.suggestions()
        for candidate in suggestions.candidates if suggestions else ():
            places = [candidate.span, *(Span(piece.start, piece.end) for piece in candidate.spans)]
            found |= {((place,), None): None for place in places if place != span}
        for mention in suggestions.mentions if suggestions else ():
            found[(mention.span,), None] = None
        marked = {spans for spans, mark in found if mark}
        return [stop for stop in found if stop[1] or stop[0] not in marked]

    def _shown(self, *, look: bool = True) -> None:
        """Draw what is selected and say it; `look`: bring its end into view."""
        work, selection = self.work, self._selection
        self._count = 0
        desk = work.desk
        spans = selection.spans()
        seen = range(desk.at(self._within().start), desk.at(self._within().end - 1) + 1)
        self._document.changed(seen)
        if look:
            self.show_selected()
        label = f"{selection.editing.label}: " if selection.editing else ""
        self.say(label + in_quotes(both_ends(desk.document.text, spans)))

    def show_selected(self) -> None:
        """Scroll to the end of the selection that moves."""
        desk, selection = self.work.desk, self._selection
        at = selection.moving - selection.at_end
        index = desk.at(at)
        self._document.look_at(at - desk.sentence(index).start, index)

    def action_select_close(self, said: str = "") -> None:
        seen = self._within()
        self.work.selection = None
        self.set_mode(LABEL)
        self._document.changed(range(self.work.desk.at(seen.start), self.work.desk.at(seen.end - 1) + 1))
        self.say(said)

    # ------------------------------------------------------------ what it is

    def _bind_letters(self) -> str:
        """The letter of a label sets it on the words that are selected; keys of the mode come first.

        But for 0, which is a digit wherever a number has begun. Returns the letters that do so.
        """
        free = ""
        own = {key_name(key) for action in self.keys.of(MARK) for key in action.keys}
        noughts = self._bindings.key_to_bindings.setdefault("0", [])
        if all(each.action != _NOUGHT for each in noughts):
            noughts.insert(0, Binding("0", _NOUGHT, show=False))
        for label in self.work.desk.schema.labels:
            act, key = f"letter({label.name!r})", key_name(label.key)
            bound = self._bindings.key_to_bindings.setdefault(key, [])
            if key in own:
                continue
            free += label.key
            if all(each.action != act for each in bound):
                bound.append(Binding(key, act, show=False))
        return free

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "repeat" and parameters == ("0",) and not self._count:
            return False
        return super().check_action(action, parameters)

    def action_letter(self, name: str) -> None:
        if self.mode == MARK and self.work.desk.schema.label(name) is not None:
            self._is(name)

    def action_mark(self) -> None:
        """Choose a kind of span or a label."""
        from annotator.tui.screens.picker import PickerScreen, kinds

        editing = self._selection.editing
        choices = kinds(self.work.desk.schema, editing.label if editing is not None else "")
        marked = next((at for at, choice in enumerate(choices) if choice.held), 0)
        question = "What are these words?"
        screen = PickerScreen(self._document.look, self.keys, question, "cyan", choices, "", marked)
        self.app.push_screen(screen, self._chosen)

    def _chosen(self, name: str | None) -> None:
        if name:
            self._is(name)

    def _is(self, name: str) -> None:
        label = self.work.desk.schema.label(name)
        if label is None or not label.types or (self._editing_type(name) is not None):
            self._apply(name, self._editing_type(name) or "")
            return
        from annotator.tui.screens.picker import picker_for

        screen = picker_for(label, [], "", self._document.look, self.keys)
        self.app.push_screen(screen, partial(self._typed, name))

    def _editing_type(self, name: str) -> str | None:
        """The type of the span that is being changed, where it keeps its label."""
        editing = self._selection.editing
        return editing.type if editing is not None and editing.label == name else None

    def _typed(self, name: str, type_: str | None) -> None:
        if type_ is not None:
            self._apply(name, type_)

    def _apply(self, name: str, type_: str) -> None:
        """Make the annotation, or change the one that was selected."""
        desk, selection = self.work.desk, self._selection
        spans, editing = selection.spans(), selection.editing
        try:
            if editing is not None and self._part(editing.label) == self._part(name):
                pieces = tuple(spans) if len(spans) > 1 else ()
                gesture = desk.change(editing, Mark(name, type_, spans[0].start, spans[-1].end, pieces))
            else:
                gesture = desk.mark(name, spans, type_)
        except UsageError as refusal:
            self.say(str(refusal), warning=True)
            return
        self.action_select_close()
        self.done(gesture)

    def _part(self, name: str) -> bool:
        return self.work.desk.schema.label(name) is None

    def action_unmark(self) -> None:
        editing = self._selection.editing or self._standing()
        if editing is None:
            self.refuse("no span stands on these words; {select-next} goes to those that there are")
            return
        gesture = self.work.desk.take_off(editing)
        self.action_select_close()
        self.done(gesture)

    def _standing(self) -> Mark | None:
        """An annotation on exactly the words that are selected."""
        spans = tuple(self._selection.spans())
        held = self.work.desk.judged(self.work.desk.at(spans[0].start)).annotations
        return next((each.mark for each in held if (each.pieces or (each.span,)) == spans), None)

    # ------------------------------------------------------------ relations

    def action_relate(self) -> None:
        """Choose the first end among the spans of the sentence, then the rest."""
        desk = self.work.desk
        marks = [each.mark for each in desk.judged(self.work.index).annotations if desk.allowed(each.mark)]
        if len(marks) == 1:
            self._relation(marks[0])
        else:
            self._pick_mark("relate which?", marks, self._relation)

    def action_relate_selected(self) -> None:
        first = self._selection.editing or self._standing()
        self.action_select_close()
        if first is None:
            self.say("first mark these words: a relation is between spans", warning=True)
        else:
            self._relation(first)

    def _relation(self, first: Mark) -> None:
        allowed = self.work.desk.allowed(first)
        if not allowed:
            self.say(f"the schema has no relation from {first.label}", warning=True)
        elif len(allowed) == 1:
            self._second(first, allowed[0].name)
        else:
            from annotator.tui.screens.picker import Choice, PickerScreen

            choices = [Choice(each.name, each.means) for each in allowed]
            screen = PickerScreen(self._document.look, self.keys, "Which relation?", "cyan", choices, "", 0)
            self.app.push_screen(screen, lambda name: self._second(first, name) if name else None)

    def _second(self, first: Mark, relation: str) -> None:
        desk = self.work.desk
        marks = relatable(desk, self.work.index, first, relation)
        self._pick_mark(
            f"{relation} which?", marks, lambda second: self.done(desk.relate(relation, first, second))
        )

    def _pick_mark(self, question: str, marks: Sequence[Mark], then: Callable[[Mark], None]) -> None:
        if not marks:
            self.refuse("there is no span here for that; {select} marks words")
            return
        from annotator.tui.screens.picker import Choice, PickerScreen

        desk = self.work.desk
        colours = colours_of(desk.schema)
        names: dict[str, Mark] = {}
        words = [quoted(desk.document.text, mark, 40) for mark in marks]
        for mark, said in zip(marks, words, strict=True):
            name = f"{mark.label} {in_quotes(said)}"
            while name in names:
                name += " "
            names[name] = mark
        letters = hint_letters(words)  # of the words: many marks have the same label
        choices = [
            Choice(name, _where(desk.at(mark.start), self.work.index), hint=letter)
            for (name, mark), letter in zip(names.items(), letters, strict=True)
        ]
        colour = colours.get(marks[0].label, "grey")
        screen = PickerScreen(self._document.look, self.keys, question, colour, choices, "", 0)
        self.app.push_screen(screen, lambda name: then(names[name]) if name else None)


def _where(index: int, here: int) -> str:
    return "" if index == here else f"sentence {index + 1}"
