"""The documents in an order that helps to choose what to do next."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.session.counts import Progress
    from annotator.session.finding import Open

SORTS = ("as added", "date", "name", "most to judge", "most open errors", "most claim worth")


def arranged(
    documents: "Iterable[Progress]", sort: str, left: "Mapping[str, Open]", *, only_open: bool = False
) -> "list[Progress]":
    """By one of `SORTS`; `left`: what is open, of those of which it was worked out, the others come last.

    `only_open`: without those that are judged to their end.
    """
    shown = [each for each in documents if not only_open or each.judged < each.sentences]
    if sort == "date":
        shown.sort(key=lambda each: (each.date is None, each.date))
    elif sort == "name":
        shown.sort(key=lambda each: (each.title or each.name).casefold())
    elif sort == "most to judge":
        shown.sort(key=lambda each: each.judged - each.sentences)
    elif sort == "most open errors":
        shown.sort(key=lambda each: -left[each.id].errors if each.id in left else 1)
    elif sort == "most claim worth":
        shown.sort(key=lambda each: -left[each.id].worth if each.id in left else 1)
    return shown
