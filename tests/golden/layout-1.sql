PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations VALUES(1,'annotator','documents_sentences_events','2026-11-24 07:03:29.294345+00:00');
CREATE TABLE IF NOT EXISTS "documents" (
   "number" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "date" TEXT,
   "guessed" INTEGER NOT NULL,
   "name" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "source" TEXT NOT NULL,
   "author" TEXT NOT NULL,
   "language" TEXT NOT NULL,
   "encoding" TEXT NOT NULL,
   "added" TEXT NOT NULL,
   "text" TEXT NOT NULL
);
INSERT INTO documents VALUES(1,'aa39f62d0606cdeb8b86bb46509eddc0609261d26df6cd189afb7a26872c59e2','2022-01-07',0,'chad.md','Chad','','','en','utf-8','2026-11-24T07:03:29.316739+00:00','Chad, an EU member, objected. 😀 Nobody answered.');
CREATE TABLE IF NOT EXISTS "sentences" (
   "document" INTEGER PRIMARY KEY REFERENCES "documents"("number"),
   "splitter" TEXT NOT NULL,
   "count" INTEGER NOT NULL,
   "offsets" BLOB NOT NULL
);
INSERT INTO sentences VALUES(1,'by hand/1',2,X'000000001e0000001d00000030000000');
CREATE TABLE IF NOT EXISTS "events" (
   "number" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "document" INTEGER NOT NULL REFERENCES "documents"("number"),
   "annotator" TEXT NOT NULL,
   "time" TEXT NOT NULL,
   "gesture" TEXT NOT NULL,
   "step" INTEGER NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "at" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "label" TEXT NOT NULL,
   "type" TEXT NOT NULL,
   "target" TEXT NOT NULL,
   "candidate" TEXT
);
INSERT INTO events VALUES(1,'f3dbf09d8f2fb4b93d242743406940d4e74e453b3ad1667f6a9c06b9386dec54',1,'ann','2022-01-07T10:00:01.000000Z','g1',0,0,4,0,'accept','error','not-member','','{"rule":"membership","label":"error","type":"not-member","start":0,"end":4,"score":0.9,"rank":1}');
INSERT INTO events VALUES(2,'7776ca80fde493b14caa0ce14ada319401a49ef0da15ef15cc869f431a47f03f',1,'ann','2022-01-07T10:00:02.000000Z','g2',0,30,48,0,'label','claim','','',NULL);
INSERT INTO events VALUES(3,'d70b7071891f5554790e9a6d56698055b78a3f343e5cad9bd65d3ce007e8648b',1,'ann','2022-01-07T10:00:03.000000Z','g3',0,0,0,0,'undo','','','g2',NULL);
CREATE TABLE IF NOT EXISTS "positions" (
   "document" INTEGER REFERENCES "documents"("number"),
   "annotator" TEXT,
   "offset" INTEGER NOT NULL,
   PRIMARY KEY ("document", "annotator")
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_documents_id"
    ON "documents" ("id");
CREATE UNIQUE INDEX "idx_events_id"
    ON "events" ("id");
CREATE INDEX "idx_events_document_annotator_time_gesture_step"
    ON "events" ("document", "annotator", "time", "gesture", "step");
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER events_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER events_numbered_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE number = NEW.number) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are never changed'); END;
CREATE TRIGGER documents_hold BEFORE UPDATE OF number, id, text ON documents BEGIN SELECT RAISE(ABORT, 'documents are never changed'); END;
CREATE TRIGGER documents_once BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER documents_numbered_once BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE number = NEW.number) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER sentences_stay BEFORE DELETE ON sentences BEGIN SELECT RAISE(ABORT, 'sentences are never changed'); END;
CREATE TRIGGER sentences_hold BEFORE UPDATE ON sentences BEGIN SELECT RAISE(ABORT, 'sentences are never changed'); END;
CREATE TRIGGER sentences_once BEFORE INSERT ON sentences WHEN EXISTS (SELECT 1 FROM sentences WHERE document = NEW.document) BEGIN SELECT RAISE(IGNORE); END;

PRAGMA application_id = 1095650895;
PRAGMA user_version = 1;
COMMIT;
