"""spaCy's DocBin as spaCy reads it, and Docs of others as we read them. Skipped where spaCy is not installed."""

import pytest
from formats_support import SPOKEN, causes, everything, marks, read_back, written

spacy = pytest.importorskip("spacy", reason="needs the extra spacy, which is 315 MB")
tokens = pytest.importorskip("spacy.tokens")


def docs(data: bytes) -> list[object]:
    return list(tokens.DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab))


def test_spacy_has_the_text_and_every_piece_on_the_words_that_were_marked() -> None:
    doc, other = docs(written(everything(), "spacy"))
    assert doc.text == other.text == everything()[0].document.text  # type: ignore[attr-defined]
    groups = doc.spans  # type: ignore[attr-defined]
    found = [(each.label_, each.text) for name in ("labels", "kinds") for each in groups[name]]
    assert sorted(found) == sorted((name, words) for name, pieces in SPOKEN for words in pieces)


def test_docs_of_others_give_their_entities_and_groups_of_spans() -> None:
    doc = spacy.blank("en")("😀 Ann Lee met Bo.")
    doc.ents = [doc.char_span(2, 9, label="PERSON", kb_id="Q7")]
    doc.spans["sc"] = [doc.char_span(14, 16, label="PERSON")]
    (found,) = read_back(tokens.DocBin(docs=[doc]).to_bytes(), "spacy")
    # a DocBin keeps groups of spans, and entities with their ids
    assert marks(found) == {("spacy", "PERSON", 2, 9, "Ann Lee"), ("spacy", "PERSON", 14, 16, "Bo")}


def test_what_is_no_docbin_is_named() -> None:
    assert "is no DocBin that can be read" in causes(read_back(b"no", "spacy"))[0]
