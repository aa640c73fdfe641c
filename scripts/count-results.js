const nothingRan = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const nothingDriven = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } };

/**
 * Sums what test runs reported.
 * @param {{ vitest?: readonly any[], playwright?: any }} found the parsed JSON reports; a missing one counts nothing
 * @returns {{ passed: number, failed: number, skipped: number }} a flaky test counts as failed
 */
export function countResults({ vitest = [], playwright = nothingDriven }) {
  const { expected, unexpected, flaky, skipped } = playwright.stats;
  const runs = vitest.map((run) => run ?? nothingRan);
  return {
    passed: sum(runs, (run) => run.numPassedTests) + expected,
    failed: sum(runs, (run) => run.numFailedTests + brokenFiles(run.testResults).length) + unexpected + flaky,
    skipped: sum(runs, (run) => run.numPendingTests + run.numTodoTests) + skipped,
  };
}

function sum(runs, count) {
  return runs.reduce((total, run) => total + count(run), 0);
}

/** Files that do not even load: they report no failed test, so each counts as one. */
function brokenFiles(files) {
  const hasFailedTest = (file) => file.assertionResults.some((test) => test.status === 'failed');
  return files.filter((file) => file.status === 'failed' && !hasFailedTest(file));
}

/**
 * Names what failed, for the end of a long output.
 * @param {readonly any[]} vitest the parsed JSON reports; a missing one names nothing
 * @returns {string[]} "file › test name: first line of its message"; a file that does not load is named alone
 */
export function failedTests(vitest) {
  const files = vitest.flatMap((run) => (run ?? nothingRan).testResults);
  const tests = files.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${file.name} › ${test.fullName}: ${firstLine(test.failureMessages?.join(' '))}`),
  );
  return [...tests, ...brokenFiles(files).map((file) => `${file.name}: ${firstLine(file.message)}`)];
}

function firstLine(text = '') {
  return text.split('\n')[0];
}
