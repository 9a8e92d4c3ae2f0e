"""Names in their own scripts: with cases, with prefixes, and without blanks between words."""

import pytest

from annotator.matching import Matcher, Row

ROWS = [
    Row("rus", "Россия", "state"),
    Row("kaz", "Казахстан", "state"),
    Row("putin", "Владимир Путин", "person"),
    Row("putin", "Путин", "person"),
    Row("moscow", "Москва", "place"),
    Row("chn", "الصين", "state"),
    Row("kaz", "كازاخستان", "state"),
    Row("sisi", "عبد الفتاح السيسي", "person"),
    Row("isr", "ישראל", "state"),
    Row("chn", "סין", "state"),
    Row("grc", "Ελλάδα", "state"),
    Row("rus", "Ρωσία", "state"),
    Row("mitsotakis", "Κυριάκος Μητσοτάκης", "person"),
    Row("ind", "भारत", "state"),
    Row("modi", "नरेंद्र मोदी", "person"),
    Row("tha", "ประเทศไทย", "state"),
    Row("chn", "中国", "state"),
    Row("xi", "习近平", "person"),
    Row("sco", "上海合作组织", "organization"),
    Row("shanghai", "上海", "place"),
    Row("jpn", "日本", "state"),
    Row("biden", "ジョー・バイデン", "person"),
    Row("kor", "한국", "state"),
    Row("yoon", "윤석열", "person"),
    Row("kaz", "Kazakhstan", "state"),
    Row("zakharova", "Мария Захарова", "person"),
    Row("novgorod", "Нижний Новгород", "place"),
    Row("sco", "Шанхайская организация сотрудничества", "organization"),
    Row("kyiv", "Київ", "place"),
    Row("kharkiv", "Харків", "place"),
    Row("zelensky", "Володимир Зеленський", "person"),
    Row("telaviv", "תל אביב", "place"),
    Row("arm", "Հայաստան", "state"),
    Row("geo", "საქართველო", "state"),
]
MATCHER = Matcher.of(ROWS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Президент России прибыл в Казахстан.", ["rus", "kaz"]),
        ("Встреча с Владимиром Путиным прошла в Москве.", ["putin", "moscow"]),
        ("Он говорил о Путине и Казахстане.", ["putin", "kaz"]),
        ("وصل الوفد إلى الصين أمس.", ["chn"]),
        ("العلاقات بالصين وكازاخستان", ["chn", "kaz"]),
        ("زيارة للصين", ["chn"]),
        ("قال عبد الفتاح السيسي إن", ["sisi"]),
        ("הוא ביקר בישראל ובסין", ["isr", "chn"]),
        ("Ο πρόεδρος της Ρωσίας ήρθε στην Ελλάδα.", ["rus", "grc"]),
        ("Είπε ο Κυριάκος Μητσοτάκης χθες.", ["mitsotakis"]),
        ("प्रधानमंत्री नरेंद्र मोदी ने भारत में कहा", ["modi", "ind"]),
        ("รัฐบาลประเทศไทยประกาศ", ["tha"]),
        ("国家主席习近平在上海合作组织峰会上说，中国将", ["xi", "sco", "chn"]),
        ("米国のジョー・バイデン大統領は日本を訪れた", ["biden", "jpn"]),
        ("윤석열 대통령은 한국에서 말했다", ["yoon", "kor"]),
        ("中国与Kazakhstan签署协议", ["chn", "kaz"]),
        ("Марии Захаровой позвонили из Нижнего Новгорода.", ["zakharova", "novgorod"]),
        ("Саммит Шанхайской организации сотрудничества прошёл с Владимиром Путиным.", ["sco", "putin"]),
        (
            "Президента Володимира Зеленського бачили у Києві та біля Харкова.",
            ["zelensky", "kyiv", "kharkiv"],
        ),
        ("قال عبدالفتاح السيسي إن", ["sisi"]),
        ("נסיעה לתל אביב", ["telaviv"]),
        ("Նա ապրում է Հայաստանում։", ["arm"]),
        ("ის საქართველოში ცხოვრობს", ["geo"]),
    ],
)
def test_names_are_found_in_their_own_script(text, expected):
    mentions = MATCHER.find(text)
    assert [mention.entity for mention in mentions] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(mention.edits == 0 for mention in mentions)


def test_a_slip_in_cyrillic_is_still_a_slip():
    (mention,) = MATCHER.find("Вчера в Казахстне прошла встреча.")
    assert (mention.entity, mention.edits > 0) == ("kaz", True)


@pytest.mark.parametrize("text", ["Он сказал путём", "وقال إن", "在国中学习", "학생이 말했다"])
def test_other_words_are_no_names(text):
    assert MATCHER.find(text) == []
