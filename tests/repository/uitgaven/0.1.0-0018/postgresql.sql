-- sleutel: P4BwdDpLF7bV61mg9hiJkyIs3KO8tnQTX0n4sZHl268
CREATE TABLE public.afspraakvoorstel (
    id integer NOT NULL,
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    gegevensset character varying(32) NOT NULL,
    velden json NOT NULL,
    doel text NOT NULL,
    gedaan timestamp with time zone NOT NULL,
    besluit character varying(16),
    besloten timestamp with time zone
);
CREATE SEQUENCE public.afspraakvoorstel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.afspraakvoorstel_id_seq OWNED BY public.afspraakvoorstel.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.autorisatiesleutel (
    id integer NOT NULL,
    koppeling_id integer NOT NULL,
    hash character varying(64) NOT NULL,
    tolerant boolean NOT NULL,
    prefix character varying(8) NOT NULL,
    aangemaakt timestamp with time zone NOT NULL,
    geldig_tot timestamp with time zone,
    ingetrokken timestamp with time zone,
    laatst_gebruikt timestamp with time zone
);
CREATE SEQUENCE public.autorisatiesleutel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.autorisatiesleutel_id_seq OWNED BY public.autorisatiesleutel.id;
CREATE TABLE public.berekende_waarde (
    school_id integer NOT NULL,
    resultaat character varying(256) NOT NULL,
    soort character varying(64) NOT NULL,
    waarde character varying(64) NOT NULL
);
CREATE TABLE public.besluit (
    nummer integer NOT NULL,
    soort character varying(32) NOT NULL,
    moment timestamp with time zone NOT NULL,
    inhoud json NOT NULL
);
CREATE TABLE public.dossierobject (
    school_id integer NOT NULL,
    entiteit character varying(32) NOT NULL,
    key character varying(256) NOT NULL COLLATE pg_catalog."C",
    van_revisie integer NOT NULL,
    tot_revisie integer,
    leerling character varying(256),
    stempel character varying(32) NOT NULL,
    inhoud text NOT NULL
);
CREATE TABLE public.dossierrevisie (
    school_id integer NOT NULL,
    revisie integer NOT NULL,
    moment timestamp with time zone NOT NULL
);
CREATE TABLE public.gebruikt_bewijs (
    koppeling_id integer NOT NULL,
    jti character varying(64) NOT NULL,
    verloopt timestamp with time zone NOT NULL
);
CREATE TABLE public.gegevensafspraak (
    id integer NOT NULL,
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    versie integer NOT NULL,
    moment timestamp with time zone NOT NULL,
    gegevensset character varying(32) NOT NULL,
    schakelaars json NOT NULL,
    selectie json NOT NULL
);
CREATE SEQUENCE public.gegevensafspraak_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.gegevensafspraak_id_seq OWNED BY public.gegevensafspraak.id;
CREATE TABLE public.gkv_generiek (
    koppeling_id integer NOT NULL,
    aan boolean NOT NULL,
    sinds timestamp with time zone NOT NULL,
    adressen text
);
CREATE TABLE public.gkv_nummer (
    school_id integer NOT NULL,
    soort character varying(32) NOT NULL,
    key character varying(256) NOT NULL,
    nummer integer NOT NULL
);
CREATE TABLE public.groep (
    schooljaar_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    naam character varying(64),
    jaargroep character varying(2),
    omschrijving character varying(256),
    toevoegingen text,
    mutatiedatum timestamp with time zone
);
CREATE TABLE public.installatie (
    id character varying(36) NOT NULL,
    besluitnummer integer NOT NULL
);
CREATE TABLE public.intrekking (
    id integer NOT NULL,
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    moment timestamp with time zone NOT NULL,
    verwijderen_voor date NOT NULL,
    bevestigd timestamp with time zone,
    hervat_vanaf integer
);
CREATE SEQUENCE public.intrekking_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.intrekking_id_seq OWNED BY public.intrekking.id;
CREATE TABLE public.journaal (
    id character varying(36) NOT NULL,
    machine text NOT NULL,
    pad text NOT NULL,
    begonnen timestamp with time zone NOT NULL
);
CREATE TABLE public.klant (
    id integer NOT NULL,
    naam character varying(64) NOT NULL,
    code character varying(64) NOT NULL
);
CREATE SEQUENCE public.klant_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.klant_id_seq OWNED BY public.klant.id;
CREATE TABLE public.koppeling (
    id integer NOT NULL,
    klant_id integer NOT NULL,
    richting character varying(16) NOT NULL,
    gegevensset character varying(32) NOT NULL,
    aangemaakt timestamp with time zone NOT NULL,
    gegevenssetid_streng boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.koppeling_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.koppeling_id_seq OWNED BY public.koppeling.id;
CREATE TABLE public.koppeling_school (
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    afspraak_id integer NOT NULL
);
CREATE TABLE public.leerkracht (
    schooljaar_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    eckid character varying(256),
    achternaam character varying(200),
    voorvoegsel character varying(10),
    voornamen character varying(200),
    voorletters_1 character varying(6),
    roepnaam character varying(64),
    gebruikersnaam character varying(64),
    emailadres character varying(256),
    rollen text,
    groepen text,
    toevoegingen text,
    mutatiedatum timestamp with time zone
);
CREATE TABLE public.leerling (
    schooljaar_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    eckid character varying(256),
    achternaam character varying(200),
    voorvoegsel character varying(10),
    voornamen character varying(200),
    voorletters_1 character varying(6),
    roepnaam character varying(64),
    geboortedatum date,
    geslacht integer,
    start_ondw_jgr3 date,
    jaargroep character varying(2),
    groep character varying(256),
    samengestelde_groepen text,
    vestiging character varying(256),
    gebruikersnaam character varying(64),
    emailadres character varying(256),
    fotourl character varying(256),
    etniciteit character varying(1),
    land character varying(2),
    land_vader character varying(2),
    land_moeder character varying(2),
    bsn_ondwnr_4 character varying(4),
    gewicht_nieuw character varying(3),
    gewicht character varying(4),
    postcodenl character varying(6),
    postnummerbe character varying(4),
    postcodeoverig character varying(32),
    instroomdatum date,
    uitstroomdatum date,
    toevoegingen text,
    mutatiedatum timestamp with time zone
);
CREATE TABLE public.levering (
    id character varying(36) NOT NULL,
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    schooljaar_id integer NOT NULL,
    volgnummer integer NOT NULL,
    basisvolgnummer integer NOT NULL,
    soort character varying(16) NOT NULL,
    revisie integer NOT NULL,
    afspraak_id integer NOT NULL,
    peildag date NOT NULL,
    gemaakt timestamp with time zone NOT NULL,
    geldig_tot timestamp with time zone NOT NULL,
    pad text,
    bytes integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    gewijzigd integer NOT NULL,
    verwijderd integer NOT NULL,
    dossierrevisie integer DEFAULT 0 NOT NULL,
    leerlingen integer DEFAULT 0 NOT NULL,
    schoolnaam text,
    vorigsha256 character varying(64)
);
CREATE TABLE public.nachttaak (
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    nacht date NOT NULL,
    plaats integer NOT NULL,
    uitkomst character varying(16) NOT NULL,
    pogingen integer NOT NULL,
    reden text,
    levering_id character varying(36),
    klaar timestamp with time zone,
    bewijs character varying(36),
    lease_tot timestamp with time zone
);
CREATE TABLE public.ondertekensleutel (
    id integer NOT NULL,
    kid character varying(64) NOT NULL,
    publiek text NOT NULL,
    geheim text,
    aangemaakt timestamp with time zone NOT NULL,
    vervangen timestamp with time zone
);
CREATE SEQUENCE public.ondertekensleutel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ondertekensleutel_id_seq OWNED BY public.ondertekensleutel.id;
CREATE TABLE public.ontvangstbevestiging (
    levering_id character varying(36) NOT NULL,
    moment timestamp with time zone NOT NULL,
    status character varying(16) NOT NULL,
    fouten json NOT NULL
);
CREATE TABLE public.ophaling (
    levering_id character varying(36) NOT NULL,
    via character varying(16) NOT NULL,
    eerste timestamp with time zone NOT NULL,
    laatste timestamp with time zone NOT NULL,
    aantal integer NOT NULL,
    bytes bigint NOT NULL
);
CREATE TABLE public.partnersleutel (
    id integer NOT NULL,
    koppeling_id integer NOT NULL,
    soort character varying(16) NOT NULL,
    waarde text NOT NULL,
    aangemaakt timestamp with time zone NOT NULL,
    ingetrokken timestamp with time zone
);
CREATE SEQUENCE public.partnersleutel_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.partnersleutel_id_seq OWNED BY public.partnersleutel.id;
CREATE TABLE public.resultaat (
    school_id integer NOT NULL,
    klant_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    vervangen_door character varying(256),
    leerling character varying(256) NOT NULL,
    definitie_id integer NOT NULL,
    afnamedatum date NOT NULL,
    versie character varying(256),
    toetsonderdeelcode character varying(256),
    soort character varying(8) NOT NULL,
    score bigint,
    uitslag text,
    infourl character varying(256),
    resultaatverwerkerid character varying(256),
    aanmaakdatum timestamp with time zone NOT NULL
);
CREATE TABLE public.resultatenbericht (
    school_id integer NOT NULL,
    revisie integer NOT NULL,
    klant_id integer NOT NULL,
    koppeling_id integer NOT NULL,
    sleutel_id integer NOT NULL,
    digest character varying(64) NOT NULL,
    schooljaar character varying(9) NOT NULL,
    xsdversie character varying(8) NOT NULL,
    aanmaakdatum timestamp with time zone NOT NULL,
    ontvangen timestamp with time zone NOT NULL,
    auteur character varying(128),
    commentaar character varying(128),
    aantal integer NOT NULL,
    inhoud bytea
);
CREATE TABLE public.resultatenstand (
    school_id integer NOT NULL,
    revisie integer NOT NULL
);
CREATE TABLE public.revisie (
    schooljaar_id integer NOT NULL,
    revisie integer NOT NULL,
    moment timestamp with time zone NOT NULL,
    peildatum date,
    aanmaakdatum timestamp with time zone,
    bereikt timestamp with time zone,
    terug_naar integer
);
CREATE TABLE public.samengestelde_groep (
    schooljaar_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    naam character varying(64),
    omschrijving character varying(256),
    toevoegingen text,
    mutatiedatum timestamp with time zone
);
CREATE TABLE public.school (
    id integer NOT NULL,
    brincode character varying(4),
    dependancecode character varying(2) NOT NULL,
    schoolkey character varying(256),
    klok timestamp with time zone,
    naam character varying(64),
    rem integer
);
CREATE SEQUENCE public.school_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.school_id_seq OWNED BY public.school.id;
CREATE TABLE public.schoolelement (
    schooljaar_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    schoolkey character varying(256),
    instellingsnummer character varying(6),
    auteur character varying(128),
    commentaar text,
    toevoegingen text
);
CREATE TABLE public.schooljaar (
    id integer NOT NULL,
    school_id integer NOT NULL,
    schooljaar character varying(9) NOT NULL,
    revisie integer NOT NULL,
    moment timestamp with time zone NOT NULL,
    omslagdagen text,
    peildatum date,
    aanmaakdatum timestamp with time zone,
    vergeten_tot integer DEFAULT 0 NOT NULL
);
CREATE SEQUENCE public.schooljaar_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.schooljaar_id_seq OWNED BY public.schooljaar.id;
CREATE TABLE public.toetsdefinitie (
    id integer NOT NULL,
    klant_id integer NOT NULL,
    digest character varying(64) NOT NULL,
    vocabulaire text,
    toetscode character varying(256) NOT NULL,
    versie character varying(256),
    toetsnaam character varying(128),
    inhoud text NOT NULL,
    eerste timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.toetsdefinitie_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.toetsdefinitie_id_seq OWNED BY public.toetsdefinitie.id;
CREATE TABLE public.tolerantie (
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    soort character varying(32) NOT NULL,
    laatste timestamp with time zone NOT NULL,
    aantal integer NOT NULL
);
CREATE TABLE public.verstrekking (
    koppeling_id integer NOT NULL,
    schooljaar_id integer NOT NULL,
    revisie integer NOT NULL,
    afspraak_id integer NOT NULL,
    aanmaakdatum timestamp with time zone NOT NULL,
    bericht character varying(32) NOT NULL,
    xsdversie character varying(8) NOT NULL,
    gegevensset character varying(32) NOT NULL,
    groepen character varying(64) NOT NULL,
    groepskeuze json NOT NULL,
    eerste timestamp with time zone NOT NULL,
    laatste timestamp with time zone NOT NULL,
    aantal integer NOT NULL
);
CREATE TABLE public.vestiging (
    schooljaar_id integer NOT NULL,
    key character varying(256) NOT NULL,
    van_revisie integer NOT NULL,
    tot_revisie integer,
    naam character varying(64),
    omschrijving character varying(256),
    mutatiedatum timestamp with time zone
);
CREATE TABLE public.vocabulaire (
    id integer NOT NULL,
    digest character varying(64) NOT NULL,
    identifier text NOT NULL,
    naam text,
    termen text NOT NULL,
    herkomst text NOT NULL,
    ingelezen timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.vocabulaire_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.vocabulaire_id_seq OWNED BY public.vocabulaire.id;
CREATE TABLE public.volledigverzoek (
    koppeling_id integer NOT NULL,
    school_id integer NOT NULL,
    moment timestamp with time zone NOT NULL,
    vanaf integer
);
CREATE TABLE public.webhook (
    koppeling_id integer NOT NULL,
    url text NOT NULL,
    aangezet timestamp with time zone NOT NULL
);
CREATE TABLE public.webhookbericht (
    id integer NOT NULL,
    levering_id character varying(36),
    intrekking_id integer,
    aangemaakt timestamp with time zone NOT NULL,
    pogingen integer NOT NULL,
    volgende timestamp with time zone,
    klaar timestamp with time zone,
    uitkomst character varying(16)
);
CREATE SEQUENCE public.webhookbericht_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.webhookbericht_id_seq OWNED BY public.webhookbericht.id;
ALTER TABLE ONLY public.afspraakvoorstel ALTER COLUMN id SET DEFAULT nextval('public.afspraakvoorstel_id_seq'::regclass);
ALTER TABLE ONLY public.autorisatiesleutel ALTER COLUMN id SET DEFAULT nextval('public.autorisatiesleutel_id_seq'::regclass);
ALTER TABLE ONLY public.gegevensafspraak ALTER COLUMN id SET DEFAULT nextval('public.gegevensafspraak_id_seq'::regclass);
ALTER TABLE ONLY public.intrekking ALTER COLUMN id SET DEFAULT nextval('public.intrekking_id_seq'::regclass);
ALTER TABLE ONLY public.klant ALTER COLUMN id SET DEFAULT nextval('public.klant_id_seq'::regclass);
ALTER TABLE ONLY public.koppeling ALTER COLUMN id SET DEFAULT nextval('public.koppeling_id_seq'::regclass);
ALTER TABLE ONLY public.ondertekensleutel ALTER COLUMN id SET DEFAULT nextval('public.ondertekensleutel_id_seq'::regclass);
ALTER TABLE ONLY public.partnersleutel ALTER COLUMN id SET DEFAULT nextval('public.partnersleutel_id_seq'::regclass);
ALTER TABLE ONLY public.school ALTER COLUMN id SET DEFAULT nextval('public.school_id_seq'::regclass);
ALTER TABLE ONLY public.schooljaar ALTER COLUMN id SET DEFAULT nextval('public.schooljaar_id_seq'::regclass);
ALTER TABLE ONLY public.toetsdefinitie ALTER COLUMN id SET DEFAULT nextval('public.toetsdefinitie_id_seq'::regclass);
ALTER TABLE ONLY public.vocabulaire ALTER COLUMN id SET DEFAULT nextval('public.vocabulaire_id_seq'::regclass);
ALTER TABLE ONLY public.webhookbericht ALTER COLUMN id SET DEFAULT nextval('public.webhookbericht_id_seq'::regclass);
INSERT INTO public.afspraakvoorstel VALUES (1, 2, 1, 'gkv-uitgebreid', '{}', 'Verzuim', '2026-11-25 23:44:52.184676-05', NULL, NULL);
INSERT INTO public.alembic_version VALUES ('0018');
INSERT INTO public.autorisatiesleutel VALUES (2, 2, '17232bd73d5829ded798d73a9ca4cc7ff18657df821a2c0ed3f6d8ce98c3a493', false, 'soap', '2026-11-25 23:44:35.78721-05', NULL, NULL, NULL);
INSERT INTO public.autorisatiesleutel VALUES (3, 3, 'f0baf315e0190842c992036c7a0f09787cc9d26ec529967d9e7f8cba7484f4b8', false, 'soap', '2026-11-25 23:44:37.061773-05', NULL, '2026-11-25 23:44:40.157963-05', NULL);
INSERT INTO public.autorisatiesleutel VALUES (1, 1, 'ef143943691663ccf26a61310b555948c08adee18cc74987d91c018efe1a7488', false, 'soap', '2026-11-25 23:44:34.461755-05', NULL, NULL, '2026-11-25 23:44:47.641129-05');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-0', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-0');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-0', 'niveau', 'BEREKEND-niveau-0');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-0', 'dle', 'BEREKEND-dle-0');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-1', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-1');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-1', 'niveau', 'BEREKEND-niveau-1');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-1', 'dle', 'BEREKEND-dle-1');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-2', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-2');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-2', 'niveau', 'BEREKEND-niveau-2');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-2', 'dle', 'BEREKEND-dle-2');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-3', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-3');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-3', 'niveau', 'BEREKEND-niveau-3');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-3', 'dle', 'BEREKEND-dle-3');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-4', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-4');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-4', 'niveau', 'BEREKEND-niveau-4');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-0-2026-4', 'dle', 'BEREKEND-dle-4');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-0', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-5');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-0', 'niveau', 'BEREKEND-niveau-5');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-0', 'dle', 'BEREKEND-dle-5');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-1', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-6');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-1', 'niveau', 'BEREKEND-niveau-6');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-1', 'dle', 'BEREKEND-dle-6');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-2', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-7');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-2', 'niveau', 'BEREKEND-niveau-7');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-2', 'dle', 'BEREKEND-dle-7');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-3', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-8');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-3', 'niveau', 'BEREKEND-niveau-8');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-3', 'dle', 'BEREKEND-dle-8');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-4', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-9');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-4', 'niveau', 'BEREKEND-niveau-9');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-1-2026-4', 'dle', 'BEREKEND-dle-9');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-0', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-10');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-0', 'niveau', 'BEREKEND-niveau-10');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-0', 'dle', 'BEREKEND-dle-10');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-1', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-11');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-1', 'niveau', 'BEREKEND-niveau-11');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-1', 'dle', 'BEREKEND-dle-11');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-2', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-12');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-2', 'niveau', 'BEREKEND-niveau-12');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-2', 'dle', 'BEREKEND-dle-12');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-3', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-13');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-3', 'niveau', 'BEREKEND-niveau-13');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-3', 'dle', 'BEREKEND-dle-13');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-4', 'vaardigheidsscore', 'BEREKEND-vaardigheidsscore-14');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-4', 'niveau', 'BEREKEND-niveau-14');
INSERT INTO public.berekende_waarde VALUES (1, '99AA-toe-2-2026-4', 'dle', 'BEREKEND-dle-14');
INSERT INTO public.besluit VALUES (1, 'afspraak', '2026-11-25 23:44:38.98443-05', '{"koppeling": 1, "gemaakt": "2026-11-26T04:44:34.446259+00:00", "school": "99AA/00", "gegevensset": "volledig", "schakelaars": {"leerling/emailadres": false}, "vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"], "van": "2026-11-26T04:44:38+00:00"}');
INSERT INTO public.besluit VALUES (2, 'intrekking', '2026-11-25 23:44:40.15991-05', '{"koppeling": 3, "gemaakt": "2026-11-26T04:44:37.018775+00:00", "scholen": ["99AA/00"], "geheel": true}');
INSERT INTO public.dossierobject VALUES (1, 'leerlingdetail', '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '07446ae848d2a4dabeebd31e576bfc63', '{"leerlingnummer":"10000","achternaamofficieel":"Dąbrowski","geboortedatumonzeker":"false","geboorteplaats":"Voorbeelddam","geboorteland":"SY","datumaanmelding":"2021-03-06","adres":[{"@soort":"bezoek","straat":"Dorpsstraat","huisnummer":"85","postcode":"1497XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"communicatie":[{"soort":"telefoon","waarde":"06-00003804","aanduiding":"prive","geheim":"false","noodnummer":"true","omschrijving":"Oma"}],"nationaliteit":[{"code":"0339","omschrijving":"Turkse"},{"code":"0056","omschrijving":"Poolse"}],"start_ondw_jgr3":"2023-08-01","huisarts":{"naam":"Praktijk De Linde & De Eik","telefoon":"088-0003572"},"mutatiedatum":"2026-07-12T10:05:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerlingdetail', 'e9c16737-a995-51f1-9317-e111aae8891b', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'b361d711ed92c754d1ce9b7692e1086e', '{"leerlingnummer":"10001","achternaamofficieel":"Broek","voorvoegselofficieel":"van den","geboortedatumonzeker":"false","geboorteplaats":"Voorbeelddam","geboorteland":"NL","datumaanmelding":"2024-12-22","adres":[{"@soort":"bezoek","straat":"Zevende Dwarsstraat","huisnummer":"169","postcode":"3263XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"communicatie":[{"soort":"telefoon","waarde":"06-00002721","aanduiding":"prive","geheim":"false","noodnummer":"true","omschrijving":"Oma"},{"soort":"e-mail","waarde":"gezin1@thuis-99aa.example","aanduiding":"prive","geheim":"false"}],"nationaliteit":[{"code":"0056","omschrijving":"Poolse"}],"huisarts":{"naam":"Praktijk De Linde & De Eik","telefoon":"088-0008781"},"mutatiedatum":"2026-07-14T12:39:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerlingdetail', '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '3963c4fe6640ec32006ef7bc94f12742', '{"leerlingnummer":"10002","achternaamofficieel":"Amatredjo","geboortedatumonzeker":"false","geboorteplaats":"Voorbeelddam","geboorteland":"TR","datumaanmelding":"2018-08-17","adres":[{"@soort":"bezoek","straat":"Zevende Dwarsstraat","huisnummer":"142","postcode":"2048XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"communicatie":[{"soort":"telefoon","waarde":"06-00008228","aanduiding":"prive","geheim":"false","noodnummer":"true","omschrijving":"Oma"}],"nationaliteit":[{"code":"0001","omschrijving":"Nederlandse"}],"start_ondw_jgr3":"2021-08-01","huisarts":{"naam":"Praktijk De Linde & De Eik","telefoon":"088-0009931"},"mutatiedatum":"2026-07-27T09:45:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'schoolloopbaan', '99AA-sch-0-2026-2027', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'd2fa3892a8c66f351efc843c348a85d8', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","schooljaar":"2026-2027","groepscode":"6A","groepsnaam":"Groep 6A","jaargroep":"6","begindatum":"2026-08-01","brincode":"99AA","vestigingscode":"00","schoolsoort":"bo","mutatiedatum":"2026-07-12T14:54:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'schoolloopbaan', '99AA-sch-1-2026-2027', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'f77f4b6ba9682bd9c47677a24e8ef2bb', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","schooljaar":"2026-2027","groepscode":"2A","groepsnaam":"Groep 2A","jaargroep":"2","begindatum":"2026-08-01","brincode":"99AA","vestigingscode":"00","schoolsoort":"bo","mutatiedatum":"2026-07-09T15:23:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'schoolloopbaan', '99AA-sch-2-2026-2027', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'c325ea2abf51dca957ea732b01b255c6', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","schooljaar":"2026-2027","groepscode":"8A","groepsnaam":"Groep 8A","jaargroep":"8","begindatum":"2026-08-01","brincode":"99AA","vestigingscode":"00","schoolsoort":"bo","mutatiedatum":"2026-07-05T14:43:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'inschrijving', '99AA-ins-0-2', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'c5a95a1e2245beb3af1eb7d18b07ab44', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","inschrijvingtype":"inschrijvingtype/REG","datuminschrijving":"2021-03-06","bekostigd":"true","mutatiedatum":"2026-07-08T11:25:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'inschrijving', '99AA-ins-1-2', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '92ae27ed7ec026bfd72f10e7816dc3d3', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","inschrijvingtype":"inschrijvingtype/REG","datuminschrijving":"2024-12-22","bekostigd":"true","mutatiedatum":"2026-07-08T08:28:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'inschrijving', '99AA-ins-2-2', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '6d7e2d2ff5d1cace17b200e580d2f11e', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","inschrijvingtype":"inschrijvingtype/REG","datuminschrijving":"2018-08-17","bekostigd":"true","mutatiedatum":"2026-07-18T13:53:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-0-2026-0', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'b758f508de5a8dda987da0d6d2d7f715', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-E6","toetsnaam":"Rekenen-Wiskunde 3.0 E6","vakgebied":"Rekenen","afnamedatum":"2027-03-10","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"96","aantalgoed":"94","aantalfout":"2"},"herkomst":"handmatig","mutatiedatum":"2027-03-10T16:32:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-0-2026-1', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'e029f40b5e12304808c12f63d8698ba1', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"TBL30-M6","toetsnaam":"Begrijpend lezen 3.0 M6","vakgebied":"Nederlands","afnamedatum":"2027-01-07","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"50","aantalgoed":"32","aantalfout":"18"},"herkomst":"import","mutatiedatum":"2027-01-07T09:28:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-0-2026-2', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'c9fd567bcac9a876eb7b08cfbed0bb14', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"SP30-M6","toetsnaam":"Spelling 3.0 M6","vakgebied":"Nederlands","afnamedatum":"2026-12-11","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"40","aantalgoed":"17","aantalfout":"23"},"herkomst":"handmatig","mutatiedatum":"2026-12-11T10:17:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-0-2026-3', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '5280a7169af6ead6d0231515f8b981ad', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"DMT-M6","toetsnaam":"Woorden lezen M6","vakgebied":"Nederlands","afnamedatum":"2026-12-25","jaargroep":"6","dl":"35","ruwescore":{"aantalgoed":"97","aantalgelezen":"150","tijd":"60"},"herkomst":"import","mutatiedatum":"2026-12-25T14:23:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-0-2026-4', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '7afd5a19e7f66ad6d5e1100ad9ba195b', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-M6","toetsnaam":"Rekenen-Wiskunde 3.0 M6","vakgebied":"Rekenen","afnamedatum":"2026-12-07","jaargroep":"6","dl":"35","ruwescore":{"aantalopgaven":"96","aantalgoed":"46","aantalfout":"50"},"herkomst":"uwlr","mutatiedatum":"2026-12-07T11:45:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-1-2026-0', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'b53ab5ba3edd8bd74d7098b1edaa3d79', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-M2","toetsnaam":"Rekenen-Wiskunde 3.0 M2","vakgebied":"Rekenen","afnamedatum":"2027-02-18","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"96","aantalgoed":"59","aantalfout":"37"},"herkomst":"handmatig","mutatiedatum":"2027-02-18T11:37:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-1-2026-1', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '124abb354f705577c9d6851cc48e667b', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"TBL30-E2","toetsnaam":"Begrijpend lezen 3.0 E2","vakgebied":"Nederlands","afnamedatum":"2026-10-19","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"50","aantalgoed":"34","aantalfout":"16"},"herkomst":"import","mutatiedatum":"2026-10-19T16:12:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-1-2026-2', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'ba55e816c351c3f62fc21dd0bdff325b', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"SP30-M2","toetsnaam":"Spelling 3.0 M2","vakgebied":"Nederlands","afnamedatum":"2027-01-22","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"40","aantalgoed":"34","aantalfout":"6"},"herkomst":"handmatig","mutatiedatum":"2027-01-22T14:31:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-1-2026-3', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '569a85b0144f519671b6eb0a9225eed1', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"DMT-E2","toetsnaam":"Woorden lezen E2","vakgebied":"Nederlands","afnamedatum":"2027-03-15","jaargroep":"2","dl":"0","ruwescore":{"aantalgoed":"106","aantalgelezen":"150","tijd":"60"},"herkomst":"import","mutatiedatum":"2027-03-15T08:04:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-1-2026-4', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '55e42544a86917e9415ddc0448d0b9ec', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-E2","toetsnaam":"Rekenen-Wiskunde 3.0 E2","vakgebied":"Rekenen","afnamedatum":"2026-10-06","jaargroep":"2","dl":"0","ruwescore":{"aantalopgaven":"96","aantalgoed":"39","aantalfout":"57"},"herkomst":"uwlr","mutatiedatum":"2026-10-06T10:53:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-2-2026-0', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '7b907455f88abace1c2cdeab0d844e5e', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-M8","toetsnaam":"Rekenen-Wiskunde 3.0 M8","vakgebied":"Rekenen","afnamedatum":"2027-01-18","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"96","aantalgoed":"45","aantalfout":"51"},"herkomst":"handmatig","mutatiedatum":"2027-01-18T08:07:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-2-2026-1', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '8d43083d9b30316e85daf819440a8c7e', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"TBL30-M8","toetsnaam":"Begrijpend lezen 3.0 M8","vakgebied":"Nederlands","afnamedatum":"2026-11-25","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"50","aantalgoed":"43","aantalfout":"7"},"herkomst":"import","mutatiedatum":"2026-11-25T15:11:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-2-2026-2', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '46bce6402563f713776a6dd8df3975f8', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"SP30-M8","toetsnaam":"Spelling 3.0 M8","vakgebied":"Nederlands","afnamedatum":"2026-12-16","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"40","aantalgoed":"27","aantalfout":"13"},"herkomst":"handmatig","mutatiedatum":"2026-12-16T09:37:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-2-2026-3', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'cc6e3940b3e562c7dfdd2475ba0c08e2', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"DMT-M8","toetsnaam":"Woorden lezen M8","vakgebied":"Nederlands","afnamedatum":"2027-02-16","jaargroep":"8","dl":"55","ruwescore":{"aantalgoed":"93","aantalgelezen":"150","tijd":"60"},"herkomst":"import","mutatiedatum":"2027-02-16T15:37:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'toetsresultaat', '99AA-toe-2-2026-4', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'f17e4be99668342beb38b419b4dc9deb', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@groep":"5305dfca-a307-5530-809c-110ff328065d","toetscode":"RW30-E8","toetsnaam":"Rekenen-Wiskunde 3.0 E8","vakgebied":"Rekenen","afnamedatum":"2026-09-03","jaargroep":"8","dl":"55","ruwescore":{"aantalopgaven":"96","aantalgoed":"53","aantalfout":"43"},"herkomst":"uwlr","mutatiedatum":"2026-09-03T16:08:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-0-2026-0', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'fdebeea1b1c6348a4cc517f34d971819', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Rekentoren","hoofdstuk":"Blok 1","toetsnaam":"Rekentoren groep 6, blok 1","vakgebied":"Rekenen","afnamedatum":"2026-10-30","jaargroep":"6","ruwescore":{"aantalopgaven":"20","aantalgoed":"17","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-10-30T14:10:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-0-2026-1', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '01ec0ad398901ed092b1978203e519ab', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Taal & Teken","hoofdstuk":"Blok 2","toetsnaam":"Taal & Teken groep 6, blok 2","vakgebied":"Nederlands","afnamedatum":"2026-09-25","jaargroep":"6","ruwescore":{"cijfer":"3.9"},"herkomst":"handmatig","mutatiedatum":"2026-09-25T16:48:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-0-2026-2', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '0d9335f60c8266f414175669723c6146', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Spelwijs","hoofdstuk":"Blok 3","toetsnaam":"Spelwijs groep 6, blok 3","vakgebied":"Nederlands","afnamedatum":"2026-11-18","jaargroep":"6","ruwescore":{"beoordeling":"goed"},"herkomst":"handmatig","mutatiedatum":"2026-11-18T14:03:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-0-2026-3', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '72e381268d3ca38161aa9f2981dd8452', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Rekentoren","hoofdstuk":"Blok 4","toetsnaam":"Rekentoren groep 6, blok 4","vakgebied":"Rekenen","afnamedatum":"2027-01-07","jaargroep":"6","ruwescore":{"aantalopgaven":"20","aantalgoed":"10","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2027-01-07T10:11:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-0-2026-4', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '97ce6f1f5cc816951051e13a6d97f4ea', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","methode":"Taal & Teken","hoofdstuk":"Blok 5","toetsnaam":"Taal & Teken groep 6, blok 5","vakgebied":"Nederlands","afnamedatum":"2026-09-25","jaargroep":"6","ruwescore":{"cijfer":"5.2"},"herkomst":"handmatig","mutatiedatum":"2026-09-25T11:05:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-1-2026-0', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '0bfaadcf78d7ce7cb71e5300290aa2c9', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Rekentoren","hoofdstuk":"Blok 1","toetsnaam":"Rekentoren groep 2, blok 1","vakgebied":"Rekenen","afnamedatum":"2027-02-15","jaargroep":"2","ruwescore":{"aantalopgaven":"20","aantalgoed":"15","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2027-02-15T15:09:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-1-2026-1', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'aff64e39a768982b0f139ad6367f925f', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Taal & Teken","hoofdstuk":"Blok 2","toetsnaam":"Taal & Teken groep 2, blok 2","vakgebied":"Nederlands","afnamedatum":"2027-03-03","jaargroep":"2","ruwescore":{"cijfer":"7.6"},"herkomst":"handmatig","mutatiedatum":"2027-03-03T12:29:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-1-2026-2', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '13f333abd666c9e2946d0de86c316ebe', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Spelwijs","hoofdstuk":"Blok 3","toetsnaam":"Spelwijs groep 2, blok 3","vakgebied":"Nederlands","afnamedatum":"2026-12-11","jaargroep":"2","ruwescore":{"beoordeling":"ruim voldoende"},"herkomst":"handmatig","mutatiedatum":"2026-12-11T08:41:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-1-2026-3', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '7132079b34cb2014f674f4a3e56970ae', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Rekentoren","hoofdstuk":"Blok 4","toetsnaam":"Rekentoren groep 2, blok 4","vakgebied":"Rekenen","afnamedatum":"2026-12-04","jaargroep":"2","ruwescore":{"aantalopgaven":"20","aantalgoed":"9","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-12-04T08:52:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-1-2026-4', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '4ca44fe2b67cf3d7d90fe23c2fef3e03', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","methode":"Taal & Teken","hoofdstuk":"Blok 5","toetsnaam":"Taal & Teken groep 2, blok 5","vakgebied":"Nederlands","afnamedatum":"2027-02-16","jaargroep":"2","ruwescore":{"cijfer":"3.3"},"herkomst":"handmatig","mutatiedatum":"2027-02-16T13:29:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-2-2026-0', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'b346e284dd5c117d00257a273dae2f02', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Rekentoren","hoofdstuk":"Blok 1","toetsnaam":"Rekentoren groep 8, blok 1","vakgebied":"Rekenen","afnamedatum":"2026-12-29","jaargroep":"8","ruwescore":{"aantalopgaven":"20","aantalgoed":"17","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-12-29T08:50:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-2-2026-1', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '554f534fe30564941acb7a733031d123', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Taal & Teken","hoofdstuk":"Blok 2","toetsnaam":"Taal & Teken groep 8, blok 2","vakgebied":"Nederlands","afnamedatum":"2026-09-16","jaargroep":"8","ruwescore":{"cijfer":"3.8"},"herkomst":"handmatig","mutatiedatum":"2026-09-16T13:31:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-2-2026-2', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'ee170dfe172df90c16649a61ca036bcb', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Spelwijs","hoofdstuk":"Blok 3","toetsnaam":"Spelwijs groep 8, blok 3","vakgebied":"Nederlands","afnamedatum":"2026-12-18","jaargroep":"8","ruwescore":{"beoordeling":"onvoldoende"},"herkomst":"handmatig","mutatiedatum":"2026-12-18T10:26:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-2-2026-3', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '697ecd6a699ebd72d5d2b83b09d21b93', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Rekentoren","hoofdstuk":"Blok 4","toetsnaam":"Rekentoren groep 8, blok 4","vakgebied":"Rekenen","afnamedatum":"2026-11-05","jaargroep":"8","ruwescore":{"aantalopgaven":"20","aantalgoed":"19","punten":"17.5"},"herkomst":"handmatig","mutatiedatum":"2026-11-05T16:38:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'methodetoetsresultaat', '99AA-met-2-2026-4', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'c8bccf752b9c00af10e727a1a78cc3e6', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","methode":"Taal & Teken","hoofdstuk":"Blok 5","toetsnaam":"Taal & Teken groep 8, blok 5","vakgebied":"Nederlands","afnamedatum":"2026-12-25","jaargroep":"8","ruwescore":{"cijfer":"4.7"},"herkomst":"handmatig","mutatiedatum":"2026-12-25T08:40:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-0-2026-0', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '10793065616ffd2594c353466fc155cd', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","absentiereden":"absentiereden/ZK","begindatumtijd":"2026-10-01T08:30:00+02:00","einddatumtijd":"2026-10-01T12:00:00+02:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-10-01T14:27:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-0-2026-1', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '5f331bb85ddeaa7907aef94d6172808c', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","absentiereden":"absentiereden/VL","begindatumtijd":"2026-10-06T08:30:00+02:00","einddatumtijd":"2026-10-06T12:00:00+02:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-10-06T14:48:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-0-2026-2', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'adfae6b948222613fa646ac2c8529498', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","absentiereden":"absentiereden/TL","begindatumtijd":"2027-03-03T08:30:00+01:00","einddatumtijd":"2027-03-03T08:45:00+01:00","heledag":"false","geoorloofd":"false","afgehandeld":"true","mutatiedatum":"2027-03-03T11:49:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-1-2026-0', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'fa6555a2dbdcc69844faa1b177e761bd', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","absentiereden":"absentiereden/ZK","begindatumtijd":"2026-09-15T08:30:00+02:00","einddatumtijd":"2026-09-15T12:00:00+02:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-09-15T11:24:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-1-2026-1', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '1c28fef078fc6862e78f46cb9e190c01', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","absentiereden":"absentiereden/VL","begindatumtijd":"2026-10-29T08:30:00+01:00","einddatumtijd":"2026-10-29T12:00:00+01:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-10-29T09:05:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-1-2026-2', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', '8e7f4f6e16d0aea6ddf0b59120234896', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","absentiereden":"absentiereden/TL","begindatumtijd":"2026-12-18T08:30:00+01:00","einddatumtijd":"2026-12-18T08:45:00+01:00","heledag":"false","geoorloofd":"false","afgehandeld":"true","mutatiedatum":"2026-12-18T15:12:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-2-2026-0', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '05e1c61330d9d12a1a4fb970f58181f4', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","absentiereden":"absentiereden/VL","begindatumtijd":"2026-12-21T08:30:00+01:00","einddatumtijd":"2026-12-21T12:00:00+01:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-12-21T12:41:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'absentie', '99AA-abs-2-2026-1', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 'e313cc5b49f58e5b46f2a7d55b638aff', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","absentiereden":"absentiereden/VL","begindatumtijd":"2026-11-12T08:30:00+01:00","einddatumtijd":"2026-11-12T12:00:00+01:00","heledag":"false","dagdeel":"ochtend","geoorloofd":"true","afgehandeld":"true","mutatiedatum":"2026-11-12T09:44:00+01:00"}');
INSERT INTO public.dossierobject VALUES (1, 'verzorger', '31dbd6ff-e0b9-58bd-b3c3-e8e840012439', 1, NULL, NULL, '1773218d2e680710a1f8d7b4dd104750', '{"achternaam":"Dąbrowski","voorletters":"B","roepnaam":"Jip","geslacht":"1","emailadres":"verzorger0.0@thuis-99aa.example","emailadres_geheim":"false","telefoonnummer":"088-0003362","mobielnummer":"06-00009520","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Zevende Dwarsstraat","huisnummer":"180","postcode":"3228XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"false","gebruikersnaam":"ouder00","iban":"NL00DEMO0000000000","overleden":"false","mutatiedatum":"2026-07-25T09:45:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'verzorger', 'b7c7fefc-d911-59b8-a7ec-863c7c13e47f', 1, NULL, NULL, '33f9f0e09da87e28626aad9088aa1f75', '{"achternaam":"Dąbrowski","voorletters":"M","roepnaam":"Bo","geslacht":"2","emailadres":"verzorger0.1@thuis-99aa.example","emailadres_geheim":"false","mobielnummer":"06-00003866","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Kerklaan","huisnummer":"88","postcode":"4238XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"false","gebruikersnaam":"ouder01","iban":"NL00DEMO0000000000","overleden":"false","mutatiedatum":"2026-07-26T10:16:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'verzorger', 'c42aed6f-ec8f-50f0-8439-2ba523444bc2', 1, NULL, NULL, 'ff945765cca2906b28fa0f2b49d17825', '{"achternaam":"Broek","voorvoegsel":"van den","voorletters":"T","roepnaam":"Fenna","geslacht":"1","emailadres":"verzorger1.0@thuis-99aa.example","emailadres_geheim":"false","telefoonnummer":"088-0008203","mobielnummer":"06-00009944","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Laan van ''t Hof","huisnummer":"46","postcode":"4806XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"true","gebruikersnaam":"ouder10","iban":"NL00DEMO0000000001","overleden":"false","mutatiedatum":"2026-07-18T13:16:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'verzorger', 'c163aaf5-fa8d-56a3-8641-da4319c29b8c', 1, NULL, NULL, '32b0138c07a154dce0c9118650378929', '{"achternaam":"Amatredjo","voorletters":"A","roepnaam":"Sam","geslacht":"1","emailadres":"verzorger2.0@thuis-99aa.example","emailadres_geheim":"false","telefoonnummer":"088-0002714","mobielnummer":"06-00006290","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Brink","huisnummer":"13","postcode":"2114XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"true","gebruikersnaam":"ouder20","iban":"NL00DEMO0000000002","overleden":"false","mutatiedatum":"2026-07-31T11:59:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'verzorger', '20935729-cb48-5a31-b422-b92955248ae3', 1, NULL, NULL, '902f9593844b949faf0fd5015d2de898', '{"achternaam":"Amatredjo","voorletters":"T","roepnaam":"Jip","geslacht":"2","emailadres":"verzorger2.1@thuis-99aa.example","emailadres_geheim":"false","mobielnummer":"06-00009323","mobielnummer_geheim":"false","adres":[{"@soort":"bezoek","straat":"Dorpsstraat","huisnummer":"12","postcode":"1058XX","plaats":"Voorbeelddam","gemeente":"Voorbeeldland","land":"NL","geheim":"false"}],"wenstcontactviaemail":"true","gebruikersnaam":"ouder21","iban":"NL00DEMO0000000002","overleden":"false","mutatiedatum":"2026-07-08T12:32:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerling_verzorger', '99AA-lee-0-0', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 'b9a56eaf80e8f94f3dde78a42bf89415', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@verzorger":"31dbd6ff-e0b9-58bd-b3c3-e8e840012439","relatietotkind":"1","relatiesoort":"Vader","ouderlijkgezag":"true","wettigevertegenwoordiger":"true","magpostontvangen":"true","volgnummer":"1","noodcontact":"true","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-23T11:30:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerling_verzorger', '99AA-lee-0-1', 1, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', '65e4eb2d1f0d38771c64accb6ea622f0', '{"@leerling":"6e2cdcd5-418d-5141-9b72-8412f38c6bab","@verzorger":"b7c7fefc-d911-59b8-a7ec-863c7c13e47f","relatietotkind":"2","relatiesoort":"Moeder","ouderlijkgezag":"true","wettigevertegenwoordiger":"false","magpostontvangen":"true","volgnummer":"2","noodcontact":"false","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-15T11:22:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerling_verzorger', '99AA-lee-1-0', 1, NULL, 'e9c16737-a995-51f1-9317-e111aae8891b', 'b62d89ae9cddebedf6182b6fc7df1efc', '{"@leerling":"e9c16737-a995-51f1-9317-e111aae8891b","@verzorger":"c42aed6f-ec8f-50f0-8439-2ba523444bc2","relatietotkind":"1","relatiesoort":"Vader","ouderlijkgezag":"true","wettigevertegenwoordiger":"true","magpostontvangen":"true","volgnummer":"1","noodcontact":"true","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-07T10:43:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerling_verzorger', '99AA-lee-2-0', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '4f90c0164665f9b2ebd2bae28576c567', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@verzorger":"c163aaf5-fa8d-56a3-8641-da4319c29b8c","relatietotkind":"1","relatiesoort":"Vader","ouderlijkgezag":"true","wettigevertegenwoordiger":"true","magpostontvangen":"true","volgnummer":"1","noodcontact":"true","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-31T16:31:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'leerling_verzorger', '99AA-lee-2-1', 1, NULL, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', '2d3ecf535aa6f1d1a6048aff7b064fdd', '{"@leerling":"83c98e44-1b60-50c8-8782-5dd45a0b0dc7","@verzorger":"20935729-cb48-5a31-b422-b92955248ae3","relatietotkind":"2","relatiesoort":"Moeder","ouderlijkgezag":"true","wettigevertegenwoordiger":"false","magpostontvangen":"true","volgnummer":"2","noodcontact":"false","geblokkeerd":"false","inzage_toegestaan":"true","mutatiedatum":"2026-07-24T11:17:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', 'd478e2e6-7e11-5854-8b64-a372abf13686', 1, NULL, NULL, '3e9dda3eae52634b9812000ab3a3aa2d', '{"aanhef":"de heer","achternaam":"Verhoeven","voorletters":"G","roepnaam":"Isa","geslacht":"1","emailadres":"isa.verhoeven0@school-99aa.example","telefoonwerk":"088-0004697","telefoonwerk_geheim":"false","mobielnummer":"06-00005898","mobielnummer_geheim":"true","geboortedatum":"1960-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00000","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-15T11:32:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', '64e4d3fd-e0f6-5833-bd1a-3f762e902970', 1, NULL, NULL, '8984311f5cfa2b26caadb8a61620cb5d', '{"aanhef":"mevrouw","achternaam":"Bakker","voorletters":"S","roepnaam":"Luuk","geslacht":"2","emailadres":"luuk.bakker1@school-99aa.example","telefoonwerk":"088-0002022","telefoonwerk_geheim":"false","mobielnummer":"06-00006784","mobielnummer_geheim":"false","geboortedatum":"1961-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00001","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-28T10:11:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', '65612fc3-e527-559d-91d5-fee9ce585cd8', 1, NULL, NULL, '49d88e973791ffb00250132038888bcd', '{"aanhef":"mevrouw","achternaam":"Berg","voorvoegsel":"van den","voorletters":"M","roepnaam":"Floor","geslacht":"2","emailadres":"floor.berg2@school-99aa.example","telefoonwerk":"088-0007668","telefoonwerk_geheim":"false","mobielnummer":"06-00008611","mobielnummer_geheim":"true","geboortedatum":"1962-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00002","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-21T16:58:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', '0c42d282-faa3-5e16-b192-fc65e60be37d', 1, NULL, NULL, '1c4ef2e8f9b21e56d1d536645212f35f', '{"aanhef":"de heer","achternaam":"Veenstra","voorletters":"G","roepnaam":"Hidde","geslacht":"1","emailadres":"hidde.veenstra3@school-99aa.example","telefoonwerk":"088-0006097","telefoonwerk_geheim":"false","mobielnummer":"06-00009162","mobielnummer_geheim":"false","geboortedatum":"1963-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00003","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-17T09:43:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', 'add716fa-4279-5cb7-81b7-991c3f4f7f87', 1, NULL, NULL, 'fb7990b4b4b62c7bbd8069a13203fe0f', '{"aanhef":"mevrouw","achternaam":"Koster","voorletters":"A","roepnaam":"Loïc","geslacht":"2","emailadres":"loic.koster4@school-99aa.example","telefoonwerk":"088-0003409","telefoonwerk_geheim":"false","mobielnummer":"06-00001797","mobielnummer_geheim":"true","geboortedatum":"1964-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00004","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-06T15:29:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', 'f28fc16f-cae2-5c97-b4ed-9650974938b8', 1, NULL, NULL, '1009e100b026dcf9cbee0d6995b2d8e4', '{"aanhef":"mevrouw","achternaam":"Ouali","voorletters":"P","roepnaam":"Rayan","geslacht":"2","emailadres":"rayan.ouali5@school-99aa.example","telefoonwerk":"088-0003352","telefoonwerk_geheim":"false","mobielnummer":"06-00005586","mobielnummer_geheim":"false","geboortedatum":"1965-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00005","datumindienst":"2015-08-01","rol":["LRK"],"mutatiedatum":"2026-07-06T08:48:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', '6155c3cd-2c5d-5cbd-941c-d7899f0eaade', 1, NULL, NULL, '622f5f6177b9153a7bfd16f60ebecc54', '{"aanhef":"de heer","achternaam":"Gonçalves","voorletters":"J","roepnaam":"Khalil","geslacht":"1","emailadres":"khalil.goncalves6@school-99aa.example","telefoonwerk":"088-0003451","telefoonwerk_geheim":"false","mobielnummer":"06-00009836","mobielnummer_geheim":"true","geboortedatum":"1966-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Leerkracht","medewerkernummer":"M00006","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["LRK"],"mutatiedatum":"2026-07-23T13:16:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', '53da3b21-1909-52c1-8826-c94fa68072d4', 1, NULL, NULL, 'd93cd5feb79d8fe4b16265bc17285599', '{"aanhef":"mevrouw","achternaam":"De Wit","voorletters":"P","roepnaam":"Pim","geslacht":"2","telefoonwerk":"088-0003212","telefoonwerk_geheim":"false","mobielnummer":"06-00009388","mobielnummer_geheim":"false","geboortedatum":"1967-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Conciërge","medewerkernummer":"M00007","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["CON"],"mutatiedatum":"2026-07-25T12:41:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', 'ced8faeb-884c-51dd-b25a-c0a762a5c365', 1, NULL, NULL, '36b441c665404552add42540becc68fd', '{"aanhef":"mevrouw","achternaam":"Çelik","voorletters":"G","roepnaam":"Pim","geslacht":"2","telefoonwerk":"088-0004204","telefoonwerk_geheim":"false","mobielnummer":"06-00001783","mobielnummer_geheim":"true","geboortedatum":"1968-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Administratie","medewerkernummer":"M00008","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"rol":["ADM"],"mutatiedatum":"2026-07-15T10:04:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'medewerker', '7bb12bbe-1117-5d03-b89f-4ff46cbd22f9', 1, NULL, NULL, '76f2e367f39d7477453752b3cbe5d84b', '{"aanhef":"de heer","achternaam":"O''Brien","voorletters":"B","roepnaam":"Pim","geslacht":"1","telefoonwerk":"088-0002654","telefoonwerk_geheim":"false","mobielnummer":"06-00009647","mobielnummer_geheim":"false","geboortedatum":"1969-05-17","geboortedatumonzeker":"false","geboorteland":"NL","functie":"Schoonmaak","medewerkernummer":"M00009","datumindienst":"2015-08-01","dienstverband":["dienstverband/VAST"],"mutatiedatum":"2026-07-09T10:24:00+02:00"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/ZK', 1, NULL, NULL, 'b0f3a48b4a8f0574d477140009b02441', '{"lijst":"absentiereden","code":"ZK","omschrijving":"Ziek","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/DO', 1, NULL, NULL, 'a5307b816aaf87de51811f701d5bf4a0', '{"lijst":"absentiereden","code":"DO","omschrijving":"Dokter of tandarts","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/VL', 1, NULL, NULL, '9ea6298a3232056451753fabdf57f491', '{"lijst":"absentiereden","code":"VL","omschrijving":"Verlof toegekend","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/RF', 1, NULL, NULL, 'f1b4bcc88394e9be74511ac8cd821558', '{"lijst":"absentiereden","code":"RF","omschrijving":"Religieuze feestdag","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/SC', 1, NULL, NULL, '7729d42680b66a4a9a1044c9a27aad81', '{"lijst":"absentiereden","code":"SC","omschrijving":"Schorsing","absentiesoort":"absent","geoorloofd":"true","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/TG', 1, NULL, NULL, 'a028ff45dec199fb606e3e4794f8799f', '{"lijst":"absentiereden","code":"TG","omschrijving":"Te laat met reden","absentiesoort":"telaat","geoorloofd":"true","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/TL', 1, NULL, NULL, 'ba7f08398bade7f0ddabd00e297a81f8', '{"lijst":"absentiereden","code":"TL","omschrijving":"Te laat","absentiesoort":"telaat","geoorloofd":"false","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/LX', 1, NULL, NULL, '4b9c554f50eb0a60b46151149c7a943a', '{"lijst":"absentiereden","code":"LX","omschrijving":"Luxeverzuim","absentiesoort":"absent","geoorloofd":"false","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/OA', 1, NULL, NULL, '0ec51e31ab217d3383a348cadd901ce1', '{"lijst":"absentiereden","code":"OA","omschrijving":"Ongeoorloofd afwezig","absentiesoort":"absent","geoorloofd":"false","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'absentiereden/ON', 1, NULL, NULL, 'c6554159be2a9af1db8bc168f2642617', '{"lijst":"absentiereden","code":"ON","omschrijving":"Onbekend","absentiesoort":"absent","geoorloofd":"false","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'inschrijvingtype/REG', 1, NULL, NULL, 'fa5f443279812caa922ffd994c43866d', '{"lijst":"inschrijvingtype","code":"REG","omschrijving":"Regulier","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'inschrijvingtype/ONB', 1, NULL, NULL, '055e1266ffb059d87efb742986e7f973', '{"lijst":"inschrijvingtype","code":"ONB","omschrijving":"Onbekostigd","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'inschrijvingtype/GAST', 1, NULL, NULL, '3cc6fde954259c570e6c93f569a95e24', '{"lijst":"inschrijvingtype","code":"GAST","omschrijving":"Gastleerling","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'dienstverband/VAST', 1, NULL, NULL, 'ccd006de0bb9da2f4c00da709a06bdcb', '{"lijst":"dienstverband","code":"VAST","omschrijving":"Vast","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'dienstverband/TIJD', 1, NULL, NULL, 'f2988ec8a6c698fc2b71125f5d8311df', '{"lijst":"dienstverband","code":"TIJD","omschrijving":"Tijdelijk","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'dienstverband/INV', 1, NULL, NULL, '9320f0150a0d61b9c05e3cef401c15f0', '{"lijst":"dienstverband","code":"INV","omschrijving":"Invaller","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'relatiesoort/VAD', 1, NULL, NULL, 'ae307f32bef373cb7fe521c5e03236ff', '{"lijst":"relatiesoort","code":"VAD","omschrijving":"Vader","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'relatiesoort/MOE', 1, NULL, NULL, '60fc7fcb454169c132abeb289e288d2f', '{"lijst":"relatiesoort","code":"MOE","omschrijving":"Moeder","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'relatiesoort/VGD', 1, NULL, NULL, '4048bbd0b23393b7fab67c4bbdcc87f0', '{"lijst":"relatiesoort","code":"VGD","omschrijving":"Voogd","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'relatiesoort/STF', 1, NULL, NULL, 'dd221acba748b287de7a76d07fa50be6', '{"lijst":"relatiesoort","code":"STF","omschrijving":"Stiefouder","actief":"true"}');
INSERT INTO public.dossierobject VALUES (1, 'codewaarde', 'relatiesoort/OPA', 1, NULL, NULL, 'b83b8eb733ad1f30dccc7962ea314194', '{"lijst":"relatiesoort","code":"OPA","omschrijving":"Grootouder","actief":"true"}');
INSERT INTO public.dossierrevisie VALUES (1, 1, '2026-11-25 23:44:32-05');
INSERT INTO public.gegevensafspraak VALUES (1, 1, 1, 1, '2026-11-25 23:44:34-05', 'volledig', '{}', '{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO public.gegevensafspraak VALUES (2, 2, 1, 1, '2026-11-25 23:44:35-05', 'gkv-basis', '{}', '{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO public.gegevensafspraak VALUES (3, 3, 1, 1, '2026-11-25 23:44:37-05', 'smalle-set', '{}', '{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO public.gegevensafspraak VALUES (4, 1, 1, 2, '2026-11-25 23:44:38-05', 'volledig', '{"leerling/emailadres": false}', '{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": ["toekomstig", "volgt_onderwijs"]}');
INSERT INTO public.groep VALUES (1, '5305dfca-a307-5530-809c-110ff328065d', 1, NULL, 'Groep 1-8', 'C', 'Combinatiegroep', NULL, '2026-07-09 21:03:33-04');
INSERT INTO public.installatie VALUES ('2310a74a-7905-4ef0-a797-157b41d09277', 2);
INSERT INTO public.intrekking VALUES (1, 3, 1, '2026-11-25 23:44:40.141779-05', '2026-12-26', NULL, NULL);
INSERT INTO public.journaal VALUES ('5b0ba27b-9993-4175-8e91-a017c81f0e6c', 'vm', '/tmp/h/uitg/vp-base15/journaal.jsonl', '2026-11-25 23:44:30.552696-05');
INSERT INTO public.klant VALUES (1, 'UitgeverX', 'UX1');
INSERT INTO public.klant VALUES (2, 'Ouderapp', 'OA1');
INSERT INTO public.klant VALUES (3, 'Weg', 'W1');
INSERT INTO public.koppeling VALUES (1, 1, 'beide', 'volledig', '2026-11-25 23:44:34.446259-05', true);
INSERT INTO public.koppeling VALUES (2, 2, 'leveren', 'gkv-basis', '2026-11-25 23:44:35.770826-05', true);
INSERT INTO public.koppeling VALUES (3, 3, 'beide', 'smalle-set', '2026-11-25 23:44:37.018775-05', true);
INSERT INTO public.koppeling_school VALUES (2, 1, 2);
INSERT INTO public.koppeling_school VALUES (3, 1, 3);
INSERT INTO public.koppeling_school VALUES (1, 1, 4);
INSERT INTO public.leerkracht VALUES (1, 'd478e2e6-7e11-5854-8b64-a372abf13686', 1, NULL, 'https://ketenid.nl/201703/de5dd2080021d0110b978a510dffeb7dcb2a05b26ed3be85c35957849effdbf6941200055c8d0c6eba8dfea92b3010e5e0d0fd8d345c2cfdc960f05b9d798755', 'Verhoeven', NULL, 'Isa', 'I', 'Isa', 'isa.verhoeven0', 'isa.verhoeven0@school-99aa.example', '[["LRK", null]]', '[["5305dfca-a307-5530-809c-110ff328065d", false, [["LRK", null]]]]', NULL, '2026-07-13 23:02:28-04');
INSERT INTO public.leerkracht VALUES (1, '64e4d3fd-e0f6-5833-bd1a-3f762e902970', 1, NULL, 'https://ketenid.nl/201703/c11f7681da66d2cc6deb1ad777d429f41d26b2f19f82095cb940596296ac04c6386309665be83fa23bba0eb195d6face570cda66a1e00e2e90faa74433c5aea8', 'Bakker', NULL, 'Luuk', 'L', 'Luuk', 'luuk.bakker1', 'luuk.bakker1@school-99aa.example', '[[null, "Vakleerkracht bewegingsonderwijs"]]', '[["5305dfca-a307-5530-809c-110ff328065d", false, [["VAK", null]]]]', NULL, '2026-07-18 02:59:59-04');
INSERT INTO public.leerkracht VALUES (1, '65612fc3-e527-559d-91d5-fee9ce585cd8', 1, NULL, NULL, 'Berg', 'van den', 'Floor Isa', 'FI', 'Floor', 'floor.berg2', 'floor.berg2@school-99aa.example', '[["TAL", null]]', '[["5305dfca-a307-5530-809c-110ff328065d", false, [["TAL", null], ["LRK", null]]]]', NULL, '2026-07-03 19:39:28-04');
INSERT INTO public.leerkracht VALUES (1, '0c42d282-faa3-5e16-b192-fc65e60be37d', 1, NULL, 'https://ketenid.nl/201703/849bb0f2954f822cee3cdcca7eb9217f7d368e796bf68a9636775616def7a86ac7bd0c95883dd1db564c5462c1f106591ec1e1cb8bb624870b376dedb0847bf5', 'Veenstra', NULL, 'Hidde Luuk Levi', 'HLL', 'Hidde', 'hidde.veenstra3', 'hidde.veenstra3@school-99aa.example', '[["DIR", null]]', '[["6f9595f0-3810-5847-87ec-57c7b6c7195a", true, []]]', NULL, '2026-07-17 18:50:20-04');
INSERT INTO public.leerkracht VALUES (1, 'add716fa-4279-5cb7-81b7-991c3f4f7f87', 1, NULL, 'https://ketenid.nl/201703/998f2047f620e3c5800c673f8dda3ee6c05b96325165d6b8440f07d2b75c4eacab765a3eb1666c9a017711905ac22eb9819f38cde4cea30926abf0ce06b8d0fb', 'Koster', NULL, 'Loïc Fedde Jelle', 'LFJ', 'Loïc', 'loic.koster4', 'loic.koster4@school-99aa.example', '[["IB", null], ["LRK", null]]', '[["50c174a0-fb7c-5757-ac0a-75cd05b5e892", true, []], ["6f9595f0-3810-5847-87ec-57c7b6c7195a", true, []]]', NULL, '2026-07-21 03:54:33-04');
INSERT INTO public.leerkracht VALUES (1, 'f28fc16f-cae2-5c97-b4ed-9650974938b8', 1, NULL, 'https://ketenid.nl/201703/4a8f17f8776099aaab5fc5e3d22420d8f9cef157d24197c5a2a196603deaa90ad6587d9a4b2b98f0df02ed5b13e8304255a0a19d6465b2b6d14b8c0e5a86a7b9', 'Ouali', NULL, 'Rayan', 'R', 'Rayan', 'rayan.ouali5', 'rayan.ouali5@school-99aa.example', '[["ICT", null], [null, "Bovenbouwcoördinator"]]', '[["f2bc2db9-0528-56c1-aefe-ba3f4f15b50e", true, []], ["878d110a-35b7-5031-8d4f-64abdb43b8b2", true, []]]', NULL, '2026-07-18 20:32:06-04');
INSERT INTO public.leerkracht VALUES (1, '6155c3cd-2c5d-5cbd-941c-d7899f0eaade', 1, NULL, 'https://ketenid.nl/201703/fbb1817930f9aee48170baa419f6d294654e5dd9ac65cb8eea6db232bfc5e69549a3755b9e3e38fc142eb5e10be026f56abd20969fdc300ac74ee0e941d4e8bc', 'Gonçalves', NULL, 'Khalil Farid Yonas', 'KFY', 'Khalil', 'khalil.goncalves6', 'khalil.goncalves6@school-99aa.example', '[["CON", null]]', NULL, NULL, '2026-07-22 20:57:53-04');
INSERT INTO public.leerling VALUES (1, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 1, NULL, 'https://ketenid.nl/201703/4263ea7d3fe3dfd901f09b48aa87b67ce719371d93b4833bd9449f37e44002dc062656ea08b4434393706520402b87ff3baf0493c9caaf7163d8c52b18cdb6d5', 'Dąbrowski', NULL, 'Mateusz', 'M', 'Mateusz', '2017-03-06', 1, '2023-08-01', '6', '5305dfca-a307-5530-809c-110ff328065d', '["50c174a0-fb7c-5757-ac0a-75cd05b5e892"]', NULL, 'mateusz.dabrowski0', 'mateusz.dabrowski0@leerling.school-99aa.example', NULL, NULL, NULL, NULL, NULL, '1518', NULL, NULL, NULL, NULL, NULL, '2021-03-06', NULL, NULL, '2026-07-07 22:28:48-04');
INSERT INTO public.leerling VALUES (1, 'e9c16737-a995-51f1-9317-e111aae8891b', 1, NULL, 'https://ketenid.nl/201703/0a05ec2fa549bd95bbee1e5f2e82fb388cc1d250c03193c356a091a8da6751f8105d09d1e0fec7f55a142d9ae022f8f73461c5ea51e3afe9e31e5a14eb257b56', 'Broek', 'van den', 'Chloé Saar', 'CS', 'Chloé', '2020-12-22', 2, NULL, '2', '5305dfca-a307-5530-809c-110ff328065d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '3305', NULL, NULL, NULL, NULL, NULL, '2024-12-22', NULL, NULL, '2026-07-10 00:47:05-04');
INSERT INTO public.leerling VALUES (1, '83c98e44-1b60-50c8-8782-5dd45a0b0dc7', 1, NULL, 'https://ketenid.nl/201703/1e0658dad43a75b86f30c4a1cc5d6d097e7ba464324a1afe8c1499d651fdf0660c8010444add03a35d5c697c6b9d5a9b24036029c7bf1ba5609f18f295de408d', 'Amatredjo', NULL, 'Rishi', 'R', 'Rishi', '2014-08-17', 1, '2021-08-01', '8', '5305dfca-a307-5530-809c-110ff328065d', '["878d110a-35b7-5031-8d4f-64abdb43b8b2"]', NULL, 'rishi.amatredjo2', 'rishi.amatredjo2@leerling.school-99aa.example', NULL, NULL, NULL, NULL, NULL, '2103', NULL, NULL, NULL, NULL, NULL, '2018-08-17', NULL, NULL, '2026-07-27 22:51:35-04');
INSERT INTO public.levering VALUES ('4e2326ae-d3e6-4af5-a333-3a4a8361855f', 2, 1, 1, 1, 1, 'volledig', 1, 2, '2026-11-26', '2026-11-25 23:44:49-05', '2026-12-25 23:44:49-05', '2/1/000001-4e2326ae-d3e6-4af5-a333-3a4a8361855f.zip', 3343, 'de9075754c358ee755a96855e5b9a55274f4b25dfc44664b5687154b4013951e', 28, 0, 1, 3, 'De Regenboog', NULL);
INSERT INTO public.ondertekensleutel VALUES (1, 'hhxPfgJPt62VNW0cxXzHRvyanDn3LdSKeC8z_9OoZVo', '{"crv": "P-256", "x": "YyF_KOrZGmcl9Vo2AHjrfIoCKtrM-_i7esnunuN9ZnM", "y": "b_l8-IncFnP3lopK2BomPT1Cqww4N85TjxjlhHEsL-8", "alg": "ES256", "use": "sig", "kty": "EC", "kid": "hhxPfgJPt62VNW0cxXzHRvyanDn3LdSKeC8z_9OoZVo"}', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..BJSjo792G0T9kK3h.G9pv1UnehMVaJTvXQu5y_YM0m-NDAwpLqGXwuBTDashc4y_P9ZftB6YWlYDwQwSdNjxp2soatbfdH_LmAbJkGqVFWlMGrhegbyPCWoYPvukVf4tvbdIQQyjsMI8ih8PWY05bEOtLDcehjpgkdu6y-cepq0I-6zOPJ5QxkC9g8APvo0GR05NaVEuwMUR2eywfH5eP0Y3Jx0HzJ0WyprWObgRSstz6WGJhfiI-_Frf8rFRFb7ccgqeR6gknfW_GrPR2Nb-gOLLHzsvp6qYhOXVgNL4es0XIA18LfXkxFfr4OuMrTMLDZQp5QHpoJLNy8tiqXfTOkhrqqoE3rbXlOn8urb6Hi5-Bp_CxxGXi_k.rV9HCedvgy4w_wymN-i5wA', '2026-11-25 23:44:49.71017-05', NULL);
INSERT INTO public.resultaat VALUES (1, 1, '92b6355c27f63b857b2aec4a', 1, NULL, NULL, '6e2cdcd5-418d-5141-9b72-8412f38c6bab', 1, '2026-11-02', NULL, NULL, 'score', 7, NULL, NULL, NULL, '2026-11-25 23:44:47-05');
INSERT INTO public.resultatenbericht VALUES (1, 1, 1, 1, 1, '764dbb8fc948c7d6d9d4c42551ebe158e7fe8e56bd602e26aea3e46d47a29682', '2026-2027', '2.2', '2026-11-25 23:44:47-05', '2026-11-25 23:44:47.65165-05', NULL, NULL, 1, '\x78018d53cb6e833010fc95886b05068747881c4be9b5957ae9bd5af0e6d1808db0f368bfbe06e200952a5542608f676777670dab10db16f5b93260507e5cb0fd56785adcea4aea8d7730a6591372bd5e0314676d400a805604b222f340427f01de20b1d60a9a878e2e0f58830eac7a8707aadd936e41505eb0520d128f334b52aa72df4f9bcf55e3711ad2d4b7af8c9181d61d7356b447592a812331cfb75b461cce99c0066dedb2c4392f0c19999f7106206b80930073ae47c53e7514f9347d0fe3756c9fec290cd79dc03480b39b16d6457d9c544303cac803e7ae78ce8c42a36127a1463ddb8d795967747594fba318c11469294a91f871b4127e12c5919f1719f557714477cb55991650b07e22432467e38c4715078279608b137e6dbc9c16e932494a9aedd265b14ab282029631d8e90cc5fee14d68db9c10ee1dcd1d7f7e7d7bf12346fad6bba36ed2aa9db8d50fd722d6a77bd560c6b5bda57633316ebe733676ac9ef468edbfd50cda4eb5cf36bfebee27e13fd84e1f51');
INSERT INTO public.resultatenstand VALUES (1, 1);
INSERT INTO public.revisie VALUES (1, 1, '2026-11-25 23:44:30-05', '2026-07-31', '2026-07-31 18:00:00-04', '2026-07-31 18:00:00-04', NULL);
INSERT INTO public.samengestelde_groep VALUES (1, '50c174a0-fb7c-5757-ac0a-75cd05b5e892', 1, NULL, 'Plusgroep', 'Meer uitdaging, jaargroep 5 tot en met 8', NULL, '2026-07-17 02:06:42-04');
INSERT INTO public.samengestelde_groep VALUES (1, '6f9595f0-3810-5847-87ec-57c7b6c7195a', 1, NULL, 'NT2', 'Nederlands als tweede taal', NULL, '2026-07-16 23:24:40-04');
INSERT INTO public.samengestelde_groep VALUES (1, 'f2bc2db9-0528-56c1-aefe-ba3f4f15b50e', 1, NULL, 'Bouwteam', NULL, NULL, '2026-07-15 02:02:18-04');
INSERT INTO public.samengestelde_groep VALUES (1, '878d110a-35b7-5031-8d4f-64abdb43b8b2', 1, NULL, 'Leesclub dinsdag', NULL, NULL, '2026-07-28 01:54:08-04');
INSERT INTO public.school VALUES (1, '99AA', '00', NULL, '2026-11-25 23:44:38-05', 'De Regenboog', NULL);
INSERT INTO public.schoolelement VALUES (1, 'school', 1, NULL, '9300042c-b55d-50bf-a824-184d6ad1e459', NULL, 'Demogenerator', 'Verzonnen gegevens: geen van deze personen bestaat.', NULL);
INSERT INTO public.schooljaar VALUES (1, 1, '2026-2027', 1, '2026-11-25 23:44:30-05', '["2018-08-17", "2021-03-06", "2024-12-22"]', '2026-07-31', '2026-07-31 18:00:00-04', 0);
INSERT INTO public.toetsdefinitie VALUES (1, 1, 'b12f3c4969d925f05bf8300a548708adeb6da8c1df0b0d277fd580f860443cdb', NULL, 'BLOK-1', NULL, NULL, '{"toetscode":{"waarde":"BLOK-1"}}', '2026-11-25 23:44:47.65165-05');
INSERT INTO public.verstrekking VALUES (1, 1, 1, 4, '2026-11-25 23:44:38-05', 'leerlinggegevens', '2.2', 'volledig', '', '[]', '2026-11-25 23:44:46.436821-05', '2026-11-25 23:44:46.436821-05', 1);
SELECT pg_catalog.setval('public.afspraakvoorstel_id_seq', 1, true);
SELECT pg_catalog.setval('public.autorisatiesleutel_id_seq', 3, true);
SELECT pg_catalog.setval('public.gegevensafspraak_id_seq', 4, true);
SELECT pg_catalog.setval('public.intrekking_id_seq', 1, true);
SELECT pg_catalog.setval('public.klant_id_seq', 3, true);
SELECT pg_catalog.setval('public.koppeling_id_seq', 3, true);
SELECT pg_catalog.setval('public.ondertekensleutel_id_seq', 1, true);
SELECT pg_catalog.setval('public.partnersleutel_id_seq', 1, false);
SELECT pg_catalog.setval('public.school_id_seq', 1, true);
SELECT pg_catalog.setval('public.schooljaar_id_seq', 1, true);
SELECT pg_catalog.setval('public.toetsdefinitie_id_seq', 1, true);
SELECT pg_catalog.setval('public.vocabulaire_id_seq', 1, false);
SELECT pg_catalog.setval('public.webhookbericht_id_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.afspraakvoorstel
    ADD CONSTRAINT pk_afspraakvoorstel PRIMARY KEY (id);
ALTER TABLE ONLY public.autorisatiesleutel
    ADD CONSTRAINT pk_autorisatiesleutel PRIMARY KEY (id);
ALTER TABLE ONLY public.berekende_waarde
    ADD CONSTRAINT pk_berekende_waarde PRIMARY KEY (school_id, resultaat, soort);
ALTER TABLE ONLY public.besluit
    ADD CONSTRAINT pk_besluit PRIMARY KEY (nummer);
ALTER TABLE ONLY public.dossierobject
    ADD CONSTRAINT pk_dossierobject PRIMARY KEY (school_id, entiteit, key, van_revisie);
ALTER TABLE ONLY public.dossierrevisie
    ADD CONSTRAINT pk_dossierrevisie PRIMARY KEY (school_id, revisie);
ALTER TABLE ONLY public.gebruikt_bewijs
    ADD CONSTRAINT pk_gebruikt_bewijs PRIMARY KEY (koppeling_id, jti);
ALTER TABLE ONLY public.gegevensafspraak
    ADD CONSTRAINT pk_gegevensafspraak PRIMARY KEY (id);
ALTER TABLE ONLY public.gkv_generiek
    ADD CONSTRAINT pk_gkv_generiek PRIMARY KEY (koppeling_id);
ALTER TABLE ONLY public.gkv_nummer
    ADD CONSTRAINT pk_gkv_nummer PRIMARY KEY (school_id, soort, key);
ALTER TABLE ONLY public.groep
    ADD CONSTRAINT pk_groep PRIMARY KEY (schooljaar_id, key, van_revisie);
ALTER TABLE ONLY public.installatie
    ADD CONSTRAINT pk_installatie PRIMARY KEY (id);
ALTER TABLE ONLY public.intrekking
    ADD CONSTRAINT pk_intrekking PRIMARY KEY (id);
ALTER TABLE ONLY public.journaal
    ADD CONSTRAINT pk_journaal PRIMARY KEY (id);
ALTER TABLE ONLY public.klant
    ADD CONSTRAINT pk_klant PRIMARY KEY (id);
ALTER TABLE ONLY public.koppeling
    ADD CONSTRAINT pk_koppeling PRIMARY KEY (id);
ALTER TABLE ONLY public.koppeling_school
    ADD CONSTRAINT pk_koppeling_school PRIMARY KEY (koppeling_id, school_id);
ALTER TABLE ONLY public.leerkracht
    ADD CONSTRAINT pk_leerkracht PRIMARY KEY (schooljaar_id, key, van_revisie);
ALTER TABLE ONLY public.leerling
    ADD CONSTRAINT pk_leerling PRIMARY KEY (schooljaar_id, key, van_revisie);
ALTER TABLE ONLY public.levering
    ADD CONSTRAINT pk_levering PRIMARY KEY (id);
ALTER TABLE ONLY public.nachttaak
    ADD CONSTRAINT pk_nachttaak PRIMARY KEY (koppeling_id, school_id, nacht);
ALTER TABLE ONLY public.ondertekensleutel
    ADD CONSTRAINT pk_ondertekensleutel PRIMARY KEY (id);
ALTER TABLE ONLY public.ontvangstbevestiging
    ADD CONSTRAINT pk_ontvangstbevestiging PRIMARY KEY (levering_id);
ALTER TABLE ONLY public.ophaling
    ADD CONSTRAINT pk_ophaling PRIMARY KEY (levering_id, via);
ALTER TABLE ONLY public.partnersleutel
    ADD CONSTRAINT pk_partnersleutel PRIMARY KEY (id);
ALTER TABLE ONLY public.resultaat
    ADD CONSTRAINT pk_resultaat PRIMARY KEY (school_id, klant_id, key, van_revisie);
ALTER TABLE ONLY public.resultatenbericht
    ADD CONSTRAINT pk_resultatenbericht PRIMARY KEY (school_id, revisie);
ALTER TABLE ONLY public.resultatenstand
    ADD CONSTRAINT pk_resultatenstand PRIMARY KEY (school_id);
ALTER TABLE ONLY public.revisie
    ADD CONSTRAINT pk_revisie PRIMARY KEY (schooljaar_id, revisie);
ALTER TABLE ONLY public.samengestelde_groep
    ADD CONSTRAINT pk_samengestelde_groep PRIMARY KEY (schooljaar_id, key, van_revisie);
ALTER TABLE ONLY public.school
    ADD CONSTRAINT pk_school PRIMARY KEY (id);
ALTER TABLE ONLY public.schoolelement
    ADD CONSTRAINT pk_schoolelement PRIMARY KEY (schooljaar_id, key, van_revisie);
ALTER TABLE ONLY public.schooljaar
    ADD CONSTRAINT pk_schooljaar PRIMARY KEY (id);
ALTER TABLE ONLY public.toetsdefinitie
    ADD CONSTRAINT pk_toetsdefinitie PRIMARY KEY (id);
ALTER TABLE ONLY public.tolerantie
    ADD CONSTRAINT pk_tolerantie PRIMARY KEY (koppeling_id, school_id, soort);
ALTER TABLE ONLY public.verstrekking
    ADD CONSTRAINT pk_verstrekking PRIMARY KEY (koppeling_id, schooljaar_id, revisie, afspraak_id, aanmaakdatum, bericht, xsdversie, gegevensset, groepen);
ALTER TABLE ONLY public.vestiging
    ADD CONSTRAINT pk_vestiging PRIMARY KEY (schooljaar_id, key, van_revisie);
ALTER TABLE ONLY public.vocabulaire
    ADD CONSTRAINT pk_vocabulaire PRIMARY KEY (id);
ALTER TABLE ONLY public.volledigverzoek
    ADD CONSTRAINT pk_volledigverzoek PRIMARY KEY (koppeling_id, school_id);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT pk_webhook PRIMARY KEY (koppeling_id);
ALTER TABLE ONLY public.webhookbericht
    ADD CONSTRAINT pk_webhookbericht PRIMARY KEY (id);
ALTER TABLE ONLY public.autorisatiesleutel
    ADD CONSTRAINT uq_autorisatiesleutel_hash UNIQUE (hash);
ALTER TABLE ONLY public.gegevensafspraak
    ADD CONSTRAINT uq_gegevensafspraak_koppeling_id_school_id_versie UNIQUE (koppeling_id, school_id, versie);
ALTER TABLE ONLY public.gkv_nummer
    ADD CONSTRAINT uq_gkv_nummer_school_id_nummer UNIQUE (school_id, nummer);
ALTER TABLE ONLY public.klant
    ADD CONSTRAINT uq_klant_code UNIQUE (code);
ALTER TABLE ONLY public.levering
    ADD CONSTRAINT uq_levering_koppeling_id_school_id_volgnummer UNIQUE (koppeling_id, school_id, volgnummer);
ALTER TABLE ONLY public.ondertekensleutel
    ADD CONSTRAINT uq_ondertekensleutel_kid UNIQUE (kid);
ALTER TABLE ONLY public.resultatenbericht
    ADD CONSTRAINT uq_resultatenbericht_digest_klant_id_school_id UNIQUE (digest, klant_id, school_id);
ALTER TABLE ONLY public.school
    ADD CONSTRAINT uq_school_brincode_dependancecode UNIQUE (brincode, dependancecode);
ALTER TABLE ONLY public.school
    ADD CONSTRAINT uq_school_schoolkey UNIQUE (schoolkey);
ALTER TABLE ONLY public.schooljaar
    ADD CONSTRAINT uq_schooljaar_school_id_schooljaar UNIQUE (school_id, schooljaar);
ALTER TABLE ONLY public.toetsdefinitie
    ADD CONSTRAINT uq_toetsdefinitie_klant_id_digest UNIQUE (klant_id, digest);
ALTER TABLE ONLY public.vocabulaire
    ADD CONSTRAINT uq_vocabulaire_digest UNIQUE (digest);
ALTER TABLE ONLY public.webhookbericht
    ADD CONSTRAINT uq_webhookbericht_intrekking_id UNIQUE (intrekking_id);
ALTER TABLE ONLY public.webhookbericht
    ADD CONSTRAINT uq_webhookbericht_levering_id UNIQUE (levering_id);
CREATE INDEX ix_afspraakvoorstel_koppeling ON public.afspraakvoorstel USING btree (koppeling_id, school_id);
CREATE INDEX ix_autorisatiesleutel_koppeling_id ON public.autorisatiesleutel USING btree (koppeling_id);
CREATE INDEX ix_dossierobject_tot ON public.dossierobject USING btree (school_id, tot_revisie);
CREATE INDEX ix_gebruikt_bewijs_verloopt ON public.gebruikt_bewijs USING btree (verloopt);
CREATE INDEX ix_groep_stand ON public.groep USING btree (schooljaar_id, tot_revisie);
CREATE INDEX ix_intrekking_koppeling_id ON public.intrekking USING btree (koppeling_id);
CREATE INDEX ix_koppeling_klant_id ON public.koppeling USING btree (klant_id);
CREATE INDEX ix_leerkracht_stand ON public.leerkracht USING btree (schooljaar_id, tot_revisie);
CREATE INDEX ix_leerling_schooljaar_id_eckid ON public.leerling USING btree (schooljaar_id, eckid);
CREATE INDEX ix_leerling_stand ON public.leerling USING btree (schooljaar_id, tot_revisie);
CREATE INDEX ix_levering_geldig_tot ON public.levering USING btree (geldig_tot);
CREATE INDEX ix_nachttaak_werk ON public.nachttaak USING btree (nacht, uitkomst, plaats);
CREATE INDEX ix_partnersleutel_koppeling_id ON public.partnersleutel USING btree (koppeling_id);
CREATE INDEX ix_resultaat_leerling_afnamedatum_school_id ON public.resultaat USING btree (leerling, afnamedatum, school_id);
CREATE INDEX ix_samengestelde_groep_stand ON public.samengestelde_groep USING btree (schooljaar_id, tot_revisie);
CREATE INDEX ix_schoolelement_stand ON public.schoolelement USING btree (schooljaar_id, tot_revisie);
CREATE INDEX ix_toetsdefinitie_klant_id_toetscode ON public.toetsdefinitie USING btree (klant_id, toetscode);
CREATE INDEX ix_vestiging_stand ON public.vestiging USING btree (schooljaar_id, tot_revisie);
CREATE INDEX ix_webhookbericht_volgende ON public.webhookbericht USING btree (volgende);
ALTER TABLE ONLY public.afspraakvoorstel
    ADD CONSTRAINT fk_afspraakvoorstel_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.afspraakvoorstel
    ADD CONSTRAINT fk_afspraakvoorstel_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.autorisatiesleutel
    ADD CONSTRAINT fk_autorisatiesleutel_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.berekende_waarde
    ADD CONSTRAINT fk_berekende_waarde_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.dossierobject
    ADD CONSTRAINT fk_dossierobject_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.dossierrevisie
    ADD CONSTRAINT fk_dossierrevisie_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.gebruikt_bewijs
    ADD CONSTRAINT fk_gebruikt_bewijs_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.gegevensafspraak
    ADD CONSTRAINT fk_gegevensafspraak_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.gegevensafspraak
    ADD CONSTRAINT fk_gegevensafspraak_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.gkv_generiek
    ADD CONSTRAINT fk_gkv_generiek_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.gkv_nummer
    ADD CONSTRAINT fk_gkv_nummer_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.groep
    ADD CONSTRAINT fk_groep_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.intrekking
    ADD CONSTRAINT fk_intrekking_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.intrekking
    ADD CONSTRAINT fk_intrekking_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.koppeling
    ADD CONSTRAINT fk_koppeling_klant_id FOREIGN KEY (klant_id) REFERENCES public.klant(id);
ALTER TABLE ONLY public.koppeling_school
    ADD CONSTRAINT fk_koppeling_school_afspraak_id FOREIGN KEY (afspraak_id) REFERENCES public.gegevensafspraak(id);
ALTER TABLE ONLY public.koppeling_school
    ADD CONSTRAINT fk_koppeling_school_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.koppeling_school
    ADD CONSTRAINT fk_koppeling_school_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.leerkracht
    ADD CONSTRAINT fk_leerkracht_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.leerling
    ADD CONSTRAINT fk_leerling_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.levering
    ADD CONSTRAINT fk_levering_afspraak_id FOREIGN KEY (afspraak_id) REFERENCES public.gegevensafspraak(id);
ALTER TABLE ONLY public.levering
    ADD CONSTRAINT fk_levering_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.levering
    ADD CONSTRAINT fk_levering_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.levering
    ADD CONSTRAINT fk_levering_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.nachttaak
    ADD CONSTRAINT fk_nachttaak_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.nachttaak
    ADD CONSTRAINT fk_nachttaak_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.ontvangstbevestiging
    ADD CONSTRAINT fk_ontvangstbevestiging_levering_id FOREIGN KEY (levering_id) REFERENCES public.levering(id);
ALTER TABLE ONLY public.ophaling
    ADD CONSTRAINT fk_ophaling_levering_id FOREIGN KEY (levering_id) REFERENCES public.levering(id);
ALTER TABLE ONLY public.partnersleutel
    ADD CONSTRAINT fk_partnersleutel_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.resultaat
    ADD CONSTRAINT fk_resultaat_definitie_id FOREIGN KEY (definitie_id) REFERENCES public.toetsdefinitie(id);
ALTER TABLE ONLY public.resultaat
    ADD CONSTRAINT fk_resultaat_school_id_van_revisie FOREIGN KEY (school_id, van_revisie) REFERENCES public.resultatenbericht(school_id, revisie);
ALTER TABLE ONLY public.resultatenbericht
    ADD CONSTRAINT fk_resultatenbericht_klant_id FOREIGN KEY (klant_id) REFERENCES public.klant(id);
ALTER TABLE ONLY public.resultatenbericht
    ADD CONSTRAINT fk_resultatenbericht_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.resultatenbericht
    ADD CONSTRAINT fk_resultatenbericht_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.resultatenbericht
    ADD CONSTRAINT fk_resultatenbericht_sleutel_id FOREIGN KEY (sleutel_id) REFERENCES public.autorisatiesleutel(id);
ALTER TABLE ONLY public.resultatenstand
    ADD CONSTRAINT fk_resultatenstand_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.revisie
    ADD CONSTRAINT fk_revisie_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.samengestelde_groep
    ADD CONSTRAINT fk_samengestelde_groep_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.schoolelement
    ADD CONSTRAINT fk_schoolelement_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.schooljaar
    ADD CONSTRAINT fk_schooljaar_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.toetsdefinitie
    ADD CONSTRAINT fk_toetsdefinitie_klant_id FOREIGN KEY (klant_id) REFERENCES public.klant(id);
ALTER TABLE ONLY public.tolerantie
    ADD CONSTRAINT fk_tolerantie_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.tolerantie
    ADD CONSTRAINT fk_tolerantie_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.verstrekking
    ADD CONSTRAINT fk_verstrekking_afspraak_id FOREIGN KEY (afspraak_id) REFERENCES public.gegevensafspraak(id);
ALTER TABLE ONLY public.verstrekking
    ADD CONSTRAINT fk_verstrekking_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.verstrekking
    ADD CONSTRAINT fk_verstrekking_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.vestiging
    ADD CONSTRAINT fk_vestiging_schooljaar_id FOREIGN KEY (schooljaar_id) REFERENCES public.schooljaar(id);
ALTER TABLE ONLY public.volledigverzoek
    ADD CONSTRAINT fk_volledigverzoek_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.volledigverzoek
    ADD CONSTRAINT fk_volledigverzoek_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT fk_webhook_koppeling_id FOREIGN KEY (koppeling_id) REFERENCES public.koppeling(id);
ALTER TABLE ONLY public.webhookbericht
    ADD CONSTRAINT fk_webhookbericht_intrekking_id FOREIGN KEY (intrekking_id) REFERENCES public.intrekking(id);
ALTER TABLE ONLY public.webhookbericht
    ADD CONSTRAINT fk_webhookbericht_levering_id FOREIGN KEY (levering_id) REFERENCES public.levering(id);
