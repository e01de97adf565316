/** How the state of a preflight is told in one sign and one line. */
import type { CheckResult, PreflightBrief } from "../lib/api/campaigns";
import { g } from "../lib/messages/campaign";

export type Sign = "success" | "warning" | "error" | "info";

export const SIGN: Record<CheckResult, Sign> = { fail: "error", warning: "warning", pass: "success", not_applicable: "info" };

export function briefly(preflight: PreflightBrief): { sign: Sign; words: string } {
  if (preflight.state === "none" || preflight.state === "waiting") return { sign: "info", words: g().state[preflight.state] };
  if (preflight.state === "failed") return { sign: "error", words: g().state.failed };
  if (preflight.fails > 0) return { sign: "error", words: g().fails(preflight.fails) };
  if (preflight.warnings > 0) return { sign: "warning", words: g().warnings(preflight.warnings) };
  return { sign: "success", words: g().state.ready };
}
