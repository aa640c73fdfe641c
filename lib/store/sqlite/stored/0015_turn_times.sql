-- What a store of migration 0015_turn_times may hold: an instance that runs, a child of it that failed, one that was purged.
DELETE FROM meta;
INSERT INTO instance ("key", "app_id", "instance_id", "name", "version", "status", "created_at", "scheduled_start_at", "started_at", "updated_at", "completed_at", "execution_id", "generation", "parent_app_id", "parent_instance_id", "parent_task_id", "rerun_of", "tags", "waiting_on", "open_tasks", "attempts", "last_error", "history_length", "inbox_length", "due_at", "revision")
  VALUES (1, 'shop', 'order-1', 'ProcessOrder', NULL, 'running', 1767225600001, NULL, 1767225600001.5, 1767225600001, NULL, 'run-1', 1, NULL, NULL, NULL, NULL, '{"region":"eu"}', '{"activities":["Charge"],"openTasks":1,"children":[],"events":[]}', 1, 0, NULL, 2, 1, 1767225660000.25, 1);
INSERT INTO instance ("key", "app_id", "instance_id", "name", "version", "status", "created_at", "scheduled_start_at", "started_at", "updated_at", "completed_at", "execution_id", "generation", "parent_app_id", "parent_instance_id", "parent_task_id", "rerun_of", "tags", "waiting_on", "open_tasks", "attempts", "last_error", "history_length", "inbox_length", "due_at", "revision")
  VALUES (2, 'shop', 'order-2', 'ProcessOrder', NULL, 'failed', 1767225600002, NULL, NULL, 1767225600002, 1767225600099, 'run-2', 1, 'shop', 'order-1', 4, NULL, '{}', '{"activities":[],"openTasks":0,"children":[],"events":[]}', 0, 0, 'no stock', 0, 0, NULL, 2);
INSERT INTO instance_payload ("instance_key", "input", "output", "custom_status", "failure")
  VALUES (1, '{"sku":"ä"}', NULL, '', NULL);
INSERT INTO instance_payload ("instance_key", "input", "output", "custom_status", "failure")
  VALUES (2, NULL, NULL, NULL, '{"type":"E","message":"no stock","nonRetriable":false}');
INSERT INTO history ("instance_key", "sequence", "kind", "event_id", "at", "bytes")
  VALUES (1, 0, 'task-scheduled', 0, 1767225600000, X'12060880f2d6ca0632180a0c5265736572766553746f636b1a002a067461736b2d30');
INSERT INTO history ("instance_key", "sequence", "kind", "event_id", "at", "bytes")
  VALUES (1, 1, 'task-completed', -1, 1767225600000, X'08ffffffffffffffffff0112060880f2d6ca063a0e12040a026f6b1a067461736b2d30');
INSERT INTO inbox ("instance_key", "seq", "bytes")
  VALUES (1, 1, X'08ffffffffffffffffff01120a0880f2d6ca0610c0843d8a01110a08417070726f76616c12050a03796573');
INSERT INTO step ("instance_key", "generation", "event_id", "kind", "name", "status", "attempt", "scheduled_at", "ended_at", "error", "failed_tries", "next_attempt_at")
  VALUES (1, 1, 0, 'activity', 'Charge', 'scheduled', 1, 1767225600000, NULL, NULL, 0, NULL);
INSERT INTO counter ("app_id", "name", "status", "count")
  VALUES ('shop', 'ProcessOrder', 'failed', 1);
INSERT INTO counter ("app_id", "name", "status", "count")
  VALUES ('shop', 'ProcessOrder', 'running', 1);
INSERT INTO tombstone ("app_id", "instance_id", "revision")
  VALUES ('shop', 'order-3', 4);
INSERT INTO meta ("name", "value")
  VALUES ('key', 3);
INSERT INTO meta ("name", "value")
  VALUES ('revision', 4);
UPDATE instance SET ask_again_at = 1767225720000 WHERE "key" = 1;
INSERT INTO instance_text (rowid, "instance_id")
  VALUES (1, 'order-1');
INSERT INTO meta ("name", "value")
  VALUES ('indexed_key', 1);
INSERT INTO trend ("span", "at", "app_id", "name", "measure", "slot", "count")
  VALUES (60000, 1767225600000, 'shop', 'ProcessOrder', 'failed', 21, 1);
INSERT INTO trend ("span", "at", "app_id", "name", "measure", "slot", "count")
  VALUES (60000, 1767225600000, 'shop', 'ProcessOrder', 'started', 0, 2);
INSERT INTO trend ("span", "at", "app_id", "name", "measure", "slot", "count")
  VALUES (3600000, 1767225600000, 'shop', 'ProcessOrder', 'failed', 21, 1);
INSERT INTO trend ("span", "at", "app_id", "name", "measure", "slot", "count")
  VALUES (3600000, 1767225600000, 'shop', 'ProcessOrder', 'started', 0, 2);
INSERT INTO saved_view ("id", "name", "search", "is_default", "created_at", "updated_at")
  VALUES ('v-1', 'Failed today', 'status=failed&created=24h', 1, 1767225600000, 1767225600001.5);
INSERT INTO declared_path ("id", "path", "read_through", "is_complete")
  VALUES (1, 'input.sku', 3, 1);
INSERT INTO declared_value ("instance_key", "path_id", "value", "number")
  VALUES (1, 1, 'ä', NULL);
INSERT INTO bulk_job ("id", "action", "target", "owner", "reason", "state", "rate", "total", "waiting", "done", "skipped", "failed", "cursor", "set_hash", "created_at", "confirmed_at", "ended_at", "trouble", "claimed_by", "claimed_until")
  VALUES ('job-1', '{"kind":"pause"}', '{"kind":"selection","refs":[{"appId":"shop","instanceId":"order-1"}]}', '{"kind":"local","name":"local operator","role":"admin","scope":{"apps":[],"workflows":[]},"seesPayloads":true}', 'stock taking', 'running', 50, 1, 1, 0, 0, 0, NULL, 'a3', 1767225600001, 1767225600002, NULL, NULL, NULL, NULL);
INSERT INTO bulk_item ("job_id", "seq", "app_id", "instance_id", "created_at", "name", "status", "state", "note", "attempts", "at")
  VALUES ('job-1', 1, 'shop', 'order-1', 1767225600001, 'ProcessOrder', 'running', 'waiting', NULL, 0, NULL);
INSERT INTO audit_entry ("seq", "at", "phase", "decided", "action", "actor_kind", "actor", "role", "address", "app_id", "instance_id", "subject", "reason", "detail", "outcome", "error", "took_ms", "previous", "hash")
  VALUES (1, 1767225600000, 'decision', NULL, 'instance.pause', 'user', 'ada', 'operator', '192.0.2.1', 'shop', 'order-1', NULL, 'lunch', NULL, 'allowed', NULL, NULL, '0000000000000000000000000000000000000000000000000000000000000000', '8116fd3ba541cad6305181a4500256b2227717b2988e3949b2ac6937ca1a7f4d');
INSERT INTO audit_entry ("seq", "at", "phase", "decided", "action", "actor_kind", "actor", "role", "address", "app_id", "instance_id", "subject", "reason", "detail", "outcome", "error", "took_ms", "previous", "hash")
  VALUES (2, 1767225600005, 'outcome', 1, 'instance.pause', 'user', 'ada', 'operator', '192.0.2.1', 'shop', 'order-1', NULL, NULL, NULL, 'done', NULL, 5, '8116fd3ba541cad6305181a4500256b2227717b2988e3949b2ac6937ca1a7f4d', '0eb114ad55d515b9577a6154d2155d61f8043d77830c783f79131714bdf97e9a');
INSERT INTO audit_head ("id", "seq", "hash")
  VALUES (1, 2, '0eb114ad55d515b9577a6154d2155d61f8043d77830c783f79131714bdf97e9a');
INSERT INTO api_token ("id", "name", "hash", "role", "apps", "workflows", "sees_payloads", "created_at", "created_by", "expires_at", "used_at", "revoked_at")
  VALUES ('t-1', 'deploy', 'abc', 'operator', '["shop"]', '[]', 1, 1767225600000, 'ada', NULL, NULL, NULL);
INSERT INTO session ("hash", "name", "method", "role", "apps", "workflows", "sees_payloads", "address", "created_at", "seen_at", "expires_at")
  VALUES ('def', 'ada', 'password', 'operator', '[]', '[]', 1, '192.0.2.1', 1767225600000, 1767225600000, 1767225700000);
INSERT INTO app_state ("app_id", "store", "state_key", "value", "etag", "updated_at")
  VALUES ('shop', 'statestore', 'item-1', X'7b22736b75223a377d', 'e-1', 1767225600000);
UPDATE instance SET flaws = '[{"key":"history-000003","what":"is missing"}]' WHERE "key" = 1;
