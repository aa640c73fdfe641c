const HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_SIZE_AT = 8;
const SALT_AT = 16;
const FRAME_SALT_AT = 8;
const COMMIT_AT = 4;

export type WalFrames = {
  readonly pageSize: number;
  readonly commits: number;
  /** How often each page was written, by its number. */
  readonly pages: ReadonlyMap<number, number>;
};

/** Reads a write-ahead log of SQLite (https://sqlite.org/fileformat.html, section 4), up to where it was last begun anew. */
export function readWalFrames(log: Buffer): WalFrames {
  const pageSize = log.readUInt32BE(PAGE_SIZE_AT);
  const salt = log.readUInt32BE(SALT_AT);
  const pages = new Map<number, number>();
  let commits = 0;
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= log.length; at += FRAME_HEADER + pageSize) {
    if (log.readUInt32BE(at + FRAME_SALT_AT) !== salt) break;
    const page = log.readUInt32BE(at);
    pages.set(page, (pages.get(page) ?? 0) + 1);
    // The last frame of a commit says how many pages the file has then.
    if (log.readUInt32BE(at + COMMIT_AT) > 0) commits += 1;
  }
  return { pageSize, commits, pages };
}
