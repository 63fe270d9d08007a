"""An attack on whole outcomes that knows nothing of how the audit works.

What each printed figure depends on is measured: one answer is raised, and the figure is looked at
again. Then plain linear algebra searches for a combination of all printed figures, of the present
report and of an earlier one, that rests on the answers of fewer than five people.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builders import OPEN, question, questionnaire, response, shift
from builders import workspace as scan_of
from servicescan.model.assessment import Tally
from servicescan.model.ledger import Ledger
from servicescan.model.response import Answer
from servicescan.model.workspace import Group, Thresholds
from servicescan.scoring.apart import Shown, apart
from servicescan.scoring.assess import assess
from servicescan.scoring.giving import given_away

#: without searching for the smallest example, which takes minutes here
QUICK = (Phase.explicit, Phase.generate)
PRIME = 2**31 - 1
FIVE = 5
TINY = questionnaire(
    shift(
        "S1",
        question("S1-1", mirror=True),
        question("S1-2", mirror=True),
        question("S1-3", audiences=("lead", "front")),
        question("S1-4", audiences=("front",)),
    )
)
ASKED = {q.id: q.audiences for q in TINY.questions}
LENSES = ("domains", "tiers", "elements")
GROUPS = ("lead", "hr", "front")
PERSON = st.tuples(
    st.sampled_from(GROUPS),
    st.fixed_dictionaries(dict.fromkeys(ASKED, st.integers(0, 5))),
    st.sampled_from(["", "North", "South"]),
)
SETTINGS = st.builds(
    lambda told, invited: scan_of(
        Thresholds(),
        audiences={
            id_: Group(visible_as_group=told and id_ == "lead", invited=invited) for id_ in GROUPS
        },
    ),
    st.booleans(),
    st.sampled_from([None, 12]),
)


def person(code, audience, levels, unit):
    """0 stands for no answer."""
    given_levels = {
        id_: Answer(level=level)
        for id_, level in levels.items()
        if level and audience in ASKED[id_]
    }
    found = response(audience, given_levels, code=code)
    return replace(found, respondent=replace(found.respondent, unit=unit))


def figures_of(found):
    """Key -> value of every figure in an outcome that is shown."""
    named = {(kind, g.id): g.figure for kind in LENSES for g in getattr(found, kind)}
    for score in found.questions.values():
        named["q", score.question] = score.figure
        named |= {("qa", score.question, group): f for group, f in score.by_audience.items()}
    values = {}
    for one in found.shifts:
        named["s", one.shift] = one.figure
        values["low", one.shift], values["high", one.shift] = one.if_absent or (None, None)
        named |= {("sa", one.shift, group): figure for group, figure in one.by_audience.items()}
        named |= {("sd", one.shift, group.id): group.figure for group in one.by_domain}
    for unit in found.units:
        named |= {("u", shift_, unit.unit): figure for shift_, figure in unit.by_shift.items()}
    for gap in (*found.perception, *found.discuss):
        named["policy", gap.questions], named["practice", gap.questions] = gap.policy, gap.practice
    values |= {key: figure.value for key, figure in named.items()}
    return {key: value for key, value in values.items() if value is not None}


def unknowns_of(people):
    return [
        (each.respondent.code, id_, answer.level)
        for each in people
        for id_, answer in each.answers.items()
    ]


def answers_to(question_, people):
    return [unknown for unknown in unknowns_of(people) if unknown[1] == question_]


def mean_row(sets):
    """The mean of the means of these sets of answers; empty ones do not count."""
    full = [each for each in sets if each]
    return {unknown: Fraction(1, len(each) * len(full)) for each in full for unknown in each}


def questions_of(key, people):
    """What a figure of a group or a unit is the mean of."""
    if key[0] == "qa":
        return [key[1]]
    if key[0] == "sa":
        return [q.id for q in TINY.questions if q.mirror]
    units = [[p for p in people if p.respondent.unit == unit] for unit in ("North", "South")]
    return [id_ for id_ in ASKED if all(answers_to(id_, unit) for unit in units)]


def rows_of(shown, people, scan):
    """What each shown figure depends on, measured on an outcome that hides nothing.

    Figures are linear, so any levels will do; these keep the two seats apart.
    """
    bare = replace(scan, thresholds=OPEN)
    plain = {"lead": Answer(level=4), "hr": Answer(level=4), "front": Answer(level=2)}
    apart = [
        replace(each, answers=dict.fromkeys(each.answers, plain[each.respondent.audience]))
        for each in people
    ]
    before = figures_of(assess(TINY, apart, bare))
    # what is said of groups depends on the whole group, and is told apart below
    rows = {key: {} for key in figures_of(shown) if key[0] not in ("qa", "sa", "u")}
    for number, each in enumerate(apart):
        for id_, answer in each.answers.items():
            higher = {**each.answers, id_: Answer(level=answer.level + 1)}
            moved = [*apart[:number], replace(each, answers=higher), *apart[number + 1 :]]
            after = figures_of(assess(TINY, moved, bare))
            unknown = (each.respondent.code, id_, people[number].answers[id_].level)
            for key, row in rows.items():
                if after[key] != before[key]:
                    row[unknown] = after[key] - before[key]
    for key in figures_of(shown).keys() - rows.keys():
        mine = [p for p in people if key[2] in (p.respondent.audience, p.respondent.unit)]
        rows[key] = mean_row([answers_to(id_, mine) for id_ in questions_of(key, people)])
    for score in shown.questions.values():
        if score.distribution is not None:
            rows["d", score.question] = mean_row([answers_to(score.question, people)])
    return [{u: modular(v) for u, v in row.items()} for row in rows.values()]


def modular(value):
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def rank(rows):
    basis = {}
    for original in rows:
        row = dict(original)
        while row and (first := min(row)) in basis:
            factor = row[first]
            for key, value in basis[first].items():
                row[key] = (row.get(key, 0) - factor * value) % PRIME
            row = {key: value for key, value in row.items() if value}
        if row:
            first = min(row)
            inverse = pow(row[first], -1, PRIME)
            basis[first] = {key: value * inverse % PRIME for key, value in row.items()}
    return len(basis)


def unmasked(rows, weights):
    """A set of people, counting for fewer than five, of whom a combination tells."""
    whole = rank(rows)
    for size in range(1, FIVE):
        for few in combinations(sorted(weights), size):
            slack = FIVE - 1 - sum(weights[code] for code in few)
            grows = any(weights[code] <= slack for code in weights.keys() - set(few))
            if slack >= 0 and not grows:  # a larger set knows at least as much
                outside = [{u: v for u, v in row.items() if u[0] not in few} for row in rows]
                if rank(outside) < whole:
                    return few
    return None


def told_rows(found, people):
    """What is printed of who gave a level, did not know, or left it open: a row for each count."""
    rows = []
    for score in found.questions.values():
        asked = [p for p in people if p.respondent.audience in ASKED[score.question]]
        for group, figure in score.by_audience.items():
            if figure.value is not None:
                mine = [p for p in asked if p.respondent.audience == group]
                rows.append({(p.respondent.code, score.question, "level"): 1 for p in mine})
        if score.figure.value is not None:
            rows.append({(p.respondent.code, score.question, "level"): 1 for p in asked})
        if score.tally is not None:
            rows += [
                {(p.respondent.code, score.question, status): 1 for p in asked}
                for status in ("level", "don't know", "not applicable")
            ]
    return rows


def weights_of(people, scan):
    told = scan.audiences["lead"].visible_as_group
    return {
        each.respondent.code: 2 if told and each.respondent.audience == "lead" else 1
        for each in people
    }


@settings(max_examples=25, phases=QUICK)
@given(team=st.lists(PERSON, min_size=6, max_size=9), scan=SETTINGS)
def test_one_report_unmasks_nobody(team, scan):
    people = [person(f"p{n}", *each) for n, each in enumerate(team)]
    shown = assess(TINY, people, scan)
    assert unmasked(rows_of(shown, people, scan), weights_of(people, scan)) is None


@settings(max_examples=40, phases=QUICK)
@given(team=st.lists(PERSON, min_size=1, max_size=11), scan=SETTINGS)
def test_what_came_back_tells_of_no_few_people(team, scan):
    """Counts of answers, of "don't know" and of the rest, with the numbers behind the figures.

    Groups that were told so stand in figures from three people on, and their number with them.
    """
    people = [person(f"p{n}", *each) for n, each in enumerate(team)]
    shown = assess(TINY, people, scan)
    assert unmasked(told_rows(shown, people), weights_of(people, scan)) is None
    whole = [score.tally for score in shown.questions.values() if score.tally]
    assert shown.tally == shown.shifts[0].tally == sum(whole, Tally())
    graded = [score.evidence for score in shown.questions.values() if score.evidence]
    assert sum(shown.evidence.values()) == sum(sum(each.values()) for each in graded)


@settings(max_examples=25, phases=QUICK)
@given(
    team=st.lists(PERSON, min_size=6, max_size=8),
    later=st.lists(PERSON, max_size=6),
    leaves=st.integers(0, 1),
    change=st.tuples(st.integers(0, 7), st.sampled_from(list(ASKED)), st.integers(0, 5)),
    scan=SETTINGS,
)
def test_two_reports_together_unmask_nobody(team, later, leaves, change, scan):
    """People come, go and change their mind between the two."""
    people = [person(f"p{n}", *each) for n, each in enumerate(team)]
    ledger = Ledger(salt="salt")
    first = assess(TINY, people, scan, ledger)
    ledger = replace(ledger, issues=(given_away(first, TINY, people, scan, ledger),))
    who, id_, level = change
    audience, levels, unit = team[who % len(team)]
    now = [*people]
    now[who % len(team)] = person(f"p{who % len(team)}", audience, {**levels, id_: level}, unit)
    now = [*now[leaves:], *(person(f"late{n}", *each) for n, each in enumerate(later))]
    second = assess(TINY, now, scan, ledger)
    counted = now if not second.late else now[: len(now) - second.late]
    rows = rows_of(first, people, scan) + rows_of(second, counted, scan)
    assert unmasked(rows, weights_of([*people, *now], scan)) is None


@settings(max_examples=12, phases=QUICK)
@given(
    team=st.lists(PERSON, min_size=10, max_size=12),
    scan=SETTINGS,
    is_whole_out=st.booleans(),
)
def test_reports_per_unit_and_of_the_whole_unmask_nobody_together(team, scan, is_whole_out):
    # a unit each in turn, so that both are large enough to have a report
    people = [
        replace(each, respondent=replace(each.respondent, unit=("North", "South")[n % 2]))
        for n, each in enumerate(person(f"p{n}", *drawn) for n, drawn in enumerate(team))
    ]
    ledger, rows = Ledger(salt="a"), []

    def whole_goes_out(ledger):
        shown = assess(TINY, people, scan, ledger)
        rows.extend(rows_of(shown, people, scan))
        issue = given_away(shown, TINY, people, scan, ledger)
        return replace(ledger, issues=(*ledger.issues, issue))

    if is_whole_out:
        ledger = whole_goes_out(ledger)
    for each in apart(TINY, people, scan, ledger):
        if isinstance(each, Shown):
            mine = [p for p in people if p.respondent.unit == each.unit]
            rows.extend(rows_of(each.assessment, mine, each.workspace))
            ledger = replace(ledger, issues=(*ledger.issues, each.issue))
    whole_goes_out(ledger)
    assert unmasked(rows, weights_of(people, scan)) is None
