// A walk over the page that holds for any ledger with a ceasefire and incidents: what an analyst sees first, the way from every
// kind of mark to its sentence in two clicks, the whole of it by keyboard alone, axe in both schemes and three widths.
// Run by tools/walk-page with ADDRESS, NAME and SHOTS, a folder for screenshots.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const { ADDRESS: address, NAME: name, SHOTS: shots } = process.env;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: "en-GB" });
const page = await context.newPage();
page.setDefaultTimeout(+(process.env.PATIENCE ?? 30000));
const errors = [];
page.on("pageerror", (e) => errors.push(e.stack));
page.on("console", (m) => m.type() === "error" && errors.push(m.text()));

const why = page.getByTestId("why"), reader = page.getByTestId("reader");
const shot = (what, fullPage = false) => page.screenshot({ path: `${shots}/${name}-${what}.png`, fullPage });
let passed = 0, failed = 0;
async function step(says, run) {
  const started = Date.now();
  errors.length = 0;
  try {
    await run();
    assert.deepEqual(errors, []);
    passed++;
  } catch (e) {
    failed++;
    console.log(`FAILED: ${name}: ${says}\n${e.stack}`);
  }
  if (process.env.TIMES) console.log(`${Date.now() - started} ms  ${says}`);
}
async function open(hash = "#/?lang=en") {
  await page.goto("about:blank");
  await page.goto(address + "/" + hash);
  await page.locator("[data-testid=map][data-ready=true]").waitFor();
  await page.locator("[data-testid=changes][aria-busy=false]").waitFor();
  await page.waitForTimeout(600); // the map's worker
}
async function axeClean(where) {
  const session = await context.newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: "window.axe || (() => {" + axe + "})()" });
  await session.detach();
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(found.violations.map((v) => `${where}: ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 140)).slice(0, 3).join(" | ")}`), []);
}
// The sentence: marked in the article, and in sight.
async function sentence() {
  const said = page.locator(".said.chosen").first();
  await said.waitFor();
  assert.ok((await said.innerText()).trim().length > 3);
  await page.waitForFunction(() => { const r = document.querySelector(".said.chosen").getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0; });
}

await step("in ten seconds: how it stands, who says so, what is held against it, what changed", async () => {
  await open();
  await shot("first");
  const card = page.getByTestId("card");
  // All of it stands above the fold of a desk's screen.
  for (const part of [".stands", ".quote figcaption", ".counts", ".rests"]) {
    const box = await card.locator(part).first().boundingBox();
    assert.ok(box && box.y + box.height <= 1000, `${part} is in sight`);
  }
  assert.ok((await page.getByTestId("changes").innerText()).length > 20);
  await axeClean("first sight");
});
await step("two clicks from a mark on the map to its sentence", async () => {
  const box = await page.getByTestId("map").boundingBox();
  let found = false;
  for (let y = 20; y < box.height - 30 && !found; y += 9)
    for (let x = 15; x < box.width - 50 && !found; x += 9) {
      await page.mouse.move(box.x + x, box.y + y);
      found = (await page.locator(".tip").count()) > 0;
    }
  assert.ok(found, "a mark under the mouse");
  await shot("tip");
  await page.mouse.down();
  await page.mouse.up();
  await why.waitFor();
  await why.locator(".quote button").first().click();
  await sentence();
  await shot("map-to-sentence");
});
await step("two clicks from a bar of the timeline to its sentence; a stroke over it narrows the list", async () => {
  await open();
  const canvas = page.locator(".timeline canvas");
  await canvas.scrollIntoViewIfNeeded();
  const at = await canvas.evaluate((c) => {
    const { data, width, height } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
    for (let x = width >> 1; x < width; x++) for (let y = height - 1; y >= 0; y--) if (data[4 * (y * width + x) + 3] > 60) return { x: x / devicePixelRatio, y: y / devicePixelRatio };
    return null;
  });
  assert.ok(at, "something is drawn");
  await canvas.click({ position: at });
  await why.waitFor();
  await why.locator(".quote button").first().click();
  await sentence();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const before = await page.getByTestId("count").textContent(), box = await canvas.boundingBox();
  await page.mouse.move(box.x + box.width * 0.45, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 40, { steps: 4 });
  await shot("brush");
  await page.mouse.up();
  await page.locator(".timeline .chip").waitFor();
  assert.ok(+(await page.getByTestId("count").textContent()) <= +before);
});
await step("two clicks from a party, a quotation of the card, a claim and a change", async () => {
  await open();
  const party = page.locator(".card .chip").first();
  if (await party.count()) {
    await party.click();
    await page.locator(".card dd .quote button").first().click();
    await sentence();
    await page.keyboard.press("Escape");
  }
  await page.locator(".voices .quote button, .card .quote button").first().click();
  await sentence();
  await page.keyboard.press("Escape");
  await page.getByTestId("claims-tab").click();
  await page.locator(".claim button").first().click();
  await sentence();
  await shot("claims");
  await page.keyboard.press("Escape");
  const change = page.locator(".changes li .link:not(:disabled)").first();
  if (await change.count()) {
    await change.click();
    await why.waitFor();
    await why.locator(".quote button").first().click();
    await sentence();
  }
});
await step("by keyboard alone every control is reached, seen to have the focus, and left again", async () => {
  await open();
  await page.evaluate(() => document.activeElement?.blur());
  const seen = new Set();
  let last = "";
  for (let stops = 0; stops < 400; stops++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      e.dataset.stop ??= String(Math.random());
      const s = getComputedStyle(e), r = e.getBoundingClientRect();
      return { stop: e.dataset.stop, id: e.dataset.testid ?? e.className ?? e.tagName, tag: e.tagName, outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2, label: (e.ariaLabel || e.innerText || e.title || e.labels?.[0]?.innerText || "").trim(), wide: r.width, tall: r.height, inSight: r.bottom > 0 && r.top < innerHeight };
    });
    if (!at) break;
    if (at.stop === last) continue; // a date has a stop for its day, its month and its year
    if (seen.has((last = at.stop))) break;
    seen.add(at.stop);
    assert.ok(at.outline, `focus is seen on ${at.tag} ${at.id} ${at.label.slice(0, 40)}`);
    assert.ok(at.inSight || at.wide <= 1, `focus is in sight: ${at.tag} ${at.id} ${at.label.slice(0, 40)}`);
    assert.ok(at.tall >= 24 || at.tag === "BUTTON" || at.tag === "SUMMARY" || at.tag === "A" || at.tag === "INPUT", `large enough: ${at.tag} ${at.id}`);
  }
  const reached = await page.evaluate(() => [...document.querySelectorAll("button, select, input, a[href], [tabindex='0'], summary")].filter((e) => !e.disabled && e.checkVisibility() && !e.dataset.stop).map((e) => e.outerHTML.slice(0, 120)));
  assert.deepEqual(reached, []);
});
await step("by keyboard alone from the first sight to the words of an article and back", async () => {
  await open();
  await page.keyboard.press("j");
  await why.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("[data-testid=why]"));
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement?.closest(".quote"))); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await sentence();
  // The reader takes the focus, its marks are stops, and what opened it has the focus again when it is closed.
  await page.waitForFunction(() => document.activeElement?.closest("[data-testid=reader]"));
  await page.keyboard.press("Escape");
  await reader.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.closest("[data-testid=why] .quote"));
  await page.keyboard.press("c");
  await page.getByTestId("comparison").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
  await page.keyboard.press("/");
  await page.keyboard.type("a");
  await page.keyboard.press("Escape");
  await page.getByTestId("rows").focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector("[data-testid=rows]").getAttribute("aria-activedescendant"));
});
await step("Dutch: no English word of the page's own is left", async () => {
  await open("#/?lang=nl");
  await page.keyboard.press("j");
  await why.waitFor();
  await shot("nl");
  const english = /\b(Ceasefire|Incidents|Known at|everyone|What changed|Guaranteed|Disputed|Excluded|Grounds|Rule|Killed|Review|independent|articles|Timeline|Search|Headline|Who says|undetermined|alleged|contested|out of scope|corroborated|documents|publishers)\b/;
  const own = await page.evaluate(() => {
    // The page's own words: without the sources' (bdi, quotations) and the explanation of the ledger.
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll("bdi, blockquote, script, style, option[value^='without:'], code, .maplibregl-map, select[data-testid=ceasefire], select[data-testid=language]").forEach((e) => e.remove());
    return copy.innerText + " " + [...document.querySelectorAll("[aria-label], [title], [placeholder]")].filter((e) => !e.closest(".maplibregl-map")).map((e) => `${e.ariaLabel ?? ""} ${e.title ?? ""} ${e.placeholder ?? ""}`).join(" ");
  });
  assert.doesNotMatch(own, english, own.match(english)?.[0] && own.slice(Math.max(0, own.search(english) - 60), own.search(english) + 60));
});
for (const [width, height] of [[390, 844], [1024, 768], [1920, 1080]])
  for (const scheme of ["light", "dark"]) {
    await step(`axe, nothing wider than the screen, screenshots: ${scheme} ${width}`, async () => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await open();
      const fits = async (what) => assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 1, what + " is no wider than the screen");
      await shot(`${width}-${scheme}`, width < 1000);
      await axeClean("all");
      await fits("the page");
      await page.locator("#incidents [role=option]").first().click();
      await why.waitFor();
      await page.waitForTimeout(400);
      await shot(`${width}-${scheme}-why`);
      await axeClean("why");
      await page.getByTestId("compare").click();
      await page.getByTestId("comparison").waitFor();
      await why.locator(".quote button").first().click();
      await sentence();
      await shot(`${width}-${scheme}-panels`);
      await axeClean("panels");
      await fits("a panel");
    });
  }
await browser.close();
console.log(`${name}: ${passed} passed, ${failed} failed; look at ${shots}/${name}-*.png`);
process.exit(failed ? 1 : 0);
