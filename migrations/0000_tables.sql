-- Written by drizzle-kit; STRICT and WITHOUT ROWID added by hand, drizzle does not know them.
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text,
	`state` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`lease_until` integer,
	`cursor` text,
	`started_at` integer,
	`finished_at` integer,
	`outcome` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `invitations` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`survey_id` text NOT NULL,
	`version` integer NOT NULL,
	`email` text,
	`person` text,
	`language` text,
	`attributes` text DEFAULT '{}' NOT NULL,
	`sent_at` integer,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `invitations_survey` ON `invitations` (`workspace_id`,`survey_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `link_evidence` (
	`workspace_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`slot` integer NOT NULL,
	`minute` integer NOT NULL,
	`method` text NOT NULL,
	`address` text NOT NULL,
	`agent` text NOT NULL,
	`visits` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`workspace_id`, `invitation_id`, `slot`, `minute`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `votes` (
	`workspace_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`visit` text NOT NULL,
	`rev` integer NOT NULL,
	`grade` text NOT NULL,
	`reason` text NOT NULL,
	`score` integer,
	`late` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `invitation_id`, `visit`, `rev`),
	CONSTRAINT "votes_grade" CHECK("votes"."grade" in ('confirmed', 'probable', 'suspect'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `attribute_values` (
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `name`, `value`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `erased_submissions` (
	`workspace_id` text NOT NULL,
	`hash` blob NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `hash`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `impressions` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`day` integer NOT NULL,
	`channel` text NOT NULL,
	`shown` integer DEFAULT 0 NOT NULL,
	`started` integer DEFAULT 0 NOT NULL,
	`dismissed` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`, `day`, `channel`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `responses` (
	`row` integer PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`submission` text NOT NULL,
	`rev` integer NOT NULL,
	`content` text NOT NULL,
	`version` integer,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`score` integer,
	`answers` text NOT NULL,
	`texts` text,
	`complete` integer NOT NULL,
	`completed_at` integer,
	`day` integer NOT NULL,
	`facts` text NOT NULL,
	`language` text,
	`attributes` text,
	`person` text,
	`person_proven` integer,
	`page` text,
	`opaque_origin` integer DEFAULT 0 NOT NULL,
	`grade` text,
	`client_at` integer,
	`took_ms` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "responses_state" CHECK("responses"."state" in ('counted', 'late', 'pending', 'suspect', 'quarantined', 'test', 'deleted')),
	CONSTRAINT "responses_score" CHECK("responses"."score" is null or "responses"."score" between 0 and 10),
	CONSTRAINT "responses_rev" CHECK("responses"."rev" >= 0),
	CONSTRAINT "responses_complete" CHECK("responses"."complete" in (0, 1)),
	CONSTRAINT "responses_submission_form" CHECK(length("responses"."submission") = 36)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `responses_submission` ON `responses` (`workspace_id`,`survey_id`,`submission`);--> statement-breakpoint
CREATE INDEX `responses_person` ON `responses` (`workspace_id`,`person`) WHERE "responses"."person" is not null;--> statement-breakpoint
CREATE INDEX `responses_aside` ON `responses` (`workspace_id`,`survey_id`,`state`,`row`) WHERE "responses"."state" <> 'counted';--> statement-breakpoint
CREATE TABLE `rollups` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`question` text NOT NULL,
	`dimension` text NOT NULL,
	`value` text NOT NULL,
	`day` integer NOT NULL,
	`v0` integer NOT NULL,
	`v1` integer NOT NULL,
	`v2` integer NOT NULL,
	`v3` integer NOT NULL,
	`v4` integer NOT NULL,
	`v5` integer NOT NULL,
	`v6` integer NOT NULL,
	`v7` integer NOT NULL,
	`v8` integer NOT NULL,
	`v9` integer NOT NULL,
	`v10` integer NOT NULL,
	`starts` integer NOT NULL,
	`completions` integer NOT NULL,
	`comments` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`, `question`, `dimension`, `day`, `value`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `verbatims` (
	`workspace_id` text NOT NULL,
	`row` integer NOT NULL,
	`question` text NOT NULL,
	`survey_id` text NOT NULL,
	`day` integer NOT NULL,
	`stage` integer NOT NULL,
	`language` text,
	`sentiment` integer,
	`engine` text,
	PRIMARY KEY(`workspace_id`, `row`, `question`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `verbatims_todo` ON `verbatims` (`stage`,`workspace_id`,`survey_id`,`row`) WHERE "verbatims"."stage" > 0;--> statement-breakpoint
CREATE TABLE `survey_versions` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`published_by` text,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`, `version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `surveys` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`site_id` text NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`metric` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`state_at` integer NOT NULL,
	`draft` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`published_revision` integer DEFAULT 0 NOT NULL,
	`quota` integer,
	`priority` integer DEFAULT 0 NOT NULL,
	`last_row` integer DEFAULT 0 NOT NULL,
	`themes_reviewed` integer DEFAULT false NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	CONSTRAINT "surveys_state" CHECK("surveys"."state" in ('draft', 'live', 'paused', 'closed')),
	CONSTRAINT "surveys_metric" CHECK("surveys"."metric" in ('nps', 'csat', 'ces', 'none'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `surveys_id_unique` ON `surveys` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `surveys_slug_unique` ON `surveys` (`slug`);--> statement-breakpoint
CREATE INDEX `surveys_workspace` ON `surveys` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `surveys_site` ON `surveys` (`site_id`);--> statement-breakpoint
CREATE TABLE `mentions` (
	`workspace_id` text NOT NULL,
	`row` integer NOT NULL,
	`question` text NOT NULL,
	`theme_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`day` integer NOT NULL,
	`sentiment` integer NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`score` integer,
	`counted` integer NOT NULL,
	`engine` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `row`, `question`, `theme_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mentions_theme` ON `mentions` (`workspace_id`,`theme_id`,`survey_id`,`row`);--> statement-breakpoint
CREATE TABLE `theme_days` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`theme_id` text NOT NULL,
	`day` integer NOT NULL,
	`n` integer NOT NULL,
	`positive` integer NOT NULL,
	`negative` integer NOT NULL,
	`v0` integer NOT NULL,
	`v1` integer NOT NULL,
	`v2` integer NOT NULL,
	`v3` integer NOT NULL,
	`v4` integer NOT NULL,
	`v5` integer NOT NULL,
	`v6` integer NOT NULL,
	`v7` integer NOT NULL,
	`v8` integer NOT NULL,
	`v9` integer NOT NULL,
	`v10` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`, `theme_id`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `theme_edits` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`theme_id` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`before` text NOT NULL,
	`actor` text,
	`at` integer NOT NULL,
	`undone_at` integer,
	PRIMARY KEY(`workspace_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `theme_edits_theme` ON `theme_edits` (`workspace_id`,`theme_id`,`at`);--> statement-breakpoint
CREATE TABLE `theme_runs` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`survey_id` text NOT NULL,
	`state` text NOT NULL,
	`engine` text NOT NULL,
	`upper_row` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`diff` text NOT NULL,
	`lease_until` integer,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`workspace_id`, `id`),
	CONSTRAINT "theme_runs_state" CHECK("theme_runs"."state" in ('queued', 'running', 'done', 'failed'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `theme_runs_open` ON `theme_runs` (`state`,`started_at`) WHERE "theme_runs"."state" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX `theme_runs_survey` ON `theme_runs` (`workspace_id`,`survey_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `themes` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`label` text NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`muted` integer DEFAULT false NOT NULL,
	`status` text NOT NULL,
	`parent_id` text,
	`merged_into` text,
	`space` text NOT NULL,
	`model` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`),
	CONSTRAINT "themes_status" CHECK("themes"."status" in ('proposed', 'active', 'merged', 'archived'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer,
	`revoked_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash_unique` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_workspace` ON `api_keys` (`workspace_id`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `invites` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer NOT NULL,
	CONSTRAINT "invites_role" CHECK("invites"."role" in ('owner', 'admin', 'analyst', 'viewer'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invites_token_hash_unique` ON `invites` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invites_workspace` ON `invites` (`workspace_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`),
	CONSTRAINT "members_role" CHECK("members"."role" in ('owner', 'admin', 'analyst', 'viewer'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `members_user` ON `members` (`user_id`);--> statement-breakpoint
CREATE TABLE `sites` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`origins` text DEFAULT '[]' NOT NULL,
	`allow_opaque` integer DEFAULT true NOT NULL,
	`proof_secrets` text DEFAULT '[]' NOT NULL,
	`seen_page` text,
	`seen_at` integer,
	`lost` integer DEFAULT 0 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sites_workspace` ON `sites` (`workspace_id`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`zone` text DEFAULT 'UTC' NOT NULL,
	`attributes` text DEFAULT '[]' NOT NULL,
	`team` text DEFAULT '[]' NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
