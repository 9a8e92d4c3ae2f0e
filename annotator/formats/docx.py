"""Word files (.docx): their paragraphs, through mammoth (extra `docx`).

Title, author and date are those of the file's properties. Pictures, comments and what was deleted under
track changes are left out.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from annotator.errors import MissingExtra, ReadError
from annotator.formats.archives import Archive
from annotator.formats.blocks import blocks
from annotator.formats.encodings import Decoded
from annotator.formats.fields import make_document
from annotator.formats.xml import children_text, parse_xml
from annotator.model import Document
from annotator.patterns import regex

_IMAGE = regex(r"<img\b[^>]*>")
_FIELD = re.compile(rb"<(/?(?:\w+:)?)(?:fldSimple|dir|bdo|ruby|rubyBase)(?=[\s/>])")
"""What stands around words and is not known to mammoth, which would leave them out with it."""
_BODY = regex(r"word/document[0-9]*\.xml")
"""Word on the web calls it document2.xml."""
_LARGEST = 20_000_000
"""Bytes of XML beyond which it is no article."""


def read_docx(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a Word file; `ReadError` for what is none, `MissingExtra` without mammoth."""
    try:
        import mammoth
    except ImportError:
        raise MissingExtra(f"reading Word files ({name})", "docx") from None
    archive = Archive(io.BytesIO(data), name)
    try:
        html = mammoth.convert_to_html(_parts(archive), ignore_empty_paragraphs=True).value
    except (
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, RecursionError),
        ExpatError,  # a space in the name of a namespace, on which only the library's parser stumbles
    ) as fault:
        # What the library raises for files that are not as Word writes them.
        raise ReadError(f"{name}: is no Word file that can be read ({fault}); save it as text") from None
    heading, text = blocks(_IMAGE.sub("", html))
    record = _properties(archive) if "docProps/core.xml" in archive.names else {}
    record.setdefault("title", heading)
    yield make_document(text, record, Decoded(text, "utf-8", False), name, name)


def _parts(archive: Archive) -> io.BytesIO:
    """The file again, with nothing in it but XML that was looked at; pictures are left out."""
    packed = io.BytesIO()
    total = 0
    with zipfile.ZipFile(packed, "w") as clean:
        for part in dict.fromkeys(archive.names):
            if not part.endswith((".xml", ".rels")):
                continue
            content = archive.read(part)
            total += len(content)
            if total > _LARGEST:
                raise ReadError(
                    f"{archive.name}: its text is over {_LARGEST // 1_000_000} MB; save it as text"
                )
            parse_xml(content, f"{archive.name}: {part}")
            clean.writestr(part, _FIELD.sub(rb"<\1smartTag", content))
    if not any(map(_BODY.fullmatch, archive.names)):
        raise ReadError(f"{archive.name}: word/document.xml is missing, so it is no Word file")
    return packed


def _properties(archive: Archive) -> dict[str, str]:
    found = children_text(parse_xml(archive.read("docProps/core.xml"), f"{archive.name}: docProps/core.xml"))
    record = {"title": found.get("title", ""), "author": found.get("creator", "")}
    # When it was last saved says nothing about when it was published: that is left to --date.
    record["language"] = found.get("language", "")
    return {key: value for key, value in record.items() if value}
