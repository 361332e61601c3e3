/**
 * SQL of a text that is another one after each crash of the database server. A crash takes along what was not on the disk
 * yet, so numbers of transactions that came to nothing are given out once more, and whoever goes by numbers from before
 * takes the new ones for ended. It is since when PostgreSQL counts in memory what it did: it begins anew when it recovers.
 */
export const LAST_RECOVERY = 'extract(epoch from pg_stat_get_bgwriter_stat_reset_time())::text';
