import type { FieldType, RecordType } from '../plan/record';

/** What kind of thing a path of a record leads to. */
export function kindAt(records: readonly RecordType[], data: string, path: readonly string[]): FieldType['kind'] {
  let record = records.find(({ name }) => name === data);
  let kind: FieldType['kind'] = 'unknown';
  for (const part of path) {
    const type: FieldType | undefined = record?.fields.find(({ name }) => name === part)?.type;
    kind = type?.kind ?? 'unknown';
    record = type?.kind === 'record' ? records.find(({ name }) => name === type.record) : undefined;
  }
  return kind;
}
