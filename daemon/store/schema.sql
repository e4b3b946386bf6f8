CREATE TABLE "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
CREATE UNIQUE INDEX "schema_migration_name" ON "schema_migration" ("name");
CREATE TABLE "owner" ("id" INTEGER NOT NULL PRIMARY KEY, "address" TEXT NOT NULL, "name" TEXT NOT NULL, "tallied" INTEGER);
CREATE UNIQUE INDEX "owner_address" ON "owner" ("address");
CREATE TABLE "person" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "name" TEXT NOT NULL, "name_set" TEXT NOT NULL, "circle" TEXT NOT NULL, "circle_set" TEXT NOT NULL, "ignored" INTEGER NOT NULL, "share_never" INTEGER NOT NULL, "first_seen" INTEGER, "last_touch" INTEGER, "last_out" INTEGER, "last_in" INTEGER, "touches_out" INTEGER NOT NULL, "touches_in" INTEGER NOT NULL, "touches_both" INTEGER NOT NULL, "contacts" INTEGER NOT NULL, "usual_days" REAL, "long_days" REAL, "owner_reply_days" REAL, "owner_long_days" REAL, "owner_answers" INTEGER NOT NULL, "person_reply_days" REAL, "person_long_days" REAL, "person_answers" INTEGER NOT NULL, "keyed_name" TEXT, "emails" TEXT, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "person_owner_id_last_touch" ON "person" ("owner_id", "last_touch");
CREATE TABLE "address" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "email" TEXT NOT NULL, "person_id" INTEGER, "is_owner" INTEGER NOT NULL, "role" TEXT NOT NULL, "delivered" INTEGER NOT NULL, "dead_at" INTEGER, "keyed" INTEGER, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL);
CREATE INDEX "address_person_id" ON "address" ("person_id");
CREATE UNIQUE INDEX "address_owner_id_email" ON "address" ("owner_id", "email");
CREATE TABLE "address_name" ("address_id" INTEGER NOT NULL, "name" TEXT NOT NULL, "name_key" TEXT NOT NULL, "as_sender" INTEGER NOT NULL, "as_recipient" INTEGER NOT NULL, PRIMARY KEY ("address_id", "name"), FOREIGN KEY ("address_id") REFERENCES "address" ("id") ON DELETE CASCADE);
CREATE INDEX "address_name_name_key" ON "address_name" ("name_key");
CREATE TABLE "thread" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "last_at" INTEGER NOT NULL, "decided_version" INTEGER, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE TABLE "correction" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "about" TEXT NOT NULL, "message_id" INTEGER NOT NULL, "quote_key" INTEGER NOT NULL, "said" TEXT NOT NULL, "at" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "correction_message_id_about_quote_key" ON "correction" ("message_id", "about", "quote_key");
CREATE TABLE "mailbox" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "name" TEXT NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "mailbox_owner_id" ON "mailbox" ("owner_id");
CREATE UNIQUE INDEX "mailbox_owner_id_name" ON "mailbox" ("owner_id", "name");
CREATE TABLE "fact" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "person_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "value" TEXT NOT NULL, "at" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE);
CREATE INDEX "fact_person_id" ON "fact" ("person_id");
CREATE TABLE "finding" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, "detector" TEXT NOT NULL, "version" INTEGER NOT NULL, "kind" TEXT NOT NULL, "quote" TEXT NOT NULL, "value" TEXT NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE INDEX "finding_message_id" ON "finding" ("message_id");
CREATE TABLE "gap" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "thread_id" INTEGER NOT NULL, "person_id" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, "waiting_on" TEXT NOT NULL, "since" INTEGER NOT NULL, "why" TEXT NOT NULL, "begun" INTEGER NOT NULL, "quote" TEXT NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("thread_id") REFERENCES "thread" ("id") ON DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "gap_thread_id" ON "gap" ("thread_id");
CREATE INDEX "gap_person_id" ON "gap" ("person_id");
CREATE INDEX "gap_message_id" ON "gap" ("message_id");
CREATE TABLE "meeting" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, "uid" TEXT NOT NULL, "state" TEXT NOT NULL, "start_at" INTEGER NOT NULL, "end_at" INTEGER NOT NULL, "all_day" INTEGER NOT NULL, "summary" TEXT NOT NULL, "called_off_by" TEXT NOT NULL, "called_off_at" INTEGER, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE INDEX "meeting_message_id" ON "meeting" ("message_id");
CREATE INDEX "meeting_owner_id_state_end_at" ON "meeting" ("owner_id", "state", "end_at");
CREATE TABLE "meeting_guest" ("meeting_id" INTEGER NOT NULL, "address_id" INTEGER NOT NULL, "answer" TEXT NOT NULL, PRIMARY KEY ("meeting_id", "address_id"), FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE CASCADE, FOREIGN KEY ("address_id") REFERENCES "address" ("id"));
CREATE INDEX "meeting_guest_address_id" ON "meeting_guest" ("address_id");
CREATE TABLE "pass" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "started_at" INTEGER NOT NULL, "finished_at" INTEGER, "ok" INTEGER NOT NULL, "summary" TEXT NOT NULL, "error" TEXT NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "pass_owner_id" ON "pass" ("owner_id");
CREATE TABLE "skipped" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "folder_id" INTEGER NOT NULL, "uid" INTEGER NOT NULL, "reason" TEXT NOT NULL, "at" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("folder_id") REFERENCES "folder" ("id") ON DELETE CASCADE);
CREATE INDEX "skipped_owner_id" ON "skipped" ("owner_id");
CREATE INDEX "skipped_folder_id" ON "skipped" ("folder_id");
CREATE UNIQUE INDEX "skipped_folder_id_uid" ON "skipped" ("folder_id", "uid");
CREATE TABLE "touch" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "address_id" INTEGER NOT NULL, "message_id" INTEGER, "at" INTEGER NOT NULL, "kind" TEXT NOT NULL, "direction" TEXT NOT NULL, "note" TEXT NOT NULL, "detector" TEXT NOT NULL, "version" INTEGER NOT NULL, "thread_id" INTEGER, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("address_id") REFERENCES "address" ("id"), FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "touch_message_id_address_id_kind_at" ON "touch" ("message_id", "address_id", "kind", "at");
CREATE TABLE "refused_login" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "mailbox" TEXT NOT NULL, "salt" BLOB NOT NULL, "mark" BLOB NOT NULL, "count" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "refused_login_owner_id" ON "refused_login" ("owner_id");
CREATE UNIQUE INDEX "refused_login_owner_id_mailbox" ON "refused_login" ("owner_id", "mailbox");
CREATE TABLE "service_problem" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "place" TEXT NOT NULL, "says" TEXT NOT NULL, "hint" TEXT NOT NULL, "since" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "service_problem_owner_id" ON "service_problem" ("owner_id");
CREATE UNIQUE INDEX "service_problem_owner_id_place" ON "service_problem" ("owner_id", "place");
CREATE TABLE "service" ("owner_id" INTEGER NOT NULL PRIMARY KEY, "started_at" INTEGER NOT NULL, "stopped_at" INTEGER, "next_pass_at" INTEGER, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE TABLE "snooze" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "person_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "until" INTEGER NOT NULL, "at" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE);
CREATE INDEX "snooze_owner_id" ON "snooze" ("owner_id");
CREATE UNIQUE INDEX "snooze_person_id_kind" ON "snooze" ("person_id", "kind");
CREATE TABLE "address_tie" ("owner_id" INTEGER NOT NULL, "one_id" INTEGER NOT NULL, "other_id" INTEGER NOT NULL, "same" INTEGER NOT NULL, "at" INTEGER NOT NULL, PRIMARY KEY ("one_id", "other_id"), FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("one_id") REFERENCES "address" ("id") ON DELETE CASCADE, FOREIGN KEY ("other_id") REFERENCES "address" ("id") ON DELETE CASCADE);
CREATE INDEX "address_tie_owner_id" ON "address_tie" ("owner_id");
CREATE INDEX "address_tie_other_id" ON "address_tie" ("other_id");
CREATE TABLE "contact" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "source" TEXT NOT NULL, "card_key" TEXT NOT NULL, "digest" TEXT NOT NULL, "name" TEXT NOT NULL, "at" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "contact_owner_id_source_card_key" ON "contact" ("owner_id", "source", "card_key");
CREATE TABLE "contact_email" ("contact_id" INTEGER NOT NULL, "email" TEXT NOT NULL, PRIMARY KEY ("contact_id", "email"), FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE INDEX "contact_email_email" ON "contact_email" ("email");
CREATE TABLE "contact_fact" ("contact_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "value" TEXT NOT NULL, PRIMARY KEY ("contact_id", "kind", "value"), FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE CASCADE);
CREATE TABLE "forgotten" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "salt" BLOB NOT NULL, "mark" BLOB NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "forgotten_owner_id_mark" ON "forgotten" ("owner_id", "mark");
CREATE TABLE "note" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, "at" INTEGER NOT NULL, "understood" TEXT NOT NULL, "not_understood" TEXT NOT NULL, "told_at" INTEGER, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "note_message_id" ON "note" ("message_id");
CREATE INDEX "note_owner_id_told_at" ON "note" ("owner_id", "told_at");
CREATE TABLE "look" ("owner_id" INTEGER NOT NULL PRIMARY KEY, "seen" BLOB NOT NULL, "at" INTEGER NOT NULL, "turn" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE TABLE "article" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, "link" TEXT NOT NULL, "title" TEXT NOT NULL, "teaser" TEXT NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE);
CREATE INDEX "article_message_id" ON "article" ("message_id");
CREATE TABLE "newsletter" ("message_id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "version" INTEGER NOT NULL, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE TABLE "holiday" ("owner_id" INTEGER NOT NULL, "country" TEXT NOT NULL, "year" INTEGER NOT NULL, "days" TEXT NOT NULL, "source" TEXT NOT NULL, PRIMARY KEY ("owner_id", "country", "year"), FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "holiday_owner_id" ON "holiday" ("owner_id");
CREATE INDEX "address_delivered" ON "address" ("owner_id") WHERE delivered > 0;
CREATE TABLE "message" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "identity_key" INTEGER NOT NULL, "content_key" INTEGER, "message_id" TEXT NOT NULL, "refs" TEXT NOT NULL, "subject" TEXT NOT NULL, "subject_key" INTEGER, "is_reply" INTEGER NOT NULL, "has_refs" INTEGER NOT NULL, "at" INTEGER NOT NULL, "sender_id" INTEGER, "recipients" INTEGER NOT NULL, "header_kind" TEXT NOT NULL, "kind" TEXT NOT NULL, "kind_why" TEXT NOT NULL, "outgoing" INTEGER NOT NULL, "begun" INTEGER NOT NULL, "thread_id" INTEGER NOT NULL, "read_version" INTEGER, "quoted_at" INTEGER, "content_type" TEXT NOT NULL, "delivered" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("sender_id") REFERENCES "address" ("id"), FOREIGN KEY ("thread_id") REFERENCES "thread" ("id"));
CREATE TABLE "draft" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "mailbox_id" INTEGER NOT NULL, "person_id" INTEGER, "other_id" INTEGER, "kind" TEXT NOT NULL, "occasion" TEXT NOT NULL, "message_id" TEXT NOT NULL, "recipients" TEXT NOT NULL, "subject" TEXT NOT NULL, "text" TEXT NOT NULL, "reason" TEXT NOT NULL, "evidence" TEXT NOT NULL, "state" TEXT NOT NULL, "mime" BLOB, "folder" TEXT NOT NULL, "uidvalidity" INTEGER, "uidnext_before" INTEGER, "uid" INTEGER, "reserved_at" INTEGER NOT NULL, "placed_at" INTEGER, "missing_since" INTEGER, "closed_at" INTEGER, "note" TEXT NOT NULL, "expires_at" INTEGER, "client_id" TEXT NOT NULL, "template" TEXT, "changed" REAL, "accepted" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("mailbox_id") REFERENCES "mailbox" ("id") ON DELETE CASCADE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL, FOREIGN KEY ("other_id") REFERENCES "person" ("id") ON DELETE SET NULL);
CREATE INDEX "draft_mailbox_id" ON "draft" ("mailbox_id");
CREATE UNIQUE INDEX "draft_message_id" ON "draft" ("message_id");
CREATE INDEX "draft_other_id" ON "draft" ("other_id");
CREATE INDEX "draft_owner_id" ON "draft" ("owner_id");
CREATE INDEX "draft_owner_id_state" ON "draft" ("owner_id", "state");
CREATE INDEX "draft_person_id" ON "draft" ("person_id");
CREATE TABLE "digest" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "mailbox_id" INTEGER NOT NULL, "week" TEXT NOT NULL, "message_id" TEXT NOT NULL, "state" TEXT NOT NULL, "mime" BLOB, "folder" TEXT NOT NULL, "uidvalidity" INTEGER, "uidnext_before" INTEGER, "uid" INTEGER, "reserved_at" INTEGER NOT NULL, "placed_at" INTEGER, "missing_since" INTEGER, "note" TEXT NOT NULL, "accepted" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("mailbox_id") REFERENCES "mailbox" ("id") ON DELETE CASCADE);
CREATE INDEX "digest_mailbox_id" ON "digest" ("mailbox_id");
CREATE UNIQUE INDEX "digest_message_id" ON "digest" ("message_id");
CREATE UNIQUE INDEX "digest_owner_id_week" ON "digest" ("owner_id", "week");
CREATE INDEX "finding_owner_id_kind_message_id" ON "finding" ("owner_id", "kind", "message_id");
CREATE INDEX "touch_address_id_at_direction_thread_id" ON "touch" ("address_id", "at", "direction", "thread_id");
CREATE INDEX "address_is_owner" ON "address" ("owner_id") WHERE is_owner > 0;
CREATE INDEX "thread_owner_id_decided_version_last_at" ON "thread" ("owner_id", "decided_version", "last_at");
CREATE TABLE "folder" ("id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, "mailbox_id" INTEGER NOT NULL, "name" TEXT NOT NULL, "role" TEXT NOT NULL, "uidvalidity" INTEGER NOT NULL, "uid_done" INTEGER NOT NULL, "uidnext" INTEGER, "highestmodseq" INTEGER, "flags_modseq" INTEGER, "complete_at" INTEGER, "problem" TEXT NOT NULL, "counted" INTEGER NOT NULL, "counted_to" INTEGER NOT NULL, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("mailbox_id") REFERENCES "mailbox" ("id") ON DELETE CASCADE);
CREATE INDEX "folder_mailbox_id" ON "folder" ("mailbox_id");
CREATE UNIQUE INDEX "folder_mailbox_id_name" ON "folder" ("mailbox_id", "name");
CREATE INDEX "folder_owner_id" ON "folder" ("owner_id");
CREATE TABLE "thread_key" ("owner_id" INTEGER NOT NULL, "id_key" INTEGER NOT NULL, "thread_id" INTEGER NOT NULL, PRIMARY KEY ("owner_id", "id_key"), FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE, FOREIGN KEY ("thread_id") REFERENCES "thread" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX "thread_key_thread_id" ON "thread_key" ("thread_id");
CREATE TABLE "location" ("folder_id" INTEGER NOT NULL, "uid" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, "flags" TEXT NOT NULL, PRIMARY KEY ("folder_id", "uid"), FOREIGN KEY ("folder_id") REFERENCES "folder" ("id") ON DELETE CASCADE, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX "location_message_id" ON "location" ("message_id");
CREATE TABLE "recipient" ("message_id" INTEGER NOT NULL, "place" INTEGER NOT NULL, "address_id" INTEGER NOT NULL, "field" TEXT NOT NULL, PRIMARY KEY ("message_id", "place"), FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE, FOREIGN KEY ("address_id") REFERENCES "address" ("id")) WITHOUT ROWID;
CREATE INDEX "recipient_address_id" ON "recipient" ("address_id");
CREATE INDEX "message_bare_reply" ON "message" ("owner_id", "subject_key") WHERE is_reply AND NOT has_refs;
CREATE INDEX "message_owner_id_at" ON "message" ("owner_id", "at");
CREATE INDEX "message_owner_id_content_key" ON "message" ("owner_id", "content_key");
CREATE UNIQUE INDEX "message_owner_id_identity_key" ON "message" ("owner_id", "identity_key");
CREATE INDEX "message_owner_id_subject_key" ON "message" ("owner_id", "subject_key");
CREATE INDEX "message_sender_id_at" ON "message" ("sender_id", "at");
CREATE INDEX "message_thread_id_at" ON "message" ("thread_id", "at");
CREATE INDEX "message_begun" ON "message" ("owner_id") WHERE begun;
CREATE INDEX "message_read" ON "message" ("owner_id", "read_version") WHERE read_version > 0;
CREATE INDEX "message_unread" ON "message" ("owner_id", "at") WHERE read_version IS NULL AND (header_kind = 'personal' OR header_kind = 'bounce' OR header_kind = 'auto_reply' OR header_kind = 'calendar');
CREATE INDEX "message_answer" ON "message" ("sender_id", "thread_id", "at") WHERE has_refs AND NOT outgoing AND kind = 'personal';
CREATE INDEX "message_to_one" ON "message" ("thread_id", "at") WHERE outgoing AND recipients = 1;
CREATE TABLE "pending" ("message_id" INTEGER NOT NULL PRIMARY KEY, "owner_id" INTEGER NOT NULL, FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE, FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE);
CREATE INDEX "person_not_keyed" ON "person" ("owner_id") WHERE keyed_name IS NOT coalesce(nullif(name_set, ''), name);
CREATE INDEX "address_not_keyed" ON "address" ("owner_id") WHERE person_id IS NOT NULL AND keyed IS NULL;
CREATE TABLE "person_alike" ("person_id" INTEGER NOT NULL, "key" TEXT NOT NULL, PRIMARY KEY ("person_id", "key"), FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX "person_alike_key" ON "person_alike" ("key");
CREATE TABLE "address_alike" ("address_id" INTEGER NOT NULL, "key" TEXT NOT NULL, PRIMARY KEY ("address_id", "key"), FOREIGN KEY ("address_id") REFERENCES "address" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX "address_alike_key" ON "address_alike" ("key");
CREATE TABLE "week" ("owner_id" INTEGER NOT NULL, "week" INTEGER NOT NULL, "message_id" INTEGER NOT NULL, PRIMARY KEY ("owner_id", "week"), FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX "address_dead" ON "address" ("owner_id") WHERE dead_at IS NOT NULL;
CREATE INDEX "person_emails_open" ON "person" ("owner_id") WHERE emails IS NULL;
CREATE TRIGGER "touch_made" AFTER INSERT ON touch BEGIN UPDATE person SET emails = NULL WHERE id = (SELECT person_id FROM address WHERE id = NEW.address_id) AND emails IS NOT NULL; END;
CREATE TRIGGER "touch_gone" AFTER DELETE ON touch BEGIN UPDATE person SET emails = NULL WHERE id = (SELECT person_id FROM address WHERE id = OLD.address_id) AND emails IS NOT NULL; END;
CREATE TRIGGER "touch_left" AFTER UPDATE OF address_id, at, direction ON touch BEGIN UPDATE person SET emails = NULL WHERE id = (SELECT person_id FROM address WHERE id = OLD.address_id) AND emails IS NOT NULL; END;
CREATE TRIGGER "touch_moved" AFTER UPDATE OF address_id, at, direction ON touch BEGIN UPDATE person SET emails = NULL WHERE id = (SELECT person_id FROM address WHERE id = NEW.address_id) AND emails IS NOT NULL; END;
CREATE TRIGGER "address_made" AFTER INSERT ON address WHEN NEW.person_id > 0 BEGIN UPDATE person SET emails = NULL WHERE id = NEW.person_id AND emails IS NOT NULL; END;
CREATE TRIGGER "address_gone" AFTER DELETE ON address WHEN OLD.person_id > 0 BEGIN UPDATE person SET emails = NULL WHERE id = OLD.person_id AND emails IS NOT NULL; END;
CREATE TRIGGER "address_changed" AFTER UPDATE OF person_id, email, dead_at ON address BEGIN UPDATE person SET emails = NULL WHERE id IN (OLD.person_id, NEW.person_id) AND emails IS NOT NULL; END;
CREATE TABLE "tally" ("person_id" INTEGER NOT NULL PRIMARY KEY, "first" INTEGER NOT NULL, "last" INTEGER NOT NULL, "last_out" INTEGER, "last_in" INTEGER, "touches_out" INTEGER NOT NULL, "touches_in" INTEGER NOT NULL, "touches_both" INTEGER NOT NULL, "days" BLOB NOT NULL, "owner_took" BLOB NOT NULL, "person_took" BLOB NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE);
CREATE TRIGGER "tally_touch_gone" AFTER DELETE ON "touch" BEGIN DELETE FROM tally WHERE person_id = (SELECT person_id FROM address WHERE id = old.address_id); UPDATE owner SET tallied = (SELECT coalesce(max(id), 0) FROM touch) WHERE tallied > (SELECT coalesce(max(id), 0) FROM touch); END;
CREATE TRIGGER "tally_touch_changed" AFTER UPDATE ON "touch" BEGIN DELETE FROM tally WHERE person_id IN (SELECT person_id FROM address WHERE id IN (old.address_id, new.address_id)); END;
CREATE TRIGGER "tally_address_moved" AFTER UPDATE OF "person_id" ON "address" WHEN old.person_id IS NOT new.person_id BEGIN DELETE FROM tally WHERE person_id IN (old.person_id, new.person_id); END;
INSERT INTO schema_migration (name, applied) VALUES
('0001_initial', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0002_service', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0003_snooze', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0004_owner_words', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0005_digest', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0006_look', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0007_draft_expires', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0008_draft_client_id', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0009_articles', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0010_wording', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0011_holidays', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0012_indexes', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0013_delivered', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0014_begun', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0015_accepted', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0016_unread', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0017_finding_message', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0018_unread_kinds', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0019_touch_thread', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0020_few_of_many', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0021_counted', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0022_answers', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0023_near_keys', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0024_pending', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0025_alike', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0026_dead_addresses', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0027_emails', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')),
('0028_tally', strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime'));
