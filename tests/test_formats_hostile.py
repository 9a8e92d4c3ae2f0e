"""Damaged and hostile files: every corpus reader gives documents or named causes, and nothing else."""

import io
import random
import re
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from formats_support import causes, corpus, everything, read_back, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import ReadError
from annotator.formats import CORPORA
from annotator.model import AnnotatedDocument

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
from fuzz import damaged, inside

ARCHIVES = ["brat", "webanno", "xmi", "cas-json"]
SAMPLES: dict[str, bytes] = {}


def sample(format: str) -> bytes:
    pytest.importorskip(CORPORA[format].needs or "json")
    return SAMPLES.setdefault(format, written([*corpus(), *everything()], format))


@pytest.mark.parametrize("format", sorted(CORPORA))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_damaged_files_give_documents_or_named_causes(format: str, seed: int) -> None:
    data = sample(format)
    chance = random.Random(seed)
    broken, _ = (inside if format in ARCHIVES and seed % 4 else damaged)(data, chance)
    for found in read_back(broken, format):
        assert isinstance(found, AnnotatedDocument | ReadError)
        assert isinstance(found, AnnotatedDocument) or str(found).startswith("c")


@pytest.mark.parametrize("format", sorted(CORPORA))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400))
def test_any_bytes_give_documents_or_named_causes(format: str, data: bytes) -> None:
    pytest.importorskip(CORPORA[format].needs or "json")
    for found in read_back(data, format):
        assert isinstance(found, AnnotatedDocument | ReadError)


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [
        ("", "text,"),
        ("", "text\t"),
        ("", "sentence\tlabels\t"),
        ("text;", ",labels"),
        ("{", '{"document":"'),
        ('{"annotations":[{', '"user":'),
        ("1\t", "B-a"),
        ("PK\x03\x04", "/"),
        ("{", '"paragraphs": [{'),
        ('{"tokens": ["', '"tags": [ '),
    ],
)
def test_a_beginning_that_repeats_itself_is_soon_told_from_a_corpus(begins: str, goes_on: str) -> None:
    head = (begins + goes_on * (65_536 // len(goes_on))).encode()
    began = time.process_time()
    for format in CORPORA.values():
        re.match(format.looks.encode(), head)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("format", ARCHIVES)
def test_archives_that_climb_out_are_refused(format: str) -> None:
    for name in ("../x.ann", "/x.tsv", "a/../../x.xmi", "..\\x.json"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        assert "points out of the archive" in causes(read_back(out.getvalue(), format))[0]


@pytest.mark.parametrize("format", ARCHIVES)
def test_archives_that_blow_up_are_refused_before_they_do(format: str) -> None:
    out = io.BytesIO()
    ending = {"brat": "ann", "webanno": "tsv", "xmi": "xmi", "cas-json": "json"}[format]
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(f"a/b/x.{ending}", "w") as file,
    ):
        for _ in range(260):
            file.write(bytes(1_000_000))
    tracemalloc.start()
    found = causes(read_back(out.getvalue(), format))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to over 200 MB" in found[0]
    assert most < 50_000_000
