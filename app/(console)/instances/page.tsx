import type { Metadata } from 'next';
import { InstanceList } from '@/components/features/instance-list/instance-list';

export const metadata: Metadata = { title: 'Executions' };

/** Find an execution. */
export default function InstancesPage() {
  return <InstanceList />;
}
