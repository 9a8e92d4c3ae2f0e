"""The membership rule: what it accuses, and what looks like it and is left alone."""

import pytest
from rule_cases import errors, propose, rows

from annotator.suggest.membership import Membership

RULES = (Membership(),)

WRONG = """
2022-01-07 | wrong-kind:Wang Wenbin; wrong-number:9 | China said that one of the 9 members of the SCO is \
Wang Wenbin, who is a spokesperson.
2022-01-07 | not-member:Norway | Norway is one of the 27 member states of the European Union.
2022-01-07 | not-member:Norway; wrong-number:28 | Norway is one of the 28 member states of the European \
Union.
2022-01-07 | not-member:Ukraine | Ukraine is a full member of NATO.
2022-01-07 | not-member:Ukraine | Ukraine, a longstanding member state of NATO, asked for help.
2022-01-07 | not-member:Iran | Iran remains a founding member of the Shanghai Cooperation Organisation.
2022-01-07 | not-member:Belarus | SCO members Russia, Kazakhstan and Belarus held a drill.
2022-01-07 | not-member:Belarus | Belarus, an SCO member, held a drill.
2022-01-07 | not-member:Serbia | EU member Serbia has refused to join the sanctions.
2022-01-07 | not-member:Serbia | Serbia, which is an EU member, has refused to join the sanctions.
2022-01-07 | not-member:Japan | Members of the G7 such as Japan and France met, members of NATO such as \
Japan did not.
2022-01-07 | not-member:Sweden | Members of NATO, including Sweden and Norway, sent ships.
2022-01-07 | not-member:Sweden | The members of NATO are Sweden, Norway and others.
2022-01-07 | not-member:Iran | The SCO, whose members include China, Russia and Iran, will meet in autumn.
2022-01-07 | not-member:Armenia | The SCO, which includes China, Russia and Armenia, will meet in autumn.
2022-01-07 | not-member:Ukraine | The CSTO is made up of Russia, Belarus and Ukraine.
2022-01-07 | not-member:Azerbaijan | The CSTO groups Russia, Belarus, Armenia and Azerbaijan.
2022-01-07 | not-member:Georgia | The Collective Security Treaty Organization consists of Russia, \
Belarus and Georgia.
2022-01-07 | wrong-number:nine | The nine-member SCO will meet in Samarkand.
2022-01-07 | wrong-number:9 | The SCO will meet in autumn, and the 9-nation bloc will admit Iran.
2022-01-07 | wrong-number:nine | The SCO's nine members will meet in autumn.
2022-01-07 | wrong-number:9 | The SCO's 9 member states signed a declaration.
2022-01-07 | wrong-number:nine | A nine-strong SCO met in Dushanbe.
2022-01-07 | wrong-number:nine | All nine SCO members sent envoys.
2022-01-07 | wrong-number:nine | The SCO has nine members.
2022-01-07 | wrong-number:nine | The SCO, which counts nine members, was founded in Shanghai.
2022-01-07 | wrong-number:9 | The SCO unites 9 states.
2022-01-07 | wrong-number:nine | The SCO, a bloc of nine states, was founded in Shanghai.
2022-01-07 | not-member:Ukraine | Ukraine, a NATO ally, asked for weapons.
2022-01-07 | not-member:Ukraine | Ukraine belongs to NATO.
2022-01-07 | wrong-date:2015 | Montenegro joined NATO in 2015.
2022-01-07 | not-member:Iran | fellow SCO members India and Iran signed a deal.
2022-01-07 | not-member:Iran | India met its fellow SCO members China and Iran.
2022-01-07 | wrong-number:two dozen | The European Union has two dozen members.
2022-01-07 | wrong-number:15 | The 15-member G20 met in Rome.
2022-01-07 | wrong-number:eight | The eight-nation G7 met in Cornwall.
2022-01-07 | wrong-number:thirty-one | NATO's thirty-one allies agreed.
2022-01-07 | not-member:Germany | Germany is a permanent member of the UN Security Council.
2022-01-07 | wrong-number:six | The six permanent members of the UN Security Council issued a statement.
2022-01-07 | wrong-number:16 | The 16 members of the UN Security Council met on Friday.
2022-01-07 | wrong-kind:Jens Stoltenberg | NATO members Norway, Denmark and Jens Stoltenberg agreed.
2022-01-07 | wrong-kind:Viktor Orban | Viktor Orban, an EU member, objected.
2022-01-07 | wrong-kind:Xi Jinping | Among the members of the SCO are Xi Jinping and India.
2022-01-07 | wrong-kind:Almaty | Almaty is a member of the SCO.
2022-01-07 | wrong-kind:NATO | NATO is a member of the European Union.
2022-01-07 | wrong-kind:Vladimir Putin | The CSTO's members are Armenia, Belarus and Vladimir Putin.
2022-01-07 | not-member:Mongolia | Mongolia and other SCO members sent observers.
2022-01-07 | not-member:Ukraine | Like other NATO members, Ukraine spends 2 percent of its output on \
defence.
2022-01-07 | not-member:Ukraine | Ukraine, like other NATO members, spends 2 percent of its output on \
defence.
2022-01-07 | not-member:Ukraine | A member of NATO since 2004, Ukraine has sent troops.
2022-01-07 | not-member:Ukraine | As a member of NATO, Ukraine can call on its allies.
2022-01-07 | not-member:Britain | Britain is part of the EU.
2022-01-07 | not-member:Britain | EU states Britain, France and Germany urged restraint.
2022-01-07 | not-member:Switzerland | Switzerland is an EU country.
2022-01-07 | not-member:Switzerland; not-member:Norway | Both Switzerland and Norway are members of the EU.
2022-01-07 | not-member:Switzerland | Also a member of the EU is Switzerland.
2022-01-07 | not-member:Qatar | OPEC member Qatar raised its output.
2022-01-07 | not-member:Georgia | Georgia is also a member of the EU, the minister said.
2022-01-07 | not-member:Georgia | Tbilisi wrote that Georgia has been a member of NATO since 2009.
2022-01-07 | wrong-number:nine | SCO has nine members, says Moscow
2022-01-07 | not-member:Iran | SCO member Iran tests missile
2022-01-07 | not-member:Norway | Norway, EU member, backs sanctions
2022-01-07 | wrong-number:12 | ASEAN's 12 members will not recognise the junta.
2022-01-07 | wrong-number:eleven | The Association of Southeast Asian Nations (ASEAN) groups eleven \
countries.
2022-01-07 | not-member:East Timor | East Timor is an ASEAN member.
2022-01-07 | wrong-number:six | The Eurasian Economic Union (EAEU), with its six members, is smaller.
2022-01-07 | wrong-number:seven | The GCC and its seven members condemned the attack.
2022-01-07 | wrong-number:three | The number of SCO members is three.
2022-01-07 | wrong-number:ten | The SCO has grown from six to ten members.
2022-01-07 | wrong-number:40 | NATO has more than 40 members.
2022-01-07 | not-member:Belarus | Today the SCO is made up of China, Russia, India, Pakistan, Belarus \
and four Central Asian states.
2022-01-07 | not-member:Turkey | The EU - whose members include Turkey - did not reply.
2022-01-07 | not-member:Turkey | The bloc includes Turkey, the EU said.
2022-01-07 | wrong-kind:Ursula von der Leyen | One EU member is Ursula von der Leyen.
2022-01-07 | not-member:Iran | The newest member of the SCO is Iran.
2022-01-07 | not-member:Serbia | Serbia became a member of the European Union in 2013.
2022-01-07 | wrong-date:2010 | Croatia became a member of the European Union in 2010.
2022-01-07 | wrong-date:1999 | Estonia has been a NATO member since 1999.
2022-01-07 | not-member:Finland | Finland (a NATO member) closed its border.
2022-01-07 | not-member:Finland | Three NATO members (Finland, Norway and Estonia) closed their borders.
2022-01-07 | wrong-number:twenty-six | The twenty-six EU countries agreed.
2022-01-07 | wrong-number:28 | EU leaders met on Friday. The 28-member bloc agreed on sanctions.
2022-01-07 | wrong-number:9 | Leaders of the 9 member states of the SCO met.
2022-01-07 | wrong-number:9 | Leaders of all 9 SCO countries met.
2022-01-07 | wrong-number:nine | each of the nine members of the SCO
2022-01-07 | wrong-kind:Alexander Lukashenko | SCO member Alexander Lukashenko said the talks went well.
2022-01-07 | not-member:Ukraine | The minister said that Ukraine, which borders Russia, is a member of NATO.
2022-01-07 | wrong-kind:Wang Wenbin | Wang Wenbin is a member of the Shanghai Cooperation Organization.
2022-01-07 | wrong-kind:Ann Roe | One of NATO's members is spokeswoman Ann Roe.
2022-01-07 | not-member:Chad | Chad, an EU member, objected.
2022-01-07 | not-member:Norway | Norway, an EU state, agreed.
2022-01-07 | wrong-number:five | The five-strong G7 met.
- | wrong-kind:Wang Wenbin | One of the nine members of the SCO is Wang Wenbin.
2023-09-01 | wrong-kind:Wang Wenbin | One of the 9 members of the SCO is Wang Wenbin.
"""
"""Day | type: words; ... | sentence."""

CLEAN = """
2022-01-07 | The SCO has eight members.
2022-01-07 | One of the eight members of the SCO is India.
2022-01-07 | Iran is not a member of the SCO.
2022-01-07 | Iran isn't a member of the SCO yet.
2022-01-07 | Iran is not yet a full member of the SCO.
2022-01-07 | Ukraine never joined NATO.
2022-01-07 | Ukraine, a non-member of NATO, asked for help.
2022-01-07 | Non-NATO member Ukraine asked for help.
2022-01-07 | Former EU member Britain has asked for talks.
2022-01-07 | Britain, a former member of the EU, has asked for talks.
2022-01-07 | Britain was a member of the EU until 2020.
2022-01-07 | Britain was once a member of the EU.
2022-01-07 | Ex-EU member Britain has asked for talks.
2022-01-07 | Then EU member Britain voted to leave in 2016.
2022-01-07 | EU candidate Serbia has refused to join the sanctions.
2022-01-07 | EU member candidate Serbia has refused to join the sanctions.
2022-01-07 | Aspiring EU member Serbia has refused.
2022-01-07 | Prospective NATO member Ukraine asked for help.
2022-01-07 | Would-be EU member Serbia has refused.
2022-01-07 | Serbia wants to become a member of the EU.
2022-01-07 | Serbia hopes to join the EU in 2025.
2022-01-07 | Serbia will become a member of the EU.
2022-01-07 | Serbia could join the EU by 2025.
2022-01-07 | Finland has applied to join NATO.
2022-01-07 | Iran, an observer member of the SCO, sent an envoy.
2022-01-07 | SCO observer Iran sent an envoy.
2022-01-07 | Iran is an observer state of the SCO.
2022-01-07 | Turkey is a dialogue partner of the SCO.
2022-01-07 | Is Iran a member of the SCO?
2022-01-07 | If Ukraine were a member of NATO, its allies would fight.
2022-01-07 | If Ukraine is a member of NATO, its allies will fight.
2022-01-07 | He denied that Ukraine is a member of NATO.
2022-01-07 | It is false that Ukraine is a member of NATO.
2022-01-07 | Neither Norway nor Iceland is a member of the EU.
2022-01-07 | In 2010 the SCO had six members.
2022-01-07 | The SCO had six members at the time.
2022-01-07 | The SCO then had six members.
2022-01-07 | When it was founded, the SCO had six members.
2022-01-07 | Since 2017 the SCO has had eight members.
2022-01-07 | The six founding members of the SCO met in Shanghai.
2022-01-07 | The 21 European members of NATO agreed.
2022-01-07 | At least nine members of NATO sent ships.
2022-01-07 | Nine members of NATO sent ships.
2022-01-07 | Nine NATO members sent ships.
2022-01-07 | The nine NATO members that border the Baltic sent ships.
2022-01-07 | Some 30 members of NATO met.
2022-01-07 | More than 20 members of the EU agreed.
2022-01-07 | Nearly 30 NATO members agreed.
2022-01-07 | The five permanent members of the UN Security Council issued a statement.
2022-01-07 | The ten elected members of the Security Council issued a statement.
2022-01-07 | The 10 non-permanent members of the UN Security Council met.
2022-01-07 | The 15-member UN Security Council met on Friday.
2022-01-07 | The seven other members of the SCO agreed.
2022-01-07 | The remaining seven members of the SCO agreed.
2022-01-07 | The other 26 members of the EU agreed.
2022-01-07 | Six of the members of the SCO agreed.
2022-01-07 | Its four Central Asian members agreed, the SCO said.
2022-01-07 | Nine members of the NATO delegation were expelled.
2022-01-07 | The nine members of the NATO delegation were expelled.
2022-01-07 | The 12-member EU delegation left.
2022-01-07 | Members of the NATO Parliamentary Assembly met in Lisbon.
2022-01-07 | The 269 members of the NATO Parliamentary Assembly met in Lisbon.
2022-01-07 | Ursula von der Leyen, a member of the European Commission, spoke.
2022-01-07 | Viktor Orban is a member of the European Council.
2022-01-07 | Biden, a member of the Democratic Party, spoke.
2022-01-07 | Jens Stoltenberg, a member of NATO's staff, spoke.
2022-01-07 | Jens Stoltenberg, the head of NATO, met members of the alliance.
2022-01-07 | Norway is a member of the EU single market.
2022-01-07 | Norway is a member of the EU's single market.
2022-01-07 | Norway is a member of the European Economic Area.
2022-01-07 | Norway belongs to the European Economic Area.
2022-01-07 | China and other SCO members are closely watching Kazakhstan.
2022-01-07 | The CSTO is a post-Soviet military alliance that includes Russia.
2022-01-07 | Putin met the members of the CSTO.
2022-01-07 | Leaders of SCO members, including Xi Jinping and Vladimir Putin, met.
2022-01-07 | The leaders of the CSTO's members are Vladimir Putin's guests.
2022-01-07 | The members of the SCO are closely watching Kazakhstan.
2022-01-07 | Members of the SCO are Kazakhstan's main partners.
2022-01-07 | The first NATO member Biden visited was Britain.
2022-01-07 | An EU country Putin visited is Austria.
2022-01-07 | The EU countries Ukraine trades with include Poland.
2022-01-07 | EU members, Ukraine and Moldova agreed on a text.
2022-01-07 | EU members and Ukraine agreed on a text.
2022-01-07 | EU member states met Ukraine in Brussels.
2022-01-07 | NATO member Turkey and Russia signed a deal.
2022-01-07 | NATO members met with Ukraine, Georgia and Moldova.
2022-01-07 | Ukraine asked NATO members to help.
2022-01-07 | Ukraine, NATO members say, needs help.
2022-01-07 | Ukraine, a member of the Council of Europe, asked for help.
2022-01-07 | Taiwan is not a member of the United Nations.
2022-01-07 | Taiwan, a member of the World Trade Organization, protested.
2022-01-07 | Taiwan is a member of the UN.
2022-01-07 | Kosovo is a member of the EU.
2022-01-07 | In Ukraine, a NATO official said the alliance would help.
2022-01-07 | After talks in Ukraine, a member of the EU delegation said there was hope.
2022-01-07 | With Ukraine, NATO members are planning a drill.
2022-01-07 | Norway joined the EU in condemning the attack.
2022-01-07 | Norway joined the EU and Canada in imposing sanctions.
2022-01-07 | Norway joined NATO in 1949.
2022-01-07 | Montenegro joined NATO in 2017.
2022-01-07 | Montenegro, which joined NATO in 2017, has few soldiers.
2022-01-07 | Estonia, a NATO member since 2004, has asked for troops.
2022-01-07 | Jens Stoltenberg joined NATO in 2014.
2022-01-07 | The European Union, a member of the G20, objected.
2022-01-07 | The G20 has 20 members.
2022-01-07 | Russia and NATO members met in Geneva.
2022-01-07 | Moscow and other CSTO members sent troops.
2022-01-07 | SCO members Moscow and Beijing signed a deal.
2022-01-07 | EU member Cyprus objected, and Turkey protested.
2022-01-07 | EU member Greece and its neighbour Turkey met.
2022-01-07 | Russia is the largest member of the CSTO.
2022-01-07 | Russia's Vladimir Putin is the host of the CSTO, which has six members.
2022-01-07 | The alliance has six members, the CSTO said.
2022-01-07 | The CSTO's six members are Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia and Tajikistan.
2022-01-07 | OPEC+ has 23 members.
2022-01-07 | The 23 members of OPEC+ agreed.
2022-01-07 | OPEC and its allies, including Russia, agreed.
2022-01-07 | NATO partners such as Ukraine and Georgia sent troops.
2022-01-07 | Non-EU countries such as Norway and Switzerland took part.
2022-01-07 | Countries outside the EU, such as Norway, took part.
2022-01-07 | The EU includes Ukraine in its plans.
2022-01-07 | The EU sanctions list includes Belarus.
2022-01-07 | The SCO, whose observers include Iran and Mongolia, met.
2022-01-07 | The ambassador of Iran is a member of the SCO council.
2022-01-07 | The Ukraine of Volodymyr Zelensky is not a member of NATO.
2022-01-07 | The Hungary of Viktor Orban is a member of the EU.
2022-01-07 | Hungary under Viktor Orban, a member of the EU, has vetoed it.
2022-01-07 | Putin's Russia is a member of the CSTO.
2022-01-07 | Erdogan's Turkey, a NATO member, objected.
2022-01-07 | Unlike Norway, Sweden is a member of the EU.
2022-01-07 | Like Norway, Iceland is a member of NATO.
2022-01-07 | According to Putin, Kazakhstan is a member of the CSTO.
2022-01-07 | Kazakhstan, Putin said, is a member of the CSTO.
2022-01-07 | Kazakhstan, whose president Kassym-Jomart Tokayev called for help, is a member of the CSTO.
2022-01-07 | Venezuela is a member of Mercosur.
2022-01-07 | Nine SCO officials met in Tashkent.
2022-01-07 | The nine countries of the EU's eastern flank met.
2022-01-07 | The Bucharest Nine are nine members of NATO.
2022-01-07 | NATO's nine eastern members met.
2022-01-07 | The NATO alliance has 30 members, and the EU has 27.
2022-01-07 | The 27-nation EU and the 30-member NATO met.
2022-01-07 | A nine-member committee of the SCO met.
2022-01-07 | The SCO sent a nine-member delegation.
2022-01-07 | A nine-nation bloc of EU members opposed it.
2022-01-07 | Germany, Europe's largest economy, is one of the 27 EU members.
2022-01-07 | Germany is one of nine EU countries that signed the letter.
2022-01-07 | The nine EU members in the euro area's south met.
2022-01-07 | The SCO may soon have nine members.
2022-01-07 | The SCO will have nine members.
2022-01-07 | With Iran, the SCO would have nine members.
2022-01-07 | A nine-member SCO would be stronger, he said.
2022-01-07 | Iran, which will become the ninth member of the SCO, sent an envoy.
2022-01-07 | Iran was invited to become a member of the SCO.
2022-01-07 | Iran's membership of the SCO is under way.
2022-01-07 | Once Iran is a member of the SCO, trade will grow.
2022-01-07 | Belarus is a member of the CSTO but not of the SCO.
2022-01-07 | Ukraine cannot be abandoned as a gift to the US and NATO.
2022-01-07 | Ukraine is in NATO's interest.
2022-01-07 | Blinken is in the EU.
2022-01-07 | Kosovo is in NATO's care.
2022-01-07 | The EU's 27 members and Norway met.
2022-01-07 | The EU and its 27 members agreed.
2022-01-07 | The commission and its nine members met at the EU.
2022-01-07 | EU states' ties with Russia are poor.
2022-01-07 | Some NATO countries Russia accuses of meddling protested.
2022-01-07 | Norway is helping EU members.
2022-01-07 | Norway is a country helping EU members with gas.
2022-01-07 | Ukraine is the biggest recipient of aid from EU members.
2022-01-07 | Ukraine is a friend of NATO members.
2022-01-07 | Ukraine is closer to EU members than ever.
2022-01-07 | Russia is wary of NATO's 30 members.
2022-01-07 | Serbia is one of the six Western Balkan states seeking EU membership.
2022-01-07 | Serbia is an EU candidate country.
2022-01-07 | Switzerland is a member of the EFTA, not the EU.
2022-01-07 | Two of the three Baltic members of NATO agreed.
2022-01-07 | The Visegrad Group has four members: Poland, Hungary, the Czech Republic and Slovakia.
2022-01-07 | The G7 includes Japan.
2022-01-07 | The Taliban are not members of the SCO; Afghanistan is an observer.
2022-01-07 | Members of Biden's cabinet met members of NATO.
2022-01-07 | Members of the EU parliament, Viktor Orban and others met.
2022-01-07 | The EU, of which Hungary is a member, and Russia, a member of the CIS, disagree.
2022-01-07 | Ukraine has ties with the EU, a bloc of 27 members.
2022-01-07 | Georgia, a member of the CIS until 2009, turned west.
2022-01-07 | Georgia left the CIS in 2009.
2022-01-07 | OPEC lost Qatar, a member since 1961, in 2019.
2022-01-07 | Qatar, a member of OPEC from 1961 to 2019, left.
2022-01-07 | NATO members' presidents, among them Volodymyr Zelensky as a guest, met.
- | Iran is a member of the SCO.
- | The nine members of the SCO met.
2023-09-01 | One of the 9 members of the SCO is Iran.
2023-07-04 | The eight members of the SCO admitted Iran as a member.
"""
"""Day | sentence; '-' is no day."""


def day_of(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_what_is_wrong_is_marked_word_for_word(day: str, wrong: str, text: str) -> None:
    expected = sorted(one.strip().replace(":", ": ") for one in wrong.split(";"))
    assert errors(text, day_of(day), RULES) == expected


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_what_is_right_or_undecided_is_left_alone(day: str, text: str) -> None:
    assert errors(text, day_of(day), RULES) == []


SEED_LIKE = "One of the 9 members of the SCO is Wang Wenbin, a spokesperson."


def reasons(text: str, day: str | None) -> dict[str, str]:
    return {c.type or c.label: c.reason for c, _ in propose(text, day, RULES)}


def test_a_wrong_kind_is_said_in_one_sentence() -> None:
    assert reasons(SEED_LIKE, "2022-01-07")["wrong-kind"] == (
        "Wang Wenbin is a person; members of the SCO are states"
    )


def test_a_wrong_number_names_the_members_of_that_day() -> None:
    assert reasons(SEED_LIKE, "2022-01-07")["wrong-number"] == (
        "9: the SCO had 8 on 2022-01-07: China, India, Kazakhstan, Kyrgyzstan, Pakistan, Russia, Tajikistan, "
        "Uzbekistan"
    )


def test_of_many_members_the_first_are_named() -> None:
    reason = reasons("NATO has 31 members.", "2022-01-07")["wrong-number"]
    assert reason.startswith("31: NATO had 30 on 2022-01-07: Albania, Belgium, ")
    assert reason.endswith(" and 26 more")


def test_a_state_that_is_no_member_comes_with_its_history() -> None:
    reason = reasons("Iran is a member of the SCO.", "2022-01-07")["not-member"]
    assert reason == (
        "Iran was not a member of the SCO on 2022-01-07: "
        "member since 2023-07-04, observer from 2005-07-05 to 2023-07-04"
    )


def test_without_a_date_a_remark_says_when_the_number_would_be_right() -> None:
    found = propose("The nine members of the SCO met.", None, RULES)
    assert [(c.label, words) for c, words in found] == [("claim", "nine")]
    assert "9 from 2023-07-04 to 2024-07-04" in found[0][0].reason


def test_without_a_date_a_person_is_still_no_state() -> None:
    assert errors(SEED_LIKE, None, RULES) == ["wrong-kind: Wang Wenbin"]


def test_every_candidate_has_a_reason_and_a_source() -> None:
    for day, _, text in rows(WRONG):
        for candidate, _ in propose(text, day_of(day), RULES, threshold=0.0):
            assert candidate.reason
            assert candidate.source
            assert 0 < candidate.score < 1


def test_the_bloc_is_the_organization_of_the_sentence_before() -> None:
    text = "Leaders of the SCO met in Samarkand. The nine-member bloc will admit Iran."
    assert errors(text, "2022-01-07", RULES) == ["wrong-number: nine"]


def test_the_bloc_is_nobody_where_two_organizations_are_named() -> None:
    text = "Leaders of the SCO and the EU met in Samarkand. The nine-member bloc will admit Iran."
    assert errors(text, "2022-01-07", RULES) == []


def test_offsets_are_those_of_the_document() -> None:
    text = "Talks go on.\n\n“One of the 9 members of the SCO is Wang Wenbin,” he said."
    found = {(c.type, words) for c, words in propose(text, "2022-01-07", RULES)}
    assert found == {("wrong-kind", "Wang Wenbin"), ("wrong-number", "9")}
