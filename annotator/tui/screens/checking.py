"""Verdict, confidence, notes and evidence of a label."""

import datetime
from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.model import Annotation, Evidence, Mark
from annotator.session.basis import NO_FACT, behind, evidence_of
from annotator.session.targets import checkable
from annotator.tui.screens.marking import Marking
from annotator.tui.text import in_quotes, safe
from annotator.tui.view import quoted

if TYPE_CHECKING:
    from annotator.tui.screens.form import Field, Filled

ADD = "+ evidence"


class Checking(Marking):
    """The part of the labelling screen that records how a claim was checked."""

    def action_verdict(self) -> None:
        """Open the drawer of the sentence's label; where there are several, choose which."""
        labels = checkable(self.work.desk, self.work.index)
        if not labels:
            first = next((each for each in self.work.desk.schema.labels if not each.nothing), None)
            how = f"; {first.key} sets {first.name}" if first else ": the schema has none"
            self.say(f"no label to give a verdict on{how}", warning=True)
        elif len(labels) == 1:
            self._open_drawer(labels[0].mark)
        else:
            self._pick_mark("Verdict on which?", [each.mark for each in labels], self._open_drawer)

    def _open_drawer(self, mark: Mark, at: int = 0) -> None:
        found = self.work.desk.annotation(mark)
        if found is None:
            return
        from annotator.tui.screens.form import FormScreen

        title = f"{mark.label}: {in_quotes(quoted(self.work.desk.document.text, mark, 70))}"
        screen = FormScreen(safe(title), self._fields(found), self._document.look, self.keys, at)
        self.app.push_screen(screen, partial(self._filled, mark))

    def _fields(self, found: Annotation) -> "list[Field]":
        from annotator.session.marking import CONFIDENCES
        from annotator.tui.screens.form import Field

        schema = self.work.desk.schema
        verdicts = tuple(each.name for each in schema.verdicts)
        fields = [
            Field("verdict", found.attribute("verdict"), verdicts),
            Field("confidence", found.attribute("confidence"), CONFIDENCES),
            Field("as-of", found.attribute("as-of"), (), "the day for which it holds: 2022-01-07"),
            Field("note", found.attribute("note"), (), "for yourself and the others"),
        ]
        label = schema.label(found.label)
        for attribute in label.attributes if label else ():
            fields.append(
                Field(attribute.name, found.attribute(attribute.name), attribute.values, attribute.means)
            )
        for number, evidence in enumerate(found.evidence, 1):
            fields.append(Field(f"evidence {number}", _line(evidence), does=True))
        return [*fields, Field(ADD, "an address, words, a document", does=True)]

    def _filled(self, mark: Mark, filled: "Filled | None") -> None:
        if filled is None:
            return
        desk = self.work.desk
        found = desk.annotation(mark)
        if found is None:
            return
        refusals = []
        for name, value in filled.values.items():
            if value != found.attribute(name):
                try:
                    self.done(desk.set(mark, name, value))
                except UsageError as refusal:
                    refusals.append(str(refusal))
        first = len(self._fields(found)) - 1 - len(found.evidence)
        if filled.fact:
            self._attach_facts(mark)
        elif filled.did >= first:
            number = filled.did - first
            old = found.evidence[number] if number < len(found.evidence) else None
            if filled.cleared and old:
                self.done(desk.withdraw(mark, old))
                self._open_drawer(mark)
            else:
                self._ask_evidence(mark, old)
        if refusals:
            self.say("; ".join(refusals), warning=True)

    # ------------------------------------------------------------ evidence

    def _ask_evidence(self, mark: Mark, old: Evidence | None) -> None:
        from annotator.session.marking import MEDIA, STANCES
        from annotator.tui.screens.form import Field, FormScreen

        now = old or Evidence(retrieved=datetime.date.today().isoformat())
        fields = [
            Field("url", now.url, (), "https://…"),
            Field("archived", now.archived, (), "where a copy is kept"),
            Field("quote", now.quote, (), "the words that matter"),
            Field("stance", now.stance, STANCES),
            Field("medium", now.medium, MEDIA if now.medium in ("", *MEDIA) else (now.medium, *MEDIA)),
            Field("retrieved", now.retrieved, (), "2022-01-07"),
            Field("note", now.note),
        ]
        screen = FormScreen("Evidence", fields, self._document.look, self.keys)
        self.app.push_screen(screen, partial(self._evidence, mark, old))

    def _evidence(self, mark: Mark, old: Evidence | None, filled: "Filled | None") -> None:
        if filled is not None:
            new = Evidence(**filled.values)
            only_the_day = new == Evidence(retrieved=new.retrieved)
            if not only_the_day and new != old:
                try:
                    gesture = self.work.desk.add_evidence(mark, new, instead=old)
                except UsageError as refusal:
                    self.say(str(refusal), warning=True)
                    return
                self.done(gesture)
        self._open_drawer(mark)

    def _attach_facts(self, mark: Mark) -> None:
        """What the candidates on these words rest on, as evidence."""
        desk = self.work.desk
        suggestions, standing = self.work.suggestions(), desk.annotation(mark)
        if suggestions is None or standing is None:
            return
        candidates = behind(standing, suggestions.candidates, desk.schema, self.work.candidate())
        if not candidates:
            self.say(NO_FACT, warning=True)
            return
        try:
            self.done(desk.add_evidence(mark, evidence_of(candidates[0], desk.schema)))
        except UsageError as refusal:
            self.say(str(refusal), warning=True)
            return
        self._open_drawer(mark)


def _line(evidence: Evidence) -> str:
    words = in_quotes(evidence.quote) if evidence.quote else ""
    return " · ".join(filter(None, (evidence.stance, evidence.medium, evidence.url, words, evidence.note)))
