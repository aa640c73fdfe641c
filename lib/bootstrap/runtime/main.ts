import { readSettings } from '../env';
import { reportFatal } from '../report-fatal';
import { startRuntimeProcess } from './start-runtime-process';

/** A process that is told to stop and has not after this many milliseconds is ended. */
const LONGEST_STOP = 4_000;

try {
  const runtime = await startRuntimeProcess(readSettings(process.env));
  process.send?.({ kind: 'ready', ...runtime.ready });
  console.log(`runtime ready ${JSON.stringify(runtime.ready)}`);
  stopOnSignal(() => runtime.close());
} catch (error) {
  reportFatal(error);
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        reportFatal(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
}
