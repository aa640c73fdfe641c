import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

type Attributes = Readonly<Record<string, unknown>>;

/** A span as a collector got it. Ids in hexadecimal, '' for none; times in milliseconds. */
export type ReceivedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly from: number;
  readonly until: number;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  /** 0 unset, 2 error. */
  readonly status: { readonly code: number; readonly message: string };
};

/** Reads an ExportTraceServiceRequest (https://opentelemetry.io/docs/specs/otlp/), in either of its forms. */
export function decodeSpans(body: Buffer, contentType: string): readonly ReceivedSpan[] {
  const isJson = contentType.includes('json');
  const request = isJson ? plain(JSON.parse(body.toString()), REQUEST) : fromWire(body, REQUEST);
  return list(request, 'resourceSpans').flatMap((group) => {
    const resource = attributesOf(one(group, 'resource'));
    return list(group, 'scopeSpans').flatMap((scope) => list(scope, 'spans').map((span) => spanFrom(span, resource)));
  });
}

type Value = string | number | Message;
type Message = { readonly [field: string]: readonly Value[] };
/** Fields of a message by number: a name, and how it is read. */
type Schema = { readonly [field: number]: readonly [name: string, how: 'text' | 'id' | 'number' | 'time' | Schema] };

const ANY: Schema = { 1: ['stringValue', 'text'], 3: ['intValue', 'number'], 4: ['doubleValue', 'number'] };
const PAIR: Schema = { 1: ['key', 'text'], 2: ['value', ANY] };
const EVENT: Schema = { 2: ['name', 'text'], 3: ['attributes', PAIR] };
const LINK: Schema = { 1: ['traceId', 'id'], 2: ['spanId', 'id'] };
const STATUS: Schema = { 2: ['message', 'text'], 3: ['code', 'number'] };
const SPAN: Schema = {
  ...{ 1: ['traceId', 'id'], 2: ['spanId', 'id'], 4: ['parentSpanId', 'id'], 5: ['name', 'text'] },
  ...{ 6: ['kind', 'number'], 7: ['startTimeUnixNano', 'time'], 8: ['endTimeUnixNano', 'time'] },
  ...{ 9: ['attributes', PAIR], 11: ['events', EVENT], 13: ['links', LINK], 15: ['status', STATUS] },
};
const SCOPE: Schema = { 2: ['spans', SPAN] };
const GROUP: Schema = { 1: ['resource', { 1: ['attributes', PAIR] }], 2: ['scopeSpans', SCOPE] };
const REQUEST: Schema = { 1: ['resourceSpans', GROUP] };

function fromWire(bytes: Uint8Array, schema: Schema): Message {
  const reader = new BinaryReader(bytes);
  const message: Record<string, Value[]> = {};
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const field = schema[number];
    if (field === undefined) reader.skip(type, number);
    else (message[field[0]] ??= []).push(valueFrom(reader, type, field[1]));
  }
  return message;
}

function valueFrom(reader: BinaryReader, type: WireType, how: Schema[number][1]): Value {
  if (how === 'text') return reader.string();
  if (how === 'id') return Buffer.from(reader.bytes()).toString('hex');
  if (how === 'time') return Number(reader.fixed64()) / 1_000_000;
  if (how === 'number') return type === WireType.Varint ? Number(reader.int64()) : reader.double();
  return fromWire(reader.bytes(), how);
}

function plain(json: Record<string, unknown>, schema: Schema): Message {
  const message: Record<string, Value[]> = {};
  for (const [name, how] of Object.values(schema)) {
    const found = json[name];
    if (found === undefined) continue;
    message[name] = (Array.isArray(found) ? found : [found]).map((item: unknown) => {
      if (how === 'time') return Number(item) / 1_000_000;
      if (how === 'number') return Number(item);
      return typeof how === 'string' ? String(item) : plain(item as Record<string, unknown>, how);
    });
  }
  return message;
}

function spanFrom(span: Message, resource: Attributes): ReceivedSpan {
  const status = one(span, 'status');
  return {
    ...{ traceId: text(span, 'traceId'), spanId: text(span, 'spanId'), parentSpanId: text(span, 'parentSpanId') },
    ...{ name: text(span, 'name'), kind: Number(span['kind']?.[0] ?? 0), attributes: attributesOf(span), resource },
    ...{ from: Number(span['startTimeUnixNano']?.[0]), until: Number(span['endTimeUnixNano']?.[0]) },
    links: list(span, 'links').map((link) => ({ traceId: text(link, 'traceId'), spanId: text(link, 'spanId') })),
    events: list(span, 'events').map((event) => ({ name: text(event, 'name'), attributes: attributesOf(event) })),
    status: { code: Number(status['code']?.[0] ?? 0), message: text(status, 'message') },
  };
}

function attributesOf(message: Message): Attributes {
  const pairs = list(message, 'attributes');
  return Object.fromEntries(pairs.map((pair) => [text(pair, 'key'), Object.values(one(pair, 'value'))[0]?.[0]]));
}

function list(message: Message, name: string): readonly Message[] {
  return (message[name] ?? []).filter((value) => typeof value === 'object');
}

function one(message: Message, name: string): Message {
  return list(message, name)[0] ?? {};
}

function text(message: Message, name: string): string {
  const [value = ''] = message[name] ?? [];
  return typeof value === 'object' ? '' : String(value);
}
