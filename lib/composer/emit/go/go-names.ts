import { snakeCase, wordsOf } from '../../names/words';
import type { Program } from '../../plan/program';
import { Conversions } from '../typed/conversions';
import { Identifiers, withSuffix } from '../typed/identifiers';
import { Types } from '../typed/types';

/** Names of the functions of workflows and activities, none twice. */
export class GoNames {
  private readonly identifiers: Identifiers;

  constructor({ records, workflows, activities }: Program) {
    const own = [
      'Main',
      'Register',
      'Typed',
      'Race',
      'Arm',
      'Job',
      'Raiser',
      'Engine',
      'Instance',
      'RunBesideWorkflow',
    ];
    this.identifiers = new Identifiers([...own, ...records.map(({ name }) => name)]);
    for (const { name } of workflows) this.workflow(name);
    for (const { name } of activities) this.activity(name);
  }

  workflow(name: string): string {
    return this.identifiers.of(`workflow ${name}`, withSuffix(name, 'Workflow'));
  }

  activity(name: string): string {
    return this.identifiers.of(`activity ${name}`, name);
  }

  /** A name on the wire that neither a workflow nor an activity of the program has. */
  wire(name: string): string {
    return this.identifiers.of(`wire ${name}`, name);
  }
}

export function workflowPath(name: string): string {
  return `${snakeCase(wordsOf(name))}_workflow.go`;
}

/** The suffix keeps the name of a system or processor from being the last word, which Go would build for that alone. */
export function activityPath(name: string): string {
  return `${snakeCase(wordsOf(name))}_activity.go`;
}

export interface GoContext {
  readonly types: Types;
  readonly conversions: Conversions;
  readonly names: GoNames;
}

export function goContext(program: Program): GoContext {
  return { types: new Types(program), conversions: new Conversions(), names: new GoNames(program) };
}
