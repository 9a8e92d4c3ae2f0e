"""How things are told in plain lines: every state in words, every line whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from annotator.tui.days import day_in_words
from annotator.tui.text import in_quotes, safe
from annotator.tui.view import quoted as words_of

if TYPE_CHECKING:
    from annotator.model import Annotation, Article, Candidate, Evidence, Mark, Mention, Sentence, Span, Text
    from annotator.session import Desk, Progress
    from annotator.session.finding import Found, Open


def score(value: float) -> str:
    """'.97', '1.00'."""
    return f"{value:.2f}".removeprefix("0")


def one_line(text: str) -> str:
    """A text without line breaks and without anything that a terminal would obey."""
    return " ".join(safe(text).split())


def quoted(text: str, longest: int = 80) -> str:
    """Some words of an article, shortened."""
    line = one_line(text)
    return in_quotes(line if len(line) <= longest else line[: longest - 1].rstrip() + "…")


def spoken(text: str) -> str:
    """A line of the session without the dots between its parts, of which a voice would say nothing."""
    return one_line(text).replace(" · ", ", ")


def sentence(text: str) -> str:
    """The same with a capital and a full stop."""
    line = spoken(text)
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!")) else ".")


def around(text: "Text", place: "Span", reach: int = 30) -> str:
    """Some words with what stands around them: 'members of the SCO met' – never cut inside a word."""
    start, end = max(0, place.start - reach), min(len(text), place.end + reach)
    while 0 < start < place.start and not text[start - 1 : start].isspace():
        start += 1
    while place.end < end < len(text) and not text[end : end + 1].isspace():
        end -= 1
    before, after = one_line(text[start : place.start]), one_line(text[place.end : end])
    return f"{before} {quoted(text[place.start : place.end])} {after}".strip()


def words(desk: "Desk", mark: "Mark", most: int = 60) -> str:
    """The words of a mark in quotation marks; or that it is the whole sentence."""
    sentence_ = desk.sentence(desk.at(mark.start))
    if mark.start <= sentence_.start and mark.end >= sentence_.end and not mark.pieces:
        return "the sentence"
    return in_quotes(safe(words_of(desk.document.text, mark, most)))


def named(desk: "Desk", mark: "Mark", here: int) -> str:
    """'2, source “the envoy”' of this sentence, '12/2, …' of another."""
    index = desk.at(mark.start)
    held = enumerate(desk.judged(index).annotations, 1)
    rank = next((rank for rank, each in held if each.mark == mark), 0)
    number = str(rank) if index == here else f"{index + 1}/{rank}"
    return f"{number}, {one_line(mark.label)} {words(desk, mark)}"


def mark(
    number: int, each: "Annotation", desk: "Desk", here: int, name_of: "Callable[[str], str]"
) -> Iterator[str]:
    """Some lines about a mark: what it is, what was said of it, what it is related to."""
    name = f"{each.label}, {each.type}" if each.type else each.label
    yield f"  {number}. {one_line(name)} on {words(desk, each.mark)}"
    yield from (f"   {line}" for line in carried(each, name_of))
    for relation in desk.relations(here):
        if each.mark == relation.first:
            yield f"     {one_line(relation.label)} {named(desk, relation.second, here)}"
        elif each.mark == relation.second:
            yield f"     {one_line(relation.label)} from {named(desk, relation.first, here)}"


def carried(each: "Annotation", name_of: "Callable[[str], str]") -> Iterator[str]:
    """The attributes and the evidence of a mark, a line each."""
    for name, value in each.attributes:
        yield f"  {one_line(name)}: {one_line(name_of(value) if name == 'link' else value)}"
    yield from evidences(each)


def evidences(each: "Annotation") -> Iterator[str]:
    """The evidence of a mark, a line each."""
    for number, item in enumerate(each.evidence, 1):
        yield f"  {evidence(number, item)}"


def evidence(number: int, item: "Evidence") -> str:
    """'evidence 1: supports, web page, https://…, “they left”, retrieved 2022-01-14'."""
    words_ = in_quotes(one_line(item.quote)) if item.quote else ""
    archived = f"archived {item.archived}" if item.archived else ""
    retrieved = f"retrieved {item.retrieved}" if item.retrieved else ""
    parts = (item.stance, item.medium, item.url, archived, words_, item.note, retrieved)
    return f"evidence {number}: {', '.join(one_line(part) for part in parts if part)}"


def document(about: "Article", annotator: str, unlooked: str) -> str:
    """What is open, what is not looked for in its language, and whose work it is."""
    date = day_in_words(about.date) or "No date, so dated checks accuse nobody"
    reach = f" {one_line(unlooked).capitalize()}." if unlooked else ""
    return f"{one_line(about.title or about.name or 'untitled')}. {date}.{reach} Annotator {one_line(annotator)}."


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
    yield f"     {one_line(found.brief_reason)}"
    yield f"     Source: {one_line(', '.join(filter(None, (found.rule, found.told_source))))}"


def known(mentions: "Iterable[Mention]") -> str:
    """'SCO: Shanghai Cooperation Organisation, organization; …', each once; empty for none."""
    told: dict[str, str] = {}
    for each in mentions:
        words, name = one_line(each.text), one_line(each.name)
        told.setdefault(
            each.entity, f"{words}, {each.kind}" if words == name else f"{words}: {name}, {each.kind}"
        )
    return "; ".join(told.values())


def progress(each: "Progress", current: str, left: "Open | None") -> str:
    """A line about a document; `left`: what is open in it, where that was worked out."""
    name = one_line(each.title or each.name or each.id[:8])
    date = day_in_words(each.date) or "no date"
    open_ = each.sentences - each.judged
    todo = f"{open_} to judge" if open_ else "judged to its end"
    here = ", open here" if each.id == current else ""
    more = f", open errors {left.errors}, claim worth {left.worth:.1f}" if left else ""
    return f"{name}, {date}, {each.language}, judged {each.judged} of {each.sentences}, {todo}{more}{here}"


def found(each: "Found") -> str:
    """A line about a sentence that was found."""
    worth = f", worth {score(each.worth)}" if each.worth else ""
    state = "judged" if each.judged else "not judged"
    held = f", {', '.join(map(safe, each.labels))}" if each.labels else ""
    place = f"sentence {each.sentence.index + 1} of {one_line(each.title)}"
    return f"{quoted(each.sentence.text, 160)} {place}, {state}{held}{worth}"
