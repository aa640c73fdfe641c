import { tooFewLanes } from '../plan/lanes';
import type { Language } from './file';

/** Why a project cannot have an app for each lane, or undefined; `lanes` is how many hold something. */
export function whyNoLaneApps(
  lanes: number,
  language: Language,
): { readonly message: string; readonly wayOut: string } | undefined {
  return tooFewLanes(lanes) ?? whyNotIn(language);
}

/** What the language lacks for it, or undefined. */
export function whyNotIn(language: Language): { readonly message: string; readonly wayOut: string } | undefined {
  if (language !== 'javascript') return undefined;
  return {
    message: "Dapr's JavaScript SDK cannot call an activity of another app, so lanes cannot be apps in TypeScript",
    wayOut: 'Choose Python, Go, Java or C#, or leave the project one app.',
  };
}
