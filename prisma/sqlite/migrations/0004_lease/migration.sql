-- Who may write to this store. One row, read before any later migration is applied: it must never change its form.
CREATE TABLE "lease" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "epoch" BIGINT NOT NULL,
  "beat" BIGINT NOT NULL,
  "beat_at" REAL,
  "holder_id" TEXT,
  "holder" TEXT
) WITHOUT ROWID;
INSERT INTO "lease" ("name", "epoch", "beat") VALUES ('writer', 0, 0);
