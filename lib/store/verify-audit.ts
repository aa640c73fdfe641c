import { CHAIN_START, checkEnd, checkRow, type ChainFault, type ChainState } from './audit-chain';
import type { AuditHead, AuditLog } from './audit-log';

/** Rows that are read at once. */
const PAGE = 1_000;

type Readable = Pick<AuditLog, 'readAuditRows' | 'auditHead'>;

export type AuditVerified = { readonly rows: number; readonly faults: number; readonly head: AuditHead | undefined };

/**
 * Checks the whole audit log, while others may add to it, and hands over each place at which it is not as it was written.
 * `known` is a newest row that somebody wrote down elsewhere: it still has to be there.
 */
export async function verifyAudit(
  log: Readable,
  report: (fault: ChainFault) => void,
  known?: AuditHead,
): Promise<AuditVerified> {
  let state: ChainState = CHAIN_START;
  let faults = 0;
  let isKnown = known === undefined;
  const tell = (fault: ChainFault): void => {
    faults += 1;
    report(fault);
  };
  for (let head = await log.auditHead(); ;) {
    for (;;) {
      const rows = await log.readAuditRows(state.seq, PAGE);
      if (rows.length === 0) break;
      for (const row of rows) {
        const checked = checkRow(state, row);
        state = checked.state;
        checked.faults.forEach(tell);
        isKnown ||= row.seq === known?.seq && row.hash === known.hash;
      }
    }
    const now = await log.auditHead();
    if (now?.seq === head?.seq) {
      checkEnd(state, now).forEach(tell);
      if (!isKnown && known !== undefined) tell({ seq: known.seq, what: 'the row is not the one that was noted' });
      return { rows: state.seq, faults, head: now };
    }
    head = now;
  }
}
