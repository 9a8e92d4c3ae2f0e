"""The shares that come with the program: how many of a rule's candidates were right where it was made."""

import functools
from pathlib import Path

from msgspec import Struct

from annotator.errors import SchemaError
from annotator.resources import shipped
from annotator.yamlfile import YamlFile


class ShippedShare(Struct, frozen=True):
    """What was counted of one rule."""

    rule: str
    right: int
    of: int
    """How many it proposed."""
    text: str
    """In what: the name of one of the file's texts."""


class MeasuredText(Struct, frozen=True):
    """Something that rules were measured on."""

    name: str
    means: str


class ShippedShares(Struct, frozen=True):
    """The whole file."""

    texts: tuple[MeasuredText, ...]
    rules: tuple[ShippedShare, ...]

    def of(self, rule: str) -> ShippedShare | None:
        """What was counted of a rule; None where nothing was."""
        return next((each for each in self.rules if each.rule == rule), None)

    def told(self, rule: str) -> str:
        """'465 of 466 right in the articles in …'; empty where nothing was counted."""
        share = self.of(rule)
        if share is None:
            return ""
        text = next(each.means for each in self.texts if each.name == share.text)
        return f"{share.right} of {share.of} right in {text}"


@functools.cache
def load_shares() -> ShippedShares:
    """The shares that are shipped. Raises SchemaError where the file has faults."""
    return read_shares(shipped("schemas", "rule-shares.yaml"))


def read_shares(path: Path) -> ShippedShares:
    """The shares of a file. Raises SchemaError with every fault."""
    file = YamlFile(path)
    shares = file.fill(ShippedShares)
    for each in shares.rules if shares else ():
        if shares is not None and each.text not in {text.name for text in shares.texts}:
            file.fault(each, f"nothing under texts is called {each.text!r}", "text")
        if not 0 <= each.right <= each.of or not each.of:
            file.fault(each, f"{each.right} of {each.of} is no share", "right")
    if file.faults or shares is None:
        raise SchemaError("\n".join(file.report()))
    return shares
