import type { Lane, Model, Process } from '../model/model';

/** Lanes in which something lies, each with the process that it is a lane of. */
export function usedLanes({ processes }: Model): readonly { readonly lane: Lane; readonly process: Process }[] {
  return processes.flatMap((process) => {
    const used = new Set(process.elements.map(({ lane }) => lane));
    return process.lanes.filter(({ id }) => used.has(id)).map((lane) => ({ lane, process }));
  });
}

/** How many lanes hold something; one that an inner process repeats counts once. */
export function laneCount(model: Model): number {
  return new Set(usedLanes(model).map(({ lane }) => lane.name || lane.id)).size;
}

/** Why so many lanes cannot become apps, or undefined. */
export function tooFewLanes(count: number): { readonly message: string; readonly wayOut: string } | undefined {
  if (count >= 2) return undefined;
  return {
    message: 'Lanes become apps where at least two of them hold something',
    wayOut: 'Draw what different apps do in lanes of their own, or leave the project one app.',
  };
}

/** The lane of an element; inside a sub-process without lanes that of the sub-process. */
export function laneOfElement(model: Model, id: string | undefined): Lane | undefined {
  const process = model.processes.find(({ elements }) => elements.some((element) => element.id === id));
  const element = process?.elements.find((each) => each.id === id);
  const lane = process?.lanes.find((each) => each.id === element?.lane);
  return lane ?? (process?.inside === undefined ? undefined : laneOfElement(model, process.inside));
}
