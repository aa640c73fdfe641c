import { expect, test } from 'vitest';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { outlineOf } from '../print/outline';
import { plan } from './plan';

for (const [name, model] of Object.entries(sampleModels)) {
  test(`plans ${name}`, async () => {
    const outcome = plan(model);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    await expect(outlineOf(outcome.program)).toMatchFileSnapshot(`./expected/${name}.txt`);
  });
}
