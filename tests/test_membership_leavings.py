"""Members that are said to have left: who never was one, who is one still, and the year in which it was."""

from rule_cases import tables

from annotator.suggest.membership import Membership

RULES = (Membership(),)

WRONG = """
2024-06-01 | not-member:quit the CSTO | Armenia quit the CSTO in 2019.
2024-06-01 | not-member:left the EU | Hungary has left the EU.
2024-06-01 | wrong-date:2016 | Britain left the EU in 2016.
2024-06-01 | wrong-date:2012 | Qatar, which pulled out of OPEC in 2012, sells gas.
2024-06-01 | wrong-date:2014 | In 2014, Qatar left OPEC.
2024-06-01 | wrong-date:2014 | Qatar's withdrawal from OPEC in 2014 surprised nobody.
2024-06-01 | not-member:Georgia | Georgia left OPEC in 2017.
2024-06-01 | not-member:Norway | The EU has shrunk. Norway left the bloc in 2020.
"""

CLEAN = """
2024-06-01 | Britain left the EU in 2020, and Qatar left OPEC in January 2019.
2024-06-01 | Qatar quit OPEC in 2018. Russia was expelled from the Council of Europe in 2022.
2024-06-01 | France left NATO in 1966. Greece left the alliance in 1974.
2024-06-01 | Hungary has not left the EU, and nobody knows whether Poland left the EU in the lurch.
2024-06-01 | Armenia could have left the CSTO in 2019. Armenia left the CSTO summit in 2022.
2024-06-01 | Turkey left NATO in the dark. Mr Orban left the EU on Monday for Asia.
2024-06-01 | Mali, Niger and Burkina Faso said that they had left ECOWAS.
2023-04-01 | Honduras and Nicaragua left the OAS in the dark. Nicaragua left the OAS in November.
"""

test_a_leaving_that_was_not_is_marked, test_a_leaving_that_was_is_left_alone = tables(WRONG, CLEAN, RULES)
