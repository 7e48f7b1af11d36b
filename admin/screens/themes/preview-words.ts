import type { ThemePreview } from "../../../domain/wire/themes.ts";

/** The themes that a text would leave and join, what it leaves first. */
export function movedLabels({
  before,
  after,
}: Pick<ThemePreview["quotes"][number], "before" | "after">): { label: string; sign: "-" | "+" }[] {
  const left = before.filter((label) => !after.includes(label));
  const joined = after.filter((label) => !before.includes(label));
  return [
    ...left.map((label) => ({ label, sign: "-" as const })),
    ...joined.map((label) => ({ label, sign: "+" as const })),
  ];
}
