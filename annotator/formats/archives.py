"""ZIP archives: the same content gives the same bytes, and a hostile one cannot fill memory or climb out."""

import io
import zipfile
import zlib
from io import SEEK_END
from typing import BinaryIO

from annotator.errors import ReadError

_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
"""What the standard library raises for archives that are broken, encrypted or of a kind it does not know."""

LARGEST = 200_000_000
"""Bytes that a file of an archive may have, unpacked; and all of them, if it is packed as no text can be."""

_TIGHTEST = 100
"""Times that the files of an archive may be larger than it is: XML of one sort packs to a thirtieth."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    """Adds a text in UTF-8, without the time of day and without compression, which differs by machine."""
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.external_attr = 0o644 << 16
    archive.writestr(info, text.encode(), zipfile.ZIP_STORED)


def unique(name: str, taken: dict[str, int]) -> str:
    """The name, or name-2, name-3, ... where it is taken; then it is taken, with the number that it has.

    Capitals make no difference, since on some systems they make none in the names of files.
    """
    number, free = taken.get(name.casefold(), 0), name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken[name.casefold()] = max(number, 1)
    taken[free.casefold()] = 1
    return free


class Archive:
    """An archive that is read in memory. Raises `ReadError` with its name and the cause."""

    def __init__(self, data: BinaryIO, name: str, most: int | None = None) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(data)
            infos = [info for info in self._zip.infolist() if info.filename and not info.is_dir()]
        except _FAULTS as fault:
            raise ReadError(f"{name}: is no ZIP archive that can be read ({fault})") from None
        for info in infos:
            if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
                raise ReadError(f"{name}: {info.filename!r} points out of the archive; it is refused")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ReadError(f"{name}: is packed in an unusual way; pack it again as a plain ZIP")
        size = sum(info.file_size for info in infos)
        largest = max((info.file_size for info in infos), default=0)
        self._most = max(LARGEST, _TIGHTEST * data.seek(0, SEEK_END)) if most is None else most
        if largest > LARGEST or size > self._most:
            raise ReadError(f"{name}: unpacks to over {LARGEST // 1_000_000} MB; it is refused")
        self._size = size
        self.names = dict.fromkeys(info.filename for info in infos)

    def inner(self, name: str) -> "Archive":
        """An archive within it. All that lie in it unpack to no more than one archive may."""
        found = Archive(io.BytesIO(self.read(name)), f"{self.name}/{name}", self._most - self._size)
        self._size += found._size
        return found

    def read(self, name: str) -> bytes:
        """The content of a file."""
        if name not in self.names:
            raise ReadError(f"{self.name}: {name} is missing")
        try:
            with self._zip.open(name) as file:
                data = file.read(LARGEST + 1)
        except _FAULTS as fault:
            raise ReadError(f"{self.name}: {name} cannot be unpacked ({fault})") from None
        if len(data) > LARGEST:
            raise ReadError(f"{self.name}: {name} unpacks to more than it says; it is refused")
        return data
