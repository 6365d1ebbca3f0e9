/**
 * Makes the Parquet files under test/formats with DuckDB, a writer that shares no code with ours.
 *
 * DuckDB is no dependency: `npm install @duckdb/node-api` in a folder outside the project, and run from the project root
 * node bench/reference/parquet-fixtures.mjs THAT_FOLDER
 */
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { DuckDBInstance } = createRequire(resolve(process.argv[2], "index.js"))("@duckdb/node-api");
const connection = await (await DuckDBInstance.create()).connect();
await connection.run("set threads to 1");

const rows = `select
  case when i % 7 = 0 then null else 'P' || lpad((i % 5)::varchar, 2, '0') end as participant,
  i::bigint as trial,
  case when i % 3 = 0 then null else i / 8 end::double as hr,
  (i * 0.5)::float as single,
  (i - 20)::tinyint as small,
  i::uinteger as plain,
  (i * 1.01)::decimal(9, 2) as money,
  (i * 1.000001)::decimal(30, 6) as wide,
  i % 2 = 0 as truth,
  date '2024-02-28' + i::integer as day,
  timestamp '2024-02-29 23:59:59.5' + interval (i) hour as at,
  timestamptz '2024-02-29 23:59:59+00' as utc,
  time '09:30:00.25' as clock,
  uuid '123e4567-e89b-12d3-a456-426614174000' as guid,
  '기쁨 ' || (i % 3) as emotion
from range(40) t(i)`;

for (const codec of ["uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw"]) {
  await connection.run(
    `copy (${rows}) to 'test/formats/${codec}.parquet' (format parquet, codec '${codec}')`,
  );
}
await connection.run(
  `copy (${rows}) to 'test/formats/version-2.parquet' (format parquet, codec 'zstd', parquet_version v2)`,
);
await connection.run(
  "copy (select 1 as id, [1, 2] as list) to 'test/formats/nested.parquet' (format parquet)",
);
await connection.run(
  "copy (select 9007199254740993::bigint as id) to 'test/formats/beyond-2-53.parquet' (format parquet)",
);
