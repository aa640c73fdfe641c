import { z } from 'zod';

const draftSchema = z.object({
  /** How the text is to be read. */
  kind: z.enum(['bpmn', 'mermaid']),
  /** BPMN 2.0 XML, or Mermaid. */
  text: z.string(),
  /** Name of the file it came from or will be saved to. */
  fileName: z.string(),
  /** Its lanes are to become apps, where they can. */
  lanesAsApps: z.boolean().optional(),
});

/** The diagram at hand. */
export type Draft = z.infer<typeof draftSchema>;

const KEY = 'perdure:composer:draft';

/** The draft of the last visit in this browser, or undefined. */
export function rememberedDraft(): Draft | undefined {
  try {
    const kept = draftSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return kept.success ? kept.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the draft for the next visit; a browser that keeps nothing loses it with the tab. */
export function rememberDraft(draft: Draft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // No room, or no storage at all: the page works without.
  }
}

/** A file that somebody chose, as a draft. */
export async function draftOfFile(file: File): Promise<Draft> {
  const text = await file.text();
  const kind = /\.(mmd|mermaid|md)$/i.test(file.name) || !text.trimStart().startsWith('<') ? 'mermaid' : 'bpmn';
  return { kind, text, fileName: file.name };
}
