/** What stands on the page that people cannot see. */
export type Trap = {
  /** What was written into it, and whether it was used at all. */
  read(): { hp: string; trap: boolean };
  /** Calls once when it is used. */
  onUse(then: () => void): void;
};

/** Watches the trap that the server rendered. @param trap null where there is none */
export function watchTrap(trap: Element | null): Trap {
  const field = trap?.querySelector("input");
  const uses: (() => void)[] = [];
  let used = false;
  for (const type of ["click", "pointerdown", "focusin"])
    trap?.addEventListener(type, (event) => {
      // What leads away from here would end the visit.
      if (type === "click") event.preventDefault();
      if (used) return;
      used = true;
      for (const then of uses) then();
    });
  return {
    read: () => ({ hp: field?.value ?? "", trap: used }),
    onUse: (then) => void uses.push(then),
  };
}
