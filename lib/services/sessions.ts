import { AppError } from '@/lib/domain/app-error';
import type { Session, SessionsOf } from '@/lib/store/access-store';
import type { ServiceContext } from './service-context';

/** A session without that by which it is found. */
export type ListedSession = Omit<Session, 'hash'>;

/** Who is signed in, newest first; those whose time is over are left out. */
export async function listSessions({ store, now }: ServiceContext): Promise<{ sessions: readonly ListedSession[] }> {
  const at = now();
  const sessions = (await store.listSessions()).filter(({ expiresAt }) => expiresAt > at);
  return { sessions: sessions.map(({ hash: _, ...listed }) => listed) };
}

/** Ends all sessions of somebody, or of everybody: they have to sign in again. Throws `not_found` when there is none. */
export async function endSessions({ store, entry }: ServiceContext, of: SessionsOf): Promise<{ done: true }> {
  if (await store.endSessions(of, entry)) return { done: true };
  const who = of.name === undefined ? 'Nobody' : `Nobody named "${of.name}"`;
  throw new AppError('not_found', `${who} is signed in.`, { hint: 'perdure user sessions list shows who is.' });
}
