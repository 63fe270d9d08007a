"""Plain values to the model; pydantic comes only where something is not exactly right."""

from typing import TypeVar, cast

from servicescan.storage.exact import Inexact, read_exactly
from servicescan.storage.marked_yaml import Document

T = TypeVar("T")


def bind(type_: type[T], document: Document) -> T | None:
    """The document as a value of the model; None when it has problems (now in the document)."""
    try:
        return read_exactly(type_, document.value)
    except Inexact:
        from servicescan.storage.validating import validated

        return cast("T | None", validated(type_, document))
