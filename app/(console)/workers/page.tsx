import type { Metadata } from 'next';
import { WorkersPage } from '@/components/features/workers/workers-page';

export const metadata: Metadata = { title: 'Workers' };

/** Who does the work? */
export default function Workers() {
  return <WorkersPage />;
}
