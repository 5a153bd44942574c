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
-- Name: log log_pkey; Type: CONSTRAINT; Schema: audit; Owner: medport_events
--

ALTER TABLE ONLY audit.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (id);


--
-- Name: center center_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_apply
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
-- Name: hospital hospital_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_events
--

ALTER TABLE ONLY events.hospital
    ADD CONSTRAINT hospital_pkey PRIMARY KEY (id);


--
-- Name: delivered delivered_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.delivered
    ADD CONSTRAINT delivered_pkey PRIMARY KEY (person, key);


--
-- Name: hospital_agency_preference hospital_agency_preference_hospital_id_agency_id_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.hospital_agency_preference
    ADD CONSTRAINT hospital_agency_preference_hospital_id_agency_id_key UNIQUE (hospital_id, agency_id);


--
-- Name: hospital_agency_preference hospital_agency_preference_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.hospital_agency_preference
    ADD CONSTRAINT hospital_agency_preference_pkey PRIMARY KEY (id);


--
-- Name: hospital_facility hospital_facility_name; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.hospital_facility
    ADD CONSTRAINT hospital_facility_name UNIQUE (name, zip_code);


--
-- Name: hospital_facility hospital_facility_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.hospital_facility
    ADD CONSTRAINT hospital_facility_pkey PRIMARY KEY (id);


--
-- Name: hospital_user hospital_user_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.hospital_user
    ADD CONSTRAINT hospital_user_pkey PRIMARY KEY (id);


--
-- Name: patient patient_hospital_id_id_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.patient
    ADD CONSTRAINT patient_hospital_id_id_key UNIQUE (hospital_id, id);


--
-- Name: patient patient_hospital_id_mrn_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.patient
    ADD CONSTRAINT patient_hospital_id_mrn_key UNIQUE (hospital_id, mrn);


--
-- Name: patient patient_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.patient
    ADD CONSTRAINT patient_pkey PRIMARY KEY (id);


--
-- Name: status_transition status_transition_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.status_transition
    ADD CONSTRAINT status_transition_pkey PRIMARY KEY (from_status, to_status);


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
-- Name: transport_request transport_request_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_pkey PRIMARY KEY (id);


--
-- Name: transport_request transport_request_trip_number_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_trip_number_key UNIQUE (trip_number);


--
-- Name: trip_award trip_award_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_award
    ADD CONSTRAINT trip_award_pkey PRIMARY KEY (id);


--
-- Name: trip_decline trip_decline_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_decline
    ADD CONSTRAINT trip_decline_pkey PRIMARY KEY (id);


--
-- Name: trip_milestone trip_milestone_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_milestone
    ADD CONSTRAINT trip_milestone_pkey PRIMARY KEY (trip_id, milestone);


--
-- Name: trip_note trip_note_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_note
    ADD CONSTRAINT trip_note_pkey PRIMARY KEY (id);


--
-- Name: trip_series trip_series_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_series
    ADD CONSTRAINT trip_series_pkey PRIMARY KEY (id);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: migrations; Owner: postgres
--

ALTER TABLE ONLY migrations.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (user_id);


--
-- Name: account account_role_name_key; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.account
    ADD CONSTRAINT account_role_name_key UNIQUE (role_name);


--
-- Name: agency agency_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.agency
    ADD CONSTRAINT agency_pkey PRIMARY KEY (id);


--
-- Name: configuration configuration_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.configuration
    ADD CONSTRAINT configuration_pkey PRIMARY KEY (key);


--
-- Name: hospital hospital_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.hospital
    ADD CONSTRAINT hospital_pkey PRIMARY KEY (id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (user_id);


--
-- Name: verifier_ems verifier_ems_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
--

ALTER TABLE ONLY reference.verifier_ems
    ADD CONSTRAINT verifier_ems_pkey PRIMARY KEY (user_id);


--
-- Name: verifier_hospital verifier_hospital_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.verifier_hospital
    ADD CONSTRAINT verifier_hospital_pkey PRIMARY KEY (user_id);


--
-- Name: log_timestamp; Type: INDEX; Schema: audit; Owner: medport_events
--

CREATE INDEX log_timestamp ON audit.log USING btree ("timestamp");


--
-- Name: log_trip_id; Type: INDEX; Schema: audit; Owner: medport_events
--

CREATE INDEX log_trip_id ON audit.log USING btree (trip_id, "timestamp");


--
-- Name: center_occurred_at; Type: INDEX; Schema: events; Owner: medport_apply
--

CREATE INDEX center_occurred_at ON events.center USING btree (occurred_at);


--
-- Name: ems_occurred_at; Type: INDEX; Schema: events; Owner: medport_apply
--

CREATE INDEX ems_occurred_at ON events.ems USING btree (occurred_at);


--
-- Name: hospital_occurred_at; Type: INDEX; Schema: events; Owner: medport_events
--

CREATE INDEX hospital_occurred_at ON events.hospital USING btree (occurred_at);


--
-- Name: delivered_at; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX delivered_at ON medport.delivered USING btree (at);


--
-- Name: transport_request_agency; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX transport_request_agency ON medport.transport_request USING btree (assigned_agency_id);


--
-- Name: transport_request_open; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX transport_request_open ON medport.transport_request USING btree (hospital_id, status) WHERE (status <> ALL (ARRAY['COMPLETED'::text, 'CANCELLED'::text]));


--
-- Name: transport_request_series; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX transport_request_series ON medport.transport_request USING btree (series_id, series_position, ((return_of_id IS NOT NULL)));


--
-- Name: transport_request_updated_at; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX transport_request_updated_at ON medport.transport_request USING btree (updated_at);


--
-- Name: trip_award_live; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX trip_award_live ON medport.trip_award USING btree (trip_id) WHERE (outcome = 'PENDING'::text);


--
-- Name: trip_award_trip_id; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX trip_award_trip_id ON medport.trip_award USING btree (trip_id, awarded_at DESC);


--
-- Name: trip_decline_live; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX trip_decline_live ON medport.trip_decline USING btree (trip_id) WHERE (withdrawn_at IS NULL);


--
-- Name: trip_note_trip_id; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX trip_note_trip_id ON medport.trip_note USING btree (trip_id, created_at);


--
-- Name: center a_once; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER a_once BEFORE INSERT ON events.center FOR EACH ROW EXECUTE FUNCTION events.once();

ALTER TABLE events.center ENABLE ALWAYS TRIGGER a_once;


--
-- Name: ems a_once; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER a_once BEFORE INSERT ON events.ems FOR EACH ROW EXECUTE FUNCTION events.once();

ALTER TABLE events.ems ENABLE ALWAYS TRIGGER a_once;


--
-- Name: center handler; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER handler AFTER INSERT ON events.center FOR EACH ROW EXECUTE FUNCTION events.on_arrival();

ALTER TABLE events.center ENABLE ALWAYS TRIGGER handler;


--
-- Name: ems handler; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER handler AFTER INSERT ON events.ems FOR EACH ROW EXECUTE FUNCTION events.on_arrival();

ALTER TABLE events.ems ENABLE ALWAYS TRIGGER handler;


--
-- Name: transport_request a_for_hospital; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_for_hospital BEFORE INSERT ON medport.transport_request FOR EACH ROW EXECUTE FUNCTION medport.on_entered_for();


--
-- Name: trip_series a_for_hospital; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_for_hospital BEFORE INSERT ON medport.trip_series FOR EACH ROW EXECUTE FUNCTION medport.on_entered_for();


--
-- Name: transport_request a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.transport_request FOR EACH ROW EXECUTE FUNCTION medport.on_trip_insert();


--
-- Name: trip_award a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.trip_award FOR EACH ROW EXECUTE FUNCTION medport.on_award();


--
-- Name: trip_note a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.trip_note FOR EACH ROW EXECUTE FUNCTION medport.on_note();


--
-- Name: trip_series a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.trip_series FOR EACH ROW EXECUTE FUNCTION medport.on_series();


--
-- Name: transport_request a_rules_of_change; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules_of_change BEFORE UPDATE ON medport.transport_request FOR EACH ROW EXECUTE FUNCTION medport.on_trip_update();


--
-- Name: transport_request a_rules_of_hold; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules_of_hold BEFORE UPDATE ON medport.transport_request FOR EACH ROW WHEN (((old.status = 'PENDING'::text) AND (new.status = 'SCHEDULED'::text))) EXECUTE FUNCTION medport.on_trip_held();


--
-- Name: transport_request a_series; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_series BEFORE INSERT ON medport.transport_request FOR EACH ROW WHEN ((new.series_id IS NOT NULL)) EXECUTE FUNCTION medport.on_series_trip();


--
-- Name: hospital_agency_preference audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.hospital_agency_preference FOR EACH ROW EXECUTE FUNCTION audit.on_change('notes');


--
-- Name: hospital_facility audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.hospital_facility FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: hospital_user audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.hospital_user FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: patient audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.patient FOR EACH ROW EXECUTE FUNCTION audit.on_change('mrn', 'name', 'birth_date', 'weight_kg', 'mobility');


--
-- Name: status_transition audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.status_transition FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: system_configuration audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: transport_request audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.transport_request FOR EACH ROW EXECUTE FUNCTION audit.on_change('pickup_location', 'contact_phone', 'special_requirements_note', 'destination_text', 'cancellation_note', 'patient_id', 'destination_coordinates');


--
-- Name: trip_award audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.trip_award FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: trip_decline audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.trip_decline FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: trip_milestone audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.trip_milestone FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: trip_note audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.trip_note FOR EACH ROW EXECUTE FUNCTION audit.on_change('text');


--
-- Name: trip_series audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.trip_series FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: transport_request b_told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_told AFTER INSERT OR UPDATE ON medport.transport_request FOR EACH ROW EXECUTE FUNCTION medport.on_trip_told();


--
-- Name: trip_award b_told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_told AFTER INSERT ON medport.trip_award FOR EACH ROW EXECUTE FUNCTION medport.on_award_told();


--
-- Name: transport_request c_held; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER c_held AFTER UPDATE ON medport.transport_request FOR EACH ROW WHEN (((old.status = 'PENDING'::text) AND (new.status = 'SCHEDULED'::text))) EXECUTE FUNCTION medport.on_trip_held_told();


--
-- Name: hospital_agency_preference notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.hospital_agency_preference REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: hospital_facility notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.hospital_facility REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: hospital_user notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.hospital_user REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.system_configuration REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: transport_request notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.transport_request REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: trip_award notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.trip_award REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_decline notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.trip_decline REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_milestone notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.trip_milestone REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_note notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.trip_note REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: hospital_agency_preference notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.hospital_agency_preference REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: hospital_facility notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.hospital_facility REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: hospital_user notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.hospital_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.system_configuration REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: transport_request notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.transport_request REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: trip_award notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.trip_award REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_decline notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.trip_decline REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_milestone notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.trip_milestone REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_note notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.trip_note REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: hospital_agency_preference notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.hospital_agency_preference REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: hospital_facility notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.hospital_facility REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: hospital_user notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.hospital_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.system_configuration REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: transport_request notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.transport_request REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: trip_award notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.trip_award REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_decline notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.trip_decline REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_milestone notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.trip_milestone REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: trip_note notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.trip_note REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: hospital_agency_preference touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.hospital_agency_preference FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: hospital_facility touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.hospital_facility FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: hospital_user touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.hospital_user FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: patient touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.patient FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: system_configuration touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: account account_is_a_login_role; Type: TRIGGER; Schema: reference; Owner: medport_apply
--

CREATE TRIGGER account_is_a_login_role AFTER INSERT OR UPDATE ON reference.account FOR EACH ROW EXECUTE FUNCTION reference.on_account();

ALTER TABLE reference.account ENABLE ALWAYS TRIGGER account_is_a_login_role;


--
-- Name: configuration configuration_is_copied; Type: TRIGGER; Schema: reference; Owner: medport_apply
--

CREATE TRIGGER configuration_is_copied AFTER INSERT OR UPDATE ON reference.configuration FOR EACH ROW EXECUTE FUNCTION reference.on_configuration();

ALTER TABLE reference.configuration ENABLE ALWAYS TRIGGER configuration_is_copied;


--
-- Name: verifier_hospital verifier_is_a_password; Type: TRIGGER; Schema: reference; Owner: medport_apply
--

CREATE TRIGGER verifier_is_a_password AFTER INSERT OR UPDATE ON reference.verifier_hospital FOR EACH ROW EXECUTE FUNCTION reference.on_verifier();

ALTER TABLE reference.verifier_hospital ENABLE ALWAYS TRIGGER verifier_is_a_password;


--
-- Name: transport_request transport_request_destination_facility_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_destination_facility_id_fkey FOREIGN KEY (destination_facility_id) REFERENCES medport.hospital_facility(id);


--
-- Name: transport_request transport_request_hospital_id_patient_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_hospital_id_patient_id_fkey FOREIGN KEY (hospital_id, patient_id) REFERENCES medport.patient(hospital_id, id);


--
-- Name: transport_request transport_request_origin_facility_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_origin_facility_id_fkey FOREIGN KEY (origin_facility_id) REFERENCES medport.hospital_facility(id);


--
-- Name: transport_request transport_request_return_of_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_return_of_id_fkey FOREIGN KEY (return_of_id) REFERENCES medport.transport_request(id);


--
-- Name: transport_request transport_request_series_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_request
    ADD CONSTRAINT transport_request_series_id_fkey FOREIGN KEY (series_id) REFERENCES medport.trip_series(id);


--
-- Name: trip_award trip_award_trip_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_award
    ADD CONSTRAINT trip_award_trip_id_fkey FOREIGN KEY (trip_id) REFERENCES medport.transport_request(id);


--
-- Name: trip_decline trip_decline_trip_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_decline
    ADD CONSTRAINT trip_decline_trip_id_fkey FOREIGN KEY (trip_id) REFERENCES medport.transport_request(id);


--
-- Name: trip_milestone trip_milestone_trip_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_milestone
    ADD CONSTRAINT trip_milestone_trip_id_fkey FOREIGN KEY (trip_id) REFERENCES medport.transport_request(id);


--
-- Name: trip_note trip_note_trip_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_note
    ADD CONSTRAINT trip_note_trip_id_fkey FOREIGN KEY (trip_id) REFERENCES medport.transport_request(id);


--
-- Name: log center_reads; Type: POLICY; Schema: audit; Owner: medport_events
--

CREATE POLICY center_reads ON audit.log FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: log events; Type: POLICY; Schema: audit; Owner: medport_events
--

CREATE POLICY events ON audit.log FOR INSERT TO medport_events WITH CHECK (true);


--
-- Name: log hospital_reads; Type: POLICY; Schema: audit; Owner: medport_events
--

CREATE POLICY hospital_reads ON audit.log FOR SELECT TO medport_hospital USING ((EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = log.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))))));


--
-- Name: log; Type: ROW SECURITY; Schema: audit; Owner: medport_events
--

ALTER TABLE audit.log ENABLE ROW LEVEL SECURITY;

--
-- Name: log replication; Type: POLICY; Schema: audit; Owner: medport_events
--

CREATE POLICY replication ON audit.log FOR SELECT TO medport_replication USING (true);


--
-- Name: center; Type: ROW SECURITY; Schema: events; Owner: medport_apply
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
-- Name: center events; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY events ON events.center TO medport_events USING (true) WITH CHECK (true);


--
-- Name: ems events; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY events ON events.ems TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital events; Type: POLICY; Schema: events; Owner: medport_events
--

CREATE POLICY events ON events.hospital TO medport_events USING (true) WITH CHECK (true);


--
-- Name: handled; Type: ROW SECURITY; Schema: events; Owner: medport_events
--

ALTER TABLE events.handled ENABLE ROW LEVEL SECURITY;

--
-- Name: hospital; Type: ROW SECURITY; Schema: events; Owner: medport_events
--

ALTER TABLE events.hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: center replication; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY replication ON events.center FOR SELECT TO medport_replication USING (true);


--
-- Name: ems replication; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY replication ON events.ems FOR SELECT TO medport_replication USING (true);


--
-- Name: hospital replication; Type: POLICY; Schema: events; Owner: medport_events
--

CREATE POLICY replication ON events.hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: transport_request agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.transport_request FOR SELECT TO medport_ems USING (((( SELECT medport.my_agency_id() AS my_agency_id) IS NOT NULL) AND ((status = 'PENDING'::text) OR (assigned_agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)))));


--
-- Name: hospital_facility center_adds; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_adds ON medport.hospital_facility FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_award center_awards; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_awards ON medport.trip_award FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: hospital_facility center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.hospital_facility FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: transport_request center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.transport_request FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: transport_request center_enters; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_enters ON medport.transport_request FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_series center_enters; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_enters ON medport.trip_series FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: hospital_user center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.hospital_user FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: transport_request center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.transport_request FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_award center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.trip_award FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_decline center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.trip_decline FOR SELECT TO medport_center USING (((withdrawn_at IS NULL) AND ( SELECT medport.am_center() AS am_center)));


--
-- Name: trip_milestone center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.trip_milestone FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_note center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.trip_note FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_series center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.trip_series FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: hospital_agency_preference center_writes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_writes ON medport.hospital_agency_preference TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_note center_writes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_writes ON medport.trip_note FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: delivered; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.delivered ENABLE ROW LEVEL SECURITY;

--
-- Name: delivered events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.delivered TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital_agency_preference events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.hospital_agency_preference TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital_facility events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.hospital_facility TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital_user events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.hospital_user TO medport_events USING (true) WITH CHECK (true);


--
-- Name: patient events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.patient TO medport_events USING (true) WITH CHECK (true);


--
-- Name: status_transition events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.status_transition TO medport_events USING (true) WITH CHECK (true);


--
-- Name: system_configuration events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.system_configuration TO medport_events USING (true) WITH CHECK (true);


--
-- Name: transport_request events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.transport_request TO medport_events USING (true) WITH CHECK (true);


--
-- Name: trip_award events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.trip_award TO medport_events USING (true) WITH CHECK (true);


--
-- Name: trip_decline events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.trip_decline TO medport_events USING (true) WITH CHECK (true);


--
-- Name: trip_milestone events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.trip_milestone TO medport_events USING (true) WITH CHECK (true);


--
-- Name: trip_note events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.trip_note TO medport_events USING (true) WITH CHECK (true);


--
-- Name: trip_series events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.trip_series TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital_agency_preference; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.hospital_agency_preference ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_award hospital_awards; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_awards ON medport.trip_award FOR INSERT TO medport_hospital WITH CHECK ((EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = trip_award.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))))));


--
-- Name: transport_request hospital_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_edits ON medport.transport_request FOR UPDATE TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))) WITH CHECK ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: transport_request hospital_enters; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_enters ON medport.transport_request FOR INSERT TO medport_hospital WITH CHECK ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: trip_series hospital_enters; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_enters ON medport.trip_series FOR INSERT TO medport_hospital WITH CHECK ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: hospital_facility; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.hospital_facility ENABLE ROW LEVEL SECURITY;

--
-- Name: hospital_agency_preference hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.hospital_agency_preference FOR SELECT TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: hospital_user hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.hospital_user FOR SELECT TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: transport_request hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.transport_request FOR SELECT TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: trip_award hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.trip_award FOR SELECT TO medport_hospital USING ((EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = trip_award.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))))));


--
-- Name: trip_decline hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.trip_decline FOR SELECT TO medport_hospital USING (((withdrawn_at IS NULL) AND (EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = trip_decline.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)))))));


--
-- Name: trip_milestone hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.trip_milestone FOR SELECT TO medport_hospital USING ((EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = trip_milestone.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))))));


--
-- Name: trip_note hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.trip_note FOR SELECT TO medport_hospital USING ((EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = trip_note.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))))));


--
-- Name: trip_series hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.trip_series FOR SELECT TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: hospital_user; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.hospital_user ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_note hospital_writes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_writes ON medport.trip_note FOR INSERT TO medport_hospital WITH CHECK ((EXISTS ( SELECT
   FROM medport.transport_request t
  WHERE ((t.id = trip_note.trip_id) AND (t.hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))))));


--
-- Name: hospital_facility manager_adds; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY manager_adds ON medport.hospital_facility FOR INSERT TO medport_hospital_manager WITH CHECK ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: hospital_facility manager_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY manager_edits ON medport.hospital_facility FOR UPDATE TO medport_hospital_manager USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))) WITH CHECK ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: hospital_agency_preference manager_writes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY manager_writes ON medport.hospital_agency_preference TO medport_hospital_manager USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id))) WITH CHECK ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: delivered own; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY own ON medport.delivered TO medport_person USING ((person = ( SELECT medport.my_user_id() AS my_user_id))) WITH CHECK ((person = ( SELECT medport.my_user_id() AS my_user_id)));


--
-- Name: patient; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.patient ENABLE ROW LEVEL SECURITY;

--
-- Name: hospital_facility person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.hospital_facility FOR SELECT TO medport_person USING ((( SELECT medport.my_user_id() AS my_user_id) IS NOT NULL));


--
-- Name: status_transition person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.status_transition FOR SELECT TO medport_person USING (true);


--
-- Name: system_configuration person_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY person_reads ON medport.system_configuration FOR SELECT TO medport_person USING ((( SELECT medport.my_user_id() AS my_user_id) IS NOT NULL));


--
-- Name: status_transition; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.status_transition ENABLE ROW LEVEL SECURITY;

--
-- Name: system_configuration; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.system_configuration ENABLE ROW LEVEL SECURITY;

--
-- Name: transport_request; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.transport_request ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_award; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.trip_award ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_decline; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.trip_decline ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_milestone; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.trip_milestone ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_note; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.trip_note ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_series; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.trip_series ENABLE ROW LEVEL SECURITY;

--
-- Name: account; Type: ROW SECURITY; Schema: reference; Owner: medport_apply
--

ALTER TABLE reference.account ENABLE ROW LEVEL SECURITY;

--
-- Name: account accounts; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY accounts ON reference.account TO medport_accounts USING (true);


--
-- Name: session accounts; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY accounts ON reference.session FOR SELECT TO medport_accounts USING (true);


--
-- Name: verifier_ems accounts; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY accounts ON reference.verifier_ems TO medport_accounts USING (true) WITH CHECK (true);


--
-- Name: verifier_hospital accounts; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY accounts ON reference.verifier_hospital TO medport_accounts USING (true) WITH CHECK (true);


--
-- Name: agency; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.agency ENABLE ROW LEVEL SECURITY;

--
-- Name: configuration; Type: ROW SECURITY; Schema: reference; Owner: medport_apply
--

ALTER TABLE reference.configuration ENABLE ROW LEVEL SECURITY;

--
-- Name: account events; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY events ON reference.account TO medport_events USING (true) WITH CHECK (true);


--
-- Name: agency events; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY events ON reference.agency TO medport_events USING (true) WITH CHECK (true);


--
-- Name: configuration events; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY events ON reference.configuration TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital events; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY events ON reference.hospital TO medport_events USING (true) WITH CHECK (true);


--
-- Name: session events; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY events ON reference.session TO medport_events USING (true) WITH CHECK (true);


--
-- Name: hospital; Type: ROW SECURITY; Schema: reference; Owner: medport_apply
--

ALTER TABLE reference.hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: account replication; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY replication ON reference.account FOR SELECT TO medport_replication USING (true);


--
-- Name: agency replication; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY replication ON reference.agency FOR SELECT TO medport_replication USING (true);


--
-- Name: configuration replication; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY replication ON reference.configuration FOR SELECT TO medport_replication USING (true);


--
-- Name: hospital replication; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY replication ON reference.hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: verifier_ems replication; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY replication ON reference.verifier_ems FOR SELECT TO medport_replication USING (true);


--
-- Name: verifier_hospital replication; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY replication ON reference.verifier_hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: session; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.session ENABLE ROW LEVEL SECURITY;

--
-- Name: verifier_ems; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.verifier_ems ENABLE ROW LEVEL SECURITY;

--
-- Name: verifier_hospital; Type: ROW SECURITY; Schema: reference; Owner: medport_apply
--

ALTER TABLE reference.verifier_hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_to_center; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION audit_to_center WITH (publish = 'insert');


ALTER PUBLICATION audit_to_center OWNER TO postgres;

--
-- Name: events_to_center; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION events_to_center WITH (publish = 'insert');


ALTER PUBLICATION events_to_center OWNER TO postgres;

--
-- Name: events_to_ems; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION events_to_ems WITH (publish = 'insert');


ALTER PUBLICATION events_to_ems OWNER TO postgres;

--
-- Name: audit_to_center log; Type: PUBLICATION TABLE; Schema: audit; Owner: postgres
--

ALTER PUBLICATION audit_to_center ADD TABLE ONLY audit.log;


--
-- Name: events_to_center hospital; Type: PUBLICATION TABLE; Schema: events; Owner: postgres
--

ALTER PUBLICATION events_to_center ADD TABLE ONLY events.hospital;


--
-- Name: events_to_ems hospital; Type: PUBLICATION TABLE; Schema: events; Owner: postgres
--

ALTER PUBLICATION events_to_ems ADD TABLE ONLY events.hospital;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON FUNCTIONS FROM PUBLIC;


--
-- PostgreSQL database dump complete
--


