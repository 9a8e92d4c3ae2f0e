"""Text of others, made harmless for a terminal: replaced one for one, so that offsets hold.

An article could otherwise set the terminal's title, move its cursor or turn its lines around.
"""

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_SPACES = dict.fromkeys((0x09, 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), 0x20)
_C1 = dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_BIDI = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)

_SAFE = _PICTURES | _C1 | _BIDI | _SURROGATES | _SPACES
_SAFE_LINES = {code: to for code, to in _SAFE.items() if code != 0x0A}


def safe(text: str) -> str:
    """One line of text without control characters, as many code points as before."""
    return text.translate(_SAFE)


def safe_lines(text: str) -> str:
    """The same, with its line feeds kept: for messages of several lines."""
    return text.translate(_SAFE_LINES)
