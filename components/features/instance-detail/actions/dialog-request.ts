/** Which dialog a button asked for, and what it already knows. */
export type DialogRequest =
  | { readonly kind: 'raise-event'; readonly name?: string | undefined }
  | { readonly kind: 'rerun'; readonly stepId?: string | undefined }
  | { readonly kind: 'compare' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'purge' };

export type AskFor = (request: DialogRequest) => void;
