"""What is work: ] and [ follow a filter; the list of documents and of sentences lead elsewhere."""

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Literal, cast

from annotator.errors import AnnotatorError
from annotator.tui.screens.bench import Bench
from annotator.tui.text import brief_path, cut, safe

if TYPE_CHECKING:
    from annotator.session.finding import Beyond, Finder, Lens, Wanted
    from annotator.tui.app import LabelApp
    from annotator.tui.screens.found import Goal
    from annotator.tui.work import Work

_SLICE, _REST = 0.003, 0.001
"""Seconds of searching, and of rest for keys and frames, in turn."""
_PATIENCE = 0.1
"""Seconds of searching in other documents until that is said."""
_TITLE = 24
"""Cells that the name of a document takes in a message."""


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

    def place_of(self, work: "Work") -> str:
        wanted = str(self.wanted)
        filtered = "" if wanted == "not judged" else f" · work: {safe(wanted)}"
        return work.place + filtered

    def action_seek(self, step: int) -> None:
        """To the next sentence that the filter lets through, or with -1 the one before, in any document."""
        work, wanted = self.work, self.wanted
        if str(wanted) == "not judged":  # known at once
            index = work.desk.next_unjudged(work.index) if step > 0 else work.unjudged_before()
            if index is not None and (index - work.index) * step > 0:
                self.go(index)
                return
        if self._lens is None or self._lens.desk is not work.desk or self._lens.wanted != wanted:
            self._lens = self.finder.lens(work.desk, wanted)
        self.start_errand(partial(self._seek, self._lens, step))

    async def _seek(self, lens: "Lens", step: int) -> None:
        """To the end of this document, then in the others, then around to where it began."""
        start, count = self.work.index, lens.desk.count
        order = lens.order(start, step)
        ahead = count - 1 - start if step > 0 else start
        index = await self._first(lens, islice(order, max(0, ahead)), step)
        around = index is None
        if index is None:
            beyond = await self._beyond(lens, step)
            if beyond is None:
                return
            if beyond:
                self._go_to(beyond, lens)
                return
            index = await self._first(lens, order, step)
        self._errand = None  # it is over, and `go` is not to cancel it
        wanted = safe(str(lens.wanted))
        if index is None and wanted == "not judged":
            self.say(self.keys.told("all sentences are judged; {documents} lists the documents"))
        elif index is None:
            self.say(f"none in any document: {wanted}", warning=True)
        elif index == start:
            self.say(f"only this sentence: {wanted}")
        else:
            self.go(index)
            if around:
                self.say(f"around the end: {self.place_of(self.work)}")

    async def _first(self, lens: "Lens", order: Iterable[int], step: int) -> int | None:
        """The first of these sentences that is let through, a few milliseconds at a time."""
        since = said = monotonic()
        for number, index in enumerate(order, 1):
            if not lens.known(index):
                if monotonic() - said > 0.1:
                    said = monotonic()
                    self.say(f"looking for {lens.wanted} … {number} of {lens.desk.count}")
                await asyncio.get_running_loop().run_in_executor(self._seeker, lens.job(index, step))
                since = monotonic()
            if lens.holds(index):
                return index
            if monotonic() - since > _SLICE:
                await asyncio.sleep(_REST)
                since = monotonic()
        return None

    async def _beyond(self, lens: "Lens", step: int) -> "Beyond | Literal[False] | None":
        """What is sought, in another document; False: there is none. None: that could not be found out."""
        stopped = threading.Event()
        here, wanted = lens.desk.document.id, lens.wanted
        job = partial(self.finder.beyond, here, wanted, step, stopped.is_set)
        try:
            future = asyncio.get_running_loop().run_in_executor(self._seeker, job)
            done, _ = await asyncio.wait([future], timeout=_PATIENCE)
            if not done:
                self.say("looking in the other documents …")
            return await future or False
        except AnnotatorError as failure:
            self.say(brief_path(str(failure)), warning=True)
            return None
        finally:
            stopped.set()

    def _go_to(self, beyond: "Beyond", lens: "Lens") -> None:
        """Open another document; say which, and what is left behind."""
        self._errand = None
        said = f"document {beyond.number} of {beyond.documents}: {cut(safe(beyond.title), _TITLE)}"
        judged, count = lens.desk.progress()
        if lens.wanted.unjudged and judged < count:
            said += f"; {count - judged} left behind"
        cast("LabelApp", self.app).open_document(beyond.document, beyond.start, said)

    @property
    def _seeker(self) -> ThreadPoolExecutor:
        self._seekers = self._seekers or ThreadPoolExecutor(1, "seek")
        return self._seekers

    def action_filter(self) -> None:
        """Choose what ] and [ go to."""
        self.stop_seeking()
        from annotator.tui.screens.filters import filters

        look = self._document.look
        self.app.push_screen(filters(self.work, self.wanted, self.finder, self._filtered, look, self.keys))

    def _filtered(self, chosen: "Wanted") -> None:
        from annotator.session.filtering import toggled

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

        self.stop_seeking()
        here, look = self.work.desk.document.id, self._document.look
        self.app.push_screen(DocumentsScreen(self.finder, here, self.visit, look, self.keys))

    def action_search(self) -> None:
        self._list(words=True)

    def action_found(self) -> None:
        self._list(words=False)

    def _list(self, *, words: bool) -> None:
        from annotator.session.finding import Wanted
        from annotator.tui.screens.found import FoundScreen

        self.stop_seeking()
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
            self.go_to(goal.at)

    def close(self, *, wait: bool = True) -> None:
        self.stop_seeking()
        if self._seekers is not None:
            self._seekers.shutdown(wait=False, cancel_futures=True)
            self._seekers = None
        super().close(wait=wait)
