import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { Step } from '@/lib/domain/step';
import type {
  ChangeFeed,
  ConsoleStore,
  HistoryPage,
  InstanceCounts,
  InstancePage,
  PageRequest,
  Related,
  WorkflowCounts,
} from '../console-store';
import { byRef } from './by-ref';
import { changesSince, latestRevision } from './changes-since';
import { countInstances, listWorkflows } from './count-instances';
import { inSnapshot, type ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';
import { getRelated } from './get-related';
import { toInstanceSummary } from '../rows/instance-row';
import { listInstances } from './list-instances';
import { toInstancePayload } from '../rows/payload-row';
import { readHistory } from './read-history';
import { toStep } from '../rows/step-row';

/** The console's store over Prisma, whatever the database; each question stands in a file of its own. */
export class PrismaConsoleStore implements ConsoleStore {
  readonly #database: ConsoleDatabase;
  readonly #prisma: PrismaClient;

  constructor(database: ConsoleDatabase) {
    this.#database = database;
    this.#prisma = database.prisma;
  }

  listInstances(filter: InstanceFilter, page: PageRequest): Promise<InstancePage> {
    return listInstances(this.#database, filter, page);
  }

  countInstances(filter: InstanceFilter): Promise<InstanceCounts> {
    return countInstances(this.#database, filter);
  }

  async getInstance(ref: InstanceRef): Promise<InstanceDetail | undefined> {
    // A transaction, because Prisma reads row and payload with two statements.
    const row = await inSnapshot(this.#database, (tx) =>
      tx.instance.findUnique({ where: byRef(ref), include: { payload: true } }),
    );
    return row === null ? undefined : { ...toInstanceSummary(row), ...toInstancePayload(row.payload) };
  }

  readHistory(ref: InstanceRef, page: { from: number; limit: number }): Promise<HistoryPage | undefined> {
    return readHistory(this.#database, ref, page);
  }

  async listSteps(ref: InstanceRef): Promise<readonly Step[]> {
    const row = await this.#prisma.instance.findUnique({
      where: byRef(ref),
      select: { steps: { orderBy: [{ generation: 'asc' }, { scheduledAt: 'asc' }, { eventId: 'asc' }] } },
    });
    return (row?.steps ?? []).map(toStep);
  }

  getRelated(ref: InstanceRef): Promise<Related> {
    return getRelated(this.#prisma, ref);
  }

  listWorkflows(): Promise<readonly WorkflowCounts[]> {
    return listWorkflows(this.#prisma);
  }

  changesSince(revision: number, limit: number): Promise<ChangeFeed> {
    return changesSince(this.#prisma, revision, limit);
  }

  latestRevision(): Promise<number> {
    return latestRevision(this.#prisma);
  }

  async close(): Promise<void> {
    await this.#prisma.$disconnect();
  }
}
