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
-- Name: ems ems_pkey; Type: CONSTRAINT; Schema: events; Owner: medport_events
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
-- Name: agency_user agency_user_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.agency_user
    ADD CONSTRAINT agency_user_pkey PRIMARY KEY (id);


--
-- Name: assignment assignment_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (id);


--
-- Name: available_trip available_trip_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.available_trip
    ADD CONSTRAINT available_trip_pkey PRIMARY KEY (trip_id);


--
-- Name: delivered delivered_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.delivered
    ADD CONSTRAINT delivered_pkey PRIMARY KEY (person, key);


--
-- Name: ems_agency ems_agency_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.ems_agency
    ADD CONSTRAINT ems_agency_pkey PRIMARY KEY (id);


--
-- Name: ems_route ems_route_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.ems_route
    ADD CONSTRAINT ems_route_pkey PRIMARY KEY (id);


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
-- Name: transport_bid transport_bid_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_bid
    ADD CONSTRAINT transport_bid_pkey PRIMARY KEY (id);


--
-- Name: trip_decline trip_decline_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_decline
    ADD CONSTRAINT trip_decline_pkey PRIMARY KEY (id);


--
-- Name: unit unit_agency_id_id_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit
    ADD CONSTRAINT unit_agency_id_id_key UNIQUE (agency_id, id);


--
-- Name: unit unit_agency_id_unit_number_key; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit
    ADD CONSTRAINT unit_agency_id_unit_number_key UNIQUE (agency_id, unit_number);


--
-- Name: unit_availability unit_availability_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit_availability
    ADD CONSTRAINT unit_availability_pkey PRIMARY KEY (id);


--
-- Name: unit unit_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (id);


--
-- Name: unit_plan unit_plan_pkey; Type: CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit_plan
    ADD CONSTRAINT unit_plan_pkey PRIMARY KEY (id);


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
-- Name: verifier_ems verifier_ems_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_apply
--

ALTER TABLE ONLY reference.verifier_ems
    ADD CONSTRAINT verifier_ems_pkey PRIMARY KEY (user_id);


--
-- Name: verifier_hospital verifier_hospital_pkey; Type: CONSTRAINT; Schema: reference; Owner: medport_events
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
-- Name: ems_occurred_at; Type: INDEX; Schema: events; Owner: medport_events
--

CREATE INDEX ems_occurred_at ON events.ems USING btree (occurred_at);


--
-- Name: hospital_occurred_at; Type: INDEX; Schema: events; Owner: medport_apply
--

CREATE INDEX hospital_occurred_at ON events.hospital USING btree (occurred_at);


--
-- Name: assignment_agency; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX assignment_agency ON medport.assignment USING btree (agency_id, ended_at);


--
-- Name: assignment_one_holder; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX assignment_one_holder ON medport.assignment USING btree (trip_id) WHERE (ended_at IS NULL);


--
-- Name: assignment_one_trip; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX assignment_one_trip ON medport.assignment USING btree (unit_id) WHERE (ended_at IS NULL);


--
-- Name: available_trip_open; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX available_trip_open ON medport.available_trip USING btree (status) WHERE (status = 'OPEN'::text);


--
-- Name: delivered_at; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX delivered_at ON medport.delivered USING btree (at);


--
-- Name: ems_agency_name; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX ems_agency_name ON medport.ems_agency USING btree (lower(regexp_replace(TRIM(BOTH FROM name), '\s+'::text, ' '::text, 'g'::text)));


--
-- Name: transport_bid_expires; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX transport_bid_expires ON medport.transport_bid USING btree (expires_at) WHERE (status = 'PENDING'::text);


--
-- Name: transport_bid_live; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX transport_bid_live ON medport.transport_bid USING btree (agency_id, transport_request_id) WHERE (status = 'PENDING'::text);


--
-- Name: transport_bid_trip; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX transport_bid_trip ON medport.transport_bid USING btree (transport_request_id);


--
-- Name: trip_decline_live; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE UNIQUE INDEX trip_decline_live ON medport.trip_decline USING btree (agency_id, trip_id) WHERE (status = 'LIVE'::text);


--
-- Name: trip_decline_trip; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX trip_decline_trip ON medport.trip_decline USING btree (trip_id);


--
-- Name: unit_availability_unit; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX unit_availability_unit ON medport.unit_availability USING btree (unit_id, start_time DESC);


--
-- Name: unit_plan_live; Type: INDEX; Schema: medport; Owner: medport_owner
--

CREATE INDEX unit_plan_live ON medport.unit_plan USING btree (unit_id, start_time) WHERE (state = ANY (ARRAY['PLANNED'::text, 'ACTIVE'::text]));


--
-- Name: center a_once; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER a_once BEFORE INSERT ON events.center FOR EACH ROW EXECUTE FUNCTION events.once();

ALTER TABLE events.center ENABLE ALWAYS TRIGGER a_once;


--
-- Name: hospital a_once; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER a_once BEFORE INSERT ON events.hospital FOR EACH ROW EXECUTE FUNCTION events.once();

ALTER TABLE events.hospital ENABLE ALWAYS TRIGGER a_once;


--
-- Name: center handler; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER handler AFTER INSERT ON events.center FOR EACH ROW EXECUTE FUNCTION events.on_arrival();

ALTER TABLE events.center ENABLE ALWAYS TRIGGER handler;


--
-- Name: hospital handler; Type: TRIGGER; Schema: events; Owner: medport_apply
--

CREATE TRIGGER handler AFTER INSERT ON events.hospital FOR EACH ROW EXECUTE FUNCTION events.on_arrival();

ALTER TABLE events.hospital ENABLE ALWAYS TRIGGER handler;


--
-- Name: ems_agency a_facts; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_facts BEFORE UPDATE OF phone, zip_code, capabilities ON medport.ems_agency FOR EACH ROW WHEN ((NOT medport.by_event())) EXECUTE FUNCTION medport.on_agency_facts();


--
-- Name: assignment a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.assignment FOR EACH ROW EXECUTE FUNCTION medport.on_assignment();


--
-- Name: transport_bid a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.transport_bid FOR EACH ROW EXECUTE FUNCTION medport.on_bid();


--
-- Name: trip_decline a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT ON medport.trip_decline FOR EACH ROW EXECUTE FUNCTION medport.on_decline();


--
-- Name: unit a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT OR UPDATE ON medport.unit FOR EACH ROW EXECUTE FUNCTION medport.on_unit_change();


--
-- Name: unit_plan a_rules; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules BEFORE INSERT OR UPDATE ON medport.unit_plan FOR EACH ROW WHEN ((NOT medport.by_event())) EXECUTE FUNCTION medport.on_plan();


--
-- Name: assignment a_rules_of_change; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules_of_change BEFORE UPDATE ON medport.assignment FOR EACH ROW EXECUTE FUNCTION medport.on_assignment_change();


--
-- Name: transport_bid a_rules_of_change; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules_of_change BEFORE UPDATE ON medport.transport_bid FOR EACH ROW EXECUTE FUNCTION medport.on_bid_change();


--
-- Name: trip_decline a_rules_of_change; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_rules_of_change BEFORE UPDATE ON medport.trip_decline FOR EACH ROW EXECUTE FUNCTION medport.on_decline_change();


--
-- Name: assignment a_unit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER a_unit BEFORE UPDATE ON medport.assignment FOR EACH ROW WHEN ((new.unit_id IS DISTINCT FROM old.unit_id)) EXECUTE FUNCTION medport.on_assignment_unit();


--
-- Name: agency_user audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.agency_user FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: assignment audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.assignment FOR EACH ROW EXECUTE FUNCTION audit.on_change('end_note');


--
-- Name: available_trip audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.available_trip FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: ems_agency audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.ems_agency FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: ems_route audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.ems_route FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: status_transition audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.status_transition FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: system_configuration audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.system_configuration FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: transport_bid audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.transport_bid FOR EACH ROW EXECUTE FUNCTION audit.on_change('special_notes');


--
-- Name: trip_decline audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.trip_decline FOR EACH ROW EXECUTE FUNCTION audit.on_change('note');


--
-- Name: unit audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.unit FOR EACH ROW EXECUTE FUNCTION audit.on_change();


--
-- Name: unit_availability audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.unit_availability FOR EACH ROW EXECUTE FUNCTION audit.on_change('notes');


--
-- Name: unit_plan audit; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON medport.unit_plan FOR EACH ROW EXECUTE FUNCTION audit.on_change('notes');


--
-- Name: unit_plan b_applied; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_applied AFTER INSERT OR UPDATE ON medport.unit_plan FOR EACH ROW WHEN ((NOT medport.by_event())) EXECUTE FUNCTION medport.on_planned();


--
-- Name: unit b_history; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_history AFTER INSERT OR UPDATE ON medport.unit FOR EACH ROW EXECUTE FUNCTION medport.on_unit_status();


--
-- Name: assignment b_moved; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_moved AFTER UPDATE ON medport.assignment FOR EACH ROW EXECUTE FUNCTION medport.on_assignment_moved();


--
-- Name: ems_agency b_prices; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_prices BEFORE INSERT OR UPDATE OF pricing_structure ON medport.ems_agency FOR EACH ROW EXECUTE FUNCTION medport.on_price_sheet();


--
-- Name: assignment b_told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_told AFTER INSERT ON medport.assignment FOR EACH ROW EXECUTE FUNCTION medport.on_assignment_told();


--
-- Name: transport_bid b_told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_told AFTER INSERT OR UPDATE ON medport.transport_bid FOR EACH ROW EXECUTE FUNCTION medport.on_bid_told();


--
-- Name: trip_decline b_told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_told AFTER INSERT OR UPDATE ON medport.trip_decline FOR EACH ROW EXECUTE FUNCTION medport.on_decline_told();


--
-- Name: unit b_told; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER b_told BEFORE UPDATE OF current_status ON medport.unit FOR EACH ROW WHEN (((NOT medport.by_event()) AND (new.current_status <> 'COMMITTED'::text))) EXECUTE FUNCTION medport.on_unit_told();


--
-- Name: assignment c_answered; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER c_answered AFTER INSERT ON medport.assignment FOR EACH ROW EXECUTE FUNCTION medport.on_answer('trip_id');


--
-- Name: transport_bid c_answered; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER c_answered AFTER INSERT ON medport.transport_bid FOR EACH ROW EXECUTE FUNCTION medport.on_answer('transport_request_id');


--
-- Name: unit c_freed; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER c_freed BEFORE UPDATE OF current_status ON medport.unit FOR EACH ROW WHEN ((medport.by_event() AND (old.current_status = 'COMMITTED'::text) AND (new.current_status = 'AVAILABLE'::text))) EXECUTE FUNCTION medport.on_unit_freed();


--
-- Name: available_trip c_held_back; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER c_held_back AFTER UPDATE ON medport.available_trip FOR EACH ROW WHEN (((old.status = 'OPEN'::text) AND (new.status = 'HELD_BACK'::text))) EXECUTE FUNCTION medport.on_held_back();


--
-- Name: agency_user notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.agency_user REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: assignment notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.assignment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: available_trip notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.available_trip REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: ems_agency notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.ems_agency REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: ems_route notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.ems_route REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.system_configuration REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: transport_bid notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.transport_bid REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('transport_request_id');


--
-- Name: trip_decline notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.trip_decline REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: unit notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.unit REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: unit_plan notify_delete; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_delete AFTER DELETE ON medport.unit_plan REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('unit_id');


--
-- Name: agency_user notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.agency_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: assignment notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: available_trip notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.available_trip REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: ems_agency notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.ems_agency REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: ems_route notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.ems_route REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.system_configuration REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: transport_bid notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.transport_bid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('transport_request_id');


--
-- Name: trip_decline notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.trip_decline REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: unit notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.unit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: unit_plan notify_insert; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_insert AFTER INSERT ON medport.unit_plan REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('unit_id');


--
-- Name: agency_user notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.agency_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: assignment notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: available_trip notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.available_trip REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: ems_agency notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.ems_agency REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: ems_route notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.ems_route REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: system_configuration notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.system_configuration REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: transport_bid notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.transport_bid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('transport_request_id');


--
-- Name: trip_decline notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.trip_decline REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('trip_id');


--
-- Name: unit notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.unit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('id');


--
-- Name: unit_plan notify_update; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER notify_update AFTER UPDATE ON medport.unit_plan REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION medport.on_change_notify('unit_id');


--
-- Name: ems_agency published; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER published AFTER INSERT OR UPDATE ON medport.ems_agency FOR EACH ROW EXECUTE FUNCTION medport.on_agency_published();


--
-- Name: agency_user touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.agency_user FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: available_trip touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.available_trip FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: ems_agency touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.ems_agency FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


--
-- Name: ems_route touch; Type: TRIGGER; Schema: medport; Owner: medport_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON medport.ems_route FOR EACH ROW EXECUTE FUNCTION medport.on_update_touch();


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
-- Name: verifier_ems verifier_is_a_password; Type: TRIGGER; Schema: reference; Owner: medport_apply
--

CREATE TRIGGER verifier_is_a_password AFTER INSERT OR UPDATE ON reference.verifier_ems FOR EACH ROW EXECUTE FUNCTION reference.on_verifier();

ALTER TABLE reference.verifier_ems ENABLE ALWAYS TRIGGER verifier_is_a_password;


--
-- Name: assignment assignment_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.assignment
    ADD CONSTRAINT assignment_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.ems_agency(id);


--
-- Name: assignment assignment_agency_id_unit_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.assignment
    ADD CONSTRAINT assignment_agency_id_unit_id_fkey FOREIGN KEY (agency_id, unit_id) REFERENCES medport.unit(agency_id, id);


--
-- Name: assignment assignment_bid_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.assignment
    ADD CONSTRAINT assignment_bid_id_fkey FOREIGN KEY (bid_id) REFERENCES medport.transport_bid(id);


--
-- Name: assignment assignment_trip_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.assignment
    ADD CONSTRAINT assignment_trip_id_fkey FOREIGN KEY (trip_id) REFERENCES medport.available_trip(trip_id);


--
-- Name: ems_route ems_route_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.ems_route
    ADD CONSTRAINT ems_route_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.ems_agency(id);


--
-- Name: transport_bid transport_bid_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_bid
    ADD CONSTRAINT transport_bid_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.ems_agency(id);


--
-- Name: transport_bid transport_bid_agency_id_unit_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_bid
    ADD CONSTRAINT transport_bid_agency_id_unit_id_fkey FOREIGN KEY (agency_id, unit_id) REFERENCES medport.unit(agency_id, id);


--
-- Name: transport_bid transport_bid_transport_request_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.transport_bid
    ADD CONSTRAINT transport_bid_transport_request_id_fkey FOREIGN KEY (transport_request_id) REFERENCES medport.available_trip(trip_id);


--
-- Name: trip_decline trip_decline_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_decline
    ADD CONSTRAINT trip_decline_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.ems_agency(id);


--
-- Name: trip_decline trip_decline_trip_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.trip_decline
    ADD CONSTRAINT trip_decline_trip_id_fkey FOREIGN KEY (trip_id) REFERENCES medport.available_trip(trip_id);


--
-- Name: unit unit_agency_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit
    ADD CONSTRAINT unit_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES medport.ems_agency(id);


--
-- Name: unit_availability unit_availability_plan_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit_availability
    ADD CONSTRAINT unit_availability_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES medport.unit_plan(id);


--
-- Name: unit_availability unit_availability_unit_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit_availability
    ADD CONSTRAINT unit_availability_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES medport.unit(id);


--
-- Name: unit_plan unit_plan_agency_id_unit_id_fkey; Type: FK CONSTRAINT; Schema: medport; Owner: medport_owner
--

ALTER TABLE ONLY medport.unit_plan
    ADD CONSTRAINT unit_plan_agency_id_unit_id_fkey FOREIGN KEY (agency_id, unit_id) REFERENCES medport.unit(agency_id, id);


--
-- Name: log center_reads; Type: POLICY; Schema: audit; Owner: medport_events
--

CREATE POLICY center_reads ON audit.log FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: log events; Type: POLICY; Schema: audit; Owner: medport_events
--

CREATE POLICY events ON audit.log FOR INSERT TO medport_events WITH CHECK (true);


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
-- Name: ems; Type: ROW SECURITY; Schema: events; Owner: medport_events
--

ALTER TABLE events.ems ENABLE ROW LEVEL SECURITY;

--
-- Name: center events; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY events ON events.center TO medport_events USING (true) WITH CHECK (true);


--
-- Name: ems events; Type: POLICY; Schema: events; Owner: medport_events
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
-- Name: center replication; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY replication ON events.center FOR SELECT TO medport_replication USING (true);


--
-- Name: ems replication; Type: POLICY; Schema: events; Owner: medport_events
--

CREATE POLICY replication ON events.ems FOR SELECT TO medport_replication USING (true);


--
-- Name: hospital replication; Type: POLICY; Schema: events; Owner: medport_apply
--

CREATE POLICY replication ON events.hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: assignment agency_accepts; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_accepts ON medport.assignment FOR INSERT TO medport_ems WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: transport_bid agency_bids; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_bids ON medport.transport_bid FOR INSERT TO medport_ems WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: trip_decline agency_declines; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_declines ON medport.trip_decline FOR INSERT TO medport_ems WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: assignment agency_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_edits ON medport.assignment FOR UPDATE TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: transport_bid agency_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_edits ON medport.transport_bid FOR UPDATE TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: trip_decline agency_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_edits ON medport.trip_decline FOR UPDATE TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: unit agency_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_edits ON medport.unit FOR UPDATE TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: unit_plan agency_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_edits ON medport.unit_plan FOR UPDATE TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: unit_plan agency_plans; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_plans ON medport.unit_plan FOR INSERT TO medport_ems WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: agency_user agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.agency_user FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: assignment agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.assignment FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: available_trip agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.available_trip FOR SELECT TO medport_ems USING (((( SELECT medport.my_agency_id() AS my_agency_id) IS NOT NULL) AND ((status = 'OPEN'::text) OR (EXISTS ( SELECT
   FROM medport.assignment a
  WHERE ((a.trip_id = available_trip.trip_id) AND (a.agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))))) OR (EXISTS ( SELECT
   FROM medport.transport_bid b
  WHERE ((b.transport_request_id = available_trip.trip_id) AND (b.agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))))))));


--
-- Name: ems_agency agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.ems_agency FOR SELECT TO medport_ems USING ((id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: transport_bid agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.transport_bid FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: trip_decline agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.trip_decline FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: unit agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.unit FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: unit_availability agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.unit_availability FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: unit_plan agency_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_reads ON medport.unit_plan FOR SELECT TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: agency_user; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.agency_user ENABLE ROW LEVEL SECURITY;

--
-- Name: ems_route agency_writes; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY agency_writes ON medport.ems_route TO medport_ems USING ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: assignment; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.assignment ENABLE ROW LEVEL SECURITY;

--
-- Name: available_trip; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.available_trip ENABLE ROW LEVEL SECURITY;

--
-- Name: assignment center_accepts; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_accepts ON medport.assignment FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: transport_bid center_bids; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_bids ON medport.transport_bid FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_decline center_declines; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_declines ON medport.trip_decline FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: assignment center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.assignment FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: ems_agency center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.ems_agency FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: transport_bid center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.transport_bid FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_decline center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.trip_decline FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: unit center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.unit FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: unit_plan center_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_edits ON medport.unit_plan FOR UPDATE TO medport_center USING (( SELECT medport.am_center() AS am_center)) WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: unit_plan center_plans; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_plans ON medport.unit_plan FOR INSERT TO medport_center WITH CHECK (( SELECT medport.am_center() AS am_center));


--
-- Name: agency_user center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.agency_user FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: assignment center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.assignment FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: available_trip center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.available_trip FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: ems_agency center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.ems_agency FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: ems_route center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.ems_route FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: transport_bid center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.transport_bid FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: trip_decline center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.trip_decline FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: unit center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.unit FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: unit_availability center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.unit_availability FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: unit_plan center_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY center_reads ON medport.unit_plan FOR SELECT TO medport_center USING (( SELECT medport.am_center() AS am_center));


--
-- Name: delivered; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.delivered ENABLE ROW LEVEL SECURITY;

--
-- Name: ems_agency; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.ems_agency ENABLE ROW LEVEL SECURITY;

--
-- Name: ems_route; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.ems_route ENABLE ROW LEVEL SECURITY;

--
-- Name: agency_user events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.agency_user TO medport_events USING (true) WITH CHECK (true);


--
-- Name: assignment events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.assignment TO medport_events USING (true) WITH CHECK (true);


--
-- Name: available_trip events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.available_trip TO medport_events USING (true) WITH CHECK (true);


--
-- Name: delivered events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.delivered TO medport_events USING (true) WITH CHECK (true);


--
-- Name: ems_agency events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.ems_agency TO medport_events USING (true) WITH CHECK (true);


--
-- Name: ems_route events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.ems_route TO medport_events USING (true) WITH CHECK (true);


--
-- Name: status_transition events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.status_transition TO medport_events USING (true) WITH CHECK (true);


--
-- Name: system_configuration events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.system_configuration TO medport_events USING (true) WITH CHECK (true);


--
-- Name: transport_bid events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.transport_bid TO medport_events USING (true) WITH CHECK (true);


--
-- Name: trip_decline events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.trip_decline TO medport_events USING (true) WITH CHECK (true);


--
-- Name: unit events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.unit TO medport_events USING (true) WITH CHECK (true);


--
-- Name: unit_availability events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.unit_availability TO medport_events USING (true) WITH CHECK (true);


--
-- Name: unit_plan events; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY events ON medport.unit_plan TO medport_events USING (true) WITH CHECK (true);


--
-- Name: available_trip hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.available_trip FOR SELECT TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: ems_agency hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.ems_agency FOR SELECT TO medport_hospital USING ((is_active AND (( SELECT medport.my_hospital_id() AS my_hospital_id) IS NOT NULL)));


--
-- Name: transport_bid hospital_reads; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY hospital_reads ON medport.transport_bid FOR SELECT TO medport_hospital USING ((hospital_id = ( SELECT medport.my_hospital_id() AS my_hospital_id)));


--
-- Name: unit manager_adds; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY manager_adds ON medport.unit FOR INSERT TO medport_ems_manager WITH CHECK ((agency_id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: ems_agency manager_edits; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY manager_edits ON medport.ems_agency FOR UPDATE TO medport_ems_manager USING ((id = ( SELECT medport.my_agency_id() AS my_agency_id))) WITH CHECK ((id = ( SELECT medport.my_agency_id() AS my_agency_id)));


--
-- Name: delivered own; Type: POLICY; Schema: medport; Owner: medport_owner
--

CREATE POLICY own ON medport.delivered TO medport_person USING ((person = ( SELECT medport.my_user_id() AS my_user_id))) WITH CHECK ((person = ( SELECT medport.my_user_id() AS my_user_id)));


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
-- Name: transport_bid; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.transport_bid ENABLE ROW LEVEL SECURITY;

--
-- Name: trip_decline; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.trip_decline ENABLE ROW LEVEL SECURITY;

--
-- Name: unit; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.unit ENABLE ROW LEVEL SECURITY;

--
-- Name: unit_availability; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.unit_availability ENABLE ROW LEVEL SECURITY;

--
-- Name: unit_plan; Type: ROW SECURITY; Schema: medport; Owner: medport_owner
--

ALTER TABLE medport.unit_plan ENABLE ROW LEVEL SECURITY;

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
-- Name: verifier_ems accounts; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY accounts ON reference.verifier_ems TO medport_accounts USING (true) WITH CHECK (true);


--
-- Name: verifier_hospital accounts; Type: POLICY; Schema: reference; Owner: medport_events
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
-- Name: verifier_ems replication; Type: POLICY; Schema: reference; Owner: medport_apply
--

CREATE POLICY replication ON reference.verifier_ems FOR SELECT TO medport_replication USING (true);


--
-- Name: verifier_hospital replication; Type: POLICY; Schema: reference; Owner: medport_events
--

CREATE POLICY replication ON reference.verifier_hospital FOR SELECT TO medport_replication USING (true);


--
-- Name: session; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.session ENABLE ROW LEVEL SECURITY;

--
-- Name: verifier_ems; Type: ROW SECURITY; Schema: reference; Owner: medport_apply
--

ALTER TABLE reference.verifier_ems ENABLE ROW LEVEL SECURITY;

--
-- Name: verifier_hospital; Type: ROW SECURITY; Schema: reference; Owner: medport_events
--

ALTER TABLE reference.verifier_hospital ENABLE ROW LEVEL SECURITY;

--
-- Name: agencies_to_center; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION agencies_to_center WITH (publish = 'insert, update');


ALTER PUBLICATION agencies_to_center OWNER TO postgres;

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
-- Name: events_to_hospital; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION events_to_hospital WITH (publish = 'insert');


ALTER PUBLICATION events_to_hospital OWNER TO postgres;

--
-- Name: audit_to_center log; Type: PUBLICATION TABLE; Schema: audit; Owner: postgres
--

ALTER PUBLICATION audit_to_center ADD TABLE ONLY audit.log;


--
-- Name: events_to_center ems; Type: PUBLICATION TABLE; Schema: events; Owner: postgres
--

ALTER PUBLICATION events_to_center ADD TABLE ONLY events.ems;


--
-- Name: events_to_hospital ems; Type: PUBLICATION TABLE; Schema: events; Owner: postgres
--

ALTER PUBLICATION events_to_hospital ADD TABLE ONLY events.ems;


--
-- Name: agencies_to_center agency; Type: PUBLICATION TABLE; Schema: reference; Owner: postgres
--

ALTER PUBLICATION agencies_to_center ADD TABLE ONLY reference.agency;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON FUNCTIONS FROM PUBLIC;


--
-- PostgreSQL database dump complete
--


