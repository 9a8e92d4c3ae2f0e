"""Verdicts and evidence by lines."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.errors import UsageError
from annotator.model import Evidence
from annotator.plain import telling
from annotator.plain.bench import Bench
from annotator.plain.typed import Token, chosen, is_mark, numbers
from annotator.session.basis import NO_FACT, behind, evidence_of, rests_on_fact
from annotator.session.marking import CONFIDENCES, MEDIA, STANCES
from annotator.session.targets import checkable

if TYPE_CHECKING:
    from annotator.model import Annotation

FIELDS = Evidence.__struct_fields__
NONE = "none"
"""What takes a value off."""


class Checking(Bench):
    """The commands that record how a claim was checked."""

    def _meant(self, given: list[Token], command: str) -> "Annotation":
        """The mark at the beginning of the tokens, which is taken out; else the label of the sentence."""
        self.need()
        if given and is_mark(given[0]):
            return self.mark(given.pop(0).text)
        found = checkable(self.desk, self.index)
        if len(found) != 1:
            if found:
                self.tell_marks(self.index)
            key = self.desk.schema.labels[0].key
            raise UsageError(
                f"there are {len(found)} labels; write the number of the one that is meant: {command} 1 …"
                if found
                else f"there is no label to check in this sentence; {key} makes it a {self.desk.schema.labels[0].name}"
            )
        return found[0]

    # ------------------------------------------------------------ what is said of it

    def do_verdict(self, rest: str) -> None:
        scale = [each.name for each in self.desk.schema.verdicts]
        given = list(self.typed(rest))
        mark = self._meant(given, "verdict")
        if given:
            self._set(mark, "verdict", given, rest, scale)
            return
        for line in telling.carried(mark, self.name_of):
            self.say(line)
        if not mark.attributes and not mark.evidence:
            self.say(f"Nothing was said yet of this {mark.label}.")
        for verdict in self.desk.schema.verdicts:
            self.say(f"  verdict {verdict.name}: {telling.one_line(verdict.means)}")

    def do_confidence(self, rest: str) -> None:
        given = list(self.typed(rest))
        self._set(self._meant(given, "confidence"), "confidence", given, rest, CONFIDENCES)

    def do_as_of(self, rest: str) -> None:
        given = list(self.typed(rest))
        self._set(self._meant(given, "as-of"), "as-of", given, rest)

    def do_note(self, rest: str) -> None:
        """A note may hold any signs: only the number of a mark before it is taken out."""
        first, _, more = rest.partition(" ")
        given = [Token(first)] if is_mark(Token(first)) else []
        text = more.strip() if given else rest
        quoted = len(text) > 1 and text[0] == text[-1] == '"'
        value = [Token(text.strip('"') if quoted else text, 0, quoted)] if text else []
        self._set(self._meant(given, "note"), "note", value, text)

    def do_set(self, rest: str) -> None:
        given = list(self.typed(rest))
        mark = self._meant(given, "set")
        label = self.desk.schema.label(mark.label)
        own = {each.name: each for each in label.attributes} if label else {}
        names = [*own, "verdict", "confidence", "as-of", "note"]
        if not given:
            for each in own.values():
                self.say(
                    f"  {each.name}: {', '.join(each.values) or 'any words'}. {telling.one_line(each.means)}"
                )
        name = chosen(given.pop(0).text if given else "", names, f"attribute of {mark.label}")
        self._set(mark, name, given, rest, own[name].values if name in own else ())

    def _set(
        self, mark: "Annotation", name: str, given: list[Token], rest: str, choices: "Sequence[str]" = ()
    ) -> None:
        """The value is the one token, or all that is left of the line."""
        if not given:
            what = f": {', '.join(choices)}, or none" if choices else " what it is to be, or none"
            raise UsageError(f"say{what}; {name} is {mark.attribute(name) or 'not set'} now")
        value = given[0].text if len(given) == 1 else rest[given[0].at :].strip()
        if value == NONE and not given[0].quoted and NONE not in choices:
            value = ""
            if not mark.attribute(name):
                raise UsageError(f"this {mark.label} has no {name}")
        elif choices:
            value = chosen(value, choices, name)
        self.done(self.desk.set(mark.mark, name, value))

    # ------------------------------------------------------------ evidence

    def do_evidence(self, rest: str) -> None:
        given = list(self.typed(rest))
        mark = self._meant(given, "evidence")
        word = given.pop(0).text if given else ""
        if not word:
            for line in telling.evidences(mark):
                self.say(line)
            self.say(
                f"{len(mark.evidence) or 'No'} evidence on this {mark.label}. help evidence tells how to add some."
            )
        elif word == "add":
            new = self._filled(Evidence(retrieved=datetime.date.today().isoformat()), given)
            if new == Evidence(retrieved=new.retrieved):
                raise UsageError("evidence needs an address, words or a note: evidence add url https://…")
            self._add(mark, new)
        elif word in ("edit", "remove"):
            (rank,) = numbers(given[:1], len(mark.evidence), "evidence") or [0]
            if not rank:
                raise UsageError(f"say which evidence by its number: evidence {word} 1")
            old = mark.evidence[rank - 1]
            if word == "edit":
                self._add(mark, self._filled(old, given[1:]), old)
            else:
                self.done(self.desk.withdraw(mark.mark, old))
        else:
            raise UsageError(
                f"behind evidence stands add, edit or remove, not {telling.one_line(word)}; help evidence shows how"
            )

    def _add(self, mark: "Annotation", new: Evidence, instead: Evidence | None = None) -> None:
        self.done(self.desk.add_evidence(mark.mark, new, instead))
        now = self.desk.annotation(mark.mark)
        rank = now.evidence.index(new) + 1 if now and new in now.evidence else 0
        self.say(f"  {telling.evidence(rank, new)}")

    @staticmethod
    def _filled(now: Evidence, given: list[Token]) -> Evidence:
        """With the fields that the tokens name, each with its value. Raises UsageError."""
        if not given:
            raise UsageError(f"say a field and its value; the fields are {', '.join(FIELDS)}")
        values: dict[str, str] = {}
        rest = list(given)
        while rest:
            name = chosen(rest.pop(0).text, FIELDS, "field of evidence")
            if not rest:
                raise UsageError(f"behind {name} stands its value; several words in quotation marks")
            token = rest.pop(0)
            value = "" if token.text == NONE and not token.quoted else token.text
            choices = STANCES if name == "stance" else ()
            if name == "medium" and not token.quoted:
                value = next((each for each in MEDIA if each.startswith(value)), value) if value else ""
            values[name] = chosen(value, choices, name) if choices and value else value
        return replace(now, **values)

    def do_attach(self, rest: str) -> None:
        given = list(self.typed(rest))
        mark = self._meant(given, "attach")
        candidates = self.candidates()
        if given and given[0].text == "from":
            (rank,) = numbers(given[1:2], len(candidates), "candidate") or [0]
            if not rank:
                raise UsageError("say which candidate by its number: attach from 3")
            chosen_ = candidates[rank - 1]
            if not rests_on_fact(chosen_, self.desk.schema):
                raise UsageError(f"candidate {rank} rests on the words of the sentence, not on a fact")
        elif given:
            raise UsageError("attach from 3 attaches what candidate 3 rests on")
        else:
            found = behind(mark, candidates, self.desk.schema)
            if not found:
                raise UsageError(f"{NO_FACT}; evidence add url https://… adds your own")
            chosen_ = found[0]
        self._add(mark, evidence_of(chosen_, self.desk.schema))
