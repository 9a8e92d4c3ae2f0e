"""What holds in a database, in bytes that can be compared."""

import io
from pathlib import Path

import msgspec

from annotator.formats.jsonl_corpus import write_jsonl
from annotator.model import Work
from annotator.session import Session


def held(db: Path) -> bytes:
    """What holds, as the JSONL export tells it: all but the log."""
    with Session.open(db, "ann") as session:
        documents = [
            msgspec.structs.replace(
                each, works=tuple(Work(work.annotator, work.sentences, ()) for work in each.works)
            )
            for each in session.annotated()
        ]
        assert session.verify() == []
    out = io.BytesIO()
    write_jsonl(documents, out)
    return out.getvalue()
