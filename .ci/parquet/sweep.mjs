// Works out the figures of a sweep again from its tables, in SQL: points joined to
// their runs. node sweep.mjs RESULTS

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const tolerance = 1e-9; // relative: the order of summation is the reader's

const results = process.argv[2];
if (!results) {
  console.error("usage: node sweep.mjs RESULTS");
  process.exit(2);
}
const read = (name) => JSON.parse(readFileSync(join(results, name), "utf8"));
const manifest = read("manifest.json");
const sweep = read("sweep.json");
const connection = await (await DuckDBInstance.create(":memory:")).connect();
let compared = 0;
let wrong = 0;

async function query(sql) {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS();
}

function hold(what, got, want) {
  compared++;
  const number = (x) => (x === null || x === undefined ? null : Number(x));
  const [a, b] = [number(got), number(want)];
  const same = a === null || b === null ? a === b : Math.abs(a - b) <= tolerance * Math.max(Math.abs(b), 1e-3);
  if (same) return;
  wrong++;
  console.error(`${what}: ${got} by the tables, ${want} by the program`);
}

for (const file of manifest.files) {
  const data = readFileSync(join(results, file.name));
  if (createHash("sha256").update(data).digest("hex") !== file.sha256) {
    wrong++;
    console.error(`${file.name}: not the SHA-256 of the manifest`);
  }
}
for (const table of ["points", "runs", "figures"]) {
  await connection.run(`CREATE VIEW ${table} AS FROM read_parquet('${join(results, `${table}.parquet`)}')`);
}
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

// What varies are columns of the points, in the order given, and what was played
// for are columns of the runs.
const columns = async (table) => (await query(`DESCRIBE ${table}`)).map((row) => row.column_name);
const fixed = ["point", "sha256", "error", "runs", "world", "choice"];
for (const [table, want] of [
  ["points", [...fixed, ...sweep.factors.map((f) => f.path)]],
  ["runs", ["point", "run", ...sweep.metrics.map((m) => m.name)]],
]) {
  const got = await columns(table);
  hold(`columns of ${table}`, got.join() === want.join() ? 1 : 0, 1);
}
const [sizes] = await query(`SELECT (SELECT count(*) FROM points) AS points, (SELECT count(*) FROM runs) AS runs,
  (SELECT sum(runs) FROM points) AS asked, (SELECT count(error) FROM points) AS bad, (SELECT count(*) FROM figures) AS figures`);
hold("points", sizes.points, sweep.points);
hold("bad points", sizes.bad, sweep.bad);
hold("runs", sizes.runs, sizes.asked);
hold("runs of the manifest", sizes.runs, manifest.runs_done);
hold("figures", sizes.figures, sweep.points * sweep.metrics.length);
for (const f of sweep.factors.filter((f) => f.levels)) {
  const [{ n }] = await query(`SELECT count(DISTINCT ${quoted(f.path)}) AS n FROM points`);
  hold(`levels of ${f.path}`, n, f.levels.length);
}

// Wilson's (1927) score interval for yes of n.
function wilson(yes, n) {
  const z = 1.959963984540054;
  const centre = (yes + z * z / 2) / (n + z * z);
  const half = z * Math.sqrt(yes * (n - yes) / n + z * z / 4) / (n + z * z);
  return [yes === 0 ? 0 : centre - half, yes === n ? 1 : centre + half];
}

for (const metric of sweep.metrics) {
  const x = quoted(metric.name);
  // Rounded to 2^-28 as the program does before it sums (sim/study/exact.go).
  const rounded = `(round_even(r.${x}::DOUBLE * ${2 ** 28}, 0) / ${2 ** 28})`;
  const rows = await query(`
    SELECT p.point, avg(${rounded}) AS mean, stddev_samp(${rounded}) AS spread, count(r.${x}) AS n, sum(r.${x}) AS sum,
           f.value, f.low, f.high, f.std_err, f.n AS stated
    FROM points p LEFT JOIN runs r USING (point) JOIN figures f ON f.point = p.point AND f.metric = '${metric.name.replaceAll("'", "''")}'
    GROUP BY ALL ORDER BY p.point`);
  hold(`${metric.name}: points`, rows.length, sweep.points);
  for (const row of rows) {
    const at = `${metric.name} at point ${row.point}`;
    const n = Number(row.n);
    hold(`${at}: n`, n, row.stated);
    hold(`${at}: value`, row.mean, row.value);
    hold(`${at}: standard error`, row.spread === null ? null : row.spread / Math.sqrt(n), row.std_err);
    if (metric.unit === "share" && !metric.name.startsWith("all.") && n > 0) {
      const [low, high] = wilson(Number(row.sum), n);
      hold(`${at}: low`, low, row.low);
      hold(`${at}: high`, high, row.high);
    }
  }
}
console.log(`${results}: ${compared} numbers of the sweep worked out again by DuckDB, ${wrong} wrong`);
process.exit(wrong === 0 && compared > 0 ? 0 : 1);
