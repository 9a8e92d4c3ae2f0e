"""How the panes of the labelling screen are kept up to date. What keys do is in `label` and its parts.

Each act changes the desk, which is at once; the writer thread stores it, and ○ becomes ● when it is on
disk. Nothing here waits for a disk, a lock or a rule.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from annotator.errors import AnnotatorError
from annotator.session.targets import REACH
from annotator.tui.actions import LABEL, Keys
from annotator.tui.afterwards import Afterwards
from annotator.tui.ahead import Ahead
from annotator.tui.days import day_in_words
from annotator.tui.look import Look
from annotator.tui.screens.panes import LEAST, WIDE, Panes
from annotator.tui.text import brief_path, safe
from annotator.tui.widgets.answers import Answers, AnswersPane
from annotator.tui.widgets.bars import Status, Title
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.timer import Timer
    from textual.worker import Worker

    from annotator.session import Desk, Gesture
    from annotator.session.day import Day

DAY = 1.0
"""Seconds after an act until the line above counts it."""

_SMALL = f"is small: {LEAST[0]}x{LEAST[1]} shows all"

RETRY = 0.5
"""Seconds between looks whether what could not be written has been."""


class Bench(Panes):
    """The screen without its acts."""

    class Arrived(Message):
        """Candidates were computed, or could not be."""

        def __init__(self, failure: BaseException | None) -> None:
            super().__init__()
            self.failure = failure

    class Stored(Message):
        """A gesture is on disk, or could not be written."""

        def __init__(self, failure: BaseException | None) -> None:
            super().__init__()
            self.failure = failure

    def __init__(self, look: Look, keys: Keys) -> None:
        super().__init__(look, keys)
        self.trouble = ""
        self._work: Work | None = None
        self._message = ""
        self._warning = False
        self.touched = 0.0
        """When the last thing was done, in seconds of the monotonic clock."""
        self._afterwards: Afterwards | None = None
        self._stood = -1
        self._onward = 1  # the direction in which the annotator went last
        self.day: Day | None = None
        """What was done today."""
        self._day_shown: Timer | None = None
        self._errand: Worker[None] | None = None

    @property
    def work(self) -> Work:
        """The work at hand. Only asked for when a document is open."""
        assert self._work is not None
        return self._work

    @property
    def is_open(self) -> bool:
        """True once there is a document."""
        return self._work is not None

    def open(self, desk: "Desk", at: int | None = None, day: "Day | None" = None) -> None:
        """Show a document, at an offset into its text or where its annotator left it."""
        self.day = day or self.day
        self._message = ""
        if at is not None:
            desk.position = desk.at(at)
        self.close(wait=False)
        ahead = Ahead(desk.suggestions, desk.describe, lambda failure: self.tell(self.Arrived(failure)))
        self._work = Work(desk, ahead)
        self.show_title()
        self.set_mode(LABEL)
        self.reopen()
        if at is not None and desk.count:
            self._show_offset(at)

    def show_title(self) -> None:
        """Show which document it is, whose work, and what was done today."""
        desk, day = self.work.desk, self.day
        name = desk.document.title or desk.document.name or "untitled"
        done = f"{day.sentences} today" if day and day.sentences else ""
        if done and day and day.pace is not None:
            done += f", {day.pace} an hour"
        date = day_in_words(desk.document.date)
        self._title.show(
            Title(safe(name), date, safe(desk.annotator), day=done, unlooked=safe(desk.unlooked))
        )

    @property
    def settled(self) -> bool:
        """True where the current sentence's candidates and facts are shown, all is on disk, nothing is left to do."""
        if self._work is None or self.work.desk.pending or self.on_errand:
            return False
        if self._afterwards is not None and self._afterwards.busy:
            return False
        return not self.work.desk.count or self.work.index not in self.work.wanted(())

    @property
    def pending(self) -> int:
        """Gestures that are not on disk."""
        return self._work.desk.pending if self._work else 0

    def close(self, *, wait: bool = True) -> None:
        """Stop computing ahead; `wait` until it has stopped."""
        self._note_place()
        if self._work is not None:
            self._work.ahead.close(wait=wait)

    def tell(self, message: Message) -> None:
        """Post a message from any thread; after the screen has closed it is dropped."""
        if self.is_running:
            self.post_message(message)

    # Keeping the panes up to date

    def reopen(self) -> None:
        """Sentences are not what they were: draw all of it anew."""
        work = self.work
        self._document.open(work.desk.count, work.row, work.index)
        self.show_answers()
        self.show_status()
        self.follow_up()

    def go(self, index: int) -> None:
        """Stand at another sentence. The last message goes."""
        self.stop_seeking()
        self._onward = -1 if index < self.work.index else 1
        self.work.go(index)
        self._message = ""
        self.show_place()

    def go_to(self, offset: int) -> None:
        """Stand at the sentence with that place of the text, and bring the place into view."""
        self.go(self.work.desk.at(offset))
        self._show_offset(offset)

    def _show_offset(self, offset: int) -> None:
        work = self.work
        self._document.look_at(max(0, offset - work.desk.sentence(work.index).start))

    @property
    def on_errand(self) -> bool:
        """True while something is sought that takes longer than a key."""
        return self._errand is not None and not self._errand.is_finished

    def start_errand(self, seek: "Callable[[], Coroutine[None, None, None]]") -> None:
        """Seek something, a few milliseconds at a time; what was sought before is sought no more."""
        self.stop_seeking()
        self._errand = self.run_worker(seek, group="errand")

    def stop_seeking(self) -> None:
        """Something else was done than to wait for what is sought."""
        errand, self._errand = self._errand, None
        if errand is not None:
            errand.cancel()
            self._message = ""  # that it was sought

    def show_place(self) -> None:
        """Show where the work stands now."""
        self._document.show(self.work.index)
        self.show_focus()
        self.show_answers()
        self.show_status()
        self.follow_up()

    def show_changed(self, indices: Iterable[int]) -> None:
        """Show that these sentences, and what is proposed for the current one, changed."""
        changed = list(indices)
        self._document.changed(changed)
        # Spans may reach into the sentences that follow.
        self._document.review(range(max(changed) + 1, max(changed) + 1 + REACH))
        self.show_answers()
        self.show_status()

    def show_answers(self) -> None:
        """Show the candidates of the current sentence and what is known there."""
        self._answers.show_value(self._answers_of(self.work))

    def _answers_of(self, work: Work) -> Answers:
        note = "looking …" if work.suggestions() is None else "nothing is proposed here"
        if not work.desk.count:
            note = "there is no sentence in this document"
        stacked = self._answers.value.stacked
        return Answers(tuple(work.cards()), tuple(work.known()), work.focus, note, stacked)

    def show_focus(self) -> None:
        """Scroll a long sentence to the words that the candidate in focus is about."""
        work = self.work
        candidate = work.candidate()
        if candidate is not None:
            start = candidate.start - work.desk.sentence(work.index).start
            if start > 0:
                self._document.look_at(start)

    def show_status(self) -> None:
        """Show the last message, the progress and whether all is on disk."""
        self.touched = monotonic()
        self._status.show_value(self._status_of(self._message, self.place_of(self.work)))

    def _status_of(self, message: str, place: str) -> Status:
        desk = self.work.desk
        judged, count = desk.progress()
        return Status(
            message=message,
            place=place,
            judged=judged,
            sentences=count,
            pending=desk.pending,
            trouble=self.trouble,
            warning=self._warning,
        )

    def place_of(self, work: Work) -> str:
        """Where the annotator stands, in words."""
        return work.place

    def say(self, message: str, *, warning: bool = False) -> None:
        """Say something on the status line."""
        self._message, self._warning = safe(message), warning
        self.show_status()

    def refuse(self, message: str) -> None:
        """Say why nothing was done, in words of our own; {id} stands for the key of an action."""
        self.say(self.keys.told(message), warning=True)

    def follow_up(self) -> None:
        """Once the frame is out: look ahead, and draw what the next key will most likely show."""
        if self._afterwards is None:
            self._afterwards = Afterwards(self)
        self._afterwards.begin(self._ahead())

    def _ahead(self) -> Iterator[None]:
        self.look_ahead()
        yield
        work = self.work
        index = work.index + self._onward
        if self.mode == LABEL and 0 <= index < work.desk.count and work.desk.ready(index) is not None:
            then = work.standing_at(index)
            self._answers.rehearse(self._answers_of(then))
            yield
            self._status.rehearse(self._status_of("", self.place_of(then)))
            yield
            yield from self._document.rehearse(index, then.row)

    def look_ahead(self) -> None:
        """Have the candidates of this and the next sentences computed; note where the annotator stands."""
        if self._work is not None:
            self._work.ahead.want(self._work.wanted(self._document.in_view()))
            self._note_place()

    def _note_place(self) -> None:
        """Not with the key: a thread would wake up and take its turn before the frame."""
        if self._work is not None and self._stood != self._work.index:
            self._stood = self._work.desk.position = self._work.index

    def done(self, gesture: "Gesture | None", nothing: str = "") -> None:
        """Show what an act did and where; `nothing` is said where there was nothing to do."""
        if gesture is None:
            self.refuse(nothing)
            return
        self.stop_seeking()
        work = self.work
        before = work.index
        if gesture.index != before:
            work.go(gesture.index)
        self._message, self._warning = safe(gesture.said), False
        self.watch_saving(gesture)
        if gesture.moved:
            self.reopen()
        elif before != work.index:
            self._document.changed({before, work.index})
            self.show_place()
        else:
            self.show_changed([before])

    def travel(self, gesture: "Gesture | None", nothing: str) -> None:
        """As `done`, of an undo or redo: what it changed may lie anywhere in view."""
        self.done(gesture, nothing)
        if gesture is not None and not gesture.moved:
            self._document.review()

    # What arrives from other threads

    def on_bench_arrived(self, message: Arrived) -> None:
        if message.failure is not None:
            raise message.failure
        arrived = self.work.ahead.arrived()
        if self.work.index in arrived and not self._answers.value.cards:
            self.work.focus_first_open()
        self._document.changed(arrived)
        if self.work.index in arrived:
            self.show_answers()
            if self._document.looked is None:
                self.show_focus()
        if self.work.index in arrived or self.work.index + self._onward in arrived:
            self.follow_up()

    def watch_saving(self, gesture: "Gesture") -> None:
        """Show when this gesture is on disk, or why it is not; it counts for the day."""
        if self.day is not None and self.work.desk.count:
            now = self.work.desk.judged(self.work.index)
            document = self.work.desk.document.id
            self.day.add(document, now.start, datetime.now(UTC), judging=now.judged)
            if self._day_shown is None:  # not with the key: the lines at the top would be painted, too
                self._day_shown = self.set_timer(DAY, self._show_day)
        gesture.saved.add_done_callback(self._saved)

    def _show_day(self) -> None:
        self._day_shown = None
        self.show_title()

    def _saved(self, saved: "Future[None]") -> None:
        failure = None if saved.cancelled() else saved.exception()
        self.tell(self.Stored(failure))

    def on_bench_stored(self, message: Stored) -> None:
        if message.failure is not None:
            if not isinstance(message.failure, AnnotatorError):
                raise message.failure
            if not self.trouble:
                self.set_timer(RETRY, self._look_after_trouble)
            self.trouble = brief_path(safe(str(message.failure)))
        self.show_status()

    def _look_after_trouble(self) -> None:
        """A failed write is tried again by the store: the trouble ends when nothing is pending."""
        if self.work.desk.pending:
            self.set_timer(RETRY, self._look_after_trouble)
        else:
            self.trouble = ""
        self.show_status()

    # Standing still

    def idle_for(self, seconds: float) -> bool:
        """True where nothing was done for so long."""
        return monotonic() - self.touched > seconds

    # Sizes and the mouse

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self._answers.show_value(self._answers.value._replace(stacked=width < WIDE))
        self.divide()
        if self.is_open and (width < LEAST[0] or height < LEAST[1]):
            self.say(f"{width}x{height} {_SMALL}", warning=True)
        elif self.is_open and self._message.endswith(_SMALL):
            self.say("")

    def on_document_pane_chosen(self, message: DocumentPane.Chosen) -> None:
        if self.mode == LABEL:
            self.go(message.index)

    def on_document_pane_scrolled(self) -> None:
        self.look_ahead()

    def on_answers_pane_chosen(self, message: AnswersPane.Chosen) -> None:
        if self.mode == LABEL:
            self.work.focus = message.rank
            self.work.tick()
            self.show_changed([self.work.index])
