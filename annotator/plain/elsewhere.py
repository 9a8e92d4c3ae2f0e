"""Finding work by lines: the filter, the documents, search in all of them."""

from functools import cached_property
from itertools import islice

from annotator.plain import telling
from annotator.plain.judging import Judging
from annotator.session.filtering import Choice, choices, toggled
from annotator.session.finding import UNJUDGED, Finder, Lens, Wanted

LISTED = 20
"""So many sentences are listed at once."""


class Elsewhere(Judging):
    """What is work, here and in other documents."""

    wanted: Wanted = UNJUDGED

    def __init__(self) -> None:
        super().__init__()
        self._lens: Lens | None = None
        self._list: list[tuple[str, int | None]] = []
        """The last list: documents, each with where to go in it."""

    @cached_property
    def finder(self) -> Finder:
        """What goes through all documents."""
        return Finder(self.session)

    def seek(self, step: int) -> None:
        """The next sentence that is work, or the one before."""
        if not self.some():
            return
        lens = self._lens
        if lens is None or lens.desk is not self.desk or lens.wanted != self.wanted:
            self._lens = lens = self.finder.lens(self.desk, self.wanted)
        index = lens.seek(self.index, step)
        if index is None and self.wanted == UNJUDGED:
            self.say(f"All sentences are judged. {self.keys.shown('documents')} lists the documents.")
        elif index is None:
            self.say(f"None here: {telling.one_line(str(self.wanted))}.")
        elif index == self.index:
            self.say("Only this sentence.")
        else:
            self.stand(index)
            self.tell()

    def filter(self, rest: str) -> None:
        """Choose what is work, by a number or by the beginning of a name; without one, list what there is."""
        self.finder.learn_rules()
        found = self.suggestions()
        named = {each.entity: (each.name, each.kind) for each in found.mentions} if found else {}
        offered = list(choices(self.desk.schema, self.finder.rules, named))
        chosen = self._chosen(offered, rest)
        if chosen is not None:
            self.wanted = toggled(self.wanted, chosen.wanted)
        elif rest:
            self.say(f"There is no filter {telling.one_line(rest)!r}.")
            return
        else:
            for number, each in enumerate(offered, 1):
                held = ", holds now" if each.held_by(self.wanted) else ""
                self.say(f"  {number}. {telling.one_line(each.name)}{held}: {telling.one_line(each.means)}")
        self.say(f"Work is: {telling.one_line(str(self.wanted))}.")

    @staticmethod
    def _chosen(offered: list[Choice], rest: str) -> Choice | None:
        if not rest:
            return None
        if rest.isdigit():
            return offered[int(rest) - 1] if 1 <= int(rest) <= len(offered) else None
        wanted = rest.casefold()
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for each in offered:
                if fits(each.name.casefold(), wanted):
                    return each
        return None

    def documents(self, rest: str) -> None:
        """List the documents; with a number, open one."""
        found = self.finder.documents()
        self._list = [(each.id, None) for each in found]
        if rest:
            self.open_found(rest)
            return
        for line in telling.documents(found, self.desk.document.id):
            self.say(line)
        self.say("open and a number opens one.")

    def search(self, rest: str) -> None:
        """Search words in all documents."""
        if not rest:
            self.say("search and some words searches them in all documents.")
            return
        self._found(Wanted(), rest)

    def list_work(self, rest: str) -> None:
        """List the sentences of all documents that are work."""
        self._found(self.wanted, "")

    def _found(self, wanted: Wanted, words: str) -> None:
        found = list(islice(self.finder.sentences(wanted, words), LISTED + 1))
        self._list = []
        for number, each in enumerate(found[:LISTED], 1):
            place = each.places[0].start if each.places else each.sentence.start
            self._list.append((each.document, place))
            self.say(telling.found(number, each))
        if not found:
            self.say("Nothing found.")
        else:
            more = " There are more." if len(found) > LISTED else ""
            self.say(f"{len(self._list)} sentences.{more} open and a number goes to one.")

    def open_found(self, rest: str) -> None:
        """The document or sentence of that number in the last list."""
        if not rest.isdigit() or not 1 <= int(rest) <= len(self._list):
            self.say(f"There is no number {telling.one_line(rest) or '(none given)'} in a list.")
            return
        document, at = self._list[int(rest) - 1]
        if at is not None and document == self.desk.document.id:
            self.stand(self.desk.at(at))
            self.tell()
            return
        if at is not None:
            desk = self.session.desk(document)
            desk.position = desk.at(at)
            desk.flush()
        self.open(document)
