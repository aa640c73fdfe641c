/** The last folder of prisma/postgres/migrations: what the console expects to find. A test holds the two equal. */
export const NEWEST_MIGRATION = '0015_turn_times';
