"""Moving, finding and looking things up by lines."""

from annotator.plain import telling
from annotator.plain.judging import Judging
from annotator.tui.actions import TITLES


class Reading(Judging):
    """Where to go in the document, and what can be read beside it."""

    _sought = ""

    def move(self, step: int) -> None:
        """The next sentence, or the one before."""
        if self.some():
            if 0 <= self.index + step < self.desk.count:
                self.stand(self.index + step)
                self.tell()
            else:
                self.say("This is the last sentence." if step > 0 else "This is the first sentence.")

    def first(self, rest: str) -> None:
        """The first sentence."""
        self.stand(0)
        self.tell()

    def last(self, rest: str) -> None:
        """The last sentence."""
        self.stand(self.desk.count - 1)
        self.tell()

    def go_to(self, rest: str) -> None:
        """The sentence of that number."""
        if rest.isdigit() and 1 <= int(rest) <= self.desk.count:
            self.stand(int(rest) - 1)
            self.tell()
        else:
            self.say(f"There is no sentence {telling.one_line(rest) or 'without a number'}.")

    def find(self, rest: str) -> None:
        """The next sentence with these words; without any, with those of the last time."""
        text = rest.strip() or self._sought
        if not text:
            self.say(f"{self.keys.shown('find')} and some words finds them.")
            return
        self._sought = text
        count = self.desk.count
        index = self.desk.search(text, (self.index + 1) % count) if count else None
        if index is None:
            self.say(f"{telling.quoted(text)} is nowhere in this document.")
        else:
            self.stand(index)
            self.tell()

    def facts(self, rest: str) -> None:
        """All that is known of those whom the sentence names."""
        suggestions = self.suggestions()
        seen = {each.entity: each for each in reversed(suggestions.mentions)} if suggestions else {}
        if not seen:
            self.say("Nobody and nothing that is known is named in this sentence.")
        for entity, mention in reversed(seen.items()):
            self.say(f"{telling.known([mention])}.")
            for fact in self.desk.describe(entity):
                self.say(f"  {telling.one_line(fact)}")

    def manual(self, rest: str) -> None:
        """The labels and what they mean, then the commands."""
        schema = self.desk.schema
        if schema.means:
            self.say(telling.one_line(schema.means))
        for label in schema.labels:
            self.say(f"  {label.key}, {label.name}: {telling.one_line(label.means)}")
            if label.types:
                self.say(f"     Types: {', '.join(each.name for each in label.types)}.")
        self.say(f"{TITLES['label']}:")
        self.commands()

    def commands(self, rest: str = "") -> None:
        """All commands."""
        raise NotImplementedError
