"""The rules of a database for its annotators: what the judgements say of them, and what is decided about them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.errors import UsageError
from annotator.session.learning import WEIGHTS, failures_of, judgements, judgements_of, learned_of, weights_of
from annotator.store import Store
from annotator.store.mutes import Failure, Mute, Mutes, What
from annotator.suggest.isolation import Troubles
from annotator.suggest.language import load_language
from annotator.suggest.learning import Count, Judgement, Learned, by_word, cue_of, cues_of
from annotator.suggest.learning_shares import load_shares
from annotator.suggest.rules import installed

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge
    from annotator.suggest import Rule
    from annotator.suggest.worth import Worth


class Share(Struct, frozen=True):
    """What became of the candidates of a rule, of one of its types, or that rest on a cue or name."""

    name: str
    accepted: int
    rejected: int
    shipped: float | None
    """The share that was right where the program was made; None where that was not measured."""
    expected: float | None
    """The share that the shipped scores of the judged candidates let expect; None: nothing was judged."""
    measured: float | None
    """The share that was accepted; None where nothing was judged."""
    low: float
    high: float
    """Its 95 % confidence interval (Wilson)."""
    muted: bool = False
    failed: str = ""
    """Why the rule failed when it was last used; empty: it did not."""


class Example(Struct, frozen=True):
    """A candidate that was rejected."""

    rule: str
    document: str
    """The name of the document, or the beginning of its id."""
    label: str
    """'error/not-member'."""
    words: str
    """What the candidate stood on."""
    sentence: str
    annotator: str
    score: float
    """As it was shown."""
    basis: tuple[str, ...]


class RuleReport(Struct, frozen=True):
    """All that the judgements of a project say of its rules."""

    rules: tuple[Share, ...]
    """Built-in ones first, then those of other packages, then those that are no longer there."""
    cues: tuple[Share, ...]
    """Most often judged first."""
    aliases: tuple[Share, ...]
    muted: tuple[Mute, ...]
    failures: tuple[Failure, ...]
    weights: str
    """Where the weights of the claim score come from: 'shipped' or 'project'."""
    examples: tuple[Example, ...] = ()
    """Some of the candidates that were rejected last, rule by rule."""


class RuleBook:
    """The rules of one database, in the hands of one annotator."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self._annotator = annotator
        self._mutes = Mutes(store)

    # ------------------------------------------------------------ looking

    def report(self, examples: int = 0) -> RuleReport:
        """What became of each rule's candidates, by rule, cue and name; with so many examples a rule at the most."""
        learned, troubles = learned_of(self._store), Troubles()
        rules = installed(troubles)
        muted, failures = self._mutes.muted(), failures_of(self._store, troubles)
        hidden = {(each.what, each.name.casefold()) for each in muted}
        said = {each.rule: each.said for each in failures}
        ids = dict.fromkeys((*(rule.id for rule in rules), *learned.rules, *said))
        return RuleReport(
            tuple(
                _share(
                    id_,
                    learned.rules.get(id_, Count()),
                    _shipped(id_),
                    ("rule", id_) in hidden,
                    said.get(id_, ""),
                )
                for id_ in ids
            ),
            tuple(_words(learned, "cue", hidden)),
            tuple(_words(learned, "alias", hidden)),
            tuple(muted),
            tuple(failures),
            "project" if self._mutes.setting(WEIGHTS) else "shipped",
            tuple(self._examples(self._rejected(learned, examples))),
        )

    def _rejected(self, learned: Learned, limit: int) -> list[Judgement]:
        """The candidates rejected last, so many a rule, in the order of the rules. Reads no more logs than it must."""
        missing = {rule: min(limit, count.rejected) for rule, count in learned.rules.items()}
        found: dict[str, list[Judgement]] = {rule: [] for rule in missing}
        for log in reversed(self._mutes.answered()):
            if not any(missing.values()):
                break
            for each in reversed(list(judgements_of(self._store, log.document, log.annotator))):
                rule = each.candidate.rule
                if not each.accepted and missing.get(rule):
                    missing[rule] -= 1
                    found[rule].append(each)
        return [each for some in found.values() for each in some]

    def about(self, what: What, name: str, limit: int = 10) -> tuple[list[Share], list[Example]]:
        """A rule by its types, a cue or a name by the rules, and the last of its candidates that were rejected.

        Raises UsageError for a rule that there is not.
        """
        judged = judgements(self._store)
        name = self._named(what, name, {each.candidate.rule for each in judged})
        found = [each for each in judged if _concerns(each, what, name)]
        groups: dict[str, Count] = {}
        for each in found:
            c = each.candidate
            group = _label(each) if what == "rule" else f"{c.rule}: {_label(each)}"
            groups.setdefault(group, Count()).add(each.accepted, each.lesson.shipped)
        rejected = [each for each in found if not each.accepted]
        return (
            [_share(group, count) for group, count in sorted(groups.items())],
            list(self._examples(list(reversed(rejected))[:limit])),
        )

    def muted(self) -> list[Mute]:
        """What is muted."""
        return self._mutes.muted()

    def failures(self) -> list[Failure]:
        """The rules of other packages that failed when candidates were last computed."""
        return self._mutes.failures()

    def worth(self) -> "Worth | None":
        """The weights of the claim score that the project uses; None: the shipped ones."""
        return weights_of(self._store, self._mutes)

    # ------------------------------------------------------------ deciding

    def mute(self, what: What, name: str) -> tuple[str, bool]:
        """Leaves a rule, cue or name out from now on; its name as it is listed, False: it was muted already.

        Raises UsageError for a rule that there is not, StoreError.
        """
        name = self._named(what, name, learned_of(self._store).rules)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return name, self._mutes.mute(Mute(what, name, self._annotator, now))

    def stands_for(self, what: What, name: str, knowledge: "Knowledge") -> bool:
        """False where no list has that name (imported entities aside), so that muting it may change nothing."""
        low = name.casefold()
        if what == "alias":
            known = any(alias.text.casefold() == low for _, alias in knowledge.names())
            return known or any(
                word.casefold() == low for entity in knowledge.entities.values() for word in entity.demonyms
            )
        return what == "rule" or any(low in cues_of(load_language(code)) for code in self._languages())

    def unmute(self, what: What, name: str) -> str:
        """Lets it be heard again; its name as it is listed. Raises UsageError where it is not muted."""
        listed = self._listed(what, name) if what == "cue" else name.strip()
        names = [each.name for each in self._mutes.muted() if each.what == what]
        for each in names:
            if each.casefold() == listed.casefold():
                self._mutes.unmute(what, each)
                return each
        raise UsageError(f"the {what} {name!r} is not muted; muted are: {', '.join(names) or 'none'}")

    def use_weights(self, path: Path | None) -> None:
        """Adds the claim score up by the weights of a file from now on; None: by the shipped ones again.

        The file is copied into the database. Raises SchemaError where it has faults, StoreError.
        """
        if path is None:
            self._mutes.set(WEIGHTS, "")
            return
        from annotator.suggest.worth import load_worth

        load_worth(path)
        self._mutes.set(WEIGHTS, path.read_text(encoding="utf-8"))

    # ------------------------------------------------------------ helpers

    def _rules(self) -> Sequence["Rule"]:
        return installed(Troubles())

    def _named(self, what: What, name: str, judged: Iterable[str]) -> str:
        """The name as it is listed. Raises UsageError for a rule that there is not."""
        name = " ".join(name.split())
        if not name:
            raise UsageError(f"no {what} without a name; give one")
        if what != "rule":
            return self._listed(what, name)
        known = [*(rule.id for rule in self._rules()), *judged]
        if name in known:
            return name
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(dict.fromkeys(known))}"
        raise UsageError(f"no rule called {name!r}; {hint}")

    def _listed(self, what: What, name: str) -> str:
        for language in self._languages() if what == "cue" else ():
            found = cue_of(name, load_language(language))
            if found != name.casefold():
                return found
        return name.casefold() if what == "cue" else name

    def _languages(self) -> list[str]:
        return sorted({entry.language for entry in self._store.documents()} or {"en"})

    def _examples(self, rejected: Sequence[Judgement]) -> Iterator[Example]:
        for each in rejected:
            document = self._store.document(each.document)
            c = each.candidate
            sentence = next(
                (
                    document.text[span.start : span.end]
                    for span in self._store.sentences(each.document)[1]
                    if span.start <= c.start < span.end
                ),
                document.text[c.start : c.end],
            )
            yield Example(
                c.rule,
                document.name or each.document[:8],
                _label(each),
                document.text[c.start : c.end],
                sentence,
                each.annotator,
                c.score,
                c.basis,
            )


def _share(
    name: str, count: Count, shipped: float | None = None, muted: bool = False, failed: str = ""
) -> Share:
    low, high = count.interval
    expected = round(count.supposed, 3) if count.judged else None
    numbers = (count.accepted, count.rejected, shipped, expected, count.share, low, high)
    return Share(name, *numbers, muted, failed)


def _shipped(rule: str) -> float | None:
    share = load_shares().of(rule)
    return round(share.right / share.of, 3) if share else None


def _words(learned: Learned, kind: What, hidden: set[tuple[What, str]]) -> Iterator[Share]:
    for name, count in by_word(learned.words, kind):
        yield _share(name, count, muted=(kind, name.casefold()) in hidden)


def _concerns(judgement: Judgement, what: What, name: str) -> bool:
    c = judgement.candidate
    if what == "rule":
        return c.rule == name
    return f"{what} {name}".casefold() in {word.casefold() for word in c.basis}


def _label(judgement: Judgement) -> str:
    c = judgement.candidate
    return f"{c.label}/{c.type}" if c.type else c.label
