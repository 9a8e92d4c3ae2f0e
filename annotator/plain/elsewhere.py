"""Finding work by lines: the filter, the documents, search in all of them."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.bench import Bench, Place
from annotator.plain.typed import chosen, ordinal
from annotator.session.arranging import SORTS, arranged
from annotator.session.filtering import Choice, choices, toggled
from annotator.session.finding import UNJUDGED, Finder, Lens, Wanted

if TYPE_CHECKING:
    from annotator.session import Progress
    from annotator.session.finding import Found, Open


class Elsewhere(Bench):
    """What is work, here and in other documents."""

    wanted: Wanted = UNJUDGED
    _lens: Lens | None = None
    _again: "Callable[[str], None] | None" = None
    """Tells the last list once more, in another order."""

    @cached_property
    def finder(self) -> Finder:
        """What goes through all documents."""
        return Finder(self.session)

    # ------------------------------------------------------------ the next that is work

    def do_next_work(self, rest: str) -> None:
        self._seek(1)

    def do_work_before(self, rest: str) -> None:
        self._seek(-1)

    def _seek(self, step: int) -> None:
        """To the end of this document, then in the others, then around to where it began."""
        lens = self._lens
        if lens is None or lens.desk is not self.desk or lens.wanted != self.wanted:
            self._lens = lens = self.finder.lens(self.desk, self.wanted)
        count = self.desk.count
        ahead = count - 1 - self.index if step > 0 else self.index
        order = lens.order(self.index, step)
        index = lens.first(islice(order, max(0, ahead)), step)
        if index is None:
            beyond = self.finder.beyond(self.desk.document.id, self.wanted, step)
            if beyond is not None:
                self.visit(Place(beyond.document, beyond.start))
                return
            index = lens.first(order, step)
        if index is None and self.wanted == UNJUDGED:
            self.say("All sentences of all documents are judged.")
        elif index is None:
            self.say(f"None in any document: {telling.one_line(str(self.wanted))}.")
        elif index == self.index:
            self.say("Only this sentence.")
        else:
            self.stand(index)
            self.tell()

    def do_choose_work(self, rest: str) -> None:
        self.finder.learn_rules()
        found = self.suggestions()
        named = {each.entity: (each.name, each.kind) for each in found.mentions} if found else {}
        offered = list(choices(self.desk.schema, self.finder.rules, named))
        if rest:
            self.wanted = toggled(self.wanted, self._filter(offered, rest).wanted)
        else:
            for number, each in enumerate(offered, 1):
                held = ", holds now" if each.held_by(self.wanted) else ""
                self.say(f"  {number}. {telling.spoken(each.name)}{held}: {telling.one_line(each.means)}")
        self.say(f"Work is: {telling.one_line(str(self.wanted))}.")

    @staticmethod
    def _filter(offered: list[Choice], rest: str) -> Choice:
        """By its number, or by some letters of its name."""
        if number := ordinal(rest, len(offered)):
            return offered[number - 1]
        if rest.isdecimal():
            raise UsageError(f"there is no filter {rest}; choose-work lists them, from 1 to {len(offered)}")
        wanted = rest.casefold()
        names = [telling.spoken(each.name).casefold() for each in offered]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for each, name in zip(offered, names, strict=True):
                if fits(name, wanted):
                    return each
        raise UsageError(f"there is no filter {telling.one_line(rest)!r}; choose-work lists them")

    # ------------------------------------------------------------ documents

    def do_documents(self, rest: str) -> None:
        if rest not in ("", "open"):
            raise UsageError(
                "documents lists all, documents open those with work left; open 3 opens the third"
            )
        self._documents(SORTS[0], only_open=rest == "open")
        self._again = lambda sort: self._documents(self._sort(sort), only_open=rest == "open")

    @staticmethod
    def _sort(word: str) -> str:
        found = [each for each in SORTS if word in each]
        return found[0] if word and len(found) == 1 else chosen(word, SORTS, "order")

    def _documents(self, sort: str, *, only_open: bool) -> None:
        documents: list[Progress] = self.finder.documents()
        left: dict[str, Open] = {}
        if sort in SORTS[4:]:
            left = {each.id: found for each in documents if (found := self.finder.left(each.id))}
        shown = arranged(documents, sort, left, only_open=only_open)
        here = self.desk.document.id
        self.tell_list((Place(each.id), telling.progress(each, here, left.get(each.id))) for each in shown)
        judged, count = sum(each.judged for each in documents), sum(each.sentences for each in documents)
        self.say(f"{len(shown)} of {len(documents)} documents, {judged} of {count} sentences judged, {sort}.")

    # ------------------------------------------------------------ sentences

    def do_search(self, rest: str) -> None:
        if not rest:
            raise UsageError("say which words: search some words")
        self._sentences(Wanted(), rest, "place")
        self._again = lambda sort: self._sentences(Wanted(), rest, sort)

    def do_list_work(self, rest: str) -> None:
        wanted = self.wanted
        self._sentences(wanted, rest, "place")
        self._again = lambda sort: self._sentences(wanted, rest, sort)

    def _sentences(self, wanted: Wanted, words: str, sort: str) -> None:
        sort = chosen(sort, ("worth", "place"), "order")
        found: Iterable[Found] = self.finder.sentences(wanted, words, worth=sort == "worth")
        if sort == "worth":
            found = sorted(found, key=lambda each: -each.worth)
        self.tell_list((_place(each), telling.found(each)) for each in found)
        if not self.listed:
            self.say("Nothing found.")

    def do_sort(self, rest: str) -> None:
        if self._again is None:
            raise UsageError("there is no list to sort yet; documents, search and list-work make one")
        self._again(rest)

    def do_open(self, rest: str) -> None:
        if not rest:
            raise UsageError("say the number of a line of the last list, or the name of a document: open 3")
        if not rest.isdecimal():
            self.open(self.session.find(rest))
            return
        number = ordinal(rest, len(self.listed))
        if not number:
            known = f"its last is {len(self.listed)}" if self.listed else "documents makes one"
            raise UsageError(f"there is no number {rest} in the last list; {known}")
        self.visit(self.listed[number - 1])


def _place(found: "Found") -> Place:
    return Place(found.document, found.places[0].start if found.places else found.sentence.start)
