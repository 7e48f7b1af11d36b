-- Written by drizzle-kit; STRICT and WITHOUT ROWID added by hand.
CREATE TABLE `theme_refits` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`survey_id` text NOT NULL,
	`state` text NOT NULL,
	`plan` text NOT NULL,
	`diff` text NOT NULL,
	`actor` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`workspace_id`, `id`),
	CONSTRAINT "theme_refits_state" CHECK("theme_refits"."state" in ('queued', 'ready', 'accepted', 'discarded', 'failed'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `theme_refits_open` ON `theme_refits` (`state`,`started_at`) WHERE "theme_refits"."state" = 'queued';--> statement-breakpoint
ALTER TABLE `verbatims` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `mentions` ADD `mood` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `mentions` ADD `fit` integer DEFAULT 0 NOT NULL;