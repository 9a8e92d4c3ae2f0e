"""The filters that can be chosen: what holds, what is proposed, what others did."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.session.finding import UNJUDGED, Wanted
from annotator.tui.actions import Keys
from annotator.tui.look import Look
from annotator.tui.screens.chooser import ChooserScreen, Option

if TYPE_CHECKING:
    from annotator.session.finding import Finder
    from annotator.tui.work import Work

_PLAIN = (
    (Wanted(), "every sentence", "No filter."),
    (UNJUDGED, "not judged", "What has neither label nor “done”."),
    (Wanted(errors=True), "open errors", "A candidate says that something is wrong, and has no answer."),
    (Wanted(rejected=True), "rejected", "A candidate was rejected."),
    (Wanted(noted=True), "noted", "Something in it has a note."),
    (Wanted(others=True), "changed by others", "Another annotator did something there after you."),
)


def toggled(now: Wanted, chosen: Wanted) -> Wanted:
    """The filter after a choice: added to what is asked for, or taken out again.

    The first choice takes the place of 'not judged', which stands at the beginning; nothing chosen asks
    for nothing.
    """
    if not any(getattr(chosen, name) for name in chosen.__struct_fields__):
        return chosen
    if now == UNJUDGED and chosen != UNJUDGED:
        now = Wanted()
    fields = {name: getattr(now, name) for name in now.__struct_fields__}
    for name in fields:
        value = getattr(chosen, name)
        if value:
            fields[name] = type(value)() if fields[name] == value else value
    return Wanted(**fields)


def filters(work: "Work", now: Wanted, finder: "Finder", look: Look, keys: Keys) -> ChooserScreen[Wanted]:
    """All of them; those of the filter that holds now have a tick."""
    options = []
    for wanted, name, note in _all(work, finder):
        held = wanted == now or any(
            getattr(wanted, field) and getattr(wanted, field) == getattr(now, field)
            for field in wanted.__struct_fields__
        )
        options.append(Option(wanted, name, note, "✓" if held else ""))
    return ChooserScreen(f"Which sentences? Now: {now}", options, look, keys)


def _all(work: "Work", finder: "Finder") -> Iterator[tuple[Wanted, str, str]]:
    yield from _PLAIN
    schema = work.desk.schema
    for label in schema.labels:
        yield Wanted(label=label.name), f"label {label.name}", label.means
        for each in label.types:
            yield Wanted(label=f"{label.name}/{each.name}"), f"label {label.name} · {each.name}", each.means
    for span in schema.spans:
        yield Wanted(label=span.name), f"span {span.name}", span.means
    for rule in finder.rules:
        yield Wanted(rule=rule), f"rule {rule}", "It proposes something there."
    for id_, (name, kind) in sorted(work.named().items(), key=lambda each: each[1]):
        yield Wanted(entity=id_), f"entity {name}", f"This {kind} is named."
