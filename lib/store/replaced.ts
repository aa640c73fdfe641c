/** Thrown by a writer whose lease another process has taken; nothing of the commit was kept. */
export class Replaced extends Error {
  constructor() {
    super('another process writes to this store now');
    this.name = 'Replaced';
  }
}
