// What the search says, in Dutch. Sphinx's own translations make a function out of a text, which our
// Content-Security-Policy forbids, and lack half of these sentences.
"use strict";

Object.assign(Documentation.TRANSLATIONS, {
  "Searching": "Zoeken",
  "Preparing search...": "",
  "Search Results": "Gevonden",
  ", in ": ", in ",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Geen pagina heeft al deze woorden. Controleer de spelling, of zoek met minder woorden.",
  "Search finished, found one page matching the search query.": [
    "Eén pagina heeft deze woorden.",
    "${resultCount} pagina's hebben deze woorden.",
  ],
});
Documentation.LOCALE = "nl";
