"""What a project decided about its rules stays in its database."""

from pathlib import Path

import pytest

from annotator.errors import StoreError
from annotator.store import Store
from annotator.store.mutes import Failure, Mute, Mutes

NOW = "2022-01-07T00:00:00.000000Z"


def test_what_is_muted_stays_muted_until_it_is_unmuted(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        mutes = Mutes(store)
        assert mutes.muted() == []
        assert mutes.mute(Mute("alias", "Georgia", "ann", NOW))
        assert not mutes.mute(Mute("alias", "Georgia", "bob", NOW))
        assert mutes.mute(Mute("rule", "claim", "ann", NOW))
        assert mutes.mute(Mute("cue", "note", "ann", NOW))
    with Store.open(tmp_path / "a.db") as store:
        mutes = Mutes(store)
        assert [(each.what, each.name, each.annotator) for each in mutes.muted()] == [
            ("rule", "claim", "ann"),
            ("cue", "note", "ann"),
            ("alias", "Georgia", "ann"),
        ]
        assert mutes.unmute("cue", "note")
        assert not mutes.unmute("cue", "note")
        assert len(mutes.muted()) == 2


def test_failures_are_those_of_the_last_time(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        mutes = Mutes(store)
        mutes.note([Failure("a", "x", 1, NOW), Failure("b", "y", 7, NOW)])
        mutes.note([Failure("b", "z", 2, NOW)])
        assert mutes.failures() == [Failure("b", "z", 2, NOW)]
        mutes.note([])
        assert mutes.failures() == []


def test_a_setting_holds_until_it_is_taken_back(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        mutes = Mutes(store)
        assert mutes.setting("weights") == ""
        mutes.set("weights", "a: 1\n")
        mutes.set("weights", "a: 2\n")
        assert mutes.setting("weights") == "a: 2\n"
        mutes.set("weights", "")
        assert mutes.setting("weights") == ""


def test_a_read_only_database_refuses_to_mute_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store.open(path).close()
    store = Store(path, 1.0, "ro")
    try:
        assert Mutes(store).muted() == []
        with pytest.raises(StoreError, match="read-only"):
            Mutes(store).mute(Mute("rule", "claim", "ann", NOW))
    finally:
        store.close()
