import type { Metadata } from 'next';
import { SettingsPage } from '@/components/features/settings/settings-page';

export const metadata: Metadata = { title: 'Settings' };

/** What is in force? */
export default function Settings() {
  return <SettingsPage />;
}
