"""Looks an entity up while its name is typed, or adds one."""

import datetime
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, get_args

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.errors import AnnotatorError
from annotator.model import Kind
from annotator.tui.actions import Keys
from annotator.tui.actions.linking import LINK
from annotator.tui.footer import hints
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.screens.asking import Asking, AskingLine
from annotator.tui.screens.picker import Choice, PickerScreen
from annotator.tui.text import brief_path, cut, in_quotes, pad, safe, width
from annotator.tui.widgets.answers import bar, score
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece

if TYPE_CHECKING:
    from annotator.session import Session
    from annotator.session.lookup import Hit, Typing

KINDS: tuple[Kind, ...] = get_args(Kind)
MOST = 30
"""So many entities are listed."""


class Link(NamedTuple):
    """What was chosen."""

    entity: str
    """The id; empty: the link is taken off."""
    name: str
    new: bool = False
    """True where it was added just now."""


class LinkScreen(Asking["Link | None"], ModalScreen["Link | None"]):
    """Gives the entity that was chosen; None: the link stays as it is."""

    CSS_PATH = "marking.tcss"

    class Found(Message):
        """What a key's look-up found, or why it could not."""

        def __init__(self, hits: "list[Hit]", facts: list[str], failure: str = "") -> None:
            super().__init__()
            self.hits, self.facts, self.failure = hits, facts, failure

    class Added(Message):
        """A new entity is on disk, or could not be written."""

        def __init__(self, making: "Future[str]") -> None:
            super().__init__()
            self.making = making

    def __init__(
        self, session: "Session", words: str, day: datetime.date | None, held: str, look: Look, keys: Keys
    ) -> None:
        """`words`: those that are to be linked; `held`: the id that they are linked to now."""
        super().__init__()
        self._session, self._words, self._day, self._held = session, " ".join(words.split()), day, held
        self._look, self.keys = look, keys
        self._hits: list[Hit] = []
        self._facts: list[str] = []
        self._kind: Kind | None = None
        self._typing: Typing | None = None
        self._new: Kind | None = None
        self._called = ""
        self._asked = 0
        self._answered = 0
        self._query = ""
        self._later: list[int] = []
        """Steps in the list that were made before it was there; 0: what is marked then is to be taken."""
        self._title = TextBar(look, "", id="title")
        self._list = ListPane(look, height=2, id="entities")
        bind(self, keys, LINK)

    def compose(self) -> ComposeResult:
        yield self._title
        yield AskingLine(self.keys, LINK, value=self._words, placeholder="the name of an entity")
        yield self._list
        foot = KeysBar(self._look)
        foot.show(hints(self.keys, LINK))
        yield foot

    def on_mount(self) -> None:
        from annotator.session.lookup import Typing

        self._typing = Typing(self._session.entity_lookup)
        self._show_title()
        self._list.show(0, self._row, 0, "looking …")
        self._look_up(self._words)

    def on_unmount(self) -> None:
        if self._typing is not None:
            self._typing.close()

    @property
    def settled(self) -> bool:
        """True where the last key is answered."""
        return self._answered == self._asked and not self.busy

    def _waiting(self, step: int) -> bool:
        """True where the list is not the answer to what is typed: the key waits for it."""
        value = self.query_one(Input).value
        if value != self._query:  # typed faster than the screen was told
            self._look_up(value)
        if self.settled:
            return False
        self._later.append(step)
        return True

    def _show_title(self) -> None:
        only = f" · only {self._kind}s" if self._kind else ""
        linked = f" · now {safe(self._held)}" if self._held else ""
        self._title.show(f"Link {in_quotes(safe(cut(self._words, 40)))} to{only}{linked}")

    # ------------------------------------------------------------ looking up

    def on_input_changed(self, event: Input.Changed) -> None:
        value = self.query_one(Input).value
        if self._new is None and value != self._query:
            self._look_up(value)

    def _look_up(self, query: str) -> None:
        if self._typing is None:
            return
        self._asked += 1
        self._query = query
        self._later = []
        kinds = (self._kind,) if self._kind else ()
        asked = self._asked
        future = self._typing.submit(query, kinds, MOST)
        future.add_done_callback(lambda done: self._arrived(done, asked))

    def _arrived(self, done: "Future[list[Hit] | None]", asked: int) -> None:
        """In the look-up's thread: the facts of the first are read there, too."""
        if done.cancelled() or not self.is_running:
            return
        failure = done.exception()
        if failure is not None and not isinstance(failure, AnnotatorError):
            raise failure
        hits = None if failure else done.result()
        if hits is None and failure is None:
            return  # a newer key came
        facts = []
        for hit in (hits or [])[:MOST]:
            lines = self._session.entity_lookup.describe(hit.entity, self._day)
            facts.append(" · ".join(lines))
        found = self.Found(hits or [], facts, brief_path(str(failure)) if failure else "")
        found.asked = asked  # type: ignore[attr-defined]
        if self.is_running:
            self.post_message(found)

    def on_link_screen_found(self, message: Found) -> None:
        self._answered = max(self._answered, getattr(message, "asked", 0))
        self._hits, self._facts = message.hits, message.facts
        note = message.failure or f"nothing is called that; {self.keys.shown('link-new')} adds it"
        self._list.show(len(self._hits), self._row, 0, safe(note))
        if self.settled:
            later, self._later = self._later, []
            for step in later:
                if step:
                    self._list.move(step, around=True)
                else:
                    self.action_link_take()

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, hit = self._look, self._hits[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        full, empty = bar(hit.score, 5)
        right = f" {hit.kind:<12} "
        names = max(10, cells - len(right) - 12)
        held = "✓ " if hit.entity == self._held else "  "
        also = f"  matched “{safe(hit.alias)}”" if hit.alias and hit.alias != hit.name else ""
        name = safe(hit.name)
        space = max(0, names - 2 - width(name))
        return [
            [
                (held, base),
                (cut(name, names - 2), look.kind(hit.kind, lifted=marked)),
                (pad(also, space) if space else "", faint),
                (right, faint),
                (full, base),
                (empty, faint),
                (score(hit.score), faint),
            ],
            [
                ("    ", base),
                (cut(safe(self._facts[row] if row < len(self._facts) else ""), cells - 4), faint),
            ],
        ]

    # ------------------------------------------------------------ choosing

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was ready to take it."""
        if event.is_printable and event.character and self.focused is None:
            event.stop()
            self.query_one(Input).insert_text_at_cursor(event.character)

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_link_take()

    def action_link_take(self) -> None:
        if self.busy:  # a click, while one is being added
            return
        if self._new is not None:
            self._make(self._new, self.query_one(Input).value)
        elif not self._waiting(0) and self._hits:
            hit = self._hits[self._list.marked]
            self.dismiss(Link(hit.entity, hit.name))

    def action_link_move(self, step: int) -> None:
        if self._new is None and not self._waiting(step):
            self._list.move(step, around=True)

    def action_link_kind(self) -> None:
        if self._new is not None:
            return
        order = (None, *KINDS)
        self._kind = order[(order.index(self._kind) + 1) % len(order)]
        self._show_title()
        self._look_up(self.query_one(Input).value)

    def action_link_off(self) -> None:
        self.dismiss(Link("", "") if self._held else None)

    def action_link_close(self) -> None:
        self.dismiss(None)

    # ------------------------------------------------------------ a new one

    def action_link_new(self) -> None:
        """Ask what kind of thing it is, then for a note."""
        if self._new is not None:
            return
        self._called = " ".join(self.query_one(Input).value.split()) or self._words
        choices = [Choice(kind, "") for kind in KINDS]
        question = f"What is {cut(safe(self._called), 40)}?"
        self.app.push_screen(
            PickerScreen(self._look, self.keys, question, "cyan", choices, "", 2), self._kind_of_new
        )

    def _kind_of_new(self, kind: str | None) -> None:
        found = next((each for each in KINDS if each == kind), None)
        if found is None:
            return
        self._new = found
        self._show_new("a note on it, or nothing; {link-take} adds it")
        line = self.query_one(Input)
        line.value = ""
        line.placeholder = "who or what it is"

    def _show_new(self, what: str) -> None:
        self._title.show(f"New {self._new}: {safe(self._called)} · {self.keys.told(what)}")

    def _make(self, kind: Kind, note: str) -> None:
        """In a thread: another program may hold the database for seconds."""
        self.hold()
        self._show_new("is being added …")
        pool = ThreadPoolExecutor(1, "add")
        making = pool.submit(self._session.entity_lists.make, kind, self._called, note)
        making.add_done_callback(self._made)
        pool.shutdown(wait=False)

    def _made(self, making: "Future[str]") -> None:
        if self.is_running:
            self.post_message(self.Added(making))

    def on_link_screen_added(self, message: Added) -> None:
        failure = message.making.exception()
        if failure is None:
            self.dismiss(Link(message.making.result(), self._called, new=True))
            self.go_on(give=True)
        elif isinstance(failure, AnnotatorError):
            self._show_new(f"not added, {{link-take}} tries again: {safe(brief_path(str(failure)))}")
            self.go_on(give=False)
        else:
            raise failure
