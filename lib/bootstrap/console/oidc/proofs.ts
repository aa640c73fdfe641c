import { hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compactDecrypt, CompactEncrypt } from 'jose';
import { z } from 'zod';
import type { OidcSettings } from '@/lib/bootstrap/oidc-settings';
import type { IdentityProvider, Proof } from '@/lib/services/sign-in/identity-provider';

const proofSchema = z.object({
  session: z.string(),
  at: z.number(),
  keys: z.object({
    subject: z.string(),
    refreshToken: z.string().optional(),
    accessToken: z.string().optional(),
    idToken: z.string().optional(),
  }),
});

const ENCRYPTION = 'A256GCM';

/** Characters of a cookie that every browser keeps, its name and attributes left aside. */
const LARGEST = 3900;

/** Bytes that a proof has at most when it is unpacked. */
const LARGEST_UNPACKED = 64 * 1024;

/**
 * What browsers keep of the provider, sealed as tickets are: the store holds no secret of the provider, and each of several
 * consoles can read it. It is packed, for tokens are long; the ID token, a mere hint, is left out where it does not fit.
 */
export function createProofs({
  clientSecret,
  clientId,
  issuer,
}: OidcSettings): Pick<IdentityProvider, 'seal' | 'unseal'> {
  const about = JSON.stringify(['perdure session proof', issuer, clientId]);
  const key = new Uint8Array(hkdfSync('sha256', clientSecret, '', about, 32));
  const sealed = (proof: Proof): Promise<string> =>
    new CompactEncrypt(deflateRawSync(JSON.stringify(proof)))
      .setProtectedHeader({ alg: 'dir', enc: ENCRYPTION })
      .encrypt(key);
  return {
    async seal(proof) {
      const { idToken: _, ...needed } = proof.keys;
      const tries = [await sealed(proof), await sealed({ ...proof, keys: needed })];
      return tries.find((text) => text.length <= LARGEST);
    },
    async unseal(text) {
      const accepted = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: [ENCRYPTION] };
      const opened = await compactDecrypt(text, key, accepted).catch(() => undefined);
      if (opened === undefined) return undefined;
      const unpacked = inflateRawSync(opened.plaintext, { maxOutputLength: LARGEST_UNPACKED });
      return proofSchema.parse(JSON.parse(unpacked.toString('utf8')));
    },
  };
}
