const CLASSES: Record<string, string> = {
  allowed: "is-ja",
  allowed_with_duties: "is-wenn",
  needs_decision: "is-ent",
  forbidden: "is-nein",
};

export const verdictClass = (verdict: string | undefined): string => CLASSES[verdict ?? ""] ?? "";
export const isReleasing = (verdict: string | undefined): boolean => verdict === "allowed" || verdict === "allowed_with_duties";
