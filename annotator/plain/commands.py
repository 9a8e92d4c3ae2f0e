"""The table of commands: what is typed, what it does, and which actions of the screen it stands for.

A row is the method `do_NAME` of the front end. The table of actions and this one never drift apart: each
action is done by a command here, or is named in `VISUAL` with the reason why lines have no need of it.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """Something that can be typed."""

    name: str
    topic: str
    forms: tuple[tuple[str, str], ...]
    """How it is typed, and what that does: a line each."""
    actions: tuple[str, ...] = ()
    """The actions of the screen that it does; the keys of these mean it, too."""

    @property
    def means(self) -> str:
        """What its first form does."""
        return self.forms[0][1]


READING, JUDGING, WORDS = "Reading", "Judging", "Spans, relations and links"
CHECKING, ALIKE, WORK = "Checking", "Once for all", "Finding work"
SENTENCES, OTHER = "Sentences", "Help and leaving"

COMMANDS = (
    Command("tell", READING, (("tell or =", "The current sentence again, with all that belongs to it."),)),
    Command("candidates", READING, (("candidates", "What is proposed, with reasons and sources."),)),
    Command(
        "marks",
        READING,
        (
            ("marks", "All labels and spans of the sentence with their numbers, and what hangs on each."),
            ("marks 12", "The same of sentence 12; 12/1 is then its first mark."),
        ),
    ),
    Command(
        "words",
        READING,
        (
            ("words", "The words of the sentence with their numbers, up to 100."),
            ("words 101-200", "Those words."),
            ('words "the bloc"', "The numbers of these words, each time they stand there."),
        ),
    ),
    Command(
        "facts",
        READING,
        (("facts", "All that is known of those named, and every part of a score."),),
        ("facts",),
    ),
    Command(
        "next",
        READING,
        (("next", "The next sentence."), ("next 10", "Ten sentences on.")),
        ("next", "page-down"),
    ),
    Command(
        "before",
        READING,
        (("before", "The sentence before."), ("before 10", "Ten back.")),
        ("before", "page-up"),
    ),
    Command("first", READING, (("first", "The first sentence."),), ("first",)),
    Command("last", READING, (("last", "The last sentence."),), ("last",)),
    Command("go", READING, (("go 12", "Sentence 12."),)),
    Command(
        "find",
        READING,
        (("find WORDS or /WORDS", "The next place with these words in the document; without words, again."),),
        ("find", "next-place"),
    ),
    Command("find-before", READING, (("find-before WORDS", "The place before."),), ("place-before",)),
    # Judging
    Command(
        "accept",
        JUDGING,
        (
            ("2", "Accept candidate 2; again: take that back."),
            ("2 3 or accept 2 3", "The same for several."),
        ),
        ("accept",),
    ),
    Command(
        "reject",
        JUDGING,
        (
            ("reject", "Reject the first open candidate."),
            ("reject 2 3", "Reject these; again: take that back."),
        ),
        ("reject",),
    ),
    Command("tick", JUDGING, (("tick 2", "Tick candidate 2, or take its tick off."),), ("tick",)),
    Command(
        "finish",
        JUDGING,
        (("finish, or Enter alone", "Accept what is ticked and go on."),),
        ("finish",),
    ),
    Command(
        "settle",
        JUDGING,
        (
            ("settle", "Accept what is ticked, reject all else that is open, and go on."),
            ("settle 2", "The same, but the opposite for candidate 2."),
        ),
        ("settle", "settle-but"),
    ),
    Command(
        "nothing", JUDGING, (("nothing", "Nothing to check: reject what is open and go on."),), ("nothing",)
    ),
    Command(
        "label",
        JUDGING,
        (
            ("label claim, claim, or its letter", "Set a label on the sentence; again: take it off."),
            ("label error wrong-number", "The same for one that has types."),
        ),
        ("label", "pick"),
    ),
    Command(
        "undo",
        JUDGING,
        (("undo", "Undo the last act."), ("undo 5", "The last five."), ("undo all", "All.")),
        ("undo",),
    ),
    Command(
        "redo", JUDGING, (("redo", "Redo what was undone."), ("redo 5 or redo all", "Several.")), ("redo",)
    ),
    Command(
        "history",
        JUDGING,
        (
            ("history", "What was done, in all documents, the latest first."),
            ("history turn 3", "Take line 3 back, or bring it again; what came later stays."),
            ("open 3", "Go where line 3 was done."),
        ),
        ("history", "done-turn"),
    ),
    # Words
    Command(
        "span",
        WORDS,
        (
            ('span "Wang Wenbin" source', "Mark these words as a source; again: take it off."),
            ('span "the SCO"#2 entity', "The second time that they stand there."),
            ('span "nine … members" quantity', "From nine to members."),
            ("span 3-5 cue", "Words 3 to 5, as words numbers them."),
            ('span "he said" + 9-12 content', "Two pieces."),
            ('span "nine" error wrong-number', "A label on words, with its type."),
        ),
        ("select", "select-label", "select-piece", "letter-on", "letter-back"),
    ),
    Command("resize", WORDS, (("resize 2 WORDS", "Mark 2 gets other words; what hangs on it goes along."),)),
    Command("relabel", WORDS, (("relabel 2 cue", "Mark 2 becomes a cue; what hangs on it goes along."),)),
    Command(
        "delete", WORDS, (("delete 2", "Take mark 2 off."), ("delete 2 3", "Several.")), ("select-delete",)
    ),
    Command(
        "relate",
        WORDS,
        (
            ("relate 1 says 2", "Relate mark 1 to mark 2; again: take that away."),
            ("relate 1 says 12/2", "To mark 2 of sentence 12."),
            ("relate 1", "What mark 1 can be related to, and how."),
        ),
        ("relate", "select-relate"),
    ),
    Command(
        "link",
        WORDS,
        (
            ("link", "The spans and names that can be linked."),
            ('link 2, or link "the SCO"', "Look mark 2, or these words, up; the answers are numbered."),
            ("link 2 to Wang Yi", "Look another name up for it."),
            ("link take 1", "Link to answer 1."),
            ("link only person", "Only persons of the last look-up; link only all: every kind."),
            ("link new person a minister", "Add what was looked up to the project's own list, with a note."),
            ("link off 2", "Take the link of mark 2 off."),
        ),
        ("link", "select-link", "link-take", "link-kind", "link-new", "link-off"),
    ),
    # Checking
    Command(
        "verdict",
        CHECKING,
        (
            ("verdict refuted", "The verdict on the label of the sentence; none takes it off."),
            ("verdict 2 refuted", "On mark 2, where there are several labels."),
            ("verdict", "What was said of it, its evidence, and the scale."),
        ),
        ("verdict", "form-enter", "form-clear"),
    ),
    Command("confidence", CHECKING, (("confidence high", "How sure you are: low, medium, high, or none."),)),
    Command("as-of", CHECKING, (("as-of 2022-01-07", "The day for which the verdict holds, or none."),)),
    Command("note", CHECKING, (("note WORDS", "A note; note none takes it off; note 2 WORDS: on mark 2."),)),
    Command(
        "set",
        CHECKING,
        (("set kind quantity", "An attribute of the schema, or none; set 2 kind …: of mark 2."),),
    ),
    Command(
        "evidence",
        CHECKING,
        (
            ("evidence", "The evidence with its numbers."),
            (
                'evidence add url https://… quote "they left" stance supports',
                "Add some. Fields: url, archived, quote, stance, medium, retrieved, note.",
            ),
            ("evidence edit 1 stance refutes", "Change a field; none empties it."),
            ("evidence remove 1", "Take it back."),
            ("evidence 2 add …", "Of mark 2, where there are several labels."),
        ),
    ),
    Command(
        "attach",
        CHECKING,
        (
            ("attach", "Attach the fact on which a candidate for the label's words rests as evidence."),
            ("attach from 3", "The fact of candidate 3; attach 2 from 3: to mark 2."),
        ),
        ("form-fact",),
    ),
    # Once for all
    Command(
        "like",
        ALIKE,
        (
            (
                'like "the SCO", or like 2',
                "All that is nearly the same as mark 2 or these words, with score; the surest are ticked.",
            ),
            ("like", "What is nearly the same as the whole sentence."),
            ("like list", "The list again, with the ticks as they are now."),
            ("like here", "Only this document; like everywhere: all."),
            ("like tick 2 5-9", "Tick these, or take their ticks off; like all, like none."),
            (
                "like set entity",
                "Set that label or kind of span on all that are ticked; one undo takes all back.",
            ),
            ("open 3", "Go to line 3."),
        ),
        ("alike", "select-alike", "alike-tick", "alike-all", "alike-label", "alike-scope"),
    ),
    # Work
    Command(
        "next-work",
        WORK,
        (("next-work", "The next sentence that is work, in any document."),),
        ("next-work",),
    ),
    Command("work-before", WORK, (("work-before", "The one before."),), ("work-before",)),
    Command(
        "choose-work",
        WORK,
        (
            ("choose-work", "The filters that there are."),
            (
                "choose-work errors",
                "Only open errors are work; another choice adds to it, the same again goes.",
            ),
        ),
        ("choose-work", "found-filter"),
    ),
    Command(
        "list-work",
        WORK,
        (
            ("list-work", "The sentences of all documents that are work."),
            ("list-work WORDS", "Those with these words."),
        ),
        ("list-work",),
    ),
    Command(
        "search",
        WORK,
        (("search WORDS", "Sentences of all documents with these words."),),
        ("search", "doc-search"),
    ),
    Command(
        "documents",
        WORK,
        (
            ("documents", "The documents: date, language, progress."),
            ("documents open", "Only those with work left."),
        ),
        ("documents", "doc-only-open"),
    ),
    Command("more", WORK, (("more", "The next twenty lines of the last list."),)),
    Command(
        "sort",
        WORK,
        (
            ("sort errors", "The last list of documents: added, date, name, judge, errors or worth."),
            ("sort worth", "The last list of sentences: worth or place."),
        ),
        ("doc-sort", "found-sort"),
    ),
    Command(
        "open",
        WORK,
        (
            ("open 3", "Line 3 of the last list of documents, sentences, passages or acts."),
            ("open almaty", "The document of that name."),
        ),
        ("open", "go-there", "done-go"),
    ),
    # Sentences
    Command(
        "split",
        SENTENCES,
        (
            ("split", "The words with their numbers."),
            ('split "the second"', "Split before these words."),
            ("split 5", "Before word 5."),
        ),
        ("split", "cut"),
    ),
    Command("merge", SENTENCES, (("merge", "Merge the sentence with the next one."),), ("merge",)),
    # Other
    Command(
        "help",
        OTHER,
        (
            ("help", "The commands, by topic."),
            ("help span", "How a command is typed, or what a label, type, relation or verdict means."),
            ("help all", "Every command, a line each."),
        ),
        ("palette", "doc-palette", "found-palette"),
    ),
    Command(
        "manual", OTHER, (("manual or ?", "The labels and what they mean, then the commands."),), ("manual",)
    ),
    Command("quit", OTHER, (("quit", "Leave. All is saved as you go."),), ("leave",)),
)

BY_NAME = {each.name: each for each in COMMANDS}
BY_ACTION = {id_: each for each in COMMANDS for id_ in each.actions}

_LISTS = "a list is told as a whole, and a number chooses from it"
_CURSOR = "words are named or numbered, so there is no cursor to move"
_CLOSING = "nothing is opened over the work, so nothing is to be closed"
_LOOK = "it changes only how the screen is drawn"
_FORM = "each field is a command of its own"
_TOUR = "the tour shows the screen; help and `annotator demo --plain` show the commands"

VISUAL = {
    "next-candidate": "candidates are named by number, so there is no focus to move",
    "candidate-before": "candidates are named by number, so there is no focus to move",
    **dict.fromkeys(("theme", "divider-left", "divider-right", "narrower", "wider"), _LOOK),
    **dict.fromkeys(("select-on", "select-back", "select-count", "select-swap"), _CURSOR),
    **dict.fromkeys(("select-next", "select-before", "word-on", "word-back"), _CURSOR),
    **dict.fromkeys(("form-next", "form-before", "form-value-on", "form-value-back"), _FORM),
    **dict.fromkeys(("form-keep", "form-drop"), _FORM),
    **dict.fromkeys(("select-none", "link-none", "alike-close", "done-close", "leave-whole"), _CLOSING),
    **dict.fromkeys(("close-find", "pick-none", "close-page", "choose-none"), _CLOSING),
    **dict.fromkeys(("doc-close", "found-close"), _CLOSING),
    **dict.fromkeys(("doc-down", "doc-up", "doc-page-down", "doc-page-up", "doc-first", "doc-last"), _LISTS),
    **dict.fromkeys(("found-down", "found-up", "found-page-down", "found-page-up"), _LISTS),
    **dict.fromkeys(("link-down", "link-up"), _LISTS),
    **dict.fromkeys(("alike-down", "alike-up", "alike-page-down", "alike-page-up"), _LISTS),
    **dict.fromkeys(("done-down", "done-up", "done-page-down", "done-page-up"), _LISTS),
    **dict.fromkeys(("next-type", "type-before"), _LISTS),
    **dict.fromkeys(("line-down", "line-up", "read-on", "read-back", "to-beginning", "to-end"), _LISTS),
    **dict.fromkeys(("choose", "choice-on", "choice-back", "choices-on", "choices-back"), _LISTS),
    **dict.fromkeys(("tour", "end-tour", "take-tour", "no-tour"), _TOUR),
}
"""Actions of the screen without a command, and why."""
