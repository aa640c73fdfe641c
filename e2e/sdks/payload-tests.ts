import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../fixtures/child';
import { launchOf, type Launch } from './languages';
import { SdkRun } from './sdk-run';

/** What a client can give: nothing at all, and every JSON value that counts as false. */
const payloads = [undefined, null, 0, false, ''];
const arriving = ['nothing', 'null', '0', 'false', '""'];

type Row = { readonly launch: () => Launch; readonly inputs: readonly string[]; readonly report: object };

/** What each SDK makes of them; the runtime passes all five on as they are. */
const rows: Readonly<Record<string, Row>> = {
  javascript: {
    launch: () => ({ args: program('e2e', 'workers', 'payload-worker.ts') }),
    inputs: arriving,
    report: {
      received: ['nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
      given: ['nothing', 'nothing', '0', 'false', '""'],
      raised: arriving,
    },
  },
  python: {
    launch: () => ({ ...launchOf('python'), args: [program('e2e', 'workers', 'payload_worker.py').at(-1) ?? ''] }),
    inputs: ['nothing', 'nothing', '0', 'false', '""'],
    report: {
      received: ['nothing', '0', 'false', '""'],
      given: ['nothing', '0', 'false', '""'],
      raised: ['nothing', 'nothing', '0', 'false', '""'],
    },
  },
};

/** Tests what becomes of such payloads in the languages whose SDKs are known to be particular about them. */
export function testPayloads(language: string): void {
  const row = rows[language];
  if (row !== undefined) describe(`${language} payloads`, () => testRow(language, row));
}

function testRow(language: string, { launch, inputs, report }: Row): void {
  let run: SdkRun;

  beforeAll(async () => {
    run = await SdkRun.start(language, { launch: launch() });
  });

  afterAll(() => run.stop());

  for (const [index, payload] of payloads.entries()) {
    test.concurrent(`${language}: nothing and false values arrive, started with ${arriving[index] ?? ''}`, async () => {
      const id = `payloads-${index}`;
      await run.begin('Payloads', payload, id);
      for (const raised of payloads) await run.raise(id, 'Data', raised);
      const { output } = await run.completion(id);
      expect(output, run.workerOutput.slice(-2000)).toEqual({ input: inputs[index], ...report });
      const wire = (await run.history(id)).of('eventRaised').map(({ input }) => input);
      expect(wire).toEqual(payloads.map((value) => JSON.stringify(value)));
    });
  }
}
