import type { DataObject } from '../model/model';
import type { NamePool } from '../names/name-pool';
import { pascalCase, wordsOf } from '../names/words';
import type { Example, Field, FieldType, RecordType } from './record';

/** The field in which a workflow keeps what it has to undo. */
export const UNDOS = 'undos';

type Kind = Exclude<FieldType['kind'], 'record'>;

interface Node {
  kind: Kind;
  items?: 'text';
  example: Example | undefined;
  readonly members: Map<string, Node>;
}

const examples: Readonly<Record<Kind, Example>> = {
  ...{ text: 'example', number: 1, truth: true, list: ['first', 'second'], object: {}, unknown: 'example' },
};

/** Gathers what is known of the data of a process and all that it runs; gives records at the end. */
export class FieldTree {
  private readonly roots = new Map<string, Node>();

  declare(name: string, type: DataObject['type']): void {
    const node = this.node([name]);
    if (type !== 'unknown') node.kind = type;
  }

  /** Something is known of a field by its use: a value that it may have. What was known before stays. */
  observe(path: readonly string[], value: Example | undefined): void {
    const node = this.node(path);
    if (value === undefined) return;
    if (node.kind === 'unknown') node.kind = kindOf(value);
    if (node.kind === kindOf(value)) node.example ??= value;
  }

  /** The list in which a workflow keeps what it has to undo. */
  keepUndos(): void {
    this.roots.set(UNDOS, { kind: 'list', items: 'text', example: [], members: new Map() });
  }

  /** Is a field of the data itself of that name? */
  has(name: string): boolean {
    return this.roots.has(name);
  }

  /** Whether a field, as far as all that was gathered tells its type, can have that value. */
  canHold(path: readonly string[], value: Example): boolean {
    const node = this.node(path);
    return node.members.size === 0 && (node.kind === 'unknown' || node.kind === kindOf(value));
  }

  /** The records, what they refer to first. */
  records({ name, title, pool }: { name: string; title: string; pool: NamePool }): readonly RecordType[] {
    const inner: RecordType[] = [];
    const fields = this.fieldsOf(this.roots, { pool, inner });
    return [...inner, { name, title, fields }];
  }

  private fieldsOf(nodes: ReadonlyMap<string, Node>, into: { pool: NamePool; inner: RecordType[] }): readonly Field[] {
    return [...nodes].map(([name, node]) => {
      if (node.members.size === 0) {
        return { name, type: typeOf(node), isRequired: false, example: exampleOf(node) };
      }
      const record = into.pool.take(pascalCase(wordsOf(name)));
      const fields = this.fieldsOf(node.members, into);
      into.inner.push({ name: record, title: `What is known of ${wordsOf(name).join(' ')}.`, fields });
      const example = Object.fromEntries(fields.map((field) => [field.name, field.example]));
      return { name, type: { kind: 'record', record }, isRequired: false, example };
    });
  }

  private node(path: readonly string[]): Node {
    let nodes = this.roots;
    let found: Node | undefined;
    for (const part of path) {
      found = nodes.get(part) ?? { kind: 'unknown', example: undefined, members: new Map() };
      nodes.set(part, found);
      nodes = found.members;
    }
    return found ?? { kind: 'unknown', example: undefined, members: new Map() };
  }
}

function typeOf({ kind, items }: Node): FieldType {
  return kind === 'list' && items !== undefined ? { kind, items } : { kind };
}

/** What was observed, unless the field turned out to be of another type afterwards. */
function exampleOf({ kind, example = null }: Node): Example {
  return example !== null && kindOf(example) === kind ? example : examples[kind];
}

function kindOf(value: Example): Kind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'truth';
  if (Array.isArray(value)) return 'list';
  return value === null ? 'unknown' : 'object';
}
