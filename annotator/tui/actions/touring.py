"""The tour."""

from annotator.tui.actions.action import Action

OFFER = "offer"

MODES = {OFFER: "Offered the tour, at the first start"}

ACTIONS = (
    Action("tour", "tour", (), "Take the tour: two minutes on an article of ours."),
    Action("end-tour", "end_tour", ("escape",), "During the tour: end it.", palette=False),
    Action("take-tour", "offer_take", ("enter", "y"), "Take the tour.", OFFER, "take the tour", weight=90),
    Action(
        "no-tour",
        "offer_leave",
        ("escape", "q", "n", "ctrl+c", "ctrl+q"),
        "To work at once; the tour is not offered again.",
        OFFER,
        "to work",
        weight=80,
    ),
)
