"""Finding words in the article, as they are typed."""

from textual import events
from textual.widgets import Input

from annotator.tui.actions import FIND, LABEL
from annotator.tui.screens.bench import Bench
from annotator.tui.widgets.line import TypingLine


class Finding(Bench):
    """The part of the labelling screen that finds words."""

    _sought = ""
    """The words of the last search, offered again."""
    _found_from = 0
    """Where the annotator stood when the search began."""

    def action_find(self) -> None:
        """Open the line to type in."""
        self.set_mode(FIND)
        self._found_from = self.work.index
        self.add_class("-finding")
        line = TypingLine(self.keys, FIND, placeholder=self._sought or "words to find")
        self.mount(line, before=self._status)
        line.focus()
        self.say("")

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was ready to take it."""
        lines = self.query(TypingLine)
        if self.mode == FIND and lines and event.is_printable and event.character:
            event.stop()
            lines.first().insert_text_at_cursor(event.character)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other words: the first place from where the search began."""
        self._look_for(event.value, self._found_from, 1)

    def action_find_next(self, direction: int) -> None:
        """The next place, or with -1 the one before. Nothing typed: the words of the last search."""
        line = self.query_one(TypingLine)
        if not line.value and self._sought:
            line.value = self._sought
        else:
            self._look_for(line.value, self.work.index + direction, direction)

    def _look_for(self, text: str, start: int, direction: int) -> None:
        work = self.work
        work.find = text
        self._sought = text or self._sought
        count = work.desk.count
        index = work.desk.search(text, start % count, backwards=direction < 0) if text else self._found_from
        work.go(work.index if index is None else index)
        self._document.open(count, work.row, work.index)
        self.show_answers()
        self.say("not found" if index is None else "", warning=True)
        self.call_after_refresh(self.look_ahead)

    def action_find_close(self) -> None:
        """Back to labelling, at the place found."""
        self.work.find = ""
        self.set_focus(None)
        self.query(TypingLine).remove()
        self.remove_class("-finding")
        self.set_mode(LABEL)
        self._document.open(self.work.desk.count, self.work.row, self.work.index)
        self.say("")
