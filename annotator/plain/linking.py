"""Links to known entities by lines: look up, choose an answer by its number, or add an entity."""

from typing import TYPE_CHECKING, NamedTuple, get_args

from annotator.errors import UsageError
from annotator.model import Kind, Mark
from annotator.plain import telling
from annotator.plain.marking import Marking
from annotator.plain.typed import Token, chosen, is_mark, numbers
from annotator.session.targets import entity_kind, linkable

if TYPE_CHECKING:
    from annotator.session.lookup import Hit

MOST = 10
"""So many answers are told."""
KINDS: tuple[Kind, ...] = get_args(Kind)


class Asked(NamedTuple):
    """The last look-up."""

    document: str
    mark: Mark
    name: str
    kinds: tuple[Kind, ...] = ()
    hits: "tuple[Hit, ...]" = ()


class Linking(Marking):
    """The command link."""

    _asked: Asked | None = None

    def do_link(self, rest: str) -> None:
        given = list(self.typed(rest))
        word = given[0].text if given and not given[0].quoted else ""
        parts = {"take": self._take, "only": self._only, "new": self._new, "off": self._off}
        if word in parts:
            parts[word](given[1:], rest)
        elif not given:
            self._linkable()
        else:
            self._look_up(given, rest)

    def _linkable(self) -> None:
        self.need()
        suggestions = self.suggestions()
        marks = linkable(self.desk, self.index, suggestions.mentions if suggestions else ())
        for each in marks:
            standing = self.desk.annotation(each)
            named = (
                telling.named(self.desk, each, self.index)
                if standing
                else f"a name, {telling.words(self.desk, each)}"
            )
            link = standing.attribute("link") if standing else ""
            self.say(f"  {named}{', linked to ' + self.name_of(link) if link else ''}")
        if not marks:
            self.say('There is no span or name in this sentence. link "some words" looks any words up.')

    def _look_up(self, given: list[Token], rest: str) -> None:
        """`given`: a mark or words, then `to` and a name."""
        self.need()
        if is_mark(given[0]):
            mark = self.mark(given.pop(0).text).mark
        else:
            spans = self.spans(given)
            kind = entity_kind(self.desk.schema)
            if not kind or len(spans) > 1:
                raise UsageError(
                    "only words that stand together can be linked"
                    if kind
                    else "the schema has no kind of span that could be linked; add one under spans"
                )
            held = [
                each.mark for each in self.held() if each.part and each.span == spans[0] and not each.pieces
            ]
            mark = held[0] if held else Mark(kind, "", spans[0].start, spans[0].end)
        text = self.desk.document.text
        name = telling.one_line(text[mark.start : mark.end])
        if given:
            if given[0].text != "to" or len(given) < 2:
                raise UsageError("behind the words stands: to, and the name of an entity")
            name = given[1].text if len(given) == 2 else rest[given[1].at :].strip()
        self._answer(Asked(self.desk.document.id, mark, name))

    def _answer(self, asked: Asked) -> None:
        hits = tuple(self.session.lookup(asked.name, asked.kinds, MOST))
        self._asked = asked._replace(hits=hits)
        day = self.desk.document.date
        for rank, hit in enumerate(hits, 1):
            matched = f", matched {telling.quoted(hit.alias)}" if hit.alias not in ("", hit.name) else ""
            about = f"{telling.one_line(hit.name)}, {hit.kind}, {hit.entity}"
            self.say(f"  {rank}. {about}, score {telling.score(hit.score)}{matched}.")
            for fact in self.session.entity_lookup.describe(hit.entity, day):
                self.say(f"     {telling.one_line(fact)}")
        words = telling.words(self.desk, asked.mark)
        if hits:
            self.say(f"link take and a number links {words} to one.")
        else:
            only = f" of the kind {asked.kinds[0]}" if asked.kinds else ""
            self.say(
                f"Nothing{only} is called {telling.quoted(asked.name)}. link new and a kind adds it: "
                f"{', '.join(KINDS)}."
            )

    def _last(self) -> Asked:
        if self._asked is None or self._asked.document != self.desk.document.id:
            raise UsageError('nothing was looked up here yet; link 2 or link "some words" does')
        return self._asked

    def _take(self, given: list[Token], rest: str) -> None:
        asked = self._last()
        if not asked.hits:
            raise UsageError("the last look-up found nothing; link 2 to NAME looks another name up")
        (rank,) = numbers(given[:1] or [Token("1")], len(asked.hits), "answer")
        hit = asked.hits[rank - 1]
        self._link(asked.mark, hit.entity)

    def _link(self, mark: Mark, entity: str) -> None:
        gesture = self.desk.link(mark, entity)
        known = f" {self.name_of(entity)}." if entity else ""
        self.done(gesture, known + self.number_of(mark.start, lambda each: each.mark == mark))

    def _only(self, given: list[Token], rest: str) -> None:
        word = given[0].text if given else ""
        kinds = (
            () if word == "all" else (next(kind for kind in KINDS if kind == chosen(word, KINDS, "kind")),)
        )
        self._answer(self._last()._replace(kinds=kinds))

    def _new(self, given: list[Token], rest: str) -> None:
        asked = self._last()
        kind = next(each for each in KINDS if each == chosen(given[0].text if given else "", KINDS, "kind"))
        note = rest[given[1].at :].strip().strip('"') if len(given) > 1 else ""
        id_ = self.session.entity_lists.make(kind, asked.name, note)
        self.session.renew_knowledge()
        self.desk.renew()
        self.say(f"Added {kind} {telling.one_line(asked.name)}, {id_}, to the project's own list.")
        self._link(asked.mark, id_)

    def _off(self, given: list[Token], rest: str) -> None:
        linked = [each for each in self.held() if each.attribute("link")]
        mark = self.mark(given[0].text) if given else linked[0] if len(linked) == 1 else None
        if mark is None:
            raise UsageError("say which mark by its number: link off 2; marks lists them")
        if not mark.attribute("link"):
            raise UsageError(f"this {mark.label} has no link")
        self._link(mark.mark, "")
