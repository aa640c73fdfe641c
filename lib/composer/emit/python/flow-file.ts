import { otherApp } from '../../plan/apps';
import type { Program } from '../../plan/program';
import type { File } from '../file';
import { text, valueLines } from './literal';

const merged = `def merged(data, found):
    """The data with what was found out."""
    return {**data, **(found or {})}`;

const absorb = `def absorb(data, given, returned):
    """The data with what a child changed in the copy that it was given."""
    changed = {k: v for k, v in (returned or {}).items() if given.get(k) != v}
    return {**data, **changed}`;

const absorbUndoable = `def absorb_undoable(data, given, returned):
    """The data with what a child changed in its copy, and what it can undo."""
    returned = returned or {}
    changed = {k: v for k, v in returned.items() if given.get(k) != v}
    undos = [*data.get("undos", []), *returned.get("undos", [])]
    return {**data, **changed, "undos": undos}`;

const number = `def number(value):
    """A number that is missing is neither less nor more than any other."""
    return nan if value is None else value`;

const instant = `def instant(text, ctx=None):
    """The time that an ISO 8601 text says, in UTC; now, where it is missing."""
    if text is None:
        return ctx.current_utc_datetime
    time = datetime.fromisoformat(text)
    return time.astimezone(timezone.utc).replace(tzinfo=None) if time.tzinfo else time`;

const inbox = `class Inbox:
    """External events. What lost a race is still waited for, so that it is not missed."""

    def __init__(self, ctx):
        self._ctx = ctx
        self._open = {}

    def next(self, name):
        """The next event of this name."""
        if name not in self._open:
            self._open[name] = self._ctx.wait_for_external_event(name)
        return self._open[name]

    def take(self, name):
        """Waits for the next event of this name and takes it out."""
        payload = yield self.next(name)
        del self._open[name]
        return payload`;

const processError = `class ProcessError(Exception):
    """An error that the diagram knows by its code; raise it in an activity."""

    def __init__(self, code, message):
        super().__init__(f"[{code}] {message}")`;

const hasCode = `def has_code(error, code):
    """True when an error, or the one that it came from, was raised with this code."""
    return f"[{code}]" in str(error)`;

/** The helpers that the workflows of this program call, and no others. */
export function flowFile(program: Program, used: ReadonlySet<string>): File {
  const needs = new Set([...used, ...(used.has('has_code') ? ['ProcessError'] : [])]);
  const parts: readonly (readonly [string, string])[] = [
    ...([
      ['merged', merged],
      ['absorb', absorb],
      ['absorb_undoable', absorbUndoable],
    ] as const),
    ...([
      ['compensate', compensateText(program)],
      ['Inbox', inbox],
      ['number', number],
      ['instant', instant],
    ] as const),
    ...([
      ['ProcessError', processError],
      ['has_code', hasCode],
    ] as const),
  ];
  const chosen = parts.filter(([name]) => needs.has(name)).map(([, code]) => code);
  const imports = [
    ...(needs.has('instant') ? ['from datetime import datetime, timezone'] : []),
    ...(needs.has('number') ? ['from math import nan'] : []),
  ];
  const head = '"""What the workflows of this project have in common."""';
  const top = imports.length === 0 ? head : `${head}\n\n${imports.join('\n')}`;
  return {
    path: 'flow.py',
    text: `${[top, ...chosen].join('\n\n\n')}\n`.replace(/"""\n\n\n(class)/, '"""\n\n\n$1'),
    keep: false,
  };
}

function compensateText(program: Program): string {
  const undos = program.workflows.flatMap((unit) => unit.undos);
  const apps = undoApps(program);
  const input = apps === undefined ? 'input=data' : 'input=data, app_id=UNDO_APPS.get(undo)';
  const children = [...new Set(undos.filter(({ kind }) => kind === 'child').map(({ name }) => name))];
  const start =
    children.length === 0
      ? [`        task = ctx.call_activity(undo, ${input})`]
      : [
          `        is_child = undo in (${children.map(text).join(', ')},)`,
          '        start = ctx.call_child_workflow if is_child else ctx.call_activity',
          `        task = start(undo, ${input})`,
        ];
  return `${apps ?? ''}def compensate(ctx, data, only=None):
    """Undoes what was completed, last first; with a name, only what that one undoes."""
    undos = data.get("undos", [])
    chosen = [undo for undo in undos if only in (None, undo)]
    left = [undo for undo in undos if undo not in chosen]
    for undo in reversed(chosen):
${start.join('\n')}
        data = {**data, **((yield task) or {})}
    return {**data, "undos": left}`;
}

/** Which apps undo what the apps of the workflows do not. */
function undoApps(program: Program): string | undefined {
  const apps = program.workflows.flatMap((unit) =>
    unit.undos.flatMap(({ name }) => {
      const app = otherApp(program, unit, name);
      return app === undefined ? [] : [[name, app] as const];
    }),
  );
  if (apps.length === 0) return undefined;
  return [
    '# The apps that undo what the app of its workflow does not.',
    ...valueLines('UNDO_APPS = ', Object.fromEntries(apps), { depth: 0 }),
    ...['', '', ''],
  ].join('\n');
}
