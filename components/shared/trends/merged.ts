/** The sums of neighbors, so that at most so many are left. */
export function merged(values: readonly number[], most: number): readonly number[] {
  const width = Math.max(1, Math.ceil(values.length / most));
  return Array.from({ length: Math.ceil(values.length / width) }, (_, index) =>
    values.slice(index * width, (index + 1) * width).reduce((sum, value) => sum + value, 0),
  );
}
