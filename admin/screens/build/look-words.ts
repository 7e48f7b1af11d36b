import type { Look } from "../../../domain/wire/survey.ts";

/** How a survey can stand on a page, in the order in which it is offered. */
export const MODES: Record<Look["mode"], { name: string; about: string }> = {
  popover: {
    name: "Popover",
    about: "In a corner, over the page. It never covers the whole page and never moves it.",
  },
  modal: {
    name: "Modal",
    about: "Over the page, which waits behind it. It interrupts: for what must be asked now.",
  },
  inline: {
    name: "Inline",
    about: "In the page, at a place that you mark. It interrupts nobody.",
  },
  tab: {
    name: "Feedback tab",
    about: "A word at the edge of the window that opens it. It interrupts nobody.",
  },
};

export const CORNERS: Record<Look["corner"], string> = {
  br: "Bottom right",
  bl: "Bottom left",
  tr: "Top right",
  tl: "Top left",
};
