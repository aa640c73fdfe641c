'use client';

import type { DetailSearch, SetDetailSearch } from '../search-params';
import { clampWindow, panWindow, showsAll, zoomWindow, type TimeWindow } from './time-window';

export type WindowControl = {
  /** What is in view, in milliseconds from the beginning. */
  readonly window: TimeWindow;
  readonly length: number;
  readonly zoomed: boolean;
  readonly show: (window: TimeWindow) => void;
  /** Around a point, or around the middle of the view. */
  readonly zoom: (way: 'in' | 'out', around?: number) => void;
  readonly pan: (way: 'back' | 'on') => void;
  readonly fit: () => void;
};

/** The part of the timeline in view, as the URL has it; all of it when the URL says nothing. */
export function useTimeWindow(length: number, search: DetailSearch, setSearch: SetDetailSearch): WindowControl {
  const window = clampWindow(search.zoom ?? { from: 0, to: length }, length);
  const show = (wanted: TimeWindow) => {
    const { from, to } = clampWindow(wanted, length);
    const whole = { from: Math.floor(from), to: Math.ceil(to) };
    void setSearch({ zoom: showsAll(whole, length) ? null : whole });
  };
  return {
    window,
    length,
    zoomed: search.zoom !== null,
    show,
    zoom: (way, around) => {
      const middle = (window.from + window.to) / 2;
      const inView = around !== undefined && around >= window.from && around <= window.to;
      show(zoomWindow(window, way, inView ? around : middle));
    },
    pan: (way) => show(panWindow(window, way)),
    fit: () => void setSearch({ zoom: null }),
  };
}
