// The page as a person uses it, in Chromium, over the sample articles: every part, both colour schemes, three widths,
// by keyboard alone, without violations of axe's rules, and with a hostile article that must stay text.
// Run by tests/apps/page_test.py, which builds the ledger and starts the server. SHOTS=folder keeps screenshots; ONLY=text
// runs the tests that have it in their name.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const { ADDRESS: address, TOKEN: token, SHOTS: shots, BESTAND: bestand, LEDGER: file, ONLY: only = "" } = process.env;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, colorScheme: "light", acceptDownloads: true, locale: "en-GB" });
const page = await context.newPage();
let errors = [], wanted = /^$/;
page.on("pageerror", (e) => errors.push(e.stack));
page.on("console", (m) => m.type() === "error" && !wanted.test(m.text()) && errors.push(m.text()));
page.on("request", (r) => r.url().startsWith(address) || /^(blob|data):/.test(r.url()) || errors.push("left the machine: " + r.url()));

const api = async (path) => (await fetch(address + "/api/v1/" + path)).json();
const count = async () => +(await page.getByTestId("count").textContent());
const rows = (n) => page.waitForFunction((n) => +document.querySelector("[data-testid=count]")?.textContent === n, n);
const row = (n = 0) => page.locator("#incidents [role=option]").nth(n);
const why = page.getByTestId("why"), reader = page.getByTestId("reader"), comparison = page.getByTestId("comparison");
const all = (await api("marks")).id.length, syria = Object.values((await api("overview")).ceasefires[0].incidents).reduce((a, b) => a + b);
assert.ok(syria > 4 && all > syria, `${syria} of ${all}`);

// One page for all tests, as for a person: an address brings it back to its first sight.
await page.goto(address + "/");
let passed = 0, failed = 0;
async function test(says, run, hash = "#/?lang=en") {
  if (!says.includes(only)) return;
  const started = Date.now();
  [errors, wanted] = [[], /^$/];
  try {
    await page.evaluate((h) => { document.activeElement?.blur(); location.hash = h; }, hash);
    await page.getByTestId("card").waitFor({ timeout: 20000 });
    await page.waitForFunction(() => +document.querySelector("[data-testid=count]")?.textContent > 0 && document.querySelector("main").ariaBusy !== "true", null, { timeout: 20000 });
    await run();
    assert.deepEqual(errors, []);
    passed++;
  } catch (e) {
    failed++;
    console.log(`FAILED: ${says}\n${e.stack}`);
  }
  if (process.env.TIMES) console.log(`${Date.now() - started} ms  ${says}`);
  if (shots) await page.screenshot({ path: `${shots}/${says.replaceAll(/\W+/g, "-")}.png` });
}

async function axeClean() {
  // axe is given to the page by the test, past the page's own policy.
  const session = await context.newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: "window.axe || (() => {" + axe + "})()" });
  await session.detach();
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | ")}`), []);
}

await test("the card says how the ceasefire stands, as told by whom, who is excluded and what it rests on", async () => {
  const text = await page.getByTestId("card").innerText();
  for (const part of ["Syri", "in effect", "since Thu 29 Dec 2016 23:00 (+01:00)", "De Dagpost", "IS", "Said broken", "origins", "7 documents"]) assert.ok(text.toLowerCase().includes(part.toLowerCase()), part + " in " + text);
});
await test("what changed is of the ceasefire shown and of its last day", async () => {
  await page.locator("[data-testid=changes][aria-busy=false]").waitFor();
  const text = await page.getByTestId("changes").innerText();
  assert.match(text, /Mon 2 Jan 2017[\s\S]*New incidents/);
  assert.doesNotMatch(text, /Leban/);
  await page.getByTestId("ceasefire").selectOption({ index: 1 });
  await page.waitForFunction(() => /2025[\s\S]*New incidents/.test(document.querySelector("[data-testid=changes]").innerText));
});
await test("where sources cannot both be right: who says what, and the incident it is about", async () => {
  const apart = page.getByTestId("contradictions");
  await apart.locator("summary").click();
  const text = await apart.innerText();
  for (const part of ["Sources that cannot both be right: ", "whether it happened: Free Syrian Army reports it, Syrian army denies it", "Ahrar al-Sham: rejects per Ahrar al-Sham", "The Syrian army denied shelling the area"]) assert.ok(text.includes(part), part + " in " + text);
  await page.getByTestId("language").selectOption("nl");
  assert.match(await apart.innerText(), /Free Syrian Army meldt het, Syrian army ontkent het/);
  await apart.locator(".due", { hasText: "Free Syrian Army meldt" }).locator("button").click();
  await why.waitFor();
  assert.match(await why.innerText(), /Wadi Barada/);
});
await test("grounds on the same words quote them once, and what a breach stands in for is told in one sentence", async () => {
  const told = page.locator(".why .ground", { hasText: "counted as within, for it is called a breach of the ceasefire" });
  await page.locator("#incidents [role=option]", { hasText: "violation alleged" }).first().click();
  await why.waitFor();
  assert.ok((await told.count()) > 1);
  assert.match(await told.first().innerText(), /no source .*; counted as within/);
  const quotes = await page.locator(".why h3:has-text('Grounds') ~ .ground .quote blockquote").allInnerTexts();
  assert.ok(quotes.filter((q) => q === quotes[0]).length <= 2, quotes.join(" | ")); // once among the grounds, once under who says what
});
await test("two clicks from a row: its rule and grounds, and the words in the article", async () => {
  await row().click();
  await why.waitFor();
  assert.match(await why.innerText(), /Rule R\d/);
  await why.locator(".quote button").first().click();
  await page.locator(".said.chosen").first().waitFor();
  assert.ok((await page.locator(".said.chosen").first().innerText()).length > 3);
});
await test("the map is drawn and holds every place of the list, and names of towns round about", async () => {
  await page.locator("[data-testid=map][data-ready=true]").waitFor({ timeout: 60000 });
  const m = await api("marks"), id = (await api("overview")).ceasefires[0].ceasefire;
  const places = new Set(m.id.map((_, i) => i).filter((i) => m.ceasefire[i] === id && m.lat[i] !== null).map((i) => `${m.lat[i]},${m.lon[i]}`));
  assert.equal(+(await page.getByTestId("map").getAttribute("data-places")), places.size);
  const towns = (await api("places?lang=en")).items;
  if (towns.length) {
    await page.waitForFunction((n) => +document.querySelector("[data-testid=map]").dataset.towns === n, towns.length);
    assert.ok(towns.some((x) => x.name === "Damascus"));
  }
});
await test("headline, search, dates and scope narrow and widen the list", async () => {
  await page.getByTestId("headline").selectOption("out_of_scope");
  assert.ok((await count()) > 0 && (await count()) < syria);
  await page.getByTestId("headline").selectOption("");
  await page.locator("#search").fill("al-bab");
  assert.ok((await count()) > 0 && (await count()) < syria);
  await page.locator("#search").fill("");
  await page.getByTestId("from").fill("2016-12-31");
  await page.getByTestId("to").fill("2016-12-31");
  assert.ok((await count()) > 0 && (await count()) < syria);
  assert.match(page.url(), /from=2016-12-31/);
  await page.locator(".timeline .chip").click();
  await page.getByTestId("scope").selectOption("all");
  await rows(all);
});
await test("moving known-at back shows less, by the slider and by keys, and the address keeps it", async () => {
  await page.getByTestId("known-at").focus();
  await page.keyboard.press("Home");
  await page.waitForFunction((n) => +document.querySelector("[data-testid=count]").textContent < n, syria);
  assert.match(page.url(), /as_of=\d{4}-\d\d-\d\d/);
  await page.evaluate(() => document.activeElement.blur());
  const first = page.url();
  await page.keyboard.press("]");
  await page.waitForFunction((u) => location.href !== u, first);
  await page.keyboard.press("[");
  await page.waitForFunction((u) => location.href === u, first);
});
await test("leaving out papers, or keeping to one party, redraws the rest", async () => {
  const card = page.getByTestId("card"), before = await card.innerText();
  const without = (await page.getByTestId("perspective").locator("option").evaluateAll((list) => list.map((o) => o.value))).filter((v) => v.startsWith("without:"));
  await page.getByTestId("perspective").selectOption(without[0]);
  await page.waitForFunction((text) => document.querySelector("[data-testid=card]").innerText !== text, before);
  await page.getByTestId("perspective").selectOption(without[1]);
  assert.equal(await page.locator(".told").count(), 2);
  assert.equal(new URLSearchParams(page.url().split("?")[1]).getAll("without").length, 2);
  await page.locator(".told").first().click();
  await page.locator(".told").first().click();
  await page.getByTestId("perspective").selectOption("according:Russia");
  await page.waitForFunction((text) => /according_to=Russia/.test(location.hash) && document.querySelector("main").ariaBusy !== "true" && document.querySelector("[data-testid=card], main .card").innerText !== text, before);
});
await test("by keyboard alone: incidents, an article, a comparison, the review's form, the keys, and back", async () => {
  await page.keyboard.press("j");
  await why.waitFor();
  const first = await why.locator("code").first().innerText();
  await page.keyboard.press("j");
  await page.waitForFunction((id) => document.querySelector("[data-testid=why] code").innerText !== id, first);
  await page.keyboard.press("k");
  await page.waitForFunction((id) => document.querySelector("[data-testid=why] code").innerText === id, first);
  await page.keyboard.press("c");
  await comparison.waitFor();
  await page.keyboard.press("c");
  await comparison.waitFor({ state: "detached" });
  await page.keyboard.press("r");
  await reader.waitFor();
  await page.keyboard.press("Escape");
  await reader.waitFor({ state: "detached" });
  for (const key of ["a", "x"]) {
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement.type === "password");
    await page.evaluate(() => document.activeElement.blur());
  }
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.locator(".help").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".help").waitFor({ state: "detached" });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await page.keyboard.press("Escape");
  await page.getByTestId("rows").focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector(".row.selected")?.ariaPosInSet === document.querySelector(".row.selected")?.ariaSetSize);
});
await test("sources stand side by side, slot by slot, and what differs is marked", async () => {
  await page.locator("[role=option]", { hasText: "contested" }).first().click();
  await why.waitFor();
  await page.getByTestId("compare").click();
  await comparison.waitFor();
  const sources = (await comparison.locator("thead th").count()) - 1;
  assert.ok(sources >= 2 && sources <= 4, `${sources} sources`);
  assert.ok((await comparison.locator("tr.differs").count()) > 0);
  await comparison.locator(".chip").first().click();
  assert.equal((await comparison.locator("thead th").count()) - 1, sources - 1);
  await comparison.locator("td button").first().click();
  await page.locator(".said.chosen").first().waitFor();
});
await test("claims are listed with who says them, found by their words, and lead into the article", async () => {
  await page.getByTestId("claims-tab").click();
  await page.locator(".claim button").first().waitFor();
  const before = await page.getByTestId("claims-count").textContent();
  await page.locator("#search").fill("al-bab");
  await page.waitForFunction((n) => !["…", n].includes(document.querySelector("[data-testid=claims-count]").textContent), before);
  await page.locator(".claim button").first().click();
  await page.locator(".said.chosen").first().waitFor();
  assert.match(await page.locator(".said.chosen").first().innerText(), /al-Bab/i);
});
await test("a link brings back what was on screen", async () => {
  await page.getByTestId("scope").selectOption("all");
  await row(1).click();
  await why.waitFor();
  await page.keyboard.press("c");
  await comparison.waitFor();
  const [url, id] = [page.url(), await why.locator("code").first().innerText()];
  await page.goto("about:blank");
  await page.goto(url);
  await comparison.waitFor();
  assert.equal(await why.locator("code").first().innerText(), id);
  assert.equal(await count(), all);
});
await test("Dutch throughout", async () => {
  await page.getByTestId("language").selectOption("nl");
  assert.match(await page.getByTestId("card").innerText(), /sinds do 29 dec 2016[\s\S]*Zou standhouden[\s\S]*Berust op/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "nl");
  assert.match(await page.getByTestId("report").getAttribute("href"), /lang=nl/);
  // The ledger's own sentences too; sources keep their words.
  await page.locator("[role=option]", { hasText: "buiten het bestand" }).first().click();
  await why.waitFor();
  const own = await why.evaluate((e) => { const copy = e.cloneNode(true); copy.querySelectorAll("blockquote, bdi, code").forEach((x) => x.remove()); return copy.textContent.replaceAll(/"[^"]*"/g, ""); });
  assert.match(own, /uitgezonderd|ingang|inging|gebonden/);
  assert.doesNotMatch(own, /\b(took effect|bound by|is excluded|exempt|named by|lies where|says so)\b/);
});
await test("CSV and GeoJSON hold the rows on screen", async () => {
  await page.getByTestId("headline").selectOption("alleged");
  const read = async (id) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(id).click()]);
    return readFileSync(await download.path(), "utf8");
  };
  assert.equal((await read("csv")).trim().split("\n").length, 1 + (await count()));
  const shown = JSON.parse(await read("geojson")).features;
  assert.equal(shown.length, await count());
  // No bare dot for a province: on the page and in the API an area from the same size up.
  const served = new Map((await api("incidents.geojson")).features.map((f) => [f.id, f.geometry?.type]));
  assert.deepEqual(shown.map((f) => f.geometry?.type), shown.map((f) => served.get(f.id)));
  assert.ok(shown.some((f) => f.geometry?.type === "Polygon"));
  // With the claims on screen, those.
  await page.getByTestId("claims-tab").click();
  await page.getByPlaceholder("Search words").fill("Barada");
  await page.waitForFunction(() => /^[1-9]/.test(document.querySelector("[data-testid=claims-count]")?.textContent ?? "") && document.querySelector(".claim .words")?.textContent.includes("Barada"));
  const claims = (await read("csv")).trim().split("\n");
  assert.equal(claims.length, 1 + +(await page.getByTestId("claims-count").textContent()));
  assert.ok(claims.slice(1).every((line) => line.includes("Barada")));
});
await test("paper gets every row, and no map", async () => {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("#incidents [role=option]").count(), syria);
  assert.ok(await page.locator("#incidents [role=option]").last().isVisible());
  assert.ok(!(await page.getByTestId("map").isVisible()));
  if (shots) await page.screenshot({ path: shots + "/print.png", fullPage: true });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
});
await test("the day's report stands alone", async () => {
  const link = await page.getByTestId("report").getAttribute("href");
  const report = await fetch(address + link);
  const text = await report.text();
  assert.match(report.headers.get("content-security-policy"), /default-src 'none'/);
  assert.ok(text.includes("What changed since") && !text.includes("<script"));
});
await test("hostile text stays text, and each paragraph runs its own way", async () => {
  await page.waitForFunction(() => document.querySelector("[data-testid=reader]"));
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator(".reader script, .reader img").count(), 0);
  assert.match(await reader.innerText(), /<script>/);
  // The Arabic paragraph begins at the right edge, the English one at the left.
  const sides = await page.evaluate(() => {
    const text = document.querySelector(".reader .text"), box = text.getBoundingClientRect();
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), out = {};
    for (let n; (n = walk.nextNode());)
      for (const [name, words] of [["latin", "The Syrian"], ["arabic", "\u0627\u0644\u0647\u062f\u0646\u0629"]]) {
        const at = n.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(n, at);
        range.setEnd(n, at + words.length);
        const r = range.getBoundingClientRect();
        out[name] = r.left - box.left < box.right - r.right ? "left" : "right";
      }
    return out;
  });
  assert.deepEqual(sides, { latin: "left", arabic: "right" });
}, "#/?lang=en&document=hostile-1");
for (const [width, height] of [[390, 844], [1024, 768], [1920, 1080]]) {
  await page.setViewportSize({ width, height });
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await test(`no violation of WCAG 2.2 AA that axe finds, and nothing wider than the screen: ${scheme} ${width}`, async () => {
      if (width < 1000) await axeClean(); // a panel covers all the rest on a phone: first without it
      await row().click();
      await why.waitFor();
      if (width >= 1000 || scheme === "light") await axeClean();
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 1);
    });
  }
}
await page.setViewportSize({ width: 1400, height: 1000 });
await page.emulateMedia({ colorScheme: "light" });
await test("a review is entered with the token and refused without", async () => {
  wanted = /401/; // the browser logs what is wanted here
  await row().click();
  await page.locator("details.review summary").click();
  const [t, coder, reason] = await page.locator("details.review label input").all();
  await coder.fill("tester");
  await reason.fill("read in full");
  await t.fill("wrong");
  const accept = page.locator("details.review p button").first();
  await accept.click();
  await page.getByText("needs the token").waitFor();
  await t.fill(token);
  await accept.click();
  await page.getByText("Entered.").waitFor();
});
await test("two incidents are merged into one, and what was merged is split again", async () => {
  // The two that the fewest claims stand behind: what many tell, clustering may settle anew.
  const told = await Promise.all((await api("marks")).id.map(async (id) => [(await api("incidents/" + id)).claims.length, id]));
  const [one, other] = told.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).map((x) => x[1]);
  await page.evaluate((id) => (location.hash = `#/incident/${id}?lang=en&scope=all`), one);
  await why.locator("code", { hasText: one }).first().waitFor();
  const total = async () => (await api("incidents?limit=500")).items.length, before = await total();
  if (!(await page.locator("details.review").getAttribute("open") !== null)) await page.locator("details.review summary").click();
  const [t, coder, reason] = await page.locator("details.review > label input").all();
  await t.fill(token);
  await coder.fill("tester");
  await reason.fill("the same strike");
  const claims = (await api("incidents/" + other)).claims.map((c) => c.claim);
  assert.ok(await page.getByTestId("merge").isDisabled());
  const panel = await why.evaluate((e) => [e.scrollWidth, e.clientWidth]);
  assert.ok(panel[0] <= panel[1] + 1, "the panel is as wide as its content: " + panel);
  await page.getByTestId("same-as").selectOption(other);
  await page.getByTestId("merge").click();
  await page.getByText("Entered.").waitFor();
  assert.equal(await total(), before - 1);
  for (const claim of claims) await page.locator(`details.review input[value="${claim}"]`).waitFor();
  assert.ok(await page.getByTestId("split").isDisabled());
  for (const claim of claims) await page.locator(`details.review input[value="${claim}"]`).check();
  await reason.fill("another village after all");
  await page.getByTestId("split").click();
  await page.waitForFunction(async (n) => (await (await fetch("/api/v1/incidents?limit=500")).json()).items.length === n, before);
  await rows(before);  // on the page too: the next test counts what is there
});
// Until the page has asked for nothing for half a second: what a test before set off is over.
const quiet = async () => {
  let last = Date.now();
  const seen = () => (last = Date.now());
  page.on("request", seen);
  while (Date.now() - last < 500) await page.waitForTimeout(50);
  page.off("request", seen);
};
await test("what comes in while the page is open is told, and shown when asked for", async () => {
  await quiet();
  const before = await count();
  const article = { id: "late", publisher: "Late Wire", lang: "en", published: "2017-01-02", text: "The Syrian army shelled Idlib on Monday, killing four people, the Syrian Observatory for Human Rights said." };
  execFileSync(bestand, ["read", "-", "--ledger", file], { input: JSON.stringify(article) + "\n" });
  await page.locator(".fresh").getByText("1 new incident is").waitFor({ timeout: 20000 });
  await page.locator(".fresh button").click();
  await rows(before + 1);
});
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
