import type { ServerWritableStream } from '@grpc/grpc-js';
import type { GetWorkItemsRequest, WorkItem } from '@/lib/protocol/generated/work';

export type WorkItemStream = ServerWritableStream<GetWorkItemsRequest, WorkItem>;

/** The JavaScript worker runs 10 items at one time, queues 100 more and drops what exceeds them. */
const WINDOW = 100;

/** Hands items to the connected workers in turn, at most `WINDOW` of them unanswered. */
export class WorkItemQueue {
  readonly #streams: WorkItemStream[] = [];
  readonly #waiting: WorkItem[] = [];
  #next = 0;
  #taken = 0;
  #out = 0;

  connect(stream: WorkItemStream): void {
    this.#streams.push(stream);
    stream.on('cancelled', () => this.#streams.splice(this.#streams.indexOf(stream), 1));
    this.#drain();
  }

  push(request: NonNullable<WorkItem['request']>): void {
    this.#waiting.push({ request, completionToken: '' });
    this.#drain();
  }

  answered(): void {
    this.#out -= 1;
    this.#drain();
  }

  #drain(): void {
    while (this.#out < WINDOW && this.#taken < this.#waiting.length && this.#streams.length > 0) {
      const item = this.#waiting[this.#taken];
      this.#taken += 1;
      this.#out += 1;
      if (item !== undefined) this.#streams[this.#next++ % this.#streams.length]?.write(item);
    }
    if (this.#taken === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#taken = 0;
    }
  }
}
