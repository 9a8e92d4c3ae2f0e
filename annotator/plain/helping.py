"""Help by lines: the commands by topic, how each is typed, and what the words of the schema mean."""

from collections.abc import Iterator

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.bench import Bench
from annotator.plain.commands import COMMANDS, Command
from annotator.tui.actions import LABEL


class Helping(Bench):
    """The commands help and manual."""

    def command(self, word: str) -> Command | None:
        """The command that a word means. Raises UsageError where it could be several."""
        raise NotImplementedError

    def letters(self, command: Command) -> list[str]:
        """The keys of the screen that mean a command here: those that can be typed."""
        found = []
        for action in self.keys.of(LABEL):
            if action.id in command.actions and not action.each and not action.schema:
                found += [key for key in action.keys if len(key) == 1 and not key.isspace()]
        return found

    def do_help(self, rest: str) -> None:
        if rest == "all":
            for command in COMMANDS:
                letters = "".join(f", or {key}" for key in self.letters(command))
                self.say(f"  {command.name}{letters}: {command.means}")
        elif rest:
            self._about(rest)
        else:
            self._overview()

    def _overview(self) -> None:
        self.say("Type a command and Enter. Enter alone accepts what is ticked and goes on.")
        for topic in dict.fromkeys(each.topic for each in COMMANDS):
            names = ", ".join(each.name for each in COMMANDS if each.topic == topic)
            self.say(f"{topic}: {names}.")
        labels = ", ".join(f"{each.key} {each.name}" for each in self.desk.schema.labels)
        self.say(f"Labels: {labels}.")
        self.say("help and a command or a label tells more, help all tells each in a line.")
        self.say("A number alone is a candidate. The beginning of a command is enough.")

    def _about(self, word: str) -> None:
        found = list(self._schema(word))
        command = None
        try:
            command = self.command(word)
        except UsageError:
            if not found:
                raise
        if command is not None:
            letters = self.letters(command)
            also = f", or {', '.join(letters)} for {command.name}" if letters else ""
            self.say(f"{command.name}{also}:")
            for form, does in command.forms:
                self.say(f"  {form}: {does}")
        for line in found:
            self.say(telling.one_line(line))
        if command is None and not found:
            raise UsageError(f"there is no command and no label {telling.one_line(word)!r}; help lists them")

    def _schema(self, word: str) -> Iterator[str]:
        schema = self.desk.schema
        for label in schema.labels:
            if word in (label.name, label.key):
                yield f"{label.name}, a label, {label.key}: {label.means} Example: {label.example}"
                for each in label.types:
                    yield f"{label.name} {each.name}: {each.means}"
                for attribute in label.attributes:
                    yield f"set {attribute.name}: {', '.join(attribute.values) or 'any words'}. {attribute.means}"
            for attribute in label.attributes:
                if word == attribute.name and word not in (label.name, label.key):
                    values = ", ".join(attribute.values) or "any words"
                    yield f"set {attribute.name}, of {label.name}: {values}. {attribute.means}"
            for each in label.types:
                if word == each.name:
                    yield f"{label.name} {each.name}: {each.means} Example: {each.example}"
        for span in schema.spans:
            if word == span.name:
                yield f"{span.name}, a kind of span: {span.means} Example: {span.example}"
        for relation in schema.relations:
            if word == relation.name:
                ends = f"from {' or '.join(relation.from_)} to {' or '.join(relation.to)}"
                yield f"{relation.name}, a relation {ends}: {relation.means}"
        for verdict in schema.verdicts:
            if word == verdict.name:
                yield f"{verdict.name}, a verdict: {verdict.means}"

    def do_manual(self, rest: str) -> None:
        if rest:
            self._about(rest)
            return
        schema = self.desk.schema
        if schema.means:
            self.say(telling.one_line(schema.means))
        for label in schema.labels:
            self.say(f"  {label.key}, {label.name}: {telling.one_line(label.means)}")
            if label.types:
                self.say(f"     Types: {', '.join(each.name for each in label.types)}.")
        for what, things in (
            ("Kinds of spans", schema.spans),
            ("Relations", schema.relations),
            ("Verdicts", schema.verdicts),
        ):
            if things:
                self.say(f"{what}: {', '.join(each.name for each in things)}.")
        self._overview()
