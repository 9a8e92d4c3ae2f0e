"""UIMA CAS: what dkpro-cassis reads in ours, and what INCEpTION's files of any types give us."""

import io
import json
import zipfile
from typing import Any

import pytest
from formats_support import SPOKEN, causes, everything, marks, passed_over, read_back, written

from annotator.formats.cas import METADATA, RELATION, SENTENCE, SPAN, TOKEN


def loaded(format: str) -> Any:
    """The CAS of 'ann', as cassis reads it."""
    cassis = pytest.importorskip("cassis")
    with zipfile.ZipFile(io.BytesIO(written(everything(), format))) as archive:
        name = f"annotation/2022-01-07-says.txt/ann.{'xmi' if format == 'xmi' else 'json'}"
        if format == "cas-json":
            return cassis.load_cas_from_json(archive.read(name).decode())
        types = cassis.load_typesystem(io.BytesIO(archive.read("TypeSystem.xml")))
        return cassis.load_cas_from_xmi(io.BytesIO(archive.read(name)), types)


@pytest.mark.parametrize("format", ["xmi", "cas-json"])
def test_cassis_finds_every_piece_on_the_words_that_were_marked(format: str) -> None:
    cas = loaded(format)
    pieces: dict[int, tuple[str, list[str]]] = {}
    for each in sorted(cas.select(SPAN), key=lambda span: span.xmiID):
        whole = each.mark or each
        pieces.setdefault(whole.xmiID, (each.label, []))[1].append(each.get_covered_text())
    assert list(pieces.values()) == SPOKEN


@pytest.mark.parametrize("format", ["xmi", "cas-json"])
def test_cassis_finds_relations_sentences_tokens_and_the_document(format: str) -> None:
    cas = loaded(format)
    text = everything()[0].document.text
    assert cas.sofa_string == text
    found = {(each.label, each.Governor.label, each.Dependent.label) for each in cas.select(RELATION)}
    assert found == {("says", "source", "content"), ("signals", "cue", "content")}
    sentences = everything()[0].sentences
    assert [each.get_covered_text() for each in cas.select(SENTENCE)] == [
        text[s.start : s.end] for s in sentences
    ]
    words = [each.get_covered_text() for each in cas.select(TOKEN)]
    assert words[:3] == ["😀", "“", "Not"]
    (about,) = cas.select(METADATA)
    assert (about.documentId, about.documentTitle) == ("2022-01-07-says.txt", "Not so")


# INCEpTION's

TYPES = (
    'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"'
    ' xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"'
    ' xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore"'
    ' xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"'
)
TEXT = "😀 Ann Lee met Bo."


def xmi(*lines: str, sofas: str = "") -> bytes:
    sofa = f'<cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{TEXT}"/>'
    body = "\n".join(lines)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI {TYPES} xmi:version="2.0">'
    return f"{head}\n{body}\n{sofa}{sofas}</xmi:XMI>".encode()


def said(found: Any) -> tuple[set[Any], set[Any]]:
    """Marks with their attributes, and relations by their words."""
    text = found.document.text
    sentences = [sentence for work in found.works for sentence in work.sentences]
    return (
        {
            (each.label, text[each.start : each.end], each.attributes)
            for s in sentences
            for each in s.annotations
        },
        {
            (each.label, text[each.first.start : each.first.end], text[each.second.start : each.second.end])
            for s in sentences
            for each in s.relations
        },
    )


def test_any_types_are_read_without_a_type_system() -> None:
    (found,) = read_back(
        xmi(
            '<ner:NamedEntity xmi:id="1" sofa="12" begin="3" end="10" value="PER" identifier="http://q/7"/>',
            '<custom:Meeting xmi:id="2" sofa="12" begin="11" end="14" when="" sure="yes" roles="7"/>',
            '<ner:NamedEntity xmi:id="3" sofa="12" begin="15" end="17" value="PER"/>',
            '<custom:Knows xmi:id="4" sofa="12" begin="15" end="17" Governor="1" Dependent="3" label="met"/>',
            '<pos:POS xmi:id="5" sofa="12" begin="3" end="6" PosValue="NNP"/>',
            '<seg:Token xmi:id="6" sofa="12" begin="3" end="6"/>',
            '<custom:MeetingRolesLink xmi:id="7" role="who" target="1"/>',
            '<custom:Dep xmi:id="8" sofa="12" begin="3" end="6" Governor="5" Dependent="5"/>',
            '<cas:View sofa="12" members="1 2 3 4 5 6 8"/>',
        ),
        "xmi",
    )
    assert said(found) == (
        {
            ("PER", "Ann Lee", (("link", "http://q/7"),)),
            ("Meeting", "met", (("sure", "yes"),)),
            ("PER", "Bo", ()),
        },
        {("met", "Ann Lee", "Bo"), ("who", "met", "Ann Lee")},
    )


def test_chains_link_their_members() -> None:
    (found,) = read_back(
        xmi(
            '<custom:CorefLink xmi:id="1" sofa="12" begin="3" end="10" next="2" referenceType="name"/>',
            '<custom:CorefLink xmi:id="2" sofa="12" begin="15" end="17" referenceType="name"/>',
            '<custom:CorefChain xmi:id="3" sofa="12" first="1"/>',
        ),
        "xmi",
    )
    assert said(found) == ({("name", "Ann Lee", ()), ("name", "Bo", ())}, {("CorefLink", "Ann Lee", "Bo")})


def test_several_views_are_documents_or_annotators() -> None:
    same = f'<cas:Sofa xmi:id="13" sofaNum="2" sofaID="bo" mimeType="text" sofaString="{TEXT}"/>'
    other = '<cas:Sofa xmi:id="14" sofaNum="3" sofaID="french" mimeType="text" sofaString="Salut."/>'
    found = read_back(
        xmi(
            '<ner:NamedEntity xmi:id="1" sofa="12" begin="3" end="10" value="PER"/>',
            '<ner:NamedEntity xmi:id="2" sofa="13" begin="15" end="17" value="PER"/>',
            '<ner:NamedEntity xmi:id="3" sofa="14" begin="0" end="5" value="HI"/>',
            sofas=same + other,
        ),
        "xmi",
    )
    assert [marks(each) for each in found] == [
        {("cas", "PER", 2, 9, "Ann Lee"), ("cas bo", "PER", 14, 16, "Bo")},
        {("french", "HI", 0, 5, "Salut")},
    ]


def test_an_annotation_beyond_the_text_is_named_and_the_others_stay() -> None:
    found = read_back(
        xmi(
            '<ner:NamedEntity xmi:id="1" sofa="12" begin="3" end="99" value="PER"/>',
            '<ner:NamedEntity xmi:id="2" sofa="12" begin="1" end="2" value="half an emoji"/>',
            '<ner:NamedEntity xmi:id="3" sofa="12" begin="15" end="17" value="PER"/>',
        ),
        "xmi",
    )
    assert [cause.split("; ")[0] for cause in causes(found)] == [
        "c: NamedEntity 1: 3..99 is no stretch of the text",
        "c: NamedEntity 2: 1..2 is no stretch of the text",
    ]
    assert marks(found[-1]) == {("cas", "PER", 14, 16, "Bo")}


def test_annotations_on_no_words_and_grammar_are_counted() -> None:
    data = xmi(
        '<ner:NamedEntity xmi:id="1" sofa="12" begin="3" end="3" value="PER"/>',
        '<ner:NamedEntity xmi:id="2" sofa="12" begin="15" end="17" value="PER"/>',
        '<custom:Relation xmi:id="3" sofa="12" begin="15" end="17" Governor="1" Dependent="2" label="r"/>',
    )
    (found,) = read_back(data, "xmi")
    assert marks(found) == {("cas", "PER", 14, 16, "Bo")}
    assert passed_over(data, "xmi") == {
        "annotations that mark no words": 1,
        "relations of annotations that mark no words": 1,
    }


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_xml_with_a_document_type_is_refused(dtd: str) -> None:
    data = xmi().replace(b"?>\n", b"?>\n" + dtd.encode(), 1)
    assert "declares a document type" in causes(read_back(data, "xmi"))[0]


def test_json_of_other_types_is_read() -> None:
    structures = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": TEXT},
        {"%ID": 2, "%TYPE": "webanno.custom.Person", "@sofa": 1, "begin": 3, "end": 10, "value": "full"},
        {"%ID": 3, "%TYPE": "webanno.custom.Person", "@sofa": 1, "begin": 15, "end": 17, "value": "first"},
        {
            "%ID": 4,
            "%TYPE": "webanno.custom.Met",
            "@sofa": 1,
            "begin": 15,
            "end": 17,
            "@Governor": 2,
            "@Dependent": 3,
        },
    ]
    data = {
        "%TYPES": {},
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4]}},
    }
    (found,) = read_back(json.dumps(data).encode(), "cas-json")
    assert said(found) == ({("full", "Ann Lee", ()), ("first", "Bo", ())}, {("Met", "Ann Lee", "Bo")})


def test_what_tells_of_tag_sets_and_markup_is_no_annotation_and_a_bare_one_is() -> None:
    spaces = 'xmlns:x="http:///org/dkpro/core/api/xml/type.ecore" xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"'
    (found,) = read_back(
        xmi(
            f'<m:TagsetDescription {spaces} xmi:id="1" sofa="12" begin="0" end="0" name="UD"/>',
            f'<x:XmlElement {spaces} xmi:id="2" sofa="12" begin="3" end="6" qName="p"/>',
            '<tcas:Annotation xmlns:tcas="http:///uima/tcas.ecore" xmi:id="3" sofa="12" begin="3" end="10"/>',
        ),
        "xmi",
    )
    assert said(found) == ({("Annotation", "Ann Lee", ())}, set())


def test_slots_may_be_listed_in_an_array_of_their_own() -> None:
    structures = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": TEXT},
        {"%ID": 2, "%TYPE": "webanno.custom.Who", "@sofa": 1, "begin": 3, "end": 10},
        {"%ID": 3, "%TYPE": "webanno.custom.Link", "role": "host", "@target": 2},
        {"%ID": 4, "%TYPE": "webanno.custom.Link[]", "%ELEMENTS": [3]},
        {"%ID": 5, "%TYPE": "webanno.custom.Met", "@sofa": 1, "begin": 11, "end": 14, "@links": 4},
    ]
    (found,) = read_back(json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": structures}).encode(), "cas-json")
    assert said(found) == ({("Who", "Ann Lee", ()), ("Met", "met", ())}, {("host", "met", "Ann Lee")})


def test_what_inception_drops_costs_nothing_but_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(written(everything(), "xmi"))) as archive:
        ours = archive.read("annotation/2022-01-07-says.txt/ann.xmi").decode()
    import re

    bare = re.sub(r' (?:part|attributes|evidence|time|mark)="[^"]*"', "", ours)
    (found,) = read_back(bare.encode(), "xmi")
    assert {name for name, _, _ in said(found)[0]} == {name for name, _ in SPOKEN}
    assert len(said(found)[1]) == 2
