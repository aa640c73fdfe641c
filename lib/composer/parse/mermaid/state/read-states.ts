import { checkDepth } from '../../limits';
import type { SourceLine } from '../source-line';
import { labelWords, syntaxError } from '../source-line';
import type { Region, State, StateKind } from './chart';
import { emptyRegion } from './chart';

const ignored = /^(direction|classDef|class|style|hide|scale|acc[A-Z]\w+|click)\b/;
const id = String.raw`(\[\*\]|[\p{L}\p{N}_.-]*[\p{L}\p{N}_])`;
const transition = new RegExp(String.raw`^${id}(?::::\w+)?\s*-->\s*${id}(?::::\w+)?\s*(?::\s*(.*))?$`, 'u');
const described = new RegExp(String.raw`^${id}\s*:\s*(.+)$`, 'u');
const declared = new RegExp(
  String.raw`^state\s+(?:"([^"]*)"\s+as\s+)?${id}\s*(?:(?:<<|\[\[)(choice|fork|join)(?:>>|\]\]))?\s*(\{)?\s*(\})?$`,
  'u',
);
const bare = new RegExp(String.raw`^${id}(?::::\w+)?$`, 'u');

interface Reading {
  readonly scopes: Region[][];
  isInNote: boolean;
}

/** Reads the lines of a state diagram after its head. */
export function readStates(lines: readonly SourceLine[]): Region {
  const root = emptyRegion();
  const reading: Reading = { scopes: [[root]], isInNote: false };
  for (const line of lines) if (!isNote(line, reading) && !ignored.test(line.text)) readLine(line, reading);
  const last = lines.at(-1);
  if (last && reading.scopes.length > 1)
    throw syntaxError(last, last.text.length, '"}" of the state that is still open');
  if (last && reading.isInNote) throw syntaxError(last, last.text.length, '"end note"');
  return root;
}

function isNote({ text }: SourceLine, reading: Reading): boolean {
  if (reading.isInNote) {
    reading.isInNote = !/^end note$/i.test(text);
    return true;
  }
  if (!/^note\s+(left|right)\s+of\b/i.test(text)) return false;
  reading.isInNote = !text.includes(':');
  return true;
}

function readLine(line: SourceLine, reading: Reading): void {
  const regions = reading.scopes.at(-1) ?? [];
  const region = regions.at(-1) ?? emptyRegion();
  const arrow = transition.exec(line.text);
  const state = declared.exec(line.text);
  const words = described.exec(line.text);
  if (arrow) readTransition(line, region, arrow);
  else if (state) declare(line, state, { region, reading });
  else if (line.text === '--' && reading.scopes.length > 1) regions.push(emptyRegion());
  else if (line.text === '}') closeState(line, reading);
  else if (bare.test(line.text)) stateAt(region, line.text.replace(/:::.*$/, ''));
  else if (words) describe(stateAt(region, words[1] ?? ''), labelWords(words[2] ?? ''));
  else throw syntaxError(line, 0, 'a transition such as "Open --> Paid : payment received", or a state');
}

function readTransition(line: SourceLine, region: Region, [, from = '', to = '', label]: RegExpExecArray): void {
  for (const end of [from, to]) if (end !== '[*]') stateAt(region, end);
  region.transitions.push({ from, to, label: labelWords(label ?? ''), line });
}

function declare(
  line: SourceLine,
  [, words, name = '', kind, opens, closes]: RegExpExecArray,
  { region, reading }: { region: Region; reading: Reading },
): void {
  if (name === '[*]') throw syntaxError(line, 6, 'the name of a state');
  const state = stateAt(region, name);
  if (words !== undefined) state.label = labelWords(words);
  state.kind = kindOf(kind) ?? state.kind;
  if (opens === undefined) return;
  checkDepth(reading.scopes.length, name);
  state.regions.push(emptyRegion());
  if (closes === undefined) reading.scopes.push(state.regions);
}

function kindOf(word: string | undefined): StateKind | undefined {
  return word === 'choice' || word === 'fork' || word === 'join' ? word : undefined;
}

function closeState(line: SourceLine, { scopes }: Reading): void {
  if (scopes.length === 1) throw syntaxError(line, 0, 'an open state before "}"');
  scopes.pop();
}

function describe(state: State, words: string): void {
  const [, action] = /^(?:entry|do)\s*\/\s*(.+)$/i.exec(words) ?? [];
  if (action === undefined) state.label = words;
  else state.actions.push(action);
}

function stateAt({ states }: Region, name: string): State {
  const known = states.get(name);
  if (known !== undefined) return known;
  const state: State = { id: name, label: name, kind: 'state', actions: [], regions: [] };
  states.set(name, state);
  return state;
}
