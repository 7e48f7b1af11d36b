-- Written by drizzle-kit; STRICT and WITHOUT ROWID added by hand, drizzle does not know them.
CREATE TABLE `recipient_domains` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`domain` text NOT NULL,
	`sent` integer NOT NULL,
	`answered` integer NOT NULL,
	`suspect` integer NOT NULL,
	`sent_before` integer NOT NULL,
	`answered_before` integer NOT NULL,
	`suspect_before` integer NOT NULL,
	`jumped` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`, `domain`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `share_links` (
	`workspace_id` text NOT NULL,
	`code` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`name` text NOT NULL,
	`prefill` text DEFAULT '{}' NOT NULL,
	`opens_at` integer,
	`closes_at` integer,
	`created_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `share_links_survey` ON `share_links` (`workspace_id`,`survey_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `people` (
	`workspace_id` text NOT NULL,
	`person` text NOT NULL,
	`email` text,
	`attributes` text DEFAULT '{}' NOT NULL,
	`language` text,
	`subscription` text DEFAULT 'subscribed' NOT NULL,
	`consent` text DEFAULT 'unknown' NOT NULL,
	`consent_at` integer,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `person`),
	CONSTRAINT "people_subscription" CHECK("people"."subscription" in ('subscribed', 'unsubscribed', 'bounced', 'complained')),
	CONSTRAINT "people_consent" CHECK("people"."consent" in ('unknown', 'given', 'withdrawn'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `people_email` ON `people` (`workspace_id`,`email`) WHERE "people"."email" is not null;--> statement-breakpoint
CREATE INDEX `people_updated` ON `people` (`workspace_id`,`updated_at`);--> statement-breakpoint
CREATE TABLE `people_attributes` (
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `name`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `segments` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`rules` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `suppressions` (
	`workspace_id` text NOT NULL,
	`hash` blob NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `hash`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mail_days` (
	`workspace_id` text NOT NULL,
	`day` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `send_counts` (
	`workspace_id` text NOT NULL,
	`send_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `send_id`, `state`, `reason`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sends` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`survey_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`audience` text NOT NULL,
	`letter` text NOT NULL,
	`plan` text NOT NULL,
	`reminders` text DEFAULT '[]' NOT NULL,
	`cursor` text,
	`enrol_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sends_survey` ON `sends` (`workspace_id`,`survey_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `sends_enrol` ON `sends` (`enrol_at`);--> statement-breakpoint
ALTER TABLE `invitations` ADD `send_id` text;--> statement-breakpoint
ALTER TABLE `invitations` ADD `round` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `state` text DEFAULT 'made' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `invitations` ADD `step` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `remind_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `domain` text;--> statement-breakpoint
ALTER TABLE `invitations` ADD `bounced_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `complained_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_send` ON `invitations` (`workspace_id`,`send_id`,`person`,`round`) WHERE "invitations"."send_id" is not null;--> statement-breakpoint
CREATE INDEX `invitations_due` ON `invitations` (`due_at`) WHERE "invitations"."state" = 'planned';--> statement-breakpoint
CREATE INDEX `invitations_open` ON `invitations` (`workspace_id`,`send_id`,`due_at`) WHERE "invitations"."state" in ('planned', 'sending', 'unknown', 'failed');--> statement-breakpoint
CREATE INDEX `invitations_remind` ON `invitations` (`remind_at`) WHERE "invitations"."remind_at" is not null;--> statement-breakpoint
ALTER TABLE `link_evidence` ADD `at` integer;--> statement-breakpoint
ALTER TABLE `link_evidence` ADD `last_at` integer;--> statement-breakpoint
ALTER TABLE `votes` ADD `slot` integer;--> statement-breakpoint
ALTER TABLE `votes` ADD `answers` text;--> statement-breakpoint
ALTER TABLE `votes` ADD `complete` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `votes` ADD `evidence` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `mail` text;
--> statement-breakpoint
update `invitations` set `domain` = lower(substr(`email`, instr(`email`, '@') + 1)) where instr(`email`, '@') > 0;
