"""Finds in a sentence, and which of them stand where they overlap."""

from msgspec import Struct

from annotator.matching.names import ACRONYM, DEMONYM, DERIVED, FURTHER, OTHER, Row


class Found(Struct):
    """A stretch of words that may name an entity."""

    first: int
    last: int
    row: Row
    edits: int
    score: float
    others: dict[str, float] = {}

    @property
    def explains(self) -> bool:
        """True where its words are surely no part of a longer name that begins or ends beside them."""
        if self.edits:
            return False
        single = self.first == self.last and not self.row.flags & (ACRONYM | DEMONYM)
        return not single or self.row.kind == "state"

    @property
    def rank(self) -> tuple[int, int, int, int, int, float, int, str]:
        """Longest first, then fewest edits, those of the lists, as they are listed, surest, best known."""
        row = self.row
        order = (row.flags & OTHER, row.flags & FURTHER, row.flags & DERIVED, -self.score, -row.rank)
        return (self.first - self.last, self.edits, *order, row.entity)


def disjoint(found: list[Found], length: int) -> list[Found]:
    """The longest finds that do not overlap, in order; what they displace stays with them as `others`."""
    if len(found) == 1:
        return found.copy()
    owner: list[Found | None] = [None] * length
    chosen: list[Found] = []
    for item in sorted(found, key=lambda item: item.rank):
        holders = {id(holder): holder for at in range(item.first, item.last + 1) if (holder := owner[at])}
        if not holders:
            kept = Found(item.first, item.last, item.row, item.edits, item.score, {})
            chosen.append(kept)
            owner[item.first : item.last + 1] = [kept] * (item.last + 1 - item.first)
            continue
        for holder in holders.values():
            if item.row.entity and holder.row.entity != item.row.entity:
                same = (holder.first, holder.last) == (item.first, item.last)
                tied = same and item.edits and item.edits == holder.edits and item.score >= holder.score
                sure = item.score * (1.0 if tied else 0.5 if same else 0.2)
                if tied and not holder.others and item.row.rank >= holder.row.rank:
                    holder.score *= 0.6
                holder.others[item.row.entity] = max(sure, holder.others.get(item.row.entity, 0.0))
    chosen.sort(key=lambda item: item.first)
    return chosen
