import type { Ask } from "../../domain/wire/site-config.ts";
import { CHOICES, LOGIC, PICTURES, RARE } from "../features.ts";
import { choices, css, logic, modes, pictures } from "../styles/survey.ts";
import { h } from "./dom.ts";

/**
 * Puts an element of ours into `root`, apart from the page's styles and scripts.
 * @param delegatesFocus the focus may be given to the host
 */
export function shell(
  root: Element,
  { look }: Ask,
  child: Node,
  delegatesFocus?: boolean,
): HTMLElement {
  const host = h("verbatim-survey" as "div", 0);
  const shadow = host.attachShadow({
    mode: "open",
    ...(RARE && { delegatesFocus: delegatesFocus! }),
  });
  const sheet = new CSSStyleSheet();
  // "page" stands for the font around it (domain/survey/look): no style is inherited in here.
  const own = RARE ? look.replace("page", () => getComputedStyle(document.body).fontFamily) : look;
  sheet.replaceSync(
    `${css}${LOGIC || CHOICES ? logic : ""}${PICTURES ? pictures : ""}${CHOICES ? choices : ""}${RARE ? modes : ""}.p{${own}}`,
  );
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(child);
  root.append(host);
  return host;
}
