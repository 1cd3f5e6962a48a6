// Times for people: what is known and no more.

const pad = (n: number) => String(n).padStart(2, "0");

export function day(seconds: number): string {
  const d = new Date(seconds * 1000);
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
}

// "[2016-12-02,2016-12-09,…]" reads as its bounds and the number of days it may be.
export function edtf(text: string | null | undefined, language: string): string {
  if (!text) return "";
  const set = /^\[(.*)\]$/.exec(text);
  if (set) {
    const members = set[1].split(",");
    if (members.length === 1) return edtf(members[0], language);
    return `${members[0]} … ${members[members.length - 1]} (${members.length}×)`;
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const name = new Date(text + "T00:00:00Z").toLocaleDateString(language, { weekday: "short", timeZone: "UTC" });
    return `${name} ${text}`;
  }
  return text.replace("T", " ");
}

export function shift(date: string, days: number): string {
  return day(Date.parse(date + "T00:00:00Z") / 1000 + days * 86400);
}

export function figure(f: [number | null, number | null] | null | undefined): string {
  if (!f) return "";
  const [low, high] = f;
  if (high === null) return `${low}+`;
  return low === high ? `${low}` : `${low}–${high}`;
}
