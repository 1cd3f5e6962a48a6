// The page's own words in English and Dutch. What sources say is never translated.

const en = {
  title: "Ceasefire ledger", known_at: "Known at", now: "now", perspective: "As told", everyone: "by everyone", without: "without {0}",
  according_to: "by {0} alone", reviewed_only: "reviewed claims only", effective: "In effect from", brokered: "Brokered by",
  guarantors: "Guaranteed by", in: "In", out: "Out", excluded: "Excluded", disputed: "Disputed", said_hold: "Said to hold",
  said_broken: "Said broken", incidents: "Incidents", rests_on: "Rests on", documents: "documents", publishers: "publishers",
  gaps: "Days without any article", gap_note: "Silence is not calm.", nothing_changed: "Nothing on file changed.", map: "Map", timeline: "Timeline",
  list: "List", search: "Search place, actor, act", all: "all", headline: "Headline", no_incidents: "No incident on file fits.", why: "Why",
  rule: "Rule", grounds: "Grounds", settle: "Would settle it", killed: "Killed", injured: "Injured", origins: "independent origins",
  articles: "articles", figures: "Figures by source", claims: "Who says what", compare: "Compare sources", close: "Close", accept: "Accept",
  reject: "Reject", merge: "Merge: they are one event", split: "Split off the ticked claims", same_as: "The same event as", coder: "Coder",
  reason: "Reason", token: "Token", review: "Review", entered: "Entered.", download_csv: "CSV", download_geojson: "GeoJSON", print: "Print",
  help: "Keys", theme: "Language", unplaced: "without a place on the map", undated: "without a date", none: "no ceasefire",
  loading: "Reading the ledger…", skip: "To the incidents", times: "When", slot: "Slot", no_ceasefire: "No source on file speaks of a ceasefire.",
  label_note: "A headline is a reporting label, not a legal finding.", clear_range: "All dates", new_data: "The ledger has new entries",
  reload: "Show them", original: "Original", new_incidents: "{0} new incidents are on file", claims_word: "claims", since: "since", due: "to take effect", agreed: "no time of entry into force on file; agreed",
  no_start: "no time of entry into force on file", sources_differ: "sources differ", ahead: "Ahead", talks: "talks",
  judged: "Incidents held against it", from_origins: "{0} origins", from_origin: "1 origin", nobody_holds: "Nobody on file says it holds.",
  nobody_broken: "Nobody on file says it is broken.", more: "{0} more", changed_on: "What changed on {0}",
  counting: "Comparing with the day before…", new_word: "New incidents", judged_anew: "Judged or counted anew", standings: "Parties and terms",
  gone: "No longer on file", elsewhere: "Changes elsewhere on file: {0}", this_ceasefire: "This ceasefire", everything: "All on file",
  ceasefire_choice: "Ceasefire", latest: "latest first", earliest: "earliest first", order: "Order", place_only: "only {0}", since_date: "From",
  until_date: "To", type: "Type", source_word: "Source", words_search: "Search words", no_claims: "No claim on file fits.",
  one_source: "Only one source tells of this.", silent: "says nothing", most_sources: "Four at most are shown side by side.", report: "Day report",
  gap_days: "{0} spans without any article", spread: "An uncertain time is spread thinly over all the days it may be.",
  needs_reason: "Fill in token, coder and reason first.", wide_note: "somewhere within the ring", claims_tab: "Claims",
  gap_day: "1 span without any article", differs: "differs", origin_one: "1 independent origin", article_one: "1 article",
  new_incident: "1 new incident is on file", document_one: "document", publisher_one: "publisher",
  also: "also", contradictions: "Sources that cannot both be right: {0}",
  joins: "Why these reports are one", judged_one: "a person said so",
  map_keys: "Map of the incidents: arrows move it, + and − zoom; the list beside it holds the same", zoom_in: "Zoom in", side_by_side: "The sources side by side", zoom_out: "Zoom out",
  map_sources: "Sources of the map", changed: "What changed", no_day: "No article on file is dated to the day: what changed from one day to the next cannot be told.",
  joins_note: "What speaks for and against, as log-odds: two reports are one while the sum is above 0.",
};
const nl: typeof en = {
  title: "Bestandsregister", known_at: "Bekend op", now: "nu", perspective: "Verteld", everyone: "door iedereen", without: "zonder {0}",
  according_to: "door {0} alleen", reviewed_only: "alleen nagekeken", effective: "Van kracht vanaf", brokered: "Bemiddeld door",
  guarantors: "Gewaarborgd door", in: "Binnen", out: "Buiten", excluded: "Uitgesloten", disputed: "Omstreden", said_hold: "Zou standhouden",
  said_broken: "Zou geschonden zijn", incidents: "Incidenten", rests_on: "Berust op", documents: "stukken", publishers: "uitgevers",
  gaps: "Dagen zonder enig artikel", gap_note: "Stilte is geen rust.", nothing_changed: "Niets veranderde.", map: "Kaart", timeline: "Tijdlijn",
  list: "Lijst", search: "Zoek plaats, partij, daad", all: "alle", headline: "Oordeel", no_incidents: "Geen incident voldoet.", why: "Waarom",
  rule: "Regel", grounds: "Gronden", settle: "Zou uitsluitsel geven", killed: "Doden", injured: "Gewonden", origins: "onafhankelijke bronnen",
  articles: "artikelen", figures: "Cijfers per bron", claims: "Wie zegt wat", compare: "Vergelijk bronnen", close: "Sluiten", accept: "Aanvaard",
  reject: "Verwerp", merge: "Voeg samen: het is één gebeurtenis", split: "Splits de aangevinkte beweringen af", same_as: "Dezelfde gebeurtenis als",
  coder: "Codeur", reason: "Reden", token: "Sleutel", review: "Beoordeling", entered: "Ingevoerd.", download_csv: "CSV", download_geojson: "GeoJSON",
  print: "Print", help: "Toetsen", theme: "Taal", unplaced: "zonder plaats op de kaart", undated: "zonder datum", none: "geen bestand",
  loading: "Het register wordt gelezen…", skip: "Naar de incidenten", times: "Wanneer", slot: "Punt",
  no_ceasefire: "Geen bron spreekt van een bestand.", label_note: "Een oordeel is een etiket bij berichten, geen rechterlijke vaststelling.",
  clear_range: "Alle data", new_data: "Het register heeft nieuwe stukken", reload: "Toon ze", original: "Origineel",
  new_incidents: "Er zijn {0} nieuwe incidenten", claims_word: "beweringen", since: "sinds", due: "gaat in op", agreed: "geen tijd van ingang bekend; gesloten", no_start: "geen tijd van ingang bekend",
  sources_differ: "bronnen verschillen", ahead: "Op komst", talks: "overleg", judged: "Incidenten die ertegen pleiten", from_origins: "{0} bronnen",
  from_origin: "1 bron", nobody_holds: "Niemand zegt dat het standhoudt.", nobody_broken: "Niemand zegt dat het geschonden is.", more: "nog {0}",
  changed_on: "Wat veranderde op {0}", counting: "Vergelijkt met de dag ervoor…", new_word: "Nieuwe incidenten",
  judged_anew: "Anders beoordeeld of geteld", standings: "Partijen en afspraken", gone: "Vervallen", elsewhere: "Veranderingen elders: {0}",
  this_ceasefire: "Dit bestand", everything: "Alles", ceasefire_choice: "Bestand", latest: "laatste eerst", earliest: "vroegste eerst",
  order: "Volgorde", place_only: "alleen {0}", since_date: "Van", until_date: "Tot", type: "Soort", source_word: "Bron",
  words_search: "Zoek woorden", no_claims: "Geen bewering voldoet.", one_source: "Slechts één bron vertelt hiervan.", silent: "zegt niets",
  most_sources: "Ten hoogste vier staan naast elkaar.", report: "Dagrapport", gap_days: "{0} tijdvakken zonder enig artikel",
  spread: "Een onzekere tijd is dun verdeeld over alle dagen die het kunnen zijn.", needs_reason: "Vul eerst sleutel, codeur en reden in.",
  wide_note: "ergens binnen de ring", claims_tab: "Beweringen", gap_day: "1 tijdvak zonder enig artikel", differs: "verschilt",
  origin_one: "1 onafhankelijke bron", article_one: "1 artikel", new_incident: "Er is 1 nieuw incident", document_one: "stuk",
  also: "ook", contradictions: "Bronnen die niet allebei gelijk kunnen hebben: {0}",
  publisher_one: "uitgever", joins: "Waarom deze berichten over één ding gaan", judged_one: "een mens zei het",
  map_keys: "Kaart van de incidenten: pijlen verschuiven haar, + en − zoomen; de lijst ernaast bevat hetzelfde", zoom_in: "Inzoomen", side_by_side: "De bronnen naast elkaar",
  zoom_out: "Uitzoomen", map_sources: "Bronnen van de kaart", changed: "Wat veranderde", no_day: "Geen artikel is op de dag gedateerd: wat van dag tot dag veranderde is niet te zeggen.",
  joins_note: "Wat ervoor en ertegen spreekt, in log-odds: twee berichten zijn één zolang de som boven 0 ligt.",
};

const labels: Record<string, [string, string]> = {
  corroborated: ["corroborated", "bevestigd"], alleged: ["alleged", "beweerd"], contested: ["contested", "betwist"],
  undetermined: ["undetermined", "onbeslist"], out_of_scope: ["out of scope", "buiten het bestand"], withdrawn: ["withdrawn", "ingetrokken"],
  none: ["no ceasefire", "geen bestand"], AIRSTRIKE: ["air strike", "luchtaanval"], SHELLING: ["shelling", "beschieting"], CLASH: ["clash", "gevecht"],
  BOMBING: ["bombing", "bomaanslag"], GROUND_ADVANCE: ["ground advance", "opmars"], VIOLATION_ALLEGED: ["violation alleged", "schending beweerd"],
  OTHER: ["other", "ander"], violence: ["violence", "geweld"], DETENTION: ["detention", "gevangenneming"], WITHDRAWAL: ["withdrawal", "terugtrekking"],
  HUMANITARIAN: ["humanitarian", "humanitair"], TALKS: ["talks", "overleg"], AGREEMENT: ["agreement", "akkoord"],
  PARTY_JOINS: ["party joins", "partij doet mee"], PARTY_REFUSES: ["party refuses", "partij weigert"], PARTY_EXCLUDED: ["party excluded", "partij uitgesloten"],
  HOLDS: ["holds", "houdt stand"], STATEMENT: ["statement", "verklaring"],
  proposed: ["proposed", "voorgesteld"], announced: ["announced", "aangekondigd"], agreed: ["agreed", "overeengekomen"], in_effect: ["in effect", "van kracht"],
  extended: ["extended", "verlengd"], suspended: ["suspended", "opgeschort"], ended: ["ended", "beëindigd"], holding: ["said to hold", "zou standhouden"],
  broken: ["said broken", "zou geschonden zijn"], asserted: ["asserted", "gesteld"], reported: ["reported", "gemeld"], possible: ["possible", "mogelijk"],
  denied: ["denied", "ontkend"], planned: ["planned", "voorgenomen"],
  initiator: ["By", "Door"], target: ["Against", "Tegen"], party: ["Party", "Partij"], beneficiary: ["For", "Voor"], actor: ["By", "Door"], act: ["What", "Wat"], time: ["When", "Wanneer"],
  place: ["Where", "Waar"], area: ["Area", "Gebied"], killed: ["Killed", "Doden"], injured: ["Injured", "Gewonden"], incident: ["incident", "incident"], factuality: ["Put as", "Gebracht als"],
  headline: ["headline", "oordeel"], ceasefire: ["ceasefire", "bestand"], admitted: ["Admitted", "Toegegeven"], independent: ["Independent", "Onafhankelijk"],
  signed: ["signed", "ondertekende"], denies_signing: ["denies signing", "ontkent ondertekening"], declared_unilaterally: ["declared it alone", "kondigde het zelf af"],
  suspends: ["suspends it", "schort het op"], withdraws: ["withdraws", "trekt zich terug"], not_excluded: ["not excluded", "niet uitgesloten"],
  reports: ["reports", "meldt"], denies: ["denies", "ontkent"], attributes: ["attributes", "schrijft toe"], counts: ["counts", "telt"], updates: ["updates", "werkt bij"],
  monitor: ["monitor", "waarnemer"], medical: ["hospitals", "ziekenhuizen"], shared: ["two origins agree", "twee bronnen zijn het eens"],
  effective: ["in effect from", "van kracht vanaf"], end: ["end", "einde"],
  accepts: ["accepts", "aanvaardt"], accepted: ["accepted", "aanvaardde"], rejects: ["rejects", "verwerpt"], mediator: ["mediator", "bemiddelaar"], guarantor: ["guarantor", "waarborger"],
  in: ["in", "erbinnen"], out: ["out", "erbuiten"], excluded: ["excluded", "uitgesloten"], disputed: ["disputed", "omstreden"], unknown: ["unknown", "onbekend"],
  text: ["words in common", "gedeelde woorden"], actors: ["actors", "partijen"], figures: ["figures", "cijfers"], weapons: ["weapons", "wapens"],
  copy: ["copied text", "overgenomen tekst"], prior: ["told in passing", "terloops verteld"],
  value: ["figures", "cijfers"], existence: ["whether it happened", "of het gebeurde"], signature: ["signature", "handtekening"], term: ["terms", "afspraken"],
  report: ["reported", "gemeld"], denial: ["denied", "ontkend"], hostage: ["hostage taking", "gijzeling"],
};

const keys: Record<"en" | "nl", [string, string][]> = {
  en: [["j k", "next and previous incident"], ["r", "read its article"], ["c", "compare its sources"], ["a", "accept its first claim"], ["x", "reject it"],
    ["[ ]", "known a day earlier, a day later"], ["/", "search"], ["Esc", "close"], ["?", "these keys"]],
  nl: [["j k", "volgend en vorig incident"], ["r", "lees het artikel"], ["c", "vergelijk de bronnen"], ["a", "aanvaard de eerste bewering"], ["x", "verwerp die"],
    ["[ ]", "bekend een dag eerder, een dag later"], ["/", "zoek"], ["Esc", "sluit"], ["?", "deze toetsen"]],
};

export type Language = "en" | "nl";
export type Word = keyof typeof en;

export function words(language: Language) {
  const table = language === "nl" ? nl : en;
  const t = (word: Word, ...values: string[]) => values.reduce((s, v, i) => s.replace(`{${i}}`, v), table[word]);
  const label = (code: string) => labels[code]?.[language === "nl" ? 1 : 0] ?? (/^[A-Z_]+$/.test(code) ? code.replaceAll("_", " ").toLowerCase() : code.replaceAll("_", " "));
  // Of an incident: one told without its means or by means of another kind is no air strike, and no "other" either.
  const act = (code: string) => label(code === "OTHER" ? "violence" : code);
  return { t, label, act, keys: keys[language] };
}
