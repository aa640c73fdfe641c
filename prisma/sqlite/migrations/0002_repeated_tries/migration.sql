-- What the runtime remembers of an activity that it repeats by itself: tries that failed unheard, and the next one's time.
ALTER TABLE "step" ADD COLUMN "failed_tries" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "step" ADD COLUMN "next_attempt_at" REAL;
