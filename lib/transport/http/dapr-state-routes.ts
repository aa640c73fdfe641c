import { Hono } from 'hono';
import { z } from 'zod';
import { AppError, fullText } from '@/lib/domain/app-error';
import { refuseMetadata } from '@/lib/runtime/dapr-api/state-metadata';
import type { Runtime, StateOperation, StateStoreRef } from '@/lib/runtime/runtime-port';
import type { DaprContext, DaprEnv } from './dapr-caller';

const STORE = '/state/:store';
const KEY = `${STORE}/:key{.+}`;

/** SDKs write the concurrency with or without a dash, or as the number of the protocol. */
const concurrency = z.union([z.string(), z.number()]).nullish();
const options = z.looseObject({ concurrency }).nullish();
const metadata = z.record(z.string(), z.unknown()).nullish();
const item = z.looseObject({
  key: z.string(),
  value: z.unknown().optional(),
  etag: z.union([z.string(), z.number(), z.looseObject({ value: z.string() })]).nullish(),
  ...{ options, metadata },
});
const itemsBody = z.array(item);
const bulkBody = z.looseObject({ keys: z.array(z.string()) });
const transactionBody = z.looseObject({
  operations: z.array(z.looseObject({ operation: z.enum(['upsert', 'delete']), request: item })),
  metadata,
});

type Item = z.infer<typeof item>;

/** The state verbs of the Dapr HTTP API. Any name of a store will do; what an app keeps is its own. */
export function daprStateRoutes(runtime: Runtime): Hono<DaprEnv> {
  const app = new Hono<DaprEnv>();
  app.on(['POST', 'PUT'], STORE, (context) =>
    answering(context, 'ERR_STATE_SAVE', async () => {
      await runtime.changeState(storeOf(context), (await bodyOf(context, itemsBody)).map(upsert));
      return context.body(null, 204);
    }),
  );
  app.on(['POST', 'PUT'], `${STORE}/bulk`, (context) =>
    answering(context, 'ERR_STATE_BULK_GET', async () => {
      const { keys } = await bodyOf(context, bulkBody);
      const found = await runtime.readState(storeOf(context), keys);
      return context.json(
        keys.map((key, index) => {
          const entry = found[index];
          return entry === undefined ? { key } : { key, data: jsonOf(entry.value), etag: entry.etag };
        }),
      );
    }),
  );
  app.on(['POST', 'PUT'], `${STORE}/transaction`, (context) =>
    answering(context, 'ERR_STATE_TRANSACTION', async () => {
      const asked = await bodyOf(context, transactionBody);
      refuseMetadata(asked.metadata ?? {});
      const operations = asked.operations.map(({ operation, request }) =>
        operation === 'upsert' ? upsert(request) : guarded(request),
      );
      await runtime.changeState(storeOf(context), operations);
      return context.body(null, 204);
    }),
  );
  app.get(KEY, (context) =>
    answering(context, 'ERR_STATE_GET', async () => {
      const [found] = await runtime.readState(storeOf(context), [keyOf(context)]);
      if (found === undefined) return context.body(null, 204);
      return context.body(Buffer.from(found.value), 200, { 'content-type': 'application/json', etag: found.etag });
    }),
  );
  app.delete(KEY, (context) =>
    answering(context, 'ERR_STATE_DELETE', async () => {
      const etag = context.req.header('if-match');
      const operation = { key: keyOf(context), etag, concurrency: concurrencyOf(context.req.query('concurrency')) };
      await runtime.changeState(storeOf(context), [operation]);
      return context.body(null, 204);
    }),
  );
  return app;
}

const STATUSES = { invalid: 400, conflict: 409 } as const;

/** Refusals in the Dapr API's own words; what is unexpected is for the door. */
async function answering(context: DaprContext, errorCode: string, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const status = error.code === 'invalid' || error.code === 'conflict' ? STATUSES[error.code] : 500;
    return context.json({ errorCode, message: fullText(error) }, status);
  }
}

function storeOf(context: DaprContext): StateStoreRef {
  return { appId: context.var.caller.appId, store: context.req.param('store') ?? '' };
}

function keyOf(context: DaprContext): string {
  return context.req.param('key') ?? '';
}

async function bodyOf<S extends z.ZodType>(context: DaprContext, schema: S): Promise<z.output<S>> {
  const text = await context.req.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', 'the body is not valid JSON', { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid', `the body cannot be read at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function guarded({ key, etag, options: given, metadata: asked }: Item): StateOperation {
  refuseMetadata(asked ?? {});
  const text = typeof etag === 'object' ? etag?.value : etag?.toString();
  return { key, etag: text === '' ? undefined : text, concurrency: concurrencyOf(given?.concurrency) };
}

function upsert(request: Item): StateOperation {
  return { ...guarded(request), value: new TextEncoder().encode(JSON.stringify(request.value ?? null)) };
}

function concurrencyOf(given: string | number | null | undefined): StateOperation['concurrency'] {
  if (given === 1 || given === 'first-write') return 'first-write';
  return given === 2 || given === 'last-write' ? 'last-write' : undefined;
}

/** What was saved over gRPC may be no JSON: it is told as the text that it is. */
function jsonOf(value: Uint8Array): unknown {
  const text = new TextDecoder().decode(value);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
