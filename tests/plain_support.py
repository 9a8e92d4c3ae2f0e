"""A plain front end on a real database: lines in, lines out."""

from annotator.plain import Front
from annotator.session import Session
from annotator.tui.actions import Keys


class Plain:
    """A front end and what it said; `do` gives it lines."""

    def __init__(self, session: Session, document: str, keys: Keys | None = None) -> None:
        self.lines: list[str] = []
        self.answers: list[str] = []
        self.front = Front(session, document, keys or Keys(), self._ask, self.lines.append)

    def _ask(self, prompt: str) -> str:
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def do(self, *lines: str, answers: tuple[str, ...] = ()) -> str:
        """What was said after these lines."""
        self.answers += answers
        del self.lines[:]
        for line in lines:
            self.front.do(line)
        return "\n".join(self.lines)

    def labels(self, index: int) -> list[str]:
        held = self.front.desk.judged(index).annotations
        return sorted(f"{each.label}/{each.type}" if each.type else each.label for each in held)

    def spans(self, index: int | None = None) -> list[str]:
        """'source: the envoy' of each mark of a sentence, in their order; pieces with | between."""
        text = self.front.desk.document.text
        return [
            f"{each.label}: {'|'.join(text[span.start : span.end] for span in each.pieces or (each.span,))}"
            for each in self.front.desk.judged(self.front.index if index is None else index).annotations
        ]
