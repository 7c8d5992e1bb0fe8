"""Every address of the portal: the lists of all visitors together."""

from uwlr_service.paginas.klas import adressen as klas
from uwlr_service.paginas.toegang import adressen as toegang
from uwlr_service.portaal.beheer import adressen as beheer
from uwlr_service.portaal.eigen import adressen as eigen
from uwlr_service.portaal.partner import adressen as partner
from uwlr_service.portaal.publiek import adressen as publiek
from uwlr_service.portaal.school import adressen as school

ALLE = (
    *publiek.ADRESSEN,
    *eigen.ADRESSEN,
    *school.ADRESSEN,
    *partner.ADRESSEN,
    *beheer.ADRESSEN,
    *toegang.ADRESSEN,
    *klas.ADRESSEN,
)
