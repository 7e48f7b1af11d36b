/** By request path: which file answers it, with which headers. */
export type Manifest = Record<string, { file: string; headers: Record<string, string> }>;
