"""The rules of a project: what its judgements say of them, what is muted, which weights are in use.

What was judged is read from the log of every annotator, as it stands now; a candidate that two annotators
answered counts twice.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from annotator.errors import StoreError, UsageError
from annotator.history import fold
from annotator.schema import Schema
from annotator.store import Store
from annotator.store.mutes import Failure, Mute, Mutes, What
from annotator.suggest.isolation import Trouble, Troubles
from annotator.suggest.learning import Count, Judgement, Learned, Lesson, Muted, by_word, cue_of
from annotator.suggest.learning_shares import load_shares
from annotator.suggest.rules import installed, weighted

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge
    from annotator.suggest import Rule, Suggester
    from annotator.suggest.worth import Worth

WEIGHTS = "weights"
"""The setting that holds the weights of the claim score as YAML."""


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


class RuleBook:
    """The rules of one database, in the hands of one annotator."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self._annotator = annotator
        self._mutes = Mutes(store)

    # ------------------------------------------------------------ looking

    def report(self) -> RuleReport:
        """What became of each rule's candidates, by rule, cue and name."""
        learned = learned_of(self._store)
        muted, failures = self._mutes.muted(), self._mutes.failures()
        hidden = {(each.what, each.name.casefold()) for each in muted}
        said = {each.rule: each.said for each in failures}
        ids = dict.fromkeys((*(rule.id for rule in self._rules()), *learned.rules, *said))
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
        )

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
            list(self._examples(rejected[-limit:] if limit else [])),
        )

    def muted(self) -> list[Mute]:
        """What is muted."""
        return self._mutes.muted()

    def failures(self) -> list[Failure]:
        """The rules of other packages that failed when candidates were last computed."""
        return self._mutes.failures()

    def worth(self) -> "Worth | None":
        """The weights of the claim score that the project uses; None: the shipped ones."""
        return _weights(self._store, self._mutes)

    # ------------------------------------------------------------ deciding

    def mute(self, what: What, name: str) -> tuple[str, bool]:
        """Leaves a rule, cue or name out from now on; its name as it is listed, False: it was muted already.

        Raises UsageError for a rule that there is not, StoreError.
        """
        name = self._named(what, name, learned_of(self._store).rules)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return name, self._mutes.mute(Mute(what, name, self._annotator, now))

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
        from annotator.suggest.language import load_language

        languages = {entry.language for entry in self._store.documents()} or {"en"}
        for language in sorted(languages) if what == "cue" else ():
            found = cue_of(name, load_language(language))
            if found != name.casefold():
                return found
        return name.casefold() if what == "cue" else name

    def _examples(self, rejected: Sequence[Judgement]) -> Iterator[Example]:
        for each in reversed(rejected):
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
                document.name or each.document[:8],
                _label(each),
                document.text[c.start : c.end],
                sentence,
                each.annotator,
                c.score,
                c.basis,
            )


def judgements(store: Store) -> list[Judgement]:
    """Every candidate that is accepted or rejected now, document by document."""
    logs = Mutes(store).answered()
    return [each for log in logs for each in _judgements(store, log.document, log.annotator)]


def _judgements(store: Store, document: str, annotator: str) -> Iterator[Judgement]:
    events = store.events(document, annotator)
    text = store.document(document).text if any(event.kind == "split" for event in events) else ""
    answers = fold(store.sentences(document)[1], events, text).answers
    shown = {event.candidate.key: event.candidate for event in events if event.candidate}
    for key, answer in answers.items():
        if key in shown:
            yield Judgement(shown[key], answer == "accepted", document, annotator)


_Kept = list[tuple[Lesson, int]]


def learned_of(store: Store) -> Learned:
    """What the judgements teach. What a log taught is kept until it grows: only new logs are read."""
    mutes = Mutes(store)
    kept, new = mutes.lessons(), []
    given: Counter[Lesson] = Counter()
    for log in mutes.answered():
        stamp, lessons = kept.get((log.document, log.annotator), ("", b""))
        if stamp != log.stamp:
            counted = Counter(each.lesson for each in _judgements(store, log.document, log.annotator))
            given.update(counted)
            new.append((log, msgspec.json.encode(list(counted.items()))))
        else:
            given.update(dict(msgspec.json.decode(lessons, type=_Kept)))
    if new and store.writable:
        with contextlib.suppress(StoreError):  # held by another program: they are read again next time
            mutes.keep_lessons(new)
    return Learned(lessons=given)


def suggester_of(
    store: Store,
    knowledge: "Knowledge",
    schema: Schema,
    tell: Callable[[Trouble], None] | None = None,
    *,
    threshold: float | None = None,
    weights: Path | None = None,
) -> "Suggester":
    """The rules as this project wants them: with what was learned, without what is muted, by its weights.

    `weights`: a file to use instead of these. `tell` hears of the first fault of each foreign rule.
    """
    from annotator.suggest import THRESHOLD, Suggester

    mutes, troubles = Mutes(store), Troubles(tell)
    rules = installed(troubles)
    own = _weights(store, mutes) if weights is None else None
    if own is not None:
        rules = weighted(rules, own, "weights of the project")
    elif weights is not None:
        from annotator.suggest.worth import load_worth

        rules = weighted(rules, load_worth(weights), str(weights))
    return Suggester(
        knowledge,
        schema,
        rules,
        threshold=THRESHOLD if threshold is None else threshold,
        learned=learned_of(store),
        muted=muted_of(mutes.muted()),
        troubles=troubles,
    )


def _weights(store: Store, mutes: Mutes) -> "Worth | None":
    """The weights of the project; None: the shipped ones."""
    text = mutes.setting(WEIGHTS)
    if not text:
        return None
    from annotator.suggest.worth import read_worth
    from annotator.yamlfile import YamlFile

    return read_worth(YamlFile(Path(f"{store.path}: weights"), text))


def muted_of(mutes: Iterable[Mute]) -> Muted:
    """What is muted, in the shape in which the suggester asks for it."""
    names: dict[What, set[str]] = {"rule": set(), "cue": set(), "alias": set()}
    for each in mutes:
        names[each.what].add(each.name if each.what == "rule" else each.name.casefold())
    return Muted(frozenset(names["rule"]), frozenset(names["cue"]), frozenset(names["alias"]))


def note_failures(store: Store, troubles: Iterable[Trouble]) -> None:
    """Notes the rules that failed, in the place of those noted before; nothing where nothing may be written."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    mutes = Mutes(store)
    found = [Failure(each.rule, each.said, each.count, now) for each in troubles]
    if store.writable and (found or mutes.failures()):
        mutes.note(found)


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


__all__ = [
    "Example",
    "RuleBook",
    "RuleReport",
    "Share",
    "judgements",
    "load_shares",
    "muted_of",
    "note_failures",
    "suggester_of",
]
