import type { ExchangeableUnits } from "./exchangeable-units.ts";
import type { RowOrigins } from "./labelled-rows.ts";

/**
 * A feature without its linear trend over each participant's trials, in the order of the table. An order of classes that
 * is balanced against time (ABBA) makes the classes of a drifting feature alike; without the trend it does not.
 *
 * @param values - the feature, one value a row
 * @param units - the units of the task, in the order in which they stand
 * @param origins - participant of each row
 * @param participantsKnown - when false, the trend over the whole table is taken away
 */
export function withoutTrend(
  values: Float64Array,
  { units }: ExchangeableUnits,
  origins: RowOrigins,
  participantsKnown: boolean,
): Float64Array {
  const people = new Map<string | null, (readonly number[])[]>();
  for (const rows of units) {
    const person = participantsKnown ? origins.participant[rows[0]] : "";
    const own = people.get(person);
    if (own) own.push(rows);
    else people.set(person, [rows]);
  }
  const left = values.slice();
  for (const own of people.values()) {
    let n = 0;
    let meanTime = 0;
    let mean = 0;
    const each = (visit: (row: number, time: number) => void) => {
      own.forEach((rows, time) => {
        for (const row of rows) if (Number.isFinite(values[row])) visit(row, time);
      });
    };
    each((row, time) => {
      n++;
      meanTime += time;
      mean += values[row];
    });
    meanTime /= n;
    mean /= n;
    let tt = 0;
    let tx = 0;
    each((row, time) => {
      tt += (time - meanTime) ** 2;
      tx += (time - meanTime) * (values[row] - mean);
    });
    if (!(tt > 0)) continue;
    each((row, time) => {
      left[row] -= (tx / tt) * (time - meanTime);
    });
  }
  return left;
}
