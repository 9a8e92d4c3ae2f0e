"""Selecting words by keys, and the spans and relations that come of it."""

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from tui_support import OwnSession, article, labelling

from annotator.errors import StoreError
from annotator.model import Document, Span
from annotator.schema import Label, Schema, load_schema
from annotator.session.entity_lists import EntityLists
from annotator.session.wording import words
from annotator.tui.selecting import Selection

SENTENCES = "“It rained,” the old envoy told Bek, “and nobody came.” Nine states belong to it.\nThe end."


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def document() -> Document:
    return article(SENTENCES)


def marks(screen, index: int = 0) -> list[tuple[str, str]]:
    text = screen.desk.document.text
    return [
        (each.label, " … ".join(text[s.start : s.end] for s in each.pieces or (each.span,)))
        for each in screen.desk.judged(index).annotations
    ]


async def choose(screen, name: str) -> None:
    """Open the picker and press the letter of a kind of span or label."""
    await screen.press("enter")
    pane = screen.app.screen.query_one("#types")
    names = [each.type for each in pane.choices]
    await screen.press(pane.letters[names.index(name)])


async def test_v_selects_words_and_a_kind_of_span_is_made_of_them(db):
    async with labelling(db, document(), schema=load_schema()) as screen:
        await screen.press("v", "5", "w")
        assert "the old envoy" not in screen.status
        await screen.press("tab", "escape")
        assert "sentence 1 of 3" in screen.status
        await screen.press("v", "l", "l", "l")
        assert "“It rained," in screen.status
        await choose(screen, "content")
        assert marks(screen) == [("content", "“It rained,")]
        assert not screen.desk.judged(0).judged
        await screen.press("u")
        assert marks(screen) == []


async def test_ends_move_by_words_and_letters_and_can_be_swapped(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "w", "w", "o", "w")
        assert "“states belong”" in screen.status
        await screen.press("shift+right", "o", "shift+left", "shift+left")
        assert "“tates belo”" in screen.status
        await screen.press("b")
        assert "“tates”" in screen.status
        await screen.press("escape")
        assert marks(screen) == []


async def test_a_discontinuous_span_is_selected_piece_by_piece(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "+", "w", "o", "w", "l")
        await screen.press("escape", "v", "+", "l", "l", "o", "l", "l")
        assert "“Nine … to”" in screen.status
        await choose(screen, "entity")
        assert marks(screen) == [("entity", "Nine … to")]


async def test_a_span_is_resized_relabelled_and_taken_off_and_all_of_it_undone(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "w")
        await choose(screen, "entity")
        await screen.press("v", "tab", "w")
        await choose(screen, "entity")
        assert marks(screen) == [("entity", "Nine states belong")]
        await screen.press("v", "tab")
        await choose(screen, "quantity")
        assert marks(screen) == [("quantity", "Nine states belong")]
        await screen.press("v", "tab", "delete")
        assert marks(screen) == []
        await screen.press("u", "u", "u")
        assert marks(screen) == [("entity", "Nine states")]


async def test_the_letter_of_a_label_sets_it_on_the_words_selected(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "w", "c")
        assert marks(screen) == [("claim", "Nine states")]
        await screen.press("v", "e")
        await screen.press("r")
        assert screen.desk.judged(0).annotations[-1].label == "error"
        assert screen.desk.judged(0).annotations[-1].type


async def test_two_spans_are_related_and_the_lines_beside_the_sentence_say_so(db):
    async with labelling(db, document(), schema=load_schema(), size=(140, 50)) as screen:
        await screen.press("v", "l", "l", "l")
        await choose(screen, "content")
        await screen.press("v", *["l"] * 7)
        await screen.press("o", *["l"] * 5)
        await choose(screen, "source")
        assert marks(screen)[1][0] == "source"
        await screen.press("r", "t", "i")  # the words begin so
        (relation,) = screen.desk.relations(0)
        assert (relation.label, relation.first.label, relation.second.label) == ("says", "source", "content")
        assert "—says→ “It rained," in screen.answers
        await screen.press("v", "tab", "tab", "r")


async def test_nothing_to_relate_is_said(db):
    async with labelling(db, document(), schema=load_schema()) as screen:
        await screen.press("r")
        assert "no span here" in screen.status
        await screen.press("v", "r")
        assert "first mark these words" in screen.status


async def test_what_the_schema_refuses_is_said_and_the_selection_stays(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "w")
        await choose(screen, "entity")
        await screen.press("v", "tab")
        await choose(screen, "entity")
        assert "nothing to change" in screen.status
        await screen.press("v")


TEXTS = st.text(st.sampled_from("ab 😀é\u0301中文,.’-مر\u064fحบา"), min_size=1, max_size=30)


@given(TEXTS)
def test_words_lie_in_the_text_in_order_and_hold_all_but_white_space(text):
    found = words(text, 0, len(text))
    end = 0
    for word in found:
        assert word.start >= end
        assert not text[end : word.start].strip()
        end = word.end
    assert not text[end:].strip()


@given(TEXTS, st.lists(st.sampled_from(["w", "b", "L", "H", "o", "+"]), max_size=20))
def test_whatever_is_pressed_something_is_selected_inside_the_stretch(text, keys):
    inside = words(text, 0, len(text))
    if not inside:
        return
    selection = Selection(text, Span(0, len(text)), inside[:1])
    for key in keys:
        if key in "wb":
            selection.by_words(1 if key == "w" else -1)
        elif key in "LH":
            selection.by_letters(1 if key == "L" else -1)
        elif key == "o":
            selection.swap()
        else:
            selection.add_piece()
        for each in selection.spans():
            assert 0 <= each.start < each.end <= len(text)


async def test_l_looks_an_entity_up_while_its_name_is_typed_and_links_it(db):
    async with labelling(db, size=(120, 30), schema=load_schema()) as screen:
        await screen.press("j", "j", "l")
        assert screen.app.screen.query("#types")  # the River Bloc or Ann Roe?
        await screen.press("enter")
        assert "Link “" in text_of(screen, "#title")
        await screen.press("ctrl+u", *"shanghai coop")
        assert "Shanghai Cooperation Organi" in text_of(screen, "#entities")
        await screen.press("enter")
        (part,) = (each for each in screen.desk.judged(2).annotations if each.part)
        assert part.label == "entity"
        assert part.attribute("link") == "sco"
        assert "linked to Shanghai Cooperation" in screen.status
        await screen.press("u")
        assert screen.desk.judged(2).annotations == ()


def text_of(screen, selector: str) -> str:
    return "\n".join(each.text for each in screen.app.screen.query_one(selector).strips())


async def test_an_entity_that_is_not_known_is_added_on_the_spot(db):
    async with labelling(
        db, article("Zorvath Quill met us. Later Zorvath Quill left."), schema=load_schema()
    ) as screen:
        await screen.press("v", "w", "L")
        assert "adds it" in text_of(screen, "#entities")
        await screen.press("ctrl+n", "p")
        assert "New person: Zorvath Quill" in text_of(screen, "#title")
        await screen.press(*"a [novelist]", "enter")
        (part,) = screen.desk.judged(0).annotations
        assert part.attribute("link") == "own:zorvath-quill"
        assert screen.app.session.lookup("zorvath")[0].name == "Zorvath Quill"


async def test_no_key_waits_for_a_new_entity_and_those_that_come_meanwhile_are_done_after_it(db):
    text = "Zorvath Quill met us. Later Zorvath Quill left."
    async with labelling(db, article(text), schema=load_schema()) as screen:
        await screen.press("v", "w", "L", "ctrl+n", "p", *"a novelist")
        other = sqlite3.connect(db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        for key in ("enter", "j", "c"):
            screen.app.post_message(events.Key(key, key if len(key) == 1 else None))
        while "is being added …" not in text_of(screen, "#title"):
            await screen.pilot.pause(0.01)
        assert time.monotonic() - began < 2
        assert screen.desk.judged(0).annotations == ()
        other.rollback()
        other.close()
        await screen.settle()
        await screen.settle()
        (part,) = screen.desk.judged(0).annotations
        assert part.attribute("link") == "own:zorvath-quill"
        assert (screen.index, screen.labels(1)) == (1, ["claim"])


async def test_a_new_entity_that_could_not_be_written_is_tried_again_with_all_that_was_typed(db, monkeypatch):
    make, tried = EntityLists.make, []

    def locked_once(lists, kind, name, note=""):
        tried.append((kind, name, note))
        if len(tried) == 1:
            raise StoreError(
                "/some/where/a.db: another program holds the database; let it finish, or close it"
            )
        return make(lists, kind, name, note)

    monkeypatch.setattr(EntityLists, "make", locked_once)
    async with labelling(db, article("Zorvath Quill met us."), schema=load_schema()) as screen:
        await screen.press("v", "w", "L", "ctrl+n", "p", *"a novelist", "enter")
        title = text_of(screen, "#title")
        assert "not added, ⏎ tries again: a.db: another program holds the database" in title
        await screen.press("enter")
        (part,) = screen.desk.judged(0).annotations
        assert part.attribute("link") == "own:zorvath-quill"
        assert tried == [("person", "Zorvath Quill", "a novelist")] * 2
        assert len(list(screen.app.session.entity_lists.every((), ["own"]))) == 1


async def test_the_link_can_be_narrowed_left_and_taken_off(db):
    async with labelling(db, article("Georgia voted."), schema=load_schema()) as screen:
        await screen.press("v", "L", "ctrl+k")
        assert "only states" in text_of(screen, "#title")
        await screen.press("down", "up", "escape")
        assert screen.desk.judged(0).annotations == ()
        await screen.press("v", "L", "enter", "l", "ctrl+d")
        (part,) = screen.desk.judged(0).annotations
        assert part.attribute("link") == ""


async def test_capital_u_lists_what_was_done_goes_there_and_takes_it_back(db):
    async with labelling(db) as screen:
        await screen.press("c", "j", "o", "j", "j", "U")
        shown = text_of(screen, "#steps")
        assert shown.index("opinion") < shown.index("claim")
        await screen.press("j", "enter")
        assert screen.index == 0
        await screen.press("U", "j", "u")
        assert screen.labels(0) == []
        assert screen.labels(1) == ["opinion"]
        assert "taken back: labelled claim" in text_of(screen, "#steps")
        assert "1 hold, 1 taken back" in text_of(screen, "#title")
        await screen.press("k", "u", "j", "u", "escape")  # the list stays, so the second u is no undo
        assert [screen.labels(0), screen.labels(1)] == [["claim"], []]
        await screen.press("U")
        assert "taken back: labelled opinion" in text_of(screen, "#steps")
        await screen.press("u", "escape", "g")
        assert [screen.labels(0), screen.labels(1)] == [["claim"], ["opinion"]]
        await screen.press("U", "pagedown", "pageup", "k", "escape")
        assert screen.index == 0


async def test_capital_e_gives_a_verdict_with_evidence_and_all_of_it_is_undone(db):
    async with labelling(db, document(), schema=load_schema()) as screen:
        await screen.press("j", "E")
        assert "no label to give a verdict on" in screen.status
        await screen.press(
            "c", "E", *"ref", "enter", *"high", "down", *"2022-01-07", "down", *"ask [her]", "escape"
        )
        (claim,) = screen.desk.judged(1).annotations
        assert dict(claim.attributes) == {
            "verdict": "refuted",
            "confidence": "high",
            "as-of": "2022-01-07",
            "note": "ask [her]",
        }
        await screen.press("E", "up", "enter")  # the last row adds evidence
        await screen.press(*"https://example.org/a", "down", "down", *"eight", "down", *"ref", "escape")
        (evidence,) = screen.desk.judged(1).annotations[0].evidence
        assert (evidence.url, evidence.quote, evidence.stance) == (
            "https://example.org/a",
            "eight",
            "refutes",
        )
        await screen.press("up", "up", "enter", "down", *"https://example.net", "escape")
        (evidence,) = screen.desk.judged(1).annotations[0].evidence
        assert evidence.archived == "https://example.net"
        assert "evidence: https://example.org/a" in " ".join(
            f for k in screen.app.bench.work.known() for f in k.facts
        )
        await screen.press("up", "up", "ctrl+d", "escape")
        assert screen.desk.judged(1).annotations[0].evidence == ()
        await screen.press(*"u" * 9)
        assert screen.desk.judged(1).annotations == ()


async def test_what_a_candidate_rests_on_is_attached_with_one_key(db):
    async with labelling(db, schema=load_schema()) as screen:
        await screen.press("j", "j", "1", "E", "ctrl+f", "escape")
        (error,) = (each for each in screen.desk.judged(2).annotations if each.label == "error")
        (evidence,) = error.evidence
        assert evidence.stance == "refutes"
        assert evidence.medium == "knowledge base"
        assert evidence.quote == screen.desk.suggestions(2).candidates[0].reason


async def test_what_only_weighs_words_is_no_evidence(db):
    async with labelling(db, article("“It rained,” the old envoy said."), schema=load_schema()) as screen:
        await screen.press("1", "E", "ctrl+f")
        assert "rests on a fact" in screen.status
        assert [each.evidence for each in screen.desk.judged(0).annotations] == [()] * 2


async def test_a_form_that_is_dropped_changes_nothing_and_a_wrong_day_is_refused(db):
    async with labelling(db, schema=load_schema()) as screen:
        await screen.press("c", "E", *"sup", "ctrl+c")
        assert screen.desk.judged(0).annotations[0].attributes == ()
        await screen.press("E", "pagedown", "pagedown", "pageup", "down", "ctrl+n", "down", *"May", "escape")
        assert dict(screen.desk.judged(0).annotations[0].attributes) == {
            "verdict": "supported",
            "confidence": "low",
        }
        assert "write a day as 2022-01-07" in screen.status
        await screen.press("E", "ctrl+d", "escape")
        assert dict(screen.desk.judged(0).annotations[0].attributes) == {"confidence": "low"}


async def test_a_star_lists_what_is_nearly_the_same_and_labels_what_is_ticked(db):
    text = (
        "Nine states belong to the bloc. It rained. NINE states belong to the block! Nine cats belong to Bo."
    )
    async with labelling(db, article(text), schema=load_schema()) as screen:
        await screen.press("*", "enter")
        assert "2 of 2 ticked · all documents" in text_of(screen, "#title")
        assert "1.00" in text_of(screen, "#passages")
        await screen.press("j", "space", "a", "a", "a", "pagedown", "pageup", "k", "enter", "enter")
        assert "claim set on 2 passages; one undo takes all back" in screen.status
        assert [screen.labels(index) for index in range(4)] == [["claim"], [], ["claim"], []]
        await screen.press("u")
        assert [screen.labels(index) for index in range(4)] == [[], [], [], []]
        await screen.press("*", "enter", "p")
        assert "this document" in text_of(screen, "#title")
        await screen.press("a", "enter")
        assert "nothing is ticked" in text_of(screen, "#title")
        await screen.press("escape")


async def test_the_words_selected_are_sought_everywhere_and_a_type_is_asked_for(db):
    async with labelling(
        db, article("Bo Lee left. Nobody saw Bo Lee, or Bo Leh."), schema=load_schema()
    ) as screen:
        await screen.press("v", "w", "*", "enter")
        await screen.press("E")
        assert screen.app.screen.query("#types")
        await screen.press("enter")
        assert (
            len(
                [
                    each
                    for i in range(2)
                    for each in screen.desk.judged(i).annotations
                    if each.label == "error"
                ]
            )
            >= 2
        )


LONG = "Nine states " + "and so on and on " * 500 + "belong to it."
"""A sentence of 2,005 words, taller than any screen."""


def selected(screen) -> str:
    """The words from the first that is selected to the last."""
    spans = screen.app.bench.work.selection.spans()
    return screen.desk.document.text[spans[0].start : spans[-1].end]


def caret_in_view(screen) -> bool:
    """True where the end that moves is drawn."""
    selection, desk, pane = screen.app.bench.work.selection, screen.desk, screen.app.bench._document
    at = selection.moving - selection.at_end
    index = desk.at(at)
    return (index, pane._lay(index).line_of(at - desk.sentence(index).start)) in pane._shown


async def test_a_number_of_several_digits_counts_words_and_a_nought_alone_is_a_key_like_any_other(db):
    nought = Label("none", "0", "grey", "Nothing.", "It rained.")
    schema = Schema("noughts", (*load_schema().labels, nought), "", load_schema().spans)
    async with labelling(db, article("word " * 150 + "end."), schema=schema) as screen:
        await screen.press("v", "1", "0", "w")
        assert len(selected(screen).split()) == 11
        await screen.press("1", "0", "0", "l", "2", "0", "b")
        assert len(selected(screen).split()) == 91
        await screen.press("0")
        assert [each.label for each in screen.desk.judged(0).annotations] == ["none"]
        await screen.press("v", "0")
        assert len(screen.desk.judged(0).annotations) == 2


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_end_that_moves_stays_in_view_in_a_sentence_longer_than_the_screen(db, size):
    text = f"{LONG} It rained. {LONG} Nobody came."
    async with labelling(db, article(text), schema=load_schema(), size=size) as screen:
        await screen.press("v")
        for keys in ("9 9 9 w", "5 0 0 l", "8 0 0 h", "shift+right", "o", "o", "9 9 9 w", "9 9 9 9 w", "o"):
            await screen.press(*keys.split())
            assert caret_in_view(screen), keys
        await screen.press("o", "shift+left", *"2000b", "o", *"5w")
        assert caret_in_view(screen)


async def test_words_found_far_inside_a_long_sentence_come_into_view(db):
    async with labelling(db, article(f"{LONG} It rained."), size=(80, 24)) as screen:
        await screen.press("/", *"belong")
        assert "belong to it." in screen.document
        await screen.press("ctrl+u", *"so on")
        seen = []
        for _ in range(4):
            seen.append(screen.app.bench._document.seen_of(0).start)
            await screen.press("enter")
        assert seen == sorted(set(seen))
        last = screen.app.bench._document.seen_of(0).start
        await screen.press("up")
        assert screen.app.bench._document.seen_of(0).start < last
        assert screen.index == 0


async def test_the_history_leads_into_another_document_and_takes_back_there(db):
    other = Document(text="A river rose. All came.", name="river.txt", title="A river")
    with OwnSession.open(db, "ann", load_schema()) as session:
        session.add(other)
        session.desk(other.id).toggle(1, "opinion")
    async with labelling(db, schema=load_schema()) as screen:
        await screen.press("u")
        assert "nothing to undo in this document; U lists all that was done" in screen.status
        await screen.press("c", "U", "j", "enter")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (other.id, 1)
        assert "done here: labelled opinion on 'All came.'" in screen.status
        await screen.press("U", "u", "enter")  # the latest was done in the first document
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (article().id, 0)
        assert screen.labels(0) == []
        assert "taken back here: labelled claim" in screen.status
        await screen.press("U", "enter")
        assert screen.index == 0
        await screen.press("U", "j", "enter")
        await screen.opened()
        assert screen.labels(1) == ["opinion"]
        await screen.press("U", "u", "u", "u", "enter")
        await screen.opened()
        assert (screen.desk.document.id, screen.labels(0)) == (article().id, ["claim"])
        assert "done here: labelled claim" in screen.status


async def test_what_cannot_be_taken_back_elsewhere_is_said(db, monkeypatch):
    other = Document(text="A river rose. All came.", name="river.txt", title="A river")
    with OwnSession.open(db, "ann", load_schema()) as session:
        session.add(other)
        session.desk(other.id).toggle(1, "opinion")
    async with labelling(db, schema=load_schema()) as screen:

        def full(self, step):
            raise StoreError("the disk is full; free some space")

        monkeypatch.setattr(OwnSession, "turn", full)
        await screen.press("U", "u", "escape")
        async with asyncio.timeout(20):
            while "the disk is full" not in screen.status:
                await screen.settle()


async def test_what_was_done_in_several_documents_at_once_is_undone_in_all_and_the_line_says_so(db):
    other = Document(text="Envoys met in Arland on Monday. All came.", name="river.txt", title="A river")
    with OwnSession.open(db, "ann", load_schema()) as session:
        session.add(other)
    async with labelling(db, schema=load_schema()) as screen:
        await screen.press("j", "*", "enter", "enter", "enter")
        assert "in 2 documents; one undo takes all back" in screen.status
        await screen.press("u")
        assert "in 1 other document too" in screen.status
        await screen.press("U", "enter", "b", "g", "enter")
        await screen.opened()
        assert (screen.desk.document.id, screen.labels(0)) == (other.id, [])
        await screen.press("ctrl+r")
        assert screen.labels(0) == ["claim"]
        assert "did again" in screen.status
        assert "in 1 other document too" in screen.status


async def test_selecting_begins_where_a_long_sentence_is_in_view_and_tells_both_ends(db):
    async with labelling(db, article(f"{LONG} It rained."), schema=load_schema(), size=(80, 24)) as screen:
        await screen.press("v")
        assert "“Nine”" in screen.status
        await screen.press("escape", "pagedown", "pagedown", "v")
        assert caret_in_view(screen)
        assert screen.app.bench.work.selection.start > 500
        await screen.press("o", *"9999b", "o", *"9999w")
        assert "“Nine states and so on and on" in screen.status
        assert "… " in screen.status
        assert "It rained.”" in screen.status


async def test_in_pickers_a_label_has_its_key_as_a_capital_and_words_their_first_letter(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "enter")
        pane = screen.app.screen.query_one("#types")
        letters = {each.type: letter for each, letter in zip(pane.choices, pane.letters, strict=True)}
        for label in screen.desk.schema.labels:
            assert letters[label.name] == label.key.upper()
        assert len(set(letters.values())) == len(letters)
        await screen.press("C", "v", "w", "enter", letters["entity"], "v", "l", "l", "o", "l", "enter")
        await screen.press(letters["quantity"])
        assert [name for name, _ in marks(screen)] == ["claim", "entity", "quantity"]
        await screen.press("*")
        pane = screen.app.screen.query_one("#types")
        found = {each.type: letter for each, letter in zip(pane.choices, pane.letters, strict=True)}
        assert found["entity “Nine states”"] == "i"  # n is taken by the sentence
        assert found["quantity “states belong”"] == "s"


async def test_one_span_alone_is_related_without_asking_which(db):
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await screen.press("v", "w", "enter", "s", "r")
        assert "no span here" in screen.status  # no content to relate the source to


async def test_the_history_is_opened_when_all_is_on_disk_and_no_key_waits_for_it(db):
    async with labelling(db, schema=load_schema()) as screen:
        other = sqlite3.connect(db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        screen.app.post_message(events.Key("c", "c"))
        began = time.monotonic()
        screen.app.post_message(events.Key("U", "U"))
        while "waiting until all is on disk" not in screen.status:
            await screen.pilot.pause(0.01)
        assert time.monotonic() - began < 2
        other.rollback()
        other.close()
        await screen.settle()
        assert "labelled claim" in text_of(screen, "#steps")


async def test_an_undo_in_view_leaves_the_text_where_it_stands(db):
    text = ("It rained all day and nobody came to the river at all, " * 3 + "he said. ") * 20
    async with labelling(db, article(text), schema=load_schema(), size=(80, 24)) as screen:
        pane = screen.app.bench._document
        await screen.press(*"jjjjjjjj", "c")
        pane.scroll_lines(1)
        top = pane.top
        assert top[1] > 0
        await screen.press("u")
        assert screen.index == 8
        assert pane.top == top
        assert not any("C" in line[:7] for line in screen.document.splitlines())
        await screen.press("ctrl+r")
        assert any("C" in line[:7] for line in screen.document.splitlines())


async def test_who_begins_to_select_is_told_which_letters_label_at_once(db):
    async with labelling(db, document(), schema=load_schema()) as screen:
        await screen.press("v")
        assert "‘“’  cnae label it, ⏎ asks what it is" in screen.status  # o moves the other end
        await screen.press("w")
        assert "label it" not in screen.status
