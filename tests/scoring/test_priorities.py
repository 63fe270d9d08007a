from fractions import Fraction

from servicescan.scoring.priorities import Ambition, in_order, inherited, layers, leverage

#: S2 and S3 need S1; S4 needs S2 and S3
DIAMOND = {"S1": (), "S2": ("S1",), "S3": ("S1",), "S4": ("S2", "S3")}


def test_leverage_grows_with_what_leans_directly_on_it():
    assert [leverage(shift, DIAMOND) for shift in DIAMOND] == [
        Fraction(7, 5),
        Fraction(6, 5),
        Fraction(6, 5),
        1,
    ]


def test_priority_is_gap_times_importance_times_leverage():
    wish = Ambition(wish=Fraction(7, 2), importance=3, leverage=Fraction(6, 5))
    assert wish.priority(Fraction(3)) == Fraction(9, 5)
    assert wish.priority(Fraction(4)) == 0


def test_without_a_wish_the_target_is_one_level_up():
    modest = Ambition(wish=None, importance=2, leverage=Fraction(1))
    assert modest.target(Fraction(5, 2)) == Fraction(7, 2)
    assert modest.priority(Fraction(5, 2)) == 2
    assert modest.priority(Fraction(7, 2)) == 1


def test_what_waits_lends_its_priority_to_what_must_come_first():
    own = {"S1": Fraction(0), "S2": Fraction(1), "S3": Fraction(2), "S4": Fraction(9)}
    assert inherited(own, DIAMOND) == dict.fromkeys(own, 9)
    assert inherited({**own, "S4": Fraction(0)}, DIAMOND) == {"S1": 2, "S2": 1, "S3": 2, "S4": 0}


def test_preferred_order_gives_way_only_where_something_must_come_first():
    assert in_order(["S4", "S3", "S2", "S1"], DIAMOND) == ("S1", "S3", "S2", "S4")
    assert in_order(["S1", "S2", "S3", "S4"], DIAMOND) == ("S1", "S2", "S3", "S4")
    assert in_order(["B", "A"], {}) == ("B", "A")


def test_need_that_takes_no_part_does_not_hold_up():
    assert in_order(["S4", "S2"], DIAMOND) == ("S2", "S4")
    assert layers(("S2", "S4"), DIAMOND) == (("S2",), ("S4",))


def test_layers_of_shifts_that_do_not_wait_for_each_other():
    assert layers(("S1", "S3", "S2", "S4"), DIAMOND) == (("S1",), ("S3", "S2"), ("S4",))
    assert layers((), DIAMOND) == ()
