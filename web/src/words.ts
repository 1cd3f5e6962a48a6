// The page's own words in English and Dutch. What sources say is never translated.

const en = {
  title: "Ceasefire ledger", known_at: "Known at", now: "now", perspective: "As told", everyone: "by everyone", without: "without {0}",
  according_to: "by {0} alone", reviewed_only: "reviewed claims only", state: "State", effective: "In effect from", unknown_time: "no time on file", brokered: "Brokered by",
  guarantors: "Guaranteed by", in: "In", out: "Out", excluded: "Excluded", disputed: "Disputed", said_hold: "Said to hold",
  said_broken: "Said broken", incidents: "Incidents", rests_on: "Rests on", documents: "documents", publishers: "publishers",
  languages: "languages", gaps: "Days without any article", gap_note: "Silence is not calm.", changed: "What changed since the day before",
  nothing_changed: "Nothing on file changed.", map: "Map", timeline: "Timeline", list: "List", search: "Search place, actor, act",
  all: "all", headline: "Headline", no_incidents: "No incident on file fits.", why: "Why", rule: "Rule", grounds: "Grounds",
  settle: "Would settle it", killed: "Killed", injured: "Injured", origins: "independent origins", articles: "articles",
  figures: "Figures by source", claims: "Who says what", compare: "Compare sources", read: "Read the article", close: "Close",
  accept: "Accept", reject: "Reject", merge: "Merge: they are one event", split: "Split off the ticked claims", same_as: "The same event as", coder: "Coder", reason: "Reason", token: "Token", review: "Review", entered: "Entered.",
  download_csv: "CSV", download_geojson: "GeoJSON", print: "Print", help: "Keys", theme: "Language",
  unplaced: "without a place on the map", undated: "without a date", none: "no ceasefire", other_ceasefires: "Other ceasefires",
  loading: "Reading the ledger…", skip: "To the incidents", times: "When", where: "Where", who: "Who", what: "What", slot: "Slot",
  no_ceasefire: "No source on file speaks of a ceasefire.", label_note: "A headline is a reporting label, not a legal finding.",
  clear_range: "All dates", new_data: "The ledger has new entries", reload: "Show them", original: "Original", show_all: "Show all {0}",
  keys: "j/k next and previous · Enter why · r read · c compare · a accept · x reject · [ ] a day back, a day on · / search · Esc close · ? these keys",
};
const nl: typeof en = {
  title: "Bestandsregister", known_at: "Bekend op", now: "nu", perspective: "Verteld", everyone: "door iedereen", without: "zonder {0}",
  according_to: "door {0} alleen", reviewed_only: "alleen nagekeken beweringen", state: "Toestand", effective: "Van kracht vanaf", unknown_time: "geen tijd bekend", brokered: "Bemiddeld door",
  guarantors: "Gewaarborgd door", in: "Binnen", out: "Buiten", excluded: "Uitgesloten", disputed: "Omstreden", said_hold: "Zou standhouden",
  said_broken: "Zou geschonden zijn", incidents: "Incidenten", rests_on: "Berust op", documents: "stukken", publishers: "uitgevers",
  languages: "talen", gaps: "Dagen zonder enig artikel", gap_note: "Stilte is geen rust.", changed: "Wat veranderde sinds de dag ervoor",
  nothing_changed: "Niets veranderde.", map: "Kaart", timeline: "Tijdlijn", list: "Lijst", search: "Zoek plaats, partij, daad",
  all: "alle", headline: "Oordeel", no_incidents: "Geen incident voldoet.", why: "Waarom", rule: "Regel", grounds: "Gronden",
  settle: "Zou uitsluitsel geven", killed: "Doden", injured: "Gewonden", origins: "onafhankelijke bronnen", articles: "artikelen",
  figures: "Cijfers per bron", claims: "Wie zegt wat", compare: "Vergelijk bronnen", read: "Lees het artikel", close: "Sluiten",
  accept: "Aanvaard", reject: "Verwerp", merge: "Voeg samen: het is één gebeurtenis", split: "Splits de aangevinkte beweringen af", same_as: "Dezelfde gebeurtenis als", coder: "Codeur", reason: "Reden", token: "Sleutel", review: "Beoordeling", entered: "Ingevoerd.",
  download_csv: "CSV", download_geojson: "GeoJSON", print: "Afdrukken", help: "Toetsen", theme: "Taal",
  unplaced: "zonder plaats op de kaart", undated: "zonder datum", none: "geen bestand", other_ceasefires: "Andere bestanden",
  loading: "Het register wordt gelezen…", skip: "Naar de incidenten", times: "Wanneer", where: "Waar", who: "Wie", what: "Wat", slot: "Punt",
  no_ceasefire: "Geen bron spreekt van een bestand.", label_note: "Een oordeel is een etiket bij berichten, geen rechterlijke vaststelling.",
  clear_range: "Alle data", new_data: "Het register heeft nieuwe stukken", reload: "Toon ze", original: "Origineel", show_all: "Toon alle {0}",
  keys: "j/k volgende en vorige · Enter waarom · r lees · c vergelijk · a aanvaard · x verwerp · [ ] dag terug, dag verder · / zoek · Esc sluit · ? deze toetsen",
};

const labels: Record<string, [string, string]> = {
  corroborated: ["corroborated", "bevestigd"], alleged: ["alleged", "beweerd"], contested: ["contested", "betwist"],
  undetermined: ["undetermined", "onbeslist"], out_of_scope: ["out of scope", "buiten het bestand"], withdrawn: ["withdrawn", "ingetrokken"],
  none: ["no ceasefire", "geen bestand"], AIRSTRIKE: ["air strike", "luchtaanval"], SHELLING: ["shelling", "beschieting"], CLASH: ["clash", "gevecht"],
  BOMBING: ["bombing", "bomaanslag"], GROUND_ADVANCE: ["ground advance", "opmars"], VIOLATION_ALLEGED: ["violation alleged", "schending beweerd"],
  OTHER: ["other", "ander"], DETENTION: ["detention", "gevangenneming"], WITHDRAWAL: ["withdrawal", "terugtrekking"],
  HUMANITARIAN: ["humanitarian", "humanitair"], TALKS: ["talks", "overleg"], AGREEMENT: ["agreement", "akkoord"],
  PARTY_JOINS: ["party joins", "partij doet mee"], PARTY_REFUSES: ["party refuses", "partij weigert"], PARTY_EXCLUDED: ["party excluded", "partij uitgesloten"],
  HOLDS: ["holds", "houdt stand"], STATEMENT: ["statement", "verklaring"],
  proposed: ["proposed", "voorgesteld"], announced: ["announced", "aangekondigd"], agreed: ["agreed", "overeengekomen"], in_effect: ["in effect", "van kracht"],
  extended: ["extended", "verlengd"], suspended: ["suspended", "opgeschort"], ended: ["ended", "beëindigd"], holding: ["said to hold", "zou standhouden"],
  broken: ["said broken", "zou geschonden zijn"], asserted: ["asserted", "gesteld"], reported: ["reported", "gemeld"], possible: ["possible", "mogelijk"],
  denied: ["denied", "ontkend"], planned: ["planned", "voorgenomen"],
};

export type Language = "en" | "nl";
export type Word = keyof typeof en;

export function words(language: Language) {
  const table = language === "nl" ? nl : en;
  const t = (word: Word, ...values: string[]) => values.reduce((s, v, i) => s.replace(`{${i}}`, v), table[word]);
  const label = (code: string) => labels[code]?.[language === "nl" ? 1 : 0] ?? (/^[A-Z_]+$/.test(code) ? code.replaceAll("_", " ").toLowerCase() : code.replaceAll("_", " "));
  return { t, label };
}
