"""Misleading signs in an EDEXML file go out of texts and are counted; in a key or a code they are refused."""

import pytest

from tests.support.messages.edexml import SCHOOL, document, leerling, read
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.leerling import Leerling

SIGNS = ["\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u2066", "\u200f", "&#x85;", "&#8232;"]
BRAM = (
    '<leerling key="{}" eckid="{}"><achternaam>{}</achternaam><roepnaam>{}</roepnaam>'
    "<jaargroep>{}</jaargroep></leerling>"
)


def bram(
    key: str = "L1", eckid: str = "E1", achternaam: str = "Boer", roepnaam: str = "Bram", jaargroep: str = "4"
) -> str:
    return BRAM.format(key, eckid, achternaam, roepnaam, jaargroep)


def only(data: bytes) -> Leerling:
    (found,) = read(data).gegevens.leerlingen
    return found


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_in_a_text_is_taken_out_and_counted(sign: str) -> None:
    texts = document(
        bram(achternaam=f"{sign}Bo{sign}er", roepnaam=f"Bram{sign}"),
        school=f"{SCHOOL}<commentaar>een{sign}twee</commentaar>",
        before=f'<groepen><groep key="G1"><naam>5{sign}</naam><jaargroep>5</jaargroep></groep></groepen>',
    )
    gelezen = read(texts)
    assert gelezen.opgeschoond == 4
    assert gelezen.gegevens.leerlingen == read(document(bram())).gegevens.leerlingen
    assert gelezen.gegevens.school.commentaar == "eentwee"
    assert gelezen.gegevens.groepen[0].naam == "5"


def test_a_file_without_them_counts_none() -> None:
    assert (
        read(
            document(bram(achternaam="de \u0141\u00f3d\u017a a\u200cb \U0001f468\u200d\U0001f469"))
        ).opgeschoond
        == 0
    )


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("key", ["key", "eckid"])
def test_a_sign_in_a_key_is_refused(key: str, sign: str) -> None:
    with pytest.raises(DocumentOngeldig) as caught:
        read(document(bram(**{key: f"L1{sign}"})))
    (melding,) = caught.value.meldingen
    assert f"leerling/{key} bevat een stuurteken (U+" in melding.tekst


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_in_a_code_or_the_key_of_a_school_is_refused(sign: str) -> None:
    with pytest.raises(DocumentOngeldig):
        read(document(bram(jaargroep=f"4{sign}")))
    school = SCHOOL.replace("<brincode>99XX</brincode>", f"<schoolkey>school{sign}1</schoolkey>")
    with pytest.raises(DocumentOngeldig, match="1 fout") as caught:
        read(document(leerling(), school=school))
    assert "school/schoolkey bevat een stuurteken" in caught.value.meldingen[0].tekst


def test_a_text_of_such_signs_alone_is_refused() -> None:
    with pytest.raises(DocumentOngeldig):
        read(document(bram(achternaam="\x85\u2028")))


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u3000", " "])
def test_a_space_of_any_kind_around_a_value_means_nothing_and_inside_stays(space: str) -> None:
    around = bram(f"{space}L1", f"E1{space}", f"{space}Boer{space}", f"Bram{space}{space}")
    assert only(document(around)) == only(document(bram()))
    assert only(document(bram(achternaam=f"Boer{space}Bos"))).achternaam == f"Boer{space}Bos"


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u3000"])
def test_so_it_does_around_a_date_and_a_number(space: str) -> None:
    def dated(around: str) -> bytes:
        velden = (
            f"<geboortedatum>{around}2016-05-01{around}</geboortedatum><geslacht>{around}1{around}</geslacht>"
        )
        school = SCHOOL.replace("<brincode>", f"<peildatum>{around}2026-10-01</peildatum><brincode>")
        return document(leerling().replace("<jaargroep>", f"{velden}<jaargroep>"), school=school)

    assert read(dated(space)).gegevens == read(dated("")).gegevens
    with pytest.raises(DocumentOngeldig):
        read(dated("").replace(b"2016-05", f"2016-{space}05".encode()))
