export type Faint = { what: string; ratio: number; needs: number };

/**
 * What stands too faintly in the widget, by the colours that the browser computed (WCAG 2.2, 1.4.3
 * and 1.4.11). axe gives up on nearly everything in the top layer, and on single characters.
 * Runs in the page: it may use nothing from outside.
 */
export function tooFaint(): Faint[] {
  const root = [...document.querySelectorAll("verbatim-survey")].at(-1)!.shadowRoot!;
  const canvas = new OffscreenCanvas(1, 1);
  const brush = canvas.getContext("2d", { willReadFrequently: true })!;
  type Rgba = [number, number, number, number];
  const known = new Map<string, Rgba>();
  const rgba = (colour: string): Rgba => {
    const before = known.get(colour);
    if (before) return before;
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    known.set(colour, [r!, g!, b!, a! / 255]);
    return known.get(colour)!;
  };
  const over = ([r, g, b, a]: Rgba, [x, y, z]: Rgba): Rgba => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
    1,
  ];
  const parent = (element: Element): Element | null =>
    element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
  /** What shows behind an element's own text. */
  const behind = (element: Element | null): Rgba => {
    if (!element) return rgba("Canvas");
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(parent(element)));
  };
  const light = ([r, g, b]: Rgba): number => {
    const [x, y, z] = [r, g, b].map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
  };
  /** How much of an element is left by its own opacity and that of what it stands in. */
  const opacity = (element: Element | null): number =>
    element ? Number(getComputedStyle(element).opacity) * opacity(parent(element)) : 1;
  const faint: Faint[] = [];
  const want = (what: string, front: string, back: Rgba, needs: number, share: number): void => {
    const [r, g, b, a] = rgba(front);
    const [low, high] = [light(over([r, g, b, a * share], back)), light(back)].toSorted(
      (x, y) => x - y,
    );
    const found = (high! + 0.05) / (low! + 0.05);
    if (found < needs) faint.push({ what, ratio: Math.floor(found * 100) / 100, needs });
  };

  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const name = `${element.localName} ${(element.textContent || element.getAttribute("aria-label") || "").slice(0, 30)}`;
    const back = behind(element);
    const share = opacity(element);
    const around = behind(parent(element));
    const says = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim(),
    );
    const writes = element.matches("textarea,input:not([type=radio],[type=checkbox])");
    if (says || writes) want(`text: ${name}`, style.color, back, 4.5, share);
    if (element.getAttribute("placeholder")) {
      const hint = getComputedStyle(element, "::placeholder");
      want(`hint: ${name}`, hint.color, back, 4.5, share * Number(hint.opacity));
    }
    for (const pseudo of ["::before", "::after"] as const) {
      const drawn = getComputedStyle(element, pseudo);
      if (/^".+"$/u.test(drawn.content))
        want(
          `${drawn.content} in ${name}`,
          drawn.color,
          back,
          parseFloat(drawn.fontSize) < 24 ? 4.5 : 3,
          share * Number(drawn.opacity),
        );
    }
    const field = writes || element.matches("input,label:has(input),[role=radiogroup]");
    if (field && style.appearance !== "auto" && style.borderTopWidth !== "0px")
      want(`border: ${name}`, style.borderTopColor, around, 3, share);
    // What is chosen shows by its outline, a mark by its stroke.
    if (style.outlineStyle === "solid" && style.outlineWidth !== "0px")
      want(`outline: ${name}`, style.outlineColor, around, 3, share);
    if (element.localName === "path") want(`mark: ${name}`, style.stroke, around, 3, share);
    if (element.localName === "svg" && style.borderTopWidth !== "0px")
      want(`ring: ${name}`, style.borderTopColor, around, 3, share);
    if (element.localName === "button" && rgba(style.backgroundColor)[3] === 1)
      want(`button: ${name}`, style.backgroundColor, around, 3, share);
  }
  return faint;
}
