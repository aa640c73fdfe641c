-- Who did what, in the order in which it was decided; nothing is changed or taken out. "phase": 'decision' is written before
-- the action, 'outcome' after it, with the decision in "decided". "hash" is over the row and over the hash before it.
CREATE TABLE "audit_entry" (
  "seq" INTEGER NOT NULL PRIMARY KEY,
  "at" REAL NOT NULL,
  "phase" TEXT NOT NULL CHECK ("phase" IN ('decision', 'outcome')),
  "decided" INTEGER,
  "action" TEXT NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "address" TEXT,
  "app_id" TEXT,
  "instance_id" TEXT,
  "subject" TEXT,
  "reason" TEXT,
  "detail" TEXT,
  "outcome" TEXT NOT NULL,
  "error" TEXT,
  "took_ms" REAL,
  "previous" TEXT NOT NULL,
  "hash" TEXT NOT NULL
);

CREATE UNIQUE INDEX "audit_entry_decided" ON "audit_entry" ("decided") WHERE "decided" IS NOT NULL;
CREATE INDEX "audit_entry_actor" ON "audit_entry" ("actor", "seq");
CREATE INDEX "audit_entry_action" ON "audit_entry" ("action", "seq");
CREATE INDEX "audit_entry_instance" ON "audit_entry" ("app_id", "instance_id", "seq");
CREATE INDEX "audit_entry_at" ON "audit_entry" ("at");

-- The newest row of the log, kept apart from it: a log whose end is cut off is told by it. One row, once there is an entry.
CREATE TABLE "audit_head" (
  "id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" = 1),
  "seq" INTEGER NOT NULL,
  "hash" TEXT NOT NULL
);

CREATE TRIGGER "audit_entry_not_changed" BEFORE UPDATE ON "audit_entry"
BEGIN SELECT RAISE(ABORT, 'an entry of the audit log cannot be changed'); END;
CREATE TRIGGER "audit_entry_not_deleted" BEFORE DELETE ON "audit_entry"
BEGIN SELECT RAISE(ABORT, 'an entry of the audit log cannot be deleted'); END;
CREATE TRIGGER "audit_head_not_set_back" BEFORE UPDATE ON "audit_head" WHEN NEW."seq" < OLD."seq"
BEGIN SELECT RAISE(ABORT, 'the head of the audit log cannot be set back'); END;
CREATE TRIGGER "audit_head_not_deleted" BEFORE DELETE ON "audit_head"
BEGIN SELECT RAISE(ABORT, 'the head of the audit log cannot be deleted'); END;

-- Tokens of programs that use the console's HTTP API. "hash": SHA-256 of the token, which is kept nowhere. "apps" and
-- "workflows": JSON lists of patterns.
CREATE TABLE "api_token" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "apps" TEXT NOT NULL,
  "workflows" TEXT NOT NULL,
  "sees_payloads" INTEGER NOT NULL CHECK ("sees_payloads" IN (0, 1)),
  "created_at" REAL NOT NULL,
  "created_by" TEXT NOT NULL,
  "expires_at" REAL,
  "used_at" REAL,
  "revoked_at" REAL
);

CREATE UNIQUE INDEX "api_token_hash" ON "api_token" ("hash");

-- People who are signed in. "hash": SHA-256 of what their cookie holds. "expires_at": they have to sign in again then,
-- whatever they do.
CREATE TABLE "session" (
  "hash" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "apps" TEXT NOT NULL,
  "workflows" TEXT NOT NULL,
  "sees_payloads" INTEGER NOT NULL CHECK ("sees_payloads" IN (0, 1)),
  "address" TEXT,
  "created_at" REAL NOT NULL,
  "seen_at" REAL NOT NULL,
  "expires_at" REAL NOT NULL
);

CREATE INDEX "session_name" ON "session" ("name");
