// What is on screen, as a file.

import { speaker, type Claim, type Marks } from "./api";
import { ringOf } from "./shapes";

function cell(x: unknown): string {
  let s = String(x ?? "");
  if (/^[=+\-@\t\r]/.test(s) && !/^-?\d+(\.\d+)?$/.test(s)) s = "'" + s; // no formulas out of articles
  return /[",\n\r]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s;
}

export function csv(m: Marks, rows: number[]): string {
  const head = "incident,headline,rule,ceasefire,act,time,place,lat,lon,radius_m,actors,killed_low,killed_high,injured_low,injured_high,origins,articles";
  const line = (i: number) =>
    [m.id[i], m.headline[i], m.rule[i], m.ceasefire[i], m.act[i], m.edtf[i], m.place[i], m.lat[i], m.lon[i], m.radius_m[i], m.actors[i],
      m.killed[i]?.[0], m.killed[i]?.[1], m.injured[i]?.[0], m.injured[i]?.[1], m.origins[i], m.articles[i]].map(cell).join(",");
  return [head, ...rows.map(line)].join("\n") + "\n";
}

export function claimsCsv(claims: Claim[]): string {
  const head = "claim,type,factuality,said_by,time,place,lat,lon,radius_m,document,publisher,published,quote";
  const line = (c: Claim) =>
    [c.claim, c.type, c.factuality.status, speaker(c), c.time?.edtf, c.place?.name, c.place?.lat, c.place?.lon, c.place?.radius_m, c.document, c.publisher, c.published, c.quote].map(cell).join(",");
  return [head, ...claims.map(line)].join("\n") + "\n";
}

export function geojson(m: Marks, rows: number[]): string {
  // A place known to a province is its area here too, as in the API's GeoJSON.
  const geometry = (i: number) => {
    const ring = ringOf(m, i);
    return m.lat[i] === null ? null : ring ? { type: "Polygon", coordinates: [ring] } : { type: "Point", coordinates: [m.lon[i], m.lat[i]] };
  };
  const features = rows.map((i) => ({
    type: "Feature", id: m.id[i], geometry: geometry(i),
    properties: { headline: m.headline[i], rule: m.rule[i], act: m.act[i], time: m.edtf[i], place: m.place[i], radius_m: m.radius_m[i], actors: m.actors[i], killed: m.killed[i], injured: m.injured[i], origins: m.origins[i], articles: m.articles[i] },
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

export function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
