"""Which words of a sentence speak of the same time as a name or title in it.

'President Xi, who was vice president until 2013, met ...' says 'until 2013' of something else.
"""

import re
from collections.abc import Iterator

from annotator.patterns import regex

_ASIDE = regex(
    r",(?: (?:some|most|all|both|one|many) of)? (?:who|whose|whom|which|where|when|to which|of which|in "
    r"which|elected|"
    r"(?:most|some|all|many|both|none|few|half) of (?:them|these)|"
    r"re-elected|appointed|born|once|long|formerly|himself|herself|itself|an?|the|his|her|their|its|having|"
    r"as (?:he|she|it|they)|after|before|since|until|while|though|although|because|now)\b[^,;:]*(?:,(?= )|"
    r"(?=[;:.!?])|$)"
)
"""After a comma: something said beside the main clause, up to its own comma or the end."""
_PRESENT = regex(r"\b(?:is|are|has|have|does|do|will|belongs?|remains?|keeps?|needs?|wants?)\b")
_BREAK = regex(r"[;:] ")
_RESTRICTIVE = regex(r" (?:that|who|which) (?:once|formerly|previously|had|used to)\b[^,;:.]*")
_SINCE = regex(
    r"\bsince (?:(?:early|late|mid|last|the (?:spring|summer|autumn|winter|fall)(?: of)?) )?(?:\w+ )?\d{4}\b"
)


def clause_around(low: str, start: int, end: int) -> str:
    """The sentence (in lower case) with blanks for the asides that do not reach into start..end.

    As long as the sentence itself, so offsets stay good. 'since 2014' is blanked too: it reaches to the present.
    """
    text = _RESTRICTIVE.sub(lambda found: found[0] if _meets(found, start, end) else " " * len(found[0]), low)
    text = "".join(
        part if first < end and start < first + len(part) else " " * len(part) for first, part in _parts(text)
    )
    at = 0
    while found := _ASIDE.search(text, at):
        if found.start() < end and start < found.end():
            at = found.start() + 1
            continue
        if found.end() <= start and not _closed(low, found):
            # An aside that nothing closes before the name holds the name too.
            at = found.start() + 1
            continue
        text = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
        at = found.start()
    return _SINCE.sub(lambda since: " " * len(since[0]), text)


def told_now(low: str, end: int) -> str:
    """What a sentence (in lower case) says of the name that ends at `end`, where it says it of the present.

    Then other parts and what is said beside of others go; what stands before the name and what is said right after it
    stays. 'since 2014' goes too: it reaches to the present. A sentence that tells of the past stays as it is.
    """
    before = low[:end].rpartition("; ")[2]
    rest = _BREAK.split(low[end:], maxsplit=1)[0]
    own = _ASIDE.match(rest)
    place = own.end() if own else 0
    later = _ASIDE.sub(" ", rest[place:])
    if not _PRESENT.search(before + later):
        return low
    return _SINCE.sub(" ", before + rest[:place] + later)


def _meets(found: "re.Match[str]", start: int, end: int) -> bool:
    return found.start() < end and start < found.end()


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The parts between semicolons and colons, and where they begin."""
    first = 0
    for part in re.split(r"(?<=[;:])(?= )", text):
        yield first, part
        first += len(part)


def _closed(low: str, found: "re.Match[str]") -> bool:
    return low[found.end() - 1] == "," or low[found.end() : found.end() + 1] in (";", ":")
