/** What the composer writes projects in. */
export const PROJECT_LANGUAGES = ['javascript', 'python', 'go', 'java', 'csharp'] as const;

export type ProjectLanguage = (typeof PROJECT_LANGUAGES)[number];

/**
 * `preparing`: packages are fetched and code is built. `running`: its workers run. `stopped`: somebody stopped it. `failed`:
 * it could not be prepared, or one of its workers has ended.
 */
export const PROJECT_PHASES = ['preparing', 'running', 'stopped', 'failed'] as const;

/** A project that was generated from a diagram and is run on the machine of the console. */
export type Project = {
  /** The app that its workflow runs in. */
  readonly appId: string;
  /** The App IDs of its workers, that one first: several where lanes are apps. */
  readonly workers: readonly string[];
  readonly language: ProjectLanguage;
  /** Where its files are. */
  readonly folder: string;
  /** The workflow that is started. */
  readonly workflow: string;
  readonly phase: (typeof PROJECT_PHASES)[number];
  /** Why it failed. */
  readonly trouble?: string | undefined;
  /** The execution that was started with it. */
  readonly instanceId?: string | undefined;
  /** What it has said lately, the newest last. */
  readonly log: readonly string[];
};

export type Projects = {
  /** Why no project can be run here; absent: they can. */
  readonly unavailable?: string | undefined;
  /** Languages whose tools are missing, and what is to be installed. */
  readonly missing: Readonly<Partial<Record<ProjectLanguage, string>>>;
  readonly projects: readonly Project[];
};

export type ProjectWish = {
  /** The diagram. */
  readonly text: string;
  readonly fileName: string;
  readonly language: ProjectLanguage;
  /** Absent: by the name of the diagram. */
  readonly appId?: string | undefined;
  /** Each lane is an app of its own, with a worker of its own. */
  readonly lanesAsApps?: boolean | undefined;
  /** JSON text of the input of the first execution; absent: an example. */
  readonly input?: string | undefined;
};

/** Runs generated projects on this machine. */
export interface ProjectHost {
  list(): Promise<Projects>;
  /** Writes a project, and prepares, runs and starts it by and by; one with a worker of the same App ID is stopped first. */
  run(wish: ProjectWish): Promise<Project>;
  stop(appId: string): Promise<Project>;
}
