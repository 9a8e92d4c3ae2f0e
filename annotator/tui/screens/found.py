"""Sentences of all documents: those that hold some words, those that a filter lets through."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from annotator.errors import AnnotatorError
from annotator.session.filtering import toggled
from annotator.tui.actions import FOUND, Keys
from annotator.tui.footer import hints
from annotator.tui.gathering import Batch, Gathering
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.screens.chooser import palette
from annotator.tui.screens.filters import filters
from annotator.tui.text import around, brief_path, safe
from annotator.tui.widgets.answers import score
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.line import TypingLine
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece

if TYPE_CHECKING:
    from annotator.session.finding import Finder, Found, Wanted
    from annotator.tui.work import Work

MOST = 5_000
"""So many sentences are listed at most."""


class Goal(NamedTuple):
    """Where to go."""

    document: str = ""
    """The id of a document."""
    at: int | None = None
    """An offset into its text; None: where the annotator left it."""
    words: bool = False
    """True: to the search for words instead."""


class FoundScreen(Screen[None]):
    """Goes to the place that is chosen."""

    CSS_PATH = "working.tcss"
    BLANK = True
    AUTO_FOCUS = ""

    awaits_line = True
    """True until the line takes letters by itself: until then they come in the order of the screen's queue."""

    class Gathered(Message):
        """Some more was found."""

        def __init__(self, batch: "Batch[Found]") -> None:
            super().__init__()
            self.batch = batch

    def __init__(
        self,
        finder: "Finder",
        wanted: "Wanted",
        work: "Work",
        visit: "Callable[[Goal], None]",
        look: Look,
        keys: Keys,
        *,
        by_worth: bool,
    ) -> None:
        super().__init__()
        self._visit = visit
        self._finder, self._wanted, self._work, self._look, self.keys = finder, wanted, work, look, keys
        self._by_worth = by_worth
        self._list = ListPane(look, height=2, id="found")
        self._title = TextBar(look, "", id="title")
        self._found: list[Found] = []
        self._words = ""
        self._search = 0
        self._go = False
        self._gathering: Gathering[Found] = Gathering(self._tell)
        bind(self, keys, FOUND)

    def compose(self) -> ComposeResult:
        yield self._title
        yield TypingLine(self.keys, FOUND, placeholder="words, “some words”, -not this")
        yield self._list
        bar = KeysBar(self._look, id="keys")
        bar.show(hints(self.keys, FOUND))
        yield bar

    def on_mount(self) -> None:
        self.call_later(self._ready)
        self._begin()

    def _ready(self) -> None:
        self.query_one(Input).focus()
        self.awaits_line = False

    @property
    def settled(self) -> bool:
        """True where nothing more will be found by itself."""
        return not self._gathering.running

    def on_unmount(self) -> None:
        self._gathering.close()

    def _tell(self, batch: "Batch[Found]") -> None:
        if self.is_running:
            self.post_message(self.Gathered(batch))

    def _begin(self) -> None:
        """Search anew."""
        self._go = False
        self._found = []
        wanted, words, worth = self._wanted, self._words, self._by_worth
        if not words.strip() and str(wanted) == "every sentence":
            self._gathering.stop()
            self._show("type the words to search, or choose which sentences count")
            return

        def make(stopped: Callable[[], bool]) -> "Iterable[Found]":
            found = self._finder.sentences(wanted, words, worth=worth, typing=True)
            for number, each in enumerate(found, 1):
                if stopped() or number > MOST:
                    return
                yield each

        self._search = self._gathering.start(make)
        self._show("looking …")

    def on_found_screen_gathered(self, message: Gathered) -> None:
        batch = message.batch
        if batch.search != self._search:
            return
        if batch.failure is not None:
            if not isinstance(batch.failure, AnnotatorError):
                raise batch.failure
            self._show(brief_path(str(batch.failure)))
            return
        marked = self._found[self._list.marked] if self._found else None
        self._found += batch.found
        if self._by_worth:
            self._found.sort(key=lambda each: -each.worth)
        here = self._list.marked
        if marked is not None and here:
            here = next(rank for rank, each in enumerate(self._found) if each is marked)
        self._show("nothing found" if batch.done else "looking …", here)
        if self._go and self._found:
            self._open()

    def _show(self, note: str, marked: int = 0) -> None:
        count = len(self._found)
        many = f"{count} found" + (", there are more" if count >= MOST else "")
        going = " …" if self._gathering.running else ""
        order = "by claim worth" if self._by_worth else "by place"
        self._title.show(f"All documents · {safe(str(self._wanted))} · {order} · {many}{going}")
        self._list.show(count, self._row, marked, note)

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, found = self._look, self._found[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        sentence = found.sentence
        places = [(each.start - sentence.start, each.end - sentence.start) for each in found.places]
        text = safe(sentence.text)
        line: list[Piece] = [(" ", base)]
        for piece, sought in around(text, places, cells - 2):
            line.append((piece, base + look.found if sought else base))
        sign = "✓" if found.judged else "·"
        worth = f" worth{score(found.worth)} ·" if found.worth else ""
        labels = "".join(f" {safe(label)} ·" for label in found.labels)
        about = f"{sign}{worth}{labels} sentence {sentence.index + 1} of {safe(found.title)}"
        return [line, [("   ", base), (about, faint)]]

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was ready to take it."""
        if event.is_printable and event.character:
            event.stop()
            self.query_one(Input).insert_text_at_cursor(event.character)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._sought(event.value)

    def _sought(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._begin()

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_found_open()

    def action_found_open(self) -> None:
        """Not at once: letters that were typed before may still be on their way."""
        self.call_later(self._open)

    def _open(self) -> None:
        """Go there; where the words are still being sought, to the first place as soon as there is one."""
        if not self.is_current:
            return
        self._sought(self.query_one(Input).value)
        self._go = not self._found and self._gathering.running
        if self._found:
            found = self._found[self._list.marked]
            place = found.places[0].start if found.places else found.sentence.start
            self.dismiss()
            self._visit(Goal(found.document, place))

    def action_found_move(self, step: int) -> None:
        self._list.move(step)

    def action_found_page(self, direction: int) -> None:
        self._list.page(direction)

    def action_found_sort(self) -> None:
        self._by_worth = not self._by_worth
        self._begin()

    def action_found_filter(self) -> None:
        screen = filters(self._work, self._wanted, self._finder, self._filtered, self._look, self.keys)
        self.app.push_screen(screen)

    def _filtered(self, chosen: "Wanted") -> None:
        self._wanted = toggled(self._wanted, chosen)
        self._begin()

    def action_found_palette(self) -> None:
        self.app.push_screen(palette(self.run_action, self.keys, self._look, FOUND))

    def action_found_close(self) -> None:
        self.dismiss()
