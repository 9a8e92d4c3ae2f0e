"""Whether 'its 29th member' can be that one."""

from collections.abc import Iterator

from annotator.model import Candidate
from annotator.patterns import regex
from annotator.suggest.membership_checks import Bench, error, history
from annotator.suggest.membership_ordinals import Rank, possible
from annotator.suggest.wording import club

_NAMED_AFTER = regex(r"[^,;:.]*, (?:the )?S")
_IT = regex(
    r"\b(?:it|he|she|they|(?:the|this|that) (?:country|state|nation|republic|kingdom|island)) (?:then |has |had )*"
    r"(?:is|was|became|becomes|become)\b"
)


def check_rank(bench: Bench, rank: Rank) -> Iterator[Candidate]:
    """wrong-number for 'its 29th member' where no state of the sentence can be that one."""
    found = bench.organization(rank.org)
    if found is None or bench.date is None:
        return
    org, entity = found
    after = _NAMED_AFTER.match(bench.short.text, rank.end)
    places = [after.end() - 1] if after else bench.short.places("S", 0, rank.start)
    states = [m for at in places if (m := bench.short.mention(at)) is not None]
    told = [(each, possible(bench.knowledge, each.entity, entity.id, bench.date)) for each in states]
    known = [(each, allowed) for each, allowed in told if allowed is not None]
    if (
        not known
        or len(known) < len(told)
        or _IT.search(bench.short.text, 0, rank.start)
        or any(rank.value in allowed for _, allowed in known)
    ):
        return
    member, allowed = known[0]
    shown = str(allowed[0]) if len(allowed) == 1 else f"{allowed[0]} to {allowed[-1]}"
    reason = (
        f"{bench.short.words(rank.start, rank.end)}: {bench.knowledge.named(member.entity)} came to "
        f"{club(bench.knowledge, org)} as number {shown}: "
        f"{history(bench.knowledge.memberships(member.entity, entity.id))}"
    )
    span = bench.short.span(rank.start, rank.end)
    yield error(
        "wrong-number", span, 0.88 * (0.9 if rank.org < 0 else 1.0) * org.score, reason, entity.source
    )
