-- Ended runs by the time of their end, for their deletion after a while.
CREATE INDEX "instance_ended" ON "instance" ("app_id", "status", "completed_at", "key")
  WHERE "completed_at" IS NOT NULL;

-- History of its callers that an instance was started with.
CREATE TABLE "propagated_history" (
  "instance_key" INTEGER NOT NULL PRIMARY KEY,
  "bytes" BLOB NOT NULL,
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
