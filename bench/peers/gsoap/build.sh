#!/bin/sh
# Builds the gSOAP server from our WSDL and schemas: build.sh SCHEMAS OUT, with SCHEMAS the folder xsd/uwlr-2.2.
# Debian: apt-get install gsoap libgsoap-dev gcc
set -e
here=$(cd "$(dirname "$0")" && pwd)
schemas=$(cd "$1" && pwd)
mkdir -p "$2" && cd "$2"
rm -rf wsdl Schemas && cp -r "$schemas/wsdl" "$schemas/Schemas" .
# -c plain C, -s no STL; inside wsdl/, because the WSDL imports ../Schemas/*.xsd.
(cd wsdl && wsdl2h -c -s -o ../uwlr.h UWLR_Leerlinggegevens_v2p2.wsdl)
# Trap: the element leerlinggegevens-leerlingen and the anonymous type of leerlinggegevens/leerlingen become
# one name in C. The anonymous one is renamed; it is never on the wire.
sed -i -E 's/^    struct _ns1__leerlinggegevens_(leerlingen|leerkrachten)$/&Lokaal/' uwlr.h
soapcpp2 -c -S -x -L -I/usr/share/gsoap:/usr/share/gsoap/import uwlr.h
gcc -O2 -I. -o uwlr_gsoap "$here/server.c" soapC.c soapServer.c -lgsoap -lpthread -lm
