export { defaultSimulation, simulateTables, type TableSimulation } from "./simulate-tables.ts";
