/** Id of the process that the inside of a sub-process becomes. */
export function insideId(subProcess: string): string {
  return `${subProcess}__inside`;
}
