/**
 * The colours of figures and page. Figures carry the light ones as they are, so that they look the same in any
 * program; the page puts variables in their place, so that they follow the reader's light or dark scheme.
 * The three accents differ in lightness too, and none stands without a word or a shape that says the same.
 */
export const light = {
  paper: "#ffffff",
  ink: "#1c2127",
  quiet: "#59626d",
  line: "#d8dce2",
  wash: "#f5f6f8",
  ecg: "#b8391f",
  face: "#1f68ad",
  both: "#6a3ba0",
  dummy: "#7c848e",
  mark: "#8a5a00",
  markwash: "#fff4d6",
  good: "#1f6f4a",
} as const;

/** The same colours on a dark page. */
export const dark: Readonly<Record<keyof typeof light, string>> = {
  paper: "#14171b",
  ink: "#e7e9ec",
  quiet: "#a3abb5",
  line: "#363c45",
  wash: "#1c2026",
  ecg: "#f28b74",
  face: "#7db8f0",
  both: "#bd9cec",
  dummy: "#949ca6",
  mark: "#f2c45a",
  markwash: "#3a2f14",
  good: "#74c69d",
};

/** The colours as CSS variables. */
export function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

const nameOf = new Map<string, string>(Object.entries(light).map(([name, value]) => [value, name]));

/** A figure's markup with the page's variables in place of its colours. */
export function themed(svg: string): string {
  return svg.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/"(#[0-9a-f]{6})"/g, (whole, colour: string) => {
      const name = nameOf.get(colour);
      return name ? `"var(--${name})"` : whole;
    }),
  );
}
