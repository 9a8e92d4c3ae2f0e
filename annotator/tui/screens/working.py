"""What is work: ] and [ follow a filter; the list of documents and of sentences lead elsewhere."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, cast

from annotator.tui.screens.bench import Bench
from annotator.tui.text import safe

if TYPE_CHECKING:
    from annotator.session.finding import Finder, Lens, Wanted
    from annotator.tui.app import LabelApp
    from annotator.tui.screens.found import Goal

_SLICE, _REST = 0.003, 0.001
"""Seconds of searching, and of rest for keys and frames, in turn."""


class Working(Bench):
    """The part of the labelling screen that finds work."""

    _lens: "Lens | None" = None
    _seekers: ThreadPoolExecutor | None = None

    @property
    def finder(self) -> "Finder":
        """Of the application's session."""
        return cast("LabelApp", self.app).finder

    @property
    def wanted(self) -> "Wanted":
        """What ] and [ go to."""
        return cast("LabelApp", self.app).wanted

    def place(self) -> str:
        wanted = str(self.wanted)
        filtered = "" if wanted == "not judged" else f" · work: {safe(wanted)}"
        return self.work.place + filtered

    def action_seek(self, step: int) -> None:
        """To the next sentence that the filter lets through, or with -1 the one before."""
        work, wanted = self.work, self.wanted
        if wanted.unjudged and str(wanted) == "not judged":
            index = work.desk.next_unjudged(work.index) if step > 0 else work.unjudged_before()
            if index is None:
                self.say(f"all sentences are judged; {self.keys.shown('documents')} lists the documents")
            else:
                self.go(index)
            return
        if self._lens is None or self._lens.desk is not work.desk or self._lens.wanted != wanted:
            self._lens = self.finder.lens(work.desk, wanted)
        self.start_errand(partial(self._seek, self._lens, step))

    async def _seek(self, lens: "Lens", step: int) -> None:
        start, count = self.work.index, lens.desk.count
        since = said = monotonic()
        for number, index in enumerate(lens.order(start, step), 1):
            if not lens.known(index):
                if monotonic() - said > 0.1:
                    said = monotonic()
                    self.say(f"looking for {lens.wanted} … {number} of {count}")
                self._seekers = self._seekers or ThreadPoolExecutor(1, "seek")
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._seekers, lens.job(index, step))
                since = monotonic()
            if lens.holds(index):
                self._errand = None  # it is over, and `go` is not to cancel it
                if index == start:
                    self.say(f"only this sentence: {lens.wanted}")
                else:
                    self.go(index)
                return
            if monotonic() - since > _SLICE:
                await asyncio.sleep(_REST)
                since = monotonic()
        self._errand = None
        self.say(f"none here: {safe(str(lens.wanted))}", warning=True)

    def action_filter(self) -> None:
        """Choose what ] and [ go to."""
        from annotator.tui.screens.filters import filters

        look = self._document.look
        self.app.push_screen(filters(self.work, self.wanted, self.finder, self._filtered, look, self.keys))

    def _filtered(self, chosen: "Wanted") -> None:
        from annotator.tui.filtering import toggled

        app = cast("LabelApp", self.app)
        app.wanted = toggled(app.wanted, chosen)
        keys = f"{self.keys.shown('next-work')} and {self.keys.shown('work-before')}"
        self.say(f"{keys} go to: {safe(str(app.wanted))}")

    def on_bench_arrived(self, message: Bench.Arrived) -> None:
        """Candidates have arrived, so the rules are loaded: now they can be chosen from."""
        if message.failure is None and not self.finder.rules:
            self.finder.learn_rules()

    # Elsewhere

    def action_documents(self) -> None:
        from annotator.tui.screens.documents import DocumentsScreen

        here, look = self.work.desk.document.id, self._document.look
        self.app.push_screen(DocumentsScreen(self.finder, here, self.visit, look, self.keys))

    def action_search(self) -> None:
        self._list(words=True)

    def action_found(self) -> None:
        self._list(words=False)

    def _list(self, *, words: bool) -> None:
        from annotator.session.finding import Wanted
        from annotator.tui.screens.found import FoundScreen

        wanted = Wanted() if words else self.wanted
        look = self._document.look
        screen = FoundScreen(self.finder, wanted, self.work, self.visit, look, self.keys, by_worth=not words)
        self.app.push_screen(screen)

    def visit(self, goal: "Goal") -> None:
        """Go to a place in this document or another. Until that is open, no key does anything here."""
        if goal.words:
            self.action_search()
        elif goal.document != self.work.desk.document.id:
            self.say("opening …")
            cast("LabelApp", self.app).open_document(goal.document, goal.at)
        elif goal.at is not None:
            self.go(self.work.desk.at(goal.at))

    def close(self, *, wait: bool = True) -> None:
        self.stop_seeking()
        if self._seekers is not None:
            self._seekers.shutdown(wait=False, cancel_futures=True)
            self._seekers = None
        super().close(wait=wait)
