"""A rule of another package that fails is told on the status line of the screen, and nowhere else."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from tui_support import KNOWLEDGE, NumberRule, OwnSession, labelling

from annotator.model import Candidate, Sentence
from annotator.suggest import Context, Suggester
from annotator.suggest.isolation import Troubles


class Fails:
    id = "fails"

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        raise ValueError("[bold]oh\x1b[31m")


async def test_a_failing_rule_is_told_on_the_status_line_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def suggester(session: OwnSession) -> Suggester:
        if session._loaded is None:
            troubles = Troubles(session._troubled)
            session._loaded = Suggester(KNOWLEDGE, session.schema, [Fails(), NumberRule()], troubles=troubles)
        return session._loaded

    monkeypatch.setattr(OwnSession, "suggester", suggester)
    async with labelling(tmp_path / "a.db", size=(160, 40)) as screen:
        await screen.settle()
        assert "the rule fails fails: ValueError: [bold]oh" in screen.status
        assert "the others go on" in screen.status
        assert "\x1b" not in screen.status
        await screen.press("j")
        assert "fails" not in screen.status
        assert any(screen.desk.suggestions(index).candidates for index in range(screen.desk.count)), (
            "the others go on"
        )
    assert "fails" not in capfd.readouterr().err
    with OwnSession.open(tmp_path / "a.db", "ann") as later:
        (failure,) = later.stats().failures
        assert (failure.rule, failure.said.startswith("ValueError: [bold]oh")) == ("fails", True)
