import type { Metadata } from 'next';
import { AuditPage } from '@/components/features/audit/audit-page';

export const metadata: Metadata = { title: 'Audit' };

/** Who did what? */
export default function Audit() {
  return <AuditPage />;
}
