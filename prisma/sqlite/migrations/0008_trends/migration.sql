-- What happened when, for trends: how many executions of a workflow started and ended within a minute and within an hour,
-- ends by how long they took. "slot": 0 for less than 1 ms, n for 1.25^(n-1) ms up to 1.25^n; 0 for a start.
CREATE TABLE "trend" (
  "span" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "app_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "measure" TEXT NOT NULL,
  "slot" INTEGER NOT NULL,
  "count" INTEGER NOT NULL CHECK ("count" > 0),
  PRIMARY KEY ("span", "at", "app_id", "name", "measure", "slot")
) WITHOUT ROWID;

-- From what is stored, minutes of the last 49 hours and hours of the last 400 days.
INSERT INTO "trend" ("span", "at", "app_id", "name", "measure", "slot", "count")
  WITH "run" AS (
    SELECT "app_id", "name", "status", "created_at", "completed_at",
      "completed_at" - coalesce("started_at", "created_at") AS "took"
    FROM "instance"
  ), "told" ("app_id", "name", "measure", "slot", "moment") AS (
    SELECT "app_id", "name", 'started', 0, "created_at" FROM "run"
    UNION ALL
    SELECT "app_id", "name", "status",
      CASE WHEN "took" < 1 THEN 0 ELSE min(160, 1 + CAST(floor(ln("took") / ln(1.25)) AS INTEGER)) END, "completed_at"
    FROM "run" WHERE "status" IN ('completed', 'failed', 'terminated') AND "completed_at" IS NOT NULL
  ), "kept" ("span", "length") AS (VALUES (60000, 176400000), (3600000, 34560000000)),
  "newest" ("hour") AS (SELECT CAST(max("moment") / 3600000 AS INTEGER) * 3600000 FROM "told")
  SELECT "span", CAST("moment" / "span" AS INTEGER) * "span" AS "bucket", "app_id", "name", "measure", "slot", count(*)
  FROM "told", "kept", "newest"
  WHERE CAST("moment" / "span" AS INTEGER) * "span" >= "hour" - "length"
  GROUP BY "span", "bucket", "app_id", "name", "measure", "slot";
