import { LOG_FORMATS, LOG_LEVELS } from '@/lib/telemetry/log';

/** What a log may leave out, and how it may be written, for whoever lets people choose. */
export const LOG_CHOICES = { levels: LOG_LEVELS, formats: LOG_FORMATS } as const;
