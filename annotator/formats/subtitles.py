"""Subtitles (.srt, .vtt) as running text, through webvtt-py (extra `subtitles`).

Captions follow one another as one text; a new speaker, or a silence, begins a new paragraph. A speaker who
is named (`<v Name>`, `NAME:`, `>> NAME:`) stands before what he says, with a colon; one who is not (`>> So.`,
`- So.`) is not taken for the one before. Times are lost.
"""

import html
import io
import re
from collections.abc import Iterator
from typing import Any

from annotator.errors import MissingExtra, ReadError
from annotator.formats.encodings import decode
from annotator.formats.fields import make_document
from annotator.model import Document
from annotator.patterns import regex

_SILENCE = 4.0
"""Seconds without a caption after which a new paragraph begins."""
_TAG = regex(r"</?[a-z][^<>]{0,200}>|<(?:\d+:){1,2}\d+\.\d+>|\{\\[^{}]{0,200}\}", re.I)
_VOICE = regex(r"<v(?:\.[^\s<>]{1,100})?[ \t]+([^<>]{1,200})>|</v>")
_CHANGE = regex(r"\s*(?:>>|[-–](?!\d))")
"""How a line begins with which somebody else goes on to speak."""
_TIME = r"(?:(\d{1,9}):)?(\d{1,2}):(\d{1,2})[.,:](\d{1,3})"
_TIMES = regex(rf"\s*{_TIME}\s*-->\s*{_TIME}(?=\s|$)")
_BOM = "\ufeff"
_ASIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")
"""How blocks of WebVTT begin that hold no caption."""
_SPEAKER = regex(r"(?:>>\s*)?([A-Z][\w.'’ -]{0,40}?)\s*:\s+(?=\S)")
_NOISE = regex(r"[\[(][^\])]{0,80}[\])]|♪[^♪]*♪?")


def read_vtt(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The one document of a WebVTT file."""
    yield from _read(data, name, "vtt")


def read_srt(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The one document of a SubRip file."""
    yield from _read(data, name, "srt")


def _read(data: bytes, name: str, kind: str) -> Iterator[Document | ReadError]:
    decoded = decode(data, name)
    try:
        import webvtt
        from webvtt.errors import MalformedCaptionError, MalformedFileError
    except ImportError:
        raise MissingExtra(f"reading subtitles ({name})", "subtitles") from None
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bare = _untimed(lines) if kind == "srt" else []
    usual = lines if kind == "vtt" else list(_usual([each for n, each in enumerate(lines) if n not in bare]))
    try:
        captions = webvtt.from_buffer(io.BytesIO("\n".join(usual).encode()), format=kind).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as fault:
        raise ReadError(
            f"{name}: is no file of subtitles that can be read ({fault or 'malformed'})"
        ) from None
    for index in bare:
        cause = f"caption {lines[index].strip()} has no time, and is read on from the one before"
        yield ReadError(f"{name}:{index + 1}: {cause}; write a time like 00:01:02,500 --> 00:01:04,000")
    for number, cause in _broken(lines, kind):
        yield ReadError(f"{name}:{number}: {cause}; write a time like 00:01:02.500 --> 00:01:04.000")
    yield make_document(_running(captions), {}, decoded, name, name)


def _usual(lines: list[str]) -> Iterator[str]:
    """SubRip as its readers want it: no empty beginning, a number before each time, a comma in it."""
    before = ""
    for line in lines:
        found = _TIMES.match(line)
        if found and not before.strip().isdigit():
            yield "1"
        if found or before or line.strip():
            yield _comma(found) if found else line
            before = line


def _untimed(lines: list[str]) -> list[int]:
    """Where in SubRip a number stands that goes on with the count, and no time under it."""
    found, last = [], 0
    for index, line in enumerate(lines):
        number = int(line) if line.strip().isdecimal() and len(line.strip()) < 9 else 0
        after = lines[index + 1 : index + 2]
        if not number or not all(after) or "-->" in "".join(after):
            last = number or last
        elif index and not lines[index - 1].strip() and number == last + 1:
            found.append(index)
            last = number
    return found


def _comma(found: re.Match[str]) -> str:
    times = (found.groups()[:4], found.groups()[4:])
    return " --> ".join(f"{int(h or 0):02}:{int(m):02}:{int(s):02},{ms:0<3}" for h, m, s, ms in times)


def _broken(lines: list[str], kind: str) -> Iterator[tuple[int, str]]:
    """The lines that begin what is no caption, and why."""
    timed = aside = False
    blank = True
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if "-->" in line and not aside:
            timed = bool(_TIMES.match(line))
            if not timed:
                yield number, f"{words[:40]!r} is no time, so its words are passed over"
                timed = True
        elif not words:
            timed, aside = timed and kind == "srt", False
        elif blank and kind == "vtt" and words.lstrip(_BOM).startswith(_ASIDE):
            aside = True
        elif (
            blank
            and not timed
            and not aside
            and not any("-->" in each for each in lines[number : number + 1])
        ):
            yield number, f"{words[:40]!r} has no time, and is passed over"
            timed = True
        blank = not words


def _running(captions: list[Any]) -> str:
    paragraphs: list[str] = []
    words: list[str] = []
    speaker, end, last = "", 0.0, ""
    for caption in captions:
        silent = caption.start_in_seconds - end > _SILENCE
        for who, raw, changes in _turns(str(caption.raw_text)):
            who, said, line = _said(who, raw)  # noqa: PLW2901
            if not said:
                continue
            another = silent or (changes and not who)
            if words and (another or (who and who != speaker)):
                paragraphs.append(_paragraph(speaker, words))
                words = []
            speaker = who or ("" if another else speaker)
            if words and said.startswith(f"{last} "):  # rolling captions say each line twice
                said = said.removeprefix(f"{last} ")
            if not words or said not in (words[-1], last):
                words.append(said)
            last, silent, end = line, False, caption.end_in_seconds
    if words:
        paragraphs.append(_paragraph(speaker, words))
    return "\n\n".join(paragraphs)


def _turns(raw: str) -> Iterator[tuple[str, str, bool]]:
    """Who speaks (`<v Name>`), if that is told, the words, and whether it is somebody else than before (`- `, `>>`)."""
    begins, who = 0, None
    for found in _VOICE.finditer(raw):
        yield from _by_signs(who, raw[begins : found.start()])
        begins, who = found.end(), found[1] or ""
    yield from _by_signs(who, raw[begins:])


def _by_signs(who: str | None, raw: str) -> Iterator[tuple[str, str, bool]]:
    """The same within the words of a voice: '' once one has ended, None before the first."""
    if who:
        yield " ".join(html.unescape(who).split()), raw, True
        return
    changes, lines = who is not None, list[str]()
    for line in raw.splitlines():
        if _CHANGE.match(_TAG.sub("", line)):
            yield "", "\n".join(lines), changes
            changes, lines = True, []
        lines.append(line)
    yield "", "\n".join(lines), changes


def _said(who: str, raw: str) -> tuple[str, str, str]:
    """Who speaks, if that is told; the words on one line, without what is only heard: [music]; the last line."""
    lines = [html.unescape(_TAG.sub("", line)).strip() for line in raw.splitlines()]
    heard = [_NOISE.sub("", line).strip().lstrip("-–— ") for line in lines if line]
    text = " ".join(heard)
    named = None if who else _SPEAKER.match(text)
    if named:
        who, text = named[1].strip(), text[named.end() :]
    return who, " ".join(text.removeprefix(">>").split()), " ".join("".join(heard[-1:]).split())


def _paragraph(speaker: str, words: list[str]) -> str:
    said = " ".join(words)
    return f"{speaker}: {said}" if speaker else said
