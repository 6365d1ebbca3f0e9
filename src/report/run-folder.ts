import type { AuditResult } from "../audit/mod.ts";
import type { EiResult } from "../ei/mod.ts";
import type { ScoreRow } from "../learn/mod.ts";
import type { StudySummary } from "../study/mod.ts";
import type { Table } from "../table/mod.ts";

/** `run.json`: all that is needed to run it again. */
export interface RunRecord {
  /** Version of the run folder's layout. */
  readonly format: 1;
  /** Version of heartface. */
  readonly version: string;
  readonly finished: boolean;
  readonly seed: number;
  /** What was asked for, defaults filled in. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** SHA-256 of each input, in order; no names. */
  readonly inputs: readonly string[];
  readonly environment: { readonly node: string; readonly platform: string; readonly engine: string };
  /** Recipes in words, as a methods section would say them, with their sources. */
  readonly methods: readonly { readonly name: string; readonly text: string; readonly source: string }[];
}

/** What a run folder holds, read into memory: the report is made from this alone. */
export interface RunFolder {
  readonly run: RunRecord;
  readonly study: StudySummary;
  readonly scores: readonly ScoreRow[];
  readonly ei: EiResult | null;
  readonly audit: AuditResult;
  readonly trials: Table;
  readonly predictions: Table;
}
