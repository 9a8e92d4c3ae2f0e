"""Finding known entities in text and by name. The only room that knows rapidfuzz.

`Matcher(knowledge).find(text)` gives the mentions of one sentence, `DocumentMatcher` those of a document's
sentences in order, `Matcher.lookup(query)` the entities that a name may mean.
"""

from annotator.matching.document import DocumentMatcher
from annotator.matching.lookup import Hit
from annotator.matching.matcher import Matcher
from annotator.matching.names import Row

__all__ = ["DocumentMatcher", "Hit", "Matcher", "Row"]
