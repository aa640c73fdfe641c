import { checkDepth } from '../../limits';
import type { SourceLine } from '../source-line';
import { labelWords, syntaxError } from '../source-line';
import type { Block, BlockWord, Sequence, SequenceStep } from './sequence';

const ignored =
  /^(autonumber|activate|deactivate|destroy|link|links|properties|acc[A-Z]\w+|title|note\s+(over|left\s+of|right\s+of))\b/i;
const declaration = /^(?:create\s+)?(participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/i;
const message = /^(.+?)(<<-->>|<<->>|-->>|->>|--x|-x|--\)|-\)|-->|->)\s*[+-]?([^:]+):(.*)$/;
const opening = /^(alt|opt|loop|par|critical|break)\b\s*(.*)$/i;
const next = /^(else|and|option)\b\s*(.*)$/i;
/** Marks of a frame that groups for the eye only. */
const frame = /^(rect|box)\b/i;

/** Which word goes on with which block. */
const goesOn: Readonly<Record<string, BlockWord>> = { else: 'alt', and: 'par', option: 'critical' };

type Open = { readonly block: Block } | { readonly frame: SourceLine };

/** Reads the lines of a sequence diagram after its head. */
export function readSequence(lines: readonly SourceLine[]): Sequence {
  const sequence: Sequence = { participants: new Map(), steps: [] };
  const open: Open[] = [];
  for (const line of lines) if (!ignored.test(line.text)) readLine(line, { sequence, open });
  const last = lines.at(-1);
  if (open.length > 0 && last) throw syntaxError(last, last.text.length, '"end" of the block that is still open');
  return sequence;
}

interface State {
  readonly sequence: Sequence;
  readonly open: Open[];
}

function readLine(line: SourceLine, state: State): void {
  const { sequence, open } = state;
  const declared = declaration.exec(line.text);
  const opened = opening.exec(line.text);
  const gone = next.exec(line.text);
  if (declared) declare(line, sequence, declared);
  else if (frame.test(line.text)) open.push({ frame: line });
  else if (/^end$/i.test(line.text)) close(line, open);
  else if (opened) openBlock(line, state, opened);
  else if (gone) goOn(line, open, gone);
  else readMessage(line, state);
}

function declare(line: SourceLine, { participants }: Sequence, [, word, id = '', alias]: RegExpExecArray): void {
  const bare = id.replace(/@\{.*\}$/, '').trim();
  if (bare === '') throw syntaxError(line, line.text.indexOf('@'), 'the name of the participant');
  participants.set(bare, { id: bare, name: labelWords(alias ?? bare), isActor: word?.toLowerCase() === 'actor' });
}

function close(line: SourceLine, open: Open[]): void {
  if (open.pop() === undefined) throw syntaxError(line, 0, 'an open block before "end"');
}

function openBlock(line: SourceLine, state: State, [, word = '', label = '']: RegExpExecArray): void {
  checkDepth(state.open.length, label);
  const branch = { label: labelWords(label), steps: [] };
  const block: Block = { kind: 'block', word: blockWord(word), branches: [branch], line };
  stepsOf(state).push(block);
  state.open.push({ block });
}

function blockWord(word: string): BlockWord {
  const words: readonly BlockWord[] = ['alt', 'opt', 'loop', 'par', 'critical', 'break'];
  return words.find((known) => known === word.toLowerCase()) ?? 'opt';
}

function goOn(line: SourceLine, open: readonly Open[], [, word = '', label = '']: RegExpExecArray): void {
  const inside = open.findLast((entry) => 'block' in entry);
  const wanted = goesOn[word.toLowerCase()];
  if (inside === undefined || !('block' in inside) || inside.block.word !== wanted) {
    throw syntaxError(line, 0, `"${word}" only inside "${wanted ?? ''}"`);
  }
  inside.block.branches.push({ label: labelWords(label), steps: [] });
}

function readMessage(line: SourceLine, state: State): void {
  const [from, arrow, to, text] = (message.exec(line.text) ?? []).slice(1).map((part) => part.trim());
  if (!from || arrow === undefined || !to || text === undefined) {
    throw syntaxError(line, 0, 'a message such as "Shop->>Store: Reserve goods", or a word such as alt, par or loop');
  }
  for (const id of [from, to]) {
    if (!state.sequence.participants.has(id)) state.sequence.participants.set(id, { id, name: id, isActor: false });
  }
  stepsOf(state).push({ kind: 'message', from, to, text: labelWords(text), arrow, line });
}

function stepsOf({ sequence, open }: State): SequenceStep[] {
  const inside = open.findLast((entry) => 'block' in entry);
  return inside !== undefined && 'block' in inside ? (inside.block.branches.at(-1)?.steps ?? []) : sequence.steps;
}
