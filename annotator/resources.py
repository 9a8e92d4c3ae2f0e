"""Where the shipped data lies, and where caches may be written.

`schemas/` and `corpus/` stand beside the package in a checkout and inside it in a wheel.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """A file or folder of the data that comes with the program: `shipped('schemas', 'claims.yaml')`."""
    inside = _HERE / "_data"
    return (inside if inside.is_dir() else _HERE.parent).joinpath(*parts)


def cache_folder() -> Path:
    """The user's cache folder for this program; it may not exist yet, and may not be writable."""
    from platformdirs import user_cache_path  # 4 ms that `--help` need not pay

    return user_cache_path("claim-annotator", appauthor=False)
