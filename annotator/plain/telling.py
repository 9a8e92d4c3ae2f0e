"""How things are told in plain lines: every state in words, every line whole."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.tui.days import day_in_words
from annotator.tui.text import safe
from annotator.tui.view import brief_reason

if TYPE_CHECKING:
    from annotator.model import Annotation, Candidate, Document, Mention, Sentence
    from annotator.session import Progress
    from annotator.session.finding import Found


def score(value: float) -> str:
    """'.97', '1.00'."""
    return f"{value:.2f}".removeprefix("0")


def one_line(text: str) -> str:
    """A text without line breaks and without anything that a terminal would obey."""
    return " ".join(safe(text).split())


def quoted(text: str, longest: int = 80) -> str:
    """Some words of an article, shortened."""
    line = one_line(text)
    return f"“{line}”" if len(line) <= longest else f"“{line[: longest - 1].rstrip()}…”"


def document(about: "Document", annotator: str) -> str:
    """What is open, and whose work it is."""
    date = day_in_words(about.date) or "no date, so dated checks accuse nobody"
    return f"{one_line(about.title or about.name or 'untitled')}. {date}. Annotator {one_line(annotator)}."


def labels(held: "Iterable[Annotation]", sentence: "Sentence") -> str:
    """'claim; error, wrong-kind on “Ann Roe”'; empty for none."""
    told = []
    for each in held:
        name = f"{each.label}, {each.type}" if each.type else each.label
        whole = each.start <= sentence.start and each.end >= sentence.end
        words = sentence.text[max(0, each.start - sentence.start) : max(0, each.end - sentence.start)]
        told.append(safe(name) if whole else f"{safe(name)} on {quoted(words, 40)}")
    return "; ".join(told)


def candidate(number: int, found: "Candidate", state: str, sentence: "Sentence") -> Iterator[str]:
    """Some lines about a candidate; `state`: ticked, accepted, rejected or empty."""
    name = f"{found.label}, {found.type}" if found.type else found.label
    head = f"  {number}. {state + ': ' if state else ''}{safe(name)}, score {score(found.score)}."
    if found.start > sentence.start or found.end < sentence.end:
        words = sentence.text[found.start - sentence.start : found.end - sentence.start]
        head += f" On {quoted(words, 60)}."
    yield head
    yield f"     {one_line(brief_reason(found))}"
    yield f"     Source: {one_line(', '.join(filter(None, (found.rule, found.source))))}"


def known(mentions: "Iterable[Mention]") -> str:
    """'SCO: Shanghai Cooperation Organisation, organization; …', each once; empty for none."""
    told: dict[str, str] = {}
    for each in mentions:
        words, name = one_line(each.text), one_line(each.name)
        told.setdefault(
            each.entity, f"{words}, {each.kind}" if words == name else f"{words}: {name}, {each.kind}"
        )
    return "; ".join(told.values())


def documents(all_of_them: "Sequence[Progress]", current: str) -> Iterator[str]:
    """A numbered list."""
    for number, each in enumerate(all_of_them, 1):
        name = one_line(each.title or each.name or each.id[:8])
        date = day_in_words(each.date) or "no date"
        open_ = each.sentences - each.judged
        left = f"{open_} to judge" if open_ else "judged to its end"
        here = ", open here" if each.id == current else ""
        yield f"  {number}. {name}, {date}, {each.language}, judged {each.judged} of {each.sentences}, {left}{here}"


def found(number: int, each: "Found") -> str:
    """A line about a sentence that was found."""
    worth = f", worth {score(each.worth)}" if each.worth else ""
    state = "judged" if each.judged else "not judged"
    held = f", {', '.join(map(safe, each.labels))}" if each.labels else ""
    place = f"sentence {each.sentence.index + 1} of {one_line(each.title)}"
    return f"  {number}. {quoted(each.sentence.text, 160)} {place}, {state}{held}{worth}"
