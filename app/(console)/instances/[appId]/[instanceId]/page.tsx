import type { Metadata } from 'next';
import { InstanceDetail } from '@/components/features/instance-detail/instance-detail';

type Props = { params: Promise<{ appId: string; instanceId: string }> };

/** Names the browser tab after the execution. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).instanceId) };
}

/** One execution. */
export default async function InstancePage({ params }: Props) {
  const { appId, instanceId } = await params;
  return <InstanceDetail appId={decodeURIComponent(appId)} instanceId={decodeURIComponent(instanceId)} />;
}
