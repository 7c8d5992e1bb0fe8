<?php
// Pulls a school with PHP's SoapClient; prints what came as JSON.
// php pull.php WSDL SLEUTEL SCHOOLJAAR

[, $wsdl, $sleutel, $schooljaar] = $argv;
const AUT = 'http://www.edustandaard.nl/leerresultaten/2/autorisatie';

$client = new SoapClient($wsdl, [
    'soap_version' => SOAP_1_1,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'compression' => SOAP_COMPRESSION_ACCEPT | SOAP_COMPRESSION_GZIP,
    'exceptions' => true,
    'trace' => true,
]);
$header = ['autorisatiesleutel' => $sleutel, 'klantcode' => 'U1', 'klantnaam' => 'Uitgeverij'];
$client->__setSoapHeaders(new SoapHeader(AUT, 'autorisatie', (object) $header));

$verzoek = ['schooljaar' => $schooljaar, 'brincode' => '99XX', 'dependancecode' => '16', 'xsdversie' => '2.2'];
$keys = fn(array $items) => array_map(fn($item) => $item->key, $items);

$gegevens = $client->HaalLeerlinggegevens($verzoek)->leerlinggegevens;
$groepen = ['groep' => [['key' => 'G1']]];
$structuur = $client->HaalStructuur($verzoek);
$leerlingen = $client->HaalLeerlingen($verzoek + ['groepen' => $groepen]);
$laatst = $gegevens->school->aanmaakdatum;
$again = $client->HaalLeerlinggegevens($verzoek + ['laatstontvangengegevens' => $laatst]);
try {
    $client->HaalLeerlinggegevens(['brincode' => 'zork'] + $verzoek);
} catch (SoapFault $fault) {
}
echo json_encode([
    'school' => $gegevens->school,
    'leerlingen' => $keys($gegevens->leerlingen->leerling),
    'structuur' => $keys($structuur->{'leerlinggegevens-structuur'}->groepen->groep),
    'groep' => $keys($leerlingen->{'leerlinggegevens-leerlingen'}->leerlingen->leerling),
    'ongewijzigd' => isset($again->geenwijzigingen),
    'faultcode' => $fault->faultcode,
    'faultstring' => $fault->faultstring,
]), "\n";
