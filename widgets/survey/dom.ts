import { PICTURES } from "../features.ts";

type Attributes = { [name: string]: unknown };
type Elements = HTMLElementTagNameMap & Pick<SVGElementTagNameMap, "svg" | "path">;

/**
 * An element with attributes (or 0) and children; an attribute or a child that is undefined, false,
 * 0 or empty is left out. Attributes and text only: nothing here is a Trusted Types sink.
 */
export function h<K extends keyof Elements>(
  tag: K,
  attributes: Attributes | 0 | false,
  ...children: (Node | string | false | 0 | undefined)[]
): Elements[K] {
  const element = (
    PICTURES && /svg|path/.test(tag)
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag)
  ) as Elements[K];
  for (const [name, value] of Object.entries(attributes)) {
    if (value) element.setAttribute(name, value as string);
  }
  element.append(...(children.filter((child) => child) as Node[]));
  return element;
}
