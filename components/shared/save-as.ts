/** How long the browser has to fetch what it saves. */
const KEPT_MS = 60_000;

/** Lets the browser save something under a name. */
export function saveAs(fileName: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
