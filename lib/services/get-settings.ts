import type { SettingGroup } from '@/lib/domain/setting';
import type { ServiceContext } from './service-context';

/** What this console was started with, and in which version. The runtime reads the same sources when it starts. */
export async function getSettings({
  settings,
  versions,
}: ServiceContext): Promise<{ groups: readonly SettingGroup[]; versions: ServiceContext['versions'] }> {
  return { groups: settings, versions };
}
