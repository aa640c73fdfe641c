-- One action on a frozen set of instances, and what became of each. "action", "target" and "owner": JSON of the domain's types.
CREATE TABLE "bulk_job" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "action" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "owner" TEXT NOT NULL,
  "reason" TEXT,
  "state" TEXT NOT NULL CHECK ("state" IN ('preparing', 'ready', 'running', 'paused', 'finished', 'aborted')),
  "rate" INTEGER CHECK ("rate" > 0),
  "total" INTEGER NOT NULL DEFAULT 0,
  "waiting" INTEGER NOT NULL DEFAULT 0,
  "done" INTEGER NOT NULL DEFAULT 0,
  "skipped" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  "cursor" TEXT,
  "set_hash" TEXT NOT NULL,
  "created_at" REAL NOT NULL,
  "confirmed_at" REAL,
  "ended_at" REAL,
  "trouble" TEXT,
  "claimed_by" TEXT,
  "claimed_until" REAL,
  CHECK ("total" = "waiting" + "done" + "skipped" + "failed")
);

CREATE INDEX "bulk_job_created" ON "bulk_job" ("created_at" DESC);

CREATE TABLE "bulk_item" (
  "job_id" TEXT NOT NULL REFERENCES "bulk_job" ("id") ON DELETE CASCADE,
  "seq" INTEGER NOT NULL,
  "app_id" TEXT NOT NULL,
  "instance_id" TEXT NOT NULL,
  "created_at" REAL NOT NULL,
  "name" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('waiting', 'under-way', 'done', 'skipped', 'failed')),
  "note" TEXT,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "at" REAL,
  PRIMARY KEY ("job_id", "seq")
) WITHOUT ROWID;

CREATE INDEX "bulk_item_state" ON "bulk_item" ("job_id", "state", "seq");
CREATE UNIQUE INDEX "bulk_item_once" ON "bulk_item" ("job_id", "app_id", "instance_id");
