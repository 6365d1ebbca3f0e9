import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, type Random, random, variance } from "../stats/mod.ts";
import { table } from "../table/mod.ts";
import { checks } from "./mod.ts";
import { sameMoments } from "./same-moments.ts";
import { valueGrid } from "./value-grid.ts";

interface Design {
  readonly people: number;
  readonly trials: number;
  readonly windows: number;
  readonly classes: number;
}

interface Rows {
  readonly participant: string[];
  readonly trial: string[];
  readonly window: string[];
  readonly split: string[];
  readonly label: string[];
}

/** Balanced classes, two splits by participant. */
function rowsOf({ people, trials, windows, classes }: Design): Rows {
  const rows: Rows = { participant: [], trial: [], window: [], split: [], label: [] };
  for (let p = 0; p < people; p++)
    for (let t = 0; t < trials; t++)
      for (let w = 0; w < windows; w++) {
        rows.participant.push(`person ${p}`);
        rows.trial.push(String(t));
        rows.window.push(String(w));
        rows.split.push(p < (2 * people) / 3 ? "train" : "test");
        rows.label.push(`class ${t % classes}`);
      }
  return rows;
}

const usual = { people: 10, trials: 16, windows: 1, classes: 2 };

/** Measurements: people differ, classes differ a little, and each feature has a unit of its own. */
function measure(rows: Rows, count: number, by: Random, effect = 0): number[][] {
  return Array.from({ length: count }, () => {
    const people = new Map<string, number>();
    const classes = new Map<string, number>();
    const unit = 10 ** (by.integer(5) - 2);
    return rows.participant.map((person, i) => {
      if (!people.has(person)) people.set(person, by.normal());
      if (!classes.has(rows.label[i])) classes.set(rows.label[i], effect * by.normal());
      return unit * (5 + people.get(person)! + classes.get(rows.label[i])! + by.normal());
    });
  });
}

/** Standardises a feature within the rows of the same key. */
function standardise(values: readonly number[], keys: readonly string[], ddof: 0 | 1 = 0): number[] {
  const groups = new Map<string, number[]>();
  values.forEach((value, i) => {
    groups.set(keys[i], [...(groups.get(keys[i]) ?? []), value]);
  });
  const moments = new Map(
    [...groups].map(([key, of]) => {
      const finite = of.filter(Number.isFinite);
      return [key, [mean(finite), Math.sqrt(variance(finite, ddof))]];
    }),
  );
  return values.map((value, i) => (value - moments.get(keys[i])![0]) / moments.get(keys[i])![1]);
}

function toRange(values: readonly number[], keys: readonly string[]): number[] {
  const limits = new Map<string, [number, number]>();
  values.forEach((value, i) => {
    const [low, high] = limits.get(keys[i]) ?? [value, value];
    limits.set(keys[i], [Math.min(low, value), Math.max(high, value)]);
  });
  return values.map((value, i) => {
    const [low, high] = limits.get(keys[i])!;
    return (value - low) / (high - low);
  });
}

const joined = (...keys: readonly (readonly string[])[]) =>
  keys[0].map((_, i) => keys.map((k) => k[i]).join());
const round = (values: readonly number[], decimals: number) => values.map((v) => Number(v.toFixed(decimals)));
const named = (features: readonly number[][]) =>
  Object.fromEntries(features.map((values, i) => [`${i % 2 ? "face" : "ecg"}.f${i}`, values]));

function run(
  rows: Rows,
  features: readonly number[][],
  options: {
    splits?: boolean;
    labels?: Record<string, (string | null)[]>;
    participantsKnown?: boolean;
  } = {},
) {
  const { participant, trial, window, split } = rows;
  const labels = options.labels ?? { valence: rows.label };
  const first = [...participant.keys()].filter((i) => window[i] === "0");
  const of = <T>(values: readonly T[]) => first.map((i) => values[i]);
  return checks["class-conditional-scaling"].run({
    trials: table({
      participant: of(participant),
      trial: of(trial),
      ...(options.splits ? { split: of(split) } : {}),
      ...Object.fromEntries(Object.entries(labels).map(([task, values]) => [`label.${task}`, of(values)])),
    }),
    features: table({ participant, trial, window, ...named(features) }),
    tasks: Object.keys(labels).map((name) => ({ name })),
    participantsKnown: options.participantsKnown ?? true,
  });
}

describe("class-conditional-scaling finds features standardised", () => {
  const rows = rowsOf(usual);

  it("within classes, with either divisor, whatever happened to their unit afterwards", () => {
    for (const ddof of [0, 1] as const) {
      const scaled = measure(rows, 6, random(1), 0.5).map((values) => standardise(values, rows.label, ddof));
      const finding = run(rows, scaled);
      expect(finding.verdict).toBe("leak");
      expect(finding.summary).toBe(
        "In the task valence, 6 of 6 features have the same mean and standard deviation in every class, which chance does not bring about.",
      );
      expect(finding.items).toEqual(Object.keys(named(scaled)));
      expect(
        run(
          rows,
          scaled.map((values) => values.map((value) => 50 + 10 * value)),
        ).verdict,
      ).toBe("leak");
    }
  });

  it("within classes of different sizes, with either divisor", () => {
    const label = rows.label.map((_, i) => (i % 5 === 0 ? "rare" : i % 2 ? "a" : "b"));
    for (const ddof of [0, 1] as const) {
      const scaled = measure(rows, 3, random(2)).map((values) => standardise(values, label, ddof));
      expect(run(rows, scaled, { labels: { emotion: label } }).verdict).toBe("leak");
    }
  });

  it("in one feature alone among ninety", () => {
    const features = measure(rows, 90, random(3), 0.3).map((values) => standardise(values, rows.participant));
    features[17] = standardise(features[17], rows.label);
    expect(run(rows, features)).toMatchObject({ verdict: "leak", items: ["face.f17"] });
  });

  it("and written with two or three decimals, or in single precision", () => {
    const scaled = measure(rows, 8, random(4), 0.5).map((values) => standardise(values, rows.label));
    for (const decimals of [2, 3, 4]) {
      expect(
        run(
          rows,
          scaled.map((values) => round(values, decimals)),
        ).items,
      ).toHaveLength(8);
    }
    expect(
      run(
        rows,
        scaled.map((values) => round(values, 2)),
      ).verdict,
    ).toBe("leak");
    expect(
      run(
        rows,
        scaled.map((values) => values.map(Math.fround)),
      ).verdict,
    ).toBe("leak");
  });

  it("with missing values here and there", () => {
    const by = random(5);
    const scaled = measure(rows, 4, by).map((values) =>
      standardise(
        values.map((value) => (by.uniform() < 0.1 ? Number.NaN : value)),
        rows.label,
      ),
    );
    expect(run(rows, scaled)).toMatchObject({ verdict: "leak" });
  });

  it("in every class of every participant", () => {
    const key = joined(rows.label, rows.participant);
    const scaled = measure(rows, 4, random(6), 0.5).map((values) => standardise(values, key));
    expect(run(rows, scaled).verdict).toBe("leak");
    // Put back on a scale of each person's own, it shows within people alone.
    const by = random(60);
    const own = new Map(rows.participant.map((person) => [person, [by.normal(), 1 + by.uniform()]]));
    const moved = scaled.map((values) =>
      values.map((value, i) => {
        const [centre, unit] = own.get(rows.participant[i])!;
        return centre + unit * value;
      }),
    );
    expect(run(rows, moved).verdict).toBe("leak");
    // Thrown together again so that people have unequal shares of the classes, the whole table shows nothing.
    const kept = rows.trial.map((trial, i) => Number(rows.participant[i].slice(7)) > 4 || Number(trial) < 9);
    const label = rows.label.map((name, i) => (kept[i] ? name : "class 1"));
    const within = measure(rows, 4, by).map((values) => standardise(values, joined(label, rows.participant)));
    const shifted = within.map((values) =>
      values.map((value, i) => value + 3 * own.get(rows.participant[i])![0]),
    );
    const finding = run(rows, shifted, { labels: { valence: label } });
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toContain("in every class of every participant");
  });

  it("in the training split alone", () => {
    const key = rows.split.map((split, i) => (split === "train" ? `train ${rows.label[i]}` : "test"));
    const scaled = measure(rows, 4, random(7), 0.5).map((values) => standardise(values, key));
    const finding = run(rows, scaled, { splits: true });
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toContain("in every class of the split train");
    expect(run(rows, scaled).verdict).toBe("passed");
  });

  it("in windows of trials", () => {
    const windows = rowsOf({ ...usual, windows: 5 });
    const scaled = measure(windows, 4, random(8), 0.5).map((values) => standardise(values, windows.label));
    expect(run(windows, scaled).verdict).toBe("leak");
  });

  it("although they are counts", () => {
    const by = random(9);
    const blinks = rows.label.map((label) => by.integer(label === "class 0" ? 9 : 12));
    expect(run(rows, [standardise(blinks, rows.label)]).verdict).toBe("leak");
  });

  it("in one task, and leaves the others alone; trials without a class do not hide it", () => {
    const arousal = rows.label.map((_, i) => (i % 7 === 0 ? null : (i >> 1) % 2 ? "high" : "low"));
    const known = arousal.map((label) => label ?? "none");
    const scaled = measure(rows, 5, random(10), 0.5).map((values) => standardise(values, known));
    const finding = run(rows, scaled, { labels: { arousal, valence: rows.label } });
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toContain("In the task arousal, 5 of 5 features");
    expect(finding.summary).not.toContain("task valence");
  });

  it("in quadrants, whose halves are the binary tasks", () => {
    const four = rowsOf({ ...usual, classes: 4 });
    const valence = four.label.map((label) => (label < "class 2" ? "low" : "high"));
    const scaled = measure(four, 5, random(11), 0.5).map((values) => standardise(values, four.label));
    const finding = run(four, scaled, { labels: { quadrant: four.label, valence } });
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toContain("quadrant");
  });
});

describe("class-conditional-scaling finds features brought to the same extremes", () => {
  it("in every class, when several features say so", () => {
    const rows = rowsOf(usual);
    const scaled = measure(rows, 6, random(12), 0.5).map((values) => toRange(values, rows.label));
    const finding = run(rows, scaled);
    expect(finding.verdict).toBe("leak");
    expect(finding.summary).toContain("the same extremes in every class");
  });

  it("in every class of every participant, in one feature", () => {
    const rows = rowsOf(usual);
    const [values] = measure(rows, 1, random(13), 0.5);
    expect(run(rows, [toRange(values, joined(rows.label, rows.participant))]).verdict).toBe("leak");
  });

  it("and not when the whole table or each participant was, when values were clipped, or scales have few steps", () => {
    const rows = rowsOf(usual);
    for (let seed = 0; seed < 50; seed++) {
      const by = random(seed);
      const features = measure(rows, 12, by, 0.2);
      const whole = rows.label.map(() => "");
      const clipped = features.map((values) => {
        const sorted = [...values].sort((a, b) => a - b);
        return values.map((value) => Math.min(Math.max(value, sorted[1]), sorted[sorted.length - 2]));
      });
      const ratings = features.map((values) => values.map(() => 1 + by.integer(9)));
      for (const honest of [
        features.map((values) => toRange(values, whole)),
        features.map((values) => toRange(values, rows.participant)),
        clipped,
        ratings,
      ]) {
        expect(run(rows, honest).verdict).not.toBe("leak");
      }
    }
  });
});

describe("class-conditional-scaling finds scaling within classes that was disturbed afterwards", () => {
  const rows = rowsOf({ people: 20, trials: 16, windows: 1, classes: 2 });
  const every = [...rows.label.keys()];
  const middle = (values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
  };
  /** Centre and unit of each class. */
  const within = (values: number[], centre: (of: number[]) => number, unit: (of: number[]) => number) => {
    const moved = new Map(
      [...new Set(rows.label)].map((label) => {
        const of = values.filter((_, i) => rows.label[i] === label);
        return [label, [centre(of), unit(of)]];
      }),
    );
    return values.map((value, i) => (value - moved.get(rows.label[i])![0]) / moved.get(rows.label[i])![1]);
  };
  const range = (of: number[]) => {
    const centre = middle(of);
    return middle(of.filter((value) => value > centre)) - middle(of.filter((value) => value < centre));
  };
  const scalings: Record<string, (values: number[]) => number[]> = {
    standardised: (values) => standardise(values, rows.label),
    "centred on the mean": (values) => within(values, mean, () => 1),
    "scaled by median and quartiles": (values) => within(values, middle, range),
  };
  const chosen = (kept: readonly number[]): Rows => ({
    participant: kept.map((i) => rows.participant[i]),
    trial: kept.map((i, at) => (at < every.length ? rows.trial[i] : `copy ${at}`)),
    window: kept.map(() => "0"),
    split: kept.map((i) => rows.split[i]),
    label: kept.map((i) => rows.label[i]),
  });
  const disturbed: Record<string, readonly number[]> = {
    "one row dropped": every.filter((i) => i !== 37),
    "two rows dropped": every.filter((i) => i !== 37 && i !== 101),
    "two rows copied": [...every, 5, 90],
    "one person dropped": every.filter((i) => rows.participant[i] !== "person 3"),
  };
  const features = measure(rows, 40, random(31), 0.5);

  for (const [how, scale] of Object.entries(scalings)) {
    it(`${how}, then with rows dropped, copied or blank`, () => {
      const scaled = features.map(scale);
      for (const kept of Object.values(disturbed)) {
        const finding = run(
          chosen(kept),
          scaled.map((values) => kept.map((i) => values[i])),
        );
        expect(finding).toMatchObject({ verdict: "leak", affects: "all" });
        expect(finding.summary).toContain("more alike in every class than chance allows");
      }
      const blank = scaled.map((values) => values.map((value, i) => (i % 40 === 7 ? Number.NaN : value)));
      expect(run(rows, blank).verdict).toBe("leak");
    });
  }

  it("standardised, then with values missing here and there", () => {
    const by = random(32);
    const scaled = features.map((values) =>
      standardise(values, rows.label).map((value) => (by.uniform() < 0.05 ? Number.NaN : value)),
    );
    expect(run(rows, scaled).verdict).toBe("leak");
  });

  it("where nobody knows whose rows they are, and does not speak of participants then", () => {
    const own = { ...rows, participant: rows.label.map((_, i) => `row ${i}`) };
    const scaled = features.map((values) =>
      standardise(values, rows.label).map((value, i) => (i === 37 ? Number.NaN : value)),
    );
    const finding = run(own, scaled, { participantsKnown: false });
    expect(finding.verdict).toBe("leak");
    expect(JSON.stringify(finding)).not.toContain("participant");
    expect(run(own, features, { participantsKnown: false }).verdict).toBe("passed");
  });
});

describe("class-conditional-scaling takes for scaling neither", () => {
  const rows = rowsOf({ people: 12, trials: 16, windows: 1, classes: 2 });
  const alarms = (label: string[], make: (by: Random) => number[][]) => {
    let count = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { verdict } = run(rows, make(random(seed)), { labels: { valence: label } });
      if (verdict === "leak" || verdict === "warning") count++;
    }
    return count;
  };
  const drifting = (by: Random) =>
    Array.from({ length: 20 }, () => {
      const slope = by.normal();
      return rows.trial.map((trial) => slope * Number(trial) + by.normal());
    });

  it("classes that alternate, ABAB or ABBA, while features drift, nor a table sorted by class", () => {
    expect(alarms(rows.label, drifting)).toBe(0);
    expect(
      alarms(
        rows.trial.map((trial) => "abba"[Number(trial) % 4]),
        drifting,
      ),
    ).toBeLessThanOrEqual(1);
    expect(
      alarms(
        rows.trial.map((trial) => (Number(trial) < 8 ? "a" : "b")),
        (by) => measure(rows, 20, by),
      ),
    ).toBe(0);
  });

  it("classes crossed with another factor that the features follow", () => {
    const factor = (by: Random) =>
      Array.from({ length: 20 }, () => {
        const effect = 4 * by.normal();
        return rows.trial.map((trial) => effect * ((Number(trial) >> 1) % 2) + by.normal());
      });
    expect(alarms(rows.label, factor)).toBe(0);
  });
});

describe("class-conditional-scaling passes", () => {
  /** Verdicts over many honest tables. */
  function verdicts(make: (by: Random) => { rows: Rows; features: number[][] }, tables: number) {
    const counts = { leak: 0, warning: 0, passed: 0, "not-applicable": 0 };
    for (let seed = 0; seed < tables; seed++) {
      const { rows, features } = make(random(seed));
      counts[run(rows, features, { splits: seed % 2 === 0 }).verdict]++;
    }
    return counts;
  }
  const shapes: readonly Design[] = [
    usual,
    { ...usual, trials: 8, classes: 4 },
    { ...usual, people: 5, trials: 6, windows: 4 },
    { ...usual, people: 20, trials: 2 },
  ];
  const honest = {
    untouched: () => null,
    "standardised as a whole": (rows: Rows) => rows.label.map(() => ""),
    "standardised within participants": (rows: Rows) => rows.participant,
    "standardised within splits": (rows: Rows) => rows.split,
    "standardised within trials": (rows: Rows) =>
      rows.window.includes("1") ? joined(rows.participant, rows.trial) : null,
  };

  for (const [how, keysOf] of Object.entries(honest)) {
    it(`tables ${how}, with full precision and with two decimals, where classes do not differ at all`, () => {
      for (const decimals of [undefined, 2]) {
        const counts = verdicts((by) => {
          const rows = rowsOf(shapes[by.integer(shapes.length)]);
          const keys = keysOf(rows);
          const features = measure(rows, 20, by).map((values) => {
            const scaled = keys ? standardise(values, keys, by.integer(2) as 0 | 1) : values;
            return decimals ? round(scaled, decimals) : scaled;
          });
          return { rows, features };
        }, 100);
        expect(counts.leak).toBe(0);
        // a warning needs a coincidence of less than 5 %, or one of 0.1 % where classes are alike but not the same
        expect(counts.warning).toBeLessThanOrEqual(decimals ? 5 : 1);
      }
    });
  }

  it("counts, shares and ratings, standardised or not", () => {
    const counts = verdicts((by) => {
      const rows = rowsOf(shapes[by.integer(shapes.length)]);
      const whole = rows.label.map(() => "");
      const features = Array.from({ length: 20 }, (_, i) => {
        const steps = 2 + by.integer(i < 10 ? 3 : 30);
        const values = rows.label.map(() => by.integer(steps) / (i % 3 ? 1 : 30));
        return i % 2 ? standardise(values, whole) : values;
      });
      return { rows, features };
    }, 200);
    expect(counts.leak).toBe(0);
    expect(counts.warning).toBeLessThanOrEqual(10);
  });

  it("a value of the person that stands in all of the person's trials", () => {
    const rows = rowsOf(usual);
    const by = random(3);
    const resting = new Map(rows.participant.map((person) => [person, 60 + 8 * by.normal()]));
    const features = [rows.participant.map((person) => resting.get(person)!)];
    expect(run(rows, features).verdict).toBe("passed");
    expect(run(rows, [standardise(features[0], rows.label)]).verdict).toBe("passed");
  });

  it("a table standardised within participants when each has one class, and within trials of windows", () => {
    const rows = rowsOf({ ...usual, windows: 6 });
    const byPerson = rows.participant.map((person) => (Number(person.slice(7)) % 2 ? "patient" : "control"));
    const within = measure(rows, 10, random(4)).map((values) => standardise(values, rows.participant));
    expect(run(rows, within, { labels: { group: byPerson } }).verdict).toBe("passed");
    const inTrials = measure(rows, 10, random(5)).map((values) =>
      standardise(values, joined(rows.participant, rows.trial)),
    );
    expect(run(rows, inTrials).verdict).toBe("passed");
  });

  it("constant, missing and lone values, and says what was not judged", () => {
    const rows = rowsOf(usual);
    const [measured] = measure(rows, 1, random(6));
    const finding = run(rows, [
      measured,
      rows.label.map(() => 7),
      rows.label.map(() => Number.NaN),
      rows.label.map((_, i) => (i < 2 ? 1 + i : Number.NaN)),
    ]);
    expect(finding.verdict).toBe("passed");
    expect(finding.summary).toBe(
      "No sign that the feature was scaled class by class in valence: none agrees exactly between classes, and together they are not markedly more alike than permuted labels make them. 3 features are constant, too coarse or too sparse to be judged one by one.",
    );
  });

  it("what it cannot judge as not applicable", () => {
    const rows = rowsOf(usual);
    const features = measure(rows, 2, random(7));
    expect(run(rows, []).verdict).toBe("not-applicable");
    expect(run(rows, features, { labels: {} }).verdict).toBe("not-applicable");
    expect(run(rows, features, { labels: { one: rows.label.map(() => "a") } }).verdict).toBe(
      "not-applicable",
    );
    expect(run(rows, features, { labels: { none: rows.label.map(() => null) } }).verdict).toBe(
      "not-applicable",
    );
  });
});

describe("sameMoments", () => {
  it("agrees by chance no more often than it says, here with two decimals and classes that do not differ", () => {
    const by = random(8);
    let same = 0;
    let expected = 0;
    const features = 40_000;
    for (let i = 0; i < features; i++) {
      const values = Float64Array.from({ length: 60 }, () => Math.round(100 * by.normal()) / 100);
      const cells = [values.subarray(0, 30), values.subarray(30)].map((of, label) => ({
        label,
        group: 0,
        count: 30,
        mean: mean(of),
        squares: 29 * variance(of),
        least: 0,
        most: 0,
        leastTimes: 0,
        mostTimes: 0,
      }));
      const seen = sameMoments(cells, 1, valueGrid(values));
      expected += seen?.chance ?? 0;
      if (seen?.same) same++;
    }
    // about 20 are allowed for; the estimate counts both divisors, which with equal classes are one
    expect(same).toBeGreaterThan(0);
    expect(same).toBeLessThan(expected);
    expect(expected / features).toBeLessThan(6e-4);
  });
});

describe("whatever table there is", () => {
  it("scaling it within classes is found, and scaling it as a whole is not taken for that", () => {
    const design = fc.record({
      people: fc.integer({ min: 2, max: 8 }),
      trials: fc.integer({ min: 6, max: 14 }),
      windows: fc.integer({ min: 1, max: 3 }),
      classes: fc.integer({ min: 2, max: 3 }),
    });
    fc.assert(
      fc.property(design, fc.integer(), (shape, seed) => {
        const rows = rowsOf(shape);
        const features = measure(rows, 3, random(seed), 0.3);
        const whole = rows.label.map(() => "");
        expect(
          run(
            rows,
            features.map((values) => standardise(values, whole)),
          ).verdict,
        ).toBe("passed");
        expect(
          run(
            rows,
            features.map((values) => standardise(values, rows.label)),
          ).verdict,
        ).toBe("leak");
      }),
      { numRuns: 60 },
    );
  });
});
