#!/usr/bin/env bash
# Make a small installation with this checkout, and keep its database for tests/repository/test_uitgaven.py.
#
#   tests/repository/uitgaven/make.sh NAME                       SQLite
#   tests/repository/uitgaven/make.sh NAME postgresql://...      an empty database on PostgreSQL
#
# NAME is the version that is released. Run it at the release, with both kinds, and commit the folder.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
var=$(mktemp -d)
trap 'rm -rf "$var"' EXIT
kind=sqlite
[ $# -lt 2 ] || kind=postgresql
export UWLR_DATABASE_URL=${2:-sqlite:///$var/uwlr.sqlite} UWLR_VAR=$var UWLR_OPSLAG=$var/leveringen
export UWLR_SECRET=een-geheim-voor-een-proef-van-32-tekens-lang UWLR_BIND=127.0.0.1:18099 UWLR_WORKERS=1
export PYTHONPATH=$root
python=$root/.venv/bin/python
uwlr() { "$python" -m uwlr_service.cli "$@"; }
call() {
    local what=$1
    shift
    UWLR_SLEUTEL=$sleutel uwlr call "$what" "$@" --url "http://$UWLR_BIND/uwlr/$what?wsdl" \
        --klantnaam UitgeverX --klantcode UX1 --school 99AA
}

cd "$var"
uwlr db upgrade
uwlr demo-data --schools 1 --pupils 3 --seed 1 --dossier 1 --to scholen
uwlr edexml import scholen/99AA-00.xml
uwlr dossier import scholen/99AA-00.dossier.xml
uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 --school 99AA --gegevensset volledig --json > klant.json
sleutel=$("$python" -c 'import json; print(json.load(open("klant.json"))["autorisatiesleutel"])')
uwlr koppeling add --klantnaam Ouderapp --klantcode OA1 --school 99AA --gegevensset gkv-basis
uwlr koppeling add --klantnaam Weg --klantcode W1 --school 99AA --gegevensset smalle-set
uwlr koppeling afspraak 1 --veld leerling/emailadres=uit
uwlr koppeling revoke 3 --ja

"$python" -m uwlr_service.cli serve > log 2>&1 &  # not by the function: its process is only a shell
server=$!
until grep -q '"event": "ready"' log; do sleep 0.2; done
call leerlinggegevens --json > pull.json
leerling=$("$python" -c 'import json; print(json.load(open("pull.json"))["leerlingen"][0]["key"])')
printf 'leerling;afnamedatum;toetscode;score\n%s;2026-11-02;BLOK-1;7\n' "$leerling" > toets.csv
call leerresultaten toets.csv
kill "$server"
wait "$server" || true
uwlr gkv generate 2
uwlr koppeling extend 2 --gegevensset gkv-uitgebreid --doel Verzuim

mkdir -p "$here/$1"
cp journaal.jsonl "$here/$1/$kind.journaal.jsonl"
{
    echo "-- sleutel: $sleutel"
    if [ "$kind" = sqlite ]; then
        "$python" -c 'import sqlite3; print("\n".join(sqlite3.connect("uwlr.sqlite").iterdump()))'
    else
        # What psql says to itself, comments and settings of the session are left out.
        pg_dump --inserts --no-owner --no-privileges "$2" | grep -Ev '^(--|\\|SET |SELECT pg_catalog.set_config|$)'
    fi
} > "$here/$1/$kind.sql"
