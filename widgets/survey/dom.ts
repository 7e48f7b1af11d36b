type Attributes = { [name: string]: unknown };
type Elements = HTMLElementTagNameMap & Pick<SVGElementTagNameMap, "svg" | "path">;

/**
 * An element with attributes and children; an attribute that is undefined or false is left out,
 * as is an empty child. Attributes and text only: nothing here is a Trusted Types sink.
 */
export function h<K extends keyof Elements>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | false | undefined)[]
): Elements[K] {
  const space = /svg|path/.test(tag) ? "2000/svg" : "1999/xhtml";
  const element = document.createElementNS(`http://www.w3.org/${space}`, tag) as Elements[K];
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, `${value}`);
  }
  element.append(...(children.filter(Boolean) as Node[]));
  return element;
}

/** A drawing on a square of `size` units, one path for each line of data. */
export function draw(size: number, ...lines: string[]): SVGElement {
  return h(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, "aria-hidden": true },
    ...lines.map((d) => h("path", { d })),
  );
}
