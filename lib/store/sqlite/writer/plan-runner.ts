import type Database from 'better-sqlite3';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { refuseUnseen, type StoredState } from '../../rows/refuse-unseen';
import { Replaced } from '../../replaced';
import type { CommitPlan, SqlValue } from './commit-plan';
import {
  WRITE_STATEMENTS,
  WRITE_STATEMENT_NAMES,
  type WriteStatement,
  type WriteStatementName,
} from './write-statements';

type Prepared = WriteStatement & {
  readonly name: WriteStatementName;
  readonly statement: Database.Statement<(SqlValue | Uint8Array)[]>;
};

/** Runs commit plans on one connection, the only one that writes. */
export class PlanRunner {
  readonly #db: Database.Database;
  readonly #statements: readonly Prepared[];

  constructor(db: Database.Database) {
    this.#db = db;
    this.#statements = WRITE_STATEMENT_NAMES.map((name) => {
      const spec = WRITE_STATEMENTS[name];
      return { ...spec, name, statement: db.prepare(spec.sql) };
    });
  }

  /**
   * Runs a plan as one immediate transaction; all of it is on disk on return. Throws Replaced when the lease is another's,
   * `conflict` when a row is not as the writer saw it, and whatever SQLite throws; nothing of the plan is kept then.
   */
  run(plan: CommitPlan): void {
    this.#db.transaction(() => this.#runAll(plan)).immediate();
  }

  #runAll({ values, bytes }: CommitPlan): void {
    let bytesRead = 0;
    for (let at = 0; at < values.length;) {
      const prepared = this.#statements[Number(values[at])];
      if (prepared === undefined) throw new AppError('internal', `A commit plan names no statement at ${at}.`);
      const parameters: (SqlValue | Uint8Array)[] = values.slice(at + 1, at + 1 + prepared.parameters);
      at += 1 + prepared.parameters;
      if (prepared.bytes !== undefined) {
        const end = bytesRead + Number(parameters[prepared.bytes]);
        parameters[prepared.bytes] = bytes.subarray(bytesRead, end);
        bytesRead = end;
      }
      const { changes } = prepared.statement.run(...parameters);
      if (prepared.hitsOne === true && changes !== 1) throw this.#refusal(prepared, parameters);
    }
  }

  /** Says in what the stored row differs from what the writer saw, by the last parameters of the statement. */
  #refusal({ name }: Prepared, parameters: readonly (SqlValue | Uint8Array)[]): Error {
    if (name === 'putRevision') return new Replaced();
    if (name === 'lowerCounter') {
      const [, appId, counted, status] = parameters.map(String);
      return new AppError('internal', `The store has no counter for ${counted} of ${appId} (${status}).`);
    }
    const hasLength = name === 'updateProgress' || name === 'updateInstance';
    const seen = parameters.slice(hasLength ? -6 : -5);
    const [key, appId = '', instanceId = '', workflow = '', status = '', length = ''] = seen.map(String);
    const stored = this.#db
      .prepare<[number, string, string], StoredState>(
        `SELECT name, status, history_length AS historyLength FROM instance
         WHERE "key" = ? AND app_id = ? AND instance_id = ?`,
      )
      .get(Number(key), appId, instanceId);
    // Safe: what a plan holds there was the status of an instance.
    refuseUnseen({ appId, instanceId }, { name: workflow, status: status as InstanceStatus }, stored);
    const has = `History of ${instanceId} of ${appId} has ${stored?.historyLength ?? 0} events`;
    return new AppError('conflict', `${has}; the writer would append at ${length}.`);
  }
}
