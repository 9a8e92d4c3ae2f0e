"""The tables of the project's own entities, which `entities import` fills.

A list is all that came under one name; an entity is known by (list, id), so that a list can go and leave
the others as they were. Two rows with one id, or one Wikidata id, are the same thing told by two lists.
`alias_words` and `alias_pieces` index `aliases.folded` and hold no text of their own.
"""

from sqlite_utils import Database

_LISTS = ("name", "file", "format", "key", "started")
_COUNTS = ("line", "entities", "facts", "bad", "passed", "done")
_ALIAS_FLAGS = ("style", "acronym", "ambiguous", "listed")

_INDEXES = (
    # Each word by its first one to five letters as well. ASCII: folded words are parted by blanks.
    "CREATE VIRTUAL TABLE alias_words USING fts5(folded, content='aliases', content_rowid='number',"
    " detail=none, columnsize=0, prefix='1 2 3 4 5', tokenize='ascii')",
    "CREATE VIRTUAL TABLE alias_pieces USING fts5(folded, content='aliases', content_rowid='number',"
    " detail=none, columnsize=0, tokenize='trigram')",
    "CREATE VIRTUAL TABLE piece_vocabulary USING fts5vocab('alias_pieces', 'row')",
    "CREATE INDEX aliases_by_rank ON aliases (rank DESC, number) WHERE rank > 0",
    "CREATE INDEX entities_by_wikidata ON entities (wikidata) WHERE wikidata <> ''",
    "CREATE INDEX entities_by_kind ON entities (kind, id)",
)


def create(db: Database) -> None:
    """Makes the tables in a database that has none of them."""
    # A file that was read: how far, and what came of it. `key` tells it from another one of that name.
    db.create_table(
        "imports",
        {"number": int} | dict.fromkeys(_LISTS, str) | dict.fromkeys(_COUNTS, int),
        pk="number",
        not_null={*_LISTS, *_COUNTS},
    )
    db.table("imports").create_index(["name", "key"], unique=True)
    db.create_table("lists", {"number": int, "name": str}, pk="number", not_null={"name"})
    db.table("lists").create_index(["name"], unique=True)
    words: tuple[str, ...] = ("id", "kind", "name", "wikidata", "source", "rest")
    db.create_table(
        "entities",
        {"number": int, "list": int, "rank": int} | dict.fromkeys(words, str),
        pk="number",
        not_null={"list", "rank", *words},
        foreign_keys=[("list", "lists", "number")],
    )
    db.table("entities").create_index(["id", "list"], unique=True)
    # kind and rank as in entities: look-up narrows and orders by them without a look there.
    words = ("text", "folded", "kind", "since", "until")
    db.create_table(
        "aliases",
        {"number": int, "entity": int, "rank": int}
        | dict.fromkeys(words, str)
        | dict.fromkeys(_ALIAS_FLAGS, int),
        pk="number",
        not_null={"entity", "rank", *words, *_ALIAS_FLAGS},
        foreign_keys=[("entity", "entities", "number")],
    )
    db.table("aliases").create_index(["entity"])
    db.table("aliases").create_index(["folded"])
    words = ("relation", "subject", "object", "since", "until", "status", "role", "note", "source")
    # Subject and object are ids as the list has them, not rows: the other side may come later.
    db.create_table(
        "entity_facts",
        {"number": int, "list": int, "disputed": int} | dict.fromkeys(words, str),
        pk="number",
        not_null={"list", "disputed", *words},
        foreign_keys=[("list", "lists", "number")],
    )
    db.table("entity_facts").create_index(["subject", "relation"])
    db.table("entity_facts").create_index(["object", "relation"])
    # In how many names a piece of three letters is; brought up to date at the end of an import.
    db.create_table("piece_counts", {"piece": str, "count": int}, pk="piece", not_null={"count"})
    # One row: changes with whatever is imported or removed.
    db.create_table("entity_stamp", {"number": int, "value": str}, pk="number", not_null={"value"})
    for sql in _INDEXES:
        db.execute(sql)
