import type { DataObject } from '../../model/model';
import { bpmn, type Tag } from './xml';

type RootKind = 'message' | 'signal' | 'error';

const STRUCTURES: Readonly<Partial<Record<DataObject['type'], string>>> = {
  ...{ text: 'string', number: 'number', truth: 'boolean', object: 'object' },
};

/** What stands beside the processes of a file and is referred to by its id: each message, signal, error and type once. */
export class Roots {
  private readonly ids = new Map<string, string>();
  private readonly found: Tag[] = [];

  /** The id of a message, signal or error; undefined for one without a name. */
  refer(kind: RootKind, name: string | undefined): string | undefined {
    if (name === undefined || name === '') return undefined;
    return this.idOf(`${kind} ${name}`, kind, (id) =>
      bpmn(kind, { id, name, ...(kind === 'error' && { errorCode: name }) }),
    );
  }

  /** The id of the definition of a type; undefined where nothing is known of it. */
  typed(type: DataObject['type']): string | undefined {
    const structureRef = STRUCTURES[type];
    if (structureRef === undefined) return undefined;
    return this.idOf(`type ${type}`, 'type', (id) => bpmn('itemDefinition', { id, structureRef }));
  }

  tags(): readonly Tag[] {
    return this.found;
  }

  private idOf(key: string, word: string, make: (id: string) => Tag): string {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = `${word}__${this.ids.size + 1}`;
    this.ids.set(key, id);
    this.found.push(make(id));
    return id;
  }
}
