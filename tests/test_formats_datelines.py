"""The day that an article gives as its own."""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli import cli
from annotator.formats import read
from annotator.formats.datelines import dateline

DAY = datetime.date(2022, 1, 7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ALMATY, Jan 7, 2022 (Reuters) - Troops came.", "ALMATY, Jan 7, 2022"),
        ("ASTANA, January 7, 2022 /PRNewswire/ -- A bank", "ASTANA, January 7, 2022"),
        ("THE HAGUE, 7 January 2022 - A court", "THE HAGUE, 7 January 2022"),
        ("The Hague, Jan 7, 2022 (ANP) - A court", "The Hague, Jan 7, 2022"),
        ("GENEVA (7 January 2022) – UN experts", "GENEVA (7 January 2022)"),
        ("Brussels, 7 January 2022 – The", "Brussels, 7 January 2022"),
        ("WASHINGTON, D.C., Jan. 7, 2022 (GLOBE NEWSWIRE) -- X", "WASHINGTON, D.C., Jan. 7, 2022"),
        ("NEW DELHI, India, 7 Jan 2022 (PTI) — Rain", "NEW DELHI, India, 7 Jan 2022"),
        ("Nur-Sultan. January 7, 2022. KazTAG - The", "Nur-Sultan. January 7, 2022"),
        ("Rio de Janeiro, 2022-01-07: Rain", "Rio de Janeiro, 2022-01-07"),
        ("A title\n\nBy Ann Lee | Friday, January 7, 2022 | 3 min read\n\nText", "Friday, January 7, 2022"),
        ("A title\r\nPublished: 7 January 2022 10:15 GMT\r\nText", "Published: 7 January 2022 10:15 GMT"),
        ("A title\nLast updated 9 January 2022\n7 January 2022\nText", "7 January 2022"),
        (
            "A title\nUpdated 7 January 2022 at 9:05 p.m. (EST)\nText",
            "Updated 7 January 2022 at 9:05 p.m. (EST)",
        ),
    ],
)
def test_a_dateline_or_a_line_of_its_own_tells_the_day(text: str, words: str) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.day, found.words) == (DAY, words)


@pytest.mark.parametrize(
    "text",
    [
        "On January 7, 2022 - the day of the vote - it rained.",
        "The treaty of 7 January 2022 - signed in Almaty - holds.",
        "Unrest: January 7, 2022 - the day the city burned",
        "The 7 January 2022 - a day of mourning",
        "The vote, 7 January 2022 - how it went",
        "By 7 January 2022 - the last day - all had left.",
        "January 7, 2022: a day to remember",
        "It was Friday. Almaty, 7 January 2022 - a day",
        "ALMATY, Jan 7 (Reuters) - Troops came.",
        "Brussels, 31 February 2022 – The",
        "Almaty, 01/07/2022 - It rained.",
        "\n".join(["A line of the text."] * 20 + ["7 January 2022"]),
        "",
    ],
)
def test_any_other_day_is_not_taken_for_the_articles_own(text: str) -> None:
    assert dateline(text) is None


PIECES = (
    "Almaty",
    ", ",
    " (",
    ") ",
    "7 January 2022",
    "Jan 7, 2022",
    "31 June 2022",
    " - ",
    "\n",
    " | ",
    "On ",
    "Text.",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.integers(0, 8))
def test_a_dateline_is_a_day_that_stands_in_the_text(pieces: list[str], at: int) -> None:
    text = "".join([*pieces[:at], "\nAlmaty, 7 January 2022 - ", *pieces[at:]])
    found = dateline(text)
    assert found is not None
    assert found.day == DAY
    assert found.words in text


def test_a_long_line_of_capitals_is_read_at_once() -> None:
    assert dateline("Ab, Cd Ef " * 100_000) is None


def test_the_file_name_and_the_option_come_before_the_dateline(tmp_path: Path) -> None:
    text = "ALMATY, Jan 7, 2022 (Reuters) - Kazakhstan is a member of the SCO.\n"
    for name, day in (("wire.txt", DAY), ("2022-01-08-wire.txt", datetime.date(2022, 1, 8))):
        (tmp_path / name).write_text(text)
        assert [each.date for each in read(tmp_path / name)] == [day]
    other = datetime.date(2022, 1, 9)
    assert [each.date for each in read(tmp_path / "wire.txt", date=other)] == [other]


def test_suggest_says_by_which_words_it_knows_the_day(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("ALMATY, Jan 7, 2022 (Reuters) - The SCO has nine members.\n")
    told = CliRunner().invoke(cli, ["suggest", str(tmp_path / "wire.txt")]).stdout
    assert "7 January 2022, as it says: ALMATY, Jan 7, 2022" in told
    assert "wrong-number" in told
    again = CliRunner().invoke(cli, ["suggest", str(tmp_path / "wire.txt"), "--date", "2024-08-01"]).stdout
    assert "1 August 2024" in again
    assert "as it says" not in again
