/** Attributes that HTML has given up and Outlook's engine goes by. */
declare module "preact" {
  interface TableHTMLAttributes<T> {
    bgcolor?: string;
  }
  interface TdHTMLAttributes<T> {
    bgcolor?: string;
  }
}

/** A table that only lays out. */
export const bare = {
  role: "presentation",
  cellPadding: "0",
  cellSpacing: "0",
  border: 0,
} as const;
