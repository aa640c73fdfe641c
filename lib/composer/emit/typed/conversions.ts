/** Which records have to be turned into or merged into which others: found while workflows are printed. */
export class Conversions {
  private readonly kinds = { conversion: new Set<string>(), merge: new Set<string>(), changes: new Set<string>() };

  /** Says that `from` is turned into `to`. */
  converts(from: string, to: string): void {
    if (from !== to) this.kinds.conversion.add(pair(from, to));
  }

  /** Says that what `from` has is merged into `into`. */
  merges(from: string, into: string): void {
    this.kinds.merge.add(pair(from, into));
  }

  /** Says that what has changed in `from` is merged into `into`. */
  mergesChanges(from: string, into: string): void {
    this.kinds.changes.add(pair(from, into));
  }

  /** Names of the other record of each conversion, merge or merge of changes that `record` is the target of. */
  into(record: string, kind: 'conversion' | 'merge' | 'changes'): readonly string[] {
    return this.pairs(kind)
      .filter(([, to]) => to === record)
      .map(([from]) => from);
  }

  private pairs(kind: 'conversion' | 'merge' | 'changes'): readonly (readonly [string, string])[] {
    return [...this.kinds[kind]].sort().map((each) => {
      const [from = '', to = ''] = each.split(' ');
      return [from, to];
    });
  }
}

function pair(from: string, to: string): string {
  return `${from} ${to}`;
}
