import type { Look } from "../wire/survey.ts";
import type { Result } from "./explain.ts";

/** What becomes of a survey on a page: see Why. */
export type Turn = {
  verdict: "asks" | "behind" | "waits" | "chance" | "no";
  /** Who goes first, where another survey does. */
  behind: string | null;
};

type Candidate = { id: string; mode: Look["mode"]; result: Result };

/**
 * Which of a page's surveys ask, in the order in which the page goes through them. One at a time
 * stands over a page; containers and tabs are places of their own and wait for nobody. A survey
 * that waits for something lets the next one go first.
 */
export function turnsOf(surveys: readonly Candidate[]): Turn[] {
  const over = ({ mode }: Candidate) => mode === "popover" || mode === "modal";
  const first = surveys.find((survey) => over(survey) && survey.result === "pass");
  let before = first !== undefined;
  return surveys.map((survey) => {
    const { id, result } = survey;
    if (id === first?.id) {
      before = false;
      return { verdict: "asks", behind: null };
    }
    if (result === "fail") return { verdict: "no", behind: null };
    const own = { pass: "asks", waits: "waits", chance: "chance" } as const;
    // One that may be drawn and stands before the first still has its chance.
    if (!first || !over(survey) || (before && result === "chance"))
      return { verdict: own[result], behind: null };
    return { verdict: "behind", behind: first.id };
  });
}
