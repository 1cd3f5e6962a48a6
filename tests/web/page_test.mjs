// The page as a person uses it, in Chromium, over the sample articles: every part, both colour schemes, three widths,
// by keyboard alone, without violations of axe's rules, and with a hostile article that must stay text.
// Run by tests/apps/page_test.py, which builds the ledger and starts the server. SHOTS=folder keeps screenshots.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const address = process.env.ADDRESS, token = process.env.TOKEN, shots = process.env.SHOTS;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
let passed = 0, failed = 0;
async function test(says, run, { width = 1400, height = 1000, scheme = "light", hash = "" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, bypassCSP: false, acceptDownloads: true, locale: "en-GB" });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (e) => errors.push(e.message));
  page.on("console", (m) => m.type() === "error" && errors.push(m.text()));
  page.on("request", (r) => r.url().startsWith(address) || /^(blob|data):/.test(r.url()) || errors.push("left the machine: " + r.url()));
  try {
    await page.goto(address + "/" + hash);
    await page.getByTestId("card").waitFor({ timeout: 20000 });
    await page.waitForFunction(() => +document.querySelector("[data-testid=count]")?.textContent > 0, null, { timeout: 20000 });
    await run(page);
    assert.deepEqual(errors, []);
    passed++;
  } catch (e) {
    failed++;
    console.log(`FAILED: ${says}\n${e.stack}`);
  }
  if (shots) await page.screenshot({ path: `${shots}/${says.replaceAll(/\W+/g, "-")}.png` });
  await context.close();
}
const count = async (page) => +(await page.getByTestId("count").textContent());
const row = (page, n = 0) => page.locator("[role=option]").nth(n);

async function axeClean(page) {
  // axe is given to the page by the test, past the page's own policy.
  const source = (await import("node:fs")).readFileSync(axe, "utf8");
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: source });
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | ")}`), []);
}

await test("the card says how the ceasefire stands, who is excluded and what it rests on", async (page) => {
  const text = await page.getByTestId("card").innerText();
  for (const part of ["Syri", "in effect", "IS", "documents"]) assert.ok(text.includes(part), part + " in " + text);
});
await test("an incident opens with its rule, grounds and words, and the words lead to the article", async (page) => {
  await row(page).click();
  const why = page.getByTestId("why");
  await why.waitFor();
  assert.match(await why.innerText(), /Rule R\d/);
  await why.locator(".quote button").first().click();
  await page.getByTestId("reader").waitFor();
  const chosen = page.locator(".said.chosen").first();
  await chosen.waitFor();
  assert.ok((await chosen.innerText()).length > 3);
});
await test("the map is drawn and holds the incidents", async (page) => {
  await page.locator("[data-testid=map][data-ready=true]").waitFor({ timeout: 60000 });
  assert.ok(await page.locator("[data-testid=map] canvas").isVisible());
});
await test("a headline and a search narrow the list", async (page) => {
  const all = await count(page);
  await page.getByTestId("headline").selectOption("out_of_scope");
  const some = await count(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.getByTestId("headline").selectOption("");
  await page.locator("#search").fill("al-bab");
  const found = await count(page);
  assert.ok(found > 0 && found < all);
});
await test("moving known-at back shows less, and the address keeps it", async (page) => {
  const all = await count(page);
  await page.getByTestId("known-at").focus();
  await page.keyboard.press("Home");
  await page.waitForFunction((n) => +document.querySelector("[data-testid=count]").textContent < n, all);
  assert.match(page.url(), /as_of=\d{4}-\d\d-\d\d/);
});
await test("leaving out one paper redraws the rest", async (page) => {
  const before = await page.getByTestId("card").innerText();
  const values = await page.locator("[data-testid=perspective] option").evaluateAll((list) => list.map((o) => o.value));
  await page.getByTestId("perspective").selectOption(values.find((v) => v.startsWith("without:")));
  await page.waitForFunction((text) => document.querySelector("[data-testid=card]").innerText !== text, before);
  assert.match(page.url(), /without=/);
});
await test("by keyboard alone: to the next incident, its article, a comparison, and back", async (page) => {
  await page.keyboard.press("j");
  await page.getByTestId("why").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await page.getByTestId("comparison").waitFor();
  await page.keyboard.press("c");
  await page.getByTestId("comparison").waitFor({ state: "detached" });
  await page.keyboard.press("r");
  await page.getByTestId("reader").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("reader").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByTestId("why").waitFor({ state: "detached" });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await page.keyboard.press("Escape");
});
await test("a link brings back what was on screen", async (page) => {
  await row(page, 1).click();
  await page.getByTestId("why").waitFor();
  const [url, id] = [page.url(), await page.locator("[data-testid=why] code").first().innerText()];
  await page.goto("about:blank");
  await page.goto(url);
  await page.getByTestId("why").waitFor();
  assert.equal(await page.locator("[data-testid=why] code").first().innerText(), id);
});
await test("Dutch throughout", async (page) => {
  await page.getByTestId("language").selectOption("nl");
  assert.match(await page.getByTestId("card").innerText(), /Toestand/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "nl");
});
await test("CSV holds the rows on screen", async (page) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("csv").click()]);
  const lines = (await (await import("node:fs/promises")).readFile(await download.path(), "utf8")).trim().split("\n");
  assert.equal(lines.length, 1 + (await count(page)));
});
await test("hostile text stays text", async (page) => {
  const ids = await page.evaluate(async () => (await (await fetch("/api/v1/documents?limit=100")).json()).items.map((d) => d.document));
  const hostile = ids.find((i) => i.includes("hostile"));
  assert.ok(hostile, ids.join());
  await page.goto("about:blank");
  await page.goto(address + "/#/?document=" + encodeURIComponent(hostile));
  await page.getByTestId("reader").waitFor();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator(".reader script, .reader img").count(), 0);
  assert.match(await page.getByTestId("reader").innerText(), /<script>/);
});
await test("a review is entered with the token and refused without", async (page) => {
  await row(page).click();
  await page.locator("details.review summary").click();
  const [t, coder, reason] = await page.locator("details.review label input").all();
  await coder.fill("tester");
  await reason.fill("read in full");
  await t.fill("wrong");
  const accept = page.locator("details.review p button").first();
  page.removeAllListeners("console"); // the browser logs the 401 that is wanted here
  await accept.click();
  await page.getByText("needs the token").waitFor();
  await t.fill(token);
  await accept.click();
  await page.getByText("Entered.").waitFor();
});
await test("two incidents are merged into one, and what was merged is split again", async (page) => {
  await row(page).click();
  const before = (await (await fetch(address + "/api/v1/incidents?limit=500")).json()).items.length;
  await page.locator("details.review summary").click();
  const [t, coder, reason] = await page.locator("details.review > label input").all();
  await t.fill(token);
  await coder.fill("tester");
  await reason.fill("the same strike");
  const other = await page.getByTestId("same-as").locator("option").nth(1).getAttribute("value");
  const claims = (await (await fetch(address + "/api/v1/incidents/" + other)).json()).claims.map((c) => c.claim);
  assert.ok(await page.getByTestId("merge").isDisabled());
  const panel = await page.getByTestId("why").evaluate((e) => [e.scrollWidth, e.clientWidth]);
  assert.ok(panel[0] <= panel[1] + 1, "the panel is as wide as its content: " + panel);
  await page.getByTestId("same-as").selectOption(other);
  await page.getByTestId("merge").click();
  await page.getByText("Entered.").waitFor();
  const count = async () => (await (await fetch(address + "/api/v1/incidents?limit=500")).json()).items.length;
  assert.equal(await count(), before - 1);
  for (const claim of claims) await page.locator(`details.review input[value="${claim}"]`).waitFor();
  assert.ok(await page.getByTestId("split").isDisabled());
  for (const claim of claims) await page.locator(`details.review input[value="${claim}"]`).check();
  await reason.fill("another village after all");
  await page.getByTestId("split").click();
  await page.waitForFunction(async (n) => (await (await fetch("/api/v1/incidents?limit=500")).json()).items.length === n, before);
});
for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[390, 844], [1024, 768], [1920, 1080]]) {
    await test(`no violation of WCAG 2.2 AA that axe finds, and nothing wider than the screen: ${scheme} ${width}`, async (page) => {
      await axeClean(page);
      await row(page).click();
      await page.getByTestId("why").waitFor();
      await axeClean(page);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 1);
    }, { scheme, width, height });
  }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
