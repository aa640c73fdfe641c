// Loaded into the console's process (NODE_OPTIONS=--require): counts the statements that it runs on SQLite, whoever
// prepared them, and keeps the number in the file that PERDURE_BENCH_STATEMENTS names.
const { writeFileSync } = require('node:fs');
const Database = require('better-sqlite3');

const EVERY_MS = 100;
const file = process.env.PERDURE_BENCH_STATEMENTS;
if (file && process.argv[1]?.endsWith('serve-console.js')) {
  let count = 0;
  const probe = new Database(':memory:');
  const prototype = Object.getPrototypeOf(probe.prepare('SELECT 1'));
  probe.close();
  for (const name of ['all', 'get', 'iterate', 'run']) {
    const original = prototype[name];
    prototype[name] = function (...values) {
      count += 1;
      return Reflect.apply(original, this, values);
    };
  }
  setInterval(() => writeFileSync(file, String(count)), EVERY_MS).unref();
}
