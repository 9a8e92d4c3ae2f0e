"""Finding words in the article, as they are typed."""

import asyncio
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from annotator.tui.actions import FIND, LABEL
from annotator.tui.screens.bench import Bench
from annotator.tui.widgets.line import TypingLine

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 0.002
"""Seconds that a search may take before the key is answered."""
_PAINT = 0.02
"""Seconds for the frame that says that it takes longer."""
_SLICE, _REST = 0.003, 0.001
"""Seconds of searching, and of rest for keys and frames, in turn."""


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
        self.paint()

    def action_find_next(self, direction: int) -> None:
        """The next place, or with -1 the one before. Nothing typed: the words of the last search."""
        line = self.query_one(TypingLine)
        if not line.value and self._sought:
            line.value = self._sought
        elif not self.on_errand and not self._on_in_sentence(direction):
            self._look_for(line.value, self.work.index + direction, direction)

    def _on_in_sentence(self, direction: int) -> bool:
        """To the next place of a sentence that is longer than the screen; False: there is none out of view."""
        seen, places = self._document.seen_of(self.work.index), self.work.found()
        beyond = [at for at in places if (at >= seen.end if direction > 0 else at < seen.start)]
        if beyond:
            self._document.look_at(beyond[0 if direction > 0 else -1])
        return bool(beyond)

    def _look_for(self, text: str, start: int, direction: int) -> None:
        """Go to the first place; where that takes longer than a key may, a few milliseconds at a time."""
        work = self.work
        self.stop_seeking()
        work.find = text
        self._sought = text or self._sought
        if not text:
            self._found(self._found_from)
            return
        search = work.desk.searching(text, start % work.desk.count, backwards=direction < 0)
        until = monotonic() + _AT_ONCE
        for index in search:
            if index is not None:
                self._found(index)
                return
            if monotonic() > until:
                self.say("looking …")
                self.start_errand(partial(self._look_on, search))
                return
        self._found(None)

    async def _look_on(self, search: "Iterator[int | None]") -> None:
        await asyncio.sleep(_PAINT)
        self._document.review()
        until = monotonic() + _SLICE
        for index in search:
            if index is not None:
                self._errand = None
                self._found(index)
                return
            if monotonic() > until:
                await asyncio.sleep(_REST)
                until = monotonic() + _SLICE
        self._errand = None
        self._found(None)

    def _found(self, index: int | None) -> None:
        work = self.work
        work.go(self._found_from if index is None else index)
        self._document.review()
        self._document.show(work.index)
        for place in work.found()[:1] if index is not None else ():
            self._document.look_at(place)
        self.show_answers()
        self.say("not found" if index is None else "", warning=True)
        self.follow_up()

    def action_find_close(self) -> None:
        """Back to labelling, at the place found."""
        self.stop_seeking()
        self.work.find = ""
        self.set_focus(None)
        self.query(TypingLine).remove()
        self.remove_class("-finding")
        self.set_mode(LABEL)
        self._document.review()
        self.say("")
