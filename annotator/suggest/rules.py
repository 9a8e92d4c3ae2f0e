"""The table of built-in rules, and those of other packages. A new rule is one file and one line here.

Another package registers a rule, or a class that makes one, as an entry point in the group `annotator.rules`.
"""

import os
import sys
from collections.abc import Iterable

from annotator.suggest.attribution import Attribution
from annotator.suggest.capitals import WrongPlace
from annotator.suggest.claim import Claim
from annotator.suggest.complete import CompleteList
from annotator.suggest.context import Rule
from annotator.suggest.expansions import WrongExpansion
from annotator.suggest.figures import CountedList, Inconsistent
from annotator.suggest.isolation import Troubles, apart
from annotator.suggest.membership import Membership
from annotator.suggest.misquoted import Misquoted
from annotator.suggest.names import MisspelledName, NameForm
from annotator.suggest.outdated import OutdatedName
from annotator.suggest.roles import WrongRole
from annotator.suggest.tolls import Tolls
from annotator.suggest.worth import Worth

BUILT_IN: tuple[Rule, ...] = (
    Attribution(),
    Claim(),
    Membership(),
    MisspelledName(),
    OutdatedName(),
    NameForm(),
    WrongRole(),
    WrongPlace(),
    WrongExpansion(),
    CountedList(),
    Inconsistent(),
    Misquoted(),
    CompleteList(),
    Tolls(),
)

GROUP = "annotator.rules"
"""The entry points of rules."""


def installed(troubles: Troubles) -> tuple[Rule, ...]:
    """The built-in rules, then those of other packages, by the names of their entry points.

    One that cannot be loaded, is no rule or has the id of another is noted in `troubles` and left out.
    """
    rules = {rule.id: rule for rule in BUILT_IN}
    if not _any_registered():
        return BUILT_IN
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        with apart(point.name, troubles):
            thing = point.load()
            rule = thing() if isinstance(thing, type) else thing
            fault = _fault(rule, rules)
            if fault:
                troubles.note(point.name, fault)
            else:
                rules[rule.id] = rule
    return tuple(rules.values())


def _any_registered() -> bool:
    """False where no installed package names the group: importlib.metadata takes 40 ms to say so."""
    for folder in sys.path:
        try:
            entries = [each.path for each in os.scandir(folder or ".") if each.name.endswith(_METADATA)]
        except NotADirectoryError:
            if os.path.exists(folder):
                return True  # a zip file: let importlib look
        except OSError:
            continue
        for entry in entries:
            try:
                with open(os.path.join(entry, "entry_points.txt"), "rb") as file:
                    if GROUP.encode() in file.read():
                        return True
            except OSError:
                continue
    return False


_METADATA = (".dist-info", ".egg-info")


def weighted(rules: Iterable[Rule], worth: Worth, source: str) -> tuple[Rule, ...]:
    """The rules, with the claim score added up by weights of the desk's own; `source` is what holds them."""
    return tuple(Claim(worth, source) if rule.id == Claim.id else rule for rule in rules)


def _fault(rule: object, known: dict[str, Rule]) -> str:
    """Why this is no rule that can be used; empty: it is one."""
    id_ = getattr(rule, "id", None)
    if not callable(rule) or not isinstance(id_, str):
        return f"{type(rule).__name__} is no rule; it needs an id and must be callable"
    if not id_ or not id_.isprintable() or " " in id_:
        return f"{id_!r} is no id of a rule; write one word"
    if id_ in known:
        return f"there is a rule {id_} already; give it another id"
    return ""
