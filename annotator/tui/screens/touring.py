"""The tour on the labelling screen, and the small window that offers it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip

from annotator.tui.actions import OFFER, Keys
from annotator.tui.footer import hints
from annotator.tui.keyed import bind, keys_of
from annotator.tui.look import Look
from annotator.tui.screens.bench import Bench
from annotator.tui.text import lines, width
from annotator.tui.tour import Tour
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.pane import Pane, strip

if TYPE_CHECKING:
    from annotator.tui.app import LabelApp

HEIGHT = 4
"""Lines that a step takes."""


class TourPane(Pane):
    """What to try now."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="tour")
        self._text = self._place = ""

    def show(self, text: str, place: str) -> None:
        """Say this."""
        self._text, self._place = text, place
        self.redraw()

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look = self.look
        ends = keys_of(self).shown("end-tour")
        head = f"─ TOUR · {self._place} · {ends} ends it "
        drawn = [strip([(head, look.heading), ("─" * (cells - width(head)), look.rail)], cells, look.text)]
        for line in lines(self._text, cells - 4)[: rows - 1]:
            drawn.append(strip([("  ", look.text), (line, look.text)], cells, look.text))
        return drawn


class Touring(Bench):
    """The part of the labelling screen that shows the tour."""

    _tour: Tour | None = None

    @property
    def touring(self) -> bool:
        """True during the tour."""
        return self._tour is not None

    def start_tour(self) -> None:
        """Show the first step."""
        self._tour = Tour()
        if not self.query(TourPane):
            pane = TourPane(self._document.look)
            pane.show(self._tour.text(self.keys), self._tour.place)
            self.mount(pane, before=self._status)
        self.extra = HEIGHT
        self.divide()

    def did(self, act: str) -> None:
        """Something was done: perhaps that was the step."""
        if self._tour is not None and not self._warning and self._tour.did(act):
            self._show_step()

    def _show_step(self) -> None:
        for pane in self.query(TourPane):
            if self._tour is not None:
                pane.show(self._tour.text(self.keys), self._tour.place)

    def action_tour(self) -> None:
        if not cast("LabelApp", self.app).begin_tour():
            self.say("there is no tour here; `annotator label` has one", warning=True)

    def action_end_tour(self) -> None:
        """Back to the document that is one's own."""
        if self._tour is None:
            return
        self._tour = None
        self.query(TourPane).remove()
        self.extra = 0
        self.divide()
        cast("LabelApp", self.app).end_tour()


class OfferScreen(ModalScreen[bool]):
    """Offers the tour; True: it is taken."""

    CSS_PATH = "touring.tcss"

    def __init__(self, look: Look, keys: Keys) -> None:
        super().__init__()
        self._look, self.keys = look, keys
        bind(self, keys, OFFER)

    def compose(self) -> ComposeResult:
        yield TextBar(self._look, "First time here?")
        yield TextBar(self._look, "Two minutes on an article of ours show all that one needs.")
        yield TextBar(self._look, "This is offered once; the command “tour” takes it any time.")
        bar = KeysBar(self._look)
        bar.show(hints(self.keys, OFFER))
        yield bar

    def action_offer_take(self) -> None:
        self.dismiss(True)

    def action_offer_leave(self) -> None:
        self.dismiss(False)
