-- The live feed is read in the order of commits: by transaction, of which the oldest still under way says how far, then
-- by place. A feed that was broken off is taken up at a place alone, by customer_actions_feed.
create index customer_actions_commits on customer_actions (organisation_id, transaction_id, position);
