"""Transcripts of debates and interviews: one paragraph a turn, `NAME: what was said`.

Times (`[00:12:33]`, `00:12`) and line breaks inside a turn are left out. A line that names a speaker ends
with a colon or has one after the name, which may be followed by a party or office in brackets. Where no line
is like that, other layouts are tried: `Mr. ROE. I rise` of the Congressional Record, `Q. And then?` of hearings,
and names on a line of their own, as Hansard and programs that write down recordings have them.
"""

from collections.abc import Callable, Iterator

from annotator.errors import ReadError
from annotator.formats.encodings import decode
from annotator.formats.text import document, front_matter
from annotator.model import Document
from annotator.patterns import regex

_CLOCK = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?"
_TIME = regex(rf"^\s*(?:\[\*\]\s*)?(?:{_CLOCK})?\s*(?:-+>?\s*[\[(]?[\d:.,]+[\])]?)?\s*")
_BRACKETED = rf"[\[(]{_CLOCK}(?=\s|$)"
_GROUPS = r"((?:\s*(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])){0,2})"
_GROUP = regex(r"\([^()]+\)|\[[^\[\]]+\]")
_WORDS = r"(?:[^\W\d_]|['’])[\w.,'’&/ -]"
_TURN = regex(
    rf"\s*(?:\*{{1,2}}|>>\s*)?({_WORDS}{{0,80}}?){_GROUPS}\s*(?:\*{{1,2}})?\s*[:：](?:\*{{1,2}})?(?:\s*{_BRACKETED})?"
    r"(?:\s+|$)(.*)"
)
_RECORD = regex(
    r"((?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|The)\.? (?:(?:Ma?c|De|La|Van|O['’])?[A-Z][A-Z'’-]+)"
    rf"(?: [A-Z]{{2,}}| pro tempore| of [A-Z]\w+(?: [A-Z]\w+)?)*|[QA]){_GROUPS}\.\s+(.*)"
)
"""`Mr. ROE of Ohio. I rise`, `The PRESIDING OFFICER (Ms. ROE). So ordered.`, `Q. And then?`"""
_ALONE = regex(rf"({_WORDS}{{1,60}}?){_GROUPS}(?:\s+{_CLOCK})?")
_ANOTHER = ">>"
"""Begins what somebody else says who is not named."""
_LONGEST_NAME = 7
"""Words of a name with its title, at most; of one in capitals, with an office, more."""
_LONGEST_OFFICE = 12

Layout = Callable[[str, bool, bool], "tuple[str, str] | None"]
"""Of a line, whether it begins a paragraph and whether another follows: who speaks, and the words. None: no turn."""


def read_transcript(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a transcript. Raises `ReadError` where fewer than two turns are found in it."""
    decoded = decode(data, name)
    fields, body = front_matter(decoded.text, name)
    for layout in (_with_colon, _of_the_record, _on_its_own_line):
        paragraphs, turns = _turns(body, layout)
        if turns >= 2:
            yield document("\n\n".join(paragraphs), fields, decoded, name)
            return
    raise ReadError(f"{name}: no speakers are named in it as `NAME: words`; read it as plain text")


def _turns(body: str, layout: Layout) -> tuple[list[str], int]:
    """The paragraphs, and how many of them name a speaker."""
    paragraphs: list[str] = []
    turns = 0
    fresh = True
    lines = [" ".join(_TIME.sub("", raw).split()) for raw in body.splitlines()]
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        if not line:
            fresh = True
            continue
        found = layout(line, fresh, bool(after))
        if not found and line.startswith(_ANOTHER):
            fresh, line = True, line.removeprefix(_ANOTHER).strip()  # noqa: PLW2901
        if found:
            paragraphs.append(f"{found[0]}: {found[1]}".rstrip())
            turns += 1
        elif fresh or not paragraphs:
            # A paragraph of the same turn; right after `NAME:` on a line of its own it is the turn.
            if paragraphs and paragraphs[-1].endswith(":"):
                paragraphs[-1] += " " + line
            else:
                paragraphs.append(line)
        else:
            paragraphs[-1] += " " + line
        fresh = False
    return paragraphs, turns


def _with_colon(line: str, _fresh: bool, _followed: bool) -> tuple[str, str] | None:
    """`NAME (office): words`"""
    found = _TURN.fullmatch(line)
    return (found[1].strip() + _brackets(found[2]), found[3]) if found and _is_name(found[1]) else None


def _of_the_record(line: str, fresh: bool, _followed: bool) -> tuple[str, str] | None:
    """`Mr. NAME of State. Words`"""
    found = _RECORD.fullmatch(line)
    return (found[1] + _brackets(found[2]), found[3]) if found else None


def _on_its_own_line(line: str, fresh: bool, followed: bool) -> tuple[str, str] | None:
    """A name that begins a paragraph and has a line to itself."""
    found = _ALONE.fullmatch(line) if fresh and followed else None
    said = found and _is_name(found[1]) and not found[1].endswith((".", ","))
    return (found[1].strip() + _brackets(found[2]), "") if found and said else None


def _brackets(groups: str) -> str:
    """What is said of a speaker in brackets, without times."""
    said = (each[0] for each in _GROUP.finditer(groups) if _TIME.sub("", each[0]))
    return "".join(f" {' '.join(each.split())}" for each in said)


def _is_name(words: str) -> bool:
    """True where no word begins with a small letter but the small words inside names, and they are not too many."""
    longest = _LONGEST_OFFICE if words.isupper() else _LONGEST_NAME
    small = {
        "of",
        "the",
        "de",
        "la",
        "van",
        "von",
        "der",
        "al",
        "bin",
        "for",
        "and",
        "da",
        "du",
        "di",
        "y",
        "e",
    }
    listed = words.replace(",", " ").split()
    return len(listed) <= longest and all(not word[:1].islower() or word in small for word in listed)
