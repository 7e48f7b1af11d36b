-- Written by hand. Rollups move in the statement that moves the response, so a repeated or lost
-- request can never count twice (DATA). The net difference of a change is applied as one write a row.
-- Full text by response row; the minute job fills it (CONTRACTS, Rollups and reads).
create virtual table `verbatim_search` using fts5(`text`, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
--> statement-breakpoint
create trigger `responses_insert_rollups` after insert on `responses` when new.`state` = 'counted' begin
  insert into `rollups` (`workspace_id`, `survey_id`, `question`, `dimension`, `value`, `day`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, question, dimension, value, day, sum(w * (slot = 0)), sum(w * (slot = 1)), sum(w * (slot = 2)), sum(w * (slot = 3)), sum(w * (slot = 4)), sum(w * (slot = 5)), sum(w * (slot = 6)), sum(w * (slot = 7)), sum(w * (slot = 8)), sum(w * (slot = 9)), sum(w * (slot = 10)), sum(w * started), sum(w * completed), sum(w * commented)
  from (
    select f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, new.`day` as day, f.value ->> 3 as slot, f.key = 0 as started, f.key = 0 and new.`complete` as completed, f.key = 0 and new.`texts` is not null as commented, 1 as w
    from json_each(new.`facts`) f where new.`state` = 'counted'
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
    `comments` = `comments` + excluded.`comments`;
end;
--> statement-breakpoint
create trigger `responses_update_rollups` after update of `state`, `facts`, `day`, `complete`, `texts` on `responses` when old.`state` = 'counted' or new.`state` = 'counted' begin
  insert into `rollups` (`workspace_id`, `survey_id`, `question`, `dimension`, `value`, `day`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select new.`workspace_id`, new.`survey_id`, question, dimension, value, day, sum(w * (slot = 0)), sum(w * (slot = 1)), sum(w * (slot = 2)), sum(w * (slot = 3)), sum(w * (slot = 4)), sum(w * (slot = 5)), sum(w * (slot = 6)), sum(w * (slot = 7)), sum(w * (slot = 8)), sum(w * (slot = 9)), sum(w * (slot = 10)), sum(w * started), sum(w * completed), sum(w * commented)
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
    `comments` = `comments` + excluded.`comments`;
end;
--> statement-breakpoint
create trigger `responses_delete_rollups` after delete on `responses` when old.`state` = 'counted' begin
  insert into `rollups` (`workspace_id`, `survey_id`, `question`, `dimension`, `value`, `day`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`, `starts`, `completions`, `comments`)
  select old.`workspace_id`, old.`survey_id`, question, dimension, value, day, sum(w * (slot = 0)), sum(w * (slot = 1)), sum(w * (slot = 2)), sum(w * (slot = 3)), sum(w * (slot = 4)), sum(w * (slot = 5)), sum(w * (slot = 6)), sum(w * (slot = 7)), sum(w * (slot = 8)), sum(w * (slot = 9)), sum(w * (slot = 10)), sum(w * started), sum(w * completed), sum(w * commented)
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
    `comments` = `comments` + excluded.`comments`;
end;
--> statement-breakpoint
-- Open text waits for the search index (stage 1), then for themes (stage 2).
create trigger `responses_insert_verbatims` after insert on `responses` when new.`texts` is not null begin
  insert into `verbatims` (`workspace_id`, `row`, `question`, `survey_id`, `day`, `stage`)
  select new.`workspace_id`, new.`row`, t.key, new.`survey_id`, new.`day`, 1 from json_each(new.`texts`) t;
end;
--> statement-breakpoint
create trigger `responses_update_verbatims` after update of `texts` on `responses` when new.`texts` is not old.`texts` begin
  delete from `mentions` where `workspace_id` = new.`workspace_id` and `row` = new.`row`
    and (new.`texts` is null or old.`texts` ->> `question` is not new.`texts` ->> `question`);
  delete from `verbatims` where `workspace_id` = new.`workspace_id` and `row` = new.`row`
    and (new.`texts` is null or new.`texts` ->> `question` is null);
  delete from `verbatim_search` where old.`texts` is not null and rowid = new.`row`;
  insert into `verbatims` (`workspace_id`, `row`, `question`, `survey_id`, `day`, `stage`)
  select new.`workspace_id`, new.`row`, t.key, new.`survey_id`, new.`day`, 1
  from json_each(coalesce(new.`texts`, '{}')) t where true
  on conflict do update set `stage` = 1, `language` = null, `sentiment` = null, `engine` = null;
end;
--> statement-breakpoint
create trigger `responses_update_day` after update of `day` on `responses` when new.`day` <> old.`day` begin
  update `verbatims` set `day` = new.`day` where `workspace_id` = new.`workspace_id` and `row` = new.`row`;
  update `mentions` set `day` = new.`day` where `workspace_id` = new.`workspace_id` and `row` = new.`row`;
end;
--> statement-breakpoint
create trigger `responses_update_mentions` after update of `state`, `score` on `responses`
when new.`state` is not old.`state` or new.`score` is not old.`score` begin
  update `mentions` set `score` = new.`score`, `counted` = (new.`state` = 'counted')
  where `workspace_id` = new.`workspace_id` and `row` = new.`row`;
end;
--> statement-breakpoint
create trigger `responses_delete_texts` after delete on `responses` begin
  delete from `mentions` where `workspace_id` = old.`workspace_id` and `row` = old.`row`;
  delete from `verbatims` where `workspace_id` = old.`workspace_id` and `row` = old.`row`;
  delete from `verbatim_search` where rowid = old.`row`;
  -- A row id is never given twice.
  update `surveys` set `last_row` = max(`last_row`, old.`row`) where `id` = old.`survey_id`;
end;
--> statement-breakpoint
create trigger `mentions_insert_days` after insert on `mentions` begin
  insert into `theme_days` (`workspace_id`, `survey_id`, `theme_id`, `day`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select new.`workspace_id`, new.`survey_id`, new.`theme_id`, new.`day`, 1, 1 * (new.`sentiment` > 0), 1 * (new.`sentiment` < 0), 1 * (new.`score` is 0), 1 * (new.`score` is 1), 1 * (new.`score` is 2), 1 * (new.`score` is 3), 1 * (new.`score` is 4), 1 * (new.`score` is 5), 1 * (new.`score` is 6), 1 * (new.`score` is 7), 1 * (new.`score` is 8), 1 * (new.`score` is 9), 1 * (new.`score` is 10)
  where new.`counted` = 1
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
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`;
end;
--> statement-breakpoint
create trigger `mentions_update_days` after update on `mentions` begin
  insert into `theme_days` (`workspace_id`, `survey_id`, `theme_id`, `day`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select old.`workspace_id`, old.`survey_id`, old.`theme_id`, old.`day`, -1, -1 * (old.`sentiment` > 0), -1 * (old.`sentiment` < 0), -1 * (old.`score` is 0), -1 * (old.`score` is 1), -1 * (old.`score` is 2), -1 * (old.`score` is 3), -1 * (old.`score` is 4), -1 * (old.`score` is 5), -1 * (old.`score` is 6), -1 * (old.`score` is 7), -1 * (old.`score` is 8), -1 * (old.`score` is 9), -1 * (old.`score` is 10)
  where old.`counted` = 1
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
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`;
  insert into `theme_days` (`workspace_id`, `survey_id`, `theme_id`, `day`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select new.`workspace_id`, new.`survey_id`, new.`theme_id`, new.`day`, 1, 1 * (new.`sentiment` > 0), 1 * (new.`sentiment` < 0), 1 * (new.`score` is 0), 1 * (new.`score` is 1), 1 * (new.`score` is 2), 1 * (new.`score` is 3), 1 * (new.`score` is 4), 1 * (new.`score` is 5), 1 * (new.`score` is 6), 1 * (new.`score` is 7), 1 * (new.`score` is 8), 1 * (new.`score` is 9), 1 * (new.`score` is 10)
  where new.`counted` = 1
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
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`;
end;
--> statement-breakpoint
create trigger `mentions_delete_days` after delete on `mentions` begin
  insert into `theme_days` (`workspace_id`, `survey_id`, `theme_id`, `day`, `n`, `positive`, `negative`, `v0`, `v1`, `v2`, `v3`, `v4`, `v5`, `v6`, `v7`, `v8`, `v9`, `v10`)
  select old.`workspace_id`, old.`survey_id`, old.`theme_id`, old.`day`, -1, -1 * (old.`sentiment` > 0), -1 * (old.`sentiment` < 0), -1 * (old.`score` is 0), -1 * (old.`score` is 1), -1 * (old.`score` is 2), -1 * (old.`score` is 3), -1 * (old.`score` is 4), -1 * (old.`score` is 5), -1 * (old.`score` is 6), -1 * (old.`score` is 7), -1 * (old.`score` is 8), -1 * (old.`score` is 9), -1 * (old.`score` is 10)
  where old.`counted` = 1
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
    `n` = `n` + excluded.`n`,
    `positive` = `positive` + excluded.`positive`,
    `negative` = `negative` + excluded.`negative`;
end;
