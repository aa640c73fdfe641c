import type { RuntimeStore } from '@/lib/store/runtime-store';
import type { Log } from '@/lib/telemetry/log';
import type { Telemetry } from '@/lib/telemetry/telemetry';
import type { Clock } from '../clock';
import type { Dispatcher } from '../dispatch/dispatcher';
import type { RuntimeLimits } from '../limits';
import type { RuntimePolicies } from '../policies';
import type { Waiters } from '../waiters';
import type { World } from '../world/world';

/** What every operation of the runtime works with. */
export type OperationContext = {
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly waiters: Waiters;
  readonly store: RuntimeStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly limits: RuntimeLimits;
  readonly policies: RuntimePolicies;
  readonly log: Log;
  readonly telemetry: Telemetry;
};
