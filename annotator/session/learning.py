"""The rules as a project wants them: with what its judgements taught, without what is muted, by its weights.

What was judged is read from the log of every annotator, as it stands now; a candidate that two annotators
answered counts twice.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from annotator.errors import StoreError
from annotator.history import tally
from annotator.schema import Schema
from annotator.store import Store
from annotator.store.mutes import Failure, Mute, Mutes, What
from annotator.suggest.isolation import Trouble, Troubles, is_ours
from annotator.suggest.learning import Judgement, Learned, Lesson, Muted
from annotator.suggest.rules import installed, weighted

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge
    from annotator.suggest import Suggester
    from annotator.suggest.worth import Worth

WEIGHTS = "weights"
"""The setting that holds the weights of the claim score as YAML."""


def judgements(store: Store) -> list[Judgement]:
    """Every candidate that is accepted or rejected now, document by document."""
    logs = Mutes(store).answered()
    return [each for log in logs for each in judgements_of(store, log.document, log.annotator)]


def judgements_of(store: Store, document: str, annotator: str) -> Iterator[Judgement]:
    events = store.events(document, annotator)
    text = store.article(document).text if any(event.kind == "split" for event in events) else ""
    answers = tally(store.sentences(document)[1], events, text).answers
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
            counted = Counter(each.lesson for each in judgements_of(store, log.document, log.annotator))
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
    own = weights_of(store, mutes) if weights is None else None
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


def weights_of(store: Store, mutes: Mutes) -> "Worth | None":
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


PROBED = 3
"""So many documents, and so many sentences of each..."""
PROBED_SENTENCES = 64
"""... are read by foreign rules alone to see whether they fail."""


def probe(store: Store, knowledge: "Callable[[], Knowledge]", schema: Schema) -> Troubles:
    """The faults of rules of other packages as they are now: when they are loaded, and on some sentences."""
    troubles = Troubles()
    foreign = [rule for rule in installed(troubles) if not is_ours(rule)]
    entries = store.documents()[:PROBED] if foreign else []
    if entries:
        from annotator.session.outline import Sentences
        from annotator.suggest import Suggester

        using = Suggester(knowledge(), schema, foreign, troubles=troubles)
        for entry in entries:
            document = store.document(entry.id)
            analysis = using.analyse(document, Sentences(document, store.sentences(entry.id)[1]))
            for index in range(min(PROBED_SENTENCES, len(analysis))):
                analysis.suggestions(index)
    return troubles


def failures_of(store: Store, troubles: Iterable[Trouble]) -> list[Failure]:
    """The failures that were noted, and those of other rules beside them, by rule."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    found = {each.rule: Failure(each.rule, each.said, each.count, now) for each in troubles}
    found |= {each.rule: each for each in Mutes(store).failures()}
    return [found[rule] for rule in sorted(found)]


def note_failures(store: Store, troubles: Iterable[Trouble]) -> None:
    """Notes the rules that failed, in the place of those noted before; nothing where nothing may be written."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    mutes = Mutes(store)
    found = [Failure(each.rule, each.said, each.count, now) for each in troubles]
    if store.writable and (found or mutes.failures()):
        mutes.note(found)
