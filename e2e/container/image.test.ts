import { expect, test } from 'vitest';
import { commandEnds, IMAGE, podman } from './fixtures/podman';

const LARGEST_MB = 300;

test('the image says who runs, what is kept, where it answers and how its health is asked', async () => {
  const [image] = JSON.parse(await podman('image', 'inspect', IMAGE)) as Record<string, unknown>[];
  expect(image?.['Config']).toMatchObject({
    User: 'node',
    Entrypoint: ['perdure'],
    Cmd: ['serve'],
    WorkingDir: '/etc/perdure',
    Volumes: { '/data': {} },
    ExposedPorts: { '3000/tcp': {}, '3500/tcp': {}, '50001/tcp': {}, '9464/tcp': {} },
  });
  expect(image?.['Healthcheck']).toMatchObject({ Test: expect.arrayContaining(['CMD', 'node']) });
});

test(`what is installed in it takes less than ${LARGEST_MB} MB`, async () => {
  const { output } = await commandEnds(['--entrypoint', 'du'], ['-sm', '/opt/perdure']);
  const size = Number(output.split('\t')[0]);
  console.log(`/opt/perdure: ${size} MB`);
  expect(size).toBeGreaterThan(20);
  expect(size).toBeLessThan(LARGEST_MB);
});

test('it serves nobody while nobody would have to sign in', async () => {
  const { code, output } = await commandEnds([], []);
  expect(output).toMatch(/nobody would have to sign in/);
  expect(code).toBe(5);
});

test('its doctor finds nothing wrong with the machine', async () => {
  const { output } = await commandEnds([], ['doctor']);
  expect(output).toMatch(/^ok +Node +v24/m);
  expect(output).not.toMatch(/Console build/);
});
