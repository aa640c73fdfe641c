-- Who did what, in the order in which it was decided; nothing is changed or taken out. "phase": 'decision' is written before
-- the action, 'outcome' after it, with the decision in "decided". "hash" is over the row and over the hash before it.
CREATE TABLE "audit_entry" (
  "seq" BIGINT NOT NULL PRIMARY KEY,
  "at" DOUBLE PRECISION NOT NULL,
  "phase" TEXT COLLATE "C" NOT NULL CHECK ("phase" IN ('decision', 'outcome')),
  "decided" BIGINT,
  "action" TEXT COLLATE "C" NOT NULL,
  "actor_kind" TEXT COLLATE "C" NOT NULL,
  "actor" TEXT COLLATE "C" NOT NULL,
  "role" TEXT COLLATE "C" NOT NULL,
  "address" TEXT COLLATE "C",
  "app_id" TEXT COLLATE "C",
  "instance_id" TEXT COLLATE "C",
  "subject" TEXT COLLATE "C",
  "reason" TEXT COLLATE "C",
  "detail" TEXT COLLATE "C",
  "outcome" TEXT COLLATE "C" NOT NULL,
  "error" TEXT COLLATE "C",
  "took_ms" DOUBLE PRECISION,
  "previous" TEXT COLLATE "C" NOT NULL,
  "hash" TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX "audit_entry_decided" ON "audit_entry" ("decided") WHERE "decided" IS NOT NULL;
CREATE INDEX "audit_entry_actor" ON "audit_entry" ("actor", "seq");
CREATE INDEX "audit_entry_action" ON "audit_entry" ("action", "seq");
CREATE INDEX "audit_entry_instance" ON "audit_entry" ("app_id", "instance_id", "seq");
CREATE INDEX "audit_entry_at" ON "audit_entry" ("at");

-- The newest row of the log, kept apart from it: a log whose end is cut off is told by it. One row, once there is an entry.
CREATE TABLE "audit_head" (
  "id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" = 1),
  "seq" BIGINT NOT NULL,
  "hash" TEXT COLLATE "C" NOT NULL
);

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only added to: % of % refused', TG_OP, TG_TABLE_NAME; END $$;

CREATE TRIGGER "audit_entry_kept" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entry_not_emptied" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_head_not_set_back" BEFORE UPDATE ON "audit_head"
  FOR EACH ROW WHEN (NEW."seq" < OLD."seq") EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_head_not_deleted" BEFORE DELETE ON "audit_head"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_head_not_emptied" BEFORE TRUNCATE ON "audit_head"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

-- Tokens of programs that use the console's HTTP API. "hash": SHA-256 of the token, which is kept nowhere. "apps" and
-- "workflows": JSON lists of patterns.
CREATE TABLE "api_token" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C" NOT NULL,
  "hash" TEXT COLLATE "C" NOT NULL,
  "role" TEXT COLLATE "C" NOT NULL,
  "apps" TEXT COLLATE "C" NOT NULL,
  "workflows" TEXT COLLATE "C" NOT NULL,
  "sees_payloads" INTEGER NOT NULL CHECK ("sees_payloads" IN (0, 1)),
  "created_at" DOUBLE PRECISION NOT NULL,
  "created_by" TEXT COLLATE "C" NOT NULL,
  "expires_at" DOUBLE PRECISION,
  "used_at" DOUBLE PRECISION,
  "revoked_at" DOUBLE PRECISION
);

CREATE UNIQUE INDEX "api_token_hash" ON "api_token" ("hash");

-- People who are signed in. "hash": SHA-256 of what their cookie holds. "expires_at": they have to sign in again then,
-- whatever they do.
CREATE TABLE "session" (
  "hash" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C" NOT NULL,
  "method" TEXT COLLATE "C" NOT NULL,
  "role" TEXT COLLATE "C" NOT NULL,
  "apps" TEXT COLLATE "C" NOT NULL,
  "workflows" TEXT COLLATE "C" NOT NULL,
  "sees_payloads" INTEGER NOT NULL CHECK ("sees_payloads" IN (0, 1)),
  "address" TEXT COLLATE "C",
  "created_at" DOUBLE PRECISION NOT NULL,
  "seen_at" DOUBLE PRECISION NOT NULL,
  "expires_at" DOUBLE PRECISION NOT NULL
);

CREATE INDEX "session_name" ON "session" ("name");
