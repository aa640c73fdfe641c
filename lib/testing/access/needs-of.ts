import { ROLES, type Role } from '@/lib/domain/actor';
import type { Target } from '@/lib/services/access/use-case';
import { USE_CASES, type UseCaseName } from '@/lib/services/access/use-cases';

export type Needs = {
  readonly role: Role;
  readonly payloads: boolean;
  readonly unlimited: boolean;
  readonly target: Target;
};

/** What the table of permissions asks for a call that stands for some use cases. */
export function needsOf(names: readonly UseCaseName[]): Needs {
  const cases = names.map((name) => USE_CASES[name]);
  const [first] = cases;
  if (first === undefined) throw new Error('a call stands for a use case');
  return {
    role: ROLES.findLast((role) => cases.some((each) => each.role === role)) ?? 'admin',
    payloads: cases.some((each) => 'payloads' in each),
    unlimited: cases.some((each) => 'unlimited' in each),
    target: first.target,
  };
}
