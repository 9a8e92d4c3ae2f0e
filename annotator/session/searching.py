"""Words in a long text, piece by piece: no copy of it is kept, and whoever searches may pause between."""

from collections.abc import Iterator

from annotator.model import Text

PIECE = 1 << 15
"""Code points that are looked through between two pauses: less than a millisecond."""

_SPACES = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def plain(text: str) -> str:
    """Small letters and plain spaces, as many code points as `text` has, so that offsets hold."""
    # lower() makes two of İ alone; the final sigma is the same letter as the other.
    text = text.replace("İ", "i").lower().replace("ς", "σ")
    if text.isascii() and text.isprintable():
        return text
    for space in _SPACES:
        text = text.replace(space, " ")
    return text


def places(text: Text, wanted: str, at: int, *, backwards: bool = False) -> Iterator[int | None]:
    """Where `wanted` begins next: from `at` on and around the end, or before `at` and around the beginning.

    Gives None for each piece without it, at last the place; stops without one where there is none.
    """
    wanted = plain(wanted)
    if not wanted:
        return
    for first, last in ((0, at), (at, len(text))) if backwards else ((at, len(text)), (0, at)):
        edges = range(first, last, PIECE)
        for edge in reversed(edges) if backwards else edges:
            beginnings = min(edge + PIECE, last) - edge
            piece = plain(text[edge : edge + beginnings + len(wanted) - 1])
            found = piece.rfind(wanted) if backwards else piece.find(wanted)
            if found >= 0:
                yield edge + found
                return
            yield None
