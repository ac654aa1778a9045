// Opens a report in Chromium as a reader would: node check.mjs REPORT.html [FOLDER]
//
// At phone and desktop width: nothing on the console, no request but for the
// file itself, no sideways scrolling of the page, every heading, chart and
// table visible, every link reached by keyboard, no serious fault in axe's
// rules (contrast among them). Screenshots go to FOLDER.

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
  for (const width of [360, 1280]) await check(width);
  await print();
} finally {
  await browser.close();
}

// open loads the report and notes what it should not do.
async function open(width) {
  // axe is put into the page by hand, which the report's own policy forbids.
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("request", (r) => { if (r.url() !== report) faults.push(`request: ${r.url()}`); });
  await page.goto(report, { waitUntil: "load" });
  return { context, page, faults };
}

async function check(width) {
  const { context, page, faults } = await open(width);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${width} px: the page is ${wide} px wide`);
  const counts = {};
  for (const what of ["h1", "h2", "p.finding", "main svg", "table"]) {
    const list = await page.locator(what).all();
    counts[what] = list.length;
    assert.ok(list.length > 0, `${width} px: no ${what}`);
    for (const item of list) {
      const box = await item.boundingBox();
      assert.ok(box && box.width > 40 && box.height > 10, `${width} px: a ${what} cannot be seen: ${JSON.stringify(box)}`);
    }
  }
  await keyboard(page, width);
  if (folder) await page.screenshot({ path: `${folder}/report-${width}.png`, fullPage: true });
  assert.deepEqual(faults, [], `${width} px`);
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const bad = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(bad.map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 200)}`), [], `${width} px`);
  console.log(`${width} px: ${JSON.stringify(counts)}, ${violations.length} lesser findings of axe`);
  await context.close();
}

// keyboard steps through the page until every link has had the focus.
async function keyboard(page, width) {
  const stops = await page.locator("a[href], [tabindex='0']").count();
  const links = await page.locator("a[href]").count();
  const seen = new Set();
  for (let i = 0; i < stops; i++) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => {
      const e = document.activeElement;
      return e.tagName === "A" ? [...document.links].indexOf(e) : -1;
    }));
  }
  seen.delete(-1);
  assert.equal(seen.size, links, `${width} px: links reached by keyboard`);
}

// print lays the page out on both papers; each must fit without a cut.
async function print() {
  for (const [format, millimetres] of [["A4", 210], ["Letter", 215.9]]) {
    const width = Math.floor((millimetres - 30) / 25.4 * 96);
    const { context, page } = await open(width);
    await page.emulateMedia({ media: "print" });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${format}: ${wide} px on paper of ${width} px`);
    const pdf = await page.pdf({ format, preferCSSPageSize: false, path: folder && `${folder}/report-${format}.pdf` });
    assert.ok(pdf.length > 10000, `${format}: a PDF of ${pdf.length} bytes`);
    console.log(`${format}: fits`);
    await context.close();
  }
}
