"""EPUB books: a document for each chapter that has text, in reading order."""

import io
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from annotator.errors import ReadError
from annotator.formats.archives import Archive
from annotator.formats.blocks import blocks
from annotator.formats.encodings import decode
from annotator.formats.fields import make_document, parse_day
from annotator.formats.xml import children_text, local, parse_xml
from annotator.model import Document

_PAGES = ("application/xhtml+xml", "text/html")


def read_epub(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The chapters; a chapter that cannot be read is a failure and the others go on."""
    archive = Archive(io.BytesIO(data), name)
    package = _package(archive)
    root = parse_xml(archive.read(package), f"{name}: {package}")
    about = next((children_text(each) for each in root if local(each) == "metadata"), {})
    record = {
        "author": about.get("creator", ""),
        "source": about.get("title", ""),
        "language": about.get("language", ""),
    }
    if parse_day(about.get("date", "")):
        record["date"] = about["date"]
    number = 0
    for path in _chapters(root, posixpath.dirname(package)):
        try:
            decoded = decode(archive.read(path), f"{name}: {path}")
        except ReadError as fault:
            yield fault
            continue
        heading, text = blocks(decoded.text)
        if not text:
            continue  # a cover, a picture
        number += 1
        title = {"title": heading or about.get("title", "")}
        yield make_document(text, record | title, decoded, name, f"{name}: {path}", number)
    if not number:
        raise ReadError(f"{name}: holds no chapter with text; it may be made of pictures")


def _package(archive: Archive) -> str:
    """The path of the file that lists what is in the book."""
    path = "META-INF/container.xml"
    for element in parse_xml(archive.read(path), f"{archive.name}: {path}").iter():
        if local(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise ReadError(f"{archive.name}: {path} names no package file; it is no EPUB")


def _chapters(root: ElementTree.Element, folder: str) -> Iterator[str]:
    items = {
        each.get("id"): posixpath.normpath(posixpath.join(folder, unquote(each.get("href") or "")))
        for each in root.iter()
        if local(each) == "item" and each.get("media-type") in _PAGES
    }
    for each in root.iter():
        if local(each) == "itemref" and each.get("idref") in items:
            yield items[each.get("idref")]
