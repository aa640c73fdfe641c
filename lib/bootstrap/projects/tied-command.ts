import type { AppPlan } from '../run/app-plan';
import { startApp } from '../run/app-process';

// Runs one command in this process's folder, and ends it and all that it has started when the process that wants it is gone.
const [name = '', ...command] = process.argv.slice(2);
const plan: AppPlan = {
  ...{ appId: name, command, folder: process.cwd(), appProtocol: 'grpc', env: {}, logTo: 'console' },
  ...{ grpcPort: 0, httpPort: 0 },
};
try {
  const app = await startApp(plan, {}, { out: console.log, err: console.error });
  const stop = (): void => void app.stop();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  if (process.send !== undefined && !process.connected) stop();
  process.exitCode = (await app.ended).code;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
