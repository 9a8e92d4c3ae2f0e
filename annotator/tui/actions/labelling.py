"""Judging the current sentence: candidates, labels, taking back."""

from annotator.tui.actions.action import LABEL, Action

MODES = {LABEL: "Labelling"}

ACTIONS = (
    Action(
        "accept",
        "accept",
        tuple("123456789"),
        "Accept the candidate of that number; again: take it back.",
        footer="accept",
        weight=90,
        each=True,
        palette=False,
    ),
    Action(
        "reject",
        "reject",
        ("x",),
        "Reject the candidate in focus and go to the next one; on a rejected one: take that back.",
        footer="reject",
        weight=80,
    ),
    Action(
        "finish",
        "finish",
        ("enter",),
        "Accept all that is ticked ☑ and go on to the next sentence.",
        footer="accept ☑, go on",
        brief="☑ next",
        weight=95,
    ),
    Action(
        "settle",
        "settle",
        (".",),
        "Accept all that is ticked ☑, reject all the others, and go on.",
        footer="reject ☐ too",
        weight=22,
    ),
    Action(
        "settle-but",
        "settle",
        tuple(f"f{number}" for number in range(1, 10)),
        "The same, but for the candidate of that number the opposite of what its box says.",
        each=True,
        palette=False,
    ),
    Action(
        "nothing",
        "nothing",
        (),
        "Nothing to check here: reject what is open and go on.",
        footer="nothing",
        brief="none",
        weight=85,
        schema=True,
    ),
    Action(
        "label",
        "label",
        (),
        "Set or take off a label by hand.",
        footer="label",
        weight=88,
        schema=True,
    ),
    Action(
        "next-candidate",
        "aim(1)",
        ("tab",),
        "Move the focus to the next candidate.",
        footer="focus",
        weight=20,
    ),
    Action("candidate-before", "aim(-1)", ("shift+tab",), "Move the focus to the candidate before."),
    Action(
        "tick",
        "tick",
        ("space",),
        "Tick the candidate in focus, or take the tick off.",
        footer="tick",
        weight=25,
    ),
    Action("undo", "undo", ("u",), "Undo the last act, wherever it was.", footer="undo", weight=70),
    Action("redo", "redo", ("ctrl+r",), "Redo what was undone."),
)
