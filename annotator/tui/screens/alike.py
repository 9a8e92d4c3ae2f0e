"""What is nearly the same as some words, in the document and in the project: ticked and labelled together."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen

from annotator.errors import AnnotatorError
from annotator.tui.actions import Keys
from annotator.tui.actions.likeness import ALIKE
from annotator.tui.footer import hints
from annotator.tui.gathering import Batch, Gathering
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.screens.asking import Asking
from annotator.tui.screens.picker import PickerScreen, kinds, picker_for
from annotator.tui.text import brief_path, cut, in_quotes, pad, safe
from annotator.tui.widgets.answers import score
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece

if TYPE_CHECKING:
    from annotator.model import Event
    from annotator.session import Session
    from annotator.session.likeness import Alike

NAMES = 18
"""Cells for the name of a document."""


class Labelled(NamedTuple):
    """What was set."""

    events: "list[Event]"
    said: str


class AlikeScreen(Asking["Labelled | None"], ModalScreen["Labelled | None"]):
    """Gives what was labelled; None: nothing."""

    CSS_PATH = "marking.tcss"

    class Gathered(Message):
        """Some more was found."""

        def __init__(self, batch: "Batch[Alike]") -> None:
            super().__init__()
            self.batch = batch

    class Told(Message):
        """How far the labelling is, or that it is done."""

        def __init__(self, done: int, result: "Labelled | None" = None, failure: str = "") -> None:
            super().__init__()
            self.done, self.result, self.failure = done, result, failure

    def __init__(
        self, session: "Session", document: str, words: str, look: Look, keys: Keys, *, whole: bool
    ) -> None:
        super().__init__()
        self._session, self._document, self._words, self._whole = session, document, words, whole
        self._look, self.keys = look, keys
        self._found: list[Alike] = []
        self._ticked: set[int] = set()
        self._everywhere = True
        self._labelling = False
        self._gathering: Gathering[Alike] = Gathering(self._tell)
        self._search = 0
        self._title = TextBar(look, "", id="title")
        self._list = ListPane(look, id="passages")
        bind(self, keys, ALIKE)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._list
        foot = KeysBar(self._look)
        foot.show(hints(self.keys, ALIKE))
        yield foot

    def on_mount(self) -> None:
        self._seek()

    def on_unmount(self) -> None:
        self._gathering.close()

    @property
    def settled(self) -> bool:
        """True where all is found, and nothing is being labelled."""
        return not self._gathering.running and not self._labelling

    def _seek(self) -> None:
        self._found, self._ticked = [], set()
        self._show("looking …")
        self._search = self._gathering.start(self._places)

    def _places(self, stopped: Callable[[], bool]) -> "Iterable[Alike]":
        from annotator.session.likeness import MOST, places

        documents = () if self._everywhere else (self._document,)
        found = places(self._session, self._words, documents=documents, whole=self._whole, stopped=stopped)
        for number, each in enumerate(found):
            if number == MOST or stopped():
                return
            yield each

    def _tell(self, batch: "Batch[Alike]") -> None:
        if self.is_running:
            self.post_message(self.Gathered(batch))

    def on_alike_screen_gathered(self, message: Gathered) -> None:
        batch = message.batch
        if batch.failure is not None and not isinstance(batch.failure, AnnotatorError):
            raise batch.failure
        if batch.search != self._search:
            return
        from annotator.session.likeness import SURE

        for each in batch.found:
            if each.score >= SURE:
                self._ticked.add(len(self._found))
            self._found.append(each)
        note = brief_path(str(batch.failure)) if batch.failure else "nothing is like it"
        self._show(note if batch.done or batch.failure else "looking …")

    def _show(self, note: str) -> None:
        where = "all documents" if self._everywhere else "this document"
        words = cut(safe(" ".join(self._words.split())), 40)
        self._title.show(f"{in_quotes(words)} · {len(self._ticked)} of {len(self._found)} ticked · {where}")
        self._list.show(len(self._found), self._row, self._list.marked, safe(note))

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, each = self._look, self._found[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        box = "☑ " if row in self._ticked else "☐ "
        has = f"  {', '.join(each.labels)}" if each.labels else ""
        room = max(10, cells - 2 - 5 - NAMES - 1 - len(has))
        words = safe(" ".join(each.words.split()))
        return [
            [
                (box, base),
                (score(each.score) + " ", faint),
                (pad(cut(safe(each.name), NAMES), NAMES + 1), faint),
                (cut(words, room), base),
                (safe(has), look.named("green", lifted=marked)),
            ]
        ]

    # ------------------------------------------------------------ keys

    def action_alike_tick(self) -> None:
        if self._found:
            self._ticked ^= {self._list.marked}
            self._show("")
            self._list.move(1)

    def action_alike_all(self) -> None:
        everything = set(range(len(self._found)))
        self._ticked = set() if self._ticked == everything else everything
        self._show("")

    def action_alike_scope(self) -> None:
        self._everywhere = not self._everywhere
        self._seek()

    def action_alike_move(self, step: int) -> None:
        self._list.move(step)

    def action_alike_page(self, direction: int) -> None:
        self._list.page(direction)

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_alike_tick()

    def action_alike_close(self) -> None:
        if not self._labelling:
            self.dismiss(None)

    def action_alike_label(self) -> None:
        """Ask which label, and which type of it."""
        if not self._ticked or self._labelling:
            self._title.show(
                self.keys.told("nothing is ticked: {alike-tick} ticks a passage, {alike-all} ticks all")
            )
            return
        choices = kinds(self._session.schema, labels_first=True)
        question = f"Label {len(self._ticked)} passages as what?"
        self.app.push_screen(
            PickerScreen(self._look, self.keys, question, "cyan", choices, "", 0), self._chosen
        )

    def _chosen(self, name: str | None) -> None:
        if not name:
            return
        label = self._session.schema.label(name)
        if label is not None and label.types:
            screen = picker_for(label, [], "", self._look, self.keys)
            self.app.push_screen(
                screen, lambda type_: self._label(name, type_) if type_ is not None else None
            )
        else:
            self._label(name, "")

    def _label(self, name: str, type_: str) -> None:
        """In a thread: thousands of passages in dozens of documents take a second or two."""
        from annotator.session.likeness import label_all, told

        chosen = [self._found[row] for row in sorted(self._ticked)]
        self._labelling = True
        self._title.show(f"labelling {len(chosen)} …")

        def work() -> None:
            try:
                new, events = label_all(
                    self._session, name, type_, chosen, lambda done: self._report(self.Told(done))
                )
            except AnnotatorError as failure:
                self._report(self.Told(0, None, brief_path(str(failure))))
                return
            self._report(self.Told(new, Labelled(events, told(name, new, events))))

        self.run_worker(work, thread=True, exclusive=True)

    def _report(self, told: Told) -> None:
        if self.is_running:
            self.post_message(told)

    def on_alike_screen_told(self, message: Told) -> None:
        if message.result is not None:
            self._labelling = False
            self.dismiss(message.result)
        elif message.failure:
            self._labelling = False
            self._title.show(safe(message.failure))
        else:
            self._title.show(f"labelling … {message.done} of {len(self._ticked)}")
