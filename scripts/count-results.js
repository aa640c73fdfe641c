const nothingRan = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const nothingDriven = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } };

/**
 * Sums what test runs reported.
 * @param {{ vitest?: any, playwright?: any }} found the parsed JSON reports; a missing one counts nothing
 * @returns {{ passed: number, failed: number, skipped: number }} a flaky test counts as failed
 */
export function countResults({ vitest = nothingRan, playwright = nothingDriven }) {
  const { expected, unexpected, flaky, skipped } = playwright.stats;
  return {
    passed: vitest.numPassedTests + expected,
    failed: vitest.numFailedTests + brokenFiles(vitest.testResults).length + unexpected + flaky,
    skipped: vitest.numPendingTests + vitest.numTodoTests + skipped,
  };
}

/** Files that do not even load: they report no failed test, so each counts as one. */
function brokenFiles(files) {
  const hasFailedTest = (file) => file.assertionResults.some((test) => test.status === 'failed');
  return files.filter((file) => file.status === 'failed' && !hasFailedTest(file));
}
