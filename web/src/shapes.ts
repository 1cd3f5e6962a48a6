// Each headline has a shape as well as a colour: nobody has to tell them apart by colour alone.

export const headlines = ["corroborated", "contested", "alleged", "undetermined", "out_of_scope", "withdrawn", "none"] as const;

// Paths in a box of 20 by 20; `solid` is filled, the others are drawn.
export const shapes: Record<string, { path: string; solid: boolean }> = {
  corroborated: { path: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", solid: true },
  contested: { path: "M10 1l9 9l-9 9l-9-9z", solid: true },
  alleged: { path: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z", solid: false },
  undetermined: { path: "M10 2.5l8.5 15h-17z", solid: false },
  out_of_scope: { path: "M3.5 3.5h13v13h-13z", solid: false },
  withdrawn: { path: "M4 4l12 12M16 4l-12 12", solid: false },
  none: { path: "M10 7a3 3 0 1 0 0 6a3 3 0 1 0 0-6z", solid: true },
};

export const shape = (headline: string) => shapes[headline] ?? shapes.none;

// One point a country to hang its name on: the centroid of the largest of its polygons.
export function labelPoints(countries: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  const features = countries.features.flatMap((f): GeoJSON.Feature[] => {
    const g = f.geometry;
    const polygons = g.type === "Polygon" ? [g.coordinates] : g.type === "MultiPolygon" ? g.coordinates : [];
    let most = 0;
    let at: [number, number] | undefined;
    for (const [ring] of polygons) {
      let area = 0, x = 0, y = 0;
      for (let i = 0; i + 1 < ring.length; ++i) {
        const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
        area += cross;
        x += (ring[i][0] + ring[i + 1][0]) * cross;
        y += (ring[i][1] + ring[i + 1][1]) * cross;
      }
      if (Math.abs(area) > most) [most, at] = [Math.abs(area), [x / (3 * area), y / (3 * area)]];
    }
    return at ? [{ type: "Feature", properties: { name: f.properties?.name, area: most }, geometry: { type: "Point", coordinates: at } }] : [];
  });
  return { type: "FeatureCollection", features };
}

// Up to a town a place is a point; what is known less well is an area: never a bare dot for a province.
export const dot = 5000;

export function circle(lon: number, lat: number, radius: number): [number, number][] {
  const ring: [number, number][] = [];
  const dLat = (radius / 6371008.8) * (180 / Math.PI);
  for (let k = 0; k <= 64; k++) {
    const a = (-2 * Math.PI * k) / 64;
    ring.push([lon + (dLat * Math.sin(a)) / Math.max(0.05, Math.cos((lat * Math.PI) / 180)), Math.max(-85, Math.min(85, lat + dLat * Math.cos(a)))]);
  }
  return ring;
}

// The closed ring round a place that is no point: its own outline where there is one, else a circle.
export function ringOf(m: { lat: (number | null)[]; lon: (number | null)[]; radius_m: (number | null)[]; ring: ([number, number][] | null)[] }, i: number): [number, number][] | null {
  const radius = m.radius_m[i] ?? 0;
  if (radius <= dot || m.lat[i] === null) return null;
  return m.ring[i] ? [...m.ring[i]!, m.ring[i]![0]] : circle(m.lon[i]!, m.lat[i]!, radius);
}
