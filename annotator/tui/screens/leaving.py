"""Leaving: at once where all is on disk, else when it is."""

from concurrent.futures import Future, ThreadPoolExecutor

from textual.message import Message

from annotator.errors import AnnotatorError
from annotator.tui.screens.touring import Touring
from annotator.tui.text import brief_path, safe


class Leaving(Touring):
    """The part of the labelling screen that ends it."""

    _leaving: "Future[None] | None" = None
    """Set once the annotator asked to leave while something was pending."""

    class Flushed(Message):
        """All that was pending when the annotator left is on disk, or is not."""

        def __init__(self, failure: BaseException | None) -> None:
            super().__init__()
            self.failure = failure

    def action_leave(self) -> None:
        """Leave; where something is not on disk yet, wait for it. A second time: leave without it."""
        if not self.is_open:
            self.app.exit(0)
            return
        if self.touring:
            self.action_end_tour()
            return
        desk = self.work.desk
        if not desk.pending:
            self.app.exit(0)
            return
        if self._leaving is not None:
            if self._leaving.done():
                self.app.exit(1)
            return
        self.say("writing what is left …")
        pool = ThreadPoolExecutor(1, "flush")
        self._leaving = pool.submit(desk.flush)
        self._leaving.add_done_callback(lambda work: self.tell(self.Flushed(work.exception())))
        pool.shutdown(wait=False)

    def on_leaving_flushed(self, message: Flushed) -> None:
        if message.failure is None:
            self.app.exit(0)
        elif isinstance(message.failure, AnnotatorError):
            again = self.keys.told("{leave} again leaves without it")
            self.trouble = f"{again}; {brief_path(safe(str(message.failure)))}"
            self.show_status()
        else:
            raise message.failure
