"""The tables of docs/plain.md, from the table of commands: `python -m annotator.plain.page`."""

from annotator.plain.commands import COMMANDS, VISUAL


def tables() -> str:
    """A table a topic, and what lines have no need of."""
    parts = []
    for topic in dict.fromkeys(each.topic for each in COMMANDS):
        rows = [form for each in COMMANDS if each.topic == topic for form in each.forms]
        body = "\n".join(f"| `{form}` | {does} |" for form, does in rows)
        parts.append(f"### {topic}\n\n| typed | what it does |\n|---|---|\n{body}\n")
    by_reason: dict[str, list[str]] = {}
    for action, reason in VISUAL.items():
        by_reason.setdefault(reason, []).append(f"`{action}`")
    listed = "\n".join(f"- {reason}: {', '.join(actions)}" for reason, actions in by_reason.items())
    return "\n".join([*parts, f"### Only on the screen\n\n{listed}\n"])


if __name__ == "__main__":
    print(tables(), end="")
