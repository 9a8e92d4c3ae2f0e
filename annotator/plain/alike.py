"""Once for all by lines: what is nearly the same is listed, ticked and labelled together."""

from collections.abc import Iterator
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.bench import Place
from annotator.plain.marking import Marking
from annotator.plain.typed import Token, is_mark, numbers

if TYPE_CHECKING:
    from annotator.session.likeness import Alike as Passage

EVERY = 2.0
"""Seconds between two lines about how far a long labelling is."""


class Alike(Marking):
    """The command like."""

    _like_what = ""
    _whole = False
    _passages: "tuple[Passage, ...]" = ()
    _chosen: frozenset[int] = frozenset()
    """The passages that are ticked, from 1."""
    _everywhere = True

    def do_like(self, rest: str) -> None:
        given = list(self.typed(rest))
        word = given[0].text if given and not given[0].quoted else ""
        parts = {"list": self._list, "tick": self._tick, "all": self._all, "none": self._none}
        parts |= {"here": self._scope, "everywhere": self._scope, "set": self._set_all}
        if word in parts:
            if not self._like_what:
                raise UsageError(
                    'first say like what: like "some words", like 2 for mark 2, or like for the sentence'
                )
            parts[word](given)
        else:
            self._like(given)

    def _like(self, given: list[Token]) -> None:
        self.need()
        if len(given) > 1:
            raise UsageError("behind like stand the words alone; like set and a label labels what is ticked")
        self._whole = not given
        span = self.desk.sentence(self.index).span
        if given and given[0].quoted:
            self._like_what = given[0].text  # wherever they stand
        else:
            if given:
                span = self.mark(given[0].text).span if is_mark(given[0]) else self.place(given[0])
            self._like_what = self.desk.document.text[span.start : span.end]
        self._everywhere = True
        self._look()

    def _look(self) -> None:
        from annotator.session.likeness import MOST, SURE, places

        documents = () if self._everywhere else (self.desk.document.id,)
        found = places(self.session, self._like_what, documents=documents, whole=self._whole)
        self._passages = tuple(islice(found, MOST))
        self._chosen = frozenset(rank for rank, each in enumerate(self._passages, 1) if each.score >= SURE)
        self._list([])

    def _list(self, given: list[Token]) -> None:
        self.tell_list(self._passages_told())
        self._sum()

    def _passages_told(self) -> Iterator[tuple[Place, str]]:
        for rank, each in enumerate(self._passages, 1):
            ticked = "ticked: " if rank in self._chosen else ""
            labels = f", {', '.join(map(telling.one_line, each.labels))}" if each.labels else ""
            about = f"{telling.quoted(each.words, 160)} score {telling.score(each.score)}{labels}"
            yield Place(each.document, each.span.start), f"{ticked}{about}, in {telling.one_line(each.name)}"

    def _sum(self) -> None:
        where = "in all documents" if self._everywhere else "in this document"
        ticked = f"{len(self._chosen)} of {len(self._passages)} ticked {where}."
        self.say(f"{ticked} like set and a label sets it on these." if self._chosen else ticked)

    def _tick(self, given: list[Token]) -> None:
        ranks = numbers(given[1:], len(self._passages), "passage")
        if not ranks:
            raise UsageError("say which by number: like tick 2 5-9")
        self._chosen ^= frozenset(ranks)
        self._sum()

    def _all(self, given: list[Token]) -> None:
        self._chosen = frozenset(range(1, len(self._passages) + 1))
        self._sum()

    def _none(self, given: list[Token]) -> None:
        self._chosen = frozenset()
        self._sum()

    def _scope(self, given: list[Token]) -> None:
        self._everywhere = given[0].text == "everywhere"
        self._look()

    def _set_all(self, given: list[Token]) -> None:
        from annotator.session.likeness import label_all, told

        name, type_ = self._kind(given[1:])
        if not self._chosen:
            raise UsageError("nothing is ticked: like tick 2 ticks one, like all ticks all")
        chosen = [self._passages[rank - 1] for rank in sorted(self._chosen)]
        since = monotonic()

        def progress(done: int) -> None:
            nonlocal since
            if monotonic() - since > EVERY:
                since = monotonic()
                self.say(f"{done} of {len(chosen)} …")

        new, events = label_all(self.session, name, type_, chosen, progress)
        self.desk.take_in(events)
        self.say(telling.sentence(told(name, new, events)))
