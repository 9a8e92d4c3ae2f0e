"""A screen to read on: the manual, or all that is known of those whom a sentence names."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import Screen

from annotator.tui.actions import READ, Keys
from annotator.tui.footer import hints
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.text import lines, safe
from annotator.tui.view import Known
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.pane import Piece
from annotator.tui.widgets.reader import Page, ReaderPane


class ReaderScreen(Screen[None]):
    """Shows one page under a title until it is closed."""

    CSS_PATH = "reader.tcss"
    BLANK = True

    def __init__(self, title: str, page: Page, look: Look, keys: Keys) -> None:
        super().__init__()
        bind(self, keys, READ)
        self.keys = keys
        self._title, self._page, self._look = title, page, look

    def compose(self) -> ComposeResult:
        yield TextBar(self._look, self._title, id="title")
        yield ReaderPane(self._look, self._page, id="page")
        bar = KeysBar(self._look, id="keys")
        bar.show(hints(self.keys, READ))
        yield bar

    @property
    def _pane(self) -> ReaderPane:
        return self.query_one(ReaderPane)

    def action_read(self, lines: int) -> None:
        self._pane.scroll_by(lines)

    def action_read_page(self, pages: int) -> None:
        self._pane.scroll_by(pages * max(1, self._pane.rows - 2))

    def action_read_end(self, direction: int) -> None:
        self._pane.scroll_by(direction * 1_000_000_000)

    def action_read_close(self) -> None:
        self.dismiss()


def facts_page(known: Sequence[Known]) -> Page:
    """All that is known of those whom a sentence names."""

    def page(cells: int, look: Look) -> list[list[Piece]]:
        drawn: list[list[Piece]] = []
        for each in known:
            drawn.append([])
            name = f"  {safe(each.name)}" if each.name != each.words else ""
            drawn.append(
                [(safe(each.words), look.kind(each.kind)), (name, look.text), (f"  {each.kind}", look.dim)]
            )
            for fact in each.facts:
                first, *rest = lines(fact, cells - 4)
                drawn.append([("  · ", look.dim), (first, look.text)])
                drawn += [[("    ", look.dim), (line, look.text)] for line in rest]
        return drawn or [[], [("Nobody and nothing that is known is named in this sentence.", look.dim)]]

    return page
