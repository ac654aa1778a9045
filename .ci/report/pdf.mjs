// Looks into a printed report: node pdf.mjs FILE.pdf WIDTH HEIGHT
//
// Pages of that size in points, text with tags and language, an outline, the
// report's title, no date, and nothing that tells where the file lay.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";

const [file, width, height] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const pdf = readFileSync(file, "latin1");

for (const has of ["/StructTreeRoot", "/MarkInfo", "/Lang (en", "/Outlines", "/Title (", "/S /Figure", "/S /H1", "/S /TH"]) {
  assert.ok(pdf.includes(has), `${file}: no ${has}`);
}
for (const never of ["file://", "/CreationDate", "/ModDate", "report-pdf-", "/JavaScript", "/URI"]) {
  assert.ok(!pdf.includes(never), `${file}: holds ${never}`);
}
const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
assert.ok(boxes.length >= 5, `${file}: ${boxes.length} pages`);
for (const [, w, h] of boxes) {
  assert.ok(Math.abs(w - width) < 1 && Math.abs(h - height) < 1, `${file}: a page of ${w} by ${h}`);
}
console.log(`${file}: ${boxes.length} pages, ${pdf.length} bytes`);
