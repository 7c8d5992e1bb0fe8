"""Words that passwords of pupils are made of: short, well known, and spelled as they sound."""

WOORDEN: tuple[str, ...] = tuple(
    """
    aarde actie adem adres appel arend avond baard baken balie ballon banaan bazaar beker berg bezem
    bijl blad blik bloem boek boog boom boot bord brief bril broek broer brood brug buik buurt cactus
    cirkel clown dagen dame dans deken deur dier dijk dino doek donder doos dorp draad draak drop druif
    duif duin eend eiland emmer engel erwt ezel fabel fakkel fluit foto fruit gans gebak geit gezin
    gitaar glas goud graan gras grens groen haak haan hagel haring haven heks helm hemel hert heuvel
    hoed honing hoofd hotel huis insect jager jongen juni kaars kaart kabel kajak kamer kano kelder kers
    ketel kikker kist klok knoop koek koffer kompas konijn koning koper kraan krant krijt kroon kruid
    kussen kwast laars lading lamp land lepel leraar letter liedje lijst lint loper lucht maan maart
    mantel markt masker meer melk meloen mier molen mossel motor muts muziek naald nacht neef nest neus
    noot oceaan oever olijf oven paard palm panda papier parel pauw peer perzik piano pinda plant plein
    ploeg poes poort post prins raam radijs radio rails raket regen rivier robot roos ruiter schaap
    schat schip school sjaal slak slot sneeuw soep spiegel spons sport staart stad stam stappen steen
    step ster stoel stof storm straat strik taart tafel tand tent tijger toren touw trap trein trommel
    tuin tulp vaas veer veld venster vinger vlag vlieg vlinder vloer voet vogel vork vriend vuur wagen
    wand water weide wekker wereld wiel wijzer wind winkel winter wolk wortel zaag zadel zand zebra zeep
    zeil zomer zwaan zwaard
    """.split()
)
"""256 words of four letters or more: 8 bits each."""
LAAGSTE = 10
HOOGSTE = 99
"""The number behind the words has two digits: another 6.5 bits, so a password has some 22.

That is enough because failures are counted as those of everybody are (rem.py), and 100 of them end passwords
on devices that are not known.
"""


def joined(first: str, second: str, number: int) -> str:
    """A password as it is printed: ten signs or more."""
    return f"{first}-{second}-{number}"
