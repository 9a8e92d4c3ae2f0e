"""The small HTML pages that a client shows of an entity. Whatever a name or note holds is text, not markup."""

from collections.abc import Sequence
from html import escape

from annotator.model import Entity
from annotator.reconcile.shapes import TYPES
from annotator.safetext import safe

WIDTH, HEIGHT = 430, 300
"""Pixels of the frame in which a preview is shown."""
_STYLE = (
    "body{font:14px/1.4 sans-serif;margin:8px;color:#222;background:#fff}h1{font-size:16px;margin:0}"
    "p,ul{margin:4px 0}ul{padding-left:18px}.about{color:#666}"
)


def text(value: str) -> str:
    """Text for a page: without control characters, and with nothing that could be markup."""
    return escape(safe(value), quote=True)


def flyout(entity: Entity, lines: Sequence[str]) -> str:
    """A few lines of HTML about an entity, to be set into a client's own page."""
    about = "".join(f"<li>{text(line)}</li>" for line in lines[:4])
    return f"<h1>{text(entity.name)}</h1><p>{_about(entity)}</p>" + (f"<ul>{about}</ul>" if about else "")


def page(entity: Entity, lines: Sequence[str]) -> str:
    """A whole page about an entity: its names, and what is known of it."""
    names = list(dict.fromkeys(alias.text for alias in entity.aliases if alias.text != entity.name))
    also = f"<p>also: {text(', '.join(names[:20]))}</p>" if names else ""
    about = "".join(f"<li>{text(line)}</li>" for line in lines)
    source = f'<p class="about">{text(entity.source)}</p>' if entity.source else ""
    return _document(
        entity.name, f"<h1>{text(entity.name)}</h1><p>{_about(entity)}</p>{also}<ul>{about}</ul>{source}"
    )


def missing(id: str) -> str:
    """The page for an id that nobody has."""
    return _document("Not known", f"<h1>Not known</h1><p>No entity has the id {text(id[:100])}.</p>")


def _about(entity: Entity) -> str:
    words = [TYPES[entity.kind], entity.id]
    if entity.wikidata and entity.wikidata != entity.id:
        words.append(entity.wikidata)
    return f'<span class="about">{text(" · ".join(words))}</span>'


def _document(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{text(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
