import { Client, types, type ClientConfig, type QueryConfig } from 'pg';
import { fromStoredText, toStoredText } from './stored-text';

const TEXT_TYPES = new Set<number>([types.builtins.TEXT, types.builtins.VARCHAR]);
const INT8: number = types.builtins.INT8;

type AnyConfig = QueryConfig & { readonly types?: { getTypeParser: GetParser } };
type GetParser = (oid: number, format?: string) => (raw: string) => unknown;

/**
 * A client of PostgreSQL that takes and gives any text, U+0000 included: it stands in its stored form only on the wire.
 * 64-bit integers come as numbers: keys, revisions and counts stay far below 2^53.
 */
export class TextClient extends Client {
  constructor(config: ClientConfig = {}) {
    super({ ...config, types: { getTypeParser: parserBeside(undefined) } });
    // The parent's `query` has a dozen overloads for a way of passing things on that this project does not use.
    const send = super.query.bind(this) as (config: unknown, ...rest: unknown[]) => unknown;
    const query = (config: string | AnyConfig, values?: unknown, ...rest: unknown[]): unknown => {
      const stored = Array.isArray(values) ? values.map(toStoredValue) : values;
      return send(typeof config === 'string' ? config : withStoredText(config), stored, ...rest);
    };
    Object.assign(this, { query });
  }
}

function withStoredText(config: AnyConfig): AnyConfig {
  if (!('text' in config)) return config;
  const { values } = config;
  return {
    ...config,
    ...(values === undefined ? {} : { values: values.map(toStoredValue) }),
    ...(config.types === undefined ? {} : { types: { getTypeParser: parserBeside(config.types.getTypeParser) } }),
  };
}

function toStoredValue(value: unknown): unknown {
  if (typeof value === 'string') return toStoredText(value);
  return Array.isArray(value) ? value.map(toStoredValue) : value;
}

/** Parsers of our own for text and, where nobody else brings one, for 64-bit integers. */
function parserBeside(given: GetParser | undefined): GetParser {
  const usual = given ?? (types.getTypeParser as GetParser);
  return (oid, format) => {
    if (TEXT_TYPES.has(oid)) return fromStoredText;
    return given === undefined && oid === INT8 ? Number : usual(oid, format);
  };
}
