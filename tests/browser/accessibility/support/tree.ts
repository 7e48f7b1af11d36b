import type { CDPSession, Page } from "playwright-core";

/** A node of the accessibility tree, as assistive technology gets it from the browser. */
export type Said = {
  role: string;
  name: string;
  /** Such as "checked", "required", "level 2", "value Slow"; those that say nothing are left out. */
  states: string[];
  focused: boolean;
  children: Said[];
};

type Raw = {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  value?: { value: string | number };
  properties?: { name: string; value: { value: unknown } }[];
  childIds?: string[];
  backendDOMNodeId?: number;
};

/** Parts of the page that only lay it out, and text that its parent's name already says. */
const SILENT = new Set([
  "generic",
  "none",
  "InlineTextBox",
  "LabelText",
  "LineBreak",
  "paragraph",
  "sectionfooter",
]);

/** Opens the browser's own view of the accessibility tree. */
export async function listenTo(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  return session;
}

/** The whole page's tree, without what is hidden from assistive technology. */
export async function treeOf(session: CDPSession): Promise<Said[]> {
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: Raw[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (raw: Raw | undefined, above: string): Said[] => {
    if (!raw) return [];
    const role = raw.role?.value ?? "none";
    const name = (raw.name?.value ?? "").replaceAll(/\s+/gu, " ").trim();
    const quiet =
      raw.ignored ||
      SILENT.has(role) ||
      // Without a name it is no landmark.
      (role === "form" && !name) ||
      (role === "StaticText" && (!name || name === above));
    const children = (raw.childIds ?? []).flatMap((id) => walk(byId.get(id), quiet ? above : name));
    if (quiet) return children;
    const has = (property: string) =>
      raw.properties?.find(({ name }) => name === property)?.value.value;
    const states = [
      has("checked") === "true" && "checked",
      has("required") && "required",
      has("invalid") === "true" && "invalid",
      has("modal") && "modal",
      has("live") && has("live") !== "off" && `live ${String(has("live"))}`,
      role === "heading" && `level ${String(has("level"))}`,
      has("multiline") && "multi-line",
      raw.value?.value && `value ${raw.value.value}`,
      raw.description?.value && `described as ${raw.description.value}`,
    ].filter((state) => typeof state === "string");
    return [{ role, name, states, focused: !!has("focused"), children }];
  };
  return walk(nodes[0], "");
}

/** A tree as indented lines: role, name in quotes, states. */
export function lines(nodes: Said[], depth = 0): string {
  return nodes
    .map(({ role, name, states, focused, children }) => {
      const words = [role, name && `"${name}"`, ...states, focused && "focused"];
      return `${"  ".repeat(depth)}${words.filter(Boolean).join(" ")}\n${lines(children, depth + 1)}`;
    })
    .join("");
}

/** From the outermost container to the node that has the focus; empty when the page itself has it. */
export function focusPath(nodes: Said[]): Said[] {
  for (const node of nodes) {
    const below = focusPath(node.children);
    if (below.length || (node.focused && node.role !== "RootWebArea")) return [node, ...below];
  }
  return [];
}

/** The nodes of the widget: what the host page has of its own is left out. */
export function widgetOf(nodes: Said[]): Said[] {
  return nodes.flatMap(({ children }) =>
    children.flatMap((node) => (node.role === "main" ? inside(node.children) : [node])),
  );
}

const OWN = /^(Host page|Some text of the host\.|The host's button)$/u;
const inside = (nodes: Said[]): Said[] => nodes.filter(({ name }) => !OWN.test(name));
