/** Hands out names that differ without regard to case: the second `Pay` is `Pay2`. */
export class NamePool {
  private readonly taken = new Set<string>();

  take(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.taken.has(name.toLowerCase()); number += 1) name = `${wanted}${number}`;
    this.taken.add(name.toLowerCase());
    return name;
  }
}
