import { random, seedOf } from "../stats/mod.ts";
import { type Alike, alikeClasses } from "./alike-classes.ts";
import type { AuditInput } from "./check.ts";
import { labelsOf, partitionsOf } from "./class-cells.ts";
import { exchangeableUnits } from "./exchangeable-units.ts";
import type { RowOrigins } from "./labelled-rows.ts";
import { sameDistribution } from "./same-distribution.ts";
import type { ValueGrid } from "./value-grid.ts";
import { withoutTrend } from "./without-trend.ts";

/** How alike the classes of a task are. */
export interface AlikeInTask extends Omit<Alike, "features"> {
  readonly task: string;
  /** The ratio of the same statistic once each participant's linear trend over trials is taken away. */
  readonly steadyRatio: number;
  /** Names of the features whose classes are most alike. */
  readonly features: readonly string[];
  /** Features that were looked at, of how many that could be. */
  readonly judged: number;
  readonly of: number;
}

/** Units times features that are permuted at most: more features than that are looked at in an even selection. */
const budget = 4e5;
/** p is multiplied by the number of tasks, for which there must be permutations enough. */
const perTask = 1000;
/** A feature with fewer values than this share of the rows says nothing. */
const coverage = 0.5;
/** From this p on it is asked whether a trend over time explains what is seen. */
const notable = 0.01;
/** So many permutations tell a ratio well enough. */
const forRatio = 99;

/**
 * Runs {@link alikeClasses} on one task. Constant and mostly missing features are left out, and those that every class
 * holds equally often by design.
 *
 * @returns null when labels cannot be permuted; p counts the number of tasks
 */
export function alikeInTask(
  task: string,
  features: readonly { readonly name: string; readonly values: Float64Array; readonly grid: ValueGrid }[],
  origins: RowOrigins,
  { trials, tasks, participantsKnown = true }: AuditInput,
): AlikeInTask | null {
  const labels = labelsOf(trials, task, origins);
  const partitions = partitionsOf(labels, origins, participantsKnown);
  const units = exchangeableUnits(labels, origins, participantsKnown);
  const possible = features.filter(
    ({ values, grid }) =>
      grid.distinct > 2 &&
      grid.count >= coverage * values.length &&
      !sameDistribution(values, partitions[0].cells),
  );
  const most = Math.max(1, Math.floor(budget / Math.max(1, units.units.length)));
  const every = Math.max(1, possible.length / most);
  const chosen = possible.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
  const groupOf = labels.map((_, row) =>
    JSON.stringify([participantsKnown ? origins.participant[row] : "", origins.split[row]]),
  );
  const test = (columns: readonly Float64Array[], permutations: number, statistic?: number) =>
    alikeClasses(
      columns,
      units,
      groupOf,
      partitions,
      permutations,
      random(seedOf("audit", "alike", task)),
      statistic,
    );
  const alike = test(
    chosen.map(({ values }) => values),
    perTask * tasks.length - 1,
  );
  if (!alike) return null;
  // The second look is only worth its time where the first found something.
  const steady =
    alike.p * tasks.length <= notable
      ? test(
          chosen.map(({ values }) => withoutTrend(values, units, origins, participantsKnown)),
          forRatio,
          alike.statistic,
        )
      : null;
  return {
    ...alike,
    task,
    steadyRatio: steady?.ratio ?? alike.ratio,
    p: Math.min(1, alike.p * tasks.length),
    features: alike.features.map((i) => chosen[i].name),
    judged: chosen.length,
    of: possible.length,
  };
}
