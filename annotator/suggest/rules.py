"""The table of built-in rules. A new rule is one file and one line here."""

from annotator.suggest.attribution import Attribution
from annotator.suggest.capitals import WrongPlace
from annotator.suggest.claim import Claim
from annotator.suggest.context import Rule
from annotator.suggest.expansions import WrongExpansion
from annotator.suggest.figures import CountedList, Inconsistent
from annotator.suggest.membership import Membership
from annotator.suggest.names import MisspelledName, NameForm, OutdatedName
from annotator.suggest.roles import WrongRole

BUILT_IN: tuple[Rule, ...] = (
    Attribution(),
    Claim(),
    Membership(),
    MisspelledName(),
    OutdatedName(),
    NameForm(),
    WrongRole(),
    WrongPlace(),
    WrongExpansion(),
    CountedList(),
    Inconsistent(),
)
