"""The list of documents: how far one is, and what is open in each."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from annotator.errors import AnnotatorError
from annotator.session.arranging import SORTS, arranged
from annotator.tui.actions import DOCUMENTS, Keys
from annotator.tui.days import day_in_words
from annotator.tui.footer import hints
from annotator.tui.gathering import Batch, Gathering
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.screens.chooser import palette
from annotator.tui.screens.found import Goal
from annotator.tui.text import brief_path, pad, safe
from annotator.tui.widgets.answers import bar
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece

if TYPE_CHECKING:
    from annotator.session import Progress
    from annotator.session.finding import Finder, Open

LONG = 5_000
"""Sentences of a document from which on what is open in it is not worked out for the list alone."""


class News(NamedTuple):
    """Something that the thread found out: all documents, or what is left in one of them."""

    documents: "list[Progress] | None" = None
    document: str = ""
    left: "Open | None" = None


class DocumentsScreen(Screen[None]):
    """Opens the document that is chosen."""

    CSS_PATH = "working.tcss"
    BLANK = True

    class Gathered(Message):
        """Something was found out."""

        def __init__(self, batch: "Batch[News]") -> None:
            super().__init__()
            self.batch = batch

    def __init__(
        self, finder: "Finder", current: str, visit: Callable[[Goal], None], look: Look, keys: Keys
    ) -> None:
        super().__init__()
        self._visit = visit
        self._finder, self._current, self._look, self.keys = finder, current, look, keys
        self._list = ListPane(look, id="documents")
        self._title = TextBar(look, "Documents", id="title")
        self._all: list[Progress] = []
        self._shown: list[Progress] = []
        self._left: dict[str, Open] = {}
        self._sort = 0
        self._only_open = False
        self._gathering: Gathering[News] = Gathering(self._tell)
        bind(self, keys, DOCUMENTS)

    def compose(self) -> ComposeResult:
        yield self._title
        yield TextBar(self._look, "", id="heads")
        yield self._list
        foot = KeysBar(self._look, id="keys")
        foot.show(hints(self.keys, DOCUMENTS))
        yield foot

    def on_mount(self) -> None:
        self._list.show(0, self._row, 0, "looking …")
        self._gathering.start(self._find_out)

    def _find_out(self, stopped: Callable[[], bool]) -> "Iterable[News]":
        documents = self._finder.documents()
        yield News(documents)
        for each in sorted(documents, key=lambda each: each.sentences):
            if each.sentences <= LONG and not stopped():
                yield News(None, each.id, self._finder.left(each.id, stopped))

    @property
    def settled(self) -> bool:
        """True where nothing more will be found out by itself."""
        return not self._gathering.running

    def on_unmount(self) -> None:
        self._gathering.close()

    def _tell(self, batch: "Batch[News]") -> None:
        if self.is_running:
            self.post_message(self.Gathered(batch))

    def on_documents_screen_gathered(self, message: Gathered) -> None:
        failure = message.batch.failure
        if failure is not None and not isinstance(failure, AnnotatorError):
            raise failure
        first = not self._all
        for news in message.batch.found:
            if news.documents is not None:
                self._all = news.documents
            elif news.left is not None:
                self._left[news.document] = news.left
        current = self._current if first or not self._shown else self._shown[self._list.marked].id
        self._arrange(current, brief_path(str(failure)) if failure else "")

    def _arrange(self, current: str, note: str = "") -> None:
        """Sort, leave out, and keep the mark on its document."""
        shown = arranged(self._all, SORTS[self._sort], self._left, only_open=self._only_open)
        self._shown = shown
        judged, count = sum(each.judged for each in self._all), sum(each.sentences for each in self._all)
        only = " · only what is open" if self._only_open else ""
        many = "1 document" if len(self._all) == 1 else f"{len(self._all)} documents"
        self._title.show(f"{many} · judged {judged}/{count} · {SORTS[self._sort]}{only}")
        self._heads()
        marked = next((rank for rank, each in enumerate(shown) if each.id == current), 0)
        self._list.show(len(shown), self._row, marked, note or "all documents are judged to their end")

    def on_resize(self) -> None:
        self._heads()

    def _heads(self) -> None:
        room = self._names(self.size.width - 2)
        self.query_one("#heads", TextBar).show(f"{pad('document', room)}{_HEADS}")

    @staticmethod
    def _names(cells: int) -> int:
        return max(12, cells - len(_HEADS))

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, each = self._look, self._shown[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        room = self._names(cells)
        here = "▸" if each.id == self._current else " "
        full, empty = bar(each.judged / each.sentences if each.sentences else 1.0, 6)
        left = self._left.get(each.id)
        errors = "" if left is None else f"{left.errors or '–'}"
        worth = "" if left is None else f"{left.worth:.1f}" if left.worth else "–"
        colour = look.named("green", lifted=marked)
        wrong = look.named("red", "bold" if left and left.errors else "", lifted=marked)
        return [
            [
                (here, base),
                (pad(safe(each.title or each.name or each.id[:8]), room - 1), base),
                (f" {day_in_words(each.date) or 'no date':>11} ", faint),
                (pad(safe(each.language), 3), faint),
                (f"{each.judged:>6}/{each.sentences:<6} ", base),
                (full, colour),
                (empty, faint),
                (f"{errors:>7}", wrong),
                (f"{worth:>7}", base),
            ]
        ]

    def action_doc_open(self) -> None:
        if self._shown:
            self.dismiss()
            self._visit(Goal(self._shown[self._list.marked].id))

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_doc_open()

    def action_doc_move(self, step: int) -> None:
        self._list.move(step)

    def action_doc_page(self, direction: int) -> None:
        self._list.page(direction)

    def action_doc_end(self, direction: int) -> None:
        self._list.mark(0 if direction < 0 else len(self._shown))

    def action_doc_sort(self) -> None:
        self._sort = (self._sort + 1) % len(SORTS)
        self._arrange(self._marked)

    def action_doc_hide(self) -> None:
        self._only_open = not self._only_open
        self._arrange(self._marked)

    @property
    def _marked(self) -> str:
        return self._shown[self._list.marked].id if self._shown else self._current

    def action_doc_search(self) -> None:
        self.dismiss()
        self._visit(Goal(words=True))

    def action_doc_palette(self) -> None:
        self.app.push_screen(palette(self.run_action, self.keys, self._look, DOCUMENTS))

    def action_doc_close(self) -> None:
        self.dismiss()


_HEADS = f" {'date':>11} {'':3}{'judged':>9}{'':5}{'':6}{'errors':>7}{'worth':>7}"
"""Right of the names: as wide as what stands there in a row."""
