/**
 * Folds of about equal size that keep each participant whole: the largest participants are dealt first, each to the
 * fold that has fewest rows. Nothing is drawn by chance, and the order of the rows does not matter.
 *
 * @param participants - participant of each row
 * @param folds - folds wanted; there are fewer when there are fewer participants
 * @returns fold of each row, and how many folds there are
 */
export function participantFolds(
  participants: Int32Array,
  folds: number,
): { readonly foldOf: Int32Array; readonly count: number } {
  const sizes = new Map<number, number>();
  for (const participant of participants) sizes.set(participant, (sizes.get(participant) ?? 0) + 1);
  const count = Math.min(folds, sizes.size);
  const filled = new Float64Array(count);
  const foldOfParticipant = new Map<number, number>();
  const dealt = [...sizes].sort(([p, a], [q, b]) => b - a || p - q);
  for (const [participant, size] of dealt) {
    const emptiest = filled.indexOf(Math.min(...filled));
    filled[emptiest] += size;
    foldOfParticipant.set(participant, emptiest);
  }
  return { foldOf: participants.map((participant) => foldOfParticipant.get(participant) as number), count };
}
