// Works out measures of summary.json again from the tables, in SQL, and holds
// the files to the manifest: node summary.mjs RESULTS

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const tolerance = 1e-9; // relative: the order of summation is the reader's

const results = process.argv[2];
if (!results) {
  console.error("usage: node summary.mjs RESULTS");
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(join(results, "manifest.json"), "utf8"));
const summary = JSON.parse(readFileSync(join(results, "summary.json"), "utf8"));
const connection = await (await DuckDBInstance.create(":memory:")).connect();
let compared = 0;
let wrong = 0;

async function value(sql) {
  const reader = await connection.runAndReadAll(sql);
  const [row] = reader.getRowObjectsJS();
  const v = Object.values(row)[0];
  return v === null ? null : Number(v);
}

function hold(what, got, want) {
  compared++;
  const same = got === null || want === null
    ? got === want
    : Math.abs(got - want) <= tolerance * Math.max(Math.abs(want), 1e-300);
  if (same) return;
  wrong++;
  console.error(`${what}: ${got} by the tables, ${want} by the program`);
}

// Files: as the manifest has them.
for (const file of manifest.files) {
  const data = readFileSync(join(results, file.name));
  hold(`${file.name}: bytes`, data.length, file.bytes);
  if (createHash("sha256").update(data).digest("hex") !== file.sha256) {
    wrong++;
    console.error(`${file.name}: not the SHA-256 of the manifest`);
  }
  if (file.name.endsWith(".parquet")) {
    const path = join(results, file.name);
    hold(`${file.name}: rows`, await value(`SELECT count(*) FROM read_parquet('${path}')`), file.rows);
  }
}

for (const table of ["runs", "deals", "envoys", "sides"]) {
  const path = join(results, `${table}.parquet`);
  await connection.run(`CREATE VIEW ${table} AS FROM read_parquet('${path}')`);
}
await connection.run(`
  CREATE VIEW first_deals AS SELECT * FROM deals WHERE deal = 1;
  CREATE MACRO stood(life, ended, days) AS NOT ended OR life > days;`);
const horizon = summary.horizon_days;
const runs = summary.runs;

// The tables agree with each other.
hold("runs in the tables", await value("SELECT count(DISTINCT run) FROM runs"), runs);
hold("deals of the runs", await value("SELECT sum(deals) FROM runs"), await value("SELECT count(*) FROM deals"));
hold("first run", await value("SELECT min(run) FROM runs"), summary.first_run);
hold("days honoured", await value("SELECT sum(life_days) FROM deals"), await value("SELECT sum(honoured_days) FROM runs"));

// Measures, by section: SQL for the value of a talk, an envoy, a side.
const perRun = (condition) => `SELECT count(*) / ${runs} FROM deals WHERE talk = $ AND ${condition}`;
const stoodAfter = (days) =>
  `SELECT avg(stood(life_days, ended, ${days})::INT) FROM first_deals WHERE talk = $ AND signed_day <= ${horizon} - ${days}`;
const endedWithin = (cause, days) =>
  `SELECT avg((ended AND life_days <= ${days} AND cause = '${cause}')::INT) FROM first_deals
   WHERE talk = $ AND signed_day <= ${horizon} - ${days}`;
// The program rounds each value to 2^-28 before it sums, so that sums merge in
// any order (sim/study/exact.go). A plain avg() of the same column may differ
// from its mean by half of that, 1.9e-9: rounded here too, they must agree.
const mean = (what, from, key) =>
  `SELECT avg(round_even((${what})::DOUBLE * ${2 ** 28}, 0)) / ${2 ** 28} FROM ${from} WHERE ${key}`;
const ofTalk = (what) => mean(what, "runs", "talk = $");
const ofFirst = (what) => mean(what, "first_deals", "talk = $");
const ofEnvoy = (what) => mean(what, "envoys", "person = $ AND generation = 0");
const ofSide = (what) => mean(what, "sides", "side = $");
const measures = {
  talks: {
    signed: ofTalk("(deals > 0)::INT"), understood: ofTalk("(first_understanding_day IS NOT NULL)::INT"),
    deals: ofTalk("deals"), meetings: ofTalk("meetings"), contacts: ofTalk("contacts"), leaks: ofTalk("leaks"),
    falls: ofTalk("falls"), optimism: ofTalk("mean_optimism"), excess: ofTalk("mean_excess_optimism"),
    rise: ofTalk("rise"), sawtooth: ofTalk("sawtooth"), by_envoys: ofFirst("(route = 'envoys')::INT"),
    announced: ofFirst("list_avg(optimism)"), realism: ofFirst("realism"), core: ofFirst("core_coverage"),
    formality: ofFirst("formality"), standing_180: stoodAfter(180), standing_365: stoodAfter(365),
    honoured: mean("honoured_days / promised_days", "runs", "talk = $ AND promised_days > 0"),
    ...Object.fromEntries(["misread", "drift", "fall", "spoiler", "leak"].flatMap((cause) => [
      [`lost_${cause}`, perRun(`cause = '${cause}'`)],
      [`ended_${cause}_365`, endedWithin(cause, 365)],
    ])),
  },
  envoys: {
    fell: ofEnvoy("fell::INT"), tenure: ofEnvoy("tenure_days"), standing: ofEnvoy("standing"), peak: ofEnvoy("peak_standing"),
    portfolio: ofEnvoy("portfolio"), signed: ofEnvoy("deals_signed"), lost: ofEnvoy("deals_lost"), leaks: ofEnvoy("leaks"),
  },
  sides: {
    reliability: ofSide("reliability"), honoured: ofSide("honoured_share"),
    broken: mean("deals_broken / deals_signed", "sides", "side = $ AND deals_signed > 0"),
  },
};

const literal = (name) => `'${name.replaceAll("'", "''")}'`;
for (const [section, list] of Object.entries(measures)) {
  for (const { name, measures: stated } of summary[section]) {
    for (const [key, sql] of Object.entries(list)) {
      if (!(key in stated)) {
        wrong++;
        console.error(`${section} ${name}: summary.json has no ${key}`);
        continue;
      }
      hold(`${section} ${name}: ${key}`, await value(sql.replaceAll("$", () => literal(name))), stated[key].value);
    }
  }
}

// Forecasts: bins and isotonic steps hold all announcements of a talk, occasion
// and target, and as many of them came true.
const place = (f) => `talk = ${literal(f.talk)} AND channel = ${literal(f.channel)} AND target = ${literal(f.target)}`;
const average = (what) => `sum(n * ${what}) / sum(n)`;
for (const f of summary.forecasts.filter((x) => !x.side && !x.envoy)) {
  const at = `${f.talk}, ${f.channel}, ${f.target}`;
  for (const [table, figures] of Object.entries({
    forecasts: { announced: average("announced"), happened: average("happened") },
    calibration: { happened: average("happened") },
  })) {
    const from = `FROM read_parquet('${join(results, `${table}.parquet`)}') WHERE ${place(f)}`;
    hold(`${table}: ${at}: n`, await value(`SELECT sum(n) ${from}`), f.measures.happened.n);
    for (const [key, sql] of Object.entries(figures)) {
      hold(`${table}: ${at}: ${key}`, await value(`SELECT ${sql} ${from}`), f.measures[key].value);
    }
  }
  const m = f.measures;
  hold(`${at}: Brier score`, m.miscalibration.value - m.discrimination.value + m.uncertainty.value, m.brier.value);
}
console.log(`${results}: ${compared} numbers worked out again by DuckDB, ${wrong} wrong`);
process.exit(wrong === 0 && compared > 0 ? 0 : 1);
