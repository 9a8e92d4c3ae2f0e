"""Bytes to text: what they say themselves, then what the file declares, only then a guess.

A guess is recorded in `Decoded.guessed`, and `--encoding` overrides it. The text is what the bytes
say: line ends stay, a byte-order mark goes, and half a surrogate pair becomes U+FFFD, one for one.
"""

import codecs
import re

from msgspec import Struct

from annotator.errors import ReadError, UsageError
from annotator.patterns import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_FOR_ARTICLES = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
# Escape sequences in plain ASCII bytes: UTF-8 would take them for text.
_SEVEN_BIT = regex(r"iso2022|hz$|utf-7")
_COOKIE = re.compile(rb"(?:coding|charset|encoding)[ \t]*[:=][ \t]*[\"']?([-\w.]+)", re.ASCII | re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,400}?charset[ \t]*=[ \t]*[\"']?[ \t]*([-\w.:]+)", re.ASCII | re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding[ \t]*=[ \t]*[\"']([-\w.:]+)", re.ASCII)
_SURROGATE = regex("[\ud800-\udfff]")
_BAD = regex("[\udc80-\udcff]")
_CUT = regex("\\A[^\udc80-\udcff]*[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\\Z")
_MULTIBYTE = regex("[^\x00-\x7f\udc80-\udcff]")


class Decoded(Struct, frozen=True):
    """A text and how its bytes were read."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, name: str) -> Decoded:
    """The text of `data`; `ReadError` naming `name`, the cause and the cure where there is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding, name, "its byte-order mark says"), encoding, False)
    declared = declared_encoding(data)
    if declared and _SEVEN_BIT.match(declared) and (text := _try(data, declared)) is not None:
        return Decoded(text, declared, False)
    if (wide := utf16_without_mark(data)) and (text := _try(data, wide)) is not None:
        return Decoded(text, wide, True)
    if (text := _try(data, "utf-8")) is not None:
        return Decoded(text, "utf-8", False)
    if declared and declared != "utf-8" and (text := _try(data, declared)) is not None:
        return Decoded(text, declared, False)
    if (text := _damaged(data)) is not None:
        return Decoded(text, "utf-8", True)
    encoding = _guess(data, name)
    return Decoded(_strictly(data, encoding, name, "the guess is"), encoding, True)


def decode_as(data: bytes, encoding: str, name: str) -> str:
    """The text of `data` in the encoding that the user names."""
    return _strictly(data, known_encoding(encoding), name, "--encoding says").removeprefix("\ufeff")


def known_encoding(name: str) -> str:
    """Python's own name of a text encoding; `UsageError` where it is none."""
    if found := _lookup(name):
        return found
    raise UsageError(f"no encoding called {name!r}; common ones are utf-8, utf-16, cp1252, cp1251, latin-1")


def whole(text: str) -> str:
    """The text with each half of a surrogate pair replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def declared_encoding(data: bytes) -> str:
    """What the file says of its own encoding, or an empty string.

    An XML declaration; `charset` in an HTML `meta`; `coding:` in the first two lines; `encoding:`
    in front matter. Web pages that say Latin-1 mean Windows-1252 (WHATWG Encoding, section 4.2).
    """
    head = data[:4096]
    found = _XML.match(head) or _META.search(head)
    if found:
        declared = _lookup(found[1].decode("ascii"))
        # Declared in ASCII letters, so it is not UTF-16 (WHATWG HTML, 13.2.3.2).
        declared = "utf-8" if declared.startswith(("utf-16", "utf-32")) else declared
        return "cp1252" if declared in {"iso8859-1", "ascii"} else declared
    lines = head.split(b"\n")
    matter = lines[:40] if lines[0].strip() == b"---" else lines[:2]
    for line in matter[:1] + [line for line in matter[1:] if line.strip() != b"---"]:
        if cookie := _COOKIE.search(line):
            return _lookup(cookie[1].decode("ascii"))
    return ""


def _lookup(name: str) -> str:
    """Python's own name of an encoding that turns bytes into text; empty for any other word."""
    try:
        codec = codecs.lookup(name)
        bytes(4).decode(codec.name)  # refuses those that are no text encodings: hex, zip, rot13
    except (LookupError, ValueError):
        return ""
    return "" if codec.name.replace("_", "-") in _NOT_FOR_ARTICLES else codec.name


def _try(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not in that encoding."""
    try:
        return whole(data.decode(encoding))
    except UnicodeError:
        return None


def _strictly(data: bytes, encoding: str, name: str, why: str) -> str:
    """The text, or a `ReadError` with the first byte that does not fit."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        place = f"byte {fault.start} (0x{data[fault.start]:02x})" if fault.start < len(data) else "its end"
        cause = f"{why} {encoding}, and {place} is not {encoding}"
        raise ReadError(f"{name}:{line}: {cause}; name the right one with --encoding") from None
    except UnicodeError as fault:
        raise ReadError(f"{name}: {why} {encoding}, but {fault}; name it with --encoding") from None
    return whole(text).removeprefix("\ufeff")


def utf16_without_mark(data: bytes) -> str:
    """'utf-16-le' or 'utf-16-be' where nearly every other byte is NUL and the rest are not, else empty."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else ""


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few bad bytes, each replaced by U+FFFD: a text cut in the middle of a letter.

    None unless there are at least two good letters outside ASCII for each bad byte, or one where
    the only bad bytes are the beginning of a letter at the very end.
    """
    text = data.decode("utf-8", "surrogateescape")
    good = len(_MULTIBYTE.findall(text))
    enough = 1 if _CUT.search(text) else 2 * len(_BAD.findall(text))
    return _BAD.sub("\ufffd", text) if good >= enough else None


def _guess(data: bytes, name: str) -> str:
    """The encoding that the bytes look like."""
    try:
        import cchardet
    except ImportError:
        raise ReadError(
            f"{name}: neither UTF-8 nor does it say what it is; name its encoding with --encoding, "
            "or let it be guessed: pip install 'claim-annotator[encodings]'"
        ) from None
    found = str(cchardet.detect(data[:1_000_000])["encoding"] or "")
    encoding = _lookup(found)
    if not encoding or encoding in {"ascii", "utf-8"}:
        raise ReadError(f"{name}: not UTF-8, and its encoding is not plain; name it with --encoding")
    if encoding == "iso8859-1" and _try(data, "cp1252") is not None:
        return "cp1252"  # where the two differ, Latin-1 has control characters
    return encoding
