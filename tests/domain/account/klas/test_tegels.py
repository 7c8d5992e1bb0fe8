"""What stands on the tiles of a class: as little of a name as tells its pupils apart, and an animal each."""

import pytest

from uwlr_service.domain.account.klas.dieren import Dier, icons_of
from uwlr_service.domain.account.klas.tegels import Klasleerling, tiles_of


def pupil(account: int, roepnaam: str, achternaam: str = "") -> Klasleerling:
    return Klasleerling(
        account=account, inlog=account, inlognaam=f"l{account}", roepnaam=roepnaam, achternaam=achternaam
    )


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([("Sanne", "Jansen"), ("Daan", "Bos")], ["Daan", "Sanne"]),
        ([("Sanne", "Jansen"), ("Sanne", "Bos"), ("Zoë", "Bos")], ["Sanne B", "Sanne J", "Zoë"]),
        ([("sanne", "Bos"), ("Sanne", "Bakker")], ["Sanne Ba", "sanne Bo"]),
        ([("Sanne", "Bos"), ("Sanne", "Bos")], ["Sanne Bos 1", "Sanne Bos 2"]),
        ([("Sanne", ""), ("Sanne", "")], ["Sanne 1", "Sanne 2"]),
        ([], []),
    ],
)
def test_a_name_has_as_many_letters_as_it_takes(people: list[tuple[str, str]], names: list[str]) -> None:
    class_ = [pupil(number, *name) for number, name in enumerate(people, start=1)]
    assert [tegel.naam for tegel in tiles_of(class_)] == names


def test_everybody_has_another_animal_as_long_as_there_are_enough() -> None:
    icons = icons_of(range(7, 7 + 3 * len(Dier), 3))
    assert {icoon.dier for icoon in icons.values()} == set(Dier)
    assert {icoon.kleur for icoon in icons.values()} == {0}


def test_in_a_large_class_the_background_tells_the_same_animals_apart() -> None:
    icons = icons_of(range(len(Dier) + 15))
    assert len(set(icons.values())) == len(Dier) + 15
    assert {icoon.kleur for icoon in icons.values()} == {0, 1}


def test_who_comes_later_changes_nothing_for_the_others() -> None:
    before = icons_of([5, 25, 45])
    after = icons_of([5, 25, 45, 65, 900])
    assert {account: after[account] for account in before} == before
