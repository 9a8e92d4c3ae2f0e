"""The words around figures: scales, units, what points to a figure told before, and what tells another apart."""

from annotator.suggest.shorthand import VALUES, words

COUNTING = frozenset((*VALUES, "dozen", "hundred", "thousand"))
SCALES = {
    **{"m": 6, "mn": 6, "million": 6, "bn": 9, "b": 9, "billion": 9, "tn": 12, "trillion": 12},
    **{"thousand": 3, "k": 3},
}
"""As powers of ten."""
SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
MONEY = words(
    """
    dollar euro pound yen yuan rouble ruble rupee franc krona kronor krone kroner won real reais peso rand naira pula
    lira dinar dirham rial riyal shekel zloty forint koruna leu lei lev baht ringgit rupiah dong shilling birr cedi
    kwacha guarani sol taka cent
    """
)
MEASURES = {
    word: word
    for word in (
        *(
            "metre",
            "kilometre",
            "centimetre",
            "millimetre",
            "mile",
            "foot",
            "inch",
            "acre",
            "hectare",
            "knot",
        ),
        *(
            "litre",
            "barrel",
            "gram",
            "kilogram",
            "tonne",
            "degree",
            "watt",
            "kilowatt",
            "megawatt",
            "gigawatt",
        ),
        *("second", "minute", "hour", "day", "week", "month", "year", "decade", "point", "goal"),
    )
}
MEASURES |= {"meter": "metre", "kilometer": "kilometre", "km": "kilometre", "ton": "tonne", "feet": "foot"}
MEASURES |= {"liter": "litre", "kg": "kilogram", "mw": "megawatt", "gw": "gigawatt", "cm": "centimetre"}
TIMES = words("second minute hour day week month year decade")
PARTS = {"year": (12, "month"), "hour": (60, "minute"), "minute": (60, "second"), "week": (7, "day")}
"""Of which smaller unit so many make one, and may follow it: 'two years and six months'."""
AREAS = words("square cubic nautical")
GLUED = words("km kg m bn mn cm mm mw gw am pm tn k")
"""What may stand at a number without a blank; other letters make it a name."""

MONTHS = words(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """
)
DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
CLOCK = words("at until by before after")

DEFINITE = words("the those these this all both")
OWNED = words("its their his her our")
WHOLE = words("entire whole full total promised pledged planned proposed agreed approved original")
"""What may stand between such a word and the figure."""
OTHER = words("another further other others more additional extra fewer less earlier later")
WINDOW = words("first last past next final previous every each per remaining coming second third")
ENDS = frozenset(("to", "against", "versus"))
"""What stands between the two ends of a change or a vote."""
ABOUT = words(
    """
    about around some nearly almost roughly approximately over under least most than up perhaps possibly only
    estimated
    """
)
NUMBERED = words("no number article chapter group resolution page room flight") | MONTHS
"""What makes the number after it a name."""
FRACTIONS = words("third thirds quarter quarters fifth fifths tenths")
PLURALS = words(
    "people men women children police dead injured wounded infected missing cattle sheep fish aircraft personnel staff"
)
"""Those that do not end in s."""

SMALL = (
    words(
        """
        a an the and or but nor of in on at to for from by with without into onto over under than as that which who
        whom whose what how why when where while if because since until before after during between among against about
        around through across along up down out off is are was were be been being am has have had do does did will
        would can could shall should may might must not no yes it its they them their he him his she her we us our you
        your i my this these those there here then so also just only even still yet now more most less least some any
        all both each every other another such same own said says say told per cent percent old pm am
        """
    )
    | COUNTING
    | frozenset(SCALES)
    | frozenset(("per cent",))
    | MONTHS
    | DAYS
)
"""Words that say nothing of what a figure is."""
