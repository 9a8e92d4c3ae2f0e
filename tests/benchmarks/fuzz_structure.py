"""Damages what a parser has made of a file, so that the damage gets past the parser.

A value of the wrong type, an offset below nothing or beyond everything, half a letter, brackets 100,000 deep,
a key that is gone, a thing that is there twice, two that have changed places (so that links run in circles).
"""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

DEEP = 100_000
_DEEP = "\ue000deep\ue000"
"""Stands for brackets that no writer of JSON would nest."""
_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    0.5,
    10**30,
    -(10**9),
    float("nan"),
    float("inf"),
    "",
    " ",
    "\ud800",
    "x\udc00\r\n",
    "😀",
    "-1",
    "9" * 5000,
    "x" * 10_000,
    [],
    {},
    [[]],
    [None],
    {"": None},
    _DEEP,
)


def reshaped(sample: bytes, chance: random.Random) -> bytes:
    """The sample with one to four of the values in it changed; what it is made of is told by its looks."""
    for change in _ways(sample):
        try:
            return change(sample, chance)
        except (ValueError, TypeError, OverflowError, ElementTree.ParseError):
            continue
    raise ValueError("a sample that is neither JSON nor XML nor a table")


def _ways(sample: bytes) -> Iterator[Callable[[bytes, random.Random], bytes]]:
    if sample.startswith(b"PK\x03\x04"):
        yield _archive
    if sample.startswith(b"PAR1"):
        yield _parquet
    if sample.lstrip().startswith((b"{", b"[")):
        yield _json
        yield _lines
    if sample.lstrip().startswith(b"<"):
        yield _xml
    yield _cells


def _archive(sample: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample)) as archive, zipfile.ZipFile(out, "w") as copy:
        chosen = chance.choice(archive.namelist())
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, reshaped(data, chance) if name == chosen else data)
    return out.getvalue()


def _parquet(sample: bytes, chance: random.Random) -> bytes:
    """Rows changed, where a table can be made of them again."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pq.read_table(io.BytesIO(sample)).to_pylist()
    out = io.BytesIO()
    rows = [
        each for each in changed(json.loads(json.dumps(rows, default=str)), chance) if isinstance(each, dict)
    ]
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def _json(sample: bytes, chance: random.Random) -> bytes:
    return dumped(changed(json.loads(sample), chance))


def _lines(sample: bytes, chance: random.Random) -> bytes:
    lines = [json.loads(line) for line in sample.splitlines() if line.strip()]
    return b"\n".join(map(dumped, changed(lines, chance) or []))


def dumped(value: Any) -> bytes:
    """As JSON: with NaN, with half letters, and as deep as it was meant to be."""
    words = json.dumps(value).replace(json.dumps(_DEEP), "[" * DEEP + "]" * DEEP)
    return words.encode()


def changed(value: Any, chance: random.Random) -> Any:
    """The value with something in it replaced, dropped, doubled or moved."""
    holder = [value]
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(holder))
        inside, key = chance.choice(places)
        how = chance.randrange(8)
        if how == 0 and len(places) > 1 and inside is not holder:
            del inside[key]
            continue
        if how == 1 and isinstance(inside, list) and inside is not holder:
            inside.insert(key, inside[key])
            continue
        if how == 2:
            other, there = chance.choice(places)
            inside[key], other[there] = _copy(other[there]), _copy(inside[key])
            continue
        if how == 3 and isinstance(inside[key], int | float):
            inside[key] += chance.choice((-1, 1, 2, -1000, 0.5))
            continue
        if how == 4:
            inside[key] = chance.choice(([inside[key]], {"text": inside[key]}, str(inside[key])))
            continue
        inside[key] = _copy(chance.choice(_VALUES))
    return holder[0] if isinstance(holder[0], list | dict) else [holder[0]]


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every key of every object and every index of every list within the value."""
    pairs = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, item in list(pairs):
        yield value, key
        yield from _places(item)


def _word(chance: random.Random) -> str:
    found = chance.choice(_VALUES)
    return str(found).encode("utf-8", "replace").decode().replace("\x00", "")


def _xml(sample: bytes, chance: random.Random) -> bytes:
    root = ElementTree.fromstring(sample)
    for _ in range(chance.choice((1, 1, 2, 4))):
        parent = chance.choice([each for each in root.iter() if len(each)] or [root])
        at = chance.randrange(len(parent)) if len(parent) else 0
        child = parent[at] if len(parent) else parent
        how = chance.randrange(7)
        if how == 0 and len(parent):
            del parent[at]
        elif how == 1 and len(parent):
            parent.insert(at, child)
        elif how == 2:
            child.text = _word(chance)
        elif how == 3:
            child.tag = chance.choice([each.tag for each in root.iter()])
        elif how == 4 and child.attrib:
            del child.attrib[chance.choice(list(child.attrib))]
        elif how == 5 and child.attrib:
            other = chance.choice(list(root.iter()))
            child.attrib[chance.choice(list(child.attrib))] = chance.choice(
                [*other.attrib.values(), _word(chance)]
            )
        elif child.attrib:
            child.attrib[chance.choice(list(child.attrib))] = _word(chance)
    data = ElementTree.tostring(root)
    if chance.random() < 0.02:
        return data.replace(b">", b">" + b"<a>" * DEEP, 1)
    return data


def _cells(sample: bytes, chance: random.Random) -> bytes:
    """Lines of cells: a table, tokens with tags, standoff, subtitles, anything."""
    lines = sample.decode("utf-8", "replace").split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(lines))
        apart = "\t" if "\t" in lines[at] else " "
        cells = lines[at].split(apart)
        cell, how = chance.randrange(len(cells)), chance.randrange(7)
        if how == 0:
            del cells[cell]
        elif how == 1:
            cells.insert(cell, cells[cell])
        elif how == 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
            continue
        elif how == 3:
            lines.insert(at, lines[at])
            continue
        elif how == 4:
            cells[cell] += chance.choice(("0", "|", "_", ";", "[1]", "\\", ":", "-", "*", "->1-1"))
        else:
            cells[cell] = _word(chance)
        lines[at] = apart.join(cells)
    return "\n".join(lines).encode("utf-8", "replace")
