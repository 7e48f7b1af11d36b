-- Written by drizzle-kit; STRICT and WITHOUT ROWID, and the triggers, added by hand.
CREATE TABLE `theme_rereads` (
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`what` text NOT NULL,
	`below` integer,
	PRIMARY KEY(`workspace_id`, `survey_id`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `theme_edits_rules` ON `theme_edits` (`workspace_id`,`at`,`id`) WHERE "theme_edits"."kind" in ('rule', 'wrong');--> statement-breakpoint
CREATE INDEX `theme_edits_at` ON `theme_edits` (`workspace_id`,`at`);--> statement-breakpoint
CREATE INDEX `theme_edits_example` ON `theme_edits` (`workspace_id`,`payload` ->> '$.row') WHERE "theme_edits"."kind" = 'wrong';
--> statement-breakpoint
-- What a curator taught by an example goes with the text that it was taken from; what it had decided is read again.
create trigger `responses_delete_examples` after delete on `responses` when old.`texts` is not null begin
  insert into `theme_rereads` (`workspace_id`, `survey_id`, `id`, `what`)
  select e.`workspace_id`, s.`id`, e.`id`, json_object('kind', 'after', 'row', coalesce(e.`payload` ->> ('$.cursors.' || s.`id`), 0))
  from `theme_edits` e join `surveys` s on s.`workspace_id` = e.`workspace_id`
  where e.`workspace_id` = old.`workspace_id` and e.`kind` = 'wrong' and e.`payload` ->> '$.row' = old.`row`
    and e.`undone_at` is null and e.`payload` ->> '$.example' is not null
  on conflict do nothing;
  update `theme_edits` set `payload` = json_remove(`payload`, '$.example')
  where `workspace_id` = old.`workspace_id` and `kind` = 'wrong' and `payload` ->> '$.row' = old.`row`;
end;
--> statement-breakpoint
create trigger `responses_update_examples` after update of `texts` on `responses` when old.`texts` is not null and new.`texts` is not old.`texts` begin
  insert into `theme_rereads` (`workspace_id`, `survey_id`, `id`, `what`)
  select e.`workspace_id`, s.`id`, e.`id`, json_object('kind', 'after', 'row', coalesce(e.`payload` ->> ('$.cursors.' || s.`id`), 0))
  from `theme_edits` e join `surveys` s on s.`workspace_id` = e.`workspace_id`
  where e.`workspace_id` = old.`workspace_id` and e.`kind` = 'wrong' and e.`payload` ->> '$.row' = old.`row`
    and e.`undone_at` is null and e.`payload` ->> '$.example' is not null
  on conflict do nothing;
  update `theme_edits` set `payload` = json_remove(`payload`, '$.example')
  where `workspace_id` = old.`workspace_id` and `kind` = 'wrong' and `payload` ->> '$.row' = old.`row`;
end;
