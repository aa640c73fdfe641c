/** The label of whatever comes after the first so many names. */
export const OTHER = 'other';

/**
 * Names as label values, the first `limit` of them as they are: each makes time series that a Prometheus keeps for ever,
 * and workflow code may invent names without end.
 */
export function createBoundedNames(limit: number): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return name;
    if (known.size >= limit) return OTHER;
    known.add(name);
    return name;
  };
}
