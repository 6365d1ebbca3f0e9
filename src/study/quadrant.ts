/** The four states of arousal x valence. */
export const quadrants = ["HAHV", "HALV", "LAHV", "LALV"] as const;

/** One of the four states of arousal x valence. */
export type Quadrant = (typeof quadrants)[number];

/** A quadrant written in either order and any case ("HVHA", "lalv", "ha-hv"), or undefined for anything else. */
export function parseQuadrant(text: string): Quadrant | undefined {
  const letters = text.toUpperCase().replace(/[\s_/-]/g, "");
  const match = /^(?:([HL])A([HL])V|([HL])V([HL])A)$/.exec(letters);
  if (!match) return undefined;
  const arousal = match[1] ?? match[4];
  const valence = match[2] ?? match[3];
  return `${arousal}A${valence}V` as Quadrant;
}

/** `HA` or `LA`. */
export function arousalOf(quadrant: Quadrant): "HA" | "LA" {
  return quadrant.slice(0, 2) as "HA" | "LA";
}

/** `HV` or `LV`. */
export function valenceOf(quadrant: Quadrant): "HV" | "LV" {
  return quadrant.slice(2) as "HV" | "LV";
}
