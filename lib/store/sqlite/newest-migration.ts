/** The last folder of prisma/sqlite/migrations: what the console expects to find in a store. A test holds the two equal. */
export const NEWEST_MIGRATION = '0015_turn_times';
