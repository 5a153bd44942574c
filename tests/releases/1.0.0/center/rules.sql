--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

--
-- Name: log log_pkey; Type: CONSTRAINT; Schema: audit; Owner: medport_apply
--

ALTER TABLE ONLY audit.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (id);


--
-- Name: center center_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_events
--

ALTER TABLE ONLY events.center
    ADD CONSTRAINT center_pkey PRIMARY KEY (id);


--
-- Name: dead_letter dead_letter_event_id_key; Type: CONSTRAINT; Schema: events; Owner: medport_events
--

ALTER TABLE ONLY events.dead_letter
    ADD CONSTRAINT dead_letter_event_id_key UNIQUE (event_id);


--
-- Name: dead_letter dead_letter_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_events
--

ALTER TABLE ONLY events.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);


--
-- Name: ems ems_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_apply
--

ALTER TABLE ONLY events.ems
    ADD CONSTRAINT ems_pkey PRIMARY KEY (id);


--
-- Name: handled handled_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_events
--

ALTER TABLE ONLY events.handled
    ADD CONSTRAINT handled_pkey PRIMARY KEY (event_id);


--
-- Name: hospital hospital_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_apply
--

ALTER TABLE ONLY events.hospital
    ADD CONSTRAINT hospital_pkey PRIMARY KEY (id);


--
-- Name: agency_directory agency_directory_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.agency_directory
    ADD CONSTRAINT agency_directory_pkey PRIMARY KEY (id);


--
-- Name: app_user app_user_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.app_user
    ADD CONSTRAINT app_user_pkey PRIMARY KEY (id);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);


--
-- Name: broadcast broadcast_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.broadcast
    ADD CONSTRAINT broadcast_pkey PRIMARY KEY (id);


--
-- Name: broadcast_receipt broadcast_receipt_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.broadcast_receipt
    ADD CONSTRAINT broadcast_receipt_pkey PRIMARY KEY (broadcast_id, user_id);


--
-- Name: database_references database_references_entity_type_entity_id_target_database_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.database_references
    ADD CONSTRAINT database_references_entity_type_entity_id_target_database_key UNIQUE (entity_type, entity_id, target_database);


--
-- Name: database_references database_references_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.database_references
    ADD CONSTRAINT database_references_pkey PRIMARY KEY (id);


--
-- Name: hospital hospital_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.hospital
    ADD CONSTRAINT hospital_pkey PRIMARY KEY (id);


--
-- Name: service_registry service_registry_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.service_registry
    ADD CONSTRAINT service_registry_pkey PRIMARY KEY (id);


--
-- Name: shift_handoff shift_handoff_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.shift_handoff
    ADD CONSTRAINT shift_handoff_pkey PRIMARY KEY (id);


--
-- Name: shift_handoff_trip shift_handoff_trip_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.shift_handoff_trip
    ADD CONSTRAINT shift_handoff_trip_pkey PRIMARY KEY (handoff_id, trip_id);


--
-- Name: status_transition status_transition_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.status_transition
    ADD CONSTRAINT status_transition_pkey PRIMARY KEY (from_status, to_status);


--
-- Name: system_analytics system_analytics_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.system_analytics
    ADD CONSTRAINT system_analytics_pkey PRIMARY KEY (id);


--
-- Name: system_configuration system_configuration_key_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.system_configuration
    ADD CONSTRAINT system_configuration_key_key UNIQUE (key);


--
-- Name: system_configuration system_configuration_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.system_configuration
    ADD CONSTRAINT system_configuration_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: migrations; Owner: postgres
--

ALTER TABLE ONLY migrations.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (user_id);


--
-- Name: account account_role_name_key; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.account
    ADD CONSTRAINT account_role_name_key UNIQUE (role_name);


--
-- Name: agency agency_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.agency
    ADD CONSTRAINT agency_pkey PRIMARY KEY (id);


--
-- Name: configuration configuration_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.configuration
    ADD CONSTRAINT configuration_pkey PRIMARY KEY (key);


--
-- Name: hospital hospital_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.hospital
    ADD CONSTRAINT hospital_pkey PRIMARY KEY (id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (user_id);


--
-- Name: verifier_ems verifier_ems_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_accounts
--

ALTER TABLE ONLY reference.verifier_ems
    ADD CONSTRAINT verifier_ems_pkey PRIMARY KEY (user_id);


--
-- Name: verifier_hospital verifier_hospital_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_accounts
--

ALTER TABLE ONLY reference.verifier_hospital
    ADD CONSTRAINT verifier_hospital_pkey PRIMARY KEY (user_id);


--
-- Name: log_timestamp; Type: INDEX; Schema: audit; Owner: medport_apply
--

CREATE INDEX log_timestamp ON audit.log USING btree ("timestamp");


--
-- Name: log_trip_id; Type: INDEX; Schema: audit; Owner: medport_apply
--

CREATE INDEX log_trip_id ON audit.log USING btree (trip_id, "timestamp");


--
-- Name: center_occurred_at; Type: INDEX; Schema: events; Owner: medport_events
--

CREATE INDEX center_occurred_at ON events.center USING btree (occurred_at);


--
-- Name: ems_occurred_at; Type: INDEX; Schema: events; Owner: medport_apply
--

CREATE INDEX ems_occurred_at ON events.ems USING btree (occurred_at);


--
-- Name: hospital_occurred_at; Type: INDEX; Schema: events; Owner: medport_apply
--

CREATE INDEX hospital_occurred_at ON events.hospital USING btree (occurred_at);


--
-- Name: app_user_email; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX app_user_email ON medport.app_user USING btree (lower(email));


--
-- Name: audit_log_timestamp_idx; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX audit_log_timestamp_idx ON medport.audit_log USING btree ("timestamp");


--
-- Name: audit_log_trip_id_timestamp_idx; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX audit_log_trip_id_timestamp_idx ON medport.audit_log USING btree (trip_id, "timestamp");


--
-- Name: audit_log_trip_number; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX audit_log_trip_number ON medport.audit_log USING btree (((changes #>> '{after,trip_number}'::text[]))) WHERE ((entity_type = 'transport_request'::text) AND (action = 'INSERT'::text));


--
-- Name: broadcast_expires_at; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX broadcast_expires_at ON medport.broadcast USING btree (expires_at);


--
-- Name: hospital_name; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX hospital_name ON medport.hospital USING btree (lower(name));


--
-- Name: service_registry_name; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX service_registry_name ON medport.service_registry USING btree (service_type, lower(regexp_replace(TRIM(BOTH FROM service_name), '\s+'::text, ' '::text, 'g'::text)));


--
-- Name: shift_handoff_made_at; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX shift_handoff_made_at ON medport.shift_handoff USING btree (made_at);


--
-- Name: shift_handoff_open; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX shift_handoff_open ON medport.shift_handoff USING btree (status) WHERE (status = 'OPEN'::text);


--
-- Name: shift_handoff_trip_trip_id; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX shift_handoff_trip_trip_id ON medport.shift_handoff_trip USING btree (trip_id);


--
-- Name: system_analytics_metric; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX system_analytics_metric ON medport.system_analytics USING btree (metric_name, "timestamp");


--
-- Name: system_analytics_trip; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX system_analytics_trip ON medport.system_analytics USING btree (((metadata ->> 'trip_id'::text)), metric_name) WHERE (metadata ? 'trip_id'::text);


--
-- Name: log keep; Type: TRIGGER; Schema: audit; Owner: medport_apply
--

CREATE TRIGGER keep BEFORE INSERT ON audit.log FOR EACH ROW EXECUTE FUNCTION audit.keep();

ALTER TABLE audit.log ENABLE ALWAYS TRIGGER keep;


--
-- Name: ems a_once; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER a_once BEFORE INSERT ON events.ems FOR EACH ROW EXECUTE FUNCTION events.once();

ALTER TABLE events.ems ENABLE ALWAYS TRIGGER a_once;


--
-- Name: hospital a_once; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER a_once BEFORE INSERT ON events.hospital FOR EACH ROW EXECUTE FUNCTION events.once();

ALTER TABLE events.hospital ENABLE ALWAYS TRIGGER a_once;


--
-- Name: ems handler; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER handler AFTER INSERT ON events.ems FOR EACH ROW EXECUTE FUNCTION events.on_arrival();

ALTER TABLE events.ems ENABLE ALWAYS TRIGGER handler;


--
-- Name: hospital handler; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER handler AFTER INSERT ON events.hospital FOR EACH ROW EXECUTE FUNCTION events.on_arrival();

ALTER TABLE events.hospital ENABLE ALWAYS TRIGGER handler;


--
-- Name: center own; Type: TRIGGER; Schema: events; Owner: medport_events
--

CREATE TRIGGER own AFTER INSERT ON events.center FOR EACH ROW EXECUTE FUNCTION events.on_own_event();


--
-- Name: broadcast a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT OR UPDATE ON medport.broadcast FOR EACH ROW EXECUTE FUNCTION medport.on_broadcast();


--
-- Name: broadcast_receipt a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.broadcast_receipt FOR EACH ROW EXECUTE FUNCTION medport.on_broadcast_read();


--
-- Name: shift_handoff a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT OR UPDATE ON medport.shift_handoff FOR EACH ROW EXECUTE FUNCTION medport.on_handoff();


--
-- Name: shift_handoff_trip a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT OR UPDATE ON medport.shift_handoff_trip FOR EACH ROW EXECUTE FUNCTION medport.on_handoff_trip();


--
-- Name: service_registry added; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER added BEFORE INSERT ON medport.service_registry FOR EACH ROW EXECUTE FUNCTION medport.on_service_added();


--
-- Name: agency_directory audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.agency_directory FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: app_user audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.app_user FOR EACH ROW EXECUTE FUNCTION audit.on_change('password');


--
-- Name: broadcast audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.broadcast FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: broadcast_receipt audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.broadcast_receipt FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: database_references audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.database_references FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: hospital audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.hospital FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: service_registry audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.service_registry FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: shift_handoff audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.shift_handoff FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: shift_handoff_trip audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.shift_handoff_trip FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: status_transition audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.status_transition FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: system_analytics audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.system_analytics FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: system_configuration audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: system_configuration checked; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER checked BEFORE INSERT OR UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION medport.on_configuration_checked();


--
-- Name: system_configuration edited; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER edited BEFORE UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION medport.on_configuration_edited();


--
-- Name: agency_directory notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.agency_directory REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: app_user notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.app_user REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: broadcast notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.broadcast REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: broadcast_receipt notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.broadcast_receipt REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('broadcast_id');


--
-- Name: hospital notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.hospital REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: service_registry notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.service_registry REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: shift_handoff notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.shift_handoff REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: shift_handoff_trip notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.shift_handoff_trip REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('handoff_id');


--
-- Name: system_analytics notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.system_analytics REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.system_configuration REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: agency_directory notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.agency_directory REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: app_user notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.app_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: broadcast notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.broadcast REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: broadcast_receipt notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.broadcast_receipt REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('broadcast_id');


--
-- Name: hospital notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.hospital REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: service_registry notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.service_registry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: shift_handoff notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.shift_handoff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: shift_handoff_trip notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.shift_handoff_trip REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('handoff_id');


--
-- Name: system_analytics notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.system_analytics REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.system_configuration REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: agency_directory notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.agency_directory REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: app_user notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.app_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: broadcast notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.broadcast REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: broadcast_receipt notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.broadcast_receipt REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('broadcast_id');


--
-- Name: hospital notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.hospital REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: service_registry notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.service_registry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: shift_handoff notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.shift_handoff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: shift_handoff_trip notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.shift_handoff_trip REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('handoff_id');


--
-- Name: system_analytics notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.system_analytics REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.system_configuration REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: app_user published; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER published AFTER INSERT OR UPDATE ON medport.app_user FOR EACH ROW EXECUTE FUNCTION medport.on_user_published();


--
-- Name: hospital published; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER published AFTER INSERT OR UPDATE ON medport.hospital FOR EACH ROW EXECUTE FUNCTION medport.on_hospital_published();


--
-- Name: system_configuration published; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER published AFTER INSERT OR UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION medport.on_configuration_published();


--
-- Name: service_registry told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER told AFTER INSERT ON medport.service_registry FOR EACH ROW EXECUTE FUNCTION medport.on_service_registered();


--
-- Name: agency_directory touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.agency_directory FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: app_user touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.app_user FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: hospital touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.hospital FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: service_registry touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.service_registry FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: system_configuration touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: account account_is_a_login_role; Type: TRIGGER; Schema: reference; Owner: medport_events
--

CREATE TRIGGER account_is_a_login_role AFTER INSERT OR UPDATE ON reference.account FOR EACH ROW EXECUTE FUNCTION reference.on_account();

ALTER TABLE reference.account ENABLE ALWAYS TRIGGER account_is_a_login_role;


--
-- Name: agency agency_is_listed; Type: TRIGGER; Schema: reference; Owner: medport_apply
--

CREATE TRIGGER agency_is_listed AFTER INSERT OR UPDATE ON reference.agency FOR EACH ROW EXECUTE FUNCTION reference.on_agency();

ALTER TABLE reference.agency ENABLE ALWAYS TRIGGER agency_is_listed;


--
-- Name: app_user app_user_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.app_user
    ADD CONSTRAINT app_user_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.agency_directory(id);


--
-- Name: app_user app_user_hospital_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.app_user
    ADD CONSTRAINT app_user_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES medport.hospital(id);


--
-- Name: broadcast broadcast_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.broadcast
    ADD CONSTRAINT broadcast_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.agency_directory(id);


--
-- Name: broadcast broadcast_hospital_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.broadcast
    ADD CONSTRAINT broadcast_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES medport.hospital(id);


--
-- Name: broadcast_receipt broadcast_receipt_broadcast_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.broadcast_receipt
    ADD CONSTRAINT broadcast_receipt_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES medport.broadcast(id);


--
-- Name: shift_handoff shift_handoff_for_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.shift_handoff
    ADD CONSTRAINT shift_handoff_for_id_fkey FOREIGN KEY (for_id) REFERENCES medport.app_user(id);


--
-- Name: shift_handoff_trip shift_handoff_trip_handoff_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.shift_handoff_trip
    ADD CONSTRAINT shift_handoff_trip_handoff_id_fkey FOREIGN KEY (handoff_id) REFERENCES medport.shift_handoff(id);


--
-- Name: log events; Type: POLICY; Schema: audit; Owner: medport_apply
--

CREATE POLICY events ON audit.log FOR INSERT TO medport_events WITH CHECK (true);


--
-- Name: log; Type: ROW SECURITY; Schema: audit; Owner: medport_apply
--

ALTER TABLE audit.log ENABLE ROW LEVEL SECURITY;

--
-- Name: log replication; Type: POLICY; Schema: audit; Owner: medport_apply
--

CREATE POLICY replication ON audit.log FOR SELECT TO medport_replication USING (true);


--
-- Name: center; Type: ROW SECURITY; Schema: events; Owner: medport_events
--

ALTER TABLE events.center ENABLE ROW LEVEL SECURITY;

--
-- Name: dead_letter; Type: ROW SECURITY; Schema: events; Owner: medport_events
--

ALTER TABLE events.dead_letter ENABLE ROW LEVEL SECURITY;

--
-- Name: ems; Type: ROW SECURITY; Schema: events; Owner: medport_apply
--

ALTER TABLE events.ems ENABLE ROW LEVEL SECURITY;

--
-- Name: center events; Type: POLICY; Schema: events; Owner: medport_events
--

CREATE POLICY events ON events.center TO medport_events USING (true) WITH CHECK (true);


--
-- Name: ems events; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY events ON events.ems TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital events; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY events ON events.hospital TO medport_events USING (true) WITH CHECK (true);


--
-- Name: handled; Type: ROW SECURITY; Schema: events; Owner: medport_events
--

ALTER TABLE events.handled ENABLE ROW LEVEL SECURITY;

--
-- Name: hospital; Type: ROW SECURITY; Schema: events; Owner: medport_apply
--

ALTER TABLE events.hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: center replication; Type: POLICY; Schema: events; Owner: medport_events
--

CREATE POLICY replication ON events.center FOR SELECT TO medport_replication USING (true);


--
-- Name: ems replication; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY replication ON events.ems FOR SELECT TO medport_replication USING (true);


--
-- Name: hospital replication; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY replication ON events.hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: app_user accounts; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY accounts ON medport.app_user FOR SELECT TO medport_accounts USING (true);


--
-- Name: hospital admin_adds; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY admin_adds ON medport.hospital FOR INSERT TO medport_center_admin WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: service_registry admin_adds; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY admin_adds ON medport.service_registry FOR INSERT TO medport_center_admin WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: hospital admin_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY admin_edits ON medport.hospital FOR UPDATE TO medport_center_admin USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: service_registry admin_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY admin_edits ON medport.service_registry FOR UPDATE TO medport_center_admin USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: system_configuration admin_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY admin_edits ON medport.system_configuration FOR UPDATE TO medport_center_admin USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: agency_directory; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.agency_directory ENABLE ROW LEVEL SECURITY;

--
-- Name: app_user; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.app_user ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: broadcast; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.broadcast ENABLE ROW LEVEL SECURITY;

--
-- Name: broadcast_receipt; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.broadcast_receipt ENABLE ROW LEVEL SECURITY;

--
-- Name: shift_handoff_trip center_acknowledges; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_acknowledges ON medport.shift_handoff_trip FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: shift_handoff center_ends; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_ends ON medport.shift_handoff FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: shift_handoff center_makes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_makes ON medport.shift_handoff FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: app_user center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.app_user FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: audit_log center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.audit_log FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: broadcast center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.broadcast FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: broadcast_receipt center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.broadcast_receipt FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: database_references center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.database_references FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: service_registry center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.service_registry FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: shift_handoff center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.shift_handoff FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: shift_handoff_trip center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.shift_handoff_trip FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: system_analytics center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.system_analytics FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: broadcast center_sends; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_sends ON medport.broadcast FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: broadcast center_withdraws; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_withdraws ON medport.broadcast FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: shift_handoff_trip center_writes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_writes ON medport.shift_handoff_trip FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: database_references; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.database_references ENABLE ROW LEVEL SECURITY;

--
-- Name: app_user ems_manager_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY ems_manager_reads ON medport.app_user FOR SELECT TO medport_ems_manager USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: broadcast ems_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY ems_reads ON medport.broadcast FOR SELECT TO medport_ems USING (((( SELECT medport.my_agency_id() AS my_agency_id) IS NOT NULL) AND (withdrawn_at IS NULL) AND ((audience = ANY (ARRAY['EVERYONE'::text, 'AGENCIES'::text])) OR (agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)))));


--
-- Name: agency_directory events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.agency_directory TO medport_events USING (true) WITH CHECK (true);


--
-- Name: app_user events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.app_user TO medport_events USING (true) WITH CHECK (true);


--
-- Name: audit_log events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.audit_log FOR INSERT TO medport_events WITH CHECK (true);


--
-- Name: broadcast events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.broadcast TO medport_events USING (true) WITH CHECK (true);


--
-- Name: broadcast_receipt events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.broadcast_receipt TO medport_events USING (true) WITH CHECK (true);


--
-- Name: database_references events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.database_references TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.hospital TO medport_events USING (true) WITH CHECK (true);


--
-- Name: service_registry events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.service_registry TO medport_events USING (true) WITH CHECK (true);


--
-- Name: shift_handoff events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.shift_handoff TO medport_events USING (true) WITH CHECK (true);


--
-- Name: shift_handoff_trip events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.shift_handoff_trip TO medport_events USING (true) WITH CHECK (true);


--
-- Name: status_transition events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.status_transition TO medport_events USING (true) WITH CHECK (true);


--
-- Name: system_analytics events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.system_analytics TO medport_events USING (true) WITH CHECK (true);


--
-- Name: system_configuration events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.system_configuration TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: app_user hospital_manager_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_manager_reads ON medport.app_user FOR SELECT TO medport_hospital_manager USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: broadcast hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.broadcast FOR SELECT TO medport_hospital USING (((( SELECT medport.my_hospital_id() AS my_hospital_id) IS NOT NULL) AND (withdrawn_at IS NULL) AND ((audience = ANY (ARRAY['EVERYONE'::text, 'HOSPITALS'::text])) OR (hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)))));


--
-- Name: agency_directory person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.agency_directory FOR SELECT TO medport_person USING ((( SELECT medport.my_user_id() AS my_user_id) IS NOT NULL));


--
-- Name: hospital person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.hospital FOR SELECT TO medport_person USING ((( SELECT medport.my_user_id() AS my_user_id) IS NOT NULL));


--
-- Name: status_transition person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.status_transition FOR SELECT TO medport_person USING (true);


--
-- Name: system_configuration person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.system_configuration FOR SELECT TO medport_person USING ((( SELECT medport.my_user_id() AS my_user_id) IS NOT NULL));


--
-- Name: app_user self_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY self_reads ON medport.app_user FOR SELECT TO medport_person USING ((id = ( SELECT medport.my_user_id() AS my_user_id)));


--
-- Name: broadcast_receipt self_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY self_reads ON medport.broadcast_receipt FOR SELECT TO medport_person USING ((user_id = ( SELECT medport.my_user_id() AS my_user_id)));


--
-- Name: broadcast_receipt self_reads_it; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY self_reads_it ON medport.broadcast_receipt FOR INSERT TO medport_person WITH CHECK (((user_id = ( SELECT medport.my_user_id() AS my_user_id)) AND (EXISTS ( SELECT
   FROM medport.broadcast b
  WHERE (b.id = broadcast_receipt.broadcast_id)))));


--
-- Name: service_registry; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.service_registry ENABLE ROW LEVEL SECURITY;

--
-- Name: shift_handoff; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.shift_handoff ENABLE ROW LEVEL SECURITY;

--
-- Name: shift_handoff_trip; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.shift_handoff_trip ENABLE ROW LEVEL SECURITY;

--
-- Name: status_transition; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.status_transition ENABLE ROW LEVEL SECURITY;

--
-- Name: system_analytics; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.system_analytics ENABLE ROW LEVEL SECURITY;

--
-- Name: system_configuration; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.system_configuration ENABLE ROW LEVEL SECURITY;

--
-- Name: account; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.account ENABLE ROW LEVEL SECURITY;

--
-- Name: account accounts; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY accounts ON reference.account TO medport_accounts USING (true);


--
-- Name: session accounts; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY accounts ON reference.session FOR SELECT TO medport_accounts USING (true);


--
-- Name: verifier_ems accounts; Type: POLICY; Schema: reference; Owner: medport_accounts
--

CREATE POLICY accounts ON reference.verifier_ems TO medport_accounts USING (true) WITH CHECK (true);


--
-- Name: verifier_hospital accounts; Type: POLICY; Schema: reference; Owner: medport_accounts
--

CREATE POLICY accounts ON reference.verifier_hospital TO medport_accounts USING (true) WITH CHECK (true);


--
-- Name: agency; Type: ROW SECURITY; Schema: reference; Owner: medport_apply
--

ALTER TABLE reference.agency ENABLE ROW LEVEL SECURITY;

--
-- Name: configuration; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.configuration ENABLE ROW LEVEL SECURITY;

--
-- Name: account events; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY events ON reference.account TO medport_events USING (true) WITH CHECK (true);


--
-- Name: agency events; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY events ON reference.agency TO medport_events USING (true) WITH CHECK (true);


--
-- Name: configuration events; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY events ON reference.configuration TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital events; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY events ON reference.hospital TO medport_events USING (true) WITH CHECK (true);


--
-- Name: session events; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY events ON reference.session TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: account replication; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY replication ON reference.account FOR SELECT TO medport_replication USING (true);


--
-- Name: agency replication; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY replication ON reference.agency FOR SELECT TO medport_replication USING (true);


--
-- Name: configuration replication; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY replication ON reference.configuration FOR SELECT TO medport_replication USING (true);


--
-- Name: hospital replication; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY replication ON reference.hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: verifier_ems replication; Type: POLICY; Schema: reference; Owner: medport_accounts
--

CREATE POLICY replication ON reference.verifier_ems FOR SELECT TO medport_replication USING (true);


--
-- Name: verifier_hospital replication; Type: POLICY; Schema: reference; Owner: medport_accounts
--

CREATE POLICY replication ON reference.verifier_hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: session; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.session ENABLE ROW LEVEL SECURITY;

--
-- Name: verifier_ems; Type: ROW SECURITY; Schema: reference; Owner: medport_accounts
--

ALTER TABLE reference.verifier_ems ENABLE ROW LEVEL SECURITY;

--
-- Name: verifier_hospital; Type: ROW SECURITY; Schema: reference; Owner: medport_accounts
--

ALTER TABLE reference.verifier_hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: events_to_ems; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION events_to_ems WITH (publish = 'insert');


ALTER PUBLICATION events_to_ems OWNER TO postgres;

--
-- Name: events_to_hospital; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION events_to_hospital WITH (publish = 'insert');


ALTER PUBLICATION events_to_hospital OWNER TO postgres;

--
-- Name: reference_to_ems; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION reference_to_ems WITH (publish = 'insert, update');


ALTER PUBLICATION reference_to_ems OWNER TO postgres;

--
-- Name: reference_to_hospital; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION reference_to_hospital WITH (publish = 'insert, update');


ALTER PUBLICATION reference_to_hospital OWNER TO postgres;

--
-- Name: events_to_ems center; Type: PUBLICATION TABLE; Schema: events; Owner: postgres
--

ALTER PUBLICATION events_to_ems ADD TABLE ONLY events.center;


--
-- Name: events_to_hospital center; Type: PUBLICATION TABLE; Schema: events; Owner: postgres
--

ALTER PUBLICATION events_to_hospital ADD TABLE ONLY events.center;


--
-- Name: reference_to_ems account; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_ems ADD TABLE ONLY reference.account;


--
-- Name: reference_to_hospital account; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_hospital ADD TABLE ONLY reference.account;


--
-- Name: reference_to_ems configuration; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_ems ADD TABLE ONLY reference.configuration;


--
-- Name: reference_to_hospital configuration; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_hospital ADD TABLE ONLY reference.configuration;


--
-- Name: reference_to_ems hospital; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_ems ADD TABLE ONLY reference.hospital;


--
-- Name: reference_to_hospital hospital; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_hospital ADD TABLE ONLY reference.hospital;


--
-- Name: reference_to_ems verifier_ems; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_ems ADD TABLE ONLY reference.verifier_ems;


--
-- Name: reference_to_hospital verifier_hospital; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION reference_to_hospital ADD TABLE ONLY reference.verifier_hospital;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON FUNCTIONS FROM PUBLIC;


--
-- PostgreSQL database dump complete
--


