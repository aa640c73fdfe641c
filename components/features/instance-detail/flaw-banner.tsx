'use client';

import { useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { Flaw } from '@/lib/domain/flaw';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

/** Says of a mirrored execution what could not be read of it in the Dapr cluster: what is below is not all of it. */
export function FlawBanner({ flaws }: { flaws: readonly Flaw[] }) {
  const [open, setOpen] = useState(false);
  const [first] = flaws;
  if (first === undefined) return null;
  return (
    <Banner
      tone="failed"
      icon={TriangleAlert}
      role="status"
      actions={
        flaws.length > 1 && (
          <Button size="compact" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Show less' : `All ${flaws.length}`}
          </Button>
        )
      }
    >
      <p>Not whole in the Dapr cluster, so this page does not show all of it.</p>
      <ul className="mono text-text-2">
        {(open ? flaws : [first]).map(({ key, what }, index) => (
          <li key={index}>
            {key} {what}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
