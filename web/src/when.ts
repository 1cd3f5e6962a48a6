// Times for people: what is known and no more.

const pad = (n: number) => String(n).padStart(2, "0");

export function day(seconds: number): string {
  const d = new Date(seconds * 1000);
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
}

export function shift(date: string, days: number): string {
  return day(Date.parse(date + "T00:00:00Z") / 1000 + days * 86400);
}

const written = new Map<string, Intl.DateTimeFormat>();
function write(at: Date, language: string, how: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(how);
  let format = written.get(key);
  if (!format) written.set(key, (format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...how, timeZone: "UTC" })));
  return format.format(at);
}

const seasons = { en: ["spring", "summer", "autumn", "winter"], nl: ["voorjaar", "zomer", "najaar", "winter"] };

// Of an axis: the hour, else the day, else the month, else the year.
export function tick(at: Date, language: string): string {
  if (at.getUTCHours() || at.getUTCMinutes()) return write(at, language, { hour: "2-digit", minute: "2-digit" });
  if (at.getUTCDate() !== 1) return write(at, language, { weekday: "short", day: "numeric" });
  return write(at, language, at.getUTCMonth() ? { month: "short" } : { year: "numeric" });
}

// "2016-12-31" is "Sat 31 Dec 2016", "2016-12" is "Dec 2016"; what stands behind the day (an hour, a zone) is kept as it is.
function moment(text: string, language: string, short = false): string {
  const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?([~?%]?)$/.exec(text.replaceAll("-XX", ""));
  if (!m) return text.replace("T", " ");
  const [, year, month, date, hour, zone, doubt] = m;
  if (+month > 12) return `${seasons[language === "nl" ? "nl" : "en"][+month - 21] ?? month} ${year}`;
  const at = new Date(`${year}-${month ?? "01"}-${date ?? "01"}T00:00:00Z`);
  if (isNaN(+at)) return text;
  const how: Intl.DateTimeFormatOptions = !month ? { year: "numeric" } : !date ? { month: "short", year: "numeric" }
    : { weekday: short ? undefined : "short", day: "numeric", month: "short", year: "numeric" };
  const name = write(at, language, how).replace(",", "");
  return (doubt ? "± " : "") + name + (hour ? ` ${hour}` : "") + (zone && zone !== "Z" ? ` (${zone})` : zone ? " UTC" : "");
}

// Two ends of a span or a choice, the month and year said once where they are the same.
function span(a: string, b: string, language: string): string {
  const [from, to] = [moment(a, language, true), moment(b, language, true)];
  if (/^\d{4}-\d\d-\d\d$/.test(a) && /^\d{4}-\d\d-\d\d$/.test(b)) {
    if (a.slice(0, 7) === b.slice(0, 7)) return `${+a.slice(8)}–${to}`;
    if (a.slice(0, 4) === b.slice(0, 4)) return `${from.replace(/ \d{4}$/, "")} – ${to}`;
  }
  return `${from || "…"} – ${to || "…"}`;
}

// An EDTF expression as a person writes it. "[2016-12-02,2016-12-09,2016-12-16]" is one of three days.
export function edtf(text: string | null | undefined, language: string): string {
  if (!text) return "";
  const set = /^[[{](.*)[\]}]$/.exec(text);
  if (set) {
    const between = set[1].split("..");
    if (between.length === 2) return `${language === "nl" ? "op één dag," : "on one day,"} ${span(between[0], between[1], language)}`;
    const members = set[1].split(",");
    if (members.length === 1) return edtf(members[0], language);
    const months = new Set(members.map((m) => m.slice(0, 7)));
    const or = language === "nl" ? "of" : "or";
    // Days of one month, at one hour where there is one: "1, 8 or 15 Dec 2016 23:00".
    if (members.length <= 5 && months.size === 1 && new Set(members.map((m) => m.slice(10))).size === 1 && members.every((m) => /^\d{4}-\d\d-\d\d/.test(m)))
      return `${members.slice(0, -1).map((m) => +m.slice(8, 10)).join(", ")} ${or} ${moment(members.at(-1)!, language, true)}`;
    return `${language === "nl" ? "één van" : "one of"} ${members.length}, ${span(members[0], members.at(-1)!, language)}`;
  }
  const ends = text.split("/");
  if (ends.length === 2) return span(ends[0].replace("..", ""), ends[1].replace("..", ""), language);
  return moment(text, language);
}

export function figure(f: [number | null, number | null] | null | undefined): string {
  if (!f) return "";
  const [low, high] = f;
  if (high === null) return `${low}+`;
  return low === high ? `${low}` : `${low}–${high}`;
}
