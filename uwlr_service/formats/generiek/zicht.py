"""The view that a writer has of an object: the fields that the agreement allows, and nothing else."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.formats.edexml.fragmenten import TAGS

ObjectT = TypeVar("ObjectT")


@dataclass(frozen=True)
class Zicht(Generic[ObjectT]):
    """A view of the objects of one class; a field that is off is as it would be when nobody knew it.

    ``element`` is the name under which the agreement has the fields of the class.
    """

    element: str
    kind: Callable[..., ObjectT]
    hidden: dict[str, Any]

    @classmethod
    def of(cls, kind: Any, element: str, velden: Veldenlijst) -> "Zicht[Any]":
        """The view that an agreement gives on a class; a key is always seen, for its number."""
        allowed: frozenset[str] = frozenset()
        if is_delivered(element, velden):
            allowed = velden.of(element)
        hidden = {}
        for field in dataclasses.fields(kind):
            if field.name != "key" and TAGS.get(field.name, field.name) not in allowed:
                hidden[field.name] = _unknown(field)
        return cls(element, kind, hidden)

    def __call__(self, subject: ObjectT) -> ObjectT:
        """The object without what is off."""
        return dataclasses.replace(subject, **self.hidden)  # type: ignore[type-var]


def _unknown(field: dataclasses.Field[Any]) -> Any:
    """The value of a field of which nothing is known."""
    if field.default is dataclasses.MISSING:
        return None
    return field.default
