import { readSettings } from '../env';
import { exitCodeOf, STORE_TAKEN } from '../exit-code';
import { reportFatal } from '../report-fatal';
import { answerWish } from './answer-wish';
import { startRuntimeProcess } from './start-runtime-process';

/** A process that is told to stop and has not after this many milliseconds is ended. */
const LONGEST_STOP = 4_000;

try {
  const runtime = await startRuntimeProcess(readSettings(process.env));
  process.send?.({ kind: 'ready', ...runtime.ready });
  console.log(`runtime ready ${JSON.stringify(runtime.ready)}`);
  process.on('message', (message) => void answerWish(message, runtime));
  const stop = stopOnSignal(() => runtime.close());
  void runtime.lost.then((error) => {
    reportFatal(error, 'Perdure stops');
    stop(STORE_TAKEN);
  });
} catch (error) {
  reportFatal(error);
  process.exitCode = exitCodeOf(error);
  if (process.connected) process.disconnect();
}

/** Answers a function that stops as a signal does, with another exit code. */
function stopOnSignal(close: () => Promise<void>): (exitCode: number) => void {
  let isStopping = false;
  const stop = (exitCode: number): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(exitCode === 0 ? 1 : exitCode), LONGEST_STOP).unref();
    close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        reportFatal(error, 'Perdure did not stop in good order');
        process.exit(exitCode === 0 ? 1 : exitCode);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => stop(0));
  return stop;
}
