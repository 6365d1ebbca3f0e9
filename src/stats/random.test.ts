import { describe, expect, it } from "vitest";
import { pearson, random, seedOf, shuffle } from "./mod.ts";

const draws = 200_000;

/** Pearson's chi-square of counts that ought to be equal. */
function chiSquare(counts: ArrayLike<number>, expected: number): number {
  return Array.from(counts).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("random", () => {
  it("gives the same stream for the same seed and another one for the next seed", () => {
    const stream = (seed: number) => Array.from({ length: 5 }, random(seed).uniform);
    expect(stream(1)).toEqual(stream(1));
    expect(new Set([...stream(1), ...stream(2)]).size).toBe(10);
  });

  it("fills [0, 1) evenly", () => {
    const { uniform } = random(11);
    const counts = new Int32Array(100);
    let smallest = 1;
    let largest = 0;
    for (let i = 0; i < draws; i++) {
      const value = uniform();
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
      counts[Math.floor(value * 100)]++;
    }
    expect(smallest).toBeGreaterThanOrEqual(0);
    expect(largest).toBeLessThan(1);
    // chi-square with 99 degrees of freedom: 149 is exceeded once in a thousand, 57 fallen short of as rarely
    const statistic = chiSquare(counts, draws / 100);
    expect(statistic).toBeLessThan(149);
    expect(statistic).toBeGreaterThan(57);
  });

  it("fills the square of successive pairs evenly", () => {
    const { uniform } = random(12);
    const counts = new Int32Array(400);
    for (let i = 0; i < draws; i++) counts[Math.floor(uniform() * 20) * 20 + Math.floor(uniform() * 20)]++;
    // 399 degrees of freedom: 0.1 % quantiles 315 and 491
    const statistic = chiSquare(counts, draws / 400);
    expect(statistic).toBeLessThan(491);
    expect(statistic).toBeGreaterThan(315);
  });

  it("uses all 53 bits: the lowest is set half of the time", () => {
    const { uniform } = random(13);
    let odd = 0;
    for (let i = 0; i < draws; i++) odd += (uniform() * 2 ** 53) % 2;
    // 3.3 standard errors of a fair coin
    expect(Math.abs(odd / draws - 0.5)).toBeLessThan(3.3 * Math.sqrt(0.25 / draws));
  });

  it("draws whole numbers without favouring any, also where the range does not divide 2^32", () => {
    const { integer } = random(14);
    const counts = new Int32Array(7);
    for (let i = 0; i < draws; i++) counts[integer(7)]++;
    expect(chiSquare(counts, draws / 7)).toBeLessThan(22.5); // 6 degrees of freedom, 0.1 %
    // 3 * 2^30: by modulo alone the lowest third would come up half of the time
    let low = 0;
    for (let i = 0; i < draws; i++) low += integer(3 * 2 ** 30) < 2 ** 30 ? 1 : 0;
    expect(Math.abs(low / draws - 1 / 3)).toBeLessThan(0.005);
  });

  it("draws normal values with the moments and tails of the normal distribution", () => {
    const { normal } = random(15);
    let [sum, squares, cubes, fourths, tail] = [0, 0, 0, 0, 0];
    for (let i = 0; i < draws; i++) {
      const x = normal();
      sum += x;
      squares += x * x;
      cubes += x ** 3;
      fourths += x ** 4;
      if (Math.abs(x) > 1.959964) tail++;
    }
    // each within 4 standard errors
    expect(Math.abs(sum / draws)).toBeLessThan(4 * Math.sqrt(1 / draws));
    expect(Math.abs(squares / draws - 1)).toBeLessThan(4 * Math.sqrt(2 / draws));
    expect(Math.abs(cubes / draws)).toBeLessThan(4 * Math.sqrt(15 / draws));
    expect(Math.abs(fourths / draws - 3)).toBeLessThan(4 * Math.sqrt(96 / draws));
    expect(Math.abs(tail / draws - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / draws));
  });

  it("has streams of neighbouring seeds, and successive values, that do not correlate", () => {
    const stream = (seed: number) => Float64Array.from({ length: 20_000 }, random(seed).uniform);
    const limit = 4 / Math.sqrt(20_000);
    for (let seed = 0; seed < 20; seed++) {
      const values = stream(seed);
      expect(Math.abs(pearson(values, stream(seed + 1)))).toBeLessThan(limit);
      expect(Math.abs(pearson(values.subarray(1), values.subarray(0, -1)))).toBeLessThan(limit);
    }
  });

  it("begins evenly over neighbouring seeds, as when each permutation has a seed of its own", () => {
    const counts = new Int32Array(50);
    for (let seed = 0; seed < 50_000; seed++) counts[Math.floor(random(seed).uniform() * 50)]++;
    const statistic = chiSquare(counts, 1000);
    expect(statistic).toBeLessThan(85.4); // 49 degrees of freedom, 0.1 %
    expect(statistic).toBeGreaterThan(23.9);
  });
});

describe("seedOf", () => {
  it("tells parts apart that read alike when joined", () => {
    expect(seedOf("a", "bc")).not.toBe(seedOf("ab", "c"));
    expect(seedOf(1, 23)).not.toBe(seedOf(12, 3));
  });

  it("gives different seeds to many folds and repeats", () => {
    const seeds = new Set<number>();
    for (let fold = 0; fold < 100; fold++)
      for (let repeat = 0; repeat < 100; repeat++) seeds.add(seedOf(42, "fold", fold, repeat));
    // 10,000 of 2^32: 0.01 collisions are expected
    expect(seeds.size).toBeGreaterThanOrEqual(9_999);
  });
});

describe("shuffle", () => {
  it("makes each of the 24 orders of four values equally often", () => {
    const by = random(16);
    const counts = new Map<string, number>();
    for (let i = 0; i < 48_000; i++) {
      const values = [1, 2, 3, 4];
      shuffle(values, by);
      counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquare([...counts.values()], 2000)).toBeLessThan(49.7); // 23 degrees of freedom, 0.1 %
  });
});
