import type { Program } from '../../plan/program';
import { Identifiers, withSuffix } from './identifiers';

/** Names of the classes of a program, none twice and none that the generated code uses for something else. */
export class ClassNames {
  private readonly identifiers: Identifiers;

  constructor({ records, workflows, activities }: Program, reserved: readonly string[]) {
    this.identifiers = new Identifiers(reserved);
    for (const { name } of records) this.model(name);
    for (const { name } of workflows) this.workflow(name);
    for (const { name } of activities) this.activity(name);
  }

  model(name: string): string {
    return this.identifiers.of(`model ${name}`, name);
  }

  workflow(name: string): string {
    return this.identifiers.of(`workflow ${name}`, withSuffix(name, 'Workflow'));
  }

  activity(name: string): string {
    return this.identifiers.of(`activity ${name}`, withSuffix(name, 'Activity'));
  }
}
