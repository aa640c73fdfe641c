import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { composeFolder } from './fixtures/compose-service';
import { hashOf, liveOnOneStore } from './fixtures/life-of-a-store';
import { podmanEnds } from './fixtures/podman';

const PASSWORD = 'correct horse';
const VOLUME = `perdure-${process.pid}`;

afterAll(() => podmanEnds(['volume', 'rm', '--force', VOLUME]));

test('on a file in /data, with a read-only root, no capabilities and nothing else to write to but /tmp', async () => {
  const flags = [
    ...['--env', `PERDURE_ADMIN_HASH=${await hashOf(PASSWORD)}`],
    ...['--volume', `${join(composeFolder, 'perdure.config.json')}:/etc/perdure/perdure.config.json:ro`],
    ...['--volume', `${VOLUME}:/data`],
    ...['--read-only', '--read-only-tmpfs=false', '--tmpfs', '/tmp'],
    ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ];
  await liveOnOneStore({ flags, password: PASSWORD });
});
