import type { Metadata } from 'next';
import { BulkJobsPage } from '@/components/features/bulk-jobs/bulk-jobs-page';

export const metadata: Metadata = { title: 'Bulk jobs' };

/** What was done to many executions, and what is being done. */
export default function OperationsBulkPage() {
  return <BulkJobsPage />;
}
