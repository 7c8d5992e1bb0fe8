"""The code lists of EDEXML 2.1 by which the service decides something (types.vast and types.variabel)."""

JAARGROEPEN = {
    "B": "baby's tot 1 jaar",
    "D": "dreumesen van 1 tot 2 jaar",
    "0": "peuters van 3 tot 4 jaar",
    "1": "groep 1",
    "2": "groep 2",
    "3": "groep 3",
    "4": "groep 4",
    "5": "groep 5",
    "6": "groep 6",
    "7": "groep 7",
    "8": "groep 8",
    "11": "leerjaar 1",
    "12": "leerjaar 2",
    "13": "leerjaar 3",
    "14": "leerjaar 4",
    "15": "leerjaar 5",
    "16": "leerjaar 6",
    "S": "speciaal (basis)onderwijs",
    "V": "voortgezet speciaal onderwijs",
    "C": "combinatiegroep",
    "N": "geen primair of voortgezet onderwijs",
    "H": "historisch",
}
HISTORISCH = "H"

ROLLEN = {
    "ADJ": "Adjunct-directeur",
    "ADM": "Administratief medewerker",
    "CON": "Conciërge",
    "DIR": "Directeur",
    "ICT": "ICT-coördinator",
    "IB": "Intern begeleider",
    "KLA": "Klassenassistent",
    "LRK": "Leerkracht",
    "LOS": "Lerarenondersteuner",
    "LOC": "Locatieleider",
    "OWA": "Onderwijsassistent",
    "OUD": "Ouder",
    "RT": "Remedial teacher",
    "SMW": "Schoolmaatschappelijk werker",
    "STA": "Stagiair",
    "TAL": "Toetsafnameleider",
    "VAK": "Vakleerkracht",
}
LATE_ROLLEN = frozenset({"TAL"})
"""Codes that came after UWLR 2.2 and EDEXML 2.0: they go out as ``rolomschrijving`` there."""

GESLACHTEN = {0: "onbekend", 1: "jongen", 2: "meisje", 9: "niet gespecificeerd"}
ETNICITEITEN = frozenset({"0", "1", "9"})
GEWICHTEN_NIEUW = frozenset({"?", "0", "0,3", "1,2"})
GEWICHTEN = frozenset({"?", "0.00", "0.25", "0.40", "0.70", "0.90"})

LANDEN = frozenset(
    """
    ? AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR
    BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CX CY CZ DE DJ DK DM DO DZ EC
    EE EG EH ER ES ET FI FJ FK FM FO FR FX GA GB GD GE GF GH GI GL GM GN GP GQ GR GS GT GU GW GY
    GZ HK HM HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JH JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OK OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR ST SV SY SZ TB TC TD TF TG TH
    TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YO YT ZA ZM ZW
    """.split()
)
"""EDEXLandType: ISO 3166, with historic codes and one for "unknown" that the list itself adds."""

ABSENTIEREDENEN = {
    "ZK": ("Ziek", "absent", True),
    "DO": ("Dokter of tandarts", "absent", True),
    "VL": ("Verlof toegekend", "absent", True),
    "RF": ("Religieuze feestdag", "absent", True),
    "SC": ("Schorsing", "absent", True),
    "TG": ("Te laat met reden", "telaat", True),
    "TL": ("Te laat", "telaat", False),
    "LX": ("Luxeverzuim", "absent", False),
    "OA": ("Ongeoorloofd afwezig", "absent", False),
    "ON": ("Onbekend", "absent", False),
}
"""A proposal for a school that has no list yet, with soort and geoorloofd: there is no national list."""
