import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { insideId } from '../../model/inside-id';
import { modelSchema, type Model } from '../../model/model';
import { parse } from '../../parse/parse';
import { bpmnOf } from './bpmn-of';
import { xmlId } from './xml';

const expected = new URL('../../corpus/expected/', import.meta.url);

describe('what was printed reads as the same model', () => {
  test.each([...goldensIn(''), ...goldensIn('third-party/')])('%s', async (path) => {
    const model = modelSchema.parse(JSON.parse(readFileSync(new URL(path, expected), 'utf8')));
    const read = await parse(bpmnOf(model), 'x.bpmn');
    expect(comparable(read, (id) => id)).toEqual(comparable(model, xmlId));
  });
});

test('ids that XML does not allow stay apart, and labels cannot leave their place', async () => {
  expect(['a->b', 'a-_x3e_b', '1', 'ok_1.b', '']).toHaveLength(
    new Set(['a->b', 'a-_x3e_b', '1', 'ok_1.b', ''].map(xmlId)).size,
  );
  expect(xmlId('ok_1.b')).toBe('ok_1.b');
  const label = '</bpmn:task><script>alert("1")</script> & \u0000\ud800';
  const model = await parse(`flowchart TD\n s([s]) --> a["x"] --> e([e])`, 'x.mmd');
  const [process = refuse()] = model.processes;
  const elements = process.elements.map((each) => (each.id === 'a' ? { ...each, name: label } : each));
  const read = await parse(bpmnOf({ ...model, processes: [{ ...process, elements }] }), 'x.bpmn');
  expect(read.processes[0]?.elements.find(({ id }) => id === 'a')?.name).toBe(
    '</bpmn:task><script>alert("1")</script> &',
  );
});

/** What BPMN tells: ids in its form, the names of insides as it gives them, nothing of what was implied. */
function comparable({ processes }: Model, written: (id: string) => string) {
  const ids = new Map(processes.map(({ id, inside }) => [id, inside === undefined ? id : insideId(inside)]));
  return processes
    .map((process) => ({
      ...{ id: written(ids.get(process.id) ?? ''), data: new Map(process.data.map(({ name, type }) => [name, type])) },
      lanes: process.inside === undefined ? process.lanes.map(({ id, name }) => [written(id), name]) : [],
      flows: process.flows.map(({ id, from, to, ...flow }) => [written(id), written(from), written(to), flow]),
      elements: process.elements.map((element) => {
        const { implied: _, lane, ...rest } = element;
        const kept = lane === undefined || process.inside !== undefined ? rest : { ...rest, lane: written(lane) };
        const text = JSON.stringify(kept, (key, value: unknown) => {
          if (!['id', 'process', 'attachedTo', 'compensatedBy', 'of'].includes(key)) return value;
          return typeof value === 'string' ? written(ids.get(value) ?? value) : value;
        });
        return JSON.parse(text) as unknown;
      }),
    }))
    .toSorted((one, other) => one.id.localeCompare(other.id));
}

function goldensIn(folder: string): readonly string[] {
  const names = readdirSync(new URL(folder, expected)).filter((name) => name.endsWith('.json'));
  return names.map((name) => `${folder}${name}`);
}

function refuse(): never {
  throw new Error('there is one');
}
