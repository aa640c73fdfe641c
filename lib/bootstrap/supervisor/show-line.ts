import { createLog, type LogFormat } from '@/lib/telemetry/log';
import { isLogLine, printLine } from '@/lib/telemetry/print-line';

/** Something that takes whole lines. */
export type LineTarget = { write(text: string): unknown };

/**
 * Shows what a process of Perdure has said. Its log lines come as JSON and are turned into lines for people unless JSON is
 * asked for; whatever else it says stands under its name, or, among JSON, in a log line.
 */
export function createShowLine(name: string, format: LogFormat, target: LineTarget = process.stdout) {
  const log = createLog({ level: 'info', format: 'json', name }, target);
  return (line: string): void => {
    if (isLogLine(line)) target.write(format === 'json' ? `${line}\n` : printLine(line));
    else if (format === 'json') log.info({}, line);
    else target.write(`[${name}] ${line}\n`);
  };
}
