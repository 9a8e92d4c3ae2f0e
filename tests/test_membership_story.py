"""Sentences that leave it to the story which organization is meant, and ranks, parts and wholes of its members."""

from rule_cases import tables

from annotator.suggest.membership import Membership

RULES = (Membership(),)

WRONG = """
2022-01-07 | not-member:Serbia | NATO met. Article 5 binds all 30 members, Serbia included.
2022-01-07 | wrong-number:31 | NATO met. Article 5 binds all 31 members, Iceland included.
2022-01-07 | not-member:Serbia | The Balkan states in NATO so far are Albania, Serbia and Croatia.
2022-01-07 | not-member:Serbia | NATO met. He trained with Croats and Serbs. Croatia and Serbia, both of them \
members since 2009, paid.
2022-01-07 | not-member:Serbia | EU ministers met. With Bulgaria and Serbia the union has grown to 27 members.
2022-01-07 | not-member:Norway | The Union of 27, the EU, met. The EU, to which Spain, Norway and many others \
belong, agreed.
2022-01-07 | not-member:Chile | BRICS leaders met. The founders are Brazil, Russia, Chile and China.
2022-01-07 | not-member:Chile | ASEAN met. Malaysia and Chile have been full members since 1967.
2022-01-07 | not-member:Canada | The pact is called AUKUS. The trio - Australia, Canada and the United States \
- will build boats.
2022-01-07 | not-member:Peru | They call it the Five Eyes. Five countries share what they hear: Australia, \
Britain, Canada, \
Peru and the United States.
2022-01-07 | not-member:Ghana | ASEAN met. The other members - Cambodia, Ghana and Vietnam - were silent.
2022-01-07 | not-member:Ghana | Indonesia is in ASEAN. The others are Cambodia, Ghana and Vietnam.
2022-01-07 | not-member:Fiji | All ten ASEAN states agreed, from rich Singapore to dirt-poor Fiji.
2022-01-07 | not-member:Fiji | Fifty-five countries belong to the African Union, from Algeria in the north to \
Fiji in the south.
2022-01-07 | not-member:Peru | Norway belongs to EFTA, with Switzerland, Peru and Liechtenstein.
2022-01-07 | not-member:Chad | ECOWAS met. Eight of them share a currency: Benin, Burkina Faso, \
Guinea-Bissau, Ivory Coast, Mali, \
Chad, Senegal and Togo.
2022-01-07 | not-member:Spain | France belongs to the G7, which Spain chairs this year.
2022-01-07 | not-member:Peru | Poland has been a member of NATO for two decades, as have Hungary and Peru.
2022-01-07 | not-member:Japan | Brazil is a member of Mercosur too, with Argentina and Japan.
2022-01-07 | not-member:Peru | The members of the SCO are China, Russia, India, Pakistan, Kazakhstan and, as \
of this week, Peru.
2022-01-07 | not-member:Peru | The UN Security Council met. Mexico and Peru are among the ten elected ones.
2022-01-07 | not-member:Peru | ASEAN met. Four of these, Laos, Peru, Thailand and Vietnam, are on the river.
2022-01-07 | not-member:Peru | NATO met. The newest of them is Peru.
2022-01-07 | not-member:Japan | He spoke of the CSTO, which Japan joined last year.
2022-01-07 | wrong-number:31 | Norway is a member of the Schengen area now, which has 31 members.
2023-08-30 | wrong-number:Fifty-five | Fifty-five countries are members of the Commonwealth, most of them \
once British.
2022-01-07 | not-member:Japan | The other two members of Benelux, Belgium and Japan, agreed.
2022-01-07 | not-member:Serbia | Croatia and Serbia, both of which entered the EU in 2013, agreed.
2022-01-07 | not-member:Peru | It is a member of OPEC. Iran, Iraq and Peru being three of them, it is not alone.
2022-01-07 | not-member:Peru | The OECD met. Only Mexico and Peru are in it.
2022-01-07 | not-member:Gabon | The Pacific Alliance: Chile, Colombia, Mexico and Gabon.
2022-01-07 | not-member:Laos | This week Peru and Laos became members of APEC.
2022-01-07 | not-member:Serbia | Italy and Serbia, two EU members whose people are tired, agreed.
2022-01-07 | wrong-number:25 | It holds the chair of the EU. It speaks for a Union that has 25 members.
2022-01-07 | wrong-number:60 | The 60 members of the Commonwealth meet in Rwanda next year.
2022-01-07 | wrong-number:26th | Iceland would become the 26th member of the European Union.
2022-01-07 | wrong-number:31st | In 2017 Montenegro became NATO's 31st member.
2022-01-07 | wrong-number:27th | NATO had waited long. Montenegro became its 27th member.
2022-01-07 | wrong-number:twenty-seventh | Croatia is the twenty-seventh member of the European Union.
2022-01-07 | wrong-number:Fifty-three | Fifty-three countries belong to the African Union.
2022-01-07 | wrong-number:eleven | ASEAN met in Jakarta. The eleven members agreed.
2022-01-07 | wrong-number:four | The pact is called AUKUS. There are four members and no office.
2022-01-07 | wrong-number:32 | Albania's entry came in 2009. North Macedonia's entry brings NATO to 32.
2022-01-07 | wrong-number:29 | NATO met in Riga. Today the alliance has 29.
2022-01-07 | wrong-number:six | The UN Security Council met. As one of six permanent members, China may say no.
2022-01-07 | wrong-number:ten | The pact is old. The CSTO, ten nations strong, sent troops.
2022-01-07 | wrong-number:29 | An alliance of 29 in which all must agree is slow, NATO said.
2022-06-16 | wrong-number:47 | The Council of Europe, which has had 47 member states since Russia left, \
admitted Ukraine in 1995.
2022-01-07 | wrong-kind:Angela Merkel | ASEAN met. The other members - Cambodia, Angela Merkel and Vietnam - \
were silent.
2022-01-07 | wrong-kind:Angela Merkel | All ten ASEAN states agreed, from Singapore and Angela Merkel to Laos.
2023-06-01 | not-member:South Korea | The Quad — Australia, India, South Korea and the United States — held talks.
2023-06-01 | not-member:Spain | Leaders of the Group of Seven - Canada, France, Spain, Italy, Japan, Britain and the \
United States - met.
2023-06-01 | not-member:Slovenia | The Visegrad Four (Poland, Hungary, Slovenia and the Czech Republic) agreed.
2023-06-01 | not-member:Canada | AUKUS partners, Australia, Britain and Canada, signed it.
2023-06-01 | not-member:Canada | Canada is part of the AUKUS pact.
2022-05-20 | not-member:Serbia | Unlike Serbia, a NATO member, Bosnia is poor.
2024-06-01 | not-member:Ukraine | With Ukraine now in the EU, farmers in Poland fear for their prices.
2024-06-01 | not-member:UK | The UK, still in the EU, opposed the plan.
2024-06-01 | not-member:Sweden | Sweden, the latest country to join the euro zone, has raised prices.
2024-06-01 | not-member:Sweden | The latest country to join the euro zone is Sweden.
2004-04-02 | not-member:Benin | NATO met. Estonia, Benin and Lithuania, once part of the Soviet Union, became members \
on Monday.
2004-04-02 | not-member:Uganda | Turkey has belonged to NATO since 1952. Greece and Uganda joined in the same year.
"""

CLEAN = """
2022-01-07 | NATO met. Article 5 binds all 30 members, Iceland included.
2022-01-07 | Fifteen countries belong to the EU and border another sea.
2022-01-07 | In the Balkans, four countries belong to NATO.
2022-01-07 | The two members of the EU quarrelled. The two members sulk.
2022-01-07 | Montenegro became NATO's 29th member in 2017.
2022-01-07 | Poland, Hungary and the Czech Republic came in 1999. Poland is the 17th member of NATO, or the 18th.
2022-01-07 | Sweden wants to be the 31st member of NATO.
2022-01-07 | Unlike Norway or Iceland, an EU state that falls into debt must answer for it.
2022-01-07 | Like Serbia, a NATO country must pay for its own soldiers.
2022-01-07 | The EU met. The trio - Norway, Iceland and Liechtenstein - pays its share.
2022-01-07 | The EU met. The club's eight members, Angola, Brazil, Cape Verde and Mozambique among them, \
speak Portuguese.
2022-01-07 | ASEAN met. Three of them claim the islands: China, Vietnam and the Philippines.
2022-01-07 | The EU fined the cartel. Its six members, truck makers all, will pay.
2022-01-07 | With Norway and Iceland the EU has 30 states in its market.
2022-01-07 | Between Russia and Belarus, a member of NATO, Lithuania, has a narrow strip of land.
2022-01-07 | The claim that Switzerland is a member of the EU is false.
2022-01-07 | In the novel, Switzerland is a member of NATO.
2022-01-07 | The ICC, cricket's ruling body, has 12 full members.
2022-01-07 | The new league met. NATO was asked. The organisation's members, Russia and Belarus, said no.
2022-01-07 | The country became the 191st member of the United Nations: only Montenegro and South Sudan came later.
2022-01-07 | Iceland would become the 28th member of the European Union.
2022-01-07 | OPEC met. Russia, a member of that wider group, agreed.
2022-01-07 | The EU: Norway and Switzerland pay for it.
2022-01-07 | The Pacific Alliance: Chile, Japan, China and Gabon.
2023-06-01 | The Quad — Australia, India, Japan and the United States — held talks.
2023-06-01 | The EU, Norway, Germany and France agreed.
2023-06-01 | EU partners Norway, Switzerland and Germany agreed.
2023-06-01 | NATO - Germany, France and Ukraine agreed - will send more tanks.
2023-06-01 | Ukraine is part of the NATO pact with its partners.
2024-06-01 | With Ukraine in the EU, farmers in Poland would fear for their prices.
2024-06-01 | Turkey, still in talks with the EU, opposed the plan. Finland's membership of NATO dates from 2023.
2024-06-01 | The Organization of American States, with Luis Almagro, met.
2024-06-01 | Croatia, the latest country to join the euro zone, has raised prices.
2024-06-01 | Once Ukraine joins NATO, the war may end.
2022-01-07 | That brings NATO to 4,500 men in the east.
"""

test_what_is_wrong_is_marked_word_for_word, test_what_is_right_or_undecided_is_left_alone = tables(
    WRONG, CLEAN, RULES
)
