"""A row becomes the holder of a key by position, so the columns must stand in the order of its fields."""

from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.repository.koppeling import toegang


def test_the_columns_are_named_by_the_fields_of_the_holder() -> None:
    assert tuple(column.key for column in toegang.SLEUTELHOUDER.selected_columns) == Sleutelhouder._fields


def test_every_column_belongs_to_a_field() -> None:
    assert toegang.COLUMNS_OF_HOUDER.keys() == set(Sleutelhouder._fields)
