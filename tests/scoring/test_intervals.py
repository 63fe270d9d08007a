from statistics import fmean, stdev

import pytest

from builders import voices
from servicescan.scoring.intervals import interval, jackknife_error, t_quantile, welch
from servicescan.scoring.sums import Sums


@pytest.mark.parametrize(
    ("df", "quantile"),
    [
        (1, 12.7062047362),
        (2, 4.30265272991),
        (3.8147063926, 2.83044),
        (11, 2.20098516008),
        (30, 2.0422724563),
        (1000, 1.96233908082),
    ],
)
def test_quantiles_of_students_t(df, quantile):
    assert t_quantile(df) == pytest.approx(quantile, abs=1e-5)


def test_interval_is_cut_at_the_ends_of_the_scale():
    assert interval(1.2, (0.5, 4)) == pytest.approx((1.0, 2.588), abs=1e-3)
    assert interval(4.9, (0.5, 4)) == pytest.approx((3.512, 5.0), abs=1e-3)
    assert interval(3.0, None) is None


def test_error_of_one_question_is_the_textbook_one():
    levels = [1, 2, 2, 4, 5, 3]
    people = voices(front=[{"Q": level} for level in levels])
    error, df = jackknife_error({"Q": 1.0}, Sums(people), {"front": 24})
    assert error == pytest.approx(stdev(levels) / 6**0.5 * (1 - 6 / 24) ** 0.5)
    assert df == 5


def test_no_error_is_left_when_everybody_answered():
    people = voices(front=[{"Q": 1}, {"Q": 5}], lead=[{"Q": 3}])
    assert jackknife_error({"Q": 1.0}, Sums(people), {"front": 2, "lead": 1}) == (0.0, 1)


def test_more_answers_than_invitations_count_as_everybody():
    people = voices(front=[{"Q": 1}, {"Q": 5}, {"Q": 3}])
    assert jackknife_error({"Q": 1.0}, Sums(people), {"front": 2}) == (0.0, 2)
    assert jackknife_error({"Q": 1.0}, Sums(people), {"front": 0}) == (0.0, 2)


def test_audience_of_one_with_absent_colleagues_has_no_spread():
    people = voices(front=[{"Q": 1}, {"Q": 5}], lead=[{"Q": 3}])
    assert jackknife_error({"Q": 1.0}, Sums(people), {"front": 2, "lead": 4}) is None
    assert jackknife_error({"Q": 1.0}, Sums(people), {}) is None


def test_nobody_to_leave_out_gives_no_error():
    assert jackknife_error({"Q": 1.0}, Sums([]), {}) is None
    assert jackknife_error({"Q": 1.0}, Sums(voices(front=[{"P": 1}])), {}) is None
    everyone = {"front": 1, "lead": 1}
    assert (
        jackknife_error({"Q": 1.0}, Sums(voices(front=[{"Q": 1}], lead=[{"Q": 3}])), everyone)
        is None
    )


def test_question_that_only_one_person_answered_is_left_out_with_that_person():
    people = voices(front=[{"Q": 2, "P": 4}, {"Q": 4}, {"Q": 3}])
    error, df = jackknife_error({"Q": 1.0, "P": 1.0}, Sums(people), {})
    full = fmean([3, 4])
    left_out = [fmean([4, 3]), fmean([2.5, 4]), fmean([3, 4])]  # the first without P
    assert error == pytest.approx((2 / 3 * sum((x - full) ** 2 for x in left_out)) ** 0.5)
    assert df == 2


def test_weights_count_in_the_error():
    people = voices(front=[{"Q": 1, "P": 3}, {"Q": 5, "P": 3}])
    equal, _ = jackknife_error({"Q": 1.0, "P": 1.0}, Sums(people), {})
    light, _ = jackknife_error({"Q": 1.0, "P": 3.0}, Sums(people), {})
    assert light == pytest.approx(equal / 2)


def test_difference_of_means_needs_two_people_and_some_spread():
    assert welch([1.0], [2.0, 3.0]) is None
    assert welch([2.0, 3.0], [1.0]) is None
    assert welch([2.0, 2.0], [3.0, 3.0]) is None
    low, high = welch([4.0, 5.0, 4.0], [2.0, 2.0])
    assert low < 7 / 3 < high
