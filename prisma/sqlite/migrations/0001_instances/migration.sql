CREATE TABLE "instance" (
  "key" INTEGER NOT NULL PRIMARY KEY,
  "app_id" TEXT NOT NULL,
  "instance_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "version" TEXT,
  "status" TEXT NOT NULL,
  "created_at" REAL NOT NULL,
  "scheduled_start_at" REAL,
  "started_at" REAL,
  "updated_at" REAL NOT NULL,
  "completed_at" REAL,
  "execution_id" TEXT NOT NULL,
  "generation" INTEGER NOT NULL,
  "parent_app_id" TEXT,
  "parent_instance_id" TEXT,
  "parent_task_id" INTEGER,
  "rerun_of" TEXT,
  "tags" TEXT NOT NULL,
  "waiting_on" TEXT NOT NULL,
  "open_tasks" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL,
  "last_error" TEXT,
  "history_length" INTEGER NOT NULL,
  "inbox_length" INTEGER NOT NULL,
  "due_at" REAL,
  "revision" BIGINT NOT NULL
);

-- Identity, and the order in which ids of an app are listed.
CREATE UNIQUE INDEX "instance_app_id_instance_id_key" ON "instance" ("app_id", "instance_id");
-- What changed since.
CREATE UNIQUE INDEX "instance_revision_key" ON "instance" ("revision");
-- Lists, newest first: plain (with the id, for text search), by one of status, app and name, or by workflow and status.
CREATE INDEX "instance_created" ON "instance" ("created_at" DESC, "key" DESC, "instance_id");
CREATE INDEX "instance_status" ON "instance" ("status", "created_at" DESC, "key" DESC);
CREATE INDEX "instance_app" ON "instance" ("app_id", "created_at" DESC, "key" DESC);
CREATE INDEX "instance_name" ON "instance" ("name", "created_at" DESC, "key" DESC);
CREATE INDEX "instance_workflow" ON "instance" ("app_id", "name", "status", "created_at" DESC, "key" DESC);
-- Children and reruns of an instance.
CREATE INDEX "instance_parent" ON "instance" ("parent_app_id", "parent_instance_id", "created_at", "key")
  WHERE "parent_instance_id" IS NOT NULL;
CREATE INDEX "instance_rerun_of" ON "instance" ("app_id", "rerun_of", "created_at", "key") WHERE "rerun_of" IS NOT NULL;
-- Timers and scheduled starts.
CREATE INDEX "instance_due" ON "instance" ("due_at", "key") WHERE "due_at" IS NOT NULL;
-- What a runtime must take up again at start.
CREATE INDEX "instance_unfinished" ON "instance" ("key")
  WHERE "status" NOT IN ('completed', 'failed', 'terminated') AND ("inbox_length" > 0 OR "open_tasks" > 0);

CREATE TABLE "instance_payload" (
  "instance_key" INTEGER NOT NULL PRIMARY KEY,
  "input" TEXT,
  "output" TEXT,
  "custom_status" TEXT,
  "failure" TEXT,
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "history" (
  "instance_key" BIGINT NOT NULL,
  "sequence" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "event_id" INTEGER NOT NULL,
  "at" REAL NOT NULL,
  "bytes" BLOB NOT NULL,
  PRIMARY KEY ("instance_key", "sequence"),
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

CREATE TABLE "inbox" (
  "instance_key" BIGINT NOT NULL,
  "seq" INTEGER NOT NULL,
  "bytes" BLOB NOT NULL,
  PRIMARY KEY ("instance_key", "seq"),
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

CREATE TABLE "step" (
  "instance_key" BIGINT NOT NULL,
  "generation" INTEGER NOT NULL,
  "event_id" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "attempt" INTEGER NOT NULL,
  "scheduled_at" REAL NOT NULL,
  "ended_at" REAL,
  "error" TEXT,
  PRIMARY KEY ("instance_key", "generation", "event_id"),
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

CREATE TABLE "counter" (
  "app_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "count" INTEGER NOT NULL CHECK ("count" >= 0),
  PRIMARY KEY ("app_id", "name", "status")
) WITHOUT ROWID;

CREATE TABLE "tombstone" (
  "app_id" TEXT NOT NULL,
  "instance_id" TEXT NOT NULL,
  "revision" BIGINT NOT NULL,
  PRIMARY KEY ("app_id", "instance_id")
) WITHOUT ROWID;
CREATE UNIQUE INDEX "tombstone_revision_key" ON "tombstone" ("revision");

CREATE TABLE "meta" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "value" BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO "meta" ("name", "value") VALUES ('revision', 0), ('key', 0);
