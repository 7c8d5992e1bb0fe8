#!/bin/sh
# Builds the Apache CXF server from our WSDL and schemas: build.sh SCHEMAS OUT, with SCHEMAS the folder xsd/uwlr-2.2.
# Needs a JDK of 17 or later and Maven, which fetches some 30 MB of libraries the first time.
set -e
here=$(cd "$(dirname "$0")" && pwd)
schemas=$(cd "$1" && pwd)
mkdir -p "$2" && cd "$2" && out=$(pwd)
for profile in tools server; do
  mvn -B -q -f "$here/pom.xml" -P "$profile" dependency:copy-dependencies \
    -DoutputDirectory="$out/lib/$profile" -DincludeScope=runtime
done
rm -rf gen classes && mkdir -p gen classes/wsdl classes/Schemas
cp "$schemas"/wsdl/UWLR_Leerlinggegevens_v2p2.wsdl classes/wsdl/
cp "$schemas"/Schemas/*.xsd classes/Schemas/
sed "s#@SCHEMAS@#file:$out/classes/Schemas#" "$here/bindings.xml" > bindings.xml
java -cp "lib/tools/*" org.apache.cxf.tools.wsdlto.WSDLToJava -d gen -p uwlr.gen -exsh true -b bindings.xml \
  "file:$out/classes/wsdl/UWLR_Leerlinggegevens_v2p2.wsdl"
find gen "$here/uwlr" -name '*.java' > sources
javac -nowarn -cp "lib/server/*" -d classes @sources
