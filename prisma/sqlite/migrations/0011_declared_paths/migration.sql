-- Places in payloads that the configuration declares, and what stands there, so that lists can be filtered by it.
-- "read_through": the key through which payloads were read that were stored before the path was declared; "is_complete": 1
-- once that is all of them.
CREATE TABLE "declared_path" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "path" TEXT NOT NULL,
  "read_through" INTEGER NOT NULL,
  "is_complete" INTEGER NOT NULL CHECK ("is_complete" IN (0, 1))
);

CREATE UNIQUE INDEX "declared_path_path" ON "declared_path" ("path");

-- "number": the value again, when it reads as a number.
CREATE TABLE "declared_value" (
  "instance_key" INTEGER NOT NULL REFERENCES "instance" ("key") ON DELETE CASCADE,
  "path_id" INTEGER NOT NULL REFERENCES "declared_path" ("id"),
  "value" TEXT NOT NULL,
  "number" REAL,
  PRIMARY KEY ("instance_key", "path_id")
) WITHOUT ROWID;

CREATE INDEX "declared_value_text" ON "declared_value" ("path_id", "value");
CREATE INDEX "declared_value_number" ON "declared_value" ("path_id", "number") WHERE "number" IS NOT NULL;
