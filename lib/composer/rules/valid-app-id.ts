import { processWords } from './element-words';
import { appIdOf } from './names';
import type { Finding, Rule } from './scope';

/** The labels of lanes and pools can become App IDs, each another. */
export const validAppId: Rule = {
  name: 'valid-app-id',
  check: (scope) => {
    const { lanes, inside } = scope.process;
    const wayOut = 'Give it a label with Latin letters that no other lane has, such as "Order desk".';
    const findings: Finding[] = [];
    const seen = new Set<string>();
    for (const { id, name } of lanes) {
      const appId = appIdOf(name);
      const what = appId === '' ? 'gives no valid App ID' : `gives the App ID "${appId}", as another lane does`;
      if (appId === '' || seen.has(appId)) {
        findings.push({ severity: 'warning', element: id, message: `Lane "${name || id}" ${what}`, wayOut });
      }
      seen.add(appId);
    }
    const isPool =
      inside === undefined && scope.model.processes.filter((other) => other.inside === undefined).length > 1;
    if (!isPool || appIdOf(scope.process.name) !== '') return findings;
    const message = `${processWords(scope)} gives no valid App ID`;
    return [...findings, { severity: 'warning', message, wayOut }];
  },
};
