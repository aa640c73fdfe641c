/** Stands where there is a payload that the one who reads may not see. */
export const WITHHELD = 'Payload withheld: you may not see payloads.';
