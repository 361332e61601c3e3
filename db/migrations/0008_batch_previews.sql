-- Previews of batches that nobody applied are cleared away after a day, of every organisation at once. What was
-- done is kept for ever, because it can be undone for ever.

create index batches_previews on batches (created_at) where state = 'preview';

create policy batches_abandoned on batches to caseload_app
  using (state = 'preview' and created_at < now() - interval '1 day'
    and (select current_setting('caseload.prune_previews', true)) = 'on');
-- Only those batches can be seen then.
create policy batch_items_abandoned on batch_items to caseload_app
  using ((select current_setting('caseload.prune_previews', true)) = 'on'
    and exists (select from batches b where b.organisation_id = batch_items.organisation_id and b.id = batch_items.batch_id));

-- Whoever asks: nothing of a batch that was applied is ever deleted.
create policy batches_previews_only on batches as restrictive for delete to caseload_app
  using (state = 'preview');
create policy batch_items_previews_only on batch_items as restrictive for delete to caseload_app
  using (exists (select from batches b where b.organisation_id = batch_items.organisation_id
    and b.id = batch_items.batch_id and b.state = 'preview'));

grant delete on batches, batch_items to caseload_app;
