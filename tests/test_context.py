"""What rules keep of a stretch of a document, and for how long."""

import gc
import weakref

from annotator import Document, sentences, suggester
from annotator.suggest.context import Context
from annotator.suggest.shorthand import Shorthand


def test_what_rules_made_of_a_document_is_forgotten_with_it() -> None:
    using = suggester()
    document = Document(text="Russia is no member of NATO, Jane Roe said. The alliance has 32 members.")
    analysis = using.analyse(document, sentences(document))
    assert [each.candidates for each in analysis]
    context = weakref.ref(analysis._place(0)[0])
    assert isinstance(context(), Context)
    del analysis
    gc.collect()
    assert context() is None


def test_what_is_made_of_a_context_is_made_once() -> None:
    using = suggester()
    document = Document(text="NATO met.")
    context = Context(document, sentences(document), using.schema, using.knowledge, using.matcher)
    made: list[Context] = []

    def make(of: Context) -> list[Context]:
        made.append(of)
        return []  # also what is empty

    assert context.once(make) is context.once(make)
    assert made == [context]


def test_blanks_in_shorthand_are_one_and_its_places_lead_back() -> None:
    text = "The pact  had\tnine\n members — all of   them."
    short = Shorthand(text, 100, [])
    assert short.text == "the B had Q members - all of them."
    assert [short.words(at) for at in short.places("BQ")] == ["pact", "nine"]
    assert short.places("Q", 0, short.text.index("Q")) == []
    assert short.span(short.text.index("them"), len(short.text)).end == 100 + len(text)
