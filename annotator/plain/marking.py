"""Spans and relations by lines: words are named as they stand, or by their numbers."""

import re
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.model import Mark, Span
from annotator.plain import telling
from annotator.plain.bench import Bench
from annotator.plain.typed import Token, chosen
from annotator.session.targets import REACH, around, relatable
from annotator.session.wording import cut_before, numbered, places

if TYPE_CHECKING:
    from annotator.model import Annotation

LISTED = 100
"""So many words are told at once."""
ROW = 10
"""So many of them on a line."""


class Marking(Bench):
    """The commands about words."""

    # ------------------------------------------------------------ words

    def do_words(self, rest: str) -> None:
        self.need()
        found, text = self._words(), self.desk.document.text
        given = list(self.typed(rest))
        first, last = 1, min(len(found), LISTED)
        if given and given[0].quoted:
            for place in self._places(given[0]):
                inside = [rank for rank, word in enumerate(found, 1) if word.meets(place)]
                first, last = (inside[0], inside[-1]) if inside else (0, 0)
                ranks = (
                    (f"{first}-{last}" if last > first else str(first)) if inside else "in another sentence"
                )
                self.say(f"  {ranks}: {telling.around(text, place)}")
            return
        if given:
            first, last = self._range(given[0], len(found))
        ends = [*(word.start for word in found[1:]), self.desk.sentence(self.index).end]
        told = [
            f"{rank} {telling.one_line(text[found[rank - 1].start : ends[rank - 1]])}"
            for rank in range(first, last + 1)
        ]
        for row in range(0, len(told), ROW):
            self.say(", ".join(told[row : row + ROW]))
        if last < len(found) and not given:
            self.say(f"There are {len(found)}. words {last + 1}-{min(len(found), last + LISTED)} goes on.")
        elif not found:
            self.say("There is no word in this sentence.")

    def _words(self) -> list[Span]:
        sentence = self.desk.sentence(self.index)
        return numbered(self.desk.document.text, sentence.start, sentence.end)

    @staticmethod
    def _range(token: Token, count: int) -> tuple[int, int]:
        match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", token.text)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            raise UsageError(f"there are no words {token.text}; words lists them, from 1 to {count}")
        return first, last

    def _places(self, token: Token) -> list[Span]:
        """Where quoted words stand in this sentence; else in those around it. Raises UsageError."""
        desk, text = self.desk, self.desk.document.text
        sentence = desk.sentence(self.index)
        found = places(text, sentence.start, sentence.end, token.text)
        if not found:
            near = around(desk, self.index)
            found = places(text, near.start, near.end, token.text)
        if not found:
            raise UsageError(
                f"{telling.quoted(token.text)} stands neither in this sentence nor in the {REACH} before and after; "
                "words lists the words of this one"
            )
        return found

    def place(self, token: Token) -> Span:
        """The words that a token means: quoted ones, or `3-5`, or `3`. Raises UsageError."""
        self.need()
        if not token.quoted:
            found = self._words()
            if not re.match(r"\d", token.text):
                raise UsageError(f'put words in quotation marks: "{telling.one_line(token.text)}"')
            first, last = self._range(token, len(found))
            return Span(found[first - 1].start, found[last - 1].end)
        stand = self._places(token)
        if token.which > len(stand) or (len(stand) > 1 and not token.which):
            for rank, each in enumerate(stand[:LISTED], 1):
                self.say(f"  #{rank}: {telling.around(self.desk.document.text, each)}")
            words = telling.quoted(token.text)
            times = f"{len(stand)} times" if len(stand) > 1 else "only once"
            raise UsageError(
                f"{words} stands there {times}; write #{min(2, len(stand))} behind the quotation marks for that one"
            )
        return stand[max(0, token.which - 1)]

    def spans(self, given: list[Token]) -> list[Span]:
        """The pieces at the beginning of the tokens, with + between them; they are taken out of `given`."""
        if not given:
            raise UsageError('say which words: "some words", or 3-5 for words 3 to 5; words lists them')
        spans = [self.place(given.pop(0))]
        while given and given[0].text == "+" and not given[0].quoted:
            given.pop(0)
            if not given:
                raise UsageError('behind + stands one piece more: + 3-5, or + "some words"')
            spans.append(self.place(given.pop(0)))
        return spans

    # ------------------------------------------------------------ spans

    def do_span(self, rest: str) -> None:
        given = list(self.typed(rest))
        spans = self.spans(given)
        name, type_ = self._kind(given)
        gesture = self.desk.mark(name, spans, type_)
        more = self.number_of(min(spans).start, lambda each: each.mark == self._mark(name, type_, spans))
        self.done(gesture, more)

    def _mark(self, name: str, type_: str, spans: list[Span]) -> Mark:
        """As the desk writes it: pieces in order, those that touch are one."""
        return self.desk.meant(name, spans, type_)

    def _kind(self, given: list[Token]) -> tuple[str, str]:
        """The label or kind of span at the beginning of the tokens, and its type. Raises UsageError."""
        schema = self.desk.schema
        names = [*(each.name for each in schema.spans), *(each.name for each in schema.labels)]
        word, slash, type_ = (given.pop(0).text if given else "").partition("/")
        name = chosen(word, names, "label or kind of span")
        if not slash:
            type_ = given.pop(0).text if given else ""
        label = schema.label(name)
        types = [each.name for each in label.types] if label else []
        if given or (type_ and not types):
            raise UsageError(f"behind {name} stands nothing more{': it has no types' if not types else ''}")
        return name, chosen(type_, types, f"type of {name}") if types else ""

    def do_resize(self, rest: str) -> None:
        given = list(self.typed(rest))
        mark = self._given(given)
        spans = self.spans(given)
        self._change(mark, self._mark(mark.label, mark.type, spans))

    def do_relabel(self, rest: str) -> None:
        given = list(self.typed(rest))
        mark = self._given(given)
        name, type_ = self._kind(given)
        self._change(mark, Mark(name, type_, mark.start, mark.end, mark.pieces))

    def _change(self, mark: "Annotation", new: Mark) -> None:
        gesture = self.desk.change(mark.mark, new)
        self.done(gesture, self.number_of(new.start, lambda each: each.mark == new))

    def _given(self, given: list[Token]) -> "Annotation":
        if not given:
            raise UsageError("say which mark by its number; marks lists them")
        return self.mark(given.pop(0).text)

    def do_delete(self, rest: str) -> None:
        given = list(self.typed(rest))
        meant = [self._given([each]) for each in given] or [self._given(given)]
        for each in meant:
            self.done(self.desk.take_off(each.mark))

    def do_marks(self, rest: str) -> None:
        self.need()
        index = self.count(rest, self.index + 1) - 1
        if index >= self.desk.count:
            raise UsageError(f"there is no sentence {index + 1}; this document has {self.desk.count}")
        if rest:
            self.say(telling.one_line(self.desk.sentence(index).text))
        self.tell_marks(index)

    # ------------------------------------------------------------ relations

    def do_relate(self, rest: str) -> None:
        given = list(self.typed(rest))
        first = self._given(given)
        if not given:
            self._relations_of(first)
            return
        second = self.mark(given.pop().text)
        allowed = [each.name for each in self.desk.allowed(first.mark, second.mark)]
        if not allowed:
            raise UsageError(
                f"the schema relates no {first.label} to a {second.label}; "
                f"relate {rest.split()[0]} lists what it allows"
            )
        word = given[0].text if given else allowed[0] if len(allowed) == 1 else ""
        self.done(
            self.desk.relate(
                chosen(word, allowed, f"relation from {first.label} to {second.label}"),
                first.mark,
                second.mark,
            )
        )

    def _relations_of(self, first: "Annotation") -> None:
        found = relatable(self.desk, self.index, first.mark)
        for each in found:
            names = " or ".join(relation.name for relation in self.desk.allowed(first.mark, each))
            self.say(f"  {names} {telling.named(self.desk, each, self.index)}")
        if not found:
            ends = sorted({end for each in self.desk.allowed(first.mark) for end in each.to})
            to = f"only to {', '.join(ends)}" if ends else "to nothing"
            raise UsageError(
                f"there is nothing near to which a {first.label} can be related; the schema relates it {to}"
            )

    # ------------------------------------------------------------ sentences

    def do_split(self, rest: str) -> None:
        self.need()
        given = list(self.typed(rest))
        if not given:
            self.do_words("")
            self.say("split and a number splits before that word.")
            return
        if len(given) > 1:
            raise UsageError('say before which words: split "some words", or split 5 for word 5')
        sentence = self.desk.sentence(self.index)
        place = self.place(given[0])
        if not sentence.start <= place.start < sentence.end:
            raise UsageError(f"{telling.quoted(given[0].text)} does not begin in this sentence")
        at = cut_before(self.desk.document.text, sentence.start, place.start)
        if not sentence.start < at < sentence.end:
            raise UsageError("one half would be blank; split before a word in the middle of the sentence")
        self.done(self.desk.split(self.index, at), tell=False)
        self.tell()

    def do_merge(self, rest: str) -> None:
        self.need()
        self.done(self.desk.merge(self.index), tell=False)
        self.tell()
