/**
 * Turns scores so that higher means more emotional intelligence: an inverse measure, such as TAS-20 alexithymia, has its
 * sign changed, which keeps distances and order.
 *
 * @param scores - one score a participant
 * @param inverse - whether high scores mean little emotional intelligence
 * @returns the oriented scores; participants whose score is not a finite number are left out
 * @example
 * ```ts
 * import { orientEi } from "heartface";
 * orientEi(new Map([["P01", 61]]), true).get("P01"); // -61
 * ```
 */
export function orientEi(scores: ReadonlyMap<string, number>, inverse: boolean): ReadonlyMap<string, number> {
  const oriented = new Map<string, number>();
  for (const [participant, score] of scores) {
    if (Number.isFinite(score)) oriented.set(participant, inverse ? 0 - score : score);
  }
  return oriented;
}
