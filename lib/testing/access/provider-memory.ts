import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where a provider of one test keeps what it has to remember, one for each of its kinds of things. */
export function providerMemory(): new (kind: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return class ProviderMemory implements Adapter {
    readonly #kind: string;

    constructor(kind: string) {
      this.#kind = kind;
    }

    async upsert(id: string, payload: AdapterPayload) {
      kept.set(`${this.#kind} ${id}`, payload);
    }

    async find(id: string) {
      return kept.get(`${this.#kind} ${id}`);
    }

    async findByUid(uid: string) {
      return this.#first((payload) => payload.uid === uid);
    }

    async findByUserCode(userCode: string) {
      return this.#first((payload) => payload.userCode === userCode);
    }

    async consume(id: string) {
      const payload = await this.find(id);
      if (payload !== undefined) payload['consumed'] = true;
    }

    async destroy(id: string) {
      kept.delete(`${this.#kind} ${id}`);
    }

    async revokeByGrantId(grantId: string) {
      for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
    }

    #first(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
      return [...kept].find(([key, payload]) => key.startsWith(`${this.#kind} `) && fits(payload))?.[1];
    }
  };
}
