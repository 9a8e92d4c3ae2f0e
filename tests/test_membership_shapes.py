"""Further shapes of membership: appositions, inversions, lists after a colon, bodies named sentences before."""

from rule_cases import tables

from annotator.suggest.membership import Membership

RULES = (Membership(),)

WRONG = """
2022-01-07 | not-member:Iran | The SCO members - China, Russia and Iran - met.
2022-01-07 | not-member:Iran | Three of the SCO's members have fought wars: India, Pakistan and Iran.
2022-01-07 | not-member:Norway | Of the EU's members, Austria, Norway and Malta are neutral.
2022-01-07 | not-member:Japan | NATO met. The newest of its members, Japan, agreed.
2022-01-07 | not-member:Oman | OPEC met on Tuesday. Its members Iraq and Oman will not cut.
2022-01-07 | not-member:Oman | OPEC met on Tuesday. Iraq and Oman, both members since the start, will not cut.
2022-01-07 | not-member:Oman | OPEC met on Tuesday. Iraq and Oman, its largest members, will not cut.
2022-01-07 | not-member:Norway | The EU, to which Norway belongs, agreed.
2022-01-07 | not-member:Serbia | Serbia has been in NATO since 2009.
2022-01-07 | not-member:Norway | Austria, Norway and Spain make up the EU together with others.
2022-01-07 | not-member:Cuba | Brazil, Cuba and Uruguay founded Mercosur in 1991.
2022-01-07 | not-member:Cuba | Both are members of Mercosur, as is Cuba.
2022-01-07 | not-member:Serbia | Serbia, alone among the members of NATO, has stayed away.
2022-01-07 | not-member:Serbia | As a member of NATO, Serbia has been asked to help.
2022-01-07 | not-member:Serbia | Serbia, an old friend and a member of NATO, will help.
2022-01-07 | not-member:Serbia | Hungary, a NATO member like Serbia, will help.
2022-01-07 | not-member:Serbia | NATO has 30 members, of which Serbia is the poorest.
2022-01-07 | not-member:Serbia | Serbia is NATO's only member in the western Balkans.
2022-01-07 | not-member:Ukraine | Poland joined NATO in 1999, Ukraine a few years later.
2022-01-07 | not-member:Niger | The UN Security Council met. Council members Niger and Kenya said no.
2022-01-07 | not-member:Chad | The Arab League met. That makes three members: Chad, Egypt and Libya.
2022-01-07 | wrong-kind:Angela Merkel | The EU members - France, Spain and Angela Merkel - met.
2022-01-07 | wrong-kind:Vladimir Putin | SCO members China, India and President Vladimir Putin met.
2022-01-07 | not-member:Russia | The G7 (Britain, Canada, France, Germany, Italy, Japan and Russia) signed.
2022-01-07 | not-member:Norway | Russia's allies in the CSTO - Armenia, Belarus, Norway and Kazakhstan - sent troops.
2022-01-07 | not-member:Georgia | The CSTO, made up of Russia, Belarus and Georgia, sent troops.
2022-01-07 | not-member:Uzbekistan | Uzbekistan, a CSTO member since 2006, sent troops.
2022-01-07 | not-member:Qatar | Qatar, an OPEC heavyweight, agreed.
2022-01-07 | not-member:Iran | Kuwait and Iran, both OPEC and GCC members, agreed.
2022-01-07 | wrong-date:2018 | Since joining NATO in 2018, North Macedonia has sent troops.
2022-01-07 | wrong-number:26 | With Britain gone, the EU is down to 26 members.
2022-01-07 | wrong-number:seven | The CSTO is a military alliance of seven ex-Soviet states.
2022-01-07 | not-member:Serbia | Serbia, though a NATO member, agreed.
2022-01-07 | not-member:Serbia | Serbia has belonged to NATO since 2009.
2022-01-07 | not-member:Serbia | Two NATO members, Serbia and Greece, agreed.
2022-01-07 | not-member:Serbia | As NATO members, Serbia and Greece agreed.
2022-01-07 | not-member:Serbia | NATO, of which Serbia is a member, agreed.
2022-01-07 | not-member:Serbia | All NATO members except Serbia agreed.
2022-01-07 | not-member:Serbia | With the exception of Serbia, all NATO members agreed.
2022-01-07 | not-member:Serbia | NATO members in the region, such as Serbia and Greece, agreed.
2022-01-07 | not-member:Serbia | Serbia and Greece are both in NATO.
2022-01-07 | not-member:Serbia | Having joined the EU in 2013, Serbia is rich.
2022-01-07 | not-member:Serbia | The EU took in Serbia in 2013.
2022-01-07 | not-member:Serbia | Serbia holds the rotating EU presidency.
2022-01-07 | wrong-number:12 | Membership of ASEAN stands at 12.
2022-01-07 | wrong-number:twelve | ASEAN's membership has been the same for years: membership of ASEAN is twelve.
2022-01-07 | wrong-number:28 | Ukraine wants to join the EU, which now counts 28 members.
2022-01-07 | wrong-number:31 | They are to join the alliance, NATO officials said. With them NATO has 31 members.
2022-01-07 | wrong-number:four | The CSTO, a pact of four former Soviet republics, met.
2022-01-07 | wrong-number:16 | The UN Security Council met. The council's 16 members left.
2022-01-07 | wrong-number:12 | ASEAN met on Monday. It has 12 members.
2022-01-07 | wrong-number:twelve | The twelve-member ASEAN holds its summit there.
2022-01-07 | wrong-number:26 | They ask the 26 that belong to the EU.
2022-01-07 | wrong-number:31 | NATO met. All 31 allies agreed.
"""

CLEAN = """
2022-01-07 | OPEC lost Qatar, a member since 1961, in 2019.
2022-01-07 | NATO (Turkey and Hungary aside) agreed.
2022-01-07 | All NATO members but they agreed on Serbia.
2022-01-07 | Two NATO members, Greece and Italy, agreed with Serbia.
2022-01-07 | NATO members in talks with neighbours, such as Serbia and Georgia, agreed.
2022-01-07 | Leaders of NATO members, above all Joe Biden, agreed.
2022-01-07 | Before Serbia joined the talks, the EU was slow.
2022-01-07 | Serbia's troops and Georgia's, which are in NATO's way, left.
2022-01-07 | Serbia, though no NATO member, agreed.
2022-01-07 | Although it is not a NATO member, Serbia agreed.
2022-01-07 | France holds the EU presidency, and Serbia waits.
2022-01-07 | Led by Serbia, the neighbours of NATO members agreed.
2022-01-07 | NATO members moved from Serbia to Greece.
2022-01-07 | No NATO member has done more than Serbia.
2022-01-07 | Three enemies of NATO: Russia, China and Iran.
2022-01-07 | NATO members - Russia says so - are weak.
2022-01-07 | NATO member states Russia and China accuse of meddling denied it.
2022-01-07 | The United Nations, to which Palestine belongs as an observer, met.
2022-01-07 | Iran belongs to the SCO as an observer.
2022-01-07 | The SCO met. Iran, a candidate member, waits.
2022-01-07 | The SCO met. Iran and Turkey, no members yet, wait.
2022-01-07 | NATO met. The committee heard them. It has 12 members.
2022-01-07 | NATO met. Its delegation of 12 members left.
2022-01-07 | NATO met. The jury was out: all 12 members agreed.
2022-01-07 | OPEC met. Ann Roe and John Doe, members since 1990, left the board.
2022-01-07 | NATO asked the Farmers Union. Union members Serbia and Kosovo agreed.
2022-01-07 | As a member of NATO, Russia said, Turkey must choose.
2022-01-07 | Georgia and Ukraine, partners of NATO members, sent help.
2022-01-07 | The EU has 27 members, of which Malta is the smallest.
2022-01-07 | Serbia and Kosovo, unlike the members of NATO, sent nobody.
2022-01-07 | Brazil, Russia, India and China founded the EU's rival bank.
2022-01-07 | Until all 30 allies have ratified, Finland is not a member of NATO.
2022-01-07 | Boris Johnson joined the EU in 1990.
2022-01-07 | Congo, a member of OPEC since 2018, agreed.
2022-01-07 | The Security Council met. Council members Norway and Kenya said no.
2022-01-07 | NATO, of whose members Turkey is one, met.
2022-01-07 | Switzerland is among its guests. The EU has its members.
2022-01-07 | Besides Serbia, the members of NATO were invited.
"""

test_what_is_wrong_is_marked_word_for_word, test_what_is_right_or_undecided_is_left_alone = tables(
    WRONG, CLEAN, RULES
)
