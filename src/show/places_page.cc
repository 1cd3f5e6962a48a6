#include "show/places_page.h"

namespace bestand {

const std::string_view kPlacesPageHead = R"html(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>bestand: places</title>
<style>
:root{--ink:#1b1b1b;--soft:#666;--paper:#fff;--line:#ddd;--sea:#e8eef2;--mark:#fde9c8;--hot:#c2410c}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#a0a0a0;--paper:#16181b;--line:#33373c;--sea:#0f1720;--mark:#4a3413;--hot:#fb923c}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);display:grid;grid-template-columns:minmax(20rem,2fr) 3fr;height:100vh}
main{overflow:auto;padding:1rem;border-right:1px solid var(--line)}h1{font-size:1.1rem;margin:0}h2{font-size:.95rem;margin:1.5rem 0 .25rem}.sum,li span,li i{color:var(--soft);font-size:.85rem}
article p{white-space:pre-wrap;overflow-wrap:anywhere}mark{background:var(--mark);color:inherit;cursor:pointer;border-radius:2px}mark.unknown{background:none;border-bottom:2px dotted var(--hot)}mark.metonym{background:none;border-bottom:2px dashed var(--soft)}mark.again{background:none;border-bottom:1px solid var(--hot)}
li{cursor:pointer}.on{outline:2px solid var(--hot)}#map{position:relative;background:var(--sea)}canvas{width:100%;height:100%;display:block;touch-action:none}#tip{position:absolute;left:.5rem;bottom:.5rem;background:var(--paper);border:1px solid var(--line);padding:.25rem .5rem;border-radius:4px;font-size:.85rem;max-width:90%}#zoom{position:absolute;right:.5rem;top:.5rem}button{font:inherit;width:2rem;height:2rem;border:1px solid var(--line);background:var(--paper);color:var(--ink);cursor:pointer}
@media(max-width:50rem){body{display:block;height:auto}#map{height:70vh;position:sticky;bottom:0}}
</style></head><body>
<main><h1>Where the places of these articles were put</h1>
)html";

const std::string_view kPlacesPageMap = R"html(</main>
<div id="map"><canvas aria-label="Map of the places"></canvas><div id="zoom"><button aria-label="closer">+</button><button aria-label="further">&minus;</button><button aria-label="all places">&#9634;</button></div><div id="tip">Drag to move, wheel to zoom, click a name or a dot.</div></div>
)html";

const std::string_view kPlacesPageScript = R"html(<script>
'use strict';
const read = id => JSON.parse(document.getElementById(id).textContent);
const places = read('places'), byId = new Map(places.map(p => [p.id, p]));
const mx = lon => (lon + 180) / 360, my = lat => { const s = Math.sin(Math.max(-85, Math.min(85, lat)) * Math.PI / 180); return .5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI); };
const lines = read('outlines').split('\n').filter(l => /^[bc] /.test(l)).map(l => {
  const n = l.slice(2).split(' ').map(Number), pts = []; let x = 0, y = 0, box = [9, 9, -9, -9];
  for (let i = 0; i + 1 < n.length; i += 2) { x += n[i]; y += n[i + 1]; const p = [mx(x / 100), my(y / 100)]; pts.push(p);
    box = [Math.min(box[0], p[0]), Math.min(box[1], p[1]), Math.max(box[2], p[0]), Math.max(box[3], p[1])]; }
  return { border: l[0] === 'b', pts, box };
});
for (const p of places) { p.x = mx(p.lon); p.y = my(p.lat); }
const canvas = document.querySelector('canvas'), g = canvas.getContext('2d'), tip = document.getElementById('tip');
const css = n => getComputedStyle(document.documentElement).getPropertyValue(n).trim();
let cx = .5, cy = .5, scale = 400, chosen = null, w = 0, h = 0;
const sx = x => (x - cx) * scale + w / 2, sy = y => (y - cy) * scale + h / 2;
function path(pts) { g.beginPath(); pts.forEach((p, i) => i ? g.lineTo(sx(p[0]), sy(p[1])) : g.moveTo(sx(p[0]), sy(p[1]))); }
function graticule() {
  const step = [90, 30, 10, 5, 1].find(d => d / 360 * scale < 220) || 1; g.strokeStyle = css('--line'); g.lineWidth = 1; g.beginPath();
  for (let lon = -180; lon <= 180; lon += step) { g.moveTo(sx(mx(lon)), 0); g.lineTo(sx(mx(lon)), h); }
  for (let lat = -80; lat <= 80; lat += step) { g.moveTo(0, sy(my(lat))); g.lineTo(w, sy(my(lat))); }
  g.stroke();
}
function area(p) {
  if (p.ring) { path(p.ring.map(q => [mx(q[0]), my(q[1])])); g.closePath(); }
  else { g.beginPath(); g.arc(sx(p.x), sy(p.y), Math.max(2, p.r / (40075017 * Math.cos(p.lat * Math.PI / 180)) * scale), 0, 7); }
}
function draw() {
  const dpr = devicePixelRatio || 1, r = canvas.getBoundingClientRect(); w = r.width; h = r.height;
  canvas.width = w * dpr; canvas.height = h * dpr; g.setTransform(dpr, 0, 0, dpr, 0, 0);
  graticule();
  for (const l of lines) {
    if (sx(l.box[2]) < 0 || sy(l.box[3]) < 0 || sx(l.box[0]) > w || sy(l.box[1]) > h) continue;
    g.strokeStyle = css('--soft'); g.lineWidth = l.border ? .6 : 1; g.setLineDash(l.border ? [4, 3] : []); path(l.pts); g.stroke();
  }
  g.setLineDash([]); const hot = css('--hot');
  for (const p of places) { g.globalAlpha = p === chosen ? .35 : .08; g.fillStyle = hot; area(p); g.fill(); g.globalAlpha = p === chosen ? 1 : .4; g.strokeStyle = hot; g.lineWidth = 1; g.stroke(); }
  g.globalAlpha = 1; g.font = '12px system-ui,sans-serif'; const taken = [];
  for (const p of places) { g.beginPath(); g.arc(sx(p.x), sy(p.y), p === chosen ? 6 : 3.5, 0, 7); g.fillStyle = hot; g.fill(); }
  for (const p of chosen ? [chosen, ...places] : places) {
    const x = sx(p.x) + 7, y = sy(p.y) + 4, ww = g.measureText(p.name).width;
    if (x > w || x + ww < 0 || y < 0 || y > h || taken.some(t => Math.abs(t[1] - y) < 14 && x < t[0] + t[2] + 4 && t[0] < x + ww + 4)) continue;
    taken.push([x, y, ww]); g.fillStyle = css('--ink'); g.fillText(p.name, x, y);
  }
  if (chosen) for (const o of chosen.others) { g.beginPath(); g.arc(sx(mx(o.lon)), sy(my(o.lat)), 5, 0, 7); g.strokeStyle = css('--soft'); g.stroke(); }
}
function fit(list) {
  if (!list.length) return; let b = [9, 9, -9, -9];
  for (const p of list) { const d = p.r / 40075017; b = [Math.min(b[0], p.x - d), Math.min(b[1], p.y - d), Math.max(b[2], p.x + d), Math.max(b[3], p.y + d)]; }
  const r = canvas.getBoundingClientRect(); cx = (b[0] + b[2]) / 2; cy = (b[1] + b[3]) / 2;
  scale = Math.min(6e5, .8 * Math.min(r.width / Math.max(b[2] - b[0], 1e-4), r.height / Math.max(b[3] - b[1], 1e-4)));
}
function choose(id, move) {
  chosen = byId.get(id) || null; document.querySelectorAll('.on').forEach(e => e.classList.remove('on'));
  document.querySelectorAll('[data-p="' + id + '"]').forEach(e => { e.classList.add('on'); if (!move) e.scrollIntoView({ block: 'nearest' }); });
  if (chosen) { tip.textContent = chosen.name + ' \u00b7 ' + chosen.lat + ', ' + chosen.lon + (chosen.others.length ? ' \u00b7 could also be: ' + chosen.others.map(o => o.name).join('; ') : '');
    if (move && (sx(chosen.x) < 0 || sx(chosen.x) > w || sy(chosen.y) < 0 || sy(chosen.y) > h)) { cx = chosen.x; cy = chosen.y; } }
  draw();
}
function zoom(f, x = w / 2, y = h / 2) { const ux = (x - w / 2) / scale + cx, uy = (y - h / 2) / scale + cy; scale = Math.max(200, Math.min(4e6, scale * f)); cx = ux - (x - w / 2) / scale; cy = uy - (y - h / 2) / scale; draw(); }
document.querySelector('main').addEventListener('click', e => { const el = e.target.closest('[data-p]'); if (el) choose(el.dataset.p, true); });
canvas.addEventListener('wheel', e => { e.preventDefault(); zoom(e.deltaY < 0 ? 1.25 : .8, e.offsetX, e.offsetY); }, { passive: false });
let from = null;
canvas.addEventListener('pointerdown', e => { from = [e.offsetX, e.offsetY, cx, cy, false]; canvas.setPointerCapture(e.pointerId); });
canvas.addEventListener('pointermove', e => { if (!from) return; if (Math.hypot(e.offsetX - from[0], e.offsetY - from[1]) > 3) from[4] = true; cx = from[2] - (e.offsetX - from[0]) / scale; cy = from[3] - (e.offsetY - from[1]) / scale; draw(); });
canvas.addEventListener('pointerup', e => {
  if (from && !from[4]) { let best = null, d = 12; for (const p of places) { const q = Math.hypot(sx(p.x) - e.offsetX, sy(p.y) - e.offsetY); if (q < d) { d = q; best = p; } } if (best) choose(best.id, false); }
  from = null;
});
const [closer, further, all] = document.querySelectorAll('#zoom button');
closer.onclick = () => zoom(1.5); further.onclick = () => zoom(1 / 1.5); all.onclick = () => { fit(places); draw(); };
addEventListener('resize', draw); fit(places.filter(p => p.r < 1.2e6).length ? places.filter(p => p.r < 1.2e6) : places); draw();
</script></body></html>
)html";

}  // namespace bestand
