"""The table of what an annotated corpus can be written as, and of what can be read as one.

A format is one line here and one file beside this one, which is imported when the format is used.
"""

from annotator.formats.losses import ALL
from annotator.formats.protocols import Format, table

BRAT_LOOSE = (".ann", ".a1", ".a2", ".rel")
"""Endings of files that lie beside the .txt whose annotations they are."""
BRAT_CONFIGURATION = ("annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf", "acl.conf")
"""What brat calls the files in a folder of documents that are none."""
WEBANNO_OLD = (
    r"[ \t]*# [\w.]+(?: [|#][^\n]*)?\r?\n#id=[0-9]+\r?\n|#id=[0-9]+\r?\n(?:#text=[^\n]*\r?\n)?1\t[^\t\n]+\t"
)
"""How WebAnno TSV 1 and 2 begin."""

_HERE = "annotator.formats."
MARKED = ("spans", "pieces", "parts", "relations", "attributes", "evidence", "annotators", "times")
"""What a format keeps that holds everything that is said of words."""

WRITERS = table(
    Format(
        name="jsonl",
        about="one document a line with everything that is known of it; can be read back",
        where=_HERE + "jsonl_corpus:write_jsonl",
        endings=(".jsonl", ".ndjson", ".jsonlines"),
        keeps=ALL,
    ),
    Format(
        name="csv",
        about="one row a sentence and annotator, for spreadsheets",
        where=_HERE + "csv_corpus:write_csv",
        endings=(".csv",),
        keeps=("annotators", "rejected", "done", "sentences", "splits", "about"),
    ),
    Format(
        name="tsv",
        about="the same, with tabs",
        where=_HERE + "csv_corpus:write_tsv",
        endings=(".tsv", ".tab"),
        keeps=("annotators", "rejected", "done", "sentences", "splits", "about"),
    ),
    Format(
        name="parquet",
        about="Parquet, a row a document and annotator; loads with pandas, polars and datasets",
        where=_HERE + "parquet:write_parquet",
        endings=(".parquet",),
        extra="parquet",
        needs="pyarrow",
        keeps=(*MARKED, "sentences", "done", "about"),
        binary=True,
    ),
    Format(
        name="brat",
        about="brat standoff in a .zip, a folder for each annotator, with brat's configuration",
        where=_HERE + "brat:write_brat",
        schema=True,
        endings=(".zip",),
        binary=True,
        keeps=tuple(name for name in MARKED if name != "times"),
    ),
    Format(
        name="webanno",
        about="WebAnno TSV 3.3 for INCEpTION in a .zip, a file a document and annotator",
        where=_HERE + "webanno:write_webanno",
        keeps=("spans", "relations", "annotators", "sentences"),
        binary=True,
    ),
    Format(
        name="xmi",
        about="UIMA CAS as XMI 1.0 for INCEpTION and DKPro in a .zip, a file a document and annotator",
        where=_HERE + "cas:write_xmi",
        keeps=(*MARKED, "sentences"),
        binary=True,
    ),
    Format(
        name="cas-json",
        about="UIMA CAS as JSON 0.4 in a .zip, a file a document and annotator",
        where=_HERE + "cas:write_cas_json",
        keeps=(*MARKED, "sentences"),
        binary=True,
    ),
    Format(
        name="w3c",
        about="W3C Web Annotation as JSON-LD, with position and quotation",
        where=_HERE + "w3c:write_w3c",
        endings=(".jsonld",),
        keeps=MARKED,
    ),
    Format(
        name="conll",
        about="CoNLL with tags in IOB2: one layer of labels that do not overlap",
        where=_HERE + "conll:write_conll",
        endings=(".conll", ".iob2"),
        keeps=("spans", "sentences", "splits"),
    ),
    Format(
        name="label-studio",
        about="JSON of Label Studio: tasks with annotations",
        where=_HERE + "label_studio:write_label_studio",
        endings=(".json",),
        keeps=(*MARKED, "sentences", "about"),
        schema=True,
    ),
    Format(
        name="label-studio-config",
        about="the labelling interface of Label Studio, from the schema and the labels that were used",
        where=_HERE + "label_studio_configuration:write_configuration",
        endings=(".xml",),
        schema=True,
        loses="everything but names",
    ),
    Format(
        name="doccano",
        about="JSON lines of doccano: texts with labelled spans, a line for each annotator",
        where=_HERE + "doccano:write_doccano",
        keeps=(*MARKED, "sentences", "about"),
    ),
    Format(
        name="claimreview",
        about="ClaimReview of schema.org as JSON-LD, a review for each claim with a verdict",
        where=_HERE + "claimreview:write_claimreview",
        keeps=("attributes", "evidence", "annotators", "about"),
        loses="texts, labels that are no claims with a verdict, claims without an address",
    ),
    Format(
        name="averitec",
        about="JSON in the shape of AVeriTeC, a claim with a verdict and its evidence a record",
        where=_HERE + "averitec:write_averitec",
        keeps=("attributes", "evidence", "about"),
        loses="texts, labels that are no claims with a verdict",
    ),
    Format(
        name="fever",
        about="JSON lines in the shape of FEVER, a claim with a verdict a line",
        where=_HERE + "fever:write_fever",
        keeps=("evidence",),
        loses="texts, labels that are no claims with a verdict, all of evidence but address and sentence",
    ),
    Format(
        name="prodigy",
        about="JSON lines of Prodigy: tokens, spans and relations, a line a document and annotator",
        where=_HERE + "prodigy:write_prodigy",
        keeps=(*MARKED, "sentences", "about"),
    ),
    Format(
        name="checkthat",
        about="TSV of the CheckThat! labs: sentence id, text, and whether it holds a claim",
        where=_HERE + "checkthat:write_checkthat",
        keeps=("done",),
        loses="labels other than claim",
    ),
    Format(
        name="spacy",
        about="a DocBin of spaCy: groups of spans, entities, and the rest in user_data",
        where=_HERE + "spacy_docs:write_spacy",
        endings=(".spacy",),
        extra="spacy",
        needs="spacy",
        keeps=(*MARKED, "sentences", "about"),
        binary=True,
    ),
    Format(
        name="html",
        about="a report for people: every sentence with its labels, in one page",
        where=_HERE + "html_report:write_html",
        endings=(".html", ".htm"),
        keeps=tuple(name for name in ALL if name != "log"),
    ),
)
"""What an annotated corpus can be written as, by name."""

_TAGGED = (
    r'\s*[\[{](?:(?s:.)*?"paragraphs"\s*:\s*\[\s*\{[^{}]{0,300}?"(?:raw|sentences)"\s*:'
    r'|(?=(?s:.)*?"(?:tokens|words)"\s*:\s*\[\s*")'
    r'(?s:.)*?"(?:(?:ner|bio|iob|entity)_tags|tags|ner|labels)"\s*:\s*\[\s*(?:[0-9]|"(?:O"|[BIESLU]-)))'
)
"""Tokens with tags in JSON: of Hugging Face, or as spaCy 2 was trained with."""
_LINE = r"\s*\{[^\n]*"
_DOCCANO = (
    r'\s*(?:\[\s*)?\{[^{}]*?"(?:(?:column_)?labels?|cats)"\s*:\s*(?:"|\[\s*(?:["\]\[]))'
    r"|(?![\s{\[]|[^\n]*\b(?:judged|lead_time)\b)(?=[^\n]*\n)"
    r'(?=(?:[^\n]*[,;\t])?[ "]*(?i:text|column_data)[ "]*[,;\t\r\n])'
    r'(?:[^\n]*[,;\t])?[ "]*(?i:(?:column_)?labels?)[ "]*(?:[,;\t][^\n]*)?\r?\n'
    r'|\s*(?:\[\s*)?\{(?s:.)*?"(?:annotations"\s*:\s*\[\s*\{(?=[^{}]*\})[^{}]*"user"\s*:|start_offset"\s*:'
    r'|entities"\s*:\s*\[\s*(?:\[\s*[0-9]|\{[^{}]*"start"\s*:))'
    r'|\s*__label__\S|\s*\[\s*\[\s*"(?:[^"\\]|\\.)*"\s*,\s*\{\s*"(?:entities|cats)"'
)
"""A list of records, a label that is a word, a table, what the first versions of doccano wrote, fastText,
or pairs of a text and its entities, as spaCy is trained with."""
CORPORA = table(
    Format(
        name="jsonl",
        about="the corpus that the jsonl writer writes, and lines in its shape",
        where=_HERE + "jsonl_corpus:read_jsonl_corpus",
        endings=(".jsonl", ".ndjson", ".jsonlines"),
        looks=r'\s*\{(?:[^\n]*(?<!\\)"annotators"\s*:\s*\[\s*[\]{]|"document":"[^\n]*(?<!\\)"splitter":)',
    ),
    Format(
        name="parquet",
        about="Parquet with a column of texts, and labels in the columns that our writer has",
        where=_HERE + "parquet:read_parquet",
        endings=(".parquet",),
        extra="parquet",
        needs="pyarrow",
        looks=r"PAR1",
        binary=True,
    ),
    Format(
        name="w3c",
        about="W3C Web Annotation as JSON-LD, with the texts in it",
        where=_HERE + "w3c_reading:read_w3c",
        endings=(".jsonld",),
        looks=r'\s*[\[{](?s:.)*?"(?:https?://www\.w3\.org/ns/anno\.jsonld|TextQuoteSelector|TextPositionSelector)"',
    ),
    Format(
        name="claimreview",
        about="ClaimReview of schema.org as JSON-LD: a graph, a list, a page or a feed",
        where=_HERE + "claimreview:read_claimreview",
        looks=r'\s*[\[{](?s:.)*?(?:"@type"\s*:\s*(?:\[\s*)?"(?:schema:|https?://schema\.org/)?ClaimReview"|"claimReview"\s*:\s*\[)',
        loses="everything about a review but claim, verdict, author, day, text and citations",
    ),
    Format(
        name="averitec",
        about="JSON in the shape of AVeriTeC",
        where=_HERE + "averitec:read_averitec",
        looks=r'\s*[\[{](?=(?s:.)*?"claim"\s*:)(?s:.)*?"(?:questions|required_reannotation|fact_checking_article)"',
        loses="strategies, places, archived addresses of claims",
    ),
    Format(
        name="fever",
        about="JSON lines in the shape of FEVER or Climate-FEVER",
        where=_HERE + "fever:read_fever",
        looks=r'\s*(?:\[\s*)?\{(?=[^\n]*"claim"\s*:\s*")(?=[^\n]*"(?:evidences?|verifiable|supporting_facts)"\s*:)[^\n]*"(?:claim_)?label"\s*:\s*"',
        loses="numbers of annotations and evidence",
    ),
    Format(
        name="prodigy",
        about="JSON lines of Prodigy: spans, relations, labels and options of whole texts",
        where=_HERE + "prodigy:read_prodigy",
        looks=rf'{_LINE}(?<!\\)"(?:(?:tokens|spans|ents|_input_hash|_task_hash)"\s*:\s*(?:-?[0-9]|\[\s*(?:\]|\{{\s*"(?!role)))|answer"\s*:\s*"(?:accept|reject|ignore)")',
        loses="what was rejected or ignored, pictures, patterns",
    ),
    Format(
        name="checkthat",
        about="TSV of the CheckThat! labs, CSV and JSON of ClaimBuster: sentence id, text, class label",
        where=_HERE + "checkthat:read_checkthat",
        looks=r"(?>(?:[^\n]*?\t)??(?i:text|sentence|tweet_text)\t)[^\n]*(?i:class_label|check_worthiness|claim_worthiness|label\b)"
        r"|\d+\t[^\t\n]*\t[^\t\n]+\t[01]\r?\n|(?>(?:[^\n]*?,)??(?i:text),)[^\n]*(?i:class_label|\bverdict)\b"
        r'|\s*(?:\[\s*)?\{(?=[^{}]{0,9999}"(?i:sentence_id|tweet_id|tweet_text|class_label)"\s*:)'
        r'(?=[^{}]{0,9999}"(?i:text|sentence|tweet_text)"\s*:\s*")'
        r'[^{}]{0,9999}"(?i:class_label|check_worthiness|label)"\s*:\s*(?:[01]\b|"(?i:yes|no|[01])")',
        loses="topics, addresses, speakers",
    ),
    Format(
        name="spacy",
        about="a DocBin of spaCy: its groups of spans and its entities",
        where=_HERE + "spacy_docs:read_spacy",
        endings=(".spacy",),
        extra="spacy",
        needs="spacy",
        loses="words and grammar",
        binary=True,
    ),
    Format(
        name="doccano",
        about="JSON, JSON lines, a table or fastText of doccano: texts with labelled spans, or with labels",
        where=_HERE + "doccano:read_doccano",
        looks=rf'(?!{_TAGGED})(?:{_LINE}(?<!\\)"(?:(?:column_)?labels?|entities|cats)"\s*:\s*\[|{_DOCCANO})',
        loses="comments",
    ),
    Format(
        name="conll",
        about="CoNLL with tags in IOB2, IOB1, IOE, BIOES or BILOU; tokens with tags in JSON",
        where=_HERE + "conll:read_conll",
        endings=(".conll", ".conllu", ".iob2", ".iob", ".bio"),
        looks=rf"{_TAGGED}|"
        r"(?:#[^\n]*\n)*\s*(?:-DOCSTART-"
        r"|(?:\S+[ \t](?:[^\n]*[ \t])?+(?=\S*\r?\n)\S*?(?:\bO|[BIESLU]-\S+)\r?\n){2})",
        loses="columns between the first and the last",
    ),
    Format(
        name="label-studio",
        about="JSON, JSON-MIN or a table of Label Studio: tasks with annotations",
        where=_HERE + "label_studio_reading:read_label_studio",
        endings=(".json",),
        looks=rf"(?!{_TAGGED})"
        r'(?:\s*[\[{](?s:.)*?(?<!\\)"(?:annotations|completions|predictions|labels|lead_time)"\s*:\s*[\[0-9]'
        r'|"?annotation_id"?[,\t][^\n]*"?lead_time"?[,\t])',
        loses="predictions, drafts, reviews, cancelled annotations, what marks pictures or sounds",
    ),
    Format(
        name="webanno",
        about="WebAnno TSV 1, 2 and 3 of INCEpTION and WebAnno: a file, or a .zip of them",
        where=_HERE + "webanno_reading:read_webanno",
        looks=rf"#FORMAT=WebAnno TSV|{WEBANNO_OLD}|PK\x03\x04(?s:.)*?\.tsv",
        loses="tokens, parts of speech, lemmas, syntax",
        binary=True,
    ),
    Format(
        name="xmi",
        about="UIMA CAS as XMI of any types: a file, or a .zip of them; no type system needed",
        where=_HERE + "cas_reading:read_xmi",
        endings=(".xmi",),
        looks=r"(?s:.){0,1000}?<xmi:XMI|PK\x03\x04(?s:.)*?(?:\.xmi|(?:(?<=\x04)|\n)(?:annotation|curation)/[^\n]+\.zip)",
        loses="tokens, parts of speech, lemmas, syntax",
        binary=True,
    ),
    Format(
        name="cas-json",
        about="UIMA CAS as JSON 0.4 of any types: a file, or a .zip of them",
        where=_HERE + "cas_reading:read_cas_json",
        looks=r'\s*\{(?s:.)*?"%(?:TYPES|FEATURE_STRUCTURES)"|PK\x03\x04(?s:.)*?/[^/\n]*\.json',
        loses="tokens, parts of speech, lemmas, syntax",
        binary=True,
    ),
    Format(
        name="brat",
        about="brat standoff: a .zip of .ann and .txt files, or an .ann with its .txt beside it",
        where=_HERE + "brat_reading:read_brat",
        endings=(".zip", *BRAT_LOOSE),
        looks=r"PK\x03\x04(?s:.)*?\.ann",
        loses="which event an argument belongs to, and what is said of relations",
        binary=True,
    ),
)
"""What can be read as an annotated corpus, by name."""
