"""Subtitles (.srt, .vtt) as running text, through webvtt-py (extra `subtitles`).

Captions follow one another as one text; a new speaker, or a silence, begins a new paragraph. A speaker who
is named (`<v Name>`, `NAME:`, `>> NAME:`) stands before what he says, with a colon. Times are lost.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from annotator.errors import MissingExtra, ReadError
from annotator.formats.encodings import decode
from annotator.formats.fields import make_document
from annotator.model import Document

_SILENCE = 4.0
"""Seconds without a caption after which a new paragraph begins."""
_TAG = re.compile(r"</?[a-z][^>]*>|\{\\[^}]*\}", re.I)
_SPEAKER = re.compile(r"(?:>>\s*)?([A-Z][\w.'’ -]{0,40}?)\s*:\s+(?=\S)")
_NOISE = re.compile(r"[\[(][^\])]{0,80}[\])]|♪[^♪]*♪?")


def read_vtt(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a WebVTT file."""
    yield from _read(data, name, "vtt")


def read_srt(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a SubRip file."""
    yield from _read(data, name, "srt")


def _read(data: bytes, name: str, kind: str) -> Iterator[Document]:
    decoded = decode(data, name)
    try:
        import webvtt
        from webvtt.errors import MalformedCaptionError, MalformedFileError
    except ImportError:
        raise MissingExtra(f"reading subtitles ({name})", "subtitles") from None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        captions = webvtt.from_buffer(io.BytesIO(text.encode()), format=kind).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as fault:
        raise ReadError(
            f"{name}: is no file of subtitles that can be read ({fault or 'malformed'})"
        ) from None
    yield make_document(_running(captions), {}, decoded, name, name)


def _running(captions: list[Any]) -> str:
    paragraphs: list[str] = []
    words: list[str] = []
    speaker, end = "", 0.0
    for caption in captions:
        who, said = _said(caption)
        if not said:
            continue
        silent = caption.start_in_seconds - end > _SILENCE
        if words and (silent or (who and who != speaker)):
            paragraphs.append(_paragraph(speaker, words))
            words = []
        speaker = who or ("" if silent else speaker)
        if not words or said != words[-1]:  # rolling captions say each line twice
            words.append(said)
        end = caption.end_in_seconds
    if words:
        paragraphs.append(_paragraph(speaker, words))
    return "\n\n".join(paragraphs)


def _said(caption: Any) -> tuple[str, str]:
    """Who speaks, if that is told, and the words on one line, without what is only heard: [music]."""
    lines = [_TAG.sub("", line).strip() for line in str(caption.raw_text).splitlines()]
    text = " ".join(_NOISE.sub("", line).strip().lstrip("-–— ") for line in lines if line)
    who = " ".join((caption.voice or "").split())
    named = None if who else _SPEAKER.match(text)
    if named:
        who, text = named[1].strip(), text[named.end() :]
    return who, " ".join(text.removeprefix(">>").split())


def _paragraph(speaker: str, words: list[str]) -> str:
    said = " ".join(words)
    return f"{speaker}: {said}" if speaker else said
