-- Everything up to migration 0003_policies of SQLite. Text is ordered by its bytes (COLLATE "C"), as on SQLite: pages of
-- ids and lists must come in one order, whatever the locale of the server.
CREATE TABLE "instance" (
  "key" BIGINT NOT NULL PRIMARY KEY,
  "app_id" TEXT COLLATE "C" NOT NULL,
  "instance_id" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "version" TEXT COLLATE "C",
  "status" TEXT COLLATE "C" NOT NULL,
  "created_at" DOUBLE PRECISION NOT NULL,
  "scheduled_start_at" DOUBLE PRECISION,
  "started_at" DOUBLE PRECISION,
  "updated_at" DOUBLE PRECISION NOT NULL,
  "completed_at" DOUBLE PRECISION,
  "execution_id" TEXT COLLATE "C" NOT NULL,
  "generation" INTEGER NOT NULL,
  "parent_app_id" TEXT COLLATE "C",
  "parent_instance_id" TEXT COLLATE "C",
  "parent_task_id" INTEGER,
  "rerun_of" TEXT COLLATE "C",
  "tags" TEXT COLLATE "C" NOT NULL,
  "waiting_on" TEXT COLLATE "C" NOT NULL,
  "open_tasks" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL,
  "last_error" TEXT COLLATE "C",
  "history_length" INTEGER NOT NULL,
  "inbox_length" INTEGER NOT NULL,
  "due_at" DOUBLE PRECISION,
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
-- Ended runs by the time of their end, for their deletion after a while.
CREATE INDEX "instance_ended" ON "instance" ("app_id", "status", "completed_at", "key")
  WHERE "completed_at" IS NOT NULL;

CREATE TABLE "instance_payload" (
  "instance_key" BIGINT NOT NULL PRIMARY KEY,
  "input" TEXT COLLATE "C",
  "output" TEXT COLLATE "C",
  "custom_status" TEXT COLLATE "C",
  "failure" TEXT COLLATE "C",
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

-- History of its callers that an instance was started with.
CREATE TABLE "propagated_history" (
  "instance_key" BIGINT NOT NULL PRIMARY KEY,
  "bytes" BYTEA NOT NULL,
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "history" (
  "instance_key" BIGINT NOT NULL,
  "sequence" INTEGER NOT NULL,
  "kind" TEXT COLLATE "C" NOT NULL,
  "event_id" INTEGER NOT NULL,
  "at" DOUBLE PRECISION NOT NULL,
  "bytes" BYTEA NOT NULL,
  PRIMARY KEY ("instance_key", "sequence"),
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "inbox" (
  "instance_key" BIGINT NOT NULL,
  "seq" INTEGER NOT NULL,
  "bytes" BYTEA NOT NULL,
  PRIMARY KEY ("instance_key", "seq"),
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "step" (
  "instance_key" BIGINT NOT NULL,
  "generation" INTEGER NOT NULL,
  "event_id" INTEGER NOT NULL,
  "kind" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "status" TEXT COLLATE "C" NOT NULL,
  "attempt" INTEGER NOT NULL,
  "scheduled_at" DOUBLE PRECISION NOT NULL,
  "ended_at" DOUBLE PRECISION,
  "error" TEXT COLLATE "C",
  "failed_tries" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" DOUBLE PRECISION,
  PRIMARY KEY ("instance_key", "generation", "event_id"),
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "counter" (
  "app_id" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "status" TEXT COLLATE "C" NOT NULL,
  "count" INTEGER NOT NULL CHECK ("count" >= 0),
  PRIMARY KEY ("app_id", "name", "status")
);

CREATE TABLE "tombstone" (
  "app_id" TEXT COLLATE "C" NOT NULL,
  "instance_id" TEXT COLLATE "C" NOT NULL,
  "revision" BIGINT NOT NULL,
  PRIMARY KEY ("app_id", "instance_id")
);
CREATE UNIQUE INDEX "tombstone_revision_key" ON "tombstone" ("revision");

CREATE TABLE "meta" (
  "name" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "value" BIGINT NOT NULL
);
INSERT INTO "meta" ("name", "value") VALUES ('revision', 0), ('key', 0);
