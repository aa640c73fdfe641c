import type { TokenJson } from '@/lib/api/tokens';
import { durationWords } from '@/lib/domain/duration-words';

/** What a token reaches: "all apps and workflows", "apps shop, bank; workflows Order*". */
export function scopeWords({ apps, workflows }: TokenJson['scope']): string {
  if (apps.length === 0 && workflows.length === 0) return 'all apps and workflows';
  const parts = [
    ...(apps.length === 0 ? [] : [`apps ${apps.join(', ')}`]),
    ...(workflows.length === 0 ? [] : [`workflows ${workflows.join(', ')}`]),
  ];
  return parts.join('; ');
}

/** Whether a token can be used, and until when. */
export function tokenState({ expiresAt, revokedAt }: TokenJson, now: number): { words: string; isInUse: boolean } {
  if (revokedAt !== undefined) return { words: 'revoked', isInUse: false };
  if (expiresAt === undefined) return { words: 'does not expire', isInUse: true };
  if (expiresAt <= now) return { words: 'expired', isInUse: false };
  return { words: `expires in ${durationWords(expiresAt - now)}`, isInUse: true };
}

/** Patterns as people type them, with commas or spaces between them. */
export function readPatterns(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}
