"""Memberships at a distance: subjects over asides, company, several subjects and dates, which organization is meant."""

import pytest
from rule_cases import errors, rows

from annotator.suggest.membership import Membership

RULES = (Membership(),)

WRONG = """
2022-01-07 | not-member:Serbia | Serbia, whose army is small, has since 2009 been part of NATO.
2022-01-07 | not-member:Serbia | Of Croatia's neighbours, Serbia completed its accession to the EU in 2013.
2022-01-07 | not-member:Peru | Mexico joined the OECD in 1994, Chile in 2010 and Peru two years later.
2022-01-07 | not-member:Peru | The OECD met in Paris. Latvia, which acceded in 2016, was followed by Lithuania. \
Peru did so in 2018.
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
2022-01-07 | not-member:Chad | BRICS grew in 2010. China and Chad, with their partners, form the whole of the group.
2022-01-07 | not-member:Chad | The ministers spoke of Mercosur and of the Andean Community. Chad, a member since \
1999, was silent.
2022-01-07 | not-member:Togo | The EU met. Mercosur was asked for its view. Brazil is its heart. Spain, Togo and \
Portugal, which were admitted in the 1980s, want a treaty.
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


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_what_is_wrong_is_marked_word_for_word(day: str, wrong: str, text: str) -> None:
    assert errors(text, day, RULES) == [wrong.replace(":", ": ")]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_what_is_right_or_undecided_is_left_alone(day: str, text: str) -> None:
    assert errors(text, day, RULES) == []
