import { useId } from 'react';
import type { Language } from '@/lib/composer/emit/file';
import { whyNoLaneApps } from '@/lib/composer/emit/why-no-lane-apps';
import type { App, Program } from '@/lib/composer/plan/program';
import { Checkbox } from '@/components/ui/checkbox';

export type LanesAsAppsProps = {
  program: Program | undefined;
  language: Language;
  lanes: number;
  lanesAsApps: boolean;
  onLanesAsApps: (lanesAsApps: boolean) => void;
};

/** Whether each lane becomes an app: a choice, why there is none, or what each app serves. */
export function LanesAsApps({ program, language, lanes, lanesAsApps, onLanesAsApps }: LanesAsAppsProps) {
  const id = useId();
  const trouble = whyNoLaneApps(lanes, language);
  return (
    <div className="flex flex-col gap-1 border-b border-border px-3 py-2">
      <div className="flex items-center gap-2">
        <Checkbox
          id={id}
          checked={lanesAsApps && trouble === undefined}
          disabled={trouble !== undefined}
          aria-describedby={`${id}-what`}
          onCheckedChange={(checked) => onLanesAsApps(checked === true)}
          className="disabled:opacity-50"
        />
        <label htmlFor={id}>Each lane is an app</label>
      </div>
      <div id={`${id}-what`} className="pl-6 text-meta text-text-2">
        {trouble !== undefined && (
          <p>
            {trouble.message}. {trouble.wayOut}
          </p>
        )}
        {trouble === undefined && program?.apps === undefined && <p>One app does what lies in all lanes.</p>}
        {trouble === undefined && program?.apps !== undefined && <Apps apps={program.apps} />}
      </div>
    </div>
  );
}

function Apps({ apps }: { apps: readonly App[] }) {
  return (
    <ul aria-label="Apps of the project">
      {apps.map(({ appId, workflows, activities }) => (
        <li key={appId}>
          <span className="mono text-text">{appId}</span>: {[...workflows, ...activities].join(', ')}
        </li>
      ))}
    </ul>
  );
}
