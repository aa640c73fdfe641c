/** Commits are short up to so many milliseconds on average. */
const SHORT_MS = 1.5;
/** How much a commit counts in the average: one that takes a second is felt for about the next hundred. */
const WEIGHT = 1 / 16;
/** What is taken for the average before anything is known. */
const UNKNOWN_MS = 5;

/** How long commits take, the newest counting most. */
export class CommitAverage {
  #average = UNKNOWN_MS;

  get isShort(): boolean {
    return this.#average <= SHORT_MS;
  }

  /** A commit took so many milliseconds. */
  took(milliseconds: number): void {
    this.#average += (milliseconds - this.#average) * WEIGHT;
  }

  /** Nothing is known any more. */
  forget(): void {
    this.#average = UNKNOWN_MS;
  }
}
