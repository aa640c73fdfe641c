import type { Metadata } from 'next';
import { WorkflowRuns } from '@/components/features/instance-list/workflow-runs';
import { WorkflowDetail } from '@/components/features/workflow-detail/workflow-detail';

type Props = { params: Promise<{ appId: string; name: string }> };

/** Names the browser tab after the workflow. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

/** One workflow and its executions. */
export default async function WorkflowPage({ params }: Props) {
  const { appId, name } = await params;
  const workflow = { appId: decodeURIComponent(appId), name: decodeURIComponent(name) };
  return <WorkflowDetail {...workflow} runs={<WorkflowRuns {...workflow} />} />;
}
