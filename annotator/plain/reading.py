"""Moving, finding and looking things up by lines."""

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.bench import Bench
from annotator.plain.typed import ordinal
from annotator.tui.view import sums_of


class Reading(Bench):
    """The commands that lead through the document and tell what is beside it."""

    _sought = ""

    def do_tell(self, rest: str) -> None:
        self.tell()

    def do_candidates(self, rest: str) -> None:
        self.need()
        self.tell_candidates()

    def do_next(self, rest: str) -> None:
        self._move(self.count(rest))

    def do_before(self, rest: str) -> None:
        self._move(-self.count(rest))

    def _move(self, step: int) -> None:
        self.need()
        before = self.index
        self.stand(self.index + step)
        if self.index == before:
            self.say("This is the last sentence." if step > 0 else "This is the first sentence.")
        else:
            self.tell()

    def do_first(self, rest: str) -> None:
        self.stand(0)
        self.tell()

    def do_last(self, rest: str) -> None:
        self.stand(self.desk.count - 1)
        self.tell()

    def do_go(self, rest: str) -> None:
        self.need()
        number = ordinal(rest, self.desk.count)
        if not number:
            what = telling.one_line(rest) or "without a number"
            raise UsageError(f"there is no sentence {what}; this document has {self.desk.count}")
        self.stand(number - 1)
        self.tell()

    def do_find(self, rest: str) -> None:
        self._find(rest, 1)

    def do_find_before(self, rest: str) -> None:
        self._find(rest, -1)

    def _find(self, rest: str, step: int) -> None:
        self.need()
        text = rest.strip() or self._sought
        if not text:
            raise UsageError("say which words: find some words")
        self._sought = text
        index = self.desk.search(text, (self.index + step) % self.desk.count, backwards=step < 0)
        if index is None:
            self.say(f"{telling.quoted(text)} is nowhere in this document.")
        elif index == self.index:
            self.say("Only in this sentence.")
        else:
            self.stand(index)
            self.tell()

    def do_facts(self, rest: str) -> None:
        suggestions = self.suggestions()
        seen = {each.entity: each for each in reversed(suggestions.mentions)} if suggestions else {}
        if not seen:
            self.say("Nobody and nothing that is known is named in this sentence.")
        for entity, mention in reversed(seen.items()):
            self.say(f"{telling.known([mention])}.")
            for fact in self.desk.describe(entity):
                self.say(f"  {telling.one_line(fact)}")
        for each in sums_of(self.candidates()):
            self.say(f"{telling.one_line(each.words)}, score {each.name}, is the sum of:")
            for part in each.facts:
                self.say(f"  {telling.one_line(part)}")
