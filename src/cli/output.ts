import type { Progress } from "../run/mod.ts";

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Output {
  readonly json: boolean;
  /** A line for the reader, on standard error; silent with `--quiet`. */
  readonly say: (line: string) => void;
  /** A result for the reader, on standard output; silent with `--json` and `--quiet`. */
  readonly show: (text: string) => void;
  /** A progress bar on a terminal, a line now and then elsewhere; on standard error. */
  readonly progress: (title: string) => Progress & { readonly finish: () => void };
}

interface Stream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Share of the work after which a plain line is printed where there is no terminal. */
const plainStep = 0.1;

/** An output on the given streams. */
export function outputOn(
  streams: { readonly out: Stream; readonly err: Stream },
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Output {
  const { out, err } = streams;
  let barShown = false;
  const clearBar = (): void => {
    if (barShown) err.write("\r\u001b[K");
    barShown = false;
  };
  return {
    json,
    say: (line) => {
      if (quiet) return;
      clearBar();
      err.write(`${line}\n`);
    },
    show: (text) => {
      if (json || quiet) return;
      clearBar();
      out.write(`${text}\n`);
    },
    progress: (title) => {
      let expected = 0;
      let done = 0;
      let printed = -1;
      const started = Date.now();
      const draw = (label: string): void => {
        if (quiet) return;
        const share = expected ? Math.min(1, done / expected) : 0;
        if (err.isTTY) {
          const width = 24;
          const full = Math.round(share * width);
          const left = remaining(share, Date.now() - started);
          const line = `${title} [${"█".repeat(full)}${"░".repeat(width - full)}] ${Math.round(share * 100)} %${left}  ${label}`;
          err.write(`\r\u001b[K${line.slice(0, (err.columns ?? 80) - 1)}`);
          barShown = true;
          return;
        }
        const step = Math.floor(share / plainStep);
        if (step === printed) return;
        printed = step;
        err.write(`${title}: ${Math.round(share * 100)} % (${label})\n`);
      };
      return {
        expect: (pieces) => {
          expected += pieces;
        },
        advance: (pieces, label) => {
          done += pieces;
          draw(label);
        },
        finish: clearBar,
      };
    },
  };
}

function remaining(share: number, elapsed: number): string {
  if (share < 0.02 || elapsed < 3000) return "";
  const seconds = Math.round((elapsed * (1 - share)) / share / 1000);
  return seconds >= 90 ? `, ${Math.round(seconds / 60)} min left` : `, ${seconds} s left`;
}
