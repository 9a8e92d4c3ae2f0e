"""What an office that is a thing of its own means as the role in a fact: 'President of Kazakhstan' → president."""

import re
from functools import lru_cache

from annotator.model import Entity
from annotator.patterns import regex

_USUAL = (
    # As the shipped lists name the offices that most states have.
    (
        regex(r"(?:federal )?(?:minister|ministry) (?:of|for) (?:foreign|external) (?:affairs|relations)"),
        "foreign minister",
    ),
    (regex(r"(?:federal )?minister (?:of|for) (?:national )?defen[cs]e"), "defence minister"),
    (regex(r"(?:federal )?minister (?:of|for) finance"), "finance minister"),
    (
        regex(r"(?:federal )?minister (?:of|for) (?:the )?(?:interior|internal affairs)"),
        "interior minister",
    ),
    (regex(r"secretary[- ]general"), "secretary-general"),
)
_ARTICLE = r"(?:the |)"


@lru_cache(4096)
def role_of(office: str, whole: Entity) -> str:
    """The role, in lower case, of an office with that name in a state or organization."""
    name = " ".join(office.split())
    for text in sorted(_names(whole), key=len, reverse=True):
        word = re.escape(text)
        name = re.sub(
            rf"[,]? (?:of|for|in|to|at) {_ARTICLE}{word}\Z|, {word}\Z", "", name, flags=re.IGNORECASE
        )
        name = re.sub(rf"\A{_ARTICLE}{word}(?:['’]s?)? ", "", name, flags=re.IGNORECASE)
    role = name.casefold() if name else office.casefold()
    return next((usual for pattern, usual in _USUAL if pattern.fullmatch(role)), role)


def _names(whole: Entity) -> set[str]:
    texts = {whole.name, *whole.demonyms, *(alias.text for alias in whole.aliases)}
    return {text for text in texts if len(text) > 1}
