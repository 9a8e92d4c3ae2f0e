"""Documents that come in several records, one an annotator: put together as they come."""

from collections.abc import Iterable, Iterator

from annotator.errors import ReadError
from annotator.model import AnnotatedDocument


def united(found: Iterable[AnnotatedDocument | ReadError]) -> Iterator[AnnotatedDocument | ReadError]:
    """Those that follow one another with the same text are one document with everybody's work."""
    before: AnnotatedDocument | None = None
    try:
        for each in found:
            if isinstance(each, ReadError):
                yield each
            elif before and before.document.id == each.document.id and not _known(before, each):
                works = (*before.works, *each.works)
                before = AnnotatedDocument(before.document, before.splitter, before.sentences, works)
            else:
                if before:
                    yield before
                before = each
    except ReadError:  # the end of the file cannot be read, what came before it can
        if before:
            yield before
        raise
    if before:
        yield before


def _known(before: AnnotatedDocument, each: AnnotatedDocument) -> bool:
    """True where an annotator of the second has a record already."""
    return bool({work.annotator for work in before.works} & {work.annotator for work in each.works})
