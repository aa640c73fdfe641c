import { createBoundedNames, OTHER } from './bounded-names';

const MOST_APPS = 100;
const MOST_NAMES = 100;

/** One measure per App ID and name. Made once, so that counting an event builds no labels. */
export type Children<Child> = { of(appId: string, name: string): Child };

/** `make` is called once per pair, with names that stay within bounds: 100 App IDs, 100 names in each. */
export function createChildren<Child>(make: (appId: string, name: string) => Child): Children<Child> {
  const labelOf = createBoundedNames(MOST_APPS);
  const apps = new Map<string, ReturnType<typeof createApp<Child>>>();
  return {
    of(appId, name) {
      const label = labelOf(appId);
      let app = apps.get(label);
      if (app === undefined) {
        app = createApp((bounded) => make(label, bounded));
        apps.set(label, app);
      }
      return app(name);
    },
  };
}

/** The same per App ID alone. */
export function createAppChildren<Child>(make: (appId: string) => Child): (appId: string) => Child {
  const children = createChildren((appId) => make(appId));
  return (appId) => children.of(appId, OTHER);
}

function createApp<Child>(make: (name: string) => Child): (name: string) => Child {
  const labelOf = createBoundedNames(MOST_NAMES);
  const children = new Map<string, Child>();
  return (name) => {
    const label = labelOf(name);
    let child = children.get(label);
    if (child === undefined) {
      child = make(label);
      children.set(label, child);
    }
    return child;
  };
}
