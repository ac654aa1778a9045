// Compares every column of every table in a results folder with what it must
// hold: node check.mjs RESULTS EXPECTED.json
//
// DuckDB and hyparquet read the same files, each by itself. Counts must be
// equal; sums of decimals may differ by 1e-9 of the sum of their sizes, since
// the order of summation is the reader's.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const tolerance = 1e-9;

// duckdb describes a column as expected.json does.
async function duckdb(connection, path, column) {
  const [{ type }] = await query(connection,
    `SELECT typeof("${column}") AS type FROM read_parquet('${path}') LIMIT 1`);
  const list = type.endsWith("[]");
  const kind = type.replace("[]", "");
  const value = list ? `unnest("${column}")` : `"${column}"`;
  const number = { VARCHAR: "strlen(v)", BOOLEAN: "v::INT" }[kind] ?? "v";
  const [row] = await query(connection, `
    SELECT count(v) AS count, count(*) - count(v) AS nulls,
           sum(${number}) AS sum, sum(abs(${number})) AS size, count(DISTINCT v) AS distinct
    FROM (SELECT ${value} AS v FROM read_parquet('${path}'))`);
  return numbers(row);
}

async function query(connection, sql) {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS();
}

const numbers = (row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Number(v ?? 0)]));

// pure describes the columns of rows that hyparquet has read.
function pure(rows, column) {
  const values = rows.flatMap((row) => row[column]);
  const there = values.filter((v) => v !== null && v !== undefined);
  const sizes = there.map((v) => (typeof v === "string" ? Buffer.byteLength(v) : Number(v)));
  return {
    count: there.length,
    nulls: values.length - there.length,
    sum: sizes.reduce((a, b) => a + b, 0),
    size: sizes.reduce((a, b) => a + Math.abs(b), 0),
    distinct: new Set(there).size,
  };
}

let compared = 0;
let wrong = 0;

function compare(reader, table, column, what, got, want, slack) {
  compared++;
  if (Math.abs(got - want) <= slack) return;
  wrong++;
  console.error(`${reader}: ${table}.${column}: ${what} is ${got}, want ${want}`);
}

function compareColumn(reader, table, column, got, want) {
  for (const what of ["count", "nulls", "distinct"]) {
    compare(reader, table, column, what, got[what], want[what], 0);
  }
  compare(reader, table, column, "sum", got.sum, want.sum, tolerance * want.size);
}

const [results, expectedPath] = process.argv.slice(2);
if (!results || !expectedPath) {
  console.error("usage: node check.mjs RESULTS EXPECTED.json");
  process.exit(2);
}
const expected = JSON.parse(readFileSync(expectedPath, "utf8"));
const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (const [table, want] of Object.entries(expected.tables)) {
  const path = join(results, `${table}.parquet`);
  const names = (await query(connection, `SELECT column_name FROM (DESCRIBE FROM read_parquet('${path}'))`))
    .map((row) => row.column_name);
  const wanted = want.columns.map((c) => c.name);
  if (names.join() !== wanted.join()) {
    wrong++;
    console.error(`${table}: columns are ${names}, want ${wanted}`);
    continue;
  }
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
  const [{ n }] = await query(connection, `SELECT count(*) AS n FROM read_parquet('${path}')`);
  compare("duckdb", table, "*", "rows", Number(n), want.rows, 0);
  compare("hyparquet", table, "*", "rows", rows.length, want.rows, 0);
  for (const column of want.columns) {
    compareColumn("duckdb", table, column.name, await duckdb(connection, path, column.name), column);
    compareColumn("hyparquet", table, column.name, pure(rows, column.name), column);
  }
  console.log(`${table}: ${want.rows} rows, ${wanted.length} columns: ${wanted.join(", ")}`);
}
const readers = "DuckDB " + (await query(connection, "SELECT version() AS v"))[0].v + " and hyparquet";
console.log(`${readers}: ${compared} numbers compared, ${wrong} wrong`);
process.exit(wrong === 0 && compared > 0 ? 0 : 1);
