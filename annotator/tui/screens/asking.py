"""Screens that ask for something, answered in the order of the keys however fast they come.

Textual hands the result of a screen on with a message, and the keys of a line that is typed in go round by
its screen and the application: of keys that come in one burst, later ones would act before earlier ones.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from annotator.tui.widgets.line import TypingLine

Result = TypeVar("Result")


class Asking(Screen[Result]):
    """A screen whose result is used before the next key is looked at."""

    _later_keys: list[events.Key] | None = None
    """Keys that came while what is asked for is being done; None: nothing is."""

    @property
    def busy(self) -> bool:
        """True while keys wait."""
        return self._later_keys is not None

    def hold(self) -> None:
        """Something takes longer than a key: those that come wait for `go_on`."""
        self._later_keys = []

    def go_on(self, *, give: bool) -> None:
        """It is done: `give` the keys that came to the screen that is shown now; else they are dropped."""
        held, self._later_keys = self._later_keys or [], None
        for event in held if give else ():
            self.app.post_message(events.Key(event.key, event.character))

    def holds(self, event: events.Key) -> bool:
        """True where the key has to wait; it is kept."""
        if self._later_keys is not None:
            self._later_keys.append(event)
        return self._later_keys is not None

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        callbacks = self._result_callbacks
        then = cast("Callable[[Result | None], Any] | None", callbacks[-1].callback if callbacks else None)
        if then is not None:
            callbacks[-1].callback = None
        closing = super().dismiss(result)
        if then is not None:
            then(result)
        return closing


class AskingLine(TypingLine):
    """A line whose other keys act at once; those that come after its screen has closed go to the next one."""

    async def _on_key(self, event: events.Key) -> None:
        if self.app.screen is not self.screen:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        elif cast("Asking[Any]", self.screen).holds(event) or (
            not event.is_printable and await self.app._check_bindings(event.key)
        ):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)
