"""Small files as other programs write them: PDF, Word, EPUB, feeds, web archives, subtitles, transcripts."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"


def packed(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(*paragraphs: str, core: str = "") -> bytes:
    body = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{each}</w:t></w:r></w:p>" for each in paragraphs)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="word/document.xml"/></Relationships>'
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    if core:
        files["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}">{core}</cp:coreProperties>'
        )
    return packed(files)


def pdf(*pages: list[str]) -> bytes:
    """A PDF with a line of Helvetica for each line of text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def epub(*chapters: str, package: str = "") -> bytes:
    items = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    about = (
        f"<dc:title>On blocs</dc:title><dc:creator>A. Bek</dc:creator><dc:language>en</dc:language>{package}"
    )
    opf = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="{DC}">{about}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": opf,
    }
    return packed(files | {f"OPS/text/c{n}.xhtml": chapter for n, chapter in enumerate(chapters)})


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The wire</title><language>en-gb</language>
<item><title>Bloc &amp; state</title><link>https://example.org/1</link><author>bek@example.org (A. Bek)</author>
<pubDate>Fri, 07 Jan 2022 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The bloc met.&lt;/p&gt;&lt;p&gt;Nobody came 😀.&lt;/p&gt;</description></item>
<item><title>Empty</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>One</title>
<link href="https://example.org/a"/><published>2022-01-07T10:00:00Z</published><author><name>A. Bek</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;It is the longer text.&lt;/p&gt;</content></entry></feed>"""
PAGE = """<html><head><title>Bloc meets</title><meta property="article:published_time" content="2022-01-07"></head>
<body><nav>Home</nav><article><h1>Bloc meets</h1>
<p>The bloc met on Friday in the capital, and nobody from the press was let in.</p>
<p>Its members spoke of trade for hours, the envoy said, and went home without a word to anybody.</p>
</article></body></html>"""
VTT = """WEBVTT

00:01.000 --> 00:03.000
<v Ann Roe>It rained and

00:03.100 --> 00:05.000
<v Ann Roe>nobody came.

00:05.500 --> 00:07.000
<v Bo>[music] All <i>came</i>.

00:20.000 --> 00:21.000
Silence before this.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
ANN ROE: It rained and

2
00:00:03,100 --> 00:00:05,000
nobody came.

3
00:00:05,100 --> 00:00:07,000
>> BO: All came.
"""
TRANSCRIPT = """---
title: A debate
date: 2022-01-07
---
[00:00:01] SEN. ANN ROE (D-VT): The bloc has
nine members.

It met in May.

MODERATOR: Thank you.
Is it so?
"""


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, kind, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2022-01-09T00:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


SAMPLES = {
    "pdf": pdf(["The bloc met.", "Nobody came."]),
    "docx": docx("The bloc met.", core="<dc:title>T</dc:title>"),
    "epub": epub("<html><body><p>It rained.</p></body></html>"),
    "feed": ATOM.encode(),
    "vtt": VTT.encode(),
    "srt": SRT.encode(),
    "transcript": TRANSCRIPT.encode(),
    "warc": warc(("https://example.org/1", "text/html", PAGE.encode())),
}
