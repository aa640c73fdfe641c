import type { Metadata } from 'next';
import { BulkJobPage } from '@/components/features/bulk-jobs/bulk-job-page';

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: 'Bulk job' };

/** One bulk job and what became of each execution. */
export default async function OperationsBulkJobPage({ params }: Props) {
  return <BulkJobPage id={decodeURIComponent((await params).id)} />;
}
