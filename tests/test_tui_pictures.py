"""The pictures of the docs: made by a script, one for each scene, and each shows what it is there for."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from annotator.errors import SchemaError
from annotator.schema import load_schema
from annotator.tui.actions import load_keys

ROOT = Path(__file__).parents[1]
SHOWN = {
    "labelling": ("CANDIDATES", "KNOWN"),
    "narrow": ("CANDIDATES", "Pashinyan"),
    "documents": ("documents", "errors"),
    "search": ("summit", "found"),
    "commands": ("Commands", "Tab"),
}


def test_the_script_makes_every_picture_and_the_docs_have_each(tmp_path: Path) -> None:
    script = ROOT / "docs" / "pictures" / "make.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {path.stem for path in tmp_path.glob("*.svg")}
    assert made == {path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")}
    for name, words in SHOWN.items():
        drawn = (tmp_path / f"{name}.svg").read_text(encoding="utf-8")
        ElementTree.fromstring(drawn)
        assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
        for word in words:
            assert word in drawn, (name, word)


def test_the_page_of_the_screen_shows_all_of_them_and_its_file_of_keys_is_understood(
    tmp_path: Path,
) -> None:
    page = (ROOT / "docs" / "screen.md").read_text(encoding="utf-8")
    for name in SHOWN:
        assert f"](pictures/{name}.svg)" in page
    example = page.partition("```yaml\n")[2].partition("```")[0]
    file = tmp_path / "keys.yaml"
    file.write_text(example, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"keys\.yaml:2: the key n .*no-claim.*next-work"):
        load_keys(file).with_schema(load_schema())
    file.write_text("".join(line for line in example.splitlines(True) if "refused" not in line), "utf-8")
    load_keys(file).with_schema(load_schema())
