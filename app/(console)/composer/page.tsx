import type { Metadata } from 'next';
import { ComposerPage } from '@/components/features/composer/composer-page';

export const metadata: Metadata = { title: 'Composer' };

/** From a diagram to a project that runs. */
export default function Page() {
  return <ComposerPage />;
}
