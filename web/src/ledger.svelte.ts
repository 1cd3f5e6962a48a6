// What the page shows: the perspective chosen, the answers for it, and what is selected. All of it stands in the
// address, so that a link brings another reader to the same sight.

import { get, query, type Article, type Change, type Comparison, type Marks, type Overview, type Paged, type Perspective, type Why } from "./api";
import { shift } from "./when";
import { words, type Language } from "./words";

interface Filters { ceasefire: string; headline: string; search: string; from: string; to: string }

class Ledger {
  perspective = $state<Perspective>({ as_of: "", knew: "", without: [], according_to: "", reviewed_only: false });
  filters = $state<Filters>({ ceasefire: "", headline: "", search: "", from: "", to: "" });
  language = $state<Language>(navigator.language.startsWith("nl") ? "nl" : "en");
  incident = $state("");
  document = $state("");
  claim = $state("");
  comparing = $state(false);

  overview = $state.raw<Overview | null>(null);
  whole = $state.raw<Overview | null>(null); // as everybody tells it now: what there is to choose from
  marks = $state.raw<Marks | null>(null);
  why = $state.raw<Why | null>(null);
  article = $state.raw<Article | null>(null);
  comparison = $state.raw<Comparison | null>(null);
  changes = $state.raw<Change[]>([]);
  problem = $state("");
  busy = $state(false);
  stale = $state(false);

  text = $derived(words(this.language));

  // Rows of `marks` that the filters leave, in order of time, undated last.
  rows = $derived.by(() => {
    const m = this.marks;
    if (!m) return [];
    const f = this.filters;
    const needles = f.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const from = f.from ? Date.parse(f.from) / 1000 : -Infinity;
    const to = f.to ? Date.parse(f.to) / 1000 + 86400 : Infinity;
    const out: number[] = [];
    for (let i = 0; i < m.id.length; i++) {
      if (f.ceasefire && m.ceasefire[i] !== f.ceasefire) continue;
      if (f.headline && m.headline[i] !== f.headline) continue;
      if (m.to[i] !== null && m.to[i]! <= from) continue;
      if (m.from[i] !== null && m.from[i]! >= to) continue;
      if ((f.from || f.to) && m.from[i] === null && m.to[i] === null) continue;
      if (needles.length) {
        const hay = `${m.place[i] ?? ""} ${m.actors[i]} ${m.act[i]} ${this.text.label(m.act[i])} ${m.id[i]}`.toLocaleLowerCase();
        if (!needles.every((n) => hay.includes(n))) continue;
      }
      out.push(i);
    }
    return out.sort((a, b) => (m.from[a] ?? Infinity) - (m.from[b] ?? Infinity) || (m.id[a] < m.id[b] ? -1 : 1));
  });

  // The day that "what changed" looks back from.
  get lastDay(): string {
    const days = this.overview?.corpus.days ?? [];
    return this.perspective.as_of.slice(0, 10) || (days.length ? days[days.length - 1][0] : "");
  }

  #turn = 0;

  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const asked = query(this.perspective);
      const marks = get<Marks>("marks" + asked);
      const overview = await get<Overview>("overview" + asked);
      if (turn !== this.#turn) return;
      this.overview = overview;
      this.problem = "";
      if (!this.whole) this.whole = asked ? await get<Overview>("overview") : overview;
      this.marks = await marks;
      if (turn !== this.#turn) return;
      this.stale = false;
      await Promise.all([this.#loadChanges(turn), this.loadSelection()]);
    } catch (e) {
      if (turn === this.#turn) this.problem = (e as Error).message;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  async #loadChanges(turn: number): Promise<void> {
    const day = this.lastDay;
    if (!day) return;
    const { as_of: _, ...rest } = this.perspective;
    const changes = await get<Paged<Change>>("diff" + query({ ...rest, as_of: "" }, { from: shift(day, -1), to: day, limit: "200" }));
    if (turn === this.#turn) this.changes = changes.items;
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
    } catch (e) {
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
    const at = rows.findIndex((i) => m.id[i] === this.incident);
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
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
    this.filters = { ceasefire: one("ceasefire"), headline: one("headline"), search: one("search"), from: one("from"), to: one("to") };
    if (one("lang") === "nl" || one("lang") === "en") this.language = one("lang") as Language;
    this.incident = path.startsWith("incident/") ? decodeURIComponent(path.slice(9)) : "";
    this.document = one("document");
    this.claim = one("claim");
    this.comparing = one("compare") === "1";
  }
}

export const ledger = new Ledger();
