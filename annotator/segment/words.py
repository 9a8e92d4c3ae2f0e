"""The words that tell, at a full stop, an abbreviation from the end of a sentence.

English unless they say so, and without their full stop.
"""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _words("""
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Profs Rev Fr Hon Msgr St Ste Mt Ft Pt Sr
    Gen Gens Lt Col Maj Capt Cpt Cmdr Cdr Adm Brig Sgt Cpl Pfc Pvt Spc Ens Supt Insp Det
    Rep Reps Sen Sens Del Gov Govs Amb Atty Asst Dep Pres Sec Min Dir
""")
"""One of these never ends a sentence before a capital letter."""

PLACES = _words("St Mt Ft Pt Sr")
"""Those of the titles that can also be a last word: Main St., Bush Sr."""

BINDING = _words("v vs cf viz e.g i.e a.k.a approx ca")
"""One of these never ends a sentence. In small letters."""

BEFORE_SMALL = _words("""
    pct bln mln trn tn bn m rs dept govt addl est fl ave blvd sq ft lb lbs oz hr hrs min mins sec secs
    pvt ltd co corp inc spc etc no nos tel ext al art arts para paras fig figs vol ch p pp
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun
""")
"""One of these ends no sentence before a small letter or a digit. In small letters."""

INITIALS = _words("Yu Ya Ye Yo Kh Zh Sh Ch Ts Dm")
"""Russian initials of two letters: Yu. Ushakov."""

ELSEWHERE = _words("EE RR FF CC MM Mme د م أ डॉ श्री प्रो")
"""Before a name in Spanish, French, Arabic and Hindi, and unknown to punkt."""

STARTERS = _words("""
    The A An This That These Those It He She We They I You There Here His Her Its Their Our My Your In On
    At By For From With After Before When While If As But And Or So Yet However Although Though Because
    Since Until Under Over Between Among Both Each Every Some Many Most Several Such What Who Why How
    Where Whether Which Not No None Nor Now Then Today Yesterday Tomorrow Meanwhile Moreover Also Even
    Still Instead Despite According Earlier Later Last Once Only Other Others Another All Any Asked
    Speaking Thousands One Two Three Four Five Six Seven Eight Nine Ten Hundreds Dozens Critics Experts
    Analysts Nobody Everyone It's He's She's They're We're I'm
""")
"""Words that are hardly ever the second half of a name: a capital shows that they begin a sentence."""

AFTER_INITIAL = _words("""
    The It He She They We This That These Those There His Her Its Their In On At But And If When While As For
    After However Both
""")
"""The starters that are safe after a single letter (Plan B. The ...), where a family name could follow."""

CASELESS = _words("ar as bn fa gu hi ja km kn ko lo mr my ne or pa ps sa si ta te th ur yi zh")
"""Codes of languages without capital letters: a list of English abbreviations would only mislead."""
