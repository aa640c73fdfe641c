import type { Settings } from '../settings';

const BY_HAND = 'Download the ZIP and run it where you develop: perdure run -f dapr.yaml';

/**
 * Why projects are not run beside this Perdure, or undefined when they are: running one executes code on this machine, so it
 * is for a console that only its own machine reaches and nobody signs in to.
 */
export function whyNoProjects({ auth, host, publicUrl }: Pick<Settings, 'auth' | 'host' | 'publicUrl'>) {
  if (auth !== undefined) return `People sign in to this console, so it runs no projects on its machine. ${BY_HAND}`;
  if (publicUrl !== undefined || !/^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)) {
    return `Other machines reach this console, so it runs no projects on its own. ${BY_HAND}`;
  }
  return undefined;
}
