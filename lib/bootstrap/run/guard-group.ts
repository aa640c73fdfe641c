import { spawn } from 'node:child_process';

/**
 * Waits for the end of its input, which comes when this process is gone, however it went; then ends the group, by force
 * after 5 s. Of what every POSIX shell has.
 */
const SCRIPT = `
read -r _
kill -s TERM -- "-$1"
for second in 1 2 3 4 5; do
  kill -s 0 -- "-$1" || exit 0
  sleep 1
done
kill -s KILL -- "-$1"
`;

/**
 * Ends a process group when this process was killed and could not do it. The guard is in a session of its own: what is meant for
 * the terminal or the group of this process does not reach it. Answers how it is told that nothing is left to guard; `onError`
 * is called when there can be no guard.
 */
export function guardGroup(group: number, onError: (error: Error) => void): () => void {
  const guard = spawn('sh', ['-c', SCRIPT, 'perdure-guard', String(group)], {
    ...{ cwd: '/', detached: true },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.once('error', onError);
  guard.unref();
  return () => void guard.kill('SIGKILL');
}
