import type { WorkflowVersion } from '@/lib/domain/history-event';
import type { WorkflowVersion as WireWorkflowVersion } from '../generated/workflow';

export function versionToWire(version: WorkflowVersion): WireWorkflowVersion {
  return { name: version.name, patches: [...version.patches] };
}

export function versionFromWire(version: WireWorkflowVersion): WorkflowVersion {
  return { name: version.name, patches: version.patches };
}
