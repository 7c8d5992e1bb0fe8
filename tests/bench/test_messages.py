"""Answers are compared by what they say, whatever their prefixes."""

from bench import messages, school
from uwlr_service.domain.school import regels
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS as NS


def test_prefixes_end_tags_and_moments_make_no_difference() -> None:
    one = f'<a xmlns="{NS}"><groep key="G1"/><mutatiedatum>2026-01-01T00:00:00Z</mutatiedatum></a>'
    other = (
        f'<t:a xmlns:t="{NS}"><t:groep key="G1"></t:groep>'
        "<t:mutatiedatum>2025-01-01T00:00:00+01:00</t:mutatiedatum></t:a>"
    )

    assert messages.content(one.encode()) == messages.content(other.encode())


def test_a_text_or_an_attribute_does() -> None:
    answers = [f'<a xmlns="{NS}"><b key="{key}">{text}</b></a>'.encode() for key, text in ("1x", "2x", "1y")]

    assert len({tuple(messages.content(answer)) for answer in answers}) == 3


def test_the_school_that_is_measured_may_be_stored() -> None:
    assert regels.violations(school.make(30)) == []


def test_a_change_changes_one_pupil() -> None:
    before = school.make(5)
    after = school.change(before, 1)

    changed = [new.key for old, new in zip(before.leerlingen, after.leerlingen, strict=True) if old != new]
    assert changed == [before.leerlingen[0].key]
