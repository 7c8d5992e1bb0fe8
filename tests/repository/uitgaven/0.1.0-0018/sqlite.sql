-- sleutel: 8qosm95Ucr6KhTOyZRmRgp4yBbjGhdpOYL4Id1pkdoc
BEGIN TRANSACTION;
CREATE TABLE afspraakvoorstel (
	id INTEGER NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	gegevensset VARCHAR(32) NOT NULL, 
	velden JSON NOT NULL, 
	doel TEXT NOT NULL, 
	gedaan DATETIME NOT NULL, 
	besluit VARCHAR(16), 
	besloten DATETIME, 
	CONSTRAINT pk_afspraakvoorstel PRIMARY KEY (id), 
	CONSTRAINT fk_afspraakvoorstel_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_afspraakvoorstel_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "afspraakvoorstel" VALUES(1,2,1,'gkv-uitgebreid','{}','Verzuim','2026-11-26 04:43:24.581949',NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0018');
CREATE TABLE autorisatiesleutel (
	id INTEGER NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	tolerant BOOLEAN NOT NULL, 
	prefix VARCHAR(8) NOT NULL, 
	aangemaakt DATETIME NOT NULL, 
	geldig_tot DATETIME, 
	ingetrokken DATETIME, 
	laatst_gebruikt DATETIME, 
	CONSTRAINT pk_autorisatiesleutel PRIMARY KEY (id), 
	CONSTRAINT fk_autorisatiesleutel_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT uq_autorisatiesleutel_hash UNIQUE (hash)
);
INSERT INTO "autorisatiesleutel" VALUES(1,1,'3174847e31b8ee0b28cae45713060caf7efe8e7c2a238abcd82121e6e434af63',0,'soap','2026-11-26 04:43:03.310744',NULL,NULL,'2026-11-26 04:43:20.660551');
INSERT INTO "autorisatiesleutel" VALUES(2,2,'2577a6afa975aa15303ed5be68b6196516c4e19f348d0c9aa54105866cc456bb',0,'soap','2026-11-26 04:43:05.698356',NULL,NULL,NULL);
INSERT INTO "autorisatiesleutel" VALUES(3,3,'44fa4c2d6afbcb3a20fe16cec124506a6f6446d1453baeb09cf3357b4c19407c',0,'soap','2026-11-26 04:43:07.875320',NULL,'2026-11-26 04:43:12.590420',NULL);
CREATE TABLE berekende_waarde (
	school_id INTEGER NOT NULL, 
	resultaat VARCHAR(256) NOT NULL, 
	soort VARCHAR(64) NOT NULL, 
	waarde VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_berekende_waarde PRIMARY KEY (school_id, resultaat, soort), 
	CONSTRAINT fk_berekende_waarde_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-0','vaardigheidsscore','BEREKEND-vaardigheidsscore-0');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-0','niveau','BEREKEND-niveau-0');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-0','dle','BEREKEND-dle-0');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-1','vaardigheidsscore','BEREKEND-vaardigheidsscore-1');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-1','niveau','BEREKEND-niveau-1');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-1','dle','BEREKEND-dle-1');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-2','vaardigheidsscore','BEREKEND-vaardigheidsscore-2');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-2','niveau','BEREKEND-niveau-2');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-2','dle','BEREKEND-dle-2');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-3','vaardigheidsscore','BEREKEND-vaardigheidsscore-3');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-3','niveau','BEREKEND-niveau-3');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-3','dle','BEREKEND-dle-3');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-4','vaardigheidsscore','BEREKEND-vaardigheidsscore-4');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-4','niveau','BEREKEND-niveau-4');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-0-2026-4','dle','BEREKEND-dle-4');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-0','vaardigheidsscore','BEREKEND-vaardigheidsscore-5');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-0','niveau','BEREKEND-niveau-5');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-0','dle','BEREKEND-dle-5');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-1','vaardigheidsscore','BEREKEND-vaardigheidsscore-6');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-1','niveau','BEREKEND-niveau-6');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-1','dle','BEREKEND-dle-6');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-2','vaardigheidsscore','BEREKEND-vaardigheidsscore-7');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-2','niveau','BEREKEND-niveau-7');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-2','dle','BEREKEND-dle-7');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-3','vaardigheidsscore','BEREKEND-vaardigheidsscore-8');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-3','niveau','BEREKEND-niveau-8');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-3','dle','BEREKEND-dle-8');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-4','vaardigheidsscore','BEREKEND-vaardigheidsscore-9');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-4','niveau','BEREKEND-niveau-9');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-1-2026-4','dle','BEREKEND-dle-9');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-0','vaardigheidsscore','BEREKEND-vaardigheidsscore-10');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-0','niveau','BEREKEND-niveau-10');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-0','dle','BEREKEND-dle-10');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-1','vaardigheidsscore','BEREKEND-vaardigheidsscore-11');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-1','niveau','BEREKEND-niveau-11');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-1','dle','BEREKEND-dle-11');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-2','vaardigheidsscore','BEREKEND-vaardigheidsscore-12');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-2','niveau','BEREKEND-niveau-12');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-2','dle','BEREKEND-dle-12');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-3','vaardigheidsscore','BEREKEND-vaardigheidsscore-13');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-3','niveau','BEREKEND-niveau-13');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-3','dle','BEREKEND-dle-13');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-4','vaardigheidsscore','BEREKEND-vaardigheidsscore-14');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-4','niveau','BEREKEND-niveau-14');
INSERT INTO "berekende_waarde" VALUES(1,'99AA-toe-2-2026-4','dle','BEREKEND-dle-14');
CREATE TABLE besluit (
	nummer INTEGER NOT NULL, 
	soort VARCHAR(32) NOT NULL, 
	moment DATETIME NOT NULL, 
	inhoud JSON NOT NULL, 
	CONSTRAINT pk_besluit PRIMARY KEY (nummer)
);
INSERT INTO "besluit" VALUES(1,'afspraak','2026-11-26 04:43:10.147146','{"koppeling": 1, "gemaakt": "2026-11-26T04:43:03.288698+00:00", "school": "99AA/00", "gegevensset": "volledig", "schakelaars": {"leerling/emailadres": false}, "vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"], "van": "2026-11-26T04:43:10+00:00"}');
INSERT INTO "besluit" VALUES(2,'intrekking','2026-11-26 04:43:12.591389','{"koppeling": 3, "gemaakt": "2026-11-26T04:43:07.861031+00:00", "scholen": ["99AA/00"], "geheel": true}');
CREATE TABLE dossierobject (
	school_id INTEGER NOT NULL, 
	entiteit VARCHAR(32) NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	leerling VARCHAR(256), 
	stempel VARCHAR(32) NOT NULL, 
	inhoud TEXT NOT NULL, 
	CONSTRAINT pk_dossierobject PRIMARY KEY (school_id, entiteit, "key", van_revisie), 
	CONSTRAINT fk_dossierobject_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "dossierobject" VALUES(1,'leerlingdetail','6e2cdcd5-418d-5141-9b72-8412f38c6bab',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','07446ae848d2a4dabeebd31e576bfc63','{"leerlingnummer":"10000","achternaamofficieel":"Dąbrowski","geboortedatumonzeker":"false","geboorteplaats":"Voorbeelddam","geboorteland":"SY","datumaanmelding":"2021-03-06","adres":[{"@soort":"bezoek","straat":"Dorpsstraat","huisnummer":"85","postcode":"1497XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"communicatie":[{"soort":"telefoon","waarde":"06-00003804","aanduiding":"prive","geheim":"false","noodnummer":"true","omschrijving":"Oma"}],"nationaliteit":[{"code":"0339","omschrijving":"Turkse"},{"code":"0056","omschrijving":"Poolse"}],"start_ondw_jgr3":"2023-08-01","huisarts":{"naam":"Praktijk De Linde & De Eik","telefoon":"088-0003572"},"mutatiedatum":"2026-07-12T10:05:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerlingdetail','e9c16737-a995-51f1-9317-e111aae8891b',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','b361d711ed92c754d1ce9b7692e1086e','{"leerlingnummer":"10001","achternaamofficieel":"Broek","voorvoegselofficieel":"van den","geboortedatumonzeker":"false","geboorteplaats":"Voorbeelddam","geboorteland":"NL","datumaanmelding":"2024-12-22","adres":[{"@soort":"bezoek","straat":"Zevende Dwarsstraat","huisnummer":"169","postcode":"3263XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"communicatie":[{"soort":"telefoon","waarde":"06-00002721","aanduiding":"prive","geheim":"false","noodnummer":"true","omschrijving":"Oma"},{"soort":"e-mail","waarde":"gezin1@thuis-99aa.example","aanduiding":"prive","geheim":"false"}],"nationaliteit":[{"code":"0056","omschrijving":"Poolse"}],"huisarts":{"naam":"Praktijk De Linde & De Eik","telefoon":"088-0008781"},"mutatiedatum":"2026-07-14T12:39:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerlingdetail','83c98e44-1b60-50c8-8782-5dd45a0b0dc7',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','3963c4fe6640ec32006ef7bc94f12742','{"leerlingnummer":"10002","achternaamofficieel":"Amatredjo","geboortedatumonzeker":"false","geboorteplaats":"Voorbeelddam","geboorteland":"TR","datumaanmelding":"2018-08-17","adres":[{"@soort":"bezoek","straat":"Zevende Dwarsstraat","huisnummer":"142","postcode":"2048XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"communicatie":[{"soort":"telefoon","waarde":"06-00008228","aanduiding":"prive","geheim":"false","noodnummer":"true","omschrijving":"Oma"}],"nationaliteit":[{"code":"0001","omschrijving":"Nederlandse"}],"start_ondw_jgr3":"2021-08-01","huisarts":{"naam":"Praktijk De Linde & De Eik","telefoon":"088-0009931"},"mutatiedatum":"2026-07-27T09:45:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'schoolloopbaan','99AA-sch-0-2026-2027',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','d2fa3892a8c66f351efc843c348a85d8','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","schooljaar":"2026-2027","groepscode":"6A","groepsnaam":"Groep 6A","jaargroep":"6","begindatum":"2026-08-01","brincode":"99AA","vestigingscode":"00","schoolsoort":"bo","mutatiedatum":"2026-07-12T14:54:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'schoolloopbaan','99AA-sch-1-2026-2027',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','f77f4b6ba9682bd9c47677a24e8ef2bb','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","schooljaar":"2026-2027","groepscode":"2A","groepsnaam":"Groep 2A","jaargroep":"2","begindatum":"2026-08-01","brincode":"99AA","vestigingscode":"00","schoolsoort":"bo","mutatiedatum":"2026-07-09T15:23:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'schoolloopbaan','99AA-sch-2-2026-2027',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','c325ea2abf51dca957ea732b01b255c6','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","schooljaar":"2026-2027","groepscode":"8A","groepsnaam":"Groep 8A","jaargroep":"8","begindatum":"2026-08-01","brincode":"99AA","vestigingscode":"00","schoolsoort":"bo","mutatiedatum":"2026-07-05T14:43:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'inschrijving','99AA-ins-0-2',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','c5a95a1e2245beb3af1eb7d18b07ab44','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","inschrijvingtype":"inschrijvingtype/REG","datuminschrijving":"2021-03-06","bekostigd":"true","mutatiedatum":"2026-07-08T11:25:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'inschrijving','99AA-ins-1-2',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','92ae27ed7ec026bfd72f10e7816dc3d3','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","inschrijvingtype":"inschrijvingtype/REG","datuminschrijving":"2024-12-22","bekostigd":"true","mutatiedatum":"2026-07-08T08:28:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'inschrijving','99AA-ins-2-2',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','6d7e2d2ff5d1cace17b200e580d2f11e','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","inschrijvingtype":"inschrijvingtype/REG","datuminschrijving":"2018-08-17","bekostigd":"true","mutatiedatum":"2026-07-18T13:53:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-0-2026-0',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','b758f508de5a8dda987da0d6d2d7f715','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-E6","toetsnaam":"Rekenen-Wiskunde 3.0 E6","vakgebied":"Rekenen","afnamedatum":"2027-03-10","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"96","aantalgoed":"94","aantalfout":"2"},"herkomst":"handmatig","mutatiedatum":"2027-03-10T16:32:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-0-2026-1',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','e029f40b5e12304808c12f63d8698ba1','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"TBL30-M6","toetsnaam":"Begrijpend lezen 3.0 M6","vakgebied":"Nederlands","afnamedatum":"2027-01-07","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"50","aantalgoed":"32","aantalfout":"18"},"herkomst":"import","mutatiedatum":"2027-01-07T09:28:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-0-2026-2',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','c9fd567bcac9a876eb7b08cfbed0bb14','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"SP30-M6","toetsnaam":"Spelling 3.0 M6","vakgebied":"Nederlands","afnamedatum":"2026-12-11","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"40","aantalgoed":"17","aantalfout":"23"},"herkomst":"handmatig","mutatiedatum":"2026-12-11T10:17:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-0-2026-3',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','5280a7169af6ead6d0231515f8b981ad','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"DMT-M6","toetsnaam":"Woorden lezen M6","vakgebied":"Nederlands","afnamedatum":"2026-12-25","jaargroep":"6","dl":"35","ruwescore":{"aantalgoed":"97","aantalgelezen":"150","tijd":"60"},"herkomst":"import","mutatiedatum":"2026-12-25T14:23:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-0-2026-4',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','7afd5a19e7f66ad6d5e1100ad9ba195b','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-M6","toetsnaam":"Rekenen-Wiskunde 3.0 M6","vakgebied":"Rekenen","afnamedatum":"2026-12-07","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"96","aantalgoed":"46","aantalfout":"50"},"herkomst":"uwlr","mutatiedatum":"2026-12-07T11:45:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-1-2026-0',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','b53ab5ba3edd8bd74d7098b1edaa3d79','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-M2","toetsnaam":"Rekenen-Wiskunde 3.0 M2","vakgebied":"Rekenen","afnamedatum":"2027-02-18","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"96","aantalgoed":"59","aantalfout":"37"},"herkomst":"handmatig","mutatiedatum":"2027-02-18T11:37:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-1-2026-1',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','124abb354f705577c9d6851cc48e667b','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"TBL30-E2","toetsnaam":"Begrijpend lezen 3.0 E2","vakgebied":"Nederlands","afnamedatum":"2026-10-19","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"50","aantalgoed":"34","aantalfout":"16"},"herkomst":"import","mutatiedatum":"2026-10-19T16:12:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-1-2026-2',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','ba55e816c351c3f62fc21dd0bdff325b','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"SP30-M2","toetsnaam":"Spelling 3.0 M2","vakgebied":"Nederlands","afnamedatum":"2027-01-22","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"40","aantalgoed":"34","aantalfout":"6"},"herkomst":"handmatig","mutatiedatum":"2027-01-22T14:31:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-1-2026-3',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','569a85b0144f519671b6eb0a9225eed1','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"DMT-E2","toetsnaam":"Woorden lezen E2","vakgebied":"Nederlands","afnamedatum":"2027-03-15","jaargroep":"2","dl":"0","ruwescore":{"aantalgoed":"106","aantalgelezen":"150","tijd":"60"},"herkomst":"import","mutatiedatum":"2027-03-15T08:04:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-1-2026-4',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','55e42544a86917e9415ddc0448d0b9ec','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-E2","toetsnaam":"Rekenen-Wiskunde 3.0 E2","vakgebied":"Rekenen","afnamedatum":"2026-10-06","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"96","aantalgoed":"39","aantalfout":"57"},"herkomst":"uwlr","mutatiedatum":"2026-10-06T10:53:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-2-2026-0',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','7b907455f88abace1c2cdeab0d844e5e','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-M8","toetsnaam":"Rekenen-Wiskunde 3.0 M8","vakgebied":"Rekenen","afnamedatum":"2027-01-18","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"96","aantalgoed":"45","aantalfout":"51"},"herkomst":"handmatig","mutatiedatum":"2027-01-18T08:07:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-2-2026-1',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','8d43083d9b30316e85daf819440a8c7e','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"TBL30-M8","toetsnaam":"Begrijpend lezen 3.0 M8","vakgebied":"Nederlands","afnamedatum":"2026-11-25","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"50","aantalgoed":"43","aantalfout":"7"},"herkomst":"import","mutatiedatum":"2026-11-25T15:11:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-2-2026-2',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','46bce6402563f713776a6dd8df3975f8','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"SP30-M8","toetsnaam":"Spelling 3.0 M8","vakgebied":"Nederlands","afnamedatum":"2026-12-16","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"40","aantalgoed":"27","aantalfout":"13"},"herkomst":"handmatig","mutatiedatum":"2026-12-16T09:37:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-2-2026-3',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','cc6e3940b3e562c7dfdd2475ba0c08e2','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"DMT-M8","toetsnaam":"Woorden lezen M8","vakgebied":"Nederlands","afnamedatum":"2027-02-16","jaargroep":"8","dl":"55","ruwescore":{"aantalgoed":"93","aantalgelezen":"150","tijd":"60"},"herkomst":"import","mutatiedatum":"2027-02-16T15:37:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'toetsresultaat','99AA-toe-2-2026-4',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','f17e4be99668342beb38b419b4dc9deb','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-E8","toetsnaam":"Rekenen-Wiskunde 3.0 E8","vakgebied":"Rekenen","afnamedatum":"2026-09-03","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"96","aantalgoed":"53","aantalfout":"43"},"herkomst":"uwlr","mutatiedatum":"2026-09-03T16:08:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-0-2026-0',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','fdebeea1b1c6348a4cc517f34d971819','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Rekentoren","hoofdstuk":"Blok 1","toetsnaam":"Rekentoren groep 6, blok 1","vakgebied":"Rekenen","afnamedatum":"2026-10-30","jaargroep":"6","ruwescore":{"aantalopgaven":"20","aantalgoed":"17","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-10-30T14:10:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-0-2026-1',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','01ec0ad398901ed092b1978203e519ab','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Taal & Teken","hoofdstuk":"Blok 2","toetsnaam":"Taal & Teken groep 6, blok 2","vakgebied":"Nederlands","afnamedatum":"2026-09-25","jaargroep":"6","ruwescore":{"cijfer":"3.9"},"herkomst":"handmatig","mutatiedatum":"2026-09-25T16:48:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-0-2026-2',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','0d9335f60c8266f414175669723c6146','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Spelwijs","hoofdstuk":"Blok 3","toetsnaam":"Spelwijs groep 6, blok 3","vakgebied":"Nederlands","afnamedatum":"2026-11-18","jaargroep":"6","ruwescore":{"beoordeling":"goed"},"herkomst":"handmatig","mutatiedatum":"2026-11-18T14:03:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-0-2026-3',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','72e381268d3ca38161aa9f2981dd8452','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Rekentoren","hoofdstuk":"Blok 4","toetsnaam":"Rekentoren groep 6, blok 4","vakgebied":"Rekenen","afnamedatum":"2027-01-07","jaargroep":"6","ruwescore":{"aantalopgaven":"20","aantalgoed":"10","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2027-01-07T10:11:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-0-2026-4',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','97ce6f1f5cc816951051e13a6d97f4ea','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Taal & Teken","hoofdstuk":"Blok 5","toetsnaam":"Taal & Teken groep 6, blok 5","vakgebied":"Nederlands","afnamedatum":"2026-09-25","jaargroep":"6","ruwescore":{"cijfer":"5.2"},"herkomst":"handmatig","mutatiedatum":"2026-09-25T11:05:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-1-2026-0',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','0bfaadcf78d7ce7cb71e5300290aa2c9','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Rekentoren","hoofdstuk":"Blok 1","toetsnaam":"Rekentoren groep 2, blok 1","vakgebied":"Rekenen","afnamedatum":"2027-02-15","jaargroep":"2","ruwescore":{"aantalopgaven":"20","aantalgoed":"15","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2027-02-15T15:09:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-1-2026-1',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','aff64e39a768982b0f139ad6367f925f','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Taal & Teken","hoofdstuk":"Blok 2","toetsnaam":"Taal & Teken groep 2, blok 2","vakgebied":"Nederlands","afnamedatum":"2027-03-03","jaargroep":"2","ruwescore":{"cijfer":"7.6"},"herkomst":"handmatig","mutatiedatum":"2027-03-03T12:29:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-1-2026-2',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','13f333abd666c9e2946d0de86c316ebe','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Spelwijs","hoofdstuk":"Blok 3","toetsnaam":"Spelwijs groep 2, blok 3","vakgebied":"Nederlands","afnamedatum":"2026-12-11","jaargroep":"2","ruwescore":{"beoordeling":"ruim voldoende"},"herkomst":"handmatig","mutatiedatum":"2026-12-11T08:41:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-1-2026-3',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','7132079b34cb2014f674f4a3e56970ae','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Rekentoren","hoofdstuk":"Blok 4","toetsnaam":"Rekentoren groep 2, blok 4","vakgebied":"Rekenen","afnamedatum":"2026-12-04","jaargroep":"2","ruwescore":{"aantalopgaven":"20","aantalgoed":"9","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-12-04T08:52:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-1-2026-4',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','4ca44fe2b67cf3d7d90fe23c2fef3e03','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Taal & Teken","hoofdstuk":"Blok 5","toetsnaam":"Taal & Teken groep 2, blok 5","vakgebied":"Nederlands","afnamedatum":"2027-02-16","jaargroep":"2","ruwescore":{"cijfer":"3.3"},"herkomst":"handmatig","mutatiedatum":"2027-02-16T13:29:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-2-2026-0',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','b346e284dd5c117d00257a273dae2f02','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Rekentoren","hoofdstuk":"Blok 1","toetsnaam":"Rekentoren groep 8, blok 1","vakgebied":"Rekenen","afnamedatum":"2026-12-29","jaargroep":"8","ruwescore":{"aantalopgaven":"20","aantalgoed":"17","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-12-29T08:50:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-2-2026-1',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','554f534fe30564941acb7a733031d123','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Taal & Teken","hoofdstuk":"Blok 2","toetsnaam":"Taal & Teken groep 8, blok 2","vakgebied":"Nederlands","afnamedatum":"2026-09-16","jaargroep":"8","ruwescore":{"cijfer":"3.8"},"herkomst":"handmatig","mutatiedatum":"2026-09-16T13:31:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-2-2026-2',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','ee170dfe172df90c16649a61ca036bcb','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Spelwijs","hoofdstuk":"Blok 3","toetsnaam":"Spelwijs groep 8, blok 3","vakgebied":"Nederlands","afnamedatum":"2026-12-18","jaargroep":"8","ruwescore":{"beoordeling":"onvoldoende"},"herkomst":"handmatig","mutatiedatum":"2026-12-18T10:26:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-2-2026-3',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','697ecd6a699ebd72d5d2b83b09d21b93','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Rekentoren","hoofdstuk":"Blok 4","toetsnaam":"Rekentoren groep 8, blok 4","vakgebied":"Rekenen","afnamedatum":"2026-11-05","jaargroep":"8","ruwescore":{"aantalopgaven":"20","aantalgoed":"19","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-11-05T16:38:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'methodetoetsresultaat','99AA-met-2-2026-4',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','c8bccf752b9c00af10e727a1a78cc3e6','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Taal & Teken","hoofdstuk":"Blok 5","toetsnaam":"Taal & Teken groep 8, blok 5","vakgebied":"Nederlands","afnamedatum":"2026-12-25","jaargroep":"8","ruwescore":{"cijfer":"4.7"},"herkomst":"handmatig","mutatiedatum":"2026-12-25T08:40:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-0-2026-0',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','10793065616ffd2594c353466fc155cd','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","absentiereden":"absentiereden/ZK","begindatumtijd":"2026-10-01T08:30:00+02:00","einddatumtijd":"2026-10-01T12:00:00+02:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-10-01T14:27:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-0-2026-1',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','5f331bb85ddeaa7907aef94d6172808c','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","absentiereden":"absentiereden/VL","begindatumtijd":"2026-10-06T08:30:00+02:00","einddatumtijd":"2026-10-06T12:00:00+02:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-10-06T14:48:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-0-2026-2',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','adfae6b948222613fa646ac2c8529498','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","absentiereden":"absentiereden/TL","begindatumtijd":"2027-03-03T08:30:00+01:00","einddatumtijd":"2027-03-03T08:45:00+01:00","heledag":"false","geoorloofd":"false","afgehandeld":"true","mutatiedatum":"2027-03-03T11:49:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-1-2026-0',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','fa6555a2dbdcc69844faa1b177e761bd','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","absentiereden":"absentiereden/ZK","begindatumtijd":"2026-09-15T08:30:00+02:00","einddatumtijd":"2026-09-15T12:00:00+02:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-09-15T11:24:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-1-2026-1',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','1c28fef078fc6862e78f46cb9e190c01','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","absentiereden":"absentiereden/VL","begindatumtijd":"2026-10-29T08:30:00+01:00","einddatumtijd":"2026-10-29T12:00:00+01:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-10-29T09:05:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-1-2026-2',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','8e7f4f6e16d0aea6ddf0b59120234896','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","absentiereden":"absentiereden/TL","begindatumtijd":"2026-12-18T08:30:00+01:00","einddatumtijd":"2026-12-18T08:45:00+01:00","heledag":"false","geoorloofd":"false","afgehandeld":"true","mutatiedatum":"2026-12-18T15:12:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-2-2026-0',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','05e1c61330d9d12a1a4fb970f58181f4','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","absentiereden":"absentiereden/VL","begindatumtijd":"2026-12-21T08:30:00+01:00","einddatumtijd":"2026-12-21T12:00:00+01:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-12-21T12:41:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'absentie','99AA-abs-2-2026-1',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','e313cc5b49f58e5b46f2a7d55b638aff','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","absentiereden":"absentiereden/VL","begindatumtijd":"2026-11-12T08:30:00+01:00","einddatumtijd":"2026-11-12T12:00:00+01:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-11-12T09:44:00+01:00"}');
INSERT INTO "dossierobject" VALUES(1,'verzorger','31dbd6ff-e0b9-58bd-b3c3-e8e840012439',1,NULL,NULL,'1773218d2e680710a1f8d7b4dd104750','{"achternaam":"Dąbrowski","voorletters":"B","roepnaam":"Jip","geslacht":"1","emailadres":"verzorger0.0@thuis-99aa.example","emailadres_geheim":"false","telefoonnummer":"088-0003362","mobielnummer":"06-00009520","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Zevende Dwarsstraat","huisnummer":"180","postcode":"3228XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"false","gebruikersnaam":"ouder00","iban":"NL00DEMO0000000000","overleden":"false","mutatiedatum":"2026-07-25T09:45:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'verzorger','b7c7fefc-d911-59b8-a7ec-863c7c13e47f',1,NULL,NULL,'33f9f0e09da87e28626aad9088aa1f75','{"achternaam":"Dąbrowski","voorletters":"M","roepnaam":"Bo","geslacht":"2","emailadres":"verzorger0.1@thuis-99aa.example","emailadres_geheim":"false","mobielnummer":"06-00003866","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Kerklaan","huisnummer":"88","postcode":"4238XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"false","gebruikersnaam":"ouder01","iban":"NL00DEMO0000000000","overleden":"false","mutatiedatum":"2026-07-26T10:16:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'verzorger','c42aed6f-ec8f-50f0-8439-2ba523444bc2',1,NULL,NULL,'ff945765cca2906b28fa0f2b49d17825','{"achternaam":"Broek","voorvoegsel":"van den","voorletters":"T","roepnaam":"Fenna","geslacht":"1","emailadres":"verzorger1.0@thuis-99aa.example","emailadres_geheim":"false","telefoonnummer":"088-0008203","mobielnummer":"06-00009944","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Laan van ''t Hof","huisnummer":"46","postcode":"4806XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"true","gebruikersnaam":"ouder10","iban":"NL00DEMO0000000001","overleden":"false","mutatiedatum":"2026-07-18T13:16:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'verzorger','c163aaf5-fa8d-56a3-8641-da4319c29b8c',1,NULL,NULL,'32b0138c07a154dce0c9118650378929','{"achternaam":"Amatredjo","voorletters":"A","roepnaam":"Sam","geslacht":"1","emailadres":"verzorger2.0@thuis-99aa.example","emailadres_geheim":"false","telefoonnummer":"088-0002714","mobielnummer":"06-00006290","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Brink","huisnummer":"13","postcode":"2114XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"true","gebruikersnaam":"ouder20","iban":"NL00DEMO0000000002","overleden":"false","mutatiedatum":"2026-07-31T11:59:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'verzorger','20935729-cb48-5a31-b422-b92955248ae3',1,NULL,NULL,'902f9593844b949faf0fd5015d2de898','{"achternaam":"Amatredjo","voorletters":"T","roepnaam":"Jip","geslacht":"2","emailadres":"verzorger2.1@thuis-99aa.example","emailadres_geheim":"false","mobielnummer":"06-00009323","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Dorpsstraat","huisnummer":"12","postcode":"1058XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"true","gebruikersnaam":"ouder21","iban":"NL00DEMO0000000002","overleden":"false","mutatiedatum":"2026-07-08T12:32:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerling_verzorger','99AA-lee-0-0',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','b9a56eaf80e8f94f3dde78a42bf89415','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@verzorger":"31dbd6ff-e0b9-58bd-b3c3-e8e840012439","relatietotkind":"1","relatiesoort":"Vader","ouderlijkgezag":"true","wettigevertegenwoordiger":"true","magpostontvangen":"true","volgnummer":"1","noodcontact":"true","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-23T11:30:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerling_verzorger','99AA-lee-0-1',1,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab','65e4eb2d1f0d38771c64accb6ea622f0','{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@verzorger":"b7c7fefc-d911-59b8-a7ec-863c7c13e47f","relatietotkind":"2","relatiesoort":"Moeder","ouderlijkgezag":"true","wettigevertegenwoordiger":"false","magpostontvangen":"true","volgnummer":"2","noodcontact":"false","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-15T11:22:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerling_verzorger','99AA-lee-1-0',1,NULL,'e9c16737-a995-51f1-9317-e111aae8891b','b62d89ae9cddebedf6182b6fc7df1efc','{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@verzorger":"c42aed6f-ec8f-50f0-8439-2ba523444bc2","relatietotkind":"1","relatiesoort":"Vader","ouderlijkgezag":"true","wettigevertegenwoordiger":"true","magpostontvangen":"true","volgnummer":"1","noodcontact":"true","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-07T10:43:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerling_verzorger','99AA-lee-2-0',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','4f90c0164665f9b2ebd2bae28576c567','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@verzorger":"c163aaf5-fa8d-56a3-8641-da4319c29b8c","relatietotkind":"1","relatiesoort":"Vader","ouderlijkgezag":"true","wettigevertegenwoordiger":"true","magpostontvangen":"true","volgnummer":"1","noodcontact":"true","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-31T16:31:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'leerling_verzorger','99AA-lee-2-1',1,NULL,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7','2d3ecf535aa6f1d1a6048aff7b064fdd','{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@verzorger":"20935729-cb48-5a31-b422-b92955248ae3","relatietotkind":"2","relatiesoort":"Moeder","ouderlijkgezag":"true","wettigevertegenwoordiger":"false","magpostontvangen":"true","volgnummer":"2","noodcontact":"false","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-24T11:17:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','d478e2e6-7e11-5854-8b64-a372abf13686',1,NULL,NULL,'3e9dda3eae52634b9812000ab3a3aa2d','{"aanhef":"de heer","achternaam":"Verhoeven","voorletters":"G","roepnaam":"Isa","geslacht":"1","emailadres":"isa.verhoeven0@school-99aa.example","telefoonwerk":"088-0004697","telefoonwerk_geheim":"false","mobielnummer":"06-00005898","mobielnummer_geheim":"true","geboortedatum":"1960-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00000","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-15T11:32:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','64e4d3fd-e0f6-5833-bd1a-3f762e902970',1,NULL,NULL,'8984311f5cfa2b26caadb8a61620cb5d','{"aanhef":"mevrouw","achternaam":"Bakker","voorletters":"S","roepnaam":"Luuk","geslacht":"2","emailadres":"luuk.bakker1@school-99aa.example","telefoonwerk":"088-0002022","telefoonwerk_geheim":"false","mobielnummer":"06-00006784","mobielnummer_geheim":"false","geboortedatum":"1961-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00001","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-28T10:11:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','65612fc3-e527-559d-91d5-fee9ce585cd8',1,NULL,NULL,'49d88e973791ffb00250132038888bcd','{"aanhef":"mevrouw","achternaam":"Berg","voorvoegsel":"van den","voorletters":"M","roepnaam":"Floor","geslacht":"2","emailadres":"floor.berg2@school-99aa.example","telefoonwerk":"088-0007668","telefoonwerk_geheim":"false","mobielnummer":"06-00008611","mobielnummer_geheim":"true","geboortedatum":"1962-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00002","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-21T16:58:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','0c42d282-faa3-5e16-b192-fc65e60be37d',1,NULL,NULL,'1c4ef2e8f9b21e56d1d536645212f35f','{"aanhef":"de heer","achternaam":"Veenstra","voorletters":"G","roepnaam":"Hidde","geslacht":"1","emailadres":"hidde.veenstra3@school-99aa.example","telefoonwerk":"088-0006097","telefoonwerk_geheim":"false","mobielnummer":"06-00009162","mobielnummer_geheim":"false","geboortedatum":"1963-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00003","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-17T09:43:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','add716fa-4279-5cb7-81b7-991c3f4f7f87',1,NULL,NULL,'fb7990b4b4b62c7bbd8069a13203fe0f','{"aanhef":"mevrouw","achternaam":"Koster","voorletters":"A","roepnaam":"Loïc","geslacht":"2","emailadres":"loic.koster4@school-99aa.example","telefoonwerk":"088-0003409","telefoonwerk_geheim":"false","mobielnummer":"06-00001797","mobielnummer_geheim":"true","geboortedatum":"1964-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00004","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-06T15:29:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','f28fc16f-cae2-5c97-b4ed-9650974938b8',1,NULL,NULL,'1009e100b026dcf9cbee0d6995b2d8e4','{"aanhef":"mevrouw","achternaam":"Ouali","voorletters":"P","roepnaam":"Rayan","geslacht":"2","emailadres":"rayan.ouali5@school-99aa.example","telefoonwerk":"088-0003352","telefoonwerk_geheim":"false","mobielnummer":"06-00005586","mobielnummer_geheim":"false","geboortedatum":"1965-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00005","datumindienst":"2015-08-01","rol":["LRK"],"mutatiedatum":"2026-07-06T08:48:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','6155c3cd-2c5d-5cbd-941c-d7899f0eaade',1,NULL,NULL,'622f5f6177b9153a7bfd16f60ebecc54','{"aanhef":"de heer","achternaam":"Gonçalves","voorletters":"J","roepnaam":"Khalil","geslacht":"1","emailadres":"khalil.goncalves6@school-99aa.example","telefoonwerk":"088-0003451","telefoonwerk_geheim":"false","mobielnummer":"06-00009836","mobielnummer_geheim":"true","geboortedatum":"1966-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00006","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-23T13:16:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','53da3b21-1909-52c1-8826-c94fa68072d4',1,NULL,NULL,'d93cd5feb79d8fe4b16265bc17285599','{"aanhef":"mevrouw","achternaam":"De Wit","voorletters":"P","roepnaam":"Pim","geslacht":"2","telefoonwerk":"088-0003212","telefoonwerk_geheim":"false","mobielnummer":"06-00009388","mobielnummer_geheim":"false","geboortedatum":"1967-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Conciërge","medewerkernummer":"M00007","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["CON"],"mutatiedatum":"2026-07-25T12:41:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','ced8faeb-884c-51dd-b25a-c0a762a5c365',1,NULL,NULL,'36b441c665404552add42540becc68fd','{"aanhef":"mevrouw","achternaam":"Çelik","voorletters":"G","roepnaam":"Pim","geslacht":"2","telefoonwerk":"088-0004204","telefoonwerk_geheim":"false","mobielnummer":"06-00001783","mobielnummer_geheim":"true","geboortedatum":"1968-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Administratie","medewerkernummer":"M00008","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["ADM"],"mutatiedatum":"2026-07-15T10:04:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'medewerker','7bb12bbe-1117-5d03-b89f-4ff46cbd22f9',1,NULL,NULL,'76f2e367f39d7477453752b3cbe5d84b','{"aanhef":"de heer","achternaam":"O''Brien","voorletters":"B","roepnaam":"Pim","geslacht":"1","telefoonwerk":"088-0002654","telefoonwerk_geheim":"false","mobielnummer":"06-00009647","mobielnummer_geheim":"false","geboortedatum":"1969-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Schoonmaak","medewerkernummer":"M00009","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"mutatiedatum":"2026-07-09T10:24:00+02:00"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/ZK',1,NULL,NULL,'b0f3a48b4a8f0574d477140009b02441','{"lijst":"absentiereden","code":"ZK","omschrijving":"Ziek","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/DO',1,NULL,NULL,'a5307b816aaf87de51811f701d5bf4a0','{"lijst":"absentiereden","code":"DO","omschrijving":"Dokter of tandarts","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/VL',1,NULL,NULL,'9ea6298a3232056451753fabdf57f491','{"lijst":"absentiereden","code":"VL","omschrijving":"Verlof toegekend","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/RF',1,NULL,NULL,'f1b4bcc88394e9be74511ac8cd821558','{"lijst":"absentiereden","code":"RF","omschrijving":"Religieuze feestdag","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/SC',1,NULL,NULL,'7729d42680b66a4a9a1044c9a27aad81','{"lijst":"absentiereden","code":"SC","omschrijving":"Schorsing","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/TG',1,NULL,NULL,'a028ff45dec199fb606e3e4794f8799f','{"lijst":"absentiereden","code":"TG","omschrijving":"Te laat met reden","absentiesoort":"telaat","geoorloofd":"true","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/TL',1,NULL,NULL,'ba7f08398bade7f0ddabd00e297a81f8','{"lijst":"absentiereden","code":"TL","omschrijving":"Te laat","absentiesoort":"telaat","geoorloofd":"false","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/LX',1,NULL,NULL,'4b9c554f50eb0a60b46151149c7a943a','{"lijst":"absentiereden","code":"LX","omschrijving":"Luxeverzuim","absentiesoort":"absent","geoorloofd":"false","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/OA',1,NULL,NULL,'0ec51e31ab217d3383a348cadd901ce1','{"lijst":"absentiereden","code":"OA","omschrijving":"Ongeoorloofd afwezig","absentiesoort":"absent","geoorloofd":"false","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','absentiereden/ON',1,NULL,NULL,'c6554159be2a9af1db8bc168f2642617','{"lijst":"absentiereden","code":"ON","omschrijving":"Onbekend","absentiesoort":"absent","geoorloofd":"false","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','inschrijvingtype/REG',1,NULL,NULL,'fa5f443279812caa922ffd994c43866d','{"lijst":"inschrijvingtype","code":"REG","omschrijving":"Regulier","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','inschrijvingtype/ONB',1,NULL,NULL,'055e1266ffb059d87efb742986e7f973','{"lijst":"inschrijvingtype","code":"ONB","omschrijving":"Onbekostigd","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','inschrijvingtype/GAST',1,NULL,NULL,'3cc6fde954259c570e6c93f569a95e24','{"lijst":"inschrijvingtype","code":"GAST","omschrijving":"Gastleerling","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','dienstverband/VAST',1,NULL,NULL,'ccd006de0bb9da2f4c00da709a06bdcb','{"lijst":"dienstverband","code":"VAST","omschrijving":"Vast","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','dienstverband/TIJD',1,NULL,NULL,'f2988ec8a6c698fc2b71125f5d8311df','{"lijst":"dienstverband","code":"TIJD","omschrijving":"Tijdelijk","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','dienstverband/INV',1,NULL,NULL,'9320f0150a0d61b9c05e3cef401c15f0','{"lijst":"dienstverband","code":"INV","omschrijving":"Invaller","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','relatiesoort/VAD',1,NULL,NULL,'ae307f32bef373cb7fe521c5e03236ff','{"lijst":"relatiesoort","code":"VAD","omschrijving":"Vader","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','relatiesoort/MOE',1,NULL,NULL,'60fc7fcb454169c132abeb289e288d2f','{"lijst":"relatiesoort","code":"MOE","omschrijving":"Moeder","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','relatiesoort/VGD',1,NULL,NULL,'4048bbd0b23393b7fab67c4bbdcc87f0','{"lijst":"relatiesoort","code":"VGD","omschrijving":"Voogd","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','relatiesoort/STF',1,NULL,NULL,'dd221acba748b287de7a76d07fa50be6','{"lijst":"relatiesoort","code":"STF","omschrijving":"Stiefouder","actief":"true"}');
INSERT INTO "dossierobject" VALUES(1,'codewaarde','relatiesoort/OPA',1,NULL,NULL,'b83b8eb733ad1f30dccc7962ea314194','{"lijst":"relatiesoort","code":"OPA","omschrijving":"Grootouder","actief":"true"}');
CREATE TABLE dossierrevisie (
	school_id INTEGER NOT NULL, 
	revisie INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	CONSTRAINT pk_dossierrevisie PRIMARY KEY (school_id, revisie), 
	CONSTRAINT fk_dossierrevisie_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "dossierrevisie" VALUES(1,1,'2026-11-26 04:43:00.000000');
CREATE TABLE gebruikt_bewijs (
	koppeling_id INTEGER NOT NULL, 
	jti VARCHAR(64) NOT NULL, 
	verloopt DATETIME NOT NULL, 
	CONSTRAINT pk_gebruikt_bewijs PRIMARY KEY (koppeling_id, jti), 
	CONSTRAINT fk_gebruikt_bewijs_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id)
);
CREATE TABLE gegevensafspraak (
	id INTEGER NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	versie INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	gegevensset VARCHAR(32) NOT NULL, 
	schakelaars JSON NOT NULL, 
	selectie JSON NOT NULL, 
	CONSTRAINT pk_gegevensafspraak PRIMARY KEY (id), 
	CONSTRAINT fk_gegevensafspraak_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_gegevensafspraak_school_id FOREIGN KEY(school_id) REFERENCES school (id), 
	CONSTRAINT uq_gegevensafspraak_koppeling_id_school_id_versie UNIQUE (koppeling_id, school_id, versie)
);
INSERT INTO "gegevensafspraak" VALUES(1,1,1,1,'2026-11-26 04:43:03.000000','volledig','{}','{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO "gegevensafspraak" VALUES(2,2,1,1,'2026-11-26 04:43:05.000000','gkv-basis','{}','{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO "gegevensafspraak" VALUES(3,3,1,1,'2026-11-26 04:43:07.000000','smalle-set','{}','{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO "gegevensafspraak" VALUES(4,1,1,2,'2026-11-26 04:43:10.000000','volledig','{"leerling/emailadres": false}','{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
CREATE TABLE gkv_generiek (
	koppeling_id INTEGER NOT NULL, 
	aan BOOLEAN NOT NULL, 
	sinds DATETIME NOT NULL, adressen TEXT, 
	CONSTRAINT pk_gkv_generiek PRIMARY KEY (koppeling_id), 
	CONSTRAINT fk_gkv_generiek_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id)
);
CREATE TABLE gkv_nummer (
	school_id INTEGER NOT NULL, 
	soort VARCHAR(32) NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	nummer INTEGER NOT NULL, 
	CONSTRAINT pk_gkv_nummer PRIMARY KEY (school_id, soort, "key"), 
	CONSTRAINT fk_gkv_nummer_school_id FOREIGN KEY(school_id) REFERENCES school (id), 
	CONSTRAINT uq_gkv_nummer_school_id_nummer UNIQUE (school_id, nummer)
);
CREATE TABLE groep (
	schooljaar_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	naam VARCHAR(64), 
	jaargroep VARCHAR(2), 
	omschrijving VARCHAR(256), 
	toevoegingen TEXT, 
	mutatiedatum DATETIME, 
	CONSTRAINT pk_groep PRIMARY KEY (schooljaar_id, "key", van_revisie), 
	CONSTRAINT fk_groep_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "groep" VALUES(1,'5305dfca-a307-5530-809c-110ff328065d',1,NULL,'Groep 1-8','C','Combinatiegroep',NULL,'2026-07-10 01:03:33.000000');
CREATE TABLE installatie (
	id VARCHAR(36) NOT NULL, 
	besluitnummer INTEGER NOT NULL, 
	CONSTRAINT pk_installatie PRIMARY KEY (id)
);
INSERT INTO "installatie" VALUES('504e57f8-b7c5-4441-8561-f94c2c5f9ad5',2);
CREATE TABLE intrekking (
	id INTEGER NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	verwijderen_voor DATE NOT NULL, 
	bevestigd DATETIME, hervat_vanaf INTEGER, 
	CONSTRAINT pk_intrekking PRIMARY KEY (id), 
	CONSTRAINT fk_intrekking_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_intrekking_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "intrekking" VALUES(1,3,1,'2026-11-26 04:43:12.584641','2026-12-26',NULL,NULL);
CREATE TABLE journaal (
	id VARCHAR(36) NOT NULL, 
	machine TEXT NOT NULL, 
	pad TEXT NOT NULL, 
	begonnen DATETIME NOT NULL, 
	CONSTRAINT pk_journaal PRIMARY KEY (id)
);
INSERT INTO "journaal" VALUES('ea542bdc-00dd-41be-aa33-da4d5715d30e','','/tmp/h/uitg/v-base15/journaal.jsonl','2026-11-26 04:42:58.720776');
CREATE TABLE klant (
	id INTEGER NOT NULL, 
	naam VARCHAR(64) NOT NULL, 
	code VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_klant PRIMARY KEY (id), 
	CONSTRAINT uq_klant_code UNIQUE (code)
);
INSERT INTO "klant" VALUES(1,'UitgeverX','UX1');
INSERT INTO "klant" VALUES(2,'Ouderapp','OA1');
INSERT INTO "klant" VALUES(3,'Weg','W1');
CREATE TABLE koppeling (
	id INTEGER NOT NULL, 
	klant_id INTEGER NOT NULL, 
	richting VARCHAR(16) NOT NULL, 
	gegevensset VARCHAR(32) NOT NULL, 
	aangemaakt DATETIME NOT NULL, gegevenssetid_streng BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_koppeling PRIMARY KEY (id), 
	CONSTRAINT fk_koppeling_klant_id FOREIGN KEY(klant_id) REFERENCES klant (id)
);
INSERT INTO "koppeling" VALUES(1,1,'beide','volledig','2026-11-26 04:43:03.288698',1);
INSERT INTO "koppeling" VALUES(2,2,'leveren','gkv-basis','2026-11-26 04:43:05.679507',1);
INSERT INTO "koppeling" VALUES(3,3,'beide','smalle-set','2026-11-26 04:43:07.861031',1);
CREATE TABLE koppeling_school (
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	afspraak_id INTEGER NOT NULL, 
	CONSTRAINT pk_koppeling_school PRIMARY KEY (koppeling_id, school_id), 
	CONSTRAINT fk_koppeling_school_afspraak_id FOREIGN KEY(afspraak_id) REFERENCES gegevensafspraak (id), 
	CONSTRAINT fk_koppeling_school_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_koppeling_school_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "koppeling_school" VALUES(1,1,4);
INSERT INTO "koppeling_school" VALUES(2,1,2);
INSERT INTO "koppeling_school" VALUES(3,1,3);
CREATE TABLE leerkracht (
	schooljaar_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	eckid VARCHAR(256), 
	achternaam VARCHAR(200), 
	voorvoegsel VARCHAR(10), 
	voornamen VARCHAR(200), 
	voorletters_1 VARCHAR(6), 
	roepnaam VARCHAR(64), 
	gebruikersnaam VARCHAR(64), 
	emailadres VARCHAR(256), 
	rollen TEXT, 
	groepen TEXT, 
	toevoegingen TEXT, 
	mutatiedatum DATETIME, 
	CONSTRAINT pk_leerkracht PRIMARY KEY (schooljaar_id, "key", van_revisie), 
	CONSTRAINT fk_leerkracht_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "leerkracht" VALUES(1,'d478e2e6-7e11-5854-8b64-a372abf13686',1,NULL,'https://ketenid.nl/201703/de5dd2080021d0110b978a510dffeb7dcb2a05b26ed3be85c35957849effdbf6941200055c8d0c6eba8dfea92b3010e5e0d0fd8d345c2cfdc960f05b9d798755','Verhoeven',NULL,'Isa','I','Isa','isa.verhoeven0','isa.verhoeven0@school-99aa.example','[["LRK", null]]','[["5305dfca-a307-5530-809c-110ff328065d", false, [["LRK", null]]]]',NULL,'2026-07-14 03:02:28.000000');
INSERT INTO "leerkracht" VALUES(1,'64e4d3fd-e0f6-5833-bd1a-3f762e902970',1,NULL,'https://ketenid.nl/201703/c11f7681da66d2cc6deb1ad777d429f41d26b2f19f82095cb940596296ac04c6386309665be83fa23bba0eb195d6face570cda66a1e00e2e90faa74433c5aea8','Bakker',NULL,'Luuk','L','Luuk','luuk.bakker1','luuk.bakker1@school-99aa.example','[[null, "Vakleerkracht bewegingsonderwijs"]]','[["5305dfca-a307-5530-809c-110ff328065d", false, [["VAK", null]]]]',NULL,'2026-07-18 06:59:59.000000');
INSERT INTO "leerkracht" VALUES(1,'65612fc3-e527-559d-91d5-fee9ce585cd8',1,NULL,NULL,'Berg','van den','Floor Isa','FI','Floor','floor.berg2','floor.berg2@school-99aa.example','[["TAL", null]]','[["5305dfca-a307-5530-809c-110ff328065d", false, [["TAL", null], ["LRK", null]]]]',NULL,'2026-07-03 23:39:28.000000');
INSERT INTO "leerkracht" VALUES(1,'0c42d282-faa3-5e16-b192-fc65e60be37d',1,NULL,'https://ketenid.nl/201703/849bb0f2954f822cee3cdcca7eb9217f7d368e796bf68a9636775616def7a86ac7bd0c95883dd1db564c5462c1f106591ec1e1cb8bb624870b376dedb0847bf5','Veenstra',NULL,'Hidde Luuk Levi','HLL','Hidde','hidde.veenstra3','hidde.veenstra3@school-99aa.example','[["DIR", null]]','[["6f9595f0-3810-5847-87ec-57c7b6c7195a", true, []]]',NULL,'2026-07-17 22:50:20.000000');
INSERT INTO "leerkracht" VALUES(1,'add716fa-4279-5cb7-81b7-991c3f4f7f87',1,NULL,'https://ketenid.nl/201703/998f2047f620e3c5800c673f8dda3ee6c05b96325165d6b8440f07d2b75c4eacab765a3eb1666c9a017711905ac22eb9819f38cde4cea30926abf0ce06b8d0fb','Koster',NULL,'Loïc Fedde Jelle','LFJ','Loïc','loic.koster4','loic.koster4@school-99aa.example','[["IB", null], ["LRK", null]]','[["50c174a0-fb7c-5757-ac0a-75cd05b5e892", true, []], ["6f9595f0-3810-5847-87ec-57c7b6c7195a", true, []]]',NULL,'2026-07-21 07:54:33.000000');
INSERT INTO "leerkracht" VALUES(1,'f28fc16f-cae2-5c97-b4ed-9650974938b8',1,NULL,'https://ketenid.nl/201703/4a8f17f8776099aaab5fc5e3d22420d8f9cef157d24197c5a2a196603deaa90ad6587d9a4b2b98f0df02ed5b13e8304255a0a19d6465b2b6d14b8c0e5a86a7b9','Ouali',NULL,'Rayan','R','Rayan','rayan.ouali5','rayan.ouali5@school-99aa.example','[["ICT", null], [null, "Bovenbouwcoördinator"]]','[["f2bc2db9-0528-56c1-aefe-ba3f4f15b50e", true, []], ["878d110a-35b7-5031-8d4f-64abdb43b8b2", true, []]]',NULL,'2026-07-19 00:32:06.000000');
INSERT INTO "leerkracht" VALUES(1,'6155c3cd-2c5d-5cbd-941c-d7899f0eaade',1,NULL,'https://ketenid.nl/201703/fbb1817930f9aee48170baa419f6d294654e5dd9ac65cb8eea6db232bfc5e69549a3755b9e3e38fc142eb5e10be026f56abd20969fdc300ac74ee0e941d4e8bc','Gonçalves',NULL,'Khalil Farid Yonas','KFY','Khalil','khalil.goncalves6','khalil.goncalves6@school-99aa.example','[["CON", null]]',NULL,NULL,'2026-07-23 00:57:53.000000');
CREATE TABLE leerling (
	schooljaar_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	eckid VARCHAR(256), 
	achternaam VARCHAR(200), 
	voorvoegsel VARCHAR(10), 
	voornamen VARCHAR(200), 
	voorletters_1 VARCHAR(6), 
	roepnaam VARCHAR(64), 
	geboortedatum DATE, 
	geslacht INTEGER, 
	start_ondw_jgr3 DATE, 
	jaargroep VARCHAR(2), 
	groep VARCHAR(256), 
	samengestelde_groepen TEXT, 
	vestiging VARCHAR(256), 
	gebruikersnaam VARCHAR(64), 
	emailadres VARCHAR(256), 
	fotourl VARCHAR(256), 
	etniciteit VARCHAR(1), 
	land VARCHAR(2), 
	land_vader VARCHAR(2), 
	land_moeder VARCHAR(2), 
	bsn_ondwnr_4 VARCHAR(4), 
	gewicht_nieuw VARCHAR(3), 
	gewicht VARCHAR(4), 
	postcodenl VARCHAR(6), 
	postnummerbe VARCHAR(4), 
	postcodeoverig VARCHAR(32), 
	instroomdatum DATE, 
	uitstroomdatum DATE, 
	toevoegingen TEXT, 
	mutatiedatum DATETIME, 
	CONSTRAINT pk_leerling PRIMARY KEY (schooljaar_id, "key", van_revisie), 
	CONSTRAINT fk_leerling_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "leerling" VALUES(1,'6e2cdcd5-418d-5141-9b72-8412f38c6bab',1,NULL,'https://ketenid.nl/201703/4263ea7d3fe3dfd901f09b48aa87b67ce719371d93b4833bd9449f37e44002dc062656ea08b4434393706520402b87ff3baf0493c9caaf7163d8c52b18cdb6d5','Dąbrowski',NULL,'Mateusz','M','Mateusz','2017-03-06',1,'2023-08-01','6','5305dfca-a307-5530-809c-110ff328065d','["50c174a0-fb7c-5757-ac0a-75cd05b5e892"]',NULL,'mateusz.dabrowski0','mateusz.dabrowski0@leerling.school-99aa.example',NULL,NULL,NULL,NULL,NULL,'1518',NULL,NULL,NULL,NULL,NULL,'2021-03-06',NULL,NULL,'2026-07-08 02:28:48.000000');
INSERT INTO "leerling" VALUES(1,'e9c16737-a995-51f1-9317-e111aae8891b',1,NULL,'https://ketenid.nl/201703/0a05ec2fa549bd95bbee1e5f2e82fb388cc1d250c03193c356a091a8da6751f8105d09d1e0fec7f55a142d9ae022f8f73461c5ea51e3afe9e31e5a14eb257b56','Broek','van den','Chloé Saar','CS','Chloé','2020-12-22',2,NULL,'2','5305dfca-a307-5530-809c-110ff328065d',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'3305',NULL,NULL,NULL,NULL,NULL,'2024-12-22',NULL,NULL,'2026-07-10 04:47:05.000000');
INSERT INTO "leerling" VALUES(1,'83c98e44-1b60-50c8-8782-5dd45a0b0dc7',1,NULL,'https://ketenid.nl/201703/1e0658dad43a75b86f30c4a1cc5d6d097e7ba464324a1afe8c1499d651fdf0660c8010444add03a35d5c697c6b9d5a9b24036029c7bf1ba5609f18f295de408d','Amatredjo',NULL,'Rishi','R','Rishi','2014-08-17',1,'2021-08-01','8','5305dfca-a307-5530-809c-110ff328065d','["878d110a-35b7-5031-8d4f-64abdb43b8b2"]',NULL,'rishi.amatredjo2','rishi.amatredjo2@leerling.school-99aa.example',NULL,NULL,NULL,NULL,NULL,'2103',NULL,NULL,NULL,NULL,NULL,'2018-08-17',NULL,NULL,'2026-07-28 02:51:35.000000');
CREATE TABLE levering (
	id VARCHAR(36) NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	schooljaar_id INTEGER NOT NULL, 
	volgnummer INTEGER NOT NULL, 
	basisvolgnummer INTEGER NOT NULL, 
	soort VARCHAR(16) NOT NULL, 
	revisie INTEGER NOT NULL, 
	afspraak_id INTEGER NOT NULL, 
	peildag DATE NOT NULL, 
	gemaakt DATETIME NOT NULL, 
	geldig_tot DATETIME NOT NULL, 
	pad TEXT, 
	bytes INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	gewijzigd INTEGER NOT NULL, 
	verwijderd INTEGER NOT NULL, dossierrevisie INTEGER DEFAULT '0' NOT NULL, leerlingen INTEGER DEFAULT '0' NOT NULL, schoolnaam TEXT, vorigsha256 VARCHAR(64), 
	CONSTRAINT pk_levering PRIMARY KEY (id), 
	CONSTRAINT fk_levering_afspraak_id FOREIGN KEY(afspraak_id) REFERENCES gegevensafspraak (id), 
	CONSTRAINT fk_levering_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_levering_school_id FOREIGN KEY(school_id) REFERENCES school (id), 
	CONSTRAINT fk_levering_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id), 
	CONSTRAINT uq_levering_koppeling_id_school_id_volgnummer UNIQUE (koppeling_id, school_id, volgnummer)
);
INSERT INTO "levering" VALUES('00491571-9061-496f-ba0a-aaff0e696a24',2,1,1,1,1,'volledig',1,2,'2026-11-26','2026-11-26 04:43:22.000000','2026-12-26 04:43:22.000000','2/1/000001-00491571-9061-496f-ba0a-aaff0e696a24.zip',3345,'ade95f0e2951434645ba460262832e5daaa2495aa41fbaced0324cb56e68f52b',28,0,1,3,'De Regenboog',NULL);
CREATE TABLE nachttaak (
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	nacht DATE NOT NULL, 
	plaats INTEGER NOT NULL, 
	uitkomst VARCHAR(16) NOT NULL, 
	pogingen INTEGER NOT NULL, 
	reden TEXT, 
	levering_id VARCHAR(36), 
	klaar DATETIME, 
	bewijs VARCHAR(36), 
	lease_tot DATETIME, 
	CONSTRAINT pk_nachttaak PRIMARY KEY (koppeling_id, school_id, nacht), 
	CONSTRAINT fk_nachttaak_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_nachttaak_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
CREATE TABLE ondertekensleutel (
	id INTEGER NOT NULL, 
	kid VARCHAR(64) NOT NULL, 
	publiek TEXT NOT NULL, 
	geheim TEXT, 
	aangemaakt DATETIME NOT NULL, 
	vervangen DATETIME, 
	CONSTRAINT pk_ondertekensleutel PRIMARY KEY (id), 
	CONSTRAINT uq_ondertekensleutel_kid UNIQUE (kid)
);
INSERT INTO "ondertekensleutel" VALUES(1,'V7A9Tv9A_6ynv6PWizwgvCbpVEUYn7uQJIFRi98Yps0','{"crv": "P-256", "x": "xoVmMHuwPDRq8yXorD5xF28FtLIWfwdqLu4Qmp1Y2QU", "y": "2CWG0Hm7nYJZSjbhGIWpSoaLJ1r9tZ9O_X5Rh9niHmk", "alg": "ES256", "use": "sig", "kty": "EC", "kid": "V7A9Tv9A_6ynv6PWizwgvCbpVEUYn7uQJIFRi98Yps0"}','eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..rL33IlAI2s5fokH3.0CUkCjceom_0pzkba0NbfBYszVgOgxp3VD6cIOzTzn5VQGUSQDnrMkqVblZIIX-XoUu2yzFS0J-2pZn4fqt2ynAFxYr2bHpJtcYC_qc7X7ID8736u8WvbPSZxl5Ld_v4oJcYE9a_LfufKcnEc-gAb3IRcGBNmGn14uJPnkvjfQYa370HGriPpDnFB7LAKKTvRDsesCt38tRl4KvavsE2zjqgSsM4E0CLrFMZtIhO5dTUC6a_tNuWWd9C7c1jCdA0cUXa1vJIM3Bw-dD1aEWX8b3nXt6Ro7UmYkLmX93wqcb7Q_YxGUIA-QZ-TK7So90elLC429BHn-ez64eViM_f3Mqym0DQyv0fqA3lldo.4lpcZX6a978PIjYgSYhQTw','2026-11-26 04:43:22.589009',NULL);
CREATE TABLE ontvangstbevestiging (
	levering_id VARCHAR(36) NOT NULL, 
	moment DATETIME NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	fouten JSON NOT NULL, 
	CONSTRAINT pk_ontvangstbevestiging PRIMARY KEY (levering_id), 
	CONSTRAINT fk_ontvangstbevestiging_levering_id FOREIGN KEY(levering_id) REFERENCES levering (id)
);
CREATE TABLE ophaling (
	levering_id VARCHAR(36) NOT NULL, 
	via VARCHAR(16) NOT NULL, 
	eerste DATETIME NOT NULL, 
	laatste DATETIME NOT NULL, 
	aantal INTEGER NOT NULL, 
	bytes BIGINT NOT NULL, 
	CONSTRAINT pk_ophaling PRIMARY KEY (levering_id, via), 
	CONSTRAINT fk_ophaling_levering_id FOREIGN KEY(levering_id) REFERENCES levering (id)
);
CREATE TABLE partnersleutel (
	id INTEGER NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	soort VARCHAR(16) NOT NULL, 
	waarde TEXT NOT NULL, 
	aangemaakt DATETIME NOT NULL, 
	ingetrokken DATETIME, 
	CONSTRAINT pk_partnersleutel PRIMARY KEY (id), 
	CONSTRAINT fk_partnersleutel_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id)
);
CREATE TABLE resultaat (
	school_id INTEGER NOT NULL, 
	klant_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	vervangen_door VARCHAR(256), 
	leerling VARCHAR(256) NOT NULL, 
	definitie_id INTEGER NOT NULL, 
	afnamedatum DATE NOT NULL, 
	versie VARCHAR(256), 
	toetsonderdeelcode VARCHAR(256), 
	soort VARCHAR(8) NOT NULL, 
	score BIGINT, 
	uitslag TEXT, 
	infourl VARCHAR(256), 
	resultaatverwerkerid VARCHAR(256), 
	aanmaakdatum DATETIME NOT NULL, 
	CONSTRAINT pk_resultaat PRIMARY KEY (school_id, klant_id, "key", van_revisie), 
	CONSTRAINT fk_resultaat_definitie_id FOREIGN KEY(definitie_id) REFERENCES toetsdefinitie (id), 
	CONSTRAINT fk_resultaat_school_id_van_revisie FOREIGN KEY(school_id, van_revisie) REFERENCES resultatenbericht (school_id, revisie)
);
INSERT INTO "resultaat" VALUES(1,1,'92b6355c27f63b857b2aec4a',1,NULL,NULL,'6e2cdcd5-418d-5141-9b72-8412f38c6bab',1,'2026-11-02',NULL,NULL,'score',7,NULL,NULL,NULL,'2026-11-26 04:43:20.000000');
CREATE TABLE resultatenbericht (
	school_id INTEGER NOT NULL, 
	revisie INTEGER NOT NULL, 
	klant_id INTEGER NOT NULL, 
	koppeling_id INTEGER NOT NULL, 
	sleutel_id INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	schooljaar VARCHAR(9) NOT NULL, 
	xsdversie VARCHAR(8) NOT NULL, 
	aanmaakdatum DATETIME NOT NULL, 
	ontvangen DATETIME NOT NULL, 
	auteur VARCHAR(128), 
	commentaar VARCHAR(128), 
	aantal INTEGER NOT NULL, 
	inhoud BLOB, 
	CONSTRAINT pk_resultatenbericht PRIMARY KEY (school_id, revisie), 
	CONSTRAINT fk_resultatenbericht_klant_id FOREIGN KEY(klant_id) REFERENCES klant (id), 
	CONSTRAINT fk_resultatenbericht_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_resultatenbericht_school_id FOREIGN KEY(school_id) REFERENCES school (id), 
	CONSTRAINT fk_resultatenbericht_sleutel_id FOREIGN KEY(sleutel_id) REFERENCES autorisatiesleutel (id), 
	CONSTRAINT uq_resultatenbericht_digest_klant_id_school_id UNIQUE (digest, klant_id, school_id)
);
INSERT INTO "resultatenbericht" VALUES(1,1,1,1,1,'487e0434e011a7b6eabbd8f7eb99dac63bab70fda0e93752405392d0ac63fd08','2026-2027','2.2','2026-11-26 04:43:20.000000','2026-11-26 04:43:20.667331',NULL,NULL,1,X'78018D53CB6E833010FC95886B0506F348408EA5F4DA4ABDF45E2D78F368C08EB0F368BFBE06E200952AF502783C9E9D9D35AC466C5BD4E7DA8041F971C1F65BE171716B6AA9D7DEDE985341C8F57A0D509CB50129005A11C89ACC0F12FA0BF00689422B383D7474B5C7067460D53B3C50ED8E741F04E5056B7542E27166494AD5EEFD69EB39371EA721CD7CFB583232D0BA6DCECAF6202B257024E6F966C388C339137842EB5D5638E7852123F33DCE006403701460CECDA8D8978E229F66EF6152247141C3A7302C3A81E901CE6E5AD814F561E28606949107CE9D79CE8C42A3612BA1413D5B8D755917747D90BB8318C10C69252A91FA49B4127E1A25919F974BEAAF92886EE355959550B27E22C349CEC6198F2A0E04F3C01647FC5A7B392DB3384D2BBADC6671B94A972505AC12B0D319CCFE914D68DB9C10EE1DCD137F7E7D7BF12346FAD6BBAD6ED2AA9DA4D50FD72236A7BB6B30E3B7BDA57631096EBE723176AC9EF468EDBF6E066DA7DA579BDF75F793F01FC43F1F47');
CREATE TABLE resultatenstand (
	school_id INTEGER NOT NULL, 
	revisie INTEGER NOT NULL, 
	CONSTRAINT pk_resultatenstand PRIMARY KEY (school_id), 
	CONSTRAINT fk_resultatenstand_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "resultatenstand" VALUES(1,1);
CREATE TABLE revisie (
	schooljaar_id INTEGER NOT NULL, 
	revisie INTEGER NOT NULL, 
	moment DATETIME NOT NULL, peildatum DATE, aanmaakdatum DATETIME, bereikt DATETIME, terug_naar INTEGER, 
	CONSTRAINT pk_revisie PRIMARY KEY (schooljaar_id, revisie), 
	CONSTRAINT fk_revisie_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "revisie" VALUES(1,1,'2026-11-26 04:42:58.000000','2026-07-31','2026-07-31 22:00:00.000000','2026-07-31 22:00:00.000000',NULL);
CREATE TABLE samengestelde_groep (
	schooljaar_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	naam VARCHAR(64), 
	omschrijving VARCHAR(256), 
	toevoegingen TEXT, 
	mutatiedatum DATETIME, 
	CONSTRAINT pk_samengestelde_groep PRIMARY KEY (schooljaar_id, "key", van_revisie), 
	CONSTRAINT fk_samengestelde_groep_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "samengestelde_groep" VALUES(1,'50c174a0-fb7c-5757-ac0a-75cd05b5e892',1,NULL,'Plusgroep','Meer uitdaging, jaargroep 5 tot en met 8',NULL,'2026-07-17 06:06:42.000000');
INSERT INTO "samengestelde_groep" VALUES(1,'6f9595f0-3810-5847-87ec-57c7b6c7195a',1,NULL,'NT2','Nederlands als tweede taal',NULL,'2026-07-17 03:24:40.000000');
INSERT INTO "samengestelde_groep" VALUES(1,'f2bc2db9-0528-56c1-aefe-ba3f4f15b50e',1,NULL,'Bouwteam',NULL,NULL,'2026-07-15 06:02:18.000000');
INSERT INTO "samengestelde_groep" VALUES(1,'878d110a-35b7-5031-8d4f-64abdb43b8b2',1,NULL,'Leesclub dinsdag',NULL,NULL,'2026-07-28 05:54:08.000000');
CREATE TABLE school (
	id INTEGER NOT NULL, 
	brincode VARCHAR(4), 
	dependancecode VARCHAR(2) NOT NULL, 
	schoolkey VARCHAR(256), 
	klok DATETIME, naam VARCHAR(64), rem INTEGER, 
	CONSTRAINT pk_school PRIMARY KEY (id), 
	CONSTRAINT uq_school_brincode_dependancecode UNIQUE (brincode, dependancecode), 
	CONSTRAINT uq_school_schoolkey UNIQUE (schoolkey)
);
INSERT INTO "school" VALUES(1,'99AA','00',NULL,'2026-11-26 04:43:10.000000','De Regenboog',NULL);
CREATE TABLE schoolelement (
	schooljaar_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	schoolkey VARCHAR(256), 
	instellingsnummer VARCHAR(6), 
	auteur VARCHAR(128), 
	commentaar TEXT, 
	toevoegingen TEXT, 
	CONSTRAINT pk_schoolelement PRIMARY KEY (schooljaar_id, "key", van_revisie), 
	CONSTRAINT fk_schoolelement_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "schoolelement" VALUES(1,'school',1,NULL,'9300042c-b55d-50bf-a824-184d6ad1e459',NULL,'Demogenerator','Verzonnen gegevens: geen van deze personen bestaat.',NULL);
CREATE TABLE schooljaar (
	id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	schooljaar VARCHAR(9) NOT NULL, 
	revisie INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	omslagdagen TEXT, 
	peildatum DATE, 
	aanmaakdatum DATETIME, vergeten_tot INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_schooljaar PRIMARY KEY (id), 
	CONSTRAINT fk_schooljaar_school_id FOREIGN KEY(school_id) REFERENCES school (id), 
	CONSTRAINT uq_schooljaar_school_id_schooljaar UNIQUE (school_id, schooljaar)
);
INSERT INTO "schooljaar" VALUES(1,1,'2026-2027',1,'2026-11-26 04:42:58.000000','["2018-08-17", "2021-03-06", "2024-12-22"]','2026-07-31','2026-07-31 22:00:00.000000',0);
CREATE TABLE toetsdefinitie (
	id INTEGER NOT NULL, 
	klant_id INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	vocabulaire TEXT, 
	toetscode VARCHAR(256) NOT NULL, 
	versie VARCHAR(256), 
	toetsnaam VARCHAR(128), 
	inhoud TEXT NOT NULL, 
	eerste DATETIME NOT NULL, 
	CONSTRAINT pk_toetsdefinitie PRIMARY KEY (id), 
	CONSTRAINT fk_toetsdefinitie_klant_id FOREIGN KEY(klant_id) REFERENCES klant (id), 
	CONSTRAINT uq_toetsdefinitie_klant_id_digest UNIQUE (klant_id, digest)
);
INSERT INTO "toetsdefinitie" VALUES(1,1,'b12f3c4969d925f05bf8300a548708adeb6da8c1df0b0d277fd580f860443cdb',NULL,'BLOK-1',NULL,NULL,'{"toetscode":{"waarde":"BLOK-1"}}','2026-11-26 04:43:20.667331');
CREATE TABLE tolerantie (
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	soort VARCHAR(32) NOT NULL, 
	laatste DATETIME NOT NULL, 
	aantal INTEGER NOT NULL, 
	CONSTRAINT pk_tolerantie PRIMARY KEY (koppeling_id, school_id, soort), 
	CONSTRAINT fk_tolerantie_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_tolerantie_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
CREATE TABLE verstrekking (
	koppeling_id INTEGER NOT NULL, 
	schooljaar_id INTEGER NOT NULL, 
	revisie INTEGER NOT NULL, 
	afspraak_id INTEGER NOT NULL, 
	aanmaakdatum DATETIME NOT NULL, 
	bericht VARCHAR(32) NOT NULL, 
	xsdversie VARCHAR(8) NOT NULL, 
	gegevensset VARCHAR(32) NOT NULL, 
	groepen VARCHAR(64) NOT NULL, 
	groepskeuze JSON NOT NULL, 
	eerste DATETIME NOT NULL, 
	laatste DATETIME NOT NULL, 
	aantal INTEGER NOT NULL, 
	CONSTRAINT pk_verstrekking PRIMARY KEY (koppeling_id, schooljaar_id, revisie, afspraak_id, aanmaakdatum, bericht, xsdversie, gegevensset, groepen), 
	CONSTRAINT fk_verstrekking_afspraak_id FOREIGN KEY(afspraak_id) REFERENCES gegevensafspraak (id), 
	CONSTRAINT fk_verstrekking_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_verstrekking_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
INSERT INTO "verstrekking" VALUES(1,1,1,4,'2026-11-26 04:43:10.000000','leerlinggegevens','2.2','volledig','','[]','2026-11-26 04:43:19.314414','2026-11-26 04:43:19.314414',1);
CREATE TABLE vestiging (
	schooljaar_id INTEGER NOT NULL, 
	"key" VARCHAR(256) NOT NULL, 
	van_revisie INTEGER NOT NULL, 
	tot_revisie INTEGER, 
	naam VARCHAR(64), 
	omschrijving VARCHAR(256), 
	mutatiedatum DATETIME, 
	CONSTRAINT pk_vestiging PRIMARY KEY (schooljaar_id, "key", van_revisie), 
	CONSTRAINT fk_vestiging_schooljaar_id FOREIGN KEY(schooljaar_id) REFERENCES schooljaar (id)
);
CREATE TABLE vocabulaire (
	id INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	identifier TEXT NOT NULL, 
	naam TEXT, 
	termen TEXT NOT NULL, 
	herkomst TEXT NOT NULL, 
	ingelezen DATETIME NOT NULL, 
	CONSTRAINT pk_vocabulaire PRIMARY KEY (id), 
	CONSTRAINT uq_vocabulaire_digest UNIQUE (digest)
);
CREATE TABLE volledigverzoek (
	koppeling_id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	moment DATETIME NOT NULL, vanaf INTEGER, 
	CONSTRAINT pk_volledigverzoek PRIMARY KEY (koppeling_id, school_id), 
	CONSTRAINT fk_volledigverzoek_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id), 
	CONSTRAINT fk_volledigverzoek_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
CREATE TABLE webhook (
	koppeling_id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	aangezet DATETIME NOT NULL, 
	CONSTRAINT pk_webhook PRIMARY KEY (koppeling_id), 
	CONSTRAINT fk_webhook_koppeling_id FOREIGN KEY(koppeling_id) REFERENCES koppeling (id)
);
CREATE TABLE webhookbericht (
	id INTEGER NOT NULL, 
	levering_id VARCHAR(36), 
	intrekking_id INTEGER, 
	aangemaakt DATETIME NOT NULL, 
	pogingen INTEGER NOT NULL, 
	volgende DATETIME, 
	klaar DATETIME, 
	uitkomst VARCHAR(16), 
	CONSTRAINT pk_webhookbericht PRIMARY KEY (id), 
	CONSTRAINT fk_webhookbericht_levering_id FOREIGN KEY(levering_id) REFERENCES levering (id), 
	CONSTRAINT fk_webhookbericht_intrekking_id FOREIGN KEY(intrekking_id) REFERENCES intrekking (id), 
	CONSTRAINT uq_webhookbericht_levering_id UNIQUE (levering_id), 
	CONSTRAINT uq_webhookbericht_intrekking_id UNIQUE (intrekking_id)
);
CREATE INDEX ix_koppeling_klant_id ON koppeling (klant_id);
CREATE INDEX ix_autorisatiesleutel_koppeling_id ON autorisatiesleutel (koppeling_id);
CREATE INDEX ix_groep_stand ON groep (schooljaar_id, tot_revisie);
CREATE INDEX ix_leerkracht_stand ON leerkracht (schooljaar_id, tot_revisie);
CREATE INDEX ix_leerling_stand ON leerling (schooljaar_id, tot_revisie);
CREATE INDEX ix_samengestelde_groep_stand ON samengestelde_groep (schooljaar_id, tot_revisie);
CREATE INDEX ix_schoolelement_stand ON schoolelement (schooljaar_id, tot_revisie);
CREATE INDEX ix_vestiging_stand ON vestiging (schooljaar_id, tot_revisie);
CREATE INDEX ix_toetsdefinitie_klant_id_toetscode ON toetsdefinitie (klant_id, toetscode);
CREATE INDEX ix_resultaat_leerling_afnamedatum_school_id ON resultaat (leerling, afnamedatum, school_id);
CREATE INDEX ix_leerling_schooljaar_id_eckid ON leerling (schooljaar_id, eckid);
CREATE INDEX ix_levering_geldig_tot ON levering (geldig_tot);
CREATE INDEX ix_nachttaak_werk ON nachttaak (nacht, uitkomst, plaats);
CREATE INDEX ix_dossierobject_tot ON dossierobject (school_id, tot_revisie);
CREATE INDEX ix_gebruikt_bewijs_verloopt ON gebruikt_bewijs (verloopt);
CREATE INDEX ix_partnersleutel_koppeling_id ON partnersleutel (koppeling_id);
CREATE INDEX ix_afspraakvoorstel_koppeling ON afspraakvoorstel (koppeling_id, school_id);
CREATE INDEX ix_intrekking_koppeling_id ON intrekking (koppeling_id);
CREATE INDEX ix_webhookbericht_volgende ON webhookbericht (volgende);
COMMIT;
