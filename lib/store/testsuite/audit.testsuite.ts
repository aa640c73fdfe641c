import { describe, expect, test } from 'vitest';
import { EVERYTHING } from '@/lib/domain/actor';
import type { AuditFilter } from '@/lib/domain/audit';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { NO_HASH } from '../audit-chain';
import type { AuditDraft, AuditLog } from '../audit-log';
import { verifyAudit } from '../verify-audit';
import type { StoreUnderTest } from './store-under-test';

const ANY: AuditFilter = { actors: [], actions: [], outcomes: [] };
const ADA = { kind: 'user', name: 'ada', role: 'operator' } as const;

type Decision = Extract<AuditDraft, { phase: 'decision' }>;

const decision = (over: Partial<Decision> = {}): AuditDraft => ({
  ...{ phase: 'decision', at: 1.5, action: 'instance.pause', actor: ADA, outcome: 'allowed' },
  ...{ appId: 'shop', instanceId: 'order-1', address: '192.0.2.7', reason: 'é ✓', detail: '{"recursive":true}' },
  ...over,
});

const outcome = (decided: number): AuditDraft => ({
  ...{ phase: 'outcome', at: 4, action: 'instance.pause', actor: ADA, outcome: 'refused', error: 'no', tookMs: 2.5 },
  ...{ decided, appId: 'shop', instanceId: 'order-1' },
});

async function faultsOf(log: AuditLog): Promise<readonly string[]> {
  const faults: string[] = [];
  await verifyAudit(log, ({ seq, what }) => void faults.push(`${seq}: ${what}`));
  return faults;
}

/** The log of who did what. */
export function describeAudit(current: () => StoreUnderTest): void {
  describe('the audit log', () => {
    test('tells each decision with what came of it, newest first, page by page', async () => {
      const { console } = current();
      const first = await console.appendAudit(decision());
      await console.appendAudit(outcome(first));
      await console.appendAudit(decision({ at: 2, instanceId: 'order-2', reason: undefined, outcome: 'denied' }));
      await console.appendAudit(decision({ at: 3, action: 'view.save', subject: 'v', appId: undefined }));
      const { entries, next } = await console.listAudit(ANY, { limit: 2 });
      expect(entries.map(({ seq, outcome: end }) => `${seq} ${end}`)).toEqual(['4 open', '3 denied']);
      expect(await console.listAudit(ANY, { limit: 2, before: next })).toEqual({
        entries: [
          {
            ...{ seq: 1, at: 1.5, action: 'instance.pause', actor: ADA, address: '192.0.2.7', subject: undefined },
            ...{ appId: 'shop', instanceId: 'order-1', reason: 'é ✓', detail: '{"recursive":true}' },
            ...{ outcome: 'refused', error: 'no', tookMs: 2.5 },
          },
        ],
      });
      const found = async (filter: Partial<AuditFilter>) =>
        (await console.listAudit({ ...ANY, ...filter }, { limit: 9 })).entries.map(({ seq }) => seq);
      expect(await found({ outcomes: ['open', 'refused'] })).toEqual([4, 1]);
      expect(await found({ actions: ['instance.pause'], instanceId: 'order-2' })).toEqual([3]);
      expect(await found({ actors: ['ada', 'eve'], appId: 'shop' })).toEqual([3, 1]);
      expect(await found({ from: 2, before: 3 })).toEqual([3]);
      expect(await found({ actors: ['eve'] })).toEqual([]);
    });

    test('is a chain from its first row to the one that the store names as the newest', async () => {
      const { console } = current();
      expect(await console.auditHead()).toBeUndefined();
      expect(await faultsOf(console)).toEqual([]);
      for (const reason of ['one', 'a\0b\uD800', undefined]) await console.appendAudit(decision({ reason }));
      const rows = await console.readAuditRows(0, 9);
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(rows.map(({ previous }) => previous)).toEqual([NO_HASH, rows[0]?.hash, rows[1]?.hash]);
      expect(await console.auditHead()).toEqual({ seq: 3, hash: rows[2]?.hash });
      expect(await faultsOf(console)).toEqual([]);
      const reopened = await current().reopen();
      expect(await faultsOf(reopened.console)).toEqual([]);
      await reopened.console.appendAudit(decision());
      expect(await faultsOf(reopened.console)).toEqual([]);
      await reopened.close();
    });

    test('does not fork, however many write to it beside the runtime', async () => {
      const { console, runtime, openAnotherConsole } = current();
      const others = [await openAnotherConsole(), await openAnotherConsole()];
      const writers = [console, ...others];
      const writes = Array.from({ length: 45 }, (_, index) =>
        (writers[index % 3] ?? console).appendAudit(decision({ reason: String(index) })),
      );
      for (let index = 0; index < 5; index += 1) {
        await runtime.commit([[aSave(anInstanceRecord({ key: runtime.allocateKey() }))]]);
      }
      const places = await Promise.all(writes);
      expect(places.toSorted((one, other) => one - other)).toEqual(places.map((_, index) => index + 1));
      expect(await faultsOf(console)).toEqual([]);
      for (const other of others) await other.close();
    });

    test('has an entry with the change that it tells of, or neither is there', async () => {
      const { console, alter } = current();
      const view = { id: 'a', name: 'A', search: '', isDefault: true, createdAt: 1, updatedAt: 1 };
      const token = { id: 't', name: 'T', hash: 'h', role: 'viewer', scope: EVERYTHING, seesPayloads: true } as const;
      const made = { ...token, createdAt: 1, createdBy: 'ada' };
      const entry = decision({ outcome: 'done' });
      await alter('ALTER TABLE audit_entry RENAME TO audit_away');
      await expect(console.saveView(view, entry)).rejects.toThrow();
      await expect(console.addToken(made, entry)).rejects.toThrow();
      await alter('ALTER TABLE audit_away RENAME TO audit_entry');
      expect([await console.listViews(), await console.listTokens()]).toEqual([[], []]);
      expect(await console.auditHead()).toBeUndefined();
      await console.saveView(view, entry);
      await console.addToken(made, entry);
      await alter('ALTER TABLE audit_entry RENAME TO audit_away');
      await expect(console.deleteView('a', entry)).rejects.toThrow();
      await expect(console.revokeToken('t', 5, entry)).rejects.toThrow();
      await alter('ALTER TABLE audit_away RENAME TO audit_entry');
      expect(await console.listViews()).toEqual([view]);
      expect((await console.findToken('h'))?.revokedAt).toBeUndefined();
      expect(await console.deleteView('b', entry)).toBe(false);
      expect(await console.revokeToken('u', 5, entry)).toBe(false);
      expect((await console.auditHead())?.seq).toBe(2);
      expect(await console.revokeToken('t', 5, entry)).toBe(true);
      expect(await console.deleteView('a', entry)).toBe(true);
      expect((await console.auditHead())?.seq).toBe(4);
      expect(await faultsOf(console)).toEqual([]);
    });

    test('refuses changes and deletions', async () => {
      const { console, alter } = current();
      await console.appendAudit(decision());
      for (const sql of [
        `UPDATE audit_entry SET actor = 'eve'`,
        'DELETE FROM audit_entry',
        'UPDATE audit_head SET seq = 0',
        'DELETE FROM audit_head',
      ]) {
        await expect(alter(sql), sql).rejects.toThrow(/audit/);
      }
      expect(await faultsOf(console)).toEqual([]);
    });

    test.each<[string, string, readonly string[]]>([
      ['edited', `UPDATE audit_entry SET actor = 'eve' WHERE seq = 2`, ['2: the row was changed']],
      ['edited in its time', 'UPDATE audit_entry SET at = at + 1 WHERE seq = 5', ['5: the row was changed']],
      ['taken out', 'DELETE FROM audit_entry WHERE seq = 3', ['3: the row is missing']],
      ['cut out', 'DELETE FROM audit_entry WHERE seq IN (2, 3)', ['2: 2 rows are missing, up to row 3']],
      ['cut off at the start', 'DELETE FROM audit_entry WHERE seq < 3', ['1: 2 rows are missing, up to row 2']],
      ['cut off at the end', 'DELETE FROM audit_entry WHERE seq > 3', ['4: the last 2 rows are missing: there were 5']],
      ['emptied', 'DELETE FROM audit_entry', ['1: the last 5 rows are missing: there were 5']],
      [
        'put in another order',
        'UPDATE audit_entry SET seq = 9 WHERE seq = 2; UPDATE audit_entry SET seq = 2 WHERE seq = 3; UPDATE audit_entry SET seq = 3 WHERE seq = 9',
        [
          ...['2: the row was changed', '2: the row does not follow', '3: the row was changed'],
          ...['3: the row does not follow', '4: the row does not follow'],
        ],
      ],
      [
        'taken out with the rest moved up',
        'DELETE FROM audit_entry WHERE seq = 4; UPDATE audit_entry SET seq = 4 WHERE seq = 5',
        ['4: the row was changed', '4: the row does not follow', '5: the last 1 row is missing'],
      ],
      ['robbed of its mark', 'DELETE FROM audit_head', ['5: the mark of the newest row is missing']],
      [
        'written anew at the end',
        `UPDATE audit_entry SET hash = 'x' WHERE seq = 5`,
        ['5: the row was changed', '5: the newest row is not the one'],
      ],
    ])('shows that it was %s, and where', async (_, sql, expected) => {
      const { console, alter } = current();
      for (let index = 0; index < 5; index += 1) await console.appendAudit(decision({ reason: String(index) }));
      await alter(sql, { withoutTriggers: true });
      const faults = await faultsOf(console);
      expect(faults).toHaveLength(expected.length);
      expected.forEach((words, index) => expect(faults[index]).toContain(words));
    });

    test('is held against a newest row that was noted elsewhere', async () => {
      const { console } = current();
      for (let index = 0; index < 3; index += 1) await console.appendAudit(decision());
      const noted = await console.auditHead();
      await console.appendAudit(decision());
      const ask = async (known: typeof noted) => (await verifyAudit(console, () => undefined, known)).faults;
      expect(await ask(noted)).toBe(0);
      expect(await ask({ seq: 3, hash: 'another' })).toBe(1);
    });
  });
}
