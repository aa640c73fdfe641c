-- Ways to look at the list of executions that people have kept, for all who use the console. "search": the query string of
-- the page's address.
CREATE TABLE "saved_view" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C" NOT NULL,
  "search" TEXT COLLATE "C" NOT NULL,
  "is_default" INTEGER NOT NULL CHECK ("is_default" IN (0, 1)),
  "created_at" DOUBLE PRECISION NOT NULL,
  "updated_at" DOUBLE PRECISION NOT NULL
);

CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" ("name");
