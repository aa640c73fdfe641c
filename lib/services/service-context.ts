import type { Caller } from '@/lib/domain/actor';
import type { EngineTarget } from '@/lib/domain/engine-target';
import type { Instant } from '@/lib/domain/instant';
import type { ProjectHost } from '@/lib/domain/project';
import type { SettingGroup } from '@/lib/domain/setting';
import type { TargetBook } from '@/lib/domain/target';
import type { AuditDraft } from '@/lib/store/audit-log';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { RevealMemory } from './access/reveal-memory';
import type { Control } from '@/lib/control/control';
import type { LanguageModel } from '@/lib/language-model/language-model';

export type LimitedLanguageModel = LanguageModel & {
  /** Throws `limited` for somebody who asks too often. */
  readonly admit: (name: string) => Promise<void>;
};

/** What every use case stands on. Reads go to the store; everything that changes an instance goes to the engine. */
export type ServiceContext = {
  /** Whom the use case acts for. */
  readonly caller: Caller;
  readonly store: ConsoleStore;
  readonly control: Control;
  /** Called when a bulk job was made or changed: those who work on them look again. */
  readonly onBulkChange: () => void;
  /** Runs the projects that the composer makes. */
  readonly projects: ProjectHost;
  /** What the audit log was told lately. */
  readonly reveals: RevealMemory;
  readonly now: () => Instant;
  /**
   * What the audit log is to be told by a use case that changes tables of the console, in the transaction of its change; there
   * for those of which the table of permissions says `withChange`.
   */
  readonly entry?: AuditDraft;
  /** Asks what draws descriptions. Absent, or nothing: none is set up. Throws `invalid` for one that is set up wrongly. */
  readonly languageModel?: () => LimitedLanguageModel | undefined;
  /** The app whose listener is asked whether the runtime is up. */
  readonly mainAppId: string;
  /** Apps that a listener of the runtime serves. */
  readonly servedApps: readonly string[];
  /** Where the runtime listens, for people to read. */
  readonly runtimeAddress: string;
  /** What the store is called, for people to read. */
  readonly storeName: string;
  /** Asks of which Dapr cluster the store is a mirror, and as of when. Absent: it is a runtime's own. */
  readonly mirror?: () => { readonly source: string; readonly seenAt: Instant } | undefined;
  /** Asks what is known of the sidecars of the cluster; absent without a cluster. */
  readonly targets?: (() => Promise<readonly EngineTarget[]>) | undefined;
  /** Keeps those sidecars; absent without a cluster. */
  readonly targetBook?: TargetBook | undefined;
  /** What this process was started with, for people to read. */
  readonly settings: readonly SettingGroup[];
  readonly versions: { readonly perdure: string; readonly node: string };
};
