-- Written by drizzle-kit; STRICT and WITHOUT ROWID added by hand, drizzle does not know them.
CREATE TABLE `asks` (
	`workspace_id` text NOT NULL,
	`person` text NOT NULL,
	`survey_id` text NOT NULL,
	`shown_at` integer,
	`dismissed_at` integer,
	`visit` text,
	PRIMARY KEY(`workspace_id`, `person`, `survey_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `sites` ADD `failed` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `sites` ADD `blocked` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `workspaces` ADD `cooldown` text;
--> statement-breakpoint
CREATE INDEX `invitations_person` ON `invitations` (`workspace_id`,`person`,`sent_at`) WHERE "invitations"."person" is not null;