import { z } from 'zod';
import type { File } from './emit/file';
import { ELEMENTS_FILE } from './emit/project/elements-file';

const signatureSchema = z.union([z.record(z.string(), z.string()), z.array(z.string())]);
const elementsSchema = z.object({
  activities: z.array(
    z.object({ name: z.string(), file: z.string(), input: signatureSchema, output: signatureSchema }),
  ),
  generated: z.array(z.string()),
});

type Elements = z.infer<typeof elementsSchema>;
type Signature = z.infer<typeof signatureSchema>;

/** A hand-written file whose activity takes or returns something else now. */
export interface ChangedActivity {
  readonly name: string;
  readonly file: string;
  /** What changed, in words: `input: amount number is new`. */
  readonly changes: readonly string[];
}

/** What to do with the files of a folder so that they are the new project. */
export interface Regeneration {
  readonly write: readonly File[];
  /** Hand-written, left as they are. */
  readonly kept: readonly string[];
  /** Generated earlier, of no use any more. */
  readonly remove: readonly string[];
  readonly changed: readonly ChangedActivity[];
  /** Hand-written files of activities that no element needs any more. */
  readonly unneeded: readonly string[];
}

/** Paths whose present text `regenerate` has to be told, where there is one. */
export function pathsOf(files: readonly File[], elementsText: string | undefined): readonly string[] {
  const old = readElements(elementsText);
  const paths = [
    ...files.map(({ path }) => path),
    ...(old?.generated ?? []),
    ...(old?.activities ?? []).map(({ file }) => file),
  ];
  return [...new Set(paths)].filter(isInside);
}

/** Decides for each file: hand-written ones are never touched, and what that means for them is told. */
export function regenerate(existing: ReadonlyMap<string, string>, files: readonly File[]): Regeneration {
  const old = readElements(existing.get(ELEMENTS_FILE));
  const now = readElements(files.find(({ path }) => path === ELEMENTS_FILE)?.text);
  const paths = new Set(files.map(({ path }) => path));
  const isHandWritten = ({ path, keep }: File): boolean => keep && existing.has(path);
  const present = (old?.activities ?? []).filter(({ file }) => existing.has(file) && isInside(file));
  return {
    write: files.filter((file) => !isHandWritten(file) && existing.get(file.path) !== file.text),
    kept: files.filter(isHandWritten).map(({ path }) => path),
    remove: (old?.generated ?? []).filter((path) => existing.has(path) && !paths.has(path) && isInside(path)),
    changed: present.flatMap((before) => {
      const after = now?.activities.find(({ file }) => file === before.file);
      return after === undefined ? [] : changesOf(before, after);
    }),
    unneeded: present.map(({ file }) => file).filter((file) => !paths.has(file)),
  };
}

type KnownActivity = Elements['activities'][number];

function changesOf(before: KnownActivity, after: KnownActivity): readonly ChangedActivity[] {
  const changes = [
    ...differences('input', before.input, after.input),
    ...differences('output', before.output, after.output),
  ];
  return changes.length === 0 ? [] : [{ name: after.name, file: after.file, changes }];
}

function differences(side: string, before: Signature, after: Signature): readonly string[] {
  const [was, is] = [entriesOf(before), entriesOf(after)];
  const added = [...is].filter(([name]) => !was.has(name)).map(([name, type]) => `${name}${type} is new`);
  const gone = [...was].filter(([name]) => !is.has(name)).map(([name, type]) => `${name}${type} is gone`);
  const other = [...is].flatMap(([name, type]) => {
    const earlier = was.get(name);
    return earlier === undefined || earlier === type ? [] : [`${name} was${earlier} and is${type}`];
  });
  return [...added, ...gone, ...other].map((change) => `${side}: ${change}`);
}

function entriesOf(signature: Signature): ReadonlyMap<string, string> {
  if (Array.isArray(signature)) return new Map(signature.map((answer) => [JSON.stringify(answer), '']));
  return new Map(Object.entries(signature).map(([name, type]) => [name, ` ${type}`]));
}

function readElements(text: string | undefined): Elements | undefined {
  if (text === undefined) return undefined;
  try {
    return elementsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A path that was edited into the file must not lead out of the project. */
function isInside(path: string): boolean {
  return !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..');
}
