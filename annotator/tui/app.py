"""The application: it paints an empty screen at once, then opens the document in a thread.

What is heavy to import (the database, YAML, the matcher) is imported in that thread, after the first
paint. `run` is the way in; it never raises what the user can mend.
"""

import gc
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ClassVar

os.environ.setdefault("TEXTUAL_FPS", "240")  # a second repaint (○ to ●) waits for a tick of this clock
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events
from textual.app import App
from textual.message import Message

from annotator.errors import AnnotatorError, UsageError
from annotator.safetext import safe_lines
from annotator.tui.look import SHORT, THEMES, Look, theme_for
from annotator.tui.screens.label import LabelScreen
from annotator.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from annotator.session import Desk

SWITCH = 0.0005
"""Seconds a computing thread may keep the interpreter: the longest that it can delay a key."""


class LabelApp(App[int], inherit_bindings=False):
    """Labels one document. Its return value is an exit status."""

    TITLE = "annotator"
    CSS_PATH: ClassVar[list[str]] = [  # type: ignore[assignment]
        "screens/label.tcss",
        "screens/reader.tcss",
        "screens/picker.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False

    class Opened(Message):
        """The document is there, or is not."""

        def __init__(self, opening: "Future[Desk]") -> None:
            super().__init__()
            self.opening = opening

    def __init__(self, open_desk: "Callable[[], Desk]", *, theme: str = "") -> None:
        self._bench: LabelScreen | None = None
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        for each in THEMES:
            self.register_theme(each)
        theme = SHORT.get(theme, theme) or theme_for(os.environ, self.available_themes)
        if theme not in self.available_themes:
            names = ", ".join(sorted({*SHORT, *self.available_themes}))
            raise UsageError(f"no theme called {theme!r}; choose from {names}")
        self.theme = theme
        self.failure = ""
        """Why it ended, for stderr; empty: the annotator left."""
        self._calm = False
        self._open_desk = open_desk
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
        self._bench = LabelScreen(self.look)
        return self._bench

    def watch_theme(self) -> None:
        """Every pane draws with the styles of the new theme."""
        for screen in self.screen_stack if self._bench else ():
            for pane in screen.query(Pane):
                pane.look = self.look

    async def on_event(self, event: events.Event) -> None:
        """A key is answered before the next one is looked at.

        Textual would first send it round by the screen: of keys that come in one burst a later one
        could act before an earlier one, on the wrong sentence.
        """
        if not (
            isinstance(event, events.Key)
            and not event.is_forwarded
            and self.focused is None
            and await self._check_bindings(event.key)
        ):
            await super().on_event(event)

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The frame is painted: now open the document."""
        self._pool.submit(self._open_desk).add_done_callback(self._opened)

    def _opened(self, opening: "Future[Desk]") -> None:
        if self.is_running:
            self.post_message(self.Opened(opening))

    def on_label_app_opened(self, message: Opened) -> None:
        failure = message.opening.exception()
        if isinstance(failure, AnnotatorError):
            self.failure = str(failure)
            self.exit(failure.status)
        elif failure is not None:
            raise failure
        else:
            self.bench.open(message.opening.result())
            if not self.is_headless:
                self._calm_collector()

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

    def on_unmount(self) -> None:
        if self._bench is not None:
            self._bench.close()
        self._pool.shutdown(wait=True, cancel_futures=True)


def run(open_desk: "Callable[[], Desk]", *, theme: str = "") -> int:
    """Label the document that `open_desk` gives, called in a thread after the first paint; the exit status.

    `theme`: 'dark', 'light' or one of Textual's; empty: chosen by the terminal. What `open_desk` raises
    and the user can mend is said on stderr, with its status; a fault of the program is shown in full,
    after the screen has closed. Raises UsageError for a theme that there is not.
    """
    switch = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        app = LabelApp(open_desk, theme=theme)
        status = app.run()
    finally:
        sys.setswitchinterval(switch)
    if app.failure:
        print(safe_lines(app.failure), file=sys.stderr)
    return app.return_code or 0 if status is None else status
