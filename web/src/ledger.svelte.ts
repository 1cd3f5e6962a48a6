// What the page shows: the perspective chosen, the answers for it, and what is selected. All of it stands in the
// address, so that a link brings another reader to the same sight.

import { ask, body, get, query, type Article, type Change, type Comparison, type Contradiction, type Marks, type Overview, type Paged, type Perspective, type Town, type Why } from "./api";
import { shift } from "./when";
import { words, type Language } from "./words";

// `ceasefire`: the one whose card is shown, empty for the one most is written of; `scope`: whether lists and map keep to it.
interface Filters { ceasefire: string; scope: "" | "all"; headline: string; search: string; from: string; to: string; at: string; order: "" | "earliest"; tab: "" | "claims" }
const noFilters: Filters = { ceasefire: "", scope: "", headline: "", search: "", from: "", to: "", at: "", order: "", tab: "" };

// What came into the ledger with one head: ids of new incidents, and how many more there are than were named.
interface News { head: string; ids: string[]; more: number }

// Until what was set is on the screen; a page that nobody looks at is not painted, and does not wait for it.
const painted = () => new Promise<void>((done) => {
  setTimeout(done, 120);
  requestAnimationFrame(() => setTimeout(done));
});

class Ledger {
  perspective = $state<Perspective>({ as_of: "", knew: "", without: [], according_to: "", reviewed_only: false });
  filters = $state<Filters>({ ...noFilters });
  language = $state<Language>(navigator.language.startsWith("nl") ? "nl" : "en");
  incident = $state("");
  document = $state("");
  claim = $state("");
  comparing = $state(false);

  overview = $state.raw<Overview | null>(null);
  whole = $state.raw<Overview | null>(null); // as everybody tells it now: what there is to choose from
  marks = $state.raw<Marks | null>(null);
  towns = $state.raw<Town[]>([]);
  why = $state.raw<Why | null>(null);
  article = $state.raw<Article | null>(null);
  comparison = $state.raw<Comparison | null>(null);
  changes = $state.raw<Change[] | null>(null); // null: not known yet
  contradictions = $state.raw<Contradiction[]>([]);
  problem = $state("");
  busy = $state(false);
  head = $state(""); // the ledger's, as it was last told of
  told = $state.raw<News[]>([]); // what came in, head by head
  stale = $derived(!!this.overview && this.head !== this.overview.head);
  // Incidents that are new since what is shown; what is told of late and stands here already is not.
  news = $derived.by(() => {
    const here = new Set(this.marks?.id ?? []), shown = this.told.map((n) => n.head).lastIndexOf(this.overview?.head ?? "");
    return this.told.slice(shown + 1).reduce((sum, n) => sum + n.more + n.ids.filter((id) => !here.has(id)).length, 0);
  });

  text = $derived(words(this.language));
  shown = $derived(this.overview?.ceasefires.find((c) => c.ceasefire === this.filters.ceasefire) ?? this.overview?.ceasefires[0]);

  // What a search looks through, by row: made once for all keystrokes.
  #hay = $derived.by(() => {
    const m = this.marks, act = this.text.act;
    return m ? m.id.map((id, i) => `${m.place[i] ?? ""} ${m.actors[i]} ${m.act[i]} ${act(m.act[i])} ${id}`.toLowerCase()) : [];
  });

  // Rows of `marks` within the ceasefire shown, or all of them, in order of time, undated last. Sorted here once: what
  // filters leave keeps the order.
  scoped = $derived.by(() => {
    const m = this.marks, only = this.filters.scope === "all" ? "" : this.shown?.ceasefire;
    const out: number[] = [];
    if (!m) return out;
    for (let i = 0; i < m.id.length; i++) if (!only || m.ceasefire[i] === only) out.push(i);
    const [sign, last] = this.filters.order === "earliest" ? [1, Infinity] : [-1, -Infinity];
    return out.sort((a, b) => sign * ((m.from[a] ?? last) - (m.from[b] ?? last)) || a - b);
  });

  // Those that the filters leave but for the place: what the map shows.
  mapped = $derived.by(() => {
    const m = this.marks;
    if (!m) return [];
    // Each of these is read once: a value that the page watches costs more to read than a row to look through.
    const { headline, search, from: first, to: last } = this.filters;
    const needles = search.toLowerCase().split(/\s+/).filter(Boolean), hay = needles.length ? this.#hay : [];
    const from = first ? Date.parse(first) / 1000 : -Infinity, to = last ? Date.parse(last) / 1000 + 86400 : Infinity;
    if (!headline && !needles.length && !first && !last) return this.scoped;
    return this.scoped.filter((i) => {
      if (headline && m.headline[i] !== headline) return false;
      if (m.to[i] !== null && m.to[i]! <= from) return false;
      if (m.from[i] !== null && m.from[i]! >= to) return false;
      if ((first || last) && m.from[i] === null && m.to[i] === null) return false;
      return needles.every((n) => hay[i].includes(n));
    });
  });

  rows = $derived.by(() => {
    const at = this.filters.at, keys = this.placeKeys;
    return at ? this.mapped.filter((i) => keys[i] === at) : this.mapped;
  });

  index = $derived(this.marks && this.incident ? this.marks.id.indexOf(this.incident) : -1); // of the incident chosen, in `marks`

  // Incidents of one place lie on each other: they are one mark on the map.
  placeKeys = $derived.by(() => {
    const m = this.marks;
    return m ? m.lat.map((lat, i) => `${lat},${m.lon[i]}`) : [];
  });

  // The last day that anything was written of the ceasefire shown: "what changed" looks back from it.
  get lastDay(): string {
    if (this.perspective.as_of) return this.perspective.as_of.slice(0, 10);
    const days = (this.shown && this.overview?.days[this.shown.ceasefire]) || [];
    return days.at(-1) ?? this.overview?.corpus.days.at(-1)?.[0] ?? "";
  }

  #turn = 0;
  #asked = new AbortController();

  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.#asked.abort(); // an answer that nobody reads would hold its connection
    const { signal } = (this.#asked = new AbortController());
    this.busy = true;
    const before = this.head;
    try {
      const asked = query(this.perspective);
      const marks = ask("marks" + asked, signal);
      marks.catch(() => {}); // told of below, once
      const overview = await get<Overview>("overview" + asked, signal);
      if (turn !== this.#turn) return;
      this.overview = overview;
      if (this.head === before) this.head = overview.head; // else something came in meanwhile, and its news follows
      this.problem = "";
      if (!this.whole) this.whole = asked ? await get<Overview>("overview") : overview;
      if (!this.marks) await painted(); // the card is read while the list, which takes longer to make, is on its way
      const got = await body<Marks>(await marks);
      if (turn !== this.#turn) return;
      this.marks = got;
      await this.loadSelection();
      if (!this.towns.length) void this.loadTowns();
    } catch (e) {
      if (turn !== this.#turn) return;
      this.problem = (e as Error).message;
      this.#asked.abort();
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  async loadTowns(): Promise<void> {
    this.towns = (await get<{ items: Town[] }>("places?lang=" + this.language).catch(() => ({ items: [] }))).items;
  }

  #changesOf = "";

  async loadChanges(): Promise<void> {
    const day = this.lastDay;
    const asked = query({ ...this.perspective, as_of: "" }, { from: day && shift(day, -1), to: day, limit: "1000" });
    const about = asked + this.overview?.head;
    if (about === this.#changesOf) return;
    this.#changesOf = about;
    this.changes = day ? null : []; // articles that are dated to a month alone have no last day
    if (!day) return;
    const changes = await get<Paged<Change>>("diff" + asked).catch(() => null);
    if (about === this.#changesOf) this.changes = changes?.items ?? [];
  }

  #contradictionsOf = "";

  async loadContradictions(): Promise<void> {
    const asked = query(this.perspective, { limit: "1000" }), of = asked + this.overview?.head;
    if (of === this.#contradictionsOf) return;
    this.#contradictionsOf = of;
    const got = this.overview?.corpus.contradictions ? await get<Paged<Contradiction>>("contradictions" + asked).catch(() => null) : null;
    if (of === this.#contradictionsOf) this.contradictions = got?.items ?? [];
  }

  async loadSelection(): Promise<void> {
    const asked = query(this.perspective);
    const at = (id: string) => encodeURIComponent(id);
    const [incident, document, comparing] = [this.incident, this.document, this.comparing];
    try {
      const [why, comparison, article] = await Promise.all([
        incident ? get<Why>(`incidents/${at(incident)}${asked}`) : null,
        incident && comparing ? get<Comparison>(`incidents/${at(incident)}/compare${asked}`) : null,
        document ? get<Article>(`documents/${at(document)}${asked}`) : null,
      ]);
      if (incident !== this.incident || document !== this.document) return;
      [this.why, this.comparison, this.article] = [why, comparison, article];
      if (why) this.incident = why.incident; // an id of before a merge leads on to the new one
    } catch (e) {
      if (incident !== this.incident || document !== this.document) return;
      [this.why, this.comparison, this.article] = [null, null, null];
      this.problem = (e as Error).message;
    }
  }

  select(incident: string): void {
    this.incident = incident;
    this.problem = "";
    void this.loadSelection();
  }

  read(document: string, claim = ""): void {
    this.document = document;
    this.claim = claim;
    void this.loadSelection();
  }

  step(by: number): void {
    const rows = this.rows, m = this.marks;
    if (!m || !rows.length) return;
    let at = rows.indexOf(this.index);
    if (at < 0 && by < 0) at = rows.length; // up from below the last, down from above the first
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    this.select(m.id[rows[next]]);
  }

  // One day of knowing back or on; past the last day is "now".
  turnDay(by: number): void {
    const days = this.whole?.corpus.days.map((d) => d[0]) ?? [];
    if (!days.length) return;
    const at = this.perspective.as_of ? days.findIndex((d) => d >= this.perspective.as_of) : days.length;
    const next = (at < 0 ? days.length : at) + by;
    this.perspective.as_of = next >= days.length ? "" : days[Math.max(0, next)];
  }

  close(): void {
    if (this.document) [this.document, this.claim, this.article] = ["", "", null];
    else if (this.comparing) [this.comparing, this.comparison] = [false, null];
    else [this.incident, this.why] = ["", null];
  }

  toAddress(): string {
    const q = new URLSearchParams(query(this.perspective).slice(1));
    for (const [k, v] of Object.entries(this.filters)) if (v) q.set(k, v);
    if (this.document) q.set("document", this.document);
    if (this.claim) q.set("claim", this.claim);
    if (this.comparing) q.set("compare", "1");
    q.set("lang", this.language);
    return `#/${this.incident ? "incident/" + encodeURIComponent(this.incident) : ""}?${q}`;
  }

  fromAddress(hash: string): void {
    const [path, rest = ""] = hash.replace(/^#\/?/, "").split("?");
    const q = new URLSearchParams(rest);
    const one = (k: string) => q.get(k) ?? "";
    this.perspective = { as_of: one("as_of"), knew: one("knew"), without: q.getAll("without"), according_to: one("according_to"), reviewed_only: one("reviewed_only") === "true" };
    const filters: Record<string, string> = {};
    for (const k of Object.keys(noFilters)) filters[k] = one(k);
    this.filters = filters as unknown as Filters;
    if (one("lang") === "nl" || one("lang") === "en") this.language = one("lang") as Language;
    this.incident = path.startsWith("incident/") ? decodeURIComponent(path.slice(9)) : "";
    this.document = one("document");
    this.claim = one("claim");
    this.comparing = one("compare") === "1";
  }
}

export const ledger = new Ledger();
