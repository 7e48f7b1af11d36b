type Attributes = { [name: string]: unknown };
type Elements = HTMLElementTagNameMap & Pick<SVGElementTagNameMap, "svg" | "path">;

/**
 * An element with attributes (or 0) and children; an attribute or a child that is undefined, false,
 * 0 or empty is left out. Attributes and text only: nothing here is a Trusted Types sink.
 */
export function h<K extends keyof Elements>(
  tag: K,
  attributes: Attributes | 0,
  ...children: (Node | string | false | 0 | undefined)[]
): Elements[K] {
  const element = document.createElementNS(
    `http://www.w3.org/${/svg|path/.test(tag) ? "2000/svg" : "1999/xhtml"}`,
    tag,
  ) as Elements[K];
  for (const [name, value] of Object.entries(attributes)) {
    if (value) element.setAttribute(name, `${value}`);
  }
  element.append(...(children.filter((child) => child) as Node[]));
  return element;
}
