import { expect, it } from 'vitest';
import { countResults, failedTests } from './count-results';

it('sums unit and end-to-end tests', () => {
  const vitest = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, testResults: [] };
  const playwright = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } };
  expect(countResults({ vitest: [vitest, undefined, vitest], playwright })).toEqual({
    ...{ passed: 17, failed: 4, skipped: 5 },
  });
});

it('counts a file that does not load as a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  const vitest = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults };
  expect(countResults({ vitest: [vitest] }).failed).toBe(1);
});

it('counts nothing where nothing ran', () => {
  expect(countResults({})).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

it('names each test that failed and each file that does not load', () => {
  const failed = {
    status: 'failed',
    fullName: 'a store keeps it',
    failureMessages: ['expected 1 to be 2\n at line 3'],
  };
  const testResults = [
    { name: 'a.test.ts', status: 'failed', assertionResults: [failed, { ...failed, status: 'passed' }] },
    { name: 'b.test.ts', status: 'failed', message: 'cannot find c', assertionResults: [] },
  ];
  expect(failedTests([undefined, { testResults }])).toEqual([
    'a.test.ts › a store keeps it: expected 1 to be 2',
    'b.test.ts: cannot find c',
  ]);
});
