// Opens a report in Chromium as a reader would: node check.mjs REPORT.html [FOLDER]
//
// At phone, tablet and desktop width, in a light and a dark browser: nothing on
// the console, no request but for the file itself, no sideways scrolling of the
// page, every heading, chart and table visible once it is opened, every link,
// line to open and region to scroll reached by keyboard, no serious fault in
// axe's rules (contrast among them) with all closed and with all open. On
// paper, what can be opened is open, and no chart is cut. Screenshots go to
// FOLDER.

import { strict as assert } from "node:assert";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const report = pathToFileURL(resolve(process.argv[2])).href;
const folder = process.argv[3];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const width of [360, 768, 1280]) await check(width, "light");
  await check(360, "dark");
  for (const scheme of ["light", "dark"]) await print(scheme);
} finally {
  await browser.close();
}

// open loads the report and notes what it should not do.
async function open(width, colorScheme) {
  // axe is put into the page by hand, which the report's own policy forbids.
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true, colorScheme });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("request", (r) => { if (r.url() !== report) faults.push(`request: ${r.url()}`); });
  await page.goto(report, { waitUntil: "load" });
  return { context, page, faults };
}

async function check(width, scheme) {
  const { context, page, faults } = await open(width, scheme);
  const where = `${width} px, ${scheme}`;
  await fits(page, width, where);
  if (folder) await page.screenshot({ path: `${folder}/report-${width}-${scheme}.png`, fullPage: true });
  assert.deepEqual(faults, [], where);
  // To what follows a drawing is one image: what is in it only takes time.
  await page.evaluate(() => document.querySelectorAll("main svg > :not(title, desc)").forEach((e) => e.remove()));
  await keyboard(page, where);
  await page.addScriptTag({ path: axe });
  await accessible(page, where);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  await fits(page, width, `${where}, all open`);
  const counts = await visible(page, where);
  await accessible(page, `${where}, all open`);
  console.log(`${where}: ${JSON.stringify(counts)}`);
  await context.close();
}

async function fits(page, width, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${where}: the page is ${wide} px wide`);
}

// visible counts what a report has; each must have a place of some size.
async function visible(page, where) {
  const counts = {};
  for (const what of ["h1", "h2", "p.finding", "main svg", "table"]) {
    const boxes = await page.locator(what).evaluateAll((list) => list.map((e) => {
      const { width, height } = e.getBoundingClientRect();
      return { width, height };
    }));
    counts[what] = boxes.length;
    assert.ok(boxes.length > 0, `${where}: no ${what}`);
    for (const box of boxes) {
      assert.ok(box.width > 40 && box.height > 10, `${where}: a ${what} cannot be seen: ${JSON.stringify(box)}`);
    }
  }
  return counts;
}

async function accessible(page, where) {
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const bad = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(bad.map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 200)}`), [], where);
}

// keyboard steps through the page until all that acts has had the focus: links,
// lines that open something, regions that scroll.
async function keyboard(page, where) {
  const want = await page.evaluate(() => {
    const list = [...document.querySelectorAll("a[href], summary, [tabindex='0']")].filter((e) => e.checkVisibility());
    list.forEach((e, i) => e.setAttribute("data-stop", i));
    return list.length;
  });
  const seen = new Set();
  for (let i = 0; i < want + 5; i++) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => document.activeElement.getAttribute("data-stop")));
  }
  seen.delete(null);
  assert.equal(seen.size, want, `${where}: what acts, reached by keyboard`);
}

// print lays the page out on both papers. It must fit, tables that were closed
// must show, in ink on white, and no chart may be taller than a page.
async function print(scheme) {
  for (const [format, wideMm, highMm] of [["A4", 210, 297], ["Letter", 215.9, 279.4]]) {
    const width = Math.floor((wideMm - 30) / 25.4 * 96);
    const { context, page } = await open(width, scheme);
    await page.emulateMedia({ media: "print", colorScheme: scheme });
    const where = `${format}, ${scheme}`;
    await fits(page, width, where);
    await visible(page, where);
    const high = Math.floor((highMm - 33) / 25.4 * 96);
    const tall = await page.locator("figure").evaluateAll((list) => Math.max(...list.map((e) => e.getBoundingClientRect().height)));
    assert.ok(tall <= high, `${where}: a chart of ${tall} px on a page of ${high} px`);
    const cards = await page.locator("tr").evaluateAll((list) => list.filter((e) => getComputedStyle(e).display !== "table-row").length);
    assert.equal(cards, 0, `${where}: rows set as cards for a phone`);
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(ink, "rgb(27, 27, 27)", where);
    console.log(`${where}: fits`);
    await context.close();
  }
}
