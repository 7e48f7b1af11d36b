-- Written by drizzle-kit; STRICT, WITHOUT ROWID and the triggers added by hand.
CREATE TABLE `send_answers` (
	`workspace_id` text NOT NULL,
	`send_id` text NOT NULL,
	`answered` integer NOT NULL,
	`suspect` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `send_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `send_days` (
	`workspace_id` text NOT NULL,
	`send_id` text NOT NULL,
	`day` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `send_id`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sends_live` ON `sends` (`workspace_id`,`id`) WHERE "sends"."state" = 'live';
--> statement-breakpoint
create trigger `invitations_insert_days` after insert on `invitations`
when new.`send_id` is not null and new.`state` = 'accepted' and new.`sent_at` is not null begin
  insert into `send_days` (`workspace_id`, `send_id`, `day`, `n`)
  values (new.`workspace_id`, new.`send_id`, new.`sent_at` / 86400000, 1)
  on conflict do update set `n` = `n` + 1;
  insert into `send_answers` (`workspace_id`, `send_id`, `answered`, `suspect`)
  select new.`workspace_id`, new.`send_id`, r.`state` = 'counted', r.`state` = 'suspect' from `responses` r
  where r.`workspace_id` = new.`workspace_id` and r.`survey_id` = new.`survey_id` and r.`submission` = new.`id`
    and r.`state` in ('counted', 'suspect')
  on conflict do update set `answered` = `answered` + excluded.`answered`, `suspect` = `suspect` + excluded.`suspect`;
end;
--> statement-breakpoint
create trigger `invitations_leave_day` after update of `state`, `sent_at` on `invitations`
when old.`send_id` is not null and old.`state` = 'accepted' and old.`sent_at` is not null
  and (new.`state` <> 'accepted' or new.`sent_at` is not old.`sent_at`) begin
  update `send_days` set `n` = `n` - 1
  where `workspace_id` = old.`workspace_id` and `send_id` = old.`send_id` and `day` = old.`sent_at` / 86400000;
end;
--> statement-breakpoint
create trigger `invitations_enter_day` after update of `state`, `sent_at` on `invitations`
when new.`send_id` is not null and new.`state` = 'accepted' and new.`sent_at` is not null
  and (old.`state` <> 'accepted' or new.`sent_at` is not old.`sent_at`) begin
  insert into `send_days` (`workspace_id`, `send_id`, `day`, `n`)
  values (new.`workspace_id`, new.`send_id`, new.`sent_at` / 86400000, 1)
  on conflict do update set `n` = `n` + 1;
end;
--> statement-breakpoint
create trigger `invitations_delete_days` after delete on `invitations` when old.`send_id` is not null begin
  update `send_days` set `n` = `n` - 1
  where old.`state` = 'accepted' and `workspace_id` = old.`workspace_id` and `send_id` = old.`send_id`
    and `day` = old.`sent_at` / 86400000;
  update `send_answers` set `answered` = `answered` - (r.`state` = 'counted'), `suspect` = `suspect` - (r.`state` = 'suspect')
  from `responses` r
  where `send_answers`.`workspace_id` = old.`workspace_id` and `send_answers`.`send_id` = old.`send_id`
    and r.`workspace_id` = old.`workspace_id` and r.`survey_id` = old.`survey_id` and r.`submission` = old.`id`;
end;
--> statement-breakpoint
create trigger `responses_insert_send` after insert on `responses`
when new.`channel` = 'email' and new.`state` in ('counted', 'suspect') begin
  insert into `send_answers` (`workspace_id`, `send_id`, `answered`, `suspect`)
  select i.`workspace_id`, i.`send_id`, new.`state` = 'counted', new.`state` = 'suspect' from `invitations` i
  where i.`workspace_id` = new.`workspace_id` and i.`id` = new.`submission` and i.`send_id` is not null
  on conflict do update set `answered` = `answered` + excluded.`answered`, `suspect` = `suspect` + excluded.`suspect`;
end;
--> statement-breakpoint
create trigger `responses_update_send` after update of `state` on `responses`
when new.`channel` = 'email' and new.`state` <> old.`state` begin
  insert into `send_answers` (`workspace_id`, `send_id`, `answered`, `suspect`)
  select i.`workspace_id`, i.`send_id`, (new.`state` = 'counted') - (old.`state` = 'counted'),
    (new.`state` = 'suspect') - (old.`state` = 'suspect') from `invitations` i
  where i.`workspace_id` = new.`workspace_id` and i.`id` = new.`submission` and i.`send_id` is not null
  on conflict do update set `answered` = `answered` + excluded.`answered`, `suspect` = `suspect` + excluded.`suspect`;
end;
--> statement-breakpoint
create trigger `responses_delete_send` after delete on `responses`
when old.`channel` = 'email' and old.`state` in ('counted', 'suspect') begin
  update `send_answers` set `answered` = `answered` - (old.`state` = 'counted'), `suspect` = `suspect` - (old.`state` = 'suspect')
  from `invitations` i
  where i.`workspace_id` = old.`workspace_id` and i.`id` = old.`submission`
    and `send_answers`.`workspace_id` = i.`workspace_id` and `send_answers`.`send_id` = i.`send_id`;
end;
