import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectLanguage as Language } from '@/lib/domain/project';
import { lastMomentModels } from '@/lib/testing/composer/last-moment-models';
import { mergedModel } from '@/lib/testing/composer/merged-model';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { ComposedRun } from './composed/composed-run';
import { testLaneApps } from './composed/lane-apps-tests';
import { testLastMoment } from './composed/last-moment-tests';
import { corpusProjects } from '@/lib/testing/composer/execution/corpus';
import { deliveriesProject } from '@/lib/testing/composer/execution/deliveries-project';
import { composedOf } from '@/lib/testing/composer/execution/project';
import { languages } from './languages';

const composing = languages.filter((language): language is Language =>
  ['javascript', 'python', 'go', 'java'].includes(language),
);
/** The whole corpus, each diagram as a project of its own; otherwise one project in which each pattern is a workflow. */
const isWhole = process.env['COMPOSED'] === 'corpus';
const only = process.env['COMPOSED_ONLY'];
const plays = Number(process.env['PLAYS'] ?? (isWhole ? 4 : 2));
const patterns = composedOf('patterns', mergedModel('Patterns', { ...sampleModels, ...lastMomentModels }));
const lastMoment = isWhole ? composedOf('last-moment', mergedModel('Last moment', lastMomentModels)) : patterns;
const all = isWhole ? [...(await corpusProjects()), lastMoment] : [patterns];
/** Its lanes Kitchen and Driver are apps. */
const deliveries = await deliveriesProject();
const projects = all.filter(({ appId }) => only === undefined || appId.includes(only));

describe.each(composing)('%s', (language) => {
  let run: ComposedRun;

  const inLanes = language === 'javascript' || only !== undefined ? [] : [deliveries];

  beforeAll(async () => {
    run = await ComposedRun.start(language, [...projects, ...inLanes], { tests: isWhole });
  }, 1_800_000);

  afterAll(() => run.stop());

  for (const project of projects) {
    test.concurrent(`${language}: what ${project.appId} became runs as it is drawn`, { timeout: 300_000 }, async () => {
      expect(await run.run(project, { plays })).toEqual([]);
      if (isWhole) expect(await run.ownTests(project)).toBeUndefined();
    });
  }

  if (projects.includes(lastMoment)) testLastMoment({ language, project: lastMoment, running: () => run });

  for (const project of inLanes) {
    testLaneApps({ language, project, running: () => run });
    if (isWhole) {
      test(`${language}: the tests of ${project.appId} pass`, { timeout: 300_000 }, async () => {
        expect(await run.ownTests(project)).toBeUndefined();
      });
    }
  }
});
