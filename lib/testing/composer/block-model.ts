import type { Element } from '@/lib/composer/model/element';
import type { Flow, Model, Process } from '@/lib/composer/model/model';
import type { Block, Ways } from './random-block';
import { after, draw } from './model-builder';

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** A model that is drawn as a block says; its last step undoes what can be undone. */
export function modelOfBlock(name: string, block: Block): Model {
  const drawing = new Drawing();
  drawing.process({ id: 'main', name }, block);
  return { name, source: 'bpmn', processes: drawing.processes };
}

/** Draws blocks one after the other; ids and labels are numbered, so that none comes twice. */
class Drawing {
  readonly processes: Process[] = [];
  private elements: Element[] = [];
  private flows: Flow[] = [];
  private count = 0;

  process({ id, name, inside }: { id: string; name: string; inside?: string }, block: Block): void {
    const outer = [this.elements, this.flows] as const;
    this.elements = [];
    this.flows = [];
    const place = this.processes.length;
    this.processes.push({ id, name, lanes: [], elements: [], flows: [], data: [] });
    const start = this.add(draw.start(this.id('start')));
    let last = this.block(block, start);
    if (inside === undefined && this.elements.some((element) => 'compensatedBy' in element)) {
      last = this.next(last, draw.undoAll(this.id('undo')));
    }
    this.flow(last, this.add(draw.end(this.id('end'))));
    this.processes[place] = {
      ...{ id, name, lanes: [], elements: this.elements, flows: this.flows, data: [{ name: 'items', type: 'list' }] },
      ...(inside !== undefined && { inside }),
    };
    [this.elements, this.flows] = outer;
  }

  /** Draws a block after an element. Returns the element that it ends with. */
  private block(block: Block, from: string): string {
    switch (block.kind) {
      case 'row':
        return block.of.reduce((last, each) => this.block(each, last), from);
      case 'data':
      case 'answers':
      case 'all':
      case 'some':
        return this.ways(block, from);
      case 'events':
        return this.events(block, from);
      case 'loop':
        return this.loop(block, from);
      case 'interrupted':
        return this.interrupted(block, from);
      case 'accompanied':
        return this.accompanied(block, from);
      case 'child':
        return this.child(block, from);
      case 'many':
        return this.many(block, from);
      case 'tangle':
        return this.tangle(block, from);
      default:
        return this.step(block, from);
    }
  }

  private step({ kind }: Block, from: string): string {
    const id = this.id(kind);
    switch (kind) {
      case 'wait':
        return this.next(from, draw.message(id, `Message ${id}`));
      case 'pause':
        return this.next(from, draw.timer(id, 'PT1S'));
      case 'send':
        return this.next(from, draw.send(id, `News ${id}`));
      case 'looped':
        return this.next(
          from,
          draw.task(id, `Work ${id}`, { loop: { condition: `is ${id} open`, testBefore: false } }),
        );
      case 'undoable': {
        this.add(draw.task(`${id}-undo`, `Undo ${id}`, { isForCompensation: true }));
        return this.next(from, draw.task(id, `Work ${id}`, { compensatedBy: `${id}-undo` }));
      }
      default:
        return this.next(from, draw.task(id, `Work ${id}`));
    }
  }

  private ways({ kind, ways }: Ways, from: string): string {
    const gateway = { data: draw.exclusive, answers: draw.exclusive, all: draw.parallel, some: draw.inclusive }[kind];
    const split = this.next(from, gateway(this.id(kind), kind === 'all' ? '' : `Which of ${this.count}`));
    const join = this.add(gateway(this.id('join')));
    for (const [at, way] of ways.entries()) {
      const label = this.add({ ...draw.task(this.id('way'), ''), name: `Way ${this.count}` });
      this.flow(split, label, wordsOf({ kind, at, of: ways.length, field: split.replace('-', '') }));
      this.flow(this.block(way, label), join);
    }
    return join;
  }

  private events({ ways }: BlockOf<'events'>, from: string): string {
    const split = this.next(from, draw.events(this.id('events')));
    const join = this.add(draw.exclusive(this.id('join')));
    for (const [at, way] of ways.entries()) {
      const id = this.id('event');
      const event = this.next(split, at === 0 ? draw.timer(id, 'PT1S') : draw.message(id, `Message ${id}`));
      this.flow(this.block(way, event), join);
    }
    return join;
  }

  private loop({ body, back }: BlockOf<'loop'>, from: string): string {
    const merge = this.next(from, draw.exclusive(this.id('again')));
    const work = this.next(merge, draw.task(this.id('round'), `Round ${this.count}`));
    const split = this.next(this.block(body, work), draw.exclusive(this.id('more'), `More of ${this.count}`));
    const returning = back === undefined ? undefined : this.add(draw.task(this.id('return'), `Return ${this.count}`));
    this.flow(split, returning ?? merge, { label: 'more' });
    if (back !== undefined && returning !== undefined) this.flow(this.block(back, returning), merge);
    const on = this.add(draw.task(this.id('after'), `After ${this.count}`));
    this.flow(split, on, { label: 'enough' });
    return on;
  }

  private interrupted({ by, then }: BlockOf<'interrupted'>, from: string): string {
    const host = this.next(from, draw.task(this.id('host'), `Host ${this.count}`));
    const id = this.id(by);
    const triggers = {
      timer: after('PT1S'),
      message: { kind: 'message' as const, name: `Message ${id}` },
      error: { kind: 'error' as const, code: `E${this.count}` },
    };
    const event = this.add(draw.boundary(id, host, triggers[by]));
    const join = this.next(host, draw.exclusive(this.id('join')));
    this.flow(this.block(then, event), join);
    return join;
  }

  private accompanied({ by }: BlockOf<'accompanied'>, from: string): string {
    const host = this.next(from, draw.task(this.id('host'), `Host ${this.count}`));
    const id = this.id(by);
    const trigger = by === 'timer' ? after('PT1S') : { kind: 'message' as const, name: `Message ${id}` };
    const event = this.add(draw.beside(id, host, trigger));
    const work = this.next(event, draw.task(this.id('beside'), `Beside ${this.count}`));
    this.flow(work, this.add(draw.end(this.id('end'))));
    return host;
  }

  private child({ inside, onError }: BlockOf<'child'>, from: string): string {
    const id = this.id('child');
    const host = this.next(from, draw.child(id, `Child ${id}`, { process: `${id}-inside` }));
    this.process({ id: `${id}-inside`, name: '', inside: id }, inside);
    if (onError === undefined) return host;
    const event = this.add(draw.boundary(this.id('failed'), id, { kind: 'error' }));
    const join = this.next(host, draw.exclusive(this.id('join')));
    this.flow(this.block(onError, event), join);
    return join;
  }

  private many({ order, inside }: BlockOf<'many'>, from: string): string {
    const id = this.id('many');
    const many = { order, collection: 'items', item: `item${this.count}` };
    if (inside === undefined) return this.next(from, draw.task(id, `Each ${id}`, { many }));
    const host = this.next(from, draw.child(id, `Each ${id}`, { process: `${id}-inside`, many }));
    this.process({ id: `${id}-inside`, name: '', inside: id }, inside);
    return host;
  }

  private tangle({ jumps }: BlockOf<'tangle'>, from: string): string {
    const out = this.add(draw.exclusive(this.id('out')));
    const merges = jumps.map(() => this.add(draw.exclusive(this.id('merge'))));
    this.flow(from, merges[0] ?? out);
    for (const [at, to] of jumps.entries()) {
      const work = this.next(merges[at] ?? out, draw.task(this.id('work'), `Work ${this.count}`));
      const next = merges[at + 1] ?? out;
      const targets = [...new Set([next, ...to.flatMap((other) => merges[other] ?? [])])];
      const split =
        targets.length === 1 ? work : this.next(work, draw.exclusive(this.id('where'), `Where ${this.count}`));
      for (const target of targets) this.flow(split, target, targets.length === 1 ? {} : { label: `to ${target}` });
    }
    return out;
  }

  private next(from: string, element: Element): string {
    this.flow(from, this.add(element));
    return element.id;
  }

  private add(element: Element): string {
    this.elements.push(element);
    return element.id;
  }

  private flow(from: string, to: string, words: Partial<Flow> = {}): void {
    this.flows.push({ id: `${from}-${to}`, from, to, isDefault: false, ...words });
  }

  private id(kind: string): string {
    this.count += 1;
    return `${kind}-${this.count}`;
  }
}

interface Way {
  readonly kind: 'data' | 'answers' | 'all' | 'some';
  readonly at: number;
  readonly of: number;
  readonly field: string;
}

function wordsOf({ kind, at, of, field }: Way): Partial<Flow> {
  if (kind === 'all') return {};
  if (kind === 'data') return at === of - 1 ? { isDefault: true } : { condition: `${field} > ${(of - at) * 10}` };
  return { label: `way ${at}` };
}
