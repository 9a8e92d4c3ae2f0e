"""How reasons name things: organizations with their article, lists of names, kinds."""

from collections.abc import Sequence

from annotator.knowledge import Knowledge
from annotator.model import Mention

KIND = {
    "state": "state",
    "organization": "organization",
    "person": "person",
    "place": "place",
    "office": "office",
}


def with_article(word: str) -> str:
    """'a person', 'an organization'."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def opening(text: str) -> str:
    """What a reason begins with: 'The Netherlands' for 'the Netherlands'."""
    return text[:1].upper() + text[1:]


def club(knowledge: Knowledge, mention: Mention) -> str:
    """'the SCO', 'NATO', 'Mercosur': an organization in a reason, by its acronym where it has one."""
    entity = knowledge.get(mention.entity)
    if entity is None:
        return mention.name
    acronyms = [
        alias.text for alias in entity.aliases if alias.acronym and not (alias.until or alias.ambiguous)
    ]
    if entity.name.upper() in acronyms:
        acronyms.insert(0, entity.name)
    name = mention.text if mention.text in acronyms else acronyms[0] if acronyms else entity.name
    return name if entity.no_article and " " not in name else f"the {name}"


def listed(names: Sequence[str], whole: int = 12, first: int = 4) -> str:
    """'A, B, C'; of more than `whole` names the `first` ones 'and 27 more'."""
    if len(names) <= whole:
        return ", ".join(names)
    return f"{', '.join(names[:first])} and {len(names) - first} more"


def kinds(kinds_of: Sequence[str]) -> str:
    """'states', 'states and organizations'."""
    words = [f"{KIND[kind]}s" for kind in kinds_of]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def shortened(text: str, most: int = 80) -> str:
    """What a reason quotes of the article: as it is, or so many characters of it, the last three dots."""
    return text if len(text) <= most else text[: most - 3] + "..."
