// The ledger's API as the page uses it. Texts of articles come as plain strings and are never read as HTML.

export interface Grounds { claim?: string; document?: string; publisher?: string; published?: string; factuality?: string; quote?: string }
export interface Time { edtf: string; bounds: [string | null, string | null] }
export interface Stance extends Grounds { value: string; source: string; own?: boolean; from?: Time }
export interface Party { name: string; actor_id?: string; standing: string; basis?: string; stances: Stance[] }
export interface Term extends Grounds { kind: string; value: string; actor_id?: string; source: string }
export interface State extends Grounds { state: string; denied?: boolean; from?: Time; source: string }
export interface RestsOn { documents: number; publishers: string[]; languages: string[] }
export interface Ceasefire {
  ceasefire: string; name: string; class: string; countries: string[]; effective?: Time; effective_disputed?: boolean; effective_basis?: "due" | "agreed"; end?: Time;
  state: string; terms: Term[]; states: State[]; parties: Party[]; incidents: Record<string, number>; incident_origins: Record<string, number>;
  ahead: ({ time?: Time; place?: { name?: string } } & Grounds)[]; docs: string[]; rests_on: RestsOn;
}
export interface Counted { name: string; documents: number }
export interface Corpus {
  documents: number; claims: number; incidents: number; contradictions: number; last_entered?: string;
  publishers: Counted[]; languages: Counted[]; days: [string, number][]; gaps: [string, string][];
}
export interface Overview { head: string; ceasefires: Ceasefire[]; days: Record<string, string[]>; corpus: Corpus }
export interface Town { name: string; lat: number; lon: number; population: number; country?: string }
export interface Marks {
  head: string; id: string[]; headline: string[]; rule: string[]; ceasefire: (string | null)[]; act: string[];
  from: (number | null)[]; to: (number | null)[]; edtf: (string | null)[]; place: (string | null)[];
  lat: (number | null)[]; lon: (number | null)[]; radius_m: (number | null)[]; ring: ([number, number][] | null)[];
  actors: string[]; killed: ([number, number | null] | null)[]; injured: ([number, number | null] | null)[];
  origins: number[]; articles: number[];
}
export interface FigureBy extends Grounds { origin: string; value: [number | null, number | null]; qualifier: string; live: boolean }
export interface Figures { best?: number; basis?: string; by: FigureBy[] }
export interface Why {
  incident: string; headline: string | null; rule?: string; explanation?: string; settle?: string; reasons?: string[]; act: string;
  ceasefire?: string; time?: Time; place?: { name?: string; text?: string; precision?: number };
  actors: { role: string; name: string; actor_id?: string }[]; killed: [number, number | null] | null; injured: [number, number | null] | null;
  origins: number; articles: number; docs: string[];
  grounds?: ({ slot: string; says: string } & Grounds)[];
  claims: ({ role: string; origin: { kind: string; name: string } } & Grounds)[];
  joins?: { docs: string[]; judged?: boolean; score: number; evidence: Record<string, number> }[];
  killed_by_origin?: Figures; injured_by_origin?: Figures; origin_list: { kind: string; name: string }[];
}
export interface Claim {
  claim: string; document: string; type: string; span?: [number, number]; factuality: { status: string }; quote: string; review?: string;
  publisher?: string; published?: string; source?: { chain: { name?: string; text?: string }[] } | null;
  time?: Time; place?: { name?: string; lat?: number; lon?: number; radius_m?: number };
}
// Who says it, first hand last: "rebels ← the monitor".
export const speaker = (c: Claim) => c.source?.chain.map((l) => l.name || l.text).filter(Boolean).join(" ← ") ?? "";
export interface Article {
  document: string; publisher?: string; published?: string; lang?: string; url?: string; title?: string; title_length: number;
  text: string; claims: Claim[]; incidents: string[][]; raw_sha256?: string; text_sha256?: string; entered?: string;
}
export interface Comparison { incident: string; sources: { source: string; slots: Record<string, { value: string; claims: { claim: string; document: string; quote: string }[] }[]> }[] }
export interface Change { about: string; what: string; before?: string; after?: string; says?: string }
export interface Contradiction { slot: string; about: string; says: string; claims: Grounds[] }
export interface Paged<T> { head: string; total: number; items: T[] }

export interface Perspective { as_of: string; knew: string; without: string[]; according_to: string; reviewed_only: boolean }

export class Problem extends Error {}

export function query(p: Perspective, more: Record<string, string> = {}): string {
  const q = new URLSearchParams();
  if (p.as_of) q.set("as_of", p.as_of);
  if (p.knew) q.set("knew", p.knew);
  if (p.according_to) q.set("according_to", p.according_to);
  for (const w of p.without) q.append("without", w);
  if (p.reviewed_only) q.set("reviewed_only", "true");
  for (const [k, v] of Object.entries(more)) if (v) q.set(k, v);
  const text = q.toString();
  return text ? "?" + text : "";
}

export const ask = (path: string, signal?: AbortSignal): Promise<Response> => fetch("/api/v1/" + path, { signal });

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => body<T>(await ask(path, signal));

export async function body<T>(answer: Response): Promise<T> {
  if (!answer.ok) {
    const problem = await answer.json().catch(() => null);
    throw new Problem(problem?.detail ?? problem?.title ?? `${answer.status}`);
  }
  return answer.json();
}

export async function review(token: string, body: Record<string, string | string[]>): Promise<void> {
  const answer = await fetch("/api/v1/reviews", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: "Bearer " + token },
    body: JSON.stringify(body),
  });
  if (answer.ok) return;
  const problem = await answer.json().catch(() => null);
  throw new Problem(problem?.detail ?? `${answer.status}`);
}
