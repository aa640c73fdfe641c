import { writeMirrorMark, type MirrorMark } from '../mirror-mark';

/** When each app was last read, and what is in the way; written beside the store with each change. */
export class AppMarks {
  readonly #apps: NonNullable<MirrorMark['apps']>;
  readonly #write: () => void;

  constructor(storePath: string, { apps, source, position }: MirrorMark) {
    this.#apps = { ...apps };
    this.#write = () => writeMirrorMark(storePath, { source, position, apps: this.#apps });
    this.#write();
  }

  get apps(): readonly string[] {
    return Object.keys(this.#apps);
  }

  seen(appId: string, seenAt: number): void {
    this.#apps[appId] = { seenAt };
    this.#write();
  }

  trouble(appId: string, trouble: string): void {
    if (this.#apps[appId]?.trouble === trouble) return;
    this.#apps[appId] = { ...this.#apps[appId], trouble };
    this.#write();
  }

  forget(appId: string): void {
    delete this.#apps[appId];
    this.#write();
  }
}
