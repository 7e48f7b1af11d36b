type Attributes = { [name: string]: unknown };
type Elements = HTMLElementTagNameMap & Pick<SVGElementTagNameMap, "svg" | "path">;

/**
 * An element with attributes and children; an attribute or a child that is undefined, false or
 * empty is left out. Attributes and text only: nothing here is a Trusted Types sink.
 */
export function h<K extends keyof Elements>(
  tag: K,
  attributes: Attributes,
  ...children: (Node | string | false | undefined)[]
): Elements[K] {
  const space = /svg|path/.test(tag) ? "2000/svg" : "1999/xhtml";
  const element = document.createElementNS(`http://www.w3.org/${space}`, tag) as Elements[K];
  for (const [name, value] of Object.entries(attributes)) {
    if (value || value === 0) element.setAttribute(name, `${value}`);
  }
  element.append(...(children.filter((child) => child) as Node[]));
  return element;
}

/** A drawing on a square of 40 units: two lines, of which styles fill the first. */
export function draw(first: string, second?: string | false): SVGElement {
  return h("svg", { viewBox: "0 0 40 40", "aria-hidden": true }, h("path", { d: first }), h("path", { d: second }));
}
