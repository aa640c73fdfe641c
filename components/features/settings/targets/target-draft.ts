import { targetBody, type TargetBody } from '@/lib/api/targets';

/** What stands in the fields of the dialog. */
export type TargetFields = {
  readonly appId: string;
  readonly address: string;
  readonly secret: 'none' | 'env' | 'file';
  readonly secretName: string;
  readonly usesTls: boolean;
  readonly ca: string;
};

export const NO_FIELDS: TargetFields = {
  ...{ appId: '', address: '', secret: 'none', secretName: 'DAPR_API_TOKEN', usesTls: false, ca: '' },
};

/** The target that the fields tell of, or what is wrong with one of them. */
export function draftOf(fields: TargetFields): { readonly body: TargetBody } | { readonly problem: string } {
  const { appId, address, secret, secretName, usesTls, ca } = fields;
  const result = targetBody.safeParse({
    ...{ appId, address },
    ...(secret !== 'none' && { apiToken: { [secret]: secretName.trim() } }),
    ...(usesTls && { tls: ca.trim() === '' ? true : { ca: ca.trim() } }),
  });
  if (result.success) return { body: result.data };
  const at = result.error.issues[0]?.path[0];
  return { problem: problemAt(String(at), secret) };
}

function problemAt(field: string, secret: TargetFields['secret']): string {
  switch (field) {
    case 'appId':
      return 'An App ID is needed.';
    case 'address':
      return 'An address is needed.';
    case 'tls':
      return 'The certificate is the name of a file in the folder for secrets.';
    default:
      return secret === 'env'
        ? 'The variable is DAPR_API_TOKEN, or its name ends in _DAPR_API_TOKEN.'
        : 'The token is in a file of the folder for secrets: name the file.';
  }
}
