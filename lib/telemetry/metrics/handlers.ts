import type { Observation, ObservationOf } from '../observation';

/** What is counted of each kind of observation. */
export type Handlers<K extends Observation['kind'] = Observation['kind']> = {
  readonly [Kind in K]: (observation: ObservationOf<Kind>) => void;
};
