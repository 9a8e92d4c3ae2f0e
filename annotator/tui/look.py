"""How each kind of text looks under the theme in use, with NO_COLOR, and in a terminal's own colours.

Every place that draws asks a `Look` for a style by its role. Colour is never the only sign: what a
colour says is said by a letter, a mark, bold, underline or reverse as well. With NO_COLOR no colour
is sent at all.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

EVENING = Theme(
    name="evening",
    primary="#8fb4e8",
    secondary="#b8a1e3",
    accent="#e8b878",
    warning="#e5c07b",
    error="#ec7a80",
    success="#9cc97f",
    foreground="#d3d6dc",
    background="#17191e",
    surface="#1e2128",
    panel="#262a33",
    dark=True,
)
MORNING = Theme(
    name="morning",
    primary="#1f5fa8",
    secondary="#6b46a0",
    accent="#9a5b00",
    warning="#7d5a00",
    error="#b3263a",
    success="#2c6e31",
    foreground="#2b2a28",
    background="#fcfaf5",
    surface="#f3efe6",
    panel="#e9e4d8",
    dark=False,
)
CONTRAST = Theme(
    name="contrast",
    primary="#5cc8ff",
    secondary="#d8b4ff",
    accent="#ffd75f",
    warning="#ffe14d",
    error="#ff8080",
    success="#6dff8c",
    foreground="#ffffff",
    background="#000000",
    surface="#101010",
    panel="#1c1c1c",
    dark=True,
)
THEMES = (EVENING, MORNING, CONTRAST)

# Chosen so that any two can be told apart by people who see no red, no green or no blue, too: a test
# measures it.
_DARK = {
    "red": "#ec7a80",
    "orange": "#e8a070",
    "yellow": "#f4d780",
    "green": "#abe09e",
    "cyan": "#83d8d6",
    "blue": "#5798f1",
    "purple": "#ceaeff",
    "pink": "#cb7dc9",
    "grey": "#959ba8",
}
_LIGHT = {
    "red": "#ad1c37",
    "orange": "#ad5c0d",
    "yellow": "#674c00",
    "green": "#054d1f",
    "cyan": "#00616c",
    "blue": "#0d6ecd",
    "purple": "#6a3ca3",
    "pink": "#b33d85",
    "grey": "#66645e",
}
_BRIGHT = {
    "red": "#ff6b6b",
    "orange": "#ffa94d",
    "yellow": "#ffe14a",
    "green": "#6dff8c",
    "cyan": "#a0fffc",
    "blue": "#2e99fc",
    "purple": "#b988d6",
    "pink": "#feb0fe",
    "grey": "#b8b8b8",
}
_ANSI = {
    "red": "red",
    "orange": "bright_red",
    "yellow": "yellow",
    "green": "green",
    "cyan": "cyan",
    "blue": "blue",
    "purple": "magenta",
    "pink": "bright_magenta",
    "grey": "bright_black",
}
COLOURS = tuple(_DARK)
"""The names that a label schema may use."""

KINDS = {"state": "cyan", "organization": "purple", "person": "orange", "place": "green", "office": "pink"}
"""The colour of each kind of known entity."""

LEAST_CONTRAST = 4.5
"""Between text and background: WCAG 2.1, success criterion 1.4.3."""

STRONG_CONTRAST = 7.0
"""The same in the theme of high contrast: success criterion 1.4.6."""


def contrast(first: Color, second: Color) -> float:
    """The contrast ratio of two colours, 1 to 21. WCAG 2.1, section 'contrast ratio'."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def legible(colour: Color, background: Color, least: float = LEAST_CONTRAST) -> Color:
    """The colour, moved towards white or black until it can be read on that background."""
    goal = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda end: contrast(end, background))
    for step in range(21):
        shade = colour.blend(goal, step / 20, 1)
        if contrast(shade, background) >= least:
            return shade
    return goal


class Look:
    """The styles of one theme. Made anew when the theme changes; styles are shared and never changed."""

    def __init__(self, theme: Theme, *, no_color: bool = False) -> None:
        self.no_color = no_color
        self.ansi = theme.ansi and not no_color
        self._theme = theme
        self._page = _parse(theme.background, "#17191e" if theme.dark else "#ffffff")
        self._ink = _parse(theme.foreground, "#e0e0e0" if theme.dark else "#202020")
        self._panel = _parse(theme.panel or theme.surface, self._page.blend(self._ink, 0.1).hex)
        self._primary = _parse(theme.primary, "#808080")
        self._named: dict[tuple[str, ...], Style] = {}
        self._least = STRONG_CONTRAST if theme.name == CONTRAST.name else LEAST_CONTRAST

    def _style(
        self, ink: Color | None = None, page: Color | None = None, ansi: str = "", *, signs: str = ""
    ) -> Style:
        """A style of two colours, or of a colour of the terminal's own, with signs beside the colour."""
        if self.no_color:
            return Style.parse(signs or "none")
        if self.ansi:
            return Style.parse(f"{signs} {ansi}".strip() or "none")
        return Style.parse(signs or "none") + Style.from_color(
            ink.rich_color if ink else None, page.rich_color if page else None
        )

    @cached_property
    def lifted(self) -> Color:
        """The background of the current sentence and of the candidate in focus."""
        return self._page.blend(self._primary, 0.14 if self._theme.dark else 0.12, 1)

    @cached_property
    def text(self) -> Style:
        return self._style(self._ink, self._page)

    @cached_property
    def read(self) -> Style:
        """Text of sentences that are not the current one."""
        return self._style(self._ink.blend(self._page, 0.18, 1), self._page)

    @cached_property
    def dim(self) -> Style:
        """Text beside the matter: sources, hints."""
        faint = legible(self._ink.blend(self._page, 0.5, 1), self._page, self._least * 0.8)
        return self._style(faint, self._page, "bright_black", signs="dim" if self.no_color else "")

    @cached_property
    def rail(self) -> Style:
        """Lines that divide, and the track of a scrollbar."""
        return self._style(self._page.blend(self._ink, 0.18, 1), self._page, "bright_black")

    @cached_property
    def thumb(self) -> Style:
        return self._style(self._page.blend(self._primary, 0.5, 1), self._page, "blue", signs="bold")

    @cached_property
    def current(self) -> Style:
        """The current sentence."""
        signs = "bold" if self.no_color or self.ansi else ""
        return self._style(self._ink, self.lifted, "default", signs=signs)

    @cached_property
    def marker(self) -> Style:
        """▌ beside what is current."""
        return self._style(self._primary, self.lifted, "blue", signs="bold")

    @cached_property
    def lift(self) -> Style:
        """Only the background of what is current, to lay over another style."""
        return self._style(None, self.lifted)

    @cached_property
    def span(self) -> Style:
        """The words that the candidate in focus is about."""
        return self._style(signs="bold reverse")

    @cached_property
    def found(self) -> Style:
        """A find's match."""
        return self._style(self._page, self.named_colour("yellow"), "black on yellow", signs="reverse")

    @cached_property
    def caret(self) -> Style:
        """The place where a sentence would be cut."""
        return self._style(self._page, self._primary, "black on blue", signs="reverse bold")

    @cached_property
    def heading(self) -> Style:
        return self._style(legible(self._primary, self._page, self._least), self._page, "blue", signs="bold")

    @cached_property
    def bar(self) -> Style:
        """The lines above and below."""
        return self._style(self._ink, self._panel, "default", signs="reverse" if self.no_color else "")

    @cached_property
    def bar_dim(self) -> Style:
        faint = legible(self._ink.blend(self._panel, 0.4, 1), self._panel, self._least * 0.8)
        return self._style(faint, self._panel, "bright_black", signs="reverse" if self.no_color else "")

    @cached_property
    def bar_strong(self) -> Style:
        signs = "bold reverse" if self.no_color else "bold"
        return self._style(self._ink, self._panel, "default", signs=signs)

    @cached_property
    def bar_key(self) -> Style:
        """A key in the footer."""
        signs = "bold reverse" if self.no_color else "bold"
        return self._style(legible(self._primary, self._panel, self._least), self._panel, "blue", signs=signs)

    def on_bar(self, colour: str) -> Style:
        """A named colour on the lines above and below."""
        signs = "bold reverse" if self.no_color else "bold"
        return self._style(
            legible(self.named_colour(colour), self._panel, self._least),
            self._panel,
            _ANSI[colour],
            signs=signs,
        )

    def named_colour(self, name: str) -> Color:
        """A colour of the schema under this theme; an unknown name is grey."""
        palette = _DARK if self._theme.dark else _LIGHT
        if self._theme.name == CONTRAST.name:
            palette = _BRIGHT
        return Color.parse(palette.get(name, palette["grey"]))

    def named(self, name: str, signs: str = "", *, lifted: bool = False, soft: bool = False) -> Style:
        """A colour of the schema as ink, with signs such as 'bold'; soft: nearer to the text around it."""
        key = (name, signs, "lifted" if lifted else "", "soft" if soft else "")
        style = self._named.get(key)
        if style is None:
            page = self.lifted if lifted else self._page
            ink = self.named_colour(name)
            if soft:
                ink = ink.blend(self._ink.blend(self._page, 0.18, 1), 0.35, 1)
            style = self._style(
                legible(ink, page, self._least), page, _ANSI.get(name, "default"), signs=signs
            )
            self._named[key] = style
        return style

    def kind(self, kind: str, *, lifted: bool = False) -> Style:
        """A mention of an entity of that kind: underlined, in the colour of the kind."""
        return self.named(KINDS.get(kind, "grey"), "underline", lifted=lifted, soft=not lifted)


def _parse(colour: str | None, otherwise: str) -> Color:
    """A theme's colour; `otherwise` where it has none or one of the terminal's own."""
    try:
        parsed = Color.parse(colour or otherwise)
    except ColorParseError:
        return Color.parse(otherwise)
    return Color.parse(otherwise) if parsed.ansi is not None else parsed


SHORT = {"dark": EVENING.name, "light": MORNING.name, "ansi": "ansi-dark"}
"""Names for themes that can be guessed; 'contrast' is one itself."""

ROUND = (EVENING.name, MORNING.name, CONTRAST.name, "ansi-dark")
"""The themes that a key goes through."""


def theme_for(environment: Mapping[str, str], available: Iterable[str], last: str = "") -> str:
    """The theme to start with: ANNOTATOR_THEME, else the last, else light where the terminal says so, else dark.

    `COLORFGBG` ('0;15') is how rxvt, Konsole and others tell their colours.
    """
    wanted = environment.get("ANNOTATOR_THEME", "")
    wanted = SHORT.get(wanted, wanted)
    for name in (wanted, last):
        if name in set(available):
            return name
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return MORNING.name if background in ("7", "15") else EVENING.name
