"""What is opened over the work: the manual, what is known, all commands."""

from annotator.tui.screens.bench import Bench
from annotator.tui.text import safe
from annotator.tui.view import sums_of


class Consulting(Bench):
    """The part of the labelling screen that opens others."""

    def action_palette(self) -> None:
        from annotator.tui.screens.chooser import palette

        self.app.push_screen(palette(self.run_action, self.keys, self._document.look))

    def action_facts(self) -> None:
        from annotator.tui.screens.reader import ReaderScreen, facts_page

        known = [*self.work.known(), *sums_of(self.work.candidates())]
        self.app.push_screen(ReaderScreen("Known here", facts_page(known), self._document.look, self.keys))

    def action_manual(self) -> None:
        from annotator.tui.screens.manual import manual_page
        from annotator.tui.screens.reader import ReaderScreen

        schema = self.work.desk.schema
        title = f"Manual · {safe(schema.name)}"
        page = manual_page(schema, self.keys)
        self.app.push_screen(ReaderScreen(title, page, self._document.look, self.keys))
