"""Attribution: source, cue and content as spans, nested, in pieces and in any order; mode and force."""

from pathlib import Path

import pytest

from annotator.api import suggester, suggestions
from annotator.model import Candidate, Document
from annotator.suggest import Suggester


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester()


def attributions(using: Suggester, text: str) -> list[Candidate | None]:
    analysis = suggestions(Document(text=text), using)
    return [next((c for c in each.candidates if c.label == "attribution"), None) for each in analysis]


def spans(text: str, candidate: Candidate | None) -> list[tuple[str, str]]:
    return [(p.role, text[p.start : p.end]) for p in candidate.spans] if candidate else []


SPANS = [
    (
        "The border would stay shut, Orlov said, according to Taskar News.",
        "source Orlov|cue said|content The border would stay shut|"
        "source Taskar News|cue according to|content The border would stay shut, Orlov said",
    ),
    (
        "Orlov said, according to Taskar News, that the border would stay shut.",
        "source Orlov|cue said|content that the border would stay shut|"
        "source Taskar News|cue according to|content Orlov said|content that the border would stay shut",
    ),
    (
        "According to Taskar News, Orlov said that the border would stay shut.",
        "source Taskar News|cue According to|content Orlov said that the border would stay shut|"
        "source Orlov|cue said|content that the border would stay shut",
    ),
    (
        "Petrov said his deputy had told him that the plant was closed.",
        "source Petrov|cue said|content his deputy had told him that the plant was closed|"
        "source his deputy|cue had told|content that the plant was closed",
    ),
    (
        "“We will not yield,” he said, “and we will not leave.”",
        "source he|cue said|content “We will not yield,”|content “and we will not leave.”",
    ),
    (
        "“Nobody asked us,” complained a fisherman.",
        "source a fisherman|cue complained|content “Nobody asked us,”",
    ),
    ("The minister said: “No deal.”", "source The minister|cue said|content “No deal.”"),
    ("“Is it over?” Maria Lopez asked.", "source Maria Lopez|cue asked|content “Is it over?”"),
    ("Witnesses told the paper they heard shots.", "source Witnesses|cue told|content they heard shots"),
    (
        "A senior diplomat, speaking on condition of anonymity, said the talks had failed.",
        "source A senior diplomat, speaking on condition of anonymity|cue said|content the talks had failed",
    ),
    (
        "Her claim that the vote was rigged surprised nobody.",
        "source Her|cue claim|content that the vote was rigged",
    ),
    (
        "The envoy declined to say who had sent it.",
        "source The envoy|cue declined to say|content who had sent it",
    ),
    (
        "The mayor issued a statement saying that the bridge would open.",
        "source The mayor|cue issued a statement saying|content that the bridge would open",
    ),
    ("All agreed that the dam was unsafe.", "source All|cue agreed|content that the dam was unsafe"),
    ("But some note that the dam is old.", "source some|cue note|content that the dam is old"),
    (
        "The committee has long said that it is short of money.",
        "source The committee|cue has long said|content that it is short of money",
    ),
    ("He’s sought to close the port.", "source He|cue ’s sought|content to close the port"),
    (
        "The two men are said to have met in March.",
        "cue are said|content The two men|content to have met in March",
    ),
    ("The mayor was accused of taking bribes.", "cue was accused of|content The mayor|content taking bribes"),
    ("Kremlin: no plans to pull back", "source Kremlin|cue :|content no plans to pull back"),
    ("No plans to pull back: Kremlin", "source Kremlin|cue :|content No plans to pull back"),
    (
        "Critics say the law goes too far, but the government insists it is needed.",
        "source Critics|cue say|content the law goes too far|source the government|cue insists|content it is needed",
    ),
    ("What he called a “coup” was in fact an election.", "source he|cue called|content a “coup”"),
    (
        "In the words of the mayor, the city “is dying”.",
        "source the mayor|cue In the words of|content the city “is dying”",
    ),
    (
        "The union questioned whether the plan was legal.",
        "source The union|cue questioned|content whether the plan was legal",
    ),
    (
        "Advisers to Mr. Orlov say the plan is dead.",
        "source Advisers to Mr. Orlov|cue say|content the plan is dead",
    ),
    (
        "The Orlov campaign plans to hire nurses.",
        "source The Orlov campaign|cue plans|content to hire nurses",
    ),
    (
        "Roe, citing two officials, reported that the dam had burst.",
        "source Roe|cue citing|content two officials|"
        "source Roe, citing two officials|cue reported|content that the dam had burst",
    ),
    (
        "The dam has burst, Reuters reported, citing two officials.",
        "source Reuters|cue reported|content The dam has burst|source Reuters|cue citing|content two officials",
    ),
    (
        "Orlov thinks the dam is weak, US officials say.",
        "source Orlov|cue thinks|content the dam is weak|"
        "source US officials|cue say|content Orlov thinks the dam is weak",
    ),
    (
        "Russia’s foreign ministry said on Friday it would expel two diplomats.",
        "source Russia’s foreign ministry|cue said|content it would expel two diplomats",
    ),
    ("Asked about the dam, Roe shrugged.", "cue Asked about|content the dam"),
    (
        "Roe hopes to win, but few believe she can.",
        "source Roe|cue hopes|content to win|source few|cue believe|content she can",
    ),
    ("“I will go” — Jane Roe, mayor", "source Jane Roe, mayor|cue —|content “I will go”"),
    ("The dam is old, as a local paper put it.", "source a local paper|cue put it|content The dam is old"),
    ("They are so worried that they left.", "source They|cue are so worried|content that they left"),
    ("The dam was for writing that book.", ""),
    (
        "Roe noted that, like her, he had lost.",
        "source Roe|cue noted|content that, like her, he had lost",
    ),
    ("Few denounced it.", "source Few|cue denounced|content it"),
    ("He found a ship in the bay.", ""),
    ("In his view, the treaty is dead.", "source his|cue view|content the treaty is dead"),
    (
        "“It is what it is,” shrugged Olga Petrova.",
        "source Olga Petrova|cue shrugged|content “It is what it is,”",
    ),
    ("It is unclear who ordered the strike.", "source It|cue is unclear|content who ordered the strike"),
    (
        "The embassy dismissed the report as groundless.",
        "source The embassy|cue dismissed|content the report as groundless",
    ),
    ("State media reported that he had left.", "source State media|cue reported|content that he had left"),
    (
        "Lawmakers demanded an inquiry, with one calling the deal “a disgrace”.",
        "source Lawmakers|cue demanded|content an inquiry|source one|cue calling|content the deal “a disgrace”",
    ),
    (
        "The ministry said in a statement on Tuesday that prices had slowed.",
        "source The ministry|cue said|content that prices had slowed",
    ),
    (
        "The harbor, Orlov said, would reopen in May.",
        "source Orlov|cue said|content The harbor|content would reopen in May",
    ),
    (
        "While Orlov believes the dam is safe, engineers say it leaks.",
        "source Orlov|cue believes|content the dam is safe|source engineers|cue say|content it leaks",
    ),
    (
        "Though the union had asked for 1,200 jobs, the company offered ninety.",
        "source the union|cue had asked for|content 1,200 jobs|source the company|cue offered|content ninety",
    ),
    (
        "In addition, the mayor plans to sell the tram, a spokesman announced Monday.",
        "source the mayor|cue plans|content to sell the tram|"
        "source a spokesman|cue announced|content In addition, the mayor plans to sell the tram",
    ),
    (
        "Orlov insisted before a judge that he had paid.",
        "source Orlov|cue insisted|content that he had paid",
    ),
    ("Petrova criticized Friday the new tariff.", "source Petrova|cue criticized|content the new tariff"),
    ("He once described the treaty as dead.", "source He|cue once described|content the treaty as dead"),
    (
        "The company has yet to explain why the dam broke.",
        "source The company|cue has yet to explain|content why the dam broke",
    ),
    (
        "The ministry had a short answer: “We were never asked about it.”",
        "source The ministry|cue had a short answer|content “We were never asked about it.”",
    ),
    (
        "One of her rivals - “I would have sold it years ago” - was less polite.",
        "source One of her rivals|cue -|content “I would have sold it years ago”",
    ),
    ("“Not yet,” the judge continued.", "source the judge|cue continued|content “Not yet,”"),
    (
        "Petrova distanced herself from the plan.",
        "source Petrova|cue distanced|content herself from the plan",
    ),
    ("“No,” said her spokesman.", "source her spokesman|cue said|content “No,”"),
    ("One of them said it was over.", "source One of them|cue said|content it was over"),
    ("The union called for 200 nurses.", "source The union|cue called for|content 200 nurses"),
    ("Orlov: Petrov needs a new lawyer", "source Orlov|cue :|content Petrov needs a new lawyer"),
    ("Orlov: I think it is over", "source Orlov|cue :|content I think it is over"),
    ("Strike: unions call for talks", ""),
    ("The union voiced support for the plan.", "source The union|cue voiced|content support for the plan"),
    (
        "The mayor pushed back against the claim.",
        "source The mayor|cue pushed back against|content the claim",
    ),
    (
        "The mayor had no intention of closing the port.",
        "source The mayor|cue had no intention of|content closing the port",
    ),
    ("It is worth noting that the dam is old.", ""),
    ("The new law has rules that could close the plant.", ""),
    ("They found a way across the river.", ""),
    ("The singer appeared on television.", ""),
    ("There appears to be a leak in the roof.", ""),
    ("The city is full of videos posted in May.", ""),
    ("She lives near a river called Osha.", ""),
    ("It is a problem that demands money.", ""),
]


@pytest.mark.parametrize(("text", "wanted"), SPANS)
def test_source_cue_and_content_are_these_words(using: Suggester, text: str, wanted: str) -> None:
    (candidate,) = attributions(using, text)
    assert spans(text, candidate) == [tuple(each.split(" ", 1)) for each in wanted.split("|") if each]


FORCES = [
    ("The minister said that the dam had burst.", "neutral"),
    ("The minister revealed that the dam had burst.", "factive"),
    ("The minister did not confirm that the dam had burst.", "neutral"),
    ("The minister did not realize that the dam had burst.", "factive"),
    ("The minister claimed that the dam had burst.", "doubting"),
    ("The dam, supposedly, had burst, the minister alleged.", "doubting"),
]


@pytest.mark.parametrize(("text", "force"), FORCES)
def test_a_cue_vouches_for_what_it_reports_or_doubts_it(using: Suggester, text: str, force: str) -> None:
    (candidate,) = attributions(using, text)
    assert candidate is not None
    assert dict(candidate.attributes)["force"] == force


MODES = [
    ("“We saw it,” the captain said.", "direct"),
    ("The captain said that they saw it.", "indirect"),
    ("The captain said that “three ships” were lost.", "mixed"),
]


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_words_are_given_as_they_were_said_or_told_or_both(using: Suggester, text: str, mode: str) -> None:
    (candidate,) = attributions(using, text)
    assert candidate is not None
    assert dict(candidate.attributes)["mode"] == mode


def test_a_source_without_a_name_is_called_anonymous(using: Suggester) -> None:
    (candidate,) = attributions(using, "Two officials said the talks had failed.")
    assert candidate is not None
    assert "anonymous" in candidate.reason


def test_the_cue_is_what_judgements_of_the_candidate_are_counted_by(using: Suggester) -> None:
    (candidate,) = attributions(using, "The minister says that the dam is safe.")
    assert candidate is not None
    assert candidate.basis == ("cue say",)


def test_the_count_behind_a_score_is_that_of_the_very_form(using: Suggester) -> None:
    (plans,) = attributions(using, "The mayor plans to resign.")
    (planned,) = attributions(using, "The mayor planned to resign.")
    assert plans is not None
    assert planned is not None
    assert "plans, a cue in" in plans.source
    assert "planned, a cue in" in planned.source


def test_an_entity_named_in_an_aside_is_not_the_source(using: Suggester) -> None:
    (candidate,) = attributions(using, "The report, seen by NATO, says that nine people died.")
    assert candidate is not None
    assert "with an organization" not in candidate.reason


MEANT = [
    ("Sergei Lavrov arrived in Paris. He said that the talks had failed.", "Sergei Lavrov"),
    (
        "Sergei Lavrov arrived in Paris. The hall was full. He said that the talks had failed.",
        "Sergei Lavrov",
    ),
    ("Mr. Petrov told reporters that the dam was safe. He said that it was new.", "Petrov"),
    ("Mr. Lavrov met Mrs. Merkel. She said that the talks had failed.", "Angela Merkel"),
    ("Mr. Lavrov met Mrs. Merkel. He said that the talks had failed.", "Sergei Lavrov"),
    ("Emmanuel Macron met Vladimir Putin. He said that the talks had failed.", ""),
    ("Emmanuel Macron met Angela Merkel. She said that the talks had failed.", "Angela Merkel"),
    ("Alexander Lukashenko left. She said that the talks had failed.", ""),
    ("Angela Merkel left. He said that the talks had failed.", ""),
    ("The hall was full. He said that the talks had failed.", ""),
    ("The ministry said that the dam was safe. He said that it was new.", ""),
    ("Sergei Lavrov arrived in Paris. It said that the talks had failed.", ""),
]


@pytest.mark.parametrize(("text", "person"), MEANT)
def test_a_pronoun_stands_for_the_person_named_last_where_that_is_plain(
    using: Suggester, text: str, person: str
) -> None:
    last = attributions(using, text)[-1]
    assert last is not None
    assert ("most likely" in last.reason) == bool(person), last.reason
    assert person in last.reason


def test_speech_that_goes_on_tells_whom_its_pronoun_stands_for(using: Suggester) -> None:
    text = "Sergei Lavrov arrived in Paris. “We came to talk,” he said. “We did not come to sign.”"
    last = attributions(using, text)[-1]
    assert last is not None
    assert "he (most likely Sergei Lavrov)" in last.reason


SPEECHES = [
    "Roe said:\n“We saw it. It came at night. Nobody slept.”",
    "“We saw it,” Roe said. “It came at night. Nobody slept.”",
    "“We saw it. It came at night. Nobody slept,” said Roe.",
    "“We saw it,” said Roe. “It came at night.\n“Nobody slept. It was cold.”",
    "Roe: We saw it. It came at night. Nobody slept.",
]


@pytest.mark.parametrize("text", SPEECHES)
def test_every_sentence_of_a_speech_has_its_speaker(using: Suggester, text: str) -> None:
    for candidate in attributions(using, text):
        assert ("source", "Roe") in spans(text, candidate)


def test_a_speech_ends_with_its_quotation(using: Suggester) -> None:
    *_, last = attributions(using, "“We saw it,” said Roe. “It came at night.” The port reopened in March.")
    assert last is None


def test_each_speaker_of_a_transcript_that_is_quoted_over_paragraphs_has_his_own_words(
    using: Suggester,
) -> None:
    text = (
        "The paper printed what was recorded:\n\n"
        "“ORLOV: The border should stay shut. Nobody wants it open.\n\n"
        "“PETROVA: The ministry said that it was closed for a week.”\n\n"
        "It was a long day."
    )
    _, first, further, other, last = (spans(text, each) for each in attributions(using, text))
    assert first == [("source", "ORLOV"), ("cue", ":"), ("content", "The border should stay shut")]
    assert ("source", "ORLOV") in further
    assert ("content", "Nobody wants it open.") in further
    assert ("source", "PETROVA") in other
    assert ("source", "The ministry") in other
    assert last == []


def test_a_report_quoted_over_paragraphs_keeps_its_own_sources_and_whoever_quotes_it(
    using: Suggester,
) -> None:
    text = (
        "The agency reported:\n\n“Two ships left the port, officials said.\n\n"
        "“I said that it was late. Nobody was hurt, according to the police.”"
    )
    _, officials, said, police = (spans(text, each) for each in attributions(using, text))
    for found, source in ((officials, "officials"), (police, "the police")):
        assert ("source", source) in found
        assert ("source", "The agency") in found
    assert ("cue", "said") not in said


def test_a_quotation_of_one_paragraph_is_read_for_no_further_sources(using: Suggester) -> None:
    (candidate,) = attributions(using, "“The ministry said that it was over,” Orlov said.")
    assert candidate is not None
    assert [p.role for p in candidate.spans].count("source") == 1


def test_a_name_under_a_quotation_is_its_source_and_in_a_list_none(using: Suggester) -> None:
    text = "“It is whole. A bridge for all.” ― Julia A. Roe Martinez"
    signed = spans(text, attributions(using, text)[-1])
    assert signed == [
        ("source", "Julia A. Roe Martinez"),
        ("cue", "―"),
        ("content", "“It is whole. A bridge for all.”"),
    ]
    assert attributions(using, "Who was there:\n\n- Julia Roe\n\n- Apples and Pears")[1:] == [None, None]


HEADLINE = "Roe: The Border Will Stay Shut\n\n"


def test_the_name_before_the_colon_of_a_headline_speaks_where_it_does_so_in_the_article(
    using: Suggester,
) -> None:
    told = HEADLINE + "Mayor Jane Roe said on Friday that it was over."
    untold = HEADLINE + "The mayor said on Monday that it was over, and Roe was quiet."
    assert spans(told, attributions(using, told)[0])[:1] == [("source", "Roe")]
    assert ("cue", ":") not in spans(untold, attributions(using, untold)[0])


def test_what_was_seldom_a_cue_is_said_to_be_estimated(using: Suggester) -> None:
    (candidate,) = attributions(using, "Roe heard that the dam had burst.")
    assert candidate is not None
    assert "heard, a cue in fewer than 5 of about 100 uses" in candidate.source


def test_the_page_on_attribution_shows_what_is_found(using: Suggester) -> None:
    page = (Path(__file__).parents[1] / "docs" / "attribution.md").read_text(encoding="utf-8")
    rows = page.split("```text\n")[1].split("```")[0].splitlines()
    for text, wanted in zip(rows[::2], rows[1::2], strict=True):
        (candidate,) = attributions(using, text)
        found = " | ".join(f"{role}: {words}" for role, words in spans(text, candidate))
        assert (found or "-") == wanted.strip()
