-- One action on a frozen set of instances, and what became of each. "action", "target" and "owner": JSON of the domain's types.
CREATE TABLE "bulk_job" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "action" TEXT COLLATE "C" NOT NULL,
  "target" TEXT COLLATE "C" NOT NULL,
  "owner" TEXT COLLATE "C" NOT NULL,
  "reason" TEXT COLLATE "C",
  "state" TEXT COLLATE "C" NOT NULL CHECK ("state" IN ('preparing', 'ready', 'running', 'paused', 'finished', 'aborted')),
  "rate" INTEGER CHECK ("rate" > 0),
  "total" INTEGER NOT NULL DEFAULT 0,
  "waiting" INTEGER NOT NULL DEFAULT 0,
  "done" INTEGER NOT NULL DEFAULT 0,
  "skipped" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  "cursor" TEXT COLLATE "C",
  "set_hash" TEXT COLLATE "C" NOT NULL,
  "created_at" DOUBLE PRECISION NOT NULL,
  "confirmed_at" DOUBLE PRECISION,
  "ended_at" DOUBLE PRECISION,
  "trouble" TEXT COLLATE "C",
  "claimed_by" TEXT COLLATE "C",
  "claimed_until" DOUBLE PRECISION,
  CHECK ("total" = "waiting" + "done" + "skipped" + "failed")
);

CREATE INDEX "bulk_job_created" ON "bulk_job" ("created_at" DESC);

CREATE TABLE "bulk_item" (
  "job_id" TEXT COLLATE "C" NOT NULL REFERENCES "bulk_job" ("id") ON DELETE CASCADE,
  "seq" INTEGER NOT NULL,
  "app_id" TEXT COLLATE "C" NOT NULL,
  "instance_id" TEXT COLLATE "C" NOT NULL,
  "created_at" DOUBLE PRECISION NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "status" TEXT COLLATE "C" NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL CHECK ("state" IN ('waiting', 'under-way', 'done', 'skipped', 'failed')),
  "note" TEXT COLLATE "C",
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "at" DOUBLE PRECISION,
  PRIMARY KEY ("job_id", "seq")
);

CREATE INDEX "bulk_item_state" ON "bulk_item" ("job_id", "state", "seq");
CREATE UNIQUE INDEX "bulk_item_once" ON "bulk_item" ("job_id", "app_id", "instance_id");
