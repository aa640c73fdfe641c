import { lowerAscii } from '@/lib/domain/lower-ascii';

/** Trigrams that are looked up for one text; more of them say little and cost as much as the first. */
const MOST_TRIGRAMS = 3;
/** A text that has no trigram rarer than this is in so many ids that the index tells too little. */
const RARE_SHARE = 0.05;
/** PostgreSQL stores these two signs as others. */
const STORED_OTHERWISE = ['\0', '\u0001'];

/** Every three characters in a row that a text holds, ASCII letters in lower case; none for a shorter text. */
export function trigramsOf(text: string): readonly string[] {
  if (STORED_OTHERWISE.some((sign) => text.includes(sign))) return [];
  const characters = [...lowerAscii(text)];
  const trigrams = characters.slice(0, -2).map((_, place) => characters.slice(place, place + 3).join(''));
  return [...new Set(trigrams)];
}

/**
 * The trigrams of a text by which to look it up: its rarest ones, by a sample of the ids that there are. Undefined when an
 * index over trigrams does not help: the text is too short, or all of them are frequent.
 */
export function selectiveTrigrams(text: string, sample: readonly string[]): readonly string[] | undefined {
  const ids = sample.map(lowerAscii);
  const counted = trigramsOf(text).map((trigram) => ({
    trigram,
    count: ids.filter((id) => id.includes(trigram)).length,
  }));
  const rarest = counted.toSorted((one, other) => one.count - other.count).slice(0, MOST_TRIGRAMS);
  const [first] = rarest;
  if (first === undefined || first.count > RARE_SHARE * ids.length) return undefined;
  return rarest.map(({ trigram }) => trigram);
}
