-- Written by hand. What is kept beside the responses moves in the statement that moves them, so a
-- repeated or lost request can never count twice (DATA). Days feed spans, responses feed the outbox.
drop trigger `responses_insert_rollups`;
--> statement-breakpoint
drop trigger `responses_update_rollups`;
--> statement-breakpoint
drop trigger `responses_delete_rollups`;
--> statement-breakpoint
-- The facts of one response differ in their keys, so an insert needs no sums. The limit keeps SQLite
-- from flattening the query, which would read each fact once a counter.
create trigger `responses_insert_rollups` after insert on `responses` when new.`state` = 'counted' begin
  insert into `rollups` (`workspace_id`, `survey_id`, `question`, `dimension`, `value`, `day`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`, `first_row`, `last_row`)
  select new.`workspace_id`, new.`survey_id`, question, dimension, value, new.`day`, slot = 0, slot = 1, slot = 2, slot = 3, slot = 4, slot = 5, slot = 6, slot = 7, slot = 8, slot = 9, slot = 10, started, started and new.`complete`, started and new.`texts` is not null, new.`row`, new.`row`
  from (
    select f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, f.value ->> 3 as slot, f.key = 0 as started
    from json_each(new.`facts`) f limit -1
  ) where true
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`,
    `starts` = `starts` + excluded.`starts`,
    `completions` = `completions` + excluded.`completions`,
    `comments` = `comments` + excluded.`comments`,
    `first_row` = min(`first_row`, excluded.`first_row`), `last_row` = max(`last_row`, excluded.`last_row`), `checked` = 0;
end;
--> statement-breakpoint
create trigger `responses_update_rollups` after update of `state`, `facts`, `day`, `complete`, `texts` on `responses` when old.`state` = 'counted' or new.`state` = 'counted' begin
  insert into `rollups` (`workspace_id`, `survey_id`, `question`, `dimension`, `value`, `day`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`, `first_row`, `last_row`)
  select new.`workspace_id`, new.`survey_id`, question, dimension, value, day, sum(w * (slot = 0)), sum(w * (slot = 1)), sum(w * (slot = 2)), sum(w * (slot = 3)), sum(w * (slot = 4)), sum(w * (slot = 5)), sum(w * (slot = 6)), sum(w * (slot = 7)), sum(w * (slot = 8)), sum(w * (slot = 9)), sum(w * (slot = 10)), sum(w * started), sum(w * completed), sum(w * commented), new.`row`, new.`row`
  from (
    select f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, new.`day` as day, f.value ->> 3 as slot, f.key = 0 as started, f.key = 0 and new.`complete` as completed, f.key = 0 and new.`texts` is not null as commented, 1 as w
    from json_each(new.`facts`) f where new.`state` = 'counted'
    union all
    select f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, old.`day` as day, f.value ->> 3 as slot, f.key = 0 as started, f.key = 0 and old.`complete` as completed, f.key = 0 and old.`texts` is not null as commented, -1 as w
    from json_each(old.`facts`) f where old.`state` = 'counted'
  )
  group by question, dimension, value, day
  having sum(w * (slot = 0)) <> 0 or sum(w * (slot = 1)) <> 0 or sum(w * (slot = 2)) <> 0 or sum(w * (slot = 3)) <> 0 or sum(w * (slot = 4)) <> 0 or sum(w * (slot = 5)) <> 0 or sum(w * (slot = 6)) <> 0 or sum(w * (slot = 7)) <> 0 or sum(w * (slot = 8)) <> 0 or sum(w * (slot = 9)) <> 0 or sum(w * (slot = 10)) <> 0 or sum(w * started) <> 0 or sum(w * completed) <> 0 or sum(w * commented) <> 0
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`,
    `starts` = `starts` + excluded.`starts`,
    `completions` = `completions` + excluded.`completions`,
    `comments` = `comments` + excluded.`comments`,
    `first_row` = min(`first_row`, excluded.`first_row`), `last_row` = max(`last_row`, excluded.`last_row`), `checked` = 0;
end;
--> statement-breakpoint
create trigger `responses_delete_rollups` after delete on `responses` when old.`state` = 'counted' begin
  insert into `rollups` (`workspace_id`, `survey_id`, `question`, `dimension`, `value`, `day`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`, `first_row`, `last_row`)
  select old.`workspace_id`, old.`survey_id`, question, dimension, value, day, sum(w * (slot = 0)), sum(w * (slot = 1)), sum(w * (slot = 2)), sum(w * (slot = 3)), sum(w * (slot = 4)), sum(w * (slot = 5)), sum(w * (slot = 6)), sum(w * (slot = 7)), sum(w * (slot = 8)), sum(w * (slot = 9)), sum(w * (slot = 10)), sum(w * started), sum(w * completed), sum(w * commented), old.`row`, old.`row`
  from (
    select f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, old.`day` as day, f.value ->> 3 as slot, f.key = 0 as started, f.key = 0 and old.`complete` as completed, f.key = 0 and old.`texts` is not null as commented, -1 as w
    from json_each(old.`facts`) f where old.`state` = 'counted'
  )
  group by question, dimension, value, day
  having sum(w * (slot = 0)) <> 0 or sum(w * (slot = 1)) <> 0 or sum(w * (slot = 2)) <> 0 or sum(w * (slot = 3)) <> 0 or sum(w * (slot = 4)) <> 0 or sum(w * (slot = 5)) <> 0 or sum(w * (slot = 6)) <> 0 or sum(w * (slot = 7)) <> 0 or sum(w * (slot = 8)) <> 0 or sum(w * (slot = 9)) <> 0 or sum(w * (slot = 10)) <> 0 or sum(w * started) <> 0 or sum(w * completed) <> 0 or sum(w * commented) <> 0
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`,
    `starts` = `starts` + excluded.`starts`,
    `completions` = `completions` + excluded.`completions`,
    `comments` = `comments` + excluded.`comments`,
    `first_row` = min(`first_row`, excluded.`first_row`), `last_row` = max(`last_row`, excluded.`last_row`), `checked` = 0;
end;
--> statement-breakpoint
create trigger `responses_insert_asides` after insert on `responses` when new.`state` <> 'counted' begin
  insert into `asides` (`workspace_id`, `survey_id`, `day`, `state`, `channel`, `n`)
  select new.`workspace_id`, new.`survey_id`, new.`day`, new.`state`, new.`channel`, 1 where new.`state` in ('late', 'pending', 'suspect', 'quarantined', 'test')
  on conflict do update set `n` = `n` + excluded.`n`;
end;
--> statement-breakpoint
create trigger `responses_update_asides` after update of `state`, `day` on `responses`
when new.`state` <> old.`state` or (new.`day` <> old.`day` and new.`state` <> 'counted') begin
  insert into `asides` (`workspace_id`, `survey_id`, `day`, `state`, `channel`, `n`)
  select old.`workspace_id`, old.`survey_id`, old.`day`, old.`state`, old.`channel`, -1 where old.`state` in ('late', 'pending', 'suspect', 'quarantined', 'test')
  on conflict do update set `n` = `n` + excluded.`n`;
  insert into `asides` (`workspace_id`, `survey_id`, `day`, `state`, `channel`, `n`)
  select new.`workspace_id`, new.`survey_id`, new.`day`, new.`state`, new.`channel`, 1 where new.`state` in ('late', 'pending', 'suspect', 'quarantined', 'test')
  on conflict do update set `n` = `n` + excluded.`n`;
end;
--> statement-breakpoint
create trigger `responses_delete_asides` after delete on `responses` when old.`state` <> 'counted' begin
  insert into `asides` (`workspace_id`, `survey_id`, `day`, `state`, `channel`, `n`)
  select old.`workspace_id`, old.`survey_id`, old.`day`, old.`state`, old.`channel`, -1 where old.`state` in ('late', 'pending', 'suspect', 'quarantined', 'test')
  on conflict do update set `n` = `n` + excluded.`n`;
end;
--> statement-breakpoint
-- Spans follow the days that lie before their survey's seal; the minute job moves the seal and sums up
-- what it passes (functions/services/scores/seal.ts).
create trigger `rollups_insert_spans` after insert on `rollups` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, new.`question`, d.dimension, s.grain, s.start, d.value, new.`v0`, new.`v1`, new.`v2`, new.`v3`, new.`v4`, new.`v5`, new.`v6`, new.`v7`, new.`v8`, new.`v9`, new.`v10`, new.`starts`, new.`completions`, new.`comments`
  from (
    select 'day' as grain, new.`day` as start, new.`day` + 1 as ending
    union all select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s, (
    select new.`dimension` as dimension, new.`value` as value
    union all select 'total', '' where new.`dimension` = 'channel'
  ) d
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) and (s.grain <> 'day' or d.dimension = 'total')
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`,
    `starts` = `starts` + excluded.`starts`,
    `completions` = `completions` + excluded.`completions`,
    `comments` = `comments` + excluded.`comments`;
end;
--> statement-breakpoint
create trigger `rollups_update_spans` after update of `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments` on `rollups` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, new.`question`, d.dimension, s.grain, s.start, d.value, new.`v0` - old.`v0`, new.`v1` - old.`v1`, new.`v2` - old.`v2`, new.`v3` - old.`v3`, new.`v4` - old.`v4`, new.`v5` - old.`v5`, new.`v6` - old.`v6`, new.`v7` - old.`v7`, new.`v8` - old.`v8`, new.`v9` - old.`v9`, new.`v10` - old.`v10`, new.`starts` - old.`starts`, new.`completions` - old.`completions`, new.`comments` - old.`comments`
  from (
    select 'day' as grain, new.`day` as start, new.`day` + 1 as ending
    union all select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s, (
    select new.`dimension` as dimension, new.`value` as value
    union all select 'total', '' where new.`dimension` = 'channel'
  ) d
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) and (s.grain <> 'day' or d.dimension = 'total')
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`,
    `starts` = `starts` + excluded.`starts`,
    `completions` = `completions` + excluded.`completions`,
    `comments` = `comments` + excluded.`comments`;
end;
--> statement-breakpoint
create trigger `rollups_delete_spans` after delete on `rollups` when old.`day` < (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select old.`workspace_id`, old.`survey_id`, old.`question`, d.dimension, s.grain, s.start, d.value, -old.`v0`, -old.`v1`, -old.`v2`, -old.`v3`, -old.`v4`, -old.`v5`, -old.`v6`, -old.`v7`, -old.`v8`, -old.`v9`, -old.`v10`, -old.`starts`, -old.`completions`, -old.`comments`
  from (
    select 'day' as grain, old.`day` as start, old.`day` + 1 as ending
    union all select 'week' as grain, old.`day` - (old.`day` + 3) % 7 as start, old.`day` - (old.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s, (
    select old.`dimension` as dimension, old.`value` as value
    union all select 'total', '' where old.`dimension` = 'channel'
  ) d
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`) and (s.grain <> 'day' or d.dimension = 'total')
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`,
    `starts` = `starts` + excluded.`starts`,
    `completions` = `completions` + excluded.`completions`,
    `comments` = `comments` + excluded.`comments`;
end;
--> statement-breakpoint
create trigger `impressions_insert_spans` after insert on `impressions` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, '', 'seen', s.grain, s.start, new.`channel`, new.`shown`, new.`started`, new.`dismissed`, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  from (
    select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`)
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`;
end;
--> statement-breakpoint
create trigger `impressions_update_spans` after update on `impressions` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, '', 'seen', s.grain, s.start, new.`channel`, new.`shown` - old.`shown`, new.`started` - old.`started`, new.`dismissed` - old.`dismissed`, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  from (
    select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`)
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`;
end;
--> statement-breakpoint
create trigger `impressions_delete_spans` after delete on `impressions` when old.`day` < (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select old.`workspace_id`, old.`survey_id`, '', 'seen', s.grain, s.start, old.`channel`, -old.`shown`, -old.`started`, -old.`dismissed`, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  from (
    select 'week' as grain, old.`day` - (old.`day` + 3) % 7 as start, old.`day` - (old.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`)
  on conflict do update set
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`;
end;
--> statement-breakpoint
create trigger `asides_insert_spans` after insert on `asides` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, '', 'aside', s.grain, s.start, new.`state` || ' ' || new.`channel`, new.`n`, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  from (
    select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`)
  on conflict do update set
    `v0` = `v0` + excluded.`v0`;
end;
--> statement-breakpoint
create trigger `asides_update_spans` after update on `asides` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, '', 'aside', s.grain, s.start, new.`state` || ' ' || new.`channel`, new.`n` - old.`n`, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  from (
    select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`)
  on conflict do update set
    `v0` = `v0` + excluded.`v0`;
end;
--> statement-breakpoint
create trigger `asides_delete_spans` after delete on `asides` when old.`day` < (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`) begin
  insert into `rollup_spans` (`workspace_id`, `survey_id`, `question`, `dimension`, `grain`, `start`, `value`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select old.`workspace_id`, old.`survey_id`, '', 'aside', s.grain, s.start, old.`state` || ' ' || old.`channel`, -old.`n`, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  from (
    select 'week' as grain, old.`day` - (old.`day` + 3) % 7 as start, old.`day` - (old.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`)
  on conflict do update set
    `v0` = `v0` + excluded.`v0`;
end;
--> statement-breakpoint
create trigger `theme_days_insert_spans` after insert on `theme_days` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `theme_spans` (`workspace_id`, `survey_id`, `theme_id`, `grain`, `start`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select new.`workspace_id`, new.`survey_id`, new.`theme_id`, s.grain, s.start, new.`n`, new.`positive`, new.`negative`, new.`v0`, new.`v1`, new.`v2`, new.`v3`, new.`v4`, new.`v5`, new.`v6`, new.`v7`, new.`v8`, new.`v9`, new.`v10`
  from (
    select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`)
  on conflict do update set
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`,
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`;
end;
--> statement-breakpoint
create trigger `theme_days_update_spans` after update on `theme_days` when new.`day` < (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`) begin
  insert into `theme_spans` (`workspace_id`, `survey_id`, `theme_id`, `grain`, `start`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select new.`workspace_id`, new.`survey_id`, new.`theme_id`, s.grain, s.start, new.`n` - old.`n`, new.`positive` - old.`positive`, new.`negative` - old.`negative`, new.`v0` - old.`v0`, new.`v1` - old.`v1`, new.`v2` - old.`v2`, new.`v3` - old.`v3`, new.`v4` - old.`v4`, new.`v5` - old.`v5`, new.`v6` - old.`v6`, new.`v7` - old.`v7`, new.`v8` - old.`v8`, new.`v9` - old.`v9`, new.`v10` - old.`v10`
  from (
    select 'week' as grain, new.`day` - (new.`day` + 3) % 7 as start, new.`day` - (new.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(new.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = new.`workspace_id` and `survey_id` = new.`survey_id`)
  on conflict do update set
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`,
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`;
end;
--> statement-breakpoint
create trigger `theme_days_delete_spans` after delete on `theme_days` when old.`day` < (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`) begin
  insert into `theme_spans` (`workspace_id`, `survey_id`, `theme_id`, `grain`, `start`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select old.`workspace_id`, old.`survey_id`, old.`theme_id`, s.grain, s.start, -old.`n`, -old.`positive`, -old.`negative`, -old.`v0`, -old.`v1`, -old.`v2`, -old.`v3`, -old.`v4`, -old.`v5`, -old.`v6`, -old.`v7`, -old.`v8`, -old.`v9`, -old.`v10`
  from (
    select 'week' as grain, old.`day` - (old.`day` + 3) % 7 as start, old.`day` - (old.`day` + 3) % 7 + 7 as ending
    union all select 'month', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of month', '+1 month')) / 86400
    union all select 'year', unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year')) / 86400, unixepoch(date(old.`day` * 86400, 'unixepoch', 'start of year', '+1 year')) / 86400
  ) s
  where s.ending <= (select `until` from `rollup_seals` where `workspace_id` = old.`workspace_id` and `survey_id` = old.`survey_id`)
  on conflict do update set
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`,
    `v0` = `v0` + excluded.`v0`,
    `v1` = `v1` + excluded.`v1`,
    `v2` = `v2` + excluded.`v2`,
    `v3` = `v3` + excluded.`v3`,
    `v4` = `v4` + excluded.`v4`,
    `v5` = `v5` + excluded.`v5`,
    `v6` = `v6` + excluded.`v6`,
    `v7` = `v7` + excluded.`v7`,
    `v8` = `v8` + excluded.`v8`,
    `v9` = `v9` + excluded.`v9`,
    `v10` = `v10` + excluded.`v10`;
end;
--> statement-breakpoint
-- A response is told once it counts: at once when it is complete, else when it completes or can no
-- longer change half an hour later.
create trigger `responses_insert_outbox` after insert on `responses`
when new.`state` = 'counted' and exists (select 1 from `webhooks` where `workspace_id` = new.`workspace_id` and `state` = 'active') begin
  insert into `outbox` (`workspace_id`, `webhook_id`, `row`, `due_at`, `created_at`)
  select `workspace_id`, `id`, new.`row`, case when new.`complete` then new.`updated_at` else new.`updated_at` + 1800000 end, new.`updated_at`
  from `webhooks` where `workspace_id` = new.`workspace_id` and `state` = 'active'
  on conflict do nothing;
end;
--> statement-breakpoint
create trigger `responses_update_outbox` after update of `state` on `responses`
when new.`state` = 'counted' and old.`state` in ('late', 'pending', 'suspect', 'quarantined') and exists (select 1 from `webhooks` where `workspace_id` = new.`workspace_id` and `state` = 'active') begin
  insert into `outbox` (`workspace_id`, `webhook_id`, `row`, `due_at`, `created_at`)
  select `workspace_id`, `id`, new.`row`, case when new.`complete` then new.`updated_at` else new.`updated_at` + 1800000 end, new.`updated_at`
  from `webhooks` where `workspace_id` = new.`workspace_id` and `state` = 'active'
  on conflict do nothing;
end;
--> statement-breakpoint
create trigger `responses_complete_outbox` after update of `complete` on `responses`
when new.`complete` and not old.`complete` begin
  update `outbox` set `due_at` = new.`updated_at`
  where `workspace_id` = new.`workspace_id` and `row` = new.`row` and `due_at` > new.`updated_at` and `attempts` = 0
    and `webhook_id` in (select `id` from `webhooks` where `workspace_id` = new.`workspace_id`);
end;
--> statement-breakpoint
create trigger `responses_delete_outbox` after delete on `responses` begin
  delete from `outbox` where `workspace_id` = old.`workspace_id` and `row` = old.`row`
    and `webhook_id` in (select `id` from `webhooks` where `workspace_id` = old.`workspace_id`);
end;
--> statement-breakpoint
-- Answers of a survey with a quota; `row` >> 32 is its number.
create trigger `responses_insert_answered` after insert on `responses`
when new.`state` = 'counted' and (select `quota` from `surveys` where `no` = new.`row` >> 32) is not null begin
  update `surveys` set `answered` = `answered` + 1 where `no` = new.`row` >> 32;
end;
--> statement-breakpoint
create trigger `responses_update_answered` after update of `state` on `responses`
when (new.`state` = 'counted') <> (old.`state` = 'counted') and (select `quota` from `surveys` where `no` = new.`row` >> 32) is not null begin
  update `surveys` set `answered` = `answered` + iif(new.`state` = 'counted', 1, -1) where `no` = new.`row` >> 32;
end;
--> statement-breakpoint
create trigger `responses_delete_answered` after delete on `responses`
when old.`state` = 'counted' and (select `quota` from `surveys` where `no` = old.`row` >> 32) is not null begin
  update `surveys` set `answered` = `answered` - 1 where `no` = old.`row` >> 32;
end;
--> statement-breakpoint
-- A quota given later starts with what has counted so far.
create trigger `surveys_update_answered` after update of `quota` on `surveys`
when new.`quota` is not null and old.`quota` is null begin
  update `surveys` set `answered` = (select coalesce(sum(`starts`), 0) from `rollups`
    where `workspace_id` = new.`workspace_id` and `survey_id` = new.`id` and `dimension` = 'channel')
  where `no` = new.`no`;
end;
--> statement-breakpoint
-- What the releases before did not keep.
insert into `asides` (`workspace_id`, `survey_id`, `day`, `state`, `channel`, `n`)
select `workspace_id`, `survey_id`, `day`, `state`, `channel`, count(*) from `responses`
where `state` <> 'counted' and `state` in ('late', 'pending', 'suspect', 'quarantined', 'test')
group by `workspace_id`, `survey_id`, `day`, `state`, `channel`;
--> statement-breakpoint
update `surveys` set `answered` = (select coalesce(sum(`starts`), 0) from `rollups`
  where `workspace_id` = `surveys`.`workspace_id` and `survey_id` = `surveys`.`id` and `dimension` = 'channel')
where `quota` is not null;
