"""Pictures of the screen, made by the program itself: SVG that asks no other machine for a font."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.tui.app import LabelApp

if TYPE_CHECKING:
    from annotator.tui.app import Opening

_FONT = 20.26
"""Pixels: at this size DejaVu Sans Mono and Menlo take the 12.2 pixels that Rich gives a cell."""
_PATIENCE = 30.0
"""Seconds to wait for a document to open and its candidates to be computed."""


def picture(
    opening: "Opening",
    path: Path,
    *,
    size: tuple[int, int] = (120, 36),
    keys: Sequence[str] = (),
    theme: str = "evening",
    title: str = "annotator",
) -> None:
    """Write a picture of the labelling screen, `size` in columns and rows, after these keys.

    Keys are named as Textual names them: 'j', 'enter', 'question_mark'. Each is answered, and the
    candidates of the sentence have arrived, before the next.
    """
    path.write_text(asyncio.run(_svg(opening, size, keys, theme, title)), encoding="utf-8")


async def _svg(opening: "Opening", size: tuple[int, int], keys: Sequence[str], theme: str, title: str) -> str:
    app = LabelApp(opening, theme=theme)
    async with app.run_test(size=size) as pilot:
        for key in (None, *keys):
            if key:
                await pilot.press(key)
            await asyncio.wait_for(_settled(app), _PATIENCE)
        await pilot.pause()
        return alone(app.export_screenshot(title=title, simplify=True))


async def _settled(app: LabelApp) -> None:
    """Returns when nothing more is going to change on the screen by itself."""
    while app.opening or not app.bench.settled or not getattr(app.screen, "settled", True):
        await asyncio.sleep(0.02)


def alone(svg: str) -> str:
    """The SVG without fonts from elsewhere, and with spaces around words as room, not as characters.

    The viewer's own monospaced font may be narrower than the one that Rich measures with; a run of
    text then stays where its first word belongs.
    """
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-size: 20px", f"font-size: {_FONT}px")
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    return re.sub(
        r'<text ([^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>', _trim, svg
    )


def _trim(match: "re.Match[str]") -> str:
    before, x, between, length, after, text = match.groups()
    body = text.replace("&#160;", "\xa0")
    cells = len(re.sub(r"&#?\w+;", "x", body))
    if not cells or not body.strip("\xa0"):
        return ""
    cell = float(length) / cells
    start = len(body) - len(body.lstrip("\xa0"))
    kept = body.strip("\xa0")
    kept_cells = len(re.sub(r"&#?\w+;", "x", kept))
    return (
        f'<text {before}x="{float(x) + start * cell:.1f}"{between}'
        f'textLength="{kept_cells * cell:.1f}"{after}>{kept.replace(chr(0xA0), "&#160;")}</text>'
    )
