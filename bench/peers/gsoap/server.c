/* HaalLeerlinggegevens by gSOAP: the whole school is put in gSOAP's structs and serialised at each call.
 *
 * usage: uwlr_gsoap PORT THREADS SCHOOL.TSV
 *
 * A pool of threads with keep-alive connections, answers in HTTP chunks: of gSOAP's ways to send, the fastest
 * here. The names get no prefix, as in our answer. There is no validation beyond what gSOAP does to parse.
 */
#include "soapH.h"
#include "bndLeerlinggegevens.nsmap"
#include <pthread.h>
#include <signal.h>
#include <time.h>

#define MOST_ROWS 20000
#define MOST_COLUMNS 20
#define KINDS 5

enum { SCHOOL, GROEP, SAMENGESTELD, LEERLING, LEERKRACHT };
static const char *kinds[KINDS] = {"school", "groep", "samengestelde_groep", "leerling", "leerkracht"};

typedef char *row[MOST_COLUMNS];
static row *rows[KINDS];
static int counts[KINDS];
static struct soap master;

static enum ns1__EDEXJaargroepType jaargroep_of(const char *text) {
  enum ns1__EDEXJaargroepType jaargroep;
  soap_s2ns1__EDEXJaargroepType(&master, text, &jaargroep);
  return jaargroep;
}

/* Reads the school once; what is parsed here is parsed before the first call. */
static void read_school(const char *path) {
  static char line[4096];
  FILE *file = fopen(path, "r");
  if (!file) { perror(path); exit(1); }
  for (int kind = 0; kind < KINDS; kind++) rows[kind] = calloc(MOST_ROWS, sizeof(row));
  while (fgets(line, sizeof line, file)) {
    char *rest = strdup(line), *column;
    rest[strcspn(rest, "\n")] = 0;
    column = strsep(&rest, "\t");
    for (int kind = 0; kind < KINDS; kind++)
      if (!strcmp(column, kinds[kind]) && counts[kind] < MOST_ROWS) {
        char **columns = rows[kind][counts[kind]++];
        for (int at = 0; at < MOST_COLUMNS && (columns[at] = strsep(&rest, "\t")); at++);
        break;
      }
  }
  fclose(file);
}

static void fill_school(struct soap *soap, struct ns1__SchoolType *school, time_t *now) {
  char **r = rows[SCHOOL][0];
  soap_default_ns1__SchoolType(soap, school);
  soap_s2ns1__EDEXSchooljaarType(soap, r[0], &school->schooljaar);
  char *today = soap_malloc(soap, 11);
  struct tm tm;
  strftime(today, 11, "%Y-%m-%d", localtime_r(now, &tm));
  school->peildatum = today;
  school->brincode = r[1];
  school->dependancecode = r[2];
  school->aanmaakdatum = now;
  school->xsdversie = "2.2";
}

static struct _ns1__leerlinggegevens_groepen *make_groepen(struct soap *soap, time_t *now) {
  struct _ns1__leerlinggegevens_groepen *groepen = soap_malloc(soap, sizeof *groepen);
  int n = counts[GROEP] + counts[SAMENGESTELD];
  struct __ns1__leerlinggegevens_groepen_sequence *item = soap_malloc(soap, n * sizeof *item);
  groepen->__size_leerlinggegevens_groepen_sequence = n;
  groepen->__leerlinggegevens_groepen_sequence = item;
  for (int at = 0; at < counts[GROEP]; at++, item++) {
    char **r = rows[GROEP][at];
    struct ns1__GroepType *groep = soap_malloc(soap, sizeof *groep);
    soap_default_ns1__GroepType(soap, groep);
    groep->key = r[0]; groep->naam = r[1]; groep->jaargroep = jaargroep_of(r[2]); groep->mutatiedatum = now;
    item->__union_leerlinggegevens_groepen = SOAP_UNION__ns1__union_leerlinggegevens_groepen_groep;
    item->union_leerlinggegevens_groepen.groep = groep;
  }
  for (int at = 0; at < counts[SAMENGESTELD]; at++, item++) {
    char **r = rows[SAMENGESTELD][at];
    struct ns1__SamengesteldeGroepType *groep = soap_malloc(soap, sizeof *groep);
    soap_default_ns1__SamengesteldeGroepType(soap, groep);
    groep->key = r[0]; groep->naam = r[1];
    item->__union_leerlinggegevens_groepen = SOAP_UNION__ns1__union_leerlinggegevens_groepen_samengestelde_USCOREgroep;
    item->union_leerlinggegevens_groepen.samengestelde_USCOREgroep = groep;
  }
  return groepen;
}

static void fill_leerling(struct soap *soap, struct ns1__LeerlingType *l, char **r, time_t *now) {
  static enum ns1__EDEXGeslachtType geslachten[3] = {
    ns1__EDEXGeslachtType__0, ns1__EDEXGeslachtType__1, ns1__EDEXGeslachtType__2};
  soap_default_ns1__LeerlingType(soap, l);
  l->key = r[0]; l->eckid = r[1];
  l->achternaam = r[2]; l->voorvoegsel = r[3]; l->voornamen = r[4]; l->voorletters_1 = r[5]; l->roepnaam = r[6];
  l->gebruikersnaam = r[7]; l->emailadres = r[8]; l->fotourl = r[9];
  l->geboortedatum = r[10];
  l->geslacht = &geslachten[atoi(r[11])];
  l->start_USCOREondw_USCOREjgr3 = r[12];
  l->jaargroep = soap_malloc(soap, sizeof *l->jaargroep);
  *l->jaargroep = jaargroep_of(r[13]);
  l->groep = soap_malloc(soap, sizeof *l->groep);
  l->groep->key = r[14];
  struct ns1__GroepReferentieType *keys = soap_malloc(soap, 2 * sizeof *keys);
  keys[0].key = r[15]; keys[1].key = r[16];
  l->samengestelde_USCOREgroepen = soap_malloc(soap, sizeof *l->samengestelde_USCOREgroepen);
  l->samengestelde_USCOREgroepen->__sizesamengestelde_USCOREgroep = 2;
  l->samengestelde_USCOREgroepen->samengestelde_USCOREgroep = keys;
  l->mutatiedatum = now;
}

static void fill_leerkracht(struct soap *soap, struct ns1__LeerkrachtType *l, char **r, time_t *now) {
  soap_default_ns1__LeerkrachtType(soap, l);
  l->key = r[0]; l->eckid = r[1];
  l->achternaam = r[2]; l->voorvoegsel = r[3]; l->voornamen = r[4]; l->voorletters_1 = r[5]; l->roepnaam = r[6];
  l->gebruikersnaam = r[7]; l->emailadres = r[8];
  struct __ns1__LeerkrachtGroepenReferentieType_sequence *item = soap_malloc(soap, sizeof *item);
  memset(item, 0, sizeof *item);
  item->__union_LeerkrachtGroepenReferentieType = SOAP_UNION__ns1__union_LeerkrachtGroepenReferentieType_groep;
  item->union_LeerkrachtGroepenReferentieType.groep.key = r[9];
  l->groepen = soap_malloc(soap, sizeof *l->groepen);
  l->groepen->__size_LeerkrachtGroepenReferentieType_sequence = 1;
  l->groepen->__LeerkrachtGroepenReferentieType_sequence = item;
  l->mutatiedatum = now;
}

int __ns1__HaalLeerlinggegevens(struct soap *soap, struct _ns1__leerlinggegevens_USCOREverzoek *verzoek,
                                struct _ns1__leerlinggegevens_USCOREantwoord *antwoord) {
  if (soap->header == NULL || soap->header->ns2__autorisatie == NULL)
    return soap_sender_fault(soap, "De header autorisatie ontbreekt", NULL);
  if (!verzoek->brincode || strcmp(verzoek->brincode, rows[SCHOOL][0][1]))
    return soap_sender_fault(soap, "Deze school is niet bekend", NULL);
  soap->header = NULL; /* otherwise gSOAP sends the request's header, key included, back */
  time_t *now = soap_malloc(soap, sizeof *now);
  *now = time(NULL);
  struct _ns1__leerlinggegevens *gegevens = soap_malloc(soap, sizeof *gegevens);
  soap_default__ns1__leerlinggegevens(soap, gegevens);
  gegevens->school = soap_malloc(soap, sizeof *gegevens->school);
  fill_school(soap, gegevens->school, now);
  gegevens->groepen = make_groepen(soap, now);
  gegevens->leerlingen.__sizeleerling = counts[LEERLING];
  gegevens->leerlingen.leerling = soap_malloc(soap, counts[LEERLING] * sizeof(struct ns1__LeerlingType));
  for (int at = 0; at < counts[LEERLING]; at++)
    fill_leerling(soap, &gegevens->leerlingen.leerling[at], rows[LEERLING][at], now);
  gegevens->leerkrachten = soap_malloc(soap, sizeof *gegevens->leerkrachten);
  gegevens->leerkrachten->__sizeleerkracht = counts[LEERKRACHT];
  gegevens->leerkrachten->leerkracht = soap_malloc(soap, counts[LEERKRACHT] * sizeof(struct ns1__LeerkrachtType));
  for (int at = 0; at < counts[LEERKRACHT]; at++)
    fill_leerkracht(soap, &gegevens->leerkrachten->leerkracht[at], rows[LEERKRACHT][at], now);
  antwoord->leerlinggegevens = gegevens;
  antwoord->__union_leerlinggegevens_USCOREantwoord_ = 0;
  return SOAP_OK;
}

int __ns1__HaalStructuur(struct soap *soap, struct _ns1__structuur_USCOREverzoek *verzoek,
                         struct _ns1__structuur_USCOREantwoord *antwoord) {
  return soap_receiver_fault(soap, "niet gemeten", NULL);
}
int __ns1__HaalLeerlingen(struct soap *soap, struct _ns1__leerlingen_USCOREverzoek *verzoek,
                          struct _ns1__leerlingen_USCOREantwoord *antwoord) {
  return soap_receiver_fault(soap, "niet gemeten", NULL);
}
int __ns1__HaalLeerkrachten(struct soap *soap, struct _ns1__leerkrachten_USCOREverzoek *verzoek,
                            struct _ns1__leerkrachten_USCOREantwoord *antwoord) {
  return soap_receiver_fault(soap, "niet gemeten", NULL);
}

static void *worker(void *arg) {
  struct soap *soap = soap_copy(&master);
  for (;;) {
    if (!soap_valid_socket(soap_accept(soap))) continue;
    soap_serve(soap);
    soap_destroy(soap);
    soap_end(soap);
  }
  return arg;
}

int main(int argc, char **argv) {
  if (argc != 4) { fprintf(stderr, "usage: %s PORT THREADS SCHOOL.TSV\n", argv[0]); return 2; }
  signal(SIGPIPE, SIG_IGN);
  soap_init2(&master, SOAP_IO_KEEPALIVE | SOAP_C_UTFSTRING,
             SOAP_IO_KEEPALIVE | SOAP_C_UTFSTRING | SOAP_XML_TREE | SOAP_XML_DEFAULTNS | SOAP_IO_CHUNK);
  read_school(argv[3]);
  master.bind_flags = SO_REUSEADDR;
  master.max_keep_alive = 1000000;
  master.send_timeout = master.recv_timeout = 30;
  if (!soap_valid_socket(soap_bind(&master, "127.0.0.1", atoi(argv[1]), 1024))) {
    soap_print_fault(&master, stderr);
    return 1;
  }
  pthread_t thread;
  for (int at = 0; at < atoi(argv[2]); at++) pthread_create(&thread, NULL, worker, NULL);
  pause();
  return 0;
}
