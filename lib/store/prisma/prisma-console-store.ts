import type { DeclaredPath } from '@/lib/domain/declared-path';
import type { AuditFilter } from '@/lib/domain/audit';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { RunSample } from '@/lib/domain/sampled-run';
import type { SavedView } from '@/lib/domain/saved-view';
import type { SeenNames } from '@/lib/domain/seen-names';
import type { Step } from '@/lib/domain/step';
import type { TrendWindow } from '@/lib/domain/trend';
import type { KnownKinds } from '@/lib/query/plan-query';
import type { BulkStore } from '../bulk-store';
import type {
  ChangeFeed,
  ChildPage,
  ConsoleStore,
  Descendants,
  FailureCell,
  HistoryPage,
  InstanceCounts,
  InstancePage,
  NamedRef,
  PageRequest,
  Related,
  SampleSize,
  SmallPayloads,
  StepChoice,
  StoreFilter,
  TrendCell,
  TrendQuestion,
  TrendSum,
  WorkflowCounts,
  WorkflowRef,
} from '../console-store';
import { prismaBulkStore } from './bulk/prisma-bulk-store';
import type { AuditDraft, AuditHead, AuditPage, AuditPageRequest, AuditRow } from '../audit-log';
import { auditHead, listAudit, readAuditRows } from './audit-log';
import { byRef } from './by-ref';
import { changesSince, latestRevision } from './changes-since';
import { countInstances, listKinds, listWorkflows } from './count-instances';
import { inSnapshot, type ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';
import { getRelated } from './get-related';
import { toInstanceSummary } from '../rows/instance-row';
import { countDescendants, listChildren } from './list-children';
import { listInstances } from './list-instances';
import { namesOf } from './names-of';
import { toInstancePayload } from '../rows/payload-row';
import { PrismaAccessStore } from './prisma-access-store';
import { readPayloads } from './read-payloads';
import { readHistory } from './read-history';
import { deletingView, listViews, savingView } from './saved-views';
import { seeNames } from './see-names';
import { sampleRuns } from './sample-runs';
import { readFailures, readTrends, sumTrends } from './read-trends';
import { toStep } from '../rows/step-row';

/** The console's store over Prisma, whatever the database; each question stands in a file of its own. */
export class PrismaConsoleStore extends PrismaAccessStore implements ConsoleStore {
  readonly bulk: BulkStore;
  readonly #database: ConsoleDatabase;
  readonly #prisma: PrismaClient;

  constructor(database: ConsoleDatabase) {
    super(database);
    this.bulk = prismaBulkStore(database);
    this.#database = database;
    this.#prisma = database.prisma;
  }

  listInstances(filter: StoreFilter, page: PageRequest): Promise<InstancePage> {
    return this.ask(() => listInstances(this.#database, filter, page));
  }

  countInstances(filter: StoreFilter): Promise<InstanceCounts> {
    return this.ask(() => countInstances(this.#database, filter));
  }

  sampleRuns(filter: StoreFilter, size: SampleSize): Promise<RunSample> {
    return this.ask(() => sampleRuns(this.#database, filter, size));
  }

  getInstance(ref: InstanceRef): Promise<InstanceDetail | undefined> {
    return this.ask(async () => {
      // A transaction, because Prisma reads row and payload with two statements.
      const row = await inSnapshot(this.#database, (tx) =>
        tx.instance.findUnique({ where: byRef(ref), include: { payload: true } }),
      );
      return row === null ? undefined : { ...toInstanceSummary(row), ...toInstancePayload(row.payload) };
    });
  }

  readHistory(ref: InstanceRef, page: { from: number; limit: number }): Promise<HistoryPage | undefined> {
    return this.ask(() => readHistory(this.#database, ref, page));
  }

  listSteps(ref: InstanceRef, which: StepChoice = 'all'): Promise<readonly Step[]> {
    return this.ask(async () => {
      const where = which === 'all' ? {} : { where: { OR: [{ status: 'discarded' }, { failedTries: { gt: 0 } }] } };
      const row = await this.#prisma.instance.findUnique({
        where: byRef(ref),
        select: { steps: { ...where, orderBy: [{ generation: 'asc' }, { scheduledAt: 'asc' }, { eventId: 'asc' }] } },
      });
      return (row?.steps ?? []).map(toStep);
    });
  }

  getRelated(ref: InstanceRef): Promise<Related> {
    return this.ask(() => getRelated(this.#database, ref));
  }

  namesOf(refs: readonly InstanceRef[]): Promise<readonly NamedRef[]> {
    return this.ask(() => namesOf(this.#prisma, refs));
  }

  listChildren(ref: InstanceRef, limit: number): Promise<ChildPage> {
    return this.ask(() => listChildren(this.#database, ref, limit));
  }

  countDescendants(ref: InstanceRef): Promise<Descendants> {
    return this.ask(() => countDescendants(this.#prisma, ref));
  }

  listDeclaredPaths(): Promise<readonly DeclaredPath[]> {
    return this.ask(async () => {
      const rows = await this.#prisma.declaredPath.findMany({ orderBy: { path: 'asc' } });
      return rows.map(({ path, isComplete }) => ({ path, isComplete: isComplete === 1 }));
    });
  }

  seeNames(): Promise<SeenNames> {
    return this.ask(() => seeNames(this.#prisma));
  }

  listKinds(): Promise<KnownKinds> {
    return this.ask(() => listKinds(this.#prisma));
  }

  listWorkflows(): Promise<readonly WorkflowCounts[]> {
    return this.ask(() => listWorkflows(this.#prisma));
  }

  readTrends(question: TrendQuestion): Promise<readonly TrendCell[]> {
    return this.ask(() => readTrends(this.#prisma, question));
  }

  sumTrends(window: TrendWindow): Promise<readonly TrendSum[]> {
    return this.ask(() => sumTrends(this.#prisma, window));
  }

  readFailures(window: TrendWindow, workflows: readonly WorkflowRef[]): Promise<readonly FailureCell[]> {
    return this.ask(() => readFailures(this.#prisma, window, workflows));
  }

  readPayloads(refs: readonly InstanceRef[]): Promise<readonly SmallPayloads[]> {
    return this.ask(() => readPayloads(this.#prisma, refs));
  }

  listViews(): Promise<readonly SavedView[]> {
    return this.ask(() => listViews(this.#prisma));
  }

  async saveView(view: SavedView, entry?: AuditDraft): Promise<void> {
    await this.change(savingView(view), entry);
  }

  deleteView(id: string, entry?: AuditDraft): Promise<boolean> {
    return this.change(deletingView(id), entry);
  }

  appendAudit(row: AuditDraft): Promise<number> {
    return this.ask(async () => {
      const place = await this.#database.appendAudit(row);
      if (place === undefined) throw new Error('a row without a change has a place');
      return place;
    });
  }

  listAudit(filter: AuditFilter, page: AuditPageRequest): Promise<AuditPage> {
    return this.ask(() => listAudit(this.#prisma, filter, page));
  }

  readAuditRows(after: number, limit: number): Promise<readonly AuditRow[]> {
    return this.ask(() => readAuditRows(this.#prisma, after, limit));
  }

  auditHead(): Promise<AuditHead | undefined> {
    return this.ask(() => auditHead(this.#prisma));
  }

  changesSince(revision: number, limit: number): Promise<ChangeFeed> {
    return this.ask(() => changesSince(this.#database, revision, limit));
  }

  latestRevision(): Promise<number> {
    return this.ask(() => latestRevision(this.#prisma));
  }

  waitForChange(revision: number, signal: AbortSignal): Promise<void> {
    return this.#database.changes.wait(revision, signal);
  }

  async close(): Promise<void> {
    await this.#database.changes.close();
    await this.#prisma.$disconnect();
  }
}
