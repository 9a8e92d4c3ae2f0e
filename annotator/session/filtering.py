"""The filters that can be chosen: what holds, what is proposed, what others did. Knows no Textual."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.session.finding import UNJUDGED, Wanted

if TYPE_CHECKING:
    from annotator.schema import Schema


class Choice(NamedTuple):
    """A filter that can be chosen."""

    wanted: Wanted
    name: str
    means: str

    def held_by(self, now: Wanted) -> bool:
        """True where the filter that holds now asks for this."""
        fields = self.wanted.__struct_fields__
        return self.wanted == now or any(
            getattr(self.wanted, field) and getattr(self.wanted, field) == getattr(now, field)
            for field in fields
        )


_PLAIN = (
    Choice(Wanted(), "every sentence", "No filter."),
    Choice(UNJUDGED, "not judged", "What has neither label nor “done”."),
    Choice(
        Wanted(errors=True), "open errors", "A candidate says that something is wrong, and has no answer."
    ),
    Choice(Wanted(rejected=True), "rejected", "A candidate was rejected."),
    Choice(Wanted(noted=True), "noted", "Something in it has a note."),
    Choice(Wanted(others=True), "changed by others", "Another annotator did something there after you."),
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


def choices(schema: "Schema", rules: Sequence[str], named: Mapping[str, tuple[str, str]]) -> Iterator[Choice]:
    """All of them; `rules`: their ids, `named`: the ids of entities to name and kind."""
    yield from _PLAIN
    for label in schema.labels:
        yield Choice(Wanted(label=label.name), f"label {label.name}", label.means)
        for each in label.types:
            name = f"label {label.name} · {each.name}"
            yield Choice(Wanted(label=f"{label.name}/{each.name}"), name, each.means)
    for span in schema.spans:
        yield Choice(Wanted(label=span.name), f"span {span.name}", span.means)
    for rule in rules:
        yield Choice(Wanted(rule=rule), f"rule {rule}", "It proposes something there.")
    for id_, (name, kind) in sorted(named.items(), key=lambda each: each[1]):
        yield Choice(Wanted(entity=id_), f"entity {name}", f"This {kind} is named.")
