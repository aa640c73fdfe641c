-- What apps keep by Dapr's state API: bytes under a key, in a store of a name, for each app. "etag" changes with each write.
CREATE TABLE "app_state" (
  "app_id" TEXT COLLATE "C" NOT NULL,
  "store" TEXT COLLATE "C" NOT NULL,
  "state_key" TEXT COLLATE "C" NOT NULL,
  "value" BYTEA NOT NULL,
  "etag" TEXT COLLATE "C" NOT NULL,
  "updated_at" DOUBLE PRECISION NOT NULL,
  PRIMARY KEY ("app_id", "store", "state_key")
);
