"""What reaches beyond the sentence: links to entities, and the history of all documents."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, cast

from annotator.errors import AnnotatorError
from annotator.model import Mark
from annotator.session.targets import entity_kind, linkable
from annotator.tui.screens.marking import Marking
from annotator.tui.text import brief_path, safe

if TYPE_CHECKING:
    from annotator.session import Step
    from annotator.tui.app import LabelApp
    from annotator.tui.screens.alike import Labelled
    from annotator.tui.screens.linking import Link

_PATIENCE = 0.1
"""Seconds that the history is waited for before that is said."""


class Reaching(Marking):
    """The part of the labelling screen that links and looks back."""

    @property
    def _app(self) -> "LabelApp":
        return cast("LabelApp", self.app)

    # ------------------------------------------------------------ links

    def action_link(self) -> None:
        """Link one of the spans and names of the sentence; where there are several, choose which."""
        targets = self._linkable()
        if len(targets) == 1:
            self._link(targets[0])
        else:
            self._pick_mark("Link which?", targets, self._link)

    def action_link_selected(self) -> None:
        """Link the words that are selected; they become a span if they are none."""
        mark = self._selection.editing or self._standing()
        spans = self._selection.spans()
        self.action_select_close()
        kind = entity_kind(self.work.desk.schema)
        if mark is None and kind and len(spans) == 1:
            mark = Mark(kind, "", spans[0].start, spans[0].end)
        if mark is None:
            self.say("only whole words that stand together can be linked", warning=True)
        else:
            self._link(mark)

    def _linkable(self) -> list[Mark]:
        suggestions = self.work.suggestions()
        return linkable(self.work.desk, self.work.index, suggestions.mentions if suggestions else ())

    def _link(self, mark: Mark) -> None:
        from annotator.tui.screens.linking import LinkScreen

        desk = self.work.desk
        standing = desk.annotation(mark)
        held = standing.attribute("link") if standing else ""
        words = desk.document.text[mark.start : mark.end]
        screen = LinkScreen(
            self._app.session, words, desk.document.date, held, self._document.look, self.keys
        )
        self.app.push_screen(screen, partial(self._linked, mark))

    def _linked(self, mark: Mark, link: "Link | None") -> None:
        if link is None:
            return
        if link.new:
            self._app.session.renew_knowledge()
            self.work.desk.renew()
            self.work.ahead.forget()
        if link.name:
            self.work.linked[link.entity] = link.name
        try:
            self.done(self.work.desk.link(mark, link.entity))
        except AnnotatorError as refusal:
            self.say(str(refusal), warning=True)
            return
        if link.name:
            self.say(f"linked to {link.name}")
        if link.new:
            self.reopen()

    # ------------------------------------------------------------ once for all

    def action_alike(self) -> None:
        """What is nearly the same as the sentence, or as one of its spans and names: choose which."""
        desk = self.work.desk
        sentence = desk.sentence(self.work.index)
        whole = Mark("sentence", "", sentence.start, sentence.end)
        spans = {each.span: each for each in self._linkable() if each.span != sentence.span}
        candidate = self.work.candidate()
        if candidate is not None and candidate.span != sentence.span:
            spans.setdefault(candidate.span, Mark(candidate.label, "", candidate.start, candidate.end))
        self._pick_mark("Nearly the same as what?", [whole, *spans.values()], self._alike)

    def action_alike_selected(self) -> None:
        spans = self._selection.spans()
        self.action_select_close()
        self._alike(Mark("words", "", spans[0].start, spans[-1].end))

    def _alike(self, mark: Mark) -> None:
        from annotator.tui.screens.alike import AlikeScreen

        desk = self.work.desk
        words = desk.document.text[mark.start : mark.end]
        whole = mark.label == "sentence"
        look = self._document.look
        screen = AlikeScreen(self._app.session, desk.document.id, words, look, self.keys, whole=whole)
        self.app.push_screen(screen, self._labelled_all)

    def _labelled_all(self, labelled: "Labelled | None") -> None:
        if labelled is not None:
            self.work.desk.take_in(labelled.events)
            self._document.review()
            self.show_answers()
            self.say(labelled.said)

    # ------------------------------------------------------------ history

    def action_history(self) -> None:
        """Open the list; where another program holds the database, as soon as all is on disk."""
        pool = ThreadPoolExecutor(1, "trail")
        steps = pool.submit(self._app.session.trail)
        pool.shutdown(wait=False)
        wait([steps], _PATIENCE)
        if steps.done():
            self._show_history(steps)
        else:
            self.say("waiting until all is on disk …")
            self.start_errand(partial(self._wait_for_history, steps))

    async def _wait_for_history(self, steps: "Future[list[Step]]") -> None:
        while not steps.done():
            await asyncio.sleep(_PATIENCE)
        self._show_history(steps)

    def _show_history(self, steps: "Future[list[Step]]") -> None:
        from annotator.tui.screens.history import HistoryScreen

        failure = steps.exception()
        if isinstance(failure, AnnotatorError):
            self.say(brief_path(safe(str(failure))), warning=True)
            return
        screen = HistoryScreen(steps.result(), self._turn, self._document.look, self.keys)
        self.app.push_screen(screen, self._go_to_step)

    def _turn(self, step: "Step") -> None:
        if self.work.desk.document.id in step.documents:
            self.travel(self.work.desk.turn(step.gesture), "that was done elsewhere")
        else:
            self._app.turn(step)

    def _go_to_step(self, step: "Step | None") -> None:
        if step is None:
            return
        if step.documents[0] != self.work.desk.document.id:
            sign = "done here" if step.holds else "taken back here"
            self._app.open_document(step.documents[0], step.start, f"{sign}: {step.said}")
        else:
            self.go_to(step.start)
