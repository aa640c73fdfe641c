import type { Metadata } from 'next';
import { WorkflowList } from '@/components/features/workflow-list/workflow-list';

export const metadata: Metadata = { title: 'Workflows' };

/** How does each workflow behave? */
export default function WorkflowsPage() {
  return <WorkflowList />;
}
