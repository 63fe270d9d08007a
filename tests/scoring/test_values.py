"""Values of scoring cannot be changed, by nobody and nowhere, and say what each part is."""

import importlib
import inspect
import pkgutil
from dataclasses import is_dataclass

import pytest

from servicescan import scoring

MODULES = [
    importlib.import_module(f"{scoring.__name__}.{each.name}")
    for each in pkgutil.iter_modules(scoring.__path__)
]
VALUES = [
    each
    for module in MODULES
    for _, each in inspect.getmembers(module, is_dataclass)
    if inspect.isclass(each) and each.__module__ == module.__name__
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_stays_what_it_is(value):
    names = [*inspect.signature(value).parameters]
    made = value(**dict.fromkeys(names))
    with pytest.raises(AttributeError):
        setattr(made, names[0], "another")
    assert not hasattr(made, "__dict__")
    with pytest.raises(TypeError, match="positional"):
        value(*names)
