export { audit } from "./audit.ts";
export type { AuditInput, Check } from "./check.ts";
export { checks } from "./checks.ts";
export type { AuditResult, CheckInfo, Finding } from "./finding.ts";
