"""What each key does on the labelling screen. The keys themselves are in `annotator.tui.actions`."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from annotator.errors import AnnotatorError
from annotator.tui.actions import LABEL, SPLIT, bindings, modes_of
from annotator.tui.look import EVENING, MORNING
from annotator.tui.screens.cutting import Cutting
from annotator.tui.screens.finding import Finding
from annotator.tui.text import brief_path, safe

if TYPE_CHECKING:
    from annotator.session import Desk, Gesture

NOT_JUDGED = "not judged: nothing was marked; {key} = nothing to check"


class LabelScreen(Finding, Cutting):
    """The screen on which an article is labelled."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LABEL, SPLIT)]

    _leaving: "Future[None] | None" = None
    """Set once the annotator asked to leave while something was pending."""

    class Flushed(Message):
        """All that was pending when the annotator left is on disk, or is not."""

        def __init__(self, failure: BaseException | None) -> None:
            super().__init__()
            self.failure = failure

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        modes = modes_of(action)
        if not modes or action == "theme":
            return True
        if action == "leave":
            return self.mode != SPLIT  # there q only leaves the splitting
        return self.is_open and self.mode in modes and (self.work.desk.count > 0 or action == "manual")

    def open(self, desk: "Desk") -> None:
        """Show a document, where its annotator left it, and take the letters of its schema as keys."""
        for label in desk.schema.labels:
            act = "nothing" if label.nothing else f"label({label.name!r})"
            self.app.bind(label.key, f"screen.{act}", description=label.means, show=False)
        super().open(desk)

    # Candidates

    def action_accept(self, key: str) -> None:
        work, rank = self.work, int(key)
        candidates = work.candidates()
        if rank > len(candidates):
            missing = (
                "still looking for candidates"
                if work.suggestions() is None
                else f"there is no candidate {rank}"
            )
            self.say(missing, warning=True)
            return
        work.focus = rank - 1
        gesture = work.desk.accept(work.index, candidates[rank - 1], rank)
        if work.desk.answer(candidates[rank - 1]):
            work.focus_next_open()
        self.done(gesture)

    def action_reject(self) -> None:
        work = self.work
        candidate = work.candidate()
        if candidate is None:
            self.say("there is no candidate to reject", warning=True)
            return
        gesture = work.desk.reject(work.index, candidate, work.focus + 1)
        if work.desk.answer(candidate):
            work.focus_next_open()
        self.done(gesture)

    def action_aim(self, step: int) -> None:
        self.work.move_focus(step)
        self.show_changed([self.work.index])
        self.show_focus()

    def action_tick(self) -> None:
        if refusal := self.work.tick():
            self.say(refusal, warning=True)
        else:
            self.show_changed([self.work.index])

    def action_finish(self) -> None:
        work = self.work
        gesture = work.desk.finish(work.index, work.marked())
        if gesture is None:
            nothing = work.desk.schema.nothing
            said = NOT_JUDGED.format(key=nothing.key) if nothing else NOT_JUDGED.partition(";")[0]
            self._go_on(said, warning=True)
        else:
            self.watch_saving(gesture)
            self._go_on(gesture.said)

    def _go_on(self, said: str, *, warning: bool = False) -> None:
        """To the next sentence, saying what became of this one."""
        work = self.work
        before = work.index
        work.go(before + 1)
        if work.index == before:
            judged, count = work.desk.progress()
            left = count - judged
            said += f"; the end: {left} not judged, ] goes there" if left else "; the end: all are judged"
        self._message, self._warning = safe(said), warning
        self._document.changed({before, work.index})
        self.show_place()

    # Labels by hand

    def action_nothing(self) -> None:
        work = self.work
        gesture = work.desk.nothing(work.index)
        nothing = work.desk.schema.nothing
        held = {annotation.label for annotation in work.desk.judged(work.index).annotations}
        if nothing is not None and nothing.name in held:
            self.watch_saving(gesture)
            self._go_on(gesture.said)
        else:
            self.done(gesture)

    def action_label(self, name: str) -> None:
        """Toggle a label; one with types asks for its type."""
        work = self.work
        label = work.desk.schema.label(name)
        assert label is not None
        if not label.types:
            self.done(work.desk.toggle(work.index, label.name))
            return
        from annotator.tui.screens.picker import picker_for

        held = [each.type for each in work.desk.judged(work.index).annotations if each.label == label.name]
        candidate = work.candidate()
        proposed = candidate.type if candidate is not None and candidate.label == label.name else ""
        screen = picker_for(label, held, proposed, self._document.look)
        self.app.push_screen(screen, partial(self._picked, label.name, work.index))

    def _picked(self, label: str, index: int, type_: str | None) -> None:
        if type_ is not None:
            self.done(self.work.desk.toggle(index, label, type_))

    # Moving

    def action_move(self, step: int) -> None:
        self.go(self.work.index + step)

    def action_page(self, direction: int) -> None:
        index = self._document.page(direction)
        if index != self.work.index:  # else the sentence is longer than the screen
            self.go(index)

    def action_first(self) -> None:
        self.go(0)

    def action_last(self) -> None:
        self.go(self.work.desk.count - 1)

    def action_unjudged(self, direction: int) -> None:
        work = self.work
        index = work.desk.next_unjudged(work.index) if direction > 0 else work.unjudged_before()
        if index is None:
            self.say("all sentences are judged")
        else:
            self.go(index)

    # Taking back

    def action_undo(self) -> None:
        self._travel(self.work.desk.undo(), "there is nothing to undo")

    def action_redo(self) -> None:
        self._travel(self.work.desk.redo(), "there is nothing to redo")

    def _travel(self, gesture: "Gesture | None", nothing: str) -> None:
        self.done(gesture, nothing)
        if gesture is not None and not gesture.moved:
            self.reopen()

    # Reading and leaving

    def action_facts(self) -> None:
        from annotator.tui.screens.reader import ReaderScreen, facts_page

        known = self.work.known()
        self.app.push_screen(ReaderScreen("Known here", facts_page(known), self._document.look))

    def action_manual(self) -> None:
        from annotator.tui.screens.manual import manual_page
        from annotator.tui.screens.reader import ReaderScreen

        schema = self.work.desk.schema
        title = f"Manual · {safe(schema.name)}"
        self.app.push_screen(ReaderScreen(title, manual_page(schema), self._document.look))

    def action_theme(self) -> None:
        self.app.theme = MORNING.name if self.app.current_theme.dark else EVENING.name

    def action_leave(self) -> None:
        """Leave; where something is not on disk yet, wait for it. A second time: leave without it."""
        if not self.is_open:
            self.app.exit(0)
            return
        desk = self.work.desk
        if self._leaving is not None:
            if self._leaving.done():
                self.app.exit(1)
            return
        if not desk.pending:
            self.app.exit(0)
            return
        self.say("writing what is left …")
        pool = ThreadPoolExecutor(1, "flush")
        self._leaving = pool.submit(desk.flush)
        self._leaving.add_done_callback(lambda work: self.tell(self.Flushed(work.exception())))
        pool.shutdown(wait=False)

    def on_label_screen_flushed(self, message: Flushed) -> None:
        if message.failure is None:
            self.app.exit(0)
        elif isinstance(message.failure, AnnotatorError):
            self.trouble = f"q again leaves without it; {brief_path(safe(str(message.failure)))}"
            self.show_status()
        else:
            raise message.failure
