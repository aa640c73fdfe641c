import type { Metadata } from 'next';
import { Overview } from '@/components/features/overview/overview';

export const metadata: Metadata = { title: 'Overview' };

/** Is anything wrong? */
export default function OverviewPage() {
  return <Overview />;
}
