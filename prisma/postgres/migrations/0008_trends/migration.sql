-- What happened when, for trends: how many executions of a workflow started and ended within a minute and within an hour,
-- ends by how long they took. "slot": 0 for less than 1 ms, n for 1.25^(n-1) ms up to 1.25^n; 0 for a start. Rows are
-- changed often: pages keep room for the next version of a row, which then needs no new entry in the index.
CREATE TABLE "trend" (
  "span" INTEGER NOT NULL,
  "at" BIGINT NOT NULL,
  "app_id" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "measure" TEXT COLLATE "C" NOT NULL,
  "slot" INTEGER NOT NULL,
  "count" INTEGER NOT NULL CHECK ("count" > 0),
  PRIMARY KEY ("span", "at", "app_id", "name", "measure", "slot")
) WITH (fillfactor = 80);

-- From what is stored, minutes of the last 49 hours and hours of the last 400 days.
INSERT INTO "trend" ("span", "at", "app_id", "name", "measure", "slot", "count")
  WITH "run" AS (
    SELECT "app_id", "name", "status", "created_at", "completed_at",
      "completed_at" - coalesce("started_at", "created_at") AS "took"
    FROM "instance"
  ), "told" ("app_id", "name", "measure", "slot", "moment") AS (
    SELECT "app_id", "name", 'started' COLLATE "C", 0, "created_at" FROM "run"
    UNION ALL
    SELECT "app_id", "name", "status",
      CASE WHEN "took" < 1 THEN 0 ELSE least(160, 1 + floor(ln("took") / ln(1.25))::int) END, "completed_at"
    FROM "run" WHERE "status" IN ('completed', 'failed', 'terminated') AND "completed_at" IS NOT NULL
  ), "kept" ("span", "length") AS (VALUES (60000, 176400000::bigint), (3600000, 34560000000)),
  "newest" ("hour") AS (SELECT floor(max("moment") / 3600000)::bigint * 3600000 FROM "told")
  SELECT "span", floor("moment" / "span")::bigint * "span" AS "bucket", "app_id", "name", "measure", "slot", count(*)
  FROM "told", "kept", "newest"
  WHERE floor("moment" / "span")::bigint * "span" >= "hour" - "length"
  GROUP BY "span", "bucket", "app_id", "name", "measure", "slot";
