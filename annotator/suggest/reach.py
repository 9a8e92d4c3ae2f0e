"""In which languages the rules look for what, so that nobody takes silence for an all-clear."""

from annotator.suggest.language import language_file, main_code

CHECKED = frozenset({"en"})
"""Languages whose names the shipped knowledge has, so that a name spelled otherwise may be called wrong."""


def unlooked(language: str) -> str:
    """What the shipped rules do not look for in a language, in words for the annotator; empty: they look for all."""
    code = main_code(language)
    if code in CHECKED:
        return ""
    described = code.isalpha() and language_file(code).is_file()
    return f"no error checks in {code}" if described else f"only quotations in {code}"
