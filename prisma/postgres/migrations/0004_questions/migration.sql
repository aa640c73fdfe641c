-- When a worker is asked once more whether anything is to be done, after an answer that may have been to an earlier turn.
ALTER TABLE "instance" ADD COLUMN "ask_again_at" DOUBLE PRECISION;
DROP INDEX "instance_unfinished";
CREATE INDEX "instance_unfinished" ON "instance" ("key")
  WHERE "status" NOT IN ('completed', 'failed', 'terminated')
    AND ("inbox_length" > 0 OR "open_tasks" > 0 OR "ask_again_at" IS NOT NULL);
