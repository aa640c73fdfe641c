import type { Metadata } from 'next';
import { ComparePage } from '@/components/features/instance-detail/compare/compare-page';

export const metadata: Metadata = { title: 'Compare' };

/** Where do two executions differ? */
export default function Compare() {
  return <ComparePage />;
}
