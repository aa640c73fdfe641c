import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { OidcSettings } from '@/lib/bootstrap/oidc-settings';
import { AppError } from '@/lib/domain/app-error';

/** What has to be known again of a sign-in when the browser comes back from the provider. */
export type PendingSignIn = z.output<typeof pendingSchema>;

const pendingSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

export type Tickets = {
  seal(pending: PendingSignIn, now: number): Promise<string>;
  /** Throws `unauthenticated` for a ticket that is too old, and for one that this console did not make. */
  open(ticket: string, now: number): Promise<PendingSignIn>;
};

const ENCRYPTION = 'A256GCM';
const MINUTES = 10;
const AGAIN = 'Start again from the sign-in page.';

/**
 * Tickets that a browser keeps in a cookie while it is at the provider. They are sealed with a key made of the client's
 * secret: no console has to remember anything, and each of several consoles knows the tickets of the others.
 */
export function createTickets({ clientSecret, clientId, issuer }: OidcSettings): Tickets {
  const about = JSON.stringify(['perdure sign-in ticket', issuer, clientId]);
  const key = new Uint8Array(hkdfSync('sha256', clientSecret, '', about, 32));
  return {
    seal: (pending, now) =>
      new EncryptJWT(pending)
        .setProtectedHeader({ alg: 'dir', enc: ENCRYPTION })
        .setExpirationTime(new Date(now + MINUTES * 60_000))
        .encrypt(key),
    async open(ticket, now) {
      const accepted = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: [ENCRYPTION] };
      try {
        const { payload } = await jwtDecrypt(ticket, key, { ...accepted, currentDate: new Date(now) });
        return pendingSchema.parse(payload);
      } catch (cause) {
        const why =
          cause instanceof errors.JWTExpired
            ? `It took longer than ${MINUTES} minutes.`
            : 'The cookie that it began with is not one of this console.';
        throw new AppError('unauthenticated', `This sign-in cannot be finished. ${why}`, { hint: AGAIN, cause });
      }
    },
  };
}
