"""Makes the pictures of this folder with the program itself, on articles of corpus/: run it after a change.

    python docs/pictures/make.py [FOLDER]

A scene is a name, a size in columns and rows, a theme, and the keys that lead there.
"""

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "2022-01-14-almaty-withdrawal"


class Scene(NamedTuple):
    """One picture."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 34)
    theme: str = "evening"


SCENES = (
    Scene("labelling", ("j", "j", "enter", "j", "1", "j")),
    Scene("narrow", ("j", "j", "j", "j"), (80, 24)),
    Scene("documents", ("b", "s", "s", "s", "s"), (120, 20), "morning"),
    Scene("search", ("ctrl+s", *"summit"), (120, 24)),
    Scene("commands", ("colon", *"next"), (120, 24), "contrast"),
)


def make(scene: Scene, folder: Path) -> Path:
    """The picture of a scene, on a database of its own."""
    import annotator
    from annotator.tui.picture import picture

    with tempfile.TemporaryDirectory() as scratch:

        def opening() -> "tuple[annotator.Session, str]":
            session = annotator.Session.open(Path(scratch, "pictures.db"), "ann")
            ids = {}
            for path in sorted((ROOT / "corpus").glob("2*.md")):
                for document in annotator.read(path):
                    session.add(document)
                    ids[path.stem] = document.id
            return session, ids[ARTICLE]

        target = folder / f"{scene.name}.svg"
        picture(opening, target, size=scene.size, keys=scene.keys, theme=scene.theme)
    return target


def main() -> None:
    """All of them, into the folder that is named, or this one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        print(make(scene, folder))


if __name__ == "__main__":
    main()
