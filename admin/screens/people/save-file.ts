/** Gives a text to the browser as a file to keep. */
export function saveFile(name: string, text: string, type: "text/csv" | "application/json"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // The browser reads the file after the click: it needs the address for a while.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
