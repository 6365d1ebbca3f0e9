export * from "./problem/mod.ts";
export * from "./stats/mod.ts";
export * from "./table/mod.ts";
