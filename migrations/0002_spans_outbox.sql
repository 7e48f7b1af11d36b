-- Written by drizzle-kit; STRICT and WITHOUT ROWID added by hand, drizzle does not know them.
CREATE TABLE `arrivals` (
	`workspace_id` text NOT NULL,
	`minute` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `minute`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `erasures` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`subject` blob NOT NULL,
	`kind` text NOT NULL,
	`requested_by` text NOT NULL,
	`removed` text DEFAULT '{}' NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`workspace_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`row` integer NOT NULL,
	`due_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `webhook_id`, `row`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`previous_until` integer,
	`state` text DEFAULT 'active' NOT NULL,
	`reason` text,
	`paused_until` integer,
	`failing_since` integer,
	`delivered_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`),
	CONSTRAINT "webhooks_state" CHECK("webhooks"."state" in ('active', 'disabled'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `asides` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`channel` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`, `day`, `state`, `channel`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_seals` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `survey_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_spans` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`question` text NOT NULL,
	`dimension` text NOT NULL,
	`grain` text NOT NULL,
	`start` integer NOT NULL,
	`value` text NOT NULL,
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
	PRIMARY KEY(`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `theme_spans` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`theme_id` text NOT NULL,
	`grain` text NOT NULL,
	`start` integer NOT NULL,
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
	PRIMARY KEY(`workspace_id`, `survey_id`, `theme_id`, `grain`, `start`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `jobs` ADD `detail` text;--> statement-breakpoint
ALTER TABLE `responses` ADD `over_quota` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `rollups` ADD `first_row` integer;--> statement-breakpoint
ALTER TABLE `rollups` ADD `last_row` integer;--> statement-breakpoint
ALTER TABLE `rollups` ADD `checked` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `surveys` ADD `answered` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `retention` text DEFAULT '{}' NOT NULL;
