"""What is done once a frame is out: bit by bit, so that a key never waits for more than a bit."""

from collections.abc import Iterator
from time import monotonic

from textual.message_pump import MessagePump

WAIT = 0.003
"""Seconds that the frame gets to reach the terminal: the thread that writes it needs the interpreter."""
BIT = 0.0005
"""Seconds after which other things get a turn."""


class Afterwards:
    """Goes through steps, a few at a time. New ones take the place of those that are left."""

    def __init__(self, pump: MessagePump) -> None:
        self._steps: Iterator[None] | None = None
        self._due = 0.0
        self._timer = pump.set_interval(0.001, self._go_on, pause=True)

    @property
    def busy(self) -> bool:
        """True while there are steps left."""
        return self._steps is not None

    def begin(self, steps: Iterator[None]) -> None:
        """Go through these, from a moment after the first of a burst of calls on."""
        if self._steps is None:
            self._due = monotonic() + WAIT
            self._timer.resume()
        self._steps = steps

    def _go_on(self) -> None:
        now = monotonic()
        if now < self._due:
            return
        for _ in self._steps or ():
            if monotonic() > now + BIT:
                return
        self._steps = None
        self._timer.pause()
