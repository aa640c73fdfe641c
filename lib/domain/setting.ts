/** A value that Perdure was started with, as people read it; never a secret. */
export type Setting = {
  readonly name: string;
  /** Its key in the configuration file; absent where there is none. */
  readonly key?: string | undefined;
  /** The environment variable that sets it. */
  readonly variable?: string | undefined;
  readonly value: string;
};

/** Settings that belong together; of one app, where they are about one. */
export type SettingGroup = {
  readonly title: string;
  readonly appId?: string | undefined;
  readonly settings: readonly Setting[];
};
