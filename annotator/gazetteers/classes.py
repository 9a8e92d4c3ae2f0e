"""What Wikidata's classes are here: the commonest classes of items (P31), and properties that tell a kind."""

from annotator.model import Kind


def _of(kind: Kind, numbers: str) -> dict[str, Kind]:
    return {f"Q{number}": kind for number in numbers.split()}


CLASSES: dict[str, Kind] = {
    **_of("person", "5"),
    # sovereign state, country, historical country, member state of the UN, island country, kingdom, republic
    **_of("state", "3624078 6256 3024240 160016 112099 417175 7270 859563 15634554 1763527 185441 43702"),
    # organization and kinds of it: company, party, international body, agency, ministry, parliament,
    # paper, broadcaster, bank, university, union, club, armed group, court, central bank, think tank
    **_of(
        "organization",
        "43229 4830453 783794 891723 6881511 167037 7278 484652 245065 163740 327333 192350 7210356 31855"
        " 3918 1110794 11032 192283 1616075 22687 15265344 11204 2659904 17149090 178790 476028 1530705"
        " 66344 79913 157031 748019 895526 2085381 15911314 4120211 1752346 10695546 35749 42998 11201"
        " 190752 155271 4358176 17127659 17505024 1153191 5341295 43702 494721 1335818 3551775 637846"
        " 1752939 161726 149985 176799 7188 1774898 20857065 106668099 4671277 875538 41487 1391145",
    ),
    # city, capital, town, village, municipality, region, island, river, mountain, sea, airport
    **_of(
        "place",
        "515 1549591 5119 3957 532 486972 15284 1637706 10864048 13220204 35657 82794 23442 8502 4022 165"
        " 1093829 3191695 149621 1248784 22865 7930989 208511 200250 28575 5107 23397 39594 37901 46831"
        " 1187811 1115575 15642541 56061 104146934 62049 98433835 123705 34442 41176 44782 12280",
    ),
    # position, public office, president, prime minister, minister, head of state or government, ambassador
    **_of("office", "4164871 294414 30461 14212 83307 48352 2285706 121998 11986654 214339 1162163 12737077"),
}
CLASSES["Q43702"] = "state"

TELLING: dict[str, Kind] = {
    "P569": "person",  # born
    "P106": "person",  # occupation
    "P1308": "office",  # held by
    "P159": "organization",  # seat
    "P1454": "organization",  # legal form
    "P452": "organization",  # industry
    "P625": "place",  # coordinates
}
"""Properties that only one kind has, in the order in which they decide where the class does not."""

FAMILY_FIRST = frozenset({"Q148", "Q865", "Q884", "Q423", "Q881", "Q28", "Q17", "Q8646"})
"""Countries where the family name may stand first: China, Taiwan, the Koreas, Vietnam, Hungary, Japan."""
