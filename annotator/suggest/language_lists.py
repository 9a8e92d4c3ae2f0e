"""The lists of words that a language file may have, and what each is for.

A list that a file lacks is empty; a name that is not here is refused, for no rule would read it.
"""

from collections.abc import Mapping

LISTS: Mapping[str, str] = {
    # classes of words, by which a sentence is read; the first class that has a word wins
    "auxiliary": "auxiliaries and modals, every form: has, was, would",
    "negation": "not",
    "that": "what joins a clause to its verb: that",
    "subject": "pronouns that are only subjects: he",
    "pronoun": "pronouns in either place: it, you",
    "object": "pronouns that are only objects: him",
    "relative": "relative pronouns: who, which",
    "conjunction": "and, or, but",
    "subordinator": "what begins another clause: because, when",
    "preposition": "prepositions, with what they melt into: of, au, zum",
    "determiner": "articles, demonstratives, possessives, numbers below ten: the, these, her",
    "infinitive": "what stands before an infinitive: to, zu",
    "adverb": "adverbs that no ending tells: also, yesterday",
    "time": "days, months and their parts: Friday, morning",
    "title": "titles before a name: Mr.",
    "verb": "finite verbs that are no cues, the most frequent ones: made, keeps",
    # how words are cut
    "abbreviated": "words that end with a full stop within a sentence, without it: Mr",
    "clitic": "what stands behind an apostrophe as a word of its own: s, re",
    "elided": "what an apostrophe ties to the next word: l, qu",
    "enclitic": "pronouns that a hyphen ties to the verb before: il",
    # corrections of the classes
    "not-adverb": "words with an adverb's ending that are none: family, gouvernement",
    "adverb-too": "cue verbs that are adverbs before a verb: long",
    "noun-too": "forms of cue verbs that are as often nouns: claims, note",
    "object-too": "articles that are objects before a verb: le, lo",
    # what a word may be in its place
    "be": "those of the auxiliaries that make a passive",
    "copula": "those that join a noun to its content: her plan is to",
    "modal": "those of the auxiliaries after which no past form stands: will",
    "catenative": "verbs that another verb hangs on: went on to say",
    "plural": "words that are plural without an ending that says so: they, people",
    "stands-alone": "determiners and pronouns that can be a source by themselves: some, many",
    "gerund": "what begins an object that is a clause: being",
    "attributive": "words that stand before a noun though their class says otherwise: following",
    "time-lead": "what stands before a time word: last",
    "article": "the articles",
    "genitive-article": "articles that go on with a noun phrase: der in Sprecher der Polizei; empty: all do",
    "apposition": "what an apposition begins with: a, the, his",
    "binder": "prepositions that go on with a noun phrase: of",
    "loose-binder": "prepositions that do so before a name: in",
    "genitive": "prepositions of belonging: of",
    "joiner": "conjunctions that join two nouns: and",
    "possessive": "possessives: her",
    "impersonal": "the subject that means nobody: it is said",
    "complementizer": "question words and whether, which begin what is asked or told",
    "degree": "words of degree before an adjective: so, more",
    "free-relative": "what begins a clause that is an object: what they call",
    "particle": "what belongs to a verb and stands behind it: out",
    "object-lead": "prepositions before an object that is a person: a",
    "agent": "what names the source of a passive: by",
    "agent-noun": "what names the source behind a noun: claims by",
    "role": "what begins an inserted clause: as Roe said",
    "issuing": "verbs that bring out what another word reports: issued a statement saying",
    "medium": "nouns of a phrase that belongs to the cue: said in an interview",
    # who and what
    "people": "nouns for those who speak: officials, ministry, report",
    "anonymous": "those of them that hide a name: sources",
    "hearer": "nouns for those who are told, in the form that they have then: журналистам",
    "male": "pronouns for a man",
    "female": "pronouns for a woman",
    "male-title": "words beside a name that tell of a man: mr., spokesman",
    "female-title": "words beside a name that tell of a woman: mrs., spokeswoman",
    "unspoken": "words before a colon that name no speaker: note, photo",
    "not-cue-after": "words that make a fixed phrase none: according to plan",
    # what a cue says of the truth of what it reports; each is a cue as the tables list it
    "factive": "cues that vouch for it: reveal",
    "still-factive": "those that do so when they are negated: know",
    "doubting": "cues that doubt it: claim",
}
