import type { Marks } from './commit-plan';
import type { TextClient } from './text-client';

/** The marks that the store holds; zero where there are none. */
export async function readMarks(client: TextClient): Promise<Marks> {
  const { rows } = await client.query<{ name: string; value: number }>('SELECT name, value FROM meta');
  const mark = (name: string): number => rows.find((row) => row.name === name)?.value ?? 0;
  return { revision: mark('revision'), key: mark('key'), trendHour: 0 };
}
