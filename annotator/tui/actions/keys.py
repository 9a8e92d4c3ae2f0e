"""The table as it holds for one annotator: with keys of their own and the letters of a schema.

A file of keys is YAML, an action's id on the left, a key or a list of keys on the right:

    undo: [u, ctrl+z]
    next-unjudged: n

An action that is not named keeps its keys; an empty list takes them off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import SchemaError
from annotator.tui.actions.action import LABEL, Action, is_key, key_name, shown, shown_all
from annotator.tui.actions.table import ACTIONS, TITLES

if TYPE_CHECKING:
    from textual.binding import Binding

    from annotator.schema import Schema


class Command(NamedTuple):
    """Something that can be chosen from the palette."""

    name: str
    """'next unjudged', 'claim'."""
    keys: str
    manual: str
    do: str
    """Textual's name of the act: 'unjudged(1)'."""


class Keys:
    """Every action with the keys that it has now. Never changed."""

    def __init__(
        self,
        own: Mapping[str, Sequence[str]] | None = None,
        schema: "Schema | None" = None,
        places: Mapping[str, str] | None = None,
    ) -> None:
        """`own`: an action's id to its keys; `places`: to the 'file:line' that says so.

        Raises SchemaError for an id that there is not, and for a key that two actions of a mode share,
        naming both; the letters that `schema` gives to labels count as well.
        """
        self._own = dict(own or {})
        self._places = dict(places or {})
        self._schema = schema
        self._refuse_unknown()
        self.actions = tuple(map(self._remapped, ACTIONS))
        self._refuse_conflicts()
        self._first = {action.id: action.keys[:1] for action in self.actions}
        self.actions = tuple(each._replace(manual=self.told(each.manual)) for each in self.actions)
        self.titles = {mode: self.told(title) for mode, title in TITLES.items()}
        """The modes that there are, each with its title."""

    def with_schema(self, schema: "Schema") -> "Keys":
        """The same, with the letters of a schema. Raises SchemaError where one is taken."""
        return Keys(self._own, schema, self._places)

    def _remapped(self, action: Action) -> Action:
        if action.schema:
            letters = tuple(key for key, _ in self._labels(action.id))
            return action._replace(keys=letters)
        return action._replace(keys=tuple(self._own.get(action.id, action.keys)))

    def _labels(self, id: str) -> Iterator[tuple[str, str]]:
        """The letters of the schema that an action of the table stands for, each with its act."""
        for label in self._schema.labels if self._schema else ():
            if label.nothing and id == "nothing":
                yield label.key, "nothing"
            elif not label.nothing and id == "label":
                yield label.key, f"label({label.name!r})"

    def _refuse_unknown(self) -> None:
        known = {action.id for action in ACTIONS if not action.schema}
        faults = []
        for id_ in self._own:
            if id_ in ("label", "nothing"):
                faults.append(f"{self._place(id_)}{id_}: the label schema gives this key; change it there")
            elif id_ not in known:
                from difflib import get_close_matches

                near = get_close_matches(id_, known, 1)
                hint = f"did you mean {near[0]}?" if near else "docs/keys.md lists them"
                faults.append(f"{self._place(id_)}no action called {id_}; {hint}")
            for key in self._own[id_]:
                if not is_key(key):
                    said = f"{key!r} is no key; write one as z, Z, ctrl+z, f5, enter or pagedown"
                    faults.append(f"{self._place(id_)}{id_}: {said}")
        if faults:
            raise SchemaError("\n".join(faults))

    def _refuse_conflicts(self) -> None:
        taken: dict[tuple[str, str], tuple[str, str]] = {}
        faults = []
        for action in self.actions:
            for key in action.keys:
                who = f"the action {action.id}"
                if action.schema and self._schema:
                    who = f"the label {self._schema.labels[self._rank(key)].name}"
                place = (action.mode, key_name(key))
                if place in taken:
                    first, id_ = taken[place]
                    where = self._place(action.id) or self._place(id_)
                    both = f"{first} twice" if first == who else f"{first} and to {who}"
                    faults.append(f"{where}the key {shown(key)} belongs to {both}; choose another key")
                taken[place] = who, action.id
        if faults:
            raise SchemaError("\n".join(faults))

    def _rank(self, key: str) -> int:
        labels = self._schema.labels if self._schema else ()
        return next(rank for rank, label in enumerate(labels) if label.key == key)

    def _place(self, id: str) -> str:
        place = self._places.get(id, "")
        return f"{place}: " if place else ""

    def of(self, *modes: str) -> Iterator[Action]:
        """The actions of these modes, in the order of the table."""
        return (action for action in self.actions if action.mode in modes)

    def shown(self, id: str) -> str:
        """The first key of an action as the reader knows it; empty: it has none."""
        return shown_all(self._first[id])

    def told(self, text: str) -> str:
        """A text of our own in which {id} stands for the first key of that action, or its name if it has none."""
        return re.sub(
            r"\{([\w-]+)\}", lambda match: self.shown(match[1]) or f"“{match[1].replace('-', ' ')}”", text
        )

    def bindings(self, *modes: str, on: str = "") -> "list[Binding]":
        """Textual's bindings; `on`: 'screen.' where a widget has keys of its screen's acts."""
        from textual.binding import Binding

        made = []
        for action in self.of(*modes):
            acts = list(self._labels(action.id)) if action.schema else []
            if not action.schema:
                acts = [(key, f"{action.do}({key!r})" if action.each else action.do) for key in action.keys]
            made += [Binding(key_name(key), on + act, action.manual, show=False) for key, act in acts]
        return made

    def commands(self, *modes: str) -> list[Command]:
        """What the palette offers, in the order of the table; a label of the schema is one each."""
        found = []
        for action in self.of(*(modes or (LABEL,))):
            if action.schema:
                for key, act in self._labels(action.id):
                    label = self._schema.labels[self._rank(key)] if self._schema else None
                    if label is not None:
                        found.append(Command(label.name, shown(key), label.means, act))
            elif action.palette:
                name = action.id.replace("-", " ")
                found.append(Command(name, shown_all(action.keys), action.manual, action.do))
        return found


def own_keys_path() -> Path:
    """Where a file of keys is looked for when none is named; it may not be there."""
    from platformdirs import user_config_path

    return user_config_path("claim-annotator", appauthor=False) / "keys.yaml"


def load_keys(path: Path | None = None) -> Keys:
    """The keys of a file; None: of the user's own file, and the default ones where there is none.

    Raises SchemaError, a line a fault.
    """
    if path is None:
        path = own_keys_path()
        if not path.exists():
            return Keys()
    from annotator.yamlfile import YamlFile

    file = YamlFile(path)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if not re.search(r"^[^#\s]", text, re.MULTILINE):
        return Keys()  # nothing but comments
    found = file.fill(dict[str, tuple[str, ...] | str]) or {}
    if file.faults:
        raise SchemaError("\n".join(file.report()))
    lines = {
        match[1]: text.count("\n", 0, match.start(1)) + 1
        for match in re.finditer(r"^[\"']?([\w-]+)[\"']?\s*:", text, re.MULTILINE)
    }
    own = {id_: (keys,) if isinstance(keys, str) else keys for id_, keys in found.items()}
    return Keys(own, None, {id_: f"{path}:{lines.get(id_, 1)}" for id_ in own})
