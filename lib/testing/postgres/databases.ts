import { Client } from 'pg';

let made = 0;

/** A database that one test has to itself. */
export type TestDatabase = { readonly url: string; readonly name: string; drop(): Promise<void> };

/** Creates an empty database, or a copy of `template`, on the server whose maintenance database `admin` names. */
export async function createDatabase(admin: string, template = 'template0'): Promise<TestDatabase> {
  made += 1;
  const name = `perdure_${process.pid}_${made}`;
  await execute(admin, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => execute(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs SQL on a connection of its own. */
export async function execute(url: string, sql: string): Promise<void> {
  await query(url, sql);
}

/** Runs SQL on a connection of its own and gives the rows. */
export async function query<Row>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
