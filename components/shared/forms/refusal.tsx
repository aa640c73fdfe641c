import { OctagonX } from 'lucide-react';
import { Banner } from '@/components/ui/banner';
import { wordsOf } from './error-words';

/** Why the engine refused, inside the dialog that asked. */
export function Refusal({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const { message, hint } = wordsOf(error);
  return (
    <Banner tone="failed" icon={OctagonX} role="alert" className="mt-4">
      <p>{message}</p>
      {hint !== undefined && <p className="text-text-2">{hint}</p>}
    </Banner>
  );
}
