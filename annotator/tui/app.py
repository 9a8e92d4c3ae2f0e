"""The application: it paints an empty screen at once, then opens the document in a thread.

What is heavy to import (the database, YAML, the matcher) is imported in that thread, after the first
paint. `run` is the way in; it never raises what the user can mend.
"""

import gc
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

os.environ.setdefault("TEXTUAL_FPS", "240")  # a second repaint (○ to ●) waits for a tick of this clock
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events
from textual.app import App
from textual.message import Message

from annotator.errors import AnnotatorError, UsageError
from annotator.safetext import safe_lines
from annotator.tui.actions import Keys
from annotator.tui.look import SHORT, THEMES, Look, theme_for
from annotator.tui.memory import recall, remember
from annotator.tui.screens.label import LabelScreen
from annotator.tui.text import brief_path, safe
from annotator.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from annotator.session import Desk, Session, Step
    from annotator.session.day import Day
    from annotator.session.finding import Finder, Wanted

    Opening = Callable[[], tuple[Session, str]]
    """Gives an open session and the id of a document of it. Called in a thread after the first paint."""

SWITCH = 0.0005
"""Seconds a computing thread may keep the interpreter: the longest that it can delay a key."""


class Opened(NamedTuple):
    """A document that was opened."""

    session: "Session"
    desk: "Desk"
    at: int | None = None
    """Where to stand, an offset into the text; None: where the annotator left it."""
    day: "Day | None" = None
    """What was done today before; None: that is known already."""
    said: str = ""
    """What to say once it is shown."""


class LabelApp(App[int], inherit_bindings=False):
    """Labels the documents of a session, one at a time. Its return value is an exit status."""

    TITLE = "annotator"
    CSS_PATH = "screens/label.tcss"  # those of other screens are read when they are opened
    ENABLE_COMMAND_PALETTE = False

    class Ready(Message):
        """A document is there, or is not."""

        def __init__(self, opening: "Future[Opened]") -> None:
            super().__init__()
            self.opening = opening

    class Troubled(Message):
        """A rule of another package failed for the first time."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    class Turned(Message):
        """What was done in documents that are not open was taken back, or brought again, or was not."""

        def __init__(self, failure: BaseException | None) -> None:
            super().__init__()
            self.failure = failure

    def __init__(
        self,
        opening: "Opening",
        *,
        theme: str = "",
        keys: Keys | None = None,
        memory: Path | None = None,
        tour: "Opening | None" = None,
    ) -> None:
        self._tour = tour
        self._own: Opened | None = None
        self._bench: LabelScreen | None = None
        self.keys = keys or Keys()
        self._memory = memory
        self.remembered = recall(memory)
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        for each in THEMES:
            self.register_theme(each)
        self._given_theme = SHORT.get(theme, theme)
        theme = self._given_theme or theme_for(os.environ, self.available_themes, self.remembered.theme)
        if theme not in self.available_themes:
            names = ", ".join(sorted({*SHORT, *self.available_themes}))
            raise UsageError(f"no theme called {theme!r}; choose from {names}")
        self.theme = self._first_theme = theme
        self.failure = ""
        """Why it ended, for stderr; empty: the annotator left."""
        self._calm = False
        self._given_back = -1.0
        """When the last thing had been done, the last time that memory was given back."""
        self._opening = opening
        self.opening = True
        """True while a document is being opened."""
        self._session: Session | None = None
        self._finder: Finder | None = None
        self._wanted: Wanted | None = None
        self._pool = ThreadPoolExecutor(1, "open")

    @property
    def bench(self) -> LabelScreen:
        """The labelling screen, whatever lies over it."""
        assert self._bench is not None
        return self._bench

    @property
    def look(self) -> Look:
        """The styles of the theme in use."""
        return Look(self.current_theme, no_color=self.no_color)

    def get_default_screen(self) -> LabelScreen:
        self._bench = LabelScreen(self.look, self.keys)
        self._bench.recall(self.remembered)
        return self._bench

    def watch_theme(self) -> None:
        """Every pane draws with the styles of the new theme."""
        for screen in self.screen_stack if self._bench else ():
            for pane in screen.query(Pane):
                pane.look = self.look

    async def on_event(self, event: events.Event) -> None:
        """A key is answered before the next one is looked at.

        Textual would first send it round by the screen: of keys that come in one burst a later one
        could act before an earlier one, on the wrong sentence. A screen whose line is not ready yet
        gets its keys in order; a key for a document that is not open yet does nothing to the one before.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and self.focused is None:
            waiting = getattr(self.screen, "awaits_line", False)
            if not waiting and await self._check_bindings(event.key):
                if self.screen is self._bench and self._message_queue.empty():
                    self._bench.paint()
                return
            if self.opening and self._session is not None and self.screen is self._bench:
                return
        await super().on_event(event)

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The frame is painted: now open the document."""
        self._pool.submit(self._first, self._opening).add_done_callback(self._opened)

    @staticmethod
    def _first(opening: "Opening") -> Opened:
        session, document = opening()
        from annotator.session.day import today

        try:
            return Opened(session, session.desk(document), day=today(session))
        except AnnotatorError:
            session.close()
            raise

    @property
    def session(self) -> "Session":
        """The open session. Only asked for when a document is open."""
        assert self._session is not None
        return self._session

    @property
    def finder(self) -> "Finder":
        """What goes through all documents of the session."""
        if self._finder is None:
            from annotator.session.finding import Finder

            self._finder = Finder(self.session)
        return self._finder

    @property
    def wanted(self) -> "Wanted":
        """The filter that ] and [ follow."""
        if self._wanted is None:
            from annotator.session.finding import UNJUDGED

            self._wanted = UNJUDGED
        return self._wanted

    @wanted.setter
    def wanted(self, wanted: "Wanted") -> None:
        self._wanted = wanted

    def open_document(
        self,
        document: str,
        at: int | None = None,
        said: str = "",
    ) -> None:
        """Open another document of the session, at an offset into its text or where it was left.

        `said`: what to say then.
        """
        session = self.session
        self.opening = True

        def open_it() -> Opened:
            return Opened(session, session.desk(document), at, None, said)

        self._pool.submit(open_it).add_done_callback(self._opened)

    def turn(self, step: "Step") -> None:
        """Take a step back, or bring it again, in documents that are not open; before any is opened after it."""
        self._pool.submit(self.session.turn, step).add_done_callback(self._turned)

    def _turned(self, turning: "Future[None]") -> None:
        if self.is_running and not turning.cancelled():
            self.post_message(self.Turned(turning.exception()))

    def on_label_app_turned(self, message: Turned) -> None:
        if isinstance(message.failure, AnnotatorError):
            self.bench.say(brief_path(safe(str(message.failure))), warning=True)
        elif message.failure is not None:
            raise message.failure

    def _opened(self, opening: "Future[Opened]") -> None:
        if self.is_running:
            self.post_message(self.Ready(opening))

    def on_label_app_ready(self, message: Ready) -> None:
        self.opening = False
        failure = message.opening.exception()
        if isinstance(failure, AnnotatorError):
            self._fail(failure)
        elif failure is not None:
            raise failure
        else:
            self._show(message.opening.result())

    def _troubled(self, said: str) -> None:
        """In whatever thread computed the candidates."""
        if self.is_running:
            self.post_message(self.Troubled(said))

    def on_label_app_troubled(self, message: Troubled) -> None:
        self.bench.say(safe_lines(message.said), warning=True)

    def _fail(self, failure: AnnotatorError) -> None:
        """Without a document there is nothing to do; with one, the work goes on."""
        self._own = None
        if self._session is not None:
            self.bench.say(brief_path(str(failure)), warning=True)
            return
        self.failure = str(failure)
        self.exit(failure.status)

    def _show(self, opened: Opened) -> None:
        first, other = self._session is None, self._session is not opened.session
        self._session = opened.session
        self._session.on_trouble = self._troubled
        if other:
            self._finder = None
        try:
            self.keys = self.keys.with_schema(opened.desk.schema)
        except AnnotatorError as failure:
            self._session = None
            self._fail(failure)
            return
        self.bench.take_keys(self.keys)
        self.bench.open(opened.desk, opened.at, opened.day)
        if opened.said:
            self.bench.say(opened.said)
        if self._own is not None and not self.bench.touring:
            self.bench.start_tour()
        if first:
            self._offer_tour()
            if not self.is_headless:
                self._calm_collector()

    # The tour

    def _offer_tour(self) -> None:
        """At the very first start, once; not where that cannot be noted."""
        if self._tour is None or self.remembered.toured:
            return
        self.remembered.toured = True
        if self.remember():
            from annotator.tui.screens.touring import OfferScreen

            self.push_screen(OfferScreen(self.look, self.keys), self._offered)

    def _offered(self, taken: bool | None) -> None:
        if taken:
            self.begin_tour()

    def begin_tour(self) -> bool:
        """Open the article of the tour. False: there is none."""
        if self._tour is None or self._own is not None or self.opening:
            return False
        self._own = Opened(self.session, self.bench.work.desk, day=self.bench.day)
        self.opening = True
        self._pool.submit(self._first, self._tour).add_done_callback(self._opened)
        return True

    def end_tour(self) -> None:
        """Back to the annotator's own document, where it was left."""
        if self._own is not None:
            tour, own, self._own = self.session, self._own, None
            self._show(own._replace(at=None))
            self._pool.submit(tour.close)

    async def run_action(self, *arguments: Any, **options: Any) -> bool:
        done = await super().run_action(*arguments, **options)
        if done and self._own is not None:
            action = arguments[0] if arguments else options["action"]
            self.bench.did(action if isinstance(action, str) else action[1])
        return done

    def _calm_collector(self) -> None:
        """No full collection while keys are handled: what was loaded is set aside, the rest done when idle.

        A full collection of a loaded heap takes 50 to 120 ms.
        """
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 50, 1_000)
        self.set_interval(1.0, self._collect_when_idle)

    def _collect_when_idle(self) -> None:
        if self.bench.idle_for(0.8):
            if not self._calm and self.bench.settled:
                self._calm = True
                gc.freeze()  # names and rules have been loaded meanwhile
            gc.collect(1)
            if self.bench.touched != self._given_back:
                self._given_back = self.bench.touched
                _give_back()

    def remember(self) -> bool:
        """Keep how the screen looks for the next time. False: that cannot be."""
        if self.theme != self._first_theme:
            self.remembered.theme = self.theme
        self.bench.keep_in(self.remembered)
        return remember(self._memory, self.remembered)

    def on_unmount(self) -> None:
        if self._bench is not None:
            self._bench.close()
            self.remember()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for session in {self._session, self._own.session if self._own else None}:
            if session is not None and not self.bench.pending:
                session.close()


def _give_back() -> None:
    """What was needed only to load goes back to the system, where its C library can do that."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)


def run(
    opening: "Opening",
    *,
    theme: str = "",
    keys: Keys | None = None,
    memory: Path | None = None,
    tour: "Opening | None" = None,
) -> int:
    """Label the document that `opening` gives, called in a thread after the first paint; the exit status.

    `theme`: 'dark', 'light', 'contrast', 'ansi' or one of Textual's; empty: the last one, or chosen by the
    terminal. `memory`: the file that keeps how the screen looked; None: nothing is kept.
    `tour`: opens the article of the tour, offered at the first start. What `opening` raises
    and the user can mend is said on stderr, with its status; a fault of the program is shown in full,
    after the screen has closed. Raises UsageError for a theme that there is not.
    """
    switch = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        app = LabelApp(opening, theme=theme, keys=keys, memory=memory, tour=tour)
        status = app.run()
    finally:
        sys.setswitchinterval(switch)
    if app.failure:
        print(safe_lines(app.failure), file=sys.stderr)
    return app.return_code or 0 if status is None else status
