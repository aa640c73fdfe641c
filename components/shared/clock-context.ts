'use client';

import { createContext } from 'react';
import type { Instant } from '@/lib/domain/instant';

/** When the page's clocks were stopped (the view is frozen, or the runtime does not answer); undefined while they tick. */
export const ClockContext = createContext<Instant | undefined>(undefined);
