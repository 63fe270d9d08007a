"""The examples in docs/scoring.md are true."""

import doctest
from pathlib import Path

DOC = Path(__file__).parent.parent / "docs" / "scoring.md"


def test_every_example_gives_what_it_says():
    result = doctest.testfile(str(DOC), module_relative=False)
    assert result.attempted > 10
    assert result.failed == 0
