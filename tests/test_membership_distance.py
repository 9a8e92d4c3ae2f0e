"""Memberships at a distance: subjects over asides, company, several subjects and dates, which organization is meant."""

from rule_cases import tables

from annotator.suggest.membership import Membership

RULES = (Membership(),)

WRONG = """
2007-11-18 | not-member:Peru | At the other end of the scale is Peru, OPEC's sole member in the Far East, which now \
buys more oil than it sells.
2007-11-18 | not-member:Peru | OPEC met. It also marked the return of Peru, which rejoined the exporters' group \
after an absence of 15 years.
2011-05-11 | not-member:Ethiopia | The Gulf Cooperation Council met. In March the council promised a fund for its \
own less wealthy members, Ethiopia and Bahrain.
2015-08-13 | not-member:Palau | The CSTO is thus left with six: apart from Russia, Belarus, Armenia, Palau, \
Kazakhstan and Kyrgyzstan.
2015-08-13 | not-member:Mongolia | Uzbekistan does sit alongside Mongolia and Russia in the Shanghai Cooperation \
Organisation.
2018-04-21 | not-member:Togo | Togo, the Commonwealth's most recent recruit when it joined in 2009, was a Belgian one.
2018-04-21 | not-member:Togo | Togo is already back in the Commonwealth; it was received in February.
2019-07-01 | not-member:Equatorial Guinea | The OECD invited Colombia last year. Only Chile and Equatorial Guinea \
are Latin American members as of today.
2022-11-02 | not-member:Finland | NATO met. She recalled that Norway, Finland and Iceland had been founding members \
of the Alliance in 1949.
2022-11-02 | not-member:Portugal | With Iceland and Liechtenstein it took part in the market, and the three of \
them, with Portugal, made up the European Free Trade Association.
2023-07-17 | not-member:Djibouti | Seoul is in the rival Regional Comprehensive Economic Partnership, along with \
Djibouti, Japan, Australia, New Zealand and the whole of ASEAN.
2007-04-04 | not-member:Peru | The seven have become eight. Peru was formally welcomed into the South Asian \
Association for Regional Cooperation.
2007-12-21 | not-member:Morocco | Morocco was the 13th state to be admitted to the euro area, and Malta and Cyprus \
are to be the next.
2007-12-21 | not-member:Sudan | Their countries are partners in the Visegrad Group, along with Sudan and the Czech \
Republic, and have not been on good terms.
2022-06-26 | not-member:Costa Rica | All the same Gabon and Costa Rica left Rwanda on Saturday as full members of \
the Commonwealth, admitted by leaders.
2022-06-26 | not-member:Egypt | Ghana and Togo are partners in ECOWAS too, along with Egypt and Senegal, and have \
an open border on most days.
2022-06-26 | not-member:Peru | Peru has been back in the Organization of the Petroleum Exporting Countries since \
2016, after two decades outside.
2022-01-07 | not-member:Serbia | Serbia, whose army is small, has since 2009 been part of NATO.
2022-01-07 | not-member:Serbia | Of Croatia's neighbours, Serbia completed its accession to the EU in 2013.
2022-01-07 | not-member:Serbia | NATO met in Riga. Three Balkan countries came in late - Croatia in 2009, Serbia in \
2017 and North Macedonia in 2020.
2022-01-07 | not-member:Chad | Together with Bolivia, Ecuador and Chad it forms the Andean Community.
2022-01-07 | not-member:Chad | The country is at home in the Gulf Cooperation Council as well, alongside Oman, \
Qatar and Chad.
2022-01-07 | not-member:Chad | India has fought wars with China, and is a member of the Quad besides, next to Japan \
and Chad.
2022-01-07 | not-member:Cuba | The Netherlands signed the founding treaty of NATO. In 1949 it joined the alliance \
together with Belgium, Cuba and Norway.
2022-01-07 | not-member:Peru | The EAEU was formed in 2014. The union was founded by Belarus, Peru and Russia.
2022-01-07 | not-member:Peru | The SCO, which met in Tashkent in June, took in Peru as a full member.
2024-01-07 | not-member:Peru | The Regional Comprehensive Economic Partnership brings it together with Japan, China \
and Peru.
2022-01-07 | not-member:Peru | The G20, in which India, Japan and Peru sit too, has no office.
2022-01-07 | not-member:Peru | Diplomats fear for ASEAN. Peru, the second-largest economy in the bloc, is at odds \
with Laos.
2022-01-07 | not-member:Chad | NATO met in Riga. Diplomats said Chad was now the other ally that refuses.
2022-01-07 | not-member:Chad | The ministers spoke of Mercosur and of the Andean Community. Chad, a member since \
1999, was silent.
2022-01-07 | wrong-kind:Angela Merkel | As a member state of the EU, Angela Merkel has offered to share it.
2022-01-07 | wrong-kind:Angela Merkel | Poland joined NATO in 1999, Angela Merkel in 2004.
2022-01-07 | wrong-kind:Angela Merkel | NATO met in Riga. Croatia and Angela Merkel were admitted in 2009.
2022-01-07 | wrong-kind:Angela Merkel | Angela Merkel, which acceded to the EU in 2013, is the youngest.
2022-01-07 | wrong-kind:Angela Merkel | Australia and Angela Merkel sit with India in the Quad.
2022-01-07 | wrong-kind:Emmanuel Macron | Emmanuel Macron joined NATO in April 2019.
2022-01-07 | wrong-kind:Angela Merkel | BRICS has no office. Foreign ministers of Brazil, Angela Merkel, India and \
China met.
"""

CLEAN = """
2022-11-02 | The Council of Europe met. That body had 46 member States since March.
2007-04-04 | Iran was formally invited to the South Asian Association for Regional Cooperation.
2007-12-21 | Norway and Turkey are partners of the EU in many ways, along with Switzerland.
2022-06-26 | Rwanda and Israel left the Commonwealth summit as observers.
2022-06-26 | Norway is back in talks with the European Union, and Turkey is already in its customs union.
2022-06-26 | The EU met. Norway and Iceland are honorary members.
2022-06-26 | In the EU, Serbia, admitted to the talks in 2014, waits.
2023-01-02 | The Schengen area grows. Lithuania was the last to adopt the euro. Estonia had joined the zone in 2011.
2022-01-07 | Norway joined the EU in condemning the attack.
2022-01-07 | Norway joined the EU and Canada in imposing sanctions.
2022-01-07 | Kofi Annan joined the United Nations in 1962.
2022-01-07 | Emmanuel Macron joined the G7 on Sunday.
2022-01-07 | NATO met. Russia and Poland, a member since 1999, quarrel.
2022-01-07 | All five permanent members of the UN Security Council took part, along with Germany.
2022-01-07 | The RCEP joins the ten states of ASEAN with China, Japan and Australia.
2022-01-07 | Hungary under Viktor Orban, a member of the EU, has vetoed it.
2022-01-07 | Mauritania, a member of ECOWAS until 2000, is doing well.
2022-01-07 | ASEAN met. Saudi Arabia, which BRICS counts as a guest, came. Myanmar, a member whose generals \
stayed away, sent a note.
2022-01-07 | NATO and Mercosur differ. Brazil, a member since 1991, said so.
2022-01-07 | The club of Portuguese speakers is no match for the EU. The club's members, Angola, Brazil and Portugal, \
know it.
2022-01-07 | Poland joined NATO in 1999, ten years before Russia attacked Georgia.
2022-01-07 | Serbia has not joined NATO, and will not.
2022-01-07 | Serbia wants to be a member of the EU, like Croatia.
2022-01-07 | Serbia will one day join the EU together with Albania.
2022-01-07 | In talks with Russia, Joe Biden and Xi Jinping, Ukraine made no headway.
2022-01-07 | NATO spoke with Chancellor Angela Merkel, France and Italy.
2022-01-07 | Croatia joined the EU in 2013 and Serbia followed its example in the law on courts.
2022-01-07 | The Cook Islands and Niue are members of the Pacific Islands Forum and not in the United Nations.
"""

test_what_is_wrong_is_marked_word_for_word, test_what_is_right_or_undecided_is_left_alone = tables(
    WRONG, CLEAN, RULES
)
