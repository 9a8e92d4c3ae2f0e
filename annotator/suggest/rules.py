"""The table of built-in rules. A new rule is one file and one line here."""

from annotator.suggest.context import Rule

BUILT_IN: tuple[Rule, ...] = ()
