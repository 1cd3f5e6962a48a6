// How the map looks: its layers, the marks drawn on it, and the world's outlines made fit for a flat map.

import type { ExpressionSpecification, StyleSpecification, SymbolLayerSpecification } from "maplibre-gl";
import { shape } from "./shapes";

export const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] as GeoJSON.Feature[] } };

const unlessOff = (opacity: number): ExpressionSpecification => ["case", ["boolean", ["feature-state", "off"], false], 0, opacity];

function towns(id: string, minzoom: number, filter: ExpressionSpecification): SymbolLayerSpecification {
  return {
    id, type: "symbol", source: "towns", minzoom, filter, paint: { "text-halo-width": 1.4 },
    layout: {
      "text-field": ["get", "name"], "text-size": ["interpolate", ["linear"], ["get", "rank"], 0, 10.5, 1, 12.5], "symbol-sort-key": ["-", ["get", "rank"]],
      "text-font": ["sans-serif"], "text-padding": 6, "icon-image": "town", "icon-size": 0.5, "text-variable-anchor": ["left", "right"], "text-radial-offset": 0.5, "text-justify": "auto",
    },
  };
}

export function mapStyle(countries: GeoJSON.FeatureCollection, labels: GeoJSON.FeatureCollection): StyleSpecification {
  return {
    version: 8,
    sources: { land: { type: "geojson", data: countries }, labels: { type: "geojson", data: labels }, towns: empty, areas: empty, points: empty, chosen: empty },
    layers: [
      { id: "sea", type: "background" },
      { id: "land", type: "fill", source: "land" },
      { id: "borders", type: "line", source: "land", paint: { "line-width": 0.8 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-opacity": unlessOff(0.05), "fill-antialias": false } },
      { id: "rims", type: "line", source: "areas", paint: { "line-width": 0.8, "line-opacity": unlessOff(0.6), "line-dasharray": [3, 2] } },
      { id: "chosen", type: "fill", source: "chosen", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-opacity": 0.16 } },
      { id: "chosen-rim", type: "line", source: "chosen", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-width": 2, "line-dasharray": [3, 2] } },
      { id: "countries", type: "symbol", source: "labels", maxzoom: 6, layout: { "text-field": ["get", "name"], "symbol-sort-key": ["-", ["get", "area"]], "text-size": 12, "text-font": ["sans-serif"], "text-letter-spacing": 0.08, "text-transform": "uppercase" }, paint: { "text-halo-width": 1.2 } },
      // Large towns from afar, all from near.
      towns("towns", 4, [">=", ["get", "rank"], 0.55]), towns("small-towns", 6, ["<", ["get", "rank"], 0.55]),
      { id: "points", type: "symbol", source: "points", layout: { "icon-image": ["concat", ["get", "headline"], ["case", ["get", "wide"], "~", ""]], "icon-size": 0.5, "icon-allow-overlap": true, "icon-ignore-placement": false, "symbol-sort-key": ["-", ["get", "weight"]], "text-field": ["get", "name"], "text-size": 12.5, "text-font": ["sans-serif"], "text-optional": true, "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 1, "text-justify": "auto" }, paint: { "text-halo-width": 1.6 } },
      { id: "chosen-mark", type: "symbol", source: "chosen", filter: ["==", ["geometry-type"], "Point"], layout: { "icon-image": ["concat", ["get", "headline"], "+"], "icon-size": 0.5, "icon-allow-overlap": true, "icon-ignore-placement": true } },
    ],
  };
}

// What each layer takes from the page's colours, light or dark.
export const paints: [string, "background-color" | "fill-color" | "line-color" | "text-color" | "text-halo-color", string][] = [
  ["sea", "background-color", "--sea"], ["land", "fill-color", "--land"], ["borders", "line-color", "--line"], ["areas", "fill-color", "--accent"],
  ["rims", "line-color", "--accent"], ["chosen", "fill-color", "--accent"], ["chosen-rim", "line-color", "--accent"], ["countries", "text-color", "--map-faint"],
  ["countries", "text-halo-color", "--land"], ["towns", "text-color", "--map-faint"], ["towns", "text-halo-color", "--land"], ["small-towns", "text-color", "--map-faint"], ["small-towns", "text-halo-color", "--land"], ["points", "text-color", "--ink"],
  ["points", "text-halo-color", "--land"],
];

// A headline's shape; "~" with the broken ring of what is known to an area only, "+" with the ring of what is chosen.
export function icon(headline: string, kind: "" | "~" | "+"): ImageData {
  const size = kind ? 60 : 40, box = kind ? 36 : 24;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const c = canvas.getContext("2d")!;
  c.scale(size / box, size / box);
  const ink = colour("--" + headline.replaceAll("_", "-")) || "#777";
  if (kind) {
    c.beginPath();
    c.arc(box / 2, box / 2, 14, 0, 2 * Math.PI);
    c.strokeStyle = kind === "+" ? colour("--ink") : ink;
    c.lineWidth = kind === "+" ? 2.5 : 1.6;
    if (kind === "~") c.setLineDash([4, 3.3]);
    c.stroke();
    c.setLineDash([]);
  }
  c.translate((box - 20) / 2, (box - 20) / 2);
  const path = new Path2D(shape(headline).path);
  c.lineJoin = "round";
  c.strokeStyle = colour("--ground");
  c.lineWidth = 5;
  c.stroke(path);
  c.strokeStyle = c.fillStyle = ink;
  c.lineWidth = 2.5;
  if (shape(headline).solid) c.fill(path);
  else { c.globalAlpha = 0.85; c.fillStyle = colour("--ground"); c.fill(path); c.globalAlpha = 1; }
  c.stroke(path);
  return c.getImageData(0, 0, size, size);
}

export function townIcon(): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 10;
  const c = canvas.getContext("2d")!;
  c.fillStyle = colour("--map-faint");
  c.beginPath();
  c.arc(5, 5, 3, 0, 2 * Math.PI);
  c.fill();
  return c.getImageData(0, 0, 10, 10);
}

// A ring that crosses the 180th meridian goes on past it: on a flat map it would else run back through all the world.
// One round a pole (Antarctica) is closed along it.
export function flatten(world: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  const flat = (ring: GeoJSON.Position[]) => {
    let turn = 0;
    const out = ring.map(([lon, lat], i) => {
      if (i) {
        const step = lon - ring[i - 1][0];
        if (step > 180) turn -= 360;
        if (step < -180) turn += 360;
      }
      return [lon + turn, lat];
    });
    if (turn) {
      const pole = out[0][1] < 0 ? -90 : 90;
      out.push([out[out.length - 1][0], pole], [out[0][0], pole], out[0]);
    }
    return out;
  };
  const features = world.features.map((f): GeoJSON.Feature => {
    const g = f.geometry;
    if (g.type === "Polygon") return { ...f, geometry: { ...g, coordinates: g.coordinates.map(flat) } };
    if (g.type === "MultiPolygon") return { ...f, geometry: { ...g, coordinates: g.coordinates.map((p) => p.map(flat)) } };
    return f;
  });
  return { type: "FeatureCollection", features };
}
