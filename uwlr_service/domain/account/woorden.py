"""Dutch words that people make passwords of, beside the English ones that zxcvbn knows."""

WOORDEN: tuple[str, ...] = tuple(
    """
    welkom wachtwoord geheim toegang inloggen beheerder beheer gebruiker admin computer internet
    school basisschool groep klas klaslokaal leerling leerlingen leerkracht meester juf juffrouw directeur
    directie onderwijs onderwijzer docent lesgeven toets toetsen rapport rapporten schoolplein pauze gymzaal
    intern begeleider kleuters kleuter rekenen lezen schrijven taal spelling schooljaar vakantie
    zomervakantie herfstvakantie kerstvakantie voorjaarsvakantie meivakantie sinterklaas zwartepiet kerstmis
    kerst pasen pinksteren koningsdag carnaval verjaardag
    januari februari maart april mei juni juli augustus september oktober november december
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag weekend
    lente zomer herfst winter
    nederland holland belgie europa oranje amsterdam rotterdam utrecht denhaag eindhoven groningen tilburg
    almere breda nijmegen apeldoorn arnhem haarlem enschede amersfoort zaandam hoofddorp zwolle leiden
    maastricht dordrecht zoetermeer deventer delft alkmaar venlo leeuwarden friesland drenthe overijssel
    gelderland flevoland zeeland brabant limburg
    ajax feyenoord psv voetbal voetballen hockey schaatsen fietsen fiets schaatser
    hallo goedemorgen goedendag hoihoi liefde liefje schatje schat lieverd moeder vader mama papa oma opa
    dochter zoon zusje broertje kinderen kind familie vriend vriendin vrienden huis thuis tuin keuken
    zonnetje zonneschijn bloem bloemen vlinder regenboog sterren hemel engel prinses prins koning koningin
    hond hondje kat katje poes poesje paard paarden konijn konijntje vogel olifant tijger leeuw beer aap
    appel banaan aardbei koffie thee melk brood boterham kaas chocola stroopwafel pannenkoek frikandel
    een twee drie vier vijf zes zeven acht negen tien eerste tweede derde
    rood geel groen blauw paars oranje zwart wit bruin roze
    anna emma sophie julia eva tess mila sanne lisa lotte anne femke iris marieke petra ingrid linda
    daan sem bram lucas finn levi luuk thijs jan piet kees johan pieter willem mark peter erik hans henk
    devries jansen dejong vandijk bakker visser smit meijer mulder bos vos peters hendriks
    parnassys somtoday esis basispoort snappet gynzy prowise moo cito iep dia bareka uwlr edexml las
    """.split()
)
