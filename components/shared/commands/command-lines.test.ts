import { expect, test } from 'vitest';
import { commandLines, type CommandAction } from './command-lines';

const ORDER = { appId: 'orders', instanceId: 'order-1' };
const texts = (action: CommandAction, ref = ORDER) => commandLines(ref, action).map(({ text }) => text);

test('each action has its line for both tools', () => {
  expect(texts({ kind: 'pause', reason: 'stock taking' })).toEqual([
    "perdure workflow suspend order-1 --app-id orders --reason 'stock taking'",
    "dapr workflow suspend order-1 --app-id orders --reason 'stock taking'",
  ]);
  expect(texts({ kind: 'terminate', output: '"x"', reason: 'bad' })).toEqual([
    `perdure workflow terminate order-1 --app-id orders --output '"x"' --reason bad`,
    `dapr workflow terminate order-1 --app-id orders --output '"x"'`,
  ]);
  expect(texts({ kind: 'raise-event', name: 'Approval', input: ' {"ok":true} ' })[1]).toBe(
    `dapr workflow raise-event order-1/Approval --app-id orders --input '{"ok":true}'`,
  );
  expect(texts({ kind: 'rerun', eventId: 3, newInstanceId: 'order-1b' })[0]).toBe(
    'perdure workflow rerun order-1 --app-id orders --event-id 3 --new-instance-id order-1b',
  );
  expect(texts({ kind: 'purge' })[0]).toBe('perdure workflow purge order-1 --app-id orders');
});

test('nothing in an id or a payload can get out of its quotes', () => {
  const [line] = texts(
    { kind: 'raise-event', name: "it's", input: '{"a":"\'; rm -rf $HOME"}' },
    { ...ORDER, instanceId: 'a b' },
  );
  expect(line).toBe(
    String.raw`perdure workflow raise-event 'a b/it'\''s' --app-id orders --input '{"a":"'\''; rm -rf $HOME"}'`,
  );
});
