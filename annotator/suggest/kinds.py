"""What kind of claim a sentence makes: the kinds of the schema's attribute `kind`, read off its words.

One kind a sentence, the one that decides how it would be checked: a number is looked up whoever said it, so
'quantity' goes before 'quote'.
"""

from collections.abc import Callable

from annotator.suggest.worth import Sizes

KINDS = ("quantity", "event", "membership", "causal", "rule", "prediction", "quote", "personal")
"""In the schema's order."""


def kind_of(found: Sizes) -> str:
    """The kind of a sentence whose words were counted; 'event' where nothing tells another."""
    return next((kind for kind, test in _TESTS if test(found)), "event")


def _has(found: Sizes, *names: str) -> bool:
    return any(name in found.places for name in names)


def _counted(found: Sizes, *names: str) -> bool:
    return any(name in found.counts for name in names)


def _quantity(found: Sizes) -> bool:
    """A share, an amount, or a number of anything; 'one' and a lone year are none."""
    if _has(found, "amount") or _counted(found, "figure"):
        return True
    numbers = found.places.get("number", ())
    return any(not _stands_for_some(found, place) for place in numbers) and not _membership(found)


def _stands_for_some(found: Sizes, place: int) -> bool:
    """True for 'the three' before a verb or a mark: it counts nothing, and means those of whom was spoken."""
    if place == 0 or place - 1 not in found.places.get("pointing", ()):
        return False
    following = place + 1
    if following == len(found.words) or found.apart(place, following):
        return True
    return any(following in found.places.get(name, ()) for name in _VERBS)


_VERBS = ("past", "copula", "have", "telling", "saying", "state", "modal", "prediction")
"""Lists of words that may follow 'the three'."""


def _membership(found: Sizes) -> bool:
    """'is a member of', 'joined', 'was appointed minister': a role word that a verb nearby governs."""
    roles = found.places.get("membership", [])
    if any(role in found.places.get("belongs", ()) for role in roles):
        return True
    links = [*found.places.get("copula", []), *found.places.get("takes-office", [])]
    return any(0 < role - link <= _REACH and not found.apart(link, role) for role in roles for link in links)


_REACH = 7
"""Words from 'is' to 'member': 'is one of the nine founding members'."""
_NEAR = 3
"""Words from 'my' to 'worked': 'my late father worked'."""


def _rule(found: Sizes) -> bool:
    """What a law or court says: 'the law bans', 'members must ratify', 'is illegal'."""
    law, norm = found.places.get("law", ()), found.places.get("norm", ())
    return bool(law and norm) or _has(found, "illegal")


def _quote(found: Sizes) -> bool:
    """Somebody said something, and nothing else in the sentence happened."""
    said = {*found.places.get("telling", ()), *found.places.get("saying", ())}
    return bool(said) and not set(found.places.get("past", ())) - said


def _personal(found: Sizes) -> bool:
    """The speaker's own deeds: 'I met', 'my father worked'."""
    own = found.places.get("personal", [])
    deeds = [*found.places.get("past", []), *found.places.get("participle", [])]
    return any(0 < deed - mine <= _NEAR for mine in own for deed in deeds)


_TESTS: tuple[tuple[str, Callable[[Sizes], bool]], ...] = (
    ("quantity", _quantity),
    ("rule", _rule),
    ("membership", _membership),
    ("causal", lambda found: _has(found, "causal")),
    ("prediction", lambda found: _has(found, "future")),
    ("personal", _personal),
    ("quote", _quote),
)
