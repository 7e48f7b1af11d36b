-- Written by hand. How many invitations of a send are in each state moves with the invitations, so that
-- progress is exact whatever died in between. Links made for somebody else's mail tool have no send.
create trigger `invitations_insert_counts` after insert on `invitations` when new.`send_id` is not null begin
  insert into `send_counts` (`workspace_id`, `send_id`, `state`, `reason`, `n`)
  values (new.`workspace_id`, new.`send_id`, new.`state`, coalesce(new.`reason`, ''), 1)
  on conflict do update set `n` = `n` + 1;
end;
--> statement-breakpoint
create trigger `invitations_update_counts` after update of `state`, `reason` on `invitations`
when new.`send_id` is not null and (new.`state` <> old.`state` or new.`reason` is not old.`reason`) begin
  update `send_counts` set `n` = `n` - 1
  where `workspace_id` = old.`workspace_id` and `send_id` = old.`send_id` and `state` = old.`state` and `reason` = coalesce(old.`reason`, '');
  insert into `send_counts` (`workspace_id`, `send_id`, `state`, `reason`, `n`)
  values (new.`workspace_id`, new.`send_id`, new.`state`, coalesce(new.`reason`, ''), 1)
  on conflict do update set `n` = `n` + 1;
end;
--> statement-breakpoint
create trigger `invitations_delete_counts` after delete on `invitations` when old.`send_id` is not null begin
  update `send_counts` set `n` = `n` - 1
  where `workspace_id` = old.`workspace_id` and `send_id` = old.`send_id` and `state` = old.`state` and `reason` = coalesce(old.`reason`, '');
end;
