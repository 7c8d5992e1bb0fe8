// Pulls a school with node's "soap"; prints what came as JSON.
// node pull.js WSDL SLEUTEL SCHOOLJAAR
'use strict';
const soap = require('soap');

const AUT = 'http://www.edustandaard.nl/leerresultaten/2/autorisatie';
const [wsdl, sleutel, schooljaar] = process.argv.slice(2);
const verzoek = { schooljaar, brincode: '99XX', dependancecode: '16', xsdversie: '2.2' };
const list = (value) => [].concat(value || []);
const keys = (items) => list(items).map((item) => item.attributes.key);

async function main() {
  const client = await soap.createClientAsync(wsdl);
  client.addSoapHeader(
    { autorisatie: { autorisatiesleutel: sleutel, klantcode: 'U1', klantnaam: 'Uitgeverij' } }, '', 'aut', AUT);

  const { 'prtLeerlinggegevensService': alles, 'prtLeerlinggegevensService-getrapt': getrapt } =
    client.LeerlinggegevensService;
  const ask = (port, name, args) => new Promise((resolve, reject) =>
    port[name](args, (error, result) => (error ? reject(error) : resolve(result))));

  const { leerlinggegevens } = await ask(alles, 'HaalLeerlinggegevens', verzoek);
  const groepen = { groep: { attributes: { key: 'G1' } } };
  const structuur = await ask(getrapt, 'HaalStructuur', verzoek);
  const leerlingen = await ask(getrapt, 'HaalLeerlingen', { ...verzoek, groepen });
  const laatst = leerlinggegevens.school.aanmaakdatum.toISOString();
  const again = await ask(alles, 'HaalLeerlinggegevens', { ...verzoek, laatstontvangengegevens: laatst });
  const fault = await ask(alles, 'HaalLeerlinggegevens', { ...verzoek, brincode: 'zork' }).catch((error) => error);
  console.log(JSON.stringify({
    school: leerlinggegevens.school.brincode + '/' + leerlinggegevens.school.dependancecode,
    leerlingen: keys(leerlinggegevens.leerlingen.leerling),
    structuur: keys(structuur['leerlinggegevens-structuur'].groepen.groep),
    groep: keys(leerlingen['leerlinggegevens-leerlingen'].leerlingen.leerling),
    ongewijzigd: 'geenwijzigingen' in again,
    faultcode: fault.root.Envelope.Body.Fault.faultcode,
  }));
}

main().catch((error) => { console.error(error.message); process.exit(1); });
