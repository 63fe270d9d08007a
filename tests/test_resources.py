import pytest

from servicescan import resources


@pytest.mark.parametrize("parts", [("questionnaires",), ("reports", "gap"), ("translations",)])
def test_what_is_shipped_is_found(parts):
    assert resources.shipped(*parts).is_dir()


def test_damaged_installation_names_what_is_missing():
    with pytest.raises(FileNotFoundError, match="reports/none"):
        resources.shipped("reports", "none")
