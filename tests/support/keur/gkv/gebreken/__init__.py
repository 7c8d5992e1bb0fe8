"""The defects that the suite for who delivers GKV has to catch, each with the cases that see it."""

from tests.support.keur.gkv.gebreken import dropin, lijsten, pakketten, toegang

PER_ONDERWERP = {
    "GKV: token en toegang": toegang.GEBREKEN,
    "GKV: lijsten": lijsten.LIJSTEN,
    "GKV: ophalen": lijsten.OPHALEN,
    "GKV: bevestigen": lijsten.BEVESTIGEN,
    "GKV: pakketten en hun keten": pakketten.GEBREKEN,
    "GKV: de drop-in": dropin.GEBREKEN,
}
GEBREKEN = tuple(gebrek for gebreken in PER_ONDERWERP.values() for gebrek in gebreken)
