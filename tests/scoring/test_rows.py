"""The rows that the audit looks at are the figures that are printed."""

from fractions import Fraction

from builders import question, questionnaire, responses, shift, workspace
from servicescan.model.ledger import Ledger
from servicescan.scoring.answers import Answers
from servicescan.scoring.assess import Outcome
from servicescan.scoring.audit import Kind
from servicescan.scoring.rows import Rows

QUESTIONS = [question(f"S1-{n}", mirror=n < 3, weight=Fraction(n)) for n in (1, 2, 3, 4)]
TABLE = """
             S1-1 S1-2 S1-3 S1-4
    lead     1    4    5    dk
    lead*5   5    4    4    1
    front*6  2    3    2    5
    front*3  1    dk   3    4
"""


def test_each_row_over_the_mean_answers_is_its_figure():
    tiny = questionnaire(shift("S1", *QUESTIONS))
    answers = Answers(tiny, responses(TABLE), workspace())
    found = Outcome(answers).unaudited()
    (only,) = found.shifts
    figures = {(Kind.SHIFT, "S1"): only.figure}
    figures |= {(Kind.QUESTION, id_): each.figure for id_, each in found.questions.items()}
    figures |= {(Kind.DOMAIN, each.id): each.figure for each in found.domains}
    figures |= {(Kind.SHIFT_DOMAIN, ("S1", each.id)): each.figure for each in only.by_domain}
    figures |= {(Kind.SHIFT_AUDIENCE, ("S1", a)): each for a, each in only.by_audience.items()}
    seen = 0
    for row in Rows(answers, Ledger()).of(found):
        if figure := figures.get((row.kind, row.key)):
            means = {(a, q): Fraction(*answers.sums.cell(q, a)) for a, q in row.row}
            assert sum(value * means[cell] for cell, value in row.row.items()) == figure.value
            seen += 1
    assert seen == 1 + 4 + 3 + 3 + 2
