-- What apps keep by Dapr's state API: bytes under a key, in a store of a name, for each app. "etag" changes with each write.
CREATE TABLE "app_state" (
  "app_id" TEXT NOT NULL,
  "store" TEXT NOT NULL,
  "state_key" TEXT NOT NULL,
  "value" BLOB NOT NULL,
  "etag" TEXT NOT NULL,
  "updated_at" REAL NOT NULL,
  PRIMARY KEY ("app_id", "store", "state_key")
);
