-- Who may write to this store. One row, read before any later migration is applied: it must never change its form.
CREATE TABLE "lease" (
  "name" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "epoch" BIGINT NOT NULL,
  "beat" BIGINT NOT NULL,
  "beat_at" DOUBLE PRECISION,
  "holder_id" TEXT COLLATE "C",
  "holder" TEXT COLLATE "C"
);
INSERT INTO "lease" ("name", "epoch", "beat") VALUES ('writer', 0, 0);
