/**
 * heartface, platform-free: everything from a table's bytes to the report, for Node, browsers, workers and Deno.
 * What touches a disk or starts threads is in `heartface/node`.
 */
export * from "./audit/mod.ts";
export * from "./ei/mod.ts";
export * from "./formats/mod.ts";
export * from "./fusion/mod.ts";
export * from "./learn/mod.ts";
export * from "./problem/mod.ts";
export * from "./report/mod.ts";
export * from "./simulate/mod.ts";
export * from "./stats/mod.ts";
export * from "./study/mod.ts";
export * from "./table/mod.ts";
