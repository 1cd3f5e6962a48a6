// The ledger's own sentences (an explanation, a ground) in the page's language, by the patterns that reports use too
// (lang/nl/interface.tsv, src/show/interface_words.h). What stands between double quotes is somebody's words and stays.

import dutch from "../../lang/nl/interface.tsv?raw";
import { edtf } from "./when";
import type { Language } from "./words";

const whole = new Map<string, string>();
const patterns: [string[], string[]][] = [];
for (const line of dutch.split("\n")) {
  if (!line || line[0] === "#") continue;
  const [from, to] = line.split("\t").map((s) => s.split("{}"));
  if (from.length === 1) whole.set(from[0], to[0]);
  else patterns.push([from, to]);
}

function unquoted(text: string, wanted: string, from: number): number {
  let quoted = false;
  for (let i = 0; i + wanted.length <= text.length; i++) {
    if (!quoted && i >= from && text.startsWith(wanted, i)) return i;
    if (text[i] === '"') quoted = !quoted;
  }
  return -1;
}

function fillings(text: string, fixed: string[]): string[] | null {
  const first = fixed[0], last = fixed.at(-1)!, stop = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || stop < first.length) return null;
  const out: string[] = [];
  let at = first.length;
  for (const piece of fixed.slice(1, -1)) {
    const next = unquoted(text, piece, at + 1);
    if (next < 0 || next + piece.length > stop) return null;
    out.push(text.slice(at, next));
    at = next + piece.length;
  }
  if (at >= stop) return null;
  out.push(text.slice(at, stop));
  // A list of several things is no filling of one of them, but a whole sentence may hold one.
  return !last.endsWith(".") && out.some((filling) => unquoted(filling, "; ", 0) >= 0) ? null : out;
}

function turned(text: string, depth: number): string {
  if (!text || depth > 6) return text;
  if (text[0] === '"') return inParts(text, "; ", depth) ?? text;
  const same = whole.get(text);
  if (same !== undefined) return same;
  for (const [from, to] of patterns) {
    const filled = fillings(text, from);
    if (filled) return filled.reduce((s, f, i) => s + turned(f, depth + 1) + to[i + 1], to[0]);
  }
  return inParts(text, "; ", depth) ?? inParts(text, ", ", depth) ?? text;
}

function inParts(text: string, between: string, depth: number): string | null {
  const at = unquoted(text, between, 0);
  return at < 0 ? null : turned(text.slice(0, at), depth + 1) + between + turned(text.slice(at + between.length), depth + 1);
}

// The times of a sentence, but for those within quotations and names ("paper-2016-12-31").
const time = /(?<![\w-])(?:\[[\d,.:TZ~?%+-]+\]|\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?[~?%]?)(?![\w-])/g;
const timed = (text: string, language: Language) => text.split('"').map((s, i) => (i % 2 ? s : s.replace(time, (t) => edtf(t, language)))).join('"');

export const sentence = (text: string, language: Language) => timed(language === "nl" ? turned(text, 0) : text, language);
