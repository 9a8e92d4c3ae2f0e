"""The verdict on a claim, and its evidence: a form that is filled in."""

from annotator.tui.actions.action import LABEL, Action

FORM = "form"

MODES = {FORM: "Filling in a form (after {verdict})"}

ACTIONS = (
    Action("verdict", "verdict", ("E",), "Verdict, evidence and notes of a label of the sentence.", LABEL),
    Action("form-next", "form_move(1)", ("down", "tab"), "The next field.", FORM, "down", weight=50),
    Action("form-before", "form_move(-1)", ("up", "shift+tab"), "The field before.", FORM, "up", weight=45),
    Action(
        "form-value-on",
        "form_turn(1)",
        ("ctrl+n", "pagedown"),
        "The next of the values that a field can have.",
        FORM,
        "next value",
        weight=60,
    ),
    Action("form-value-back", "form_turn(-1)", ("ctrl+p", "pageup"), "The value before.", FORM),
    Action(
        "form-enter",
        "form_enter",
        ("enter",),
        "Do what the row says; in a field, go to the next one.",
        FORM,
        "next, do",
        weight=70,
    ),
    Action(
        "form-clear",
        "form_clear",
        ("ctrl+d",),
        "Empty the field, or take the evidence back.",
        FORM,
        "clear",
        weight=55,
    ),
    Action(
        "form-fact",
        "form_fact",
        ("ctrl+f",),
        "Attach the fact on which a candidate of the sentence rests as evidence.",
        FORM,
        "attach facts",
        weight=65,
    ),
    Action("form-keep", "form_keep", ("escape", "ctrl+s"), "Keep it and go back.", FORM, "keep", weight=90),
    Action(
        "form-drop", "form_drop", ("ctrl+c", "ctrl+q"), "Go back and change nothing.", FORM, "drop", weight=80
    ),
)
