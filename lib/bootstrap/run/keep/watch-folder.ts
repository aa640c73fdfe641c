import { dirname, relative } from 'node:path';
import { watch } from 'chokidar';
import { isSource, isWatchedFolder } from './watched-files';

/** Editors and builds write several files at once. */
const SETTLE_MS = 150;

export type FolderWatch = {
  readonly folder: string;
  readonly dataDir: string;
  /** Called with the path of a file that changed, from the folder on; once for changes that come together. */
  readonly onChange: (file: string) => void;
};

/** Watches the sources of an app. Resolves when changes are noticed from now on. */
export async function watchFolder({ folder, dataDir, onChange }: FolderWatch): Promise<{ close(): Promise<void> }> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      stats?.isFile() === true
        ? !isSource(path) || !isWatchedFolder(dirname(path), folder, dataDir)
        : !isWatchedFolder(path, folder, dataDir),
  });
  let settling: NodeJS.Timeout | undefined;
  watcher.on('all', (_, path) => {
    if (!isSource(path)) return;
    clearTimeout(settling);
    settling = setTimeout(() => onChange(relative(folder, path)), SETTLE_MS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    async close() {
      clearTimeout(settling);
      await watcher.close();
    },
  };
}
